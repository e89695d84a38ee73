"""A list inside another site's page: what its address asks for, and what it says, as a page and as data alike."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language, get_language_info, gettext

from iscm.register.queries.addressed import parse_filter
from iscm.register.queries.embedding import Shown, next_or_latest
from iscm.register.queries.filters import Filter
from iscm.register.queries.stamps import versions_of
from iscm.website import clock
from iscm.website.entries import Entry, entries
from iscm.website.filters import query_of
from iscm.website.page import TURNING
from iscm.website.subscriptions import Subscription

USUAL, MOST = 10, 50
UNTURNED = str.maketrans(dict.fromkeys(TURNING))
SAID_BY_THE_DATE = "tbc"  # "July 2017 (to be confirmed)" needs no mark that says so again


@dataclass(frozen=True, slots=True)
class Embedding:
    """What is asked for: which meetings, and how many at most."""

    wanted: Filter
    limit: int = USUAL

    def query(self, **more: str) -> str:
        """The canonical query with what else is asked for, `?` included; empty if nothing is."""
        return query_of(self.wanted, limit="" if self.limit == USUAL else str(self.limit), **more)

    @property
    def subscription(self) -> Subscription:
        """The calendar of the same meetings, which knows their name and their page."""
        return Subscription(self.wanted, None, is_vague=False)

    def made_from(self) -> list[object]:
        """What it follows from: the versions of its mechanisms or of the register, and the day."""
        return [*versions_of(self.wanted.mechanism), clock.today()]


@dataclass(frozen=True, slots=True)
class EmbeddedList:
    """What is shown: `name` says of what, `heading` what they are, `note` why no others. Addresses are whole."""

    name: str
    heading: str
    note: str
    entries: list[Entry]
    page: str
    feed: str


def parse_embedding(request: HttpRequest) -> Embedding:
    """What an address asks for. A number that makes no sense is the usual one."""
    text = request.GET.get("limit", "")
    limit = int(text[:4]) if text.isascii() and text.isdecimal() else USUAL
    return Embedding(parse_filter(request.GET), min(limit, MOST) or USUAL)


def embedded_list(request: HttpRequest, asked: Embedding) -> EmbeddedList:
    """The list. At most nine queries, sixteen where words are asked for."""
    today = clock.today()
    shown = next_or_latest(asked.wanted, today, asked.limit)
    heading, note = _said(shown, asked.wanted, today)
    same = asked.subscription
    return EmbeddedList(
        same.name, heading, note, entries(shown.rows), same.page(request), same.address(request, "feed")
    )


def status_of(entry: Entry) -> str:
    """The words of a status that matters and that the date does not say already."""
    return str(entry.status.label) if entry.status and entry.status.slug != SAID_BY_THE_DATE else ""


def where(entry: Entry) -> str:
    """Place and attendance in words; either may be empty."""
    return " · ".join(part for part in (entry.place, entry.attendance) if part)


def as_json(request: HttpRequest, found: EmbeddedList) -> dict[str, Any]:
    """The list as the web component takes it: words in the language of the address, addresses whole, no markup."""
    lang = get_language() or "en"
    return {
        "lang": "zh-Hans" if lang == "zh-hans" else lang,
        "dir": "rtl" if get_language_info(lang)["bidi"] else "ltr",
        "name": plain(found.name),
        "heading": found.heading,
        "note": found.note,
        "meetings": [_meeting(request, each) for each in found.entries],
        "links": [
            {"words": gettext("All meetings"), "url": found.page},
            {"words": gettext("Subscribe (iCalendar)"), "url": found.feed},
        ],
    }


def plain(text: str) -> str:
    """Text without the signs that turn the direction of all words after them."""
    return text.translate(UNTURNED)


def _meeting(request: HttpRequest, each: Entry) -> dict[str, Any]:
    return {
        "title": plain(each.title),
        "lang": each.lang,
        "date": each.date,
        "day": each.earliest,
        "mechanisms": [plain(chip.acronym) for chip in each.chips],
        "place": plain(where(each)),
        "status": status_of(each),
        "url": request.build_absolute_uri(each.href),
    }


def _said(shown: Shown, wanted: Filter, today: date) -> tuple[str, str]:
    """The heading of the list, and a sentence where it is not what was hoped for."""
    if shown.is_coming:
        return gettext("Next meetings"), ""
    if not shown.rows:
        return gettext("Meetings"), gettext("No document read so far has a meeting that fits.")
    if wanted.until and wanted.until < today:
        return gettext("Meetings"), ""
    return gettext("Latest meetings"), gettext("No meeting to come is known so far; these were the last.")
