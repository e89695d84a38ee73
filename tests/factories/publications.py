"""Facts of calendars and trackers, made up without a register."""

from datetime import UTC, datetime

from iscm.domain.citations import Locator
from iscm.domain.listing import TopicRow
from iscm.publication.reports.calendar import CalendarFacts
from iscm.publication.reports.mentions import MechanismFacts
from iscm.publication.reports.tracked import Receipt, TrackerFacts

AT = datetime(2024, 9, 24, 12, tzinfo=UTC)


def mechanism_facts(*slugs):
    """Mechanisms as the carried facts tell them."""
    from iscm.data import load_vocabulary

    known = load_vocabulary().mechanisms
    return tuple(
        MechanismFacts(
            slug,
            known[slug].acronym,
            known[slug].name,
            known[slug].level,
            known[slug].website or "",
            tuple(name for name in known[slug].names if not name.seen_in),
        )
        for slug in slugs
    )


def calendar_of(*rows, year=2022, **rest):
    """The facts of a calendar with these meetings."""
    from iscm.data import load_vocabulary

    slugs = dict.fromkeys(party.slug for row in rows for party in row.parties)
    values = {"modified": AT, "vocabulary": load_vocabulary(), "mechanisms": mechanism_facts(*slugs), "of_year": rows}
    return CalendarFacts(year=year, rows=rows, **{**values, **rest})


def tracker_of(*stated, suggested=(), **rest):
    """The facts of a tracker of the GCM; `stated` are pairs of a meeting and the line that tells of it."""
    from iscm.data import load_vocabulary

    rows = (*(row for row, _ in stated), *suggested)
    values = {
        "initiative": "gcm",
        "name": "Global Compact for Safe, Orderly and Regular Migration",
        "acronym": "GCM",
        "modified": AT,
        "vocabulary": load_vocabulary(),
        "mechanisms": mechanism_facts(*dict.fromkeys(party.slug for row in rows for party in row.parties)),
        "receipts": tuple((row.uid, Receipt(7, 7, 3, Locator(line_first=line))) for row, line in stated if line),
    }
    stated = tuple(row for row, _ in stated)
    return TrackerFacts(stated=stated, suggested=tuple(suggested), **{**values, **rest})


def topic(slug, reason="", basis="suggested"):
    """A theme or an initiative that a meeting is filed under."""
    return TopicRow(slug, slug, basis, reason)
