"""What lies near a meeting and shares members with it, in a line of its page."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import ngettext

from iscm.domain.listing import MeetingRow
from iscm.planning.clashes import WITHIN
from iscm.register.queries.sharing_near import NearOne, sharing_near
from iscm.register.queries.vocabulary import vocabulary
from iscm.website.dates import in_words
from iscm.website.entries import shown_title

SHOWN = 3


@dataclass(frozen=True, slots=True)
class NearLine:
    """Another meeting, with how many members both have."""

    href: str
    title: str
    lang: str
    date: str
    who: str
    members: str


@dataclass(frozen=True, slots=True)
class NearSaid:
    """How many there are, in words; those that share most; where all of the year are told."""

    said: str
    most: tuple[NearLine, ...]
    href: str


def near_said(row: MeetingRow, apart: Iterable[str]) -> NearSaid | None:
    """What its page says; None where nothing is near, or its days are not known. `apart` are uids of what belongs to
    it. One query."""
    found = sharing_near(row, apart)
    if not found or row.earliest is None:
        return None
    said = ngettext(
        "%(n)s meeting within %(within)s days shares members",
        "%(n)s meetings within %(within)s days share members",
        len(found),
    )
    query = urlencode([("mechanism", party.slug) for party in row.parties])
    return NearSaid(
        said % {"n": len(found), "within": WITHIN},
        tuple(_line(one) for one in found[:SHOWN]),
        f"{reverse('clashes', args=[row.earliest.year])}?{query}",
    )


def _line(one: NearOne) -> NearLine:
    known = vocabulary().mechanisms
    shared = ngettext("%(n)s member in both", "%(n)s members in both", one.shared) % {"n": one.shared}
    return NearLine(
        href=reverse("meeting", kwargs={"uid": one.uid}),
        title=shown_title(one.title, is_closed=one.is_closed),
        lang=one.lang if one.title and one.lang != "und" else "",
        date=in_words(one.edtf, one.date_status),
        who=", ".join(known[slug].acronym if slug in known else slug for slug in one.mechanisms),
        members=shared,
    )
