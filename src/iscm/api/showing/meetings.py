"""Meetings as JSON."""

from collections.abc import Callable
from typing import Any

from iscm.api.answering import Json, Scene
from iscm.domain.addresses import followable
from iscm.domain.listing import MeetingRow, PlaceRow, TopicRow
from iscm.publication.dates import in_words
from iscm.publication.titles import title_in
from iscm.register.queries.meeting import MeetingDetail
from iscm.register.queries.paged.meetings import Changed, Gone

Shown = Callable[[Any], Json]


def show_meetings(scene: Scene) -> Callable[[MeetingRow], Json]:
    """What makes JSON of a meeting's row."""
    address, words = scene.pages("meeting", "uid"), scene.words

    def show(row: MeetingRow) -> Json:
        return {
            "uid": row.uid,
            "deleted": False,
            "url": address(row.uid),
            "title": title_in(words, row.title, is_closed=row.is_closed),
            "is_closed": row.is_closed,
            "lang": row.lang,
            "edtf": row.edtf or None,
            "date_in_words": in_words(row.edtf, row.date_status, words) if row.edtf else "",
            "earliest": row.earliest,
            "latest": row.latest,
            "precision": row.precision or None,
            "date_status": row.date_status,
            "status": row.status,
            "standing": row.standing,
            "attendance": row.attendance,
            "kind": row.kind or None,
            "ordinal": row.ordinal,
            "count": row.count,
            "outcome": row.outcome or None,
            "topic": row.topic or None,
            "year": row.year,
            "sequence": row.sequence,
            "last_modified": row.last_modified,
            "unlisted_since": row.unlisted_since,
            "links": [{"text": link.text, "url": link.url} for link in row.links if followable(link.url)],
            "mechanisms": [
                {"slug": one.slug, "acronym": one.acronym, "name": one.name, "role": one.role} for one in row.parties
            ],
            "places": [_place(scene, one) for one in row.places],
            "themes": [_topic(one, scene.labels.theme(one.slug, one.label)) for one in row.themes],
            "initiatives": [_topic(one, scene.labels.initiative(one.slug, one.label)) for one in row.initiatives],
        }

    return show


def show_changed(scene: Scene) -> Callable[[Changed], Json]:
    """The same of meetings of which some are gone."""
    show = show_meetings(scene)
    return lambda one: {
        "changed_at": one.at,
        **(_tombstone(one.item) if isinstance(one.item, Gone) else show(one.item)),
    }


def show_meeting(scene: Scene, found: MeetingDetail) -> Json:
    """One meeting with what it rests on."""
    receipts = [
        {
            "field": field,
            "document": one.document,
            "record": one.record,
            "words": one.words,
            "value": one.value,
            "lang": one.lang,
            "is_chosen": one.is_chosen,
        }
        for field, lines in sorted(found.receipts.items())
        for one in lines
    ]
    related = [
        {"kind": one.kind, "uid": one.uid or None, "title": one.title, "is_incoming": one.is_incoming}
        for one in found.related
    ]
    more = {"receipts": receipts, "related": related, "series": found.series_title or None}
    return show_meetings(scene)(found.row) | more


def _tombstone(gone: Gone) -> Json:
    return {
        "uid": gone.uid,
        "deleted": True,
        "merged_into": gone.merged_into or None,
        "withdrawn_at": gone.withdrawn_at,
        "reason": gone.reason or None,
    }


def _place(scene: Scene, place: PlaceRow) -> Json:
    return {"city": place.city or None, "country": place.country or None, "name": scene.labels.places([place])}


def _topic(topic: TopicRow, label: str) -> Json:
    return {"slug": topic.slug, "label": label, "basis": topic.basis, "reason": topic.reason or None}
