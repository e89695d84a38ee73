"""All that the highlights of a year tell: meetings, anniversaries, indexes, publications, editors' words."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from django.conf import settings
from django.db.models import Max

from iscm.data.files import load_json
from iscm.domain.listing import MeetingRow, TopicRow
from iscm.domain.records import Link
from iscm.publication.reports.highlights import GLOBAL_MEETING, HighlightsFacts, Indexed, MechanismFact, PublicationFact
from iscm.publication.wordings import Wording
from iscm.register.models import Mechanism, Meeting, MeetingMechanism
from iscm.register.queries import documents, editions, library, meetings, published, themes
from iscm.register.queries.citing import sources_of
from iscm.register.queries.rows import listed
from iscm.register.queries.vocabulary import vocabulary as current_vocabulary

STATED, SUGGESTED = "stated", "suggested"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)

Filed = Callable[[MeetingRow], Iterable[TopicRow]]


def highlights_facts(year: int) -> HighlightsFacts:
    """The facts of a year's highlights; a year without a meeting has none to tell. Twenty-five queries."""
    rows = meetings.of_year(year)
    theme_lines, initiative_lines = themes.all_themes(), themes.all_initiatives()
    wordings = _wordings(year)
    is_indexed = any(year in line.stated for line in theme_lines) or any(
        year in line.stated for line in initiative_lines
    )
    before = max((y for line in theme_lines for y in line.stated if y < year), default=None) if is_indexed else None
    computed = _filed(rows, lambda row: row.themes, STATED)
    return HighlightsFacts(
        year=year,
        meetings=rows,
        mechanisms=_mechanisms(),
        modified=_modified(year, wordings),
        vocabulary=current_vocabulary(),
        anniversaries=tuple(dict.fromkeys((slug, years) for slug, _, _, years in editions.anniversaries(year))),
        is_indexed=is_indexed,
        year_before=before,
        met_before=_met(before),
        themes=tuple(
            Indexed(
                line.slug,
                line.label,
                line.stated.get(year, ()) if is_indexed else computed.get(line.slug, ()),
                line.stated.get(before, ()) if before else (),
            )
            for line in theme_lines
        ),
        initiatives=_initiatives(initiative_lines, rows, year, is_indexed=is_indexed),
        suggested=() if is_indexed else _suggested(rows, theme_lines, computed),
        publications=_publications(year),
        repositories=tuple(Link(**link) for link in load_json("links.json")),
        wordings=wordings,
        sources=sources_of(rows, listed().filter(year=year)),
        publisher=settings.PUBLISHER,
        licence=settings.LICENCE,
        site=settings.SITE_URL,
        contact=settings.CONTACT,
    )


def _mechanisms() -> tuple[MechanismFact, ...]:
    columns = ("slug", "acronym", "name", "website", "established", "level")
    return tuple(MechanismFact(*values) for values in Mechanism.objects.order_by("position").values_list(*columns))


def _met(year: int | None) -> int:
    """How many mechanisms met in a year, their global meeting apart."""
    parties = MeetingMechanism.objects.filter(year=year or 0, meeting__is_listed=True)
    return parties.exclude(mechanism__slug=GLOBAL_MEETING).order_by().values("mechanism").distinct().count()


def _wordings(year: int) -> tuple[Wording, ...]:
    """The editors' words, their meetings under the uids that they have now."""
    moved = published.redirects()
    return tuple(
        replace(one, uids=tuple(dict.fromkeys(moved.get(uid, uid) for uid in one.uids)))
        for one in published.wordings(year)
    )


def _filed(rows: Iterable[MeetingRow], topics: Filed, basis: str) -> dict[str, tuple[str, ...]]:
    """By theme or initiative the mechanisms of the meetings that are filed under it on this basis."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows:
        for topic in topics(row):
            if topic.basis == basis:
                found[topic.slug].update(dict.fromkeys(party.slug for party in row.parties))
    return {slug: tuple(slugs) for slug, slugs in found.items()}


def _initiatives(
    lines: Sequence[themes.InitiativeLine], rows: Sequence[MeetingRow], year: int, *, is_indexed: bool
) -> tuple[Indexed, ...]:
    computed = {} if is_indexed else _filed(rows, lambda row: row.initiatives, STATED)
    return tuple(
        Indexed(
            line.slug,
            line.name,
            line.stated.get(year, ()) if is_indexed else computed.get(line.slug, ()),
            remark=next((text for y, text in line.remarks if y == year), ""),
        )
        for line in lines
    )


def _suggested(
    rows: Sequence[MeetingRow], lines: Sequence[themes.ThemeLine], stated: dict[str, tuple[str, ...]]
) -> tuple[Indexed, ...]:
    """The themes that only words suggest, without the mechanisms for which they are stated."""
    found = _filed(rows, lambda row: row.themes, SUGGESTED)
    return tuple(
        Indexed(line.slug, line.label, tuple(s for s in found[line.slug] if s not in stated.get(line.slug, ())))
        for line in lines
        if line.slug in found
    )


def _publications(year: int) -> tuple[PublicationFact, ...]:
    return tuple(
        PublicationFact(line.title, tuple(slug for slug, _ in line.mechanisms), line.url, line.lang, line.kind)
        for line in library.publications()
        if line.year == year
    )


def _modified(year: int, wordings: Iterable[Wording]) -> datetime:
    """The last revision of anything told: a meeting that left the year's list is one too, and so is a new document."""
    changed = Meeting.objects.filter(year=year).aggregate(at=Max("last_modified"))["at"]
    taken = [line.accepted_at for line in documents.of_year(year)]
    return max(filter(None, (changed, *taken, *(one.at for one in wordings))), default=NEVER)
