"""Meetings in our own format (`iscm`, described by `iscm.xsd`): everything that a page tells, and what it rests on."""

from datetime import date
from importlib.resources import files

from iscm.domain.listing import MeetingRow, TopicRow
from iscm.publication.harvest.values import Receipt, Told, stamp_of
from iscm.publication.harvest.xml import XSI, Element

Said = dict[str, str | int | None]
NAMESPACE = "tag:iscm.example,2026:meeting"
"""A name and no address: the same whoever runs the register."""


def schema() -> bytes:
    """The description of the format, as it is given out."""
    return files("iscm.publication.harvest").joinpath("iscm.xsd").read_bytes()


def meeting_record(told: Told, page: str, schema_address: str) -> Element:
    """A meeting. `page` is the address of its page."""
    row = told.row
    texts = (("kind", row.kind), ("topic", row.topic), ("outcome", row.outcome))
    held = (
        Element("title", row.title, {"lang": row.lang}),
        _date(row),
        Element("status", row.status, {"shown": row.standing, "unlisted-since": _day(row.unlisted_since)}),
        Element("attendance", row.attendance),
        *(Element(name, text) for name, text in texts if text),
        *(Element("mechanism", p.name, {"slug": p.slug, "acronym": p.acronym, "role": p.role}) for p in row.parties),
        *(Element("place", place.city, {"country": place.country or None}) for place in row.places),
        *(_topic("theme", one) for one in row.themes),
        *(_topic("initiative", one) for one in row.initiatives),
        *(Element("link", link.text or "", {"href": link.url}) for link in row.links),
        *map(_receipt, told.receipts),
    )
    attributes: Said = {
        "xmlns": NAMESPACE,
        **XSI,
        "xsi:schemaLocation": f"{NAMESPACE} {schema_address}",
        "uid": row.uid,
        "page": page,
        "sequence": row.sequence,
        "modified": stamp_of(row.last_modified),
        "count": row.count,
        "ordinal": row.ordinal,
        "closed": "true" if row.is_closed else None,
    }
    return Element("meeting", held, attributes)


def _date(row: MeetingRow) -> Element:
    said: Said = {"status": row.date_status, "precision": row.precision or None}
    return Element("date", row.edtf, {**said, "first": _day(row.earliest), "last": _day(row.latest)})


def _topic(name: str, topic: TopicRow) -> Element:
    return Element(name, topic.label, {"slug": topic.slug, "basis": topic.basis})


def _receipt(one: Receipt) -> Element:
    said: Said = {"document": one.document, "record": one.record, "relation": one.relation, "as-of": _day(one.as_of)}
    place = {name.replace("_", "-"): value for name, value in one.locator.items()}
    return Element("receipt", one.title, {**said, "fields": " ".join(one.fields), **place})


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
