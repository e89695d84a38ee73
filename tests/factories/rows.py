"""Rows of the register, written as they stand, for tests of what is read from it."""

from datetime import UTC, date, datetime

from iscm.domain.dates import Edtf
from iscm.register.models import (
    Claim,
    Concept,
    Document,
    Initiative,
    Mechanism,
    Meeting,
    MeetingCitation,
    MeetingInitiative,
    MeetingMechanism,
    MeetingPlace,
    MeetingTheme,
    Received,
    Record,
    Stamp,
    Territory,
)

NOON = datetime(2024, 9, 24, 12, tzinfo=UTC)
LEVELS = {"gfmd": "global", "bali-process": "interregional"}


def add_mechanism(slug="gfmd", **rest):
    """A mechanism; the same one if it is there already."""
    values = {"acronym": slug.upper(), "name": f"The {slug}", "level": LEVELS.get(slug, "regional"), "status": "active"}
    return Mechanism.objects.get_or_create(
        slug=slug, defaults={**values, "position": Mechanism.objects.count(), **rest}
    )[0]


def add_theme(slug="labour-migration"):
    """A theme; the same one if it is there already."""
    values = {"label": slug.replace("-", " "), "pref_label": {"en": slug}, "position": Concept.objects.count()}
    return Concept.objects.get_or_create(scheme="theme", slug=slug, defaults=values)[0]


def add_initiative(slug="gcm"):
    """An initiative; the same one if it is there already."""
    values = {"name": f"The {slug}", "acronym": slug.upper(), "position": Initiative.objects.count()}
    return Initiative.objects.get_or_create(slug=slug, defaults=values)[0]


def add_territory(code="CH", name="Switzerland"):
    """A territory; the same one if it is there already."""
    values = {"alpha_3": f"{code}X", "numeric": "000", "name": name, "region_m49": "150", "names": {"en": name}}
    return Territory.objects.get_or_create(alpha_2=code, defaults=values)[0]


def add_meeting(title="Senior Officials' Meeting", edtf="2024-06-27", **rest):
    """A meeting with what it is filed under: `mechanisms`, `themes`, `initiatives` are slugs, `places` "City|CC"."""
    mechanisms, places = rest.pop("mechanisms", ("gfmd",)), rest.pop("places", ("Geneva|CH",))
    themes, initiatives = rest.pop("themes", ()), rest.pop("initiatives", ())
    when = Edtf.parse(edtf) if edtf else None
    filed = {"year": when.earliest.year if when else None, **_place_in_lists(when)}
    plain = {"date_status": "confirmed", "status": "confirmed", "attendance": "in-person", "lang": "en"}
    times = {"created_at": NOON, "last_modified": NOON, "touched_at": rest.get("last_modified", NOON)}
    meeting = Meeting.objects.create(title=title, edtf=edtf, **_bounds(when), **filed, **{**plain, **times, **rest})
    for position, slug in enumerate(mechanisms):
        party = {"role": "host" if position == 0 else "co-host", "position": position}
        MeetingMechanism.objects.create(meeting=meeting, mechanism=add_mechanism(slug), **party, **filed)
    for position, place in enumerate(places):
        city, _, country = place.partition("|")
        MeetingPlace.objects.create(meeting=meeting, city=city, country=country, position=position, **filed)
    for slug in themes:
        MeetingTheme.objects.create(meeting=meeting, theme=add_theme(slug), basis="suggested", reason="words", **filed)
    for slug in initiatives:
        initiative = add_initiative(slug)
        MeetingInitiative.objects.create(meeting=meeting, initiative=initiative, basis="suggested", **filed)
    return meeting


def add_document(name="calendar-2024.txt", **rest):
    """An accepted document."""
    received = Received.objects.create(sha256=name.ljust(64, "0")[:64], name=name, content=b"", received_at=NOON)
    values = {"title": name, "reader": "calendar", "year": 2024, "trust": 2, "last_update": date(2024, 9, 24)}
    times = {"received_at": NOON, "accepted_at": NOON}
    return Document.objects.create(sha256=received.sha256, received=received, name=name, **{**values, **times, **rest})


def cite(meeting, document, *, chosen=("title",), relation="same", **claims):
    """Let a meeting rest on a record of a document; `claims` are field=(words, value)."""
    n = document.records.count() + 1
    record = Record.objects.create(document=document, n=n, key=f"{document.pk}-{n}", locator={"page": 1, "row": n})
    for field, (words, value) in claims.items():
        Claim.objects.create(record=record, field=field, original=words, value=value, lang="en")
    rank = meeting.citations.count()
    occurrence = {"occurrence": f"{record.key}#1", "relation": relation, "rank": rank, "chosen": list(chosen)}
    MeetingCitation.objects.create(meeting=meeting, record=record, **occurrence)
    return record


def raise_stamp(name="register"):
    """Say that something changed."""
    stamp, _ = Stamp.objects.get_or_create(name=name, defaults={"changed_at": NOON})
    stamp.version += 1
    stamp.save()


def _bounds(when):
    if when is None:
        return {"earliest": None, "latest": None, "precision": ""}
    return {"earliest": when.earliest, "latest": when.latest, "precision": when.precision.value}


def _place_in_lists(when):
    if when is None:
        return {"sort_day": date(9999, 12, 31), "sort_rank": 9}
    return {
        "sort_day": when.earliest if when.is_day_precise else when.latest,
        "sort_rank": 0 if when.is_day_precise else 5,
    }
