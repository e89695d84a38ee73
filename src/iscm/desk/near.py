"""What lies near a meeting while somebody works on it, for the form of its editor and for that of its secretariat.

The panel is `desk/near.html`; the answer to typing is `desk/near_live.html`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from iscm.desk.meeting_fields import Read
from iscm.desk.meeting_words import date_in_words, labels
from iscm.desk.near_rows import typed_row
from iscm.domain.dates import Edtf
from iscm.domain.listing import MeetingRow
from iscm.planning.chances import LIKELIHOODS, SURE
from iscm.planning.clashes import WITHIN
from iscm.planning.observances import YEARS
from iscm.publication.labels import Labels, basis_in_words
from iscm.publication.planning_words import certainty_in_words, clash_in_words
from iscm.publication.titles import title_in
from iscm.publication.window_words import observed_in_words
from iscm.register.queries.neighbours import Nearness, Neighbour, Reads, is_near_to_tell, nearness
from iscm.register.queries.planning import seats
from iscm.register.queries.vocabulary import vocabulary

UID = re.compile(r"[0-9A-Za-z-]{1,36}")
FIRST, MOST = 5, 40
"""So many are shown at once, of those that share something if any does, and so many at all."""
HEEDED = frozenset({"date", "place", "attendance", "mechanism", "kind", "status", "themes"})
"""The fields of which it depends what lies near."""


@dataclass(frozen=True, slots=True)
class NearLine:
    """Another meeting, why it is told in one sentence, and how sure that is."""

    href: str
    title: str
    lang: str
    who: str
    date: str
    place: str
    why: str
    chance: str
    is_sure: bool


@dataclass(frozen=True, slots=True)
class NearShown:
    """The panel: one sentence, the meetings, the observances, what it rests on, and where more is told.

    `uid` is that of the meeting, empty for one that is not stored; `is_typed`: it is told of what is not saved.
    """

    uid: str
    said: str
    is_typed: bool = False
    first: tuple[NearLine, ...] = ()
    rest: tuple[NearLine, ...] = ()
    observed: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    year_href: str = ""
    free_href: str = ""


def uid_in(words: str) -> str:
    """The uid of a meeting as a form holds it in `near-of`; empty for anything else."""
    return words if UID.fullmatch(words) else ""


def public_href(row: MeetingRow) -> str:
    """The page of a meeting for readers."""
    return reverse("meeting", args=[row.uid])


def near_shown(
    row: MeetingRow,
    reads: Reads,
    typed: Mapping[str, Read] | None = None,
    first: int = FIRST,
    href: Callable[[MeetingRow], str] = public_href,
) -> NearShown:
    """The panel of a meeting with what was typed over it; twelve queries at most, none without a date to speak of.

    `href` says where each other meeting leads.
    """
    told = typed_row(row, typed or {})
    if trouble := _trouble(told, typed or {}):
        return NearShown(row.uid, trouble)
    found, said = nearness(told, reads), labels()
    lines = tuple(near_line(one, said, href) for one in found.neighbours[:MOST])
    first = min(first, sum(one.clash.weight > 0 for one in found.neighbours) or first)
    return NearShown(
        uid=row.uid,
        said=_sentence(told, len(found.neighbours)),
        is_typed=not HEEDED.isdisjoint(typed or ()),
        first=lines[:first],
        rest=lines[first:],
        observed=_observed(found, said),
        basis=_basis(told, said),
        year_href=year_href(told),
        free_href=free_href(told),
    )


def near_line(one: Neighbour, said: Labels, href: Callable[[MeetingRow], str] = public_href) -> NearLine:
    """Another meeting in a line."""
    row, clash = one.row, one.clash
    return NearLine(
        href=href(row),
        title=title_in(said.words, row.title, is_closed=row.is_closed) or gettext("Without a title"),
        lang=row.lang if row.title and row.lang != "und" else "",
        who=", ".join(party.acronym for party in row.parties),
        date=date_in_words(row.edtf, row.date_status),
        place=said.places(row.places),
        why=clash_in_words([(reason.code, reason.values) for reason in clash.reasons], said),
        chance=certainty_in_words(clash.chance, said.words, is_sure=clash.is_sure),
        is_sure=clash.is_sure,
    )


def year_href(row: MeetingRow) -> str:
    """Where all that lies near each other in its year is told, for its mechanisms."""
    if row.earliest is None or row.earliest.year not in YEARS:
        return ""
    query = urlencode([("mechanism", party.slug) for party in row.parties])
    return reverse("clashes", args=[row.earliest.year]) + (f"?{query}" if query else "")


def free_href(row: MeetingRow) -> str:
    """Where freer days in the month of a coming meeting are looked for; empty for one that is over or nobody's."""
    if row.earliest is None or not row.parties or row.earliest <= timezone.now().date():
        return ""
    known = vocabulary().mechanisms
    names = ", ".join(known[party.slug].acronym for party in row.parties if party.slug in known)
    asked = {"mechanisms": names, "when": f"{row.earliest:%Y-%m}"}
    if row.is_day_precise and row.latest:
        asked["days"] = str((row.latest - row.earliest).days + 1)
    return f"{reverse('windows')}?{urlencode(asked)}"


def _trouble(row: MeetingRow, typed: Mapping[str, Read]) -> str:
    """Why nothing can be said of what lies near; empty where it can."""
    if "date" in typed and typed["date"].wrong:
        return gettext("The date is not understood yet; once it is, what lies near it stands here.")
    if not row.edtf:
        return gettext("Once a date is given, what lies near it stands here.")
    if not is_near_to_tell(row):
        return gettext("The date is too vague to say what lies near it: a quarter of a year is the most.")
    if not LIKELIHOODS.get(row.standing, SURE):
        return gettext("It does not take place then, so nothing is near it.")
    return ""


def _sentence(row: MeetingRow, number: int) -> str:
    said = ngettext(
        "%(n)s other meeting within %(within)s days of these (%(date)s): a clash, or a chance to meet jointly.",
        "%(n)s other meetings within %(within)s days of these (%(date)s): clashes, or chances to meet jointly.",
        number,
    )
    if not number:
        said = gettext("No other meeting within %(within)s days of these (%(date)s).")
    return said % {"n": number, "date": date_in_words(row.edtf, row.date_status), "within": WITHIN}


def _observed(found: Nearness, said: Labels) -> tuple[str, ...]:
    """What is observed, each with its days."""
    return tuple(
        gettext("%(days)s: %(what)s")
        % {
            "days": date_in_words(Edtf.of_days(one.first, one.last).text, "confirmed"),
            "what": observed_in_words(one.kind.value, one.names, one.countries, said, is_estimated=one.is_estimated),
        }
        for one in found.observed
    )


def _basis(row: MeetingRow, said: Labels) -> tuple[str, ...]:
    """On which lists of members it rests, a sentence for each mechanism of the meeting."""
    known = vocabulary().mechanisms
    if row.earliest is None:
        return ()
    found = seats(row.earliest, [party.slug for party in row.parties])
    return tuple(
        gettext("%(mechanism)s: %(basis)s")
        % {
            "mechanism": known[slug].acronym,
            "basis": gettext("all States, open") if one.is_open else basis_in_words(one.basis, said.words),
        }
        for slug, one in found.items()
    )
