"""Mail to those who follow or suggested something: plain words and HTML, in the reader's language.

No picture, no counting of who reads, no address but of this site.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, get_language_info, gettext, ngettext, override

from iscm.domain.submissions import Submitted
from iscm.register.operations.follow import AT_ONCE, Following
from iscm.register.queries.following import News
from iscm.register.queries.submissions import speaks_of_closed
from iscm.website.bulletin import Section, sections, summary
from iscm.website.suggesting import told

MOST = 40
LONGEST_SUBJECT = 150
TURNING = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e"))


def confirmation(reader: Following, site: str) -> EmailMultiAlternatives:
    """The mail with the link that begins it, or with which somebody who follows already changes it."""
    with override(reader.lang):
        subject = gettext("Change what you follow") if reader.is_confirmed else gettext("Please confirm: news by mail")
        return _message("confirmation", subject, reader.address, reader=reader, site=site, link=_link(reader, site))


def digest(reader: Following, news: Sequence[News], day: date) -> EmailMultiAlternatives:
    """The mail with these news."""
    site = _site()
    with override(reader.lang):
        found = sections(news, day, MOST)
        context: dict[str, Any] = {"sections": found, "reader": reader, "link": _link(reader, site)}
        context["is_weekly"] = reader.rhythm != AT_ONCE
        context |= {"site": site, "changes": site + _path("changes")}
        message = _message("digest", _subject(found), reader.address, **context)
        end = site + _path("follow-stop", token=reader.token)
    message.extra_headers |= {
        "List-Unsubscribe": f"<{end}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-Id": f"<news.{urlsplit(site).hostname}>",
        "Precedence": "bulk",
    }
    return message


def answer(done: Submitted, address: str, lang: str) -> EmailMultiAlternatives:
    """The mail that tells what became of a suggestion."""
    site = _site()
    with override(lang if lang in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
        link = site + _path("suggestion", uid=done.uid)
        meetings = [site + _path("meeting", uid=uid) for uid in done.meetings]
        subject = gettext("What became of your suggestion")
        return _message(
            "answer", subject, address, done=done, lines=told(done.understood), link=link, meetings=meetings, site=site
        )


def answers(done: Sequence[Submitted], address: str, lang: str) -> EmailMultiAlternatives:
    """The mail that tells a secretariat what became of all that it sent from its room."""
    site = _site()
    with override(lang if lang in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
        # Of what it sent of a closed meeting only the editor's answer goes through the mail.
        told = [(one, _lines(one), [site + _path("meeting", uid=uid) for uid in one.meetings]) for one in done]
        return _message("answers", gettext("What you sent, and what became of it"), address, told=told, site=site)


def _lines(done: Submitted) -> list[tuple[str, str]]:
    return [] if speaks_of_closed(done) else told(done.understood)


def _message(template: str, subject: str, address: str, **context: Any) -> EmailMultiAlternatives:
    lang = get_language() or settings.LANGUAGE_CODE
    context |= {"lang": lang, "dir": "rtl" if get_language_info(lang)["bidi"] else "ltr", "subject": subject}
    context["name"] = gettext("Register of inter-State consultation mechanisms on migration")
    text, html = (
        render_to_string(f"website/mail/{template}.{form}", context).translate(TURNING) for form in ("txt", "html")
    )
    # A header is one line, whatever stands in a title.
    plain = " ".join(f"ISCM: {subject}".translate(TURNING).split())[:LONGEST_SUBJECT]
    headers = {"Auto-Submitted": "auto-generated", "Content-Language": lang}
    message = EmailMultiAlternatives(plain, text.strip() + "\n", to=[address], headers=headers)
    message.attach_alternative(html, "text/html")
    return message


def _subject(found: Sequence[Section]) -> str:
    """One thing by its name, several by their number."""
    items = [(section.title, item) for section in found for item in section.items]
    if len(items) == 1:
        ((what, item),) = items
        title = ": ".join(part for part in (item.mechanisms, item.title) if part)
        return gettext("%(what)s: %(meeting)s") % {"what": what, "meeting": title}
    return summary(found) or ngettext("%(n)s change", "%(n)s changes", len(items)) % {"n": len(items)}


def _link(reader: Following, site: str) -> str:
    return site + _path("following", token=reader.token)


def _path(name: str, **kwargs: object) -> str:
    return reverse(name, kwargs=kwargs)


def _site() -> str:
    return str(settings.SITE_URL)
