"""The mail that tells who sent something in what became of it, and why, in the language in which it was sent."""

from collections.abc import Sequence

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.urls import reverse
from django.utils.translation import gettext, override

from iscm.register.queries.inbox import InboxLine

HAS_PAGE = ("room:", "key:")
"""Who came with a link or a key looks there."""

TAKEN, TAKEN_PARTLY, REFUSED = "taken", "partly", "refused"


def answer_letter(
    line: InboxLine, became: str, reason: str, *, taken: Sequence[str] = (), left: Sequence[str] = ()
) -> EmailMessage | None:
    """The message, or None where nobody asked for an answer; `taken` and `left` name fields.

    Nothing that was sent in is repeated in it, so that nobody can have words of theirs mailed to others.
    """
    if line.owner.startswith(HAS_PAGE):
        return None
    try:
        validate_email(line.contact)
    except ValidationError:
        return None
    lang = line.lang if line.lang in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with override(lang):
        told = [_became(became), *_fields(became, taken, left)]
        if reason:
            told.append(gettext("Why: %(reason)s") % {"reason": reason})
        if line.about:
            told.append(f"{settings.SITE_URL}{reverse('meeting', args=[line.about])}")
        subject = gettext("What became of your suggestion")
        told.append(gettext("You get this one mail because you gave this address for an answer."))
    return EmailMessage(
        f"ISCM: {subject}", "\n\n".join(told) + "\n", to=[line.contact], headers={"Content-Language": lang}
    )


def _became(became: str) -> str:
    return {
        TAKEN: gettext("Thank you: what you sent to the register of consultations on migration was taken over."),
        TAKEN_PARTLY: gettext(
            "Thank you: a part of what you sent to the register of consultations on migration was taken over."
        ),
        REFUSED: gettext(
            "Thank you for what you sent to the register of consultations on migration. It was not taken over."
        ),
    }[became]


def _fields(became: str, taken: Sequence[str], left: Sequence[str]) -> list[str]:
    if became != TAKEN_PARTLY:
        return []
    return [
        gettext("Taken over: %(fields)s") % {"fields": ", ".join(taken)},
        gettext("Not taken over: %(fields)s") % {"fields": ", ".join(left) or "–"},
    ]
