"""Facts of a year's highlights, made up without a register."""

from datetime import UTC, date, datetime

from iscm.domain.dates import Edtf
from iscm.domain.listing import MeetingRow, PartyRow, PlaceRow
from iscm.publication.reports.highlights import HighlightsFacts, MechanismFact

NOON = datetime(2024, 9, 24, 12, tzinfo=UTC)


def make_row(title="SOM", edtf="2022-06-14", *, mechanisms=("igc",), places=(), **rest):
    """A meeting; `mechanisms` are slugs, `places` "City|CC"."""
    when = Edtf.parse(edtf) if edtf else None
    first = (when.earliest or when.latest) if when else None
    values = {
        "uid": f"{title}/{edtf}",
        "lang": "en",
        "date_status": "confirmed",
        "status": "held",
        "attendance": "unknown",
        "kind": "",
        "ordinal": None,
        "count": 1,
        "outcome": "",
        "sequence": 0,
        "last_modified": NOON,
        "unlisted_since": None,
        "topic": "",
    }
    return MeetingRow(
        title=title,
        edtf=edtf,
        earliest=when.earliest if when else None,
        latest=when.latest if when else None,
        precision=when.precision.value if when else "",
        year=first.year if first else None,
        sort_day=first or date.max,
        parties=tuple(make_party(slug, role="co-host" if i else "host") for i, slug in enumerate(mechanisms)),
        places=tuple(PlaceRow(*place.split("|")) for place in places),
        **{**values, **rest},
    )


def make_party(slug, role="host"):
    """A mechanism in a meeting, named as the carried facts name it."""
    from iscm.data import load_vocabulary

    one = load_vocabulary().mechanisms[slug]
    return PartyRow(slug, one.acronym, one.name, one.level, role)


def make_facts(*rows, year=2022, **rest):
    """The facts of a year with these meetings and all carried mechanisms."""
    from iscm.data import load_vocabulary

    vocabulary = load_vocabulary()
    mechanisms = tuple(
        MechanismFact(one.slug, one.acronym, one.name, one.website or "", one.established, one.level)
        for one in vocabulary.mechanisms.values()
    )
    values = {"mechanisms": mechanisms, "modified": NOON, "vocabulary": vocabulary}
    return HighlightsFacts(year=year, meetings=tuple(rows), **{**values, **rest})
