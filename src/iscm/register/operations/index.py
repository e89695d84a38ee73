"""The search index filled from what the register holds."""

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from django.db import transaction
from django.db.models import QuerySet

from iscm.domain.listing import MeetingRow
from iscm.register.models import Mechanism, Meeting, Publication, Territory
from iscm.register.models.search import SearchEntry
from iscm.register.operations.bulk_rows import insert_all
from iscm.register.queries.analyser import tokens
from iscm.register.queries.rows import listed, meeting_rows

BATCH = 500


@transaction.atomic
def index_meetings(uids: Collection[str] | None = None) -> int:
    """Put meetings into the search index, in the caller's transaction; returns the number of entries written.

    Those with these uids (gone ones are taken out), or with None everything, mechanisms and publications too.
    """
    stale = SearchEntry.objects.all() if uids is None else SearchEntry.objects.filter(kind="meeting", key__in=uids)
    stale.delete()
    wanted = listed() if uids is None else listed().filter(uid__in=uids)
    entries = list(_meetings(wanted))
    if uids is None:
        entries += entries_of_reference()
    insert_all(entries)
    return len(entries)


def index_mechanisms(slugs: Collection[str]) -> None:
    """Put some mechanisms into the search index anew, and take those out that are gone; in the caller's transaction."""
    SearchEntry.objects.filter(kind="mechanism", key__in=slugs).delete()
    SearchEntry.objects.bulk_create(_mechanisms(Mechanism.objects.filter(slug__in=slugs)), batch_size=BATCH)


def index_publications() -> None:
    """Put all publications into the search index anew, in the caller's transaction: known ones get new keys."""
    SearchEntry.objects.filter(kind="publication").delete()
    SearchEntry.objects.bulk_create(_publications(), batch_size=BATCH)


def entries_of(meetings: QuerySet[Meeting]) -> Iterator[SearchEntry]:
    """What should stand in the index of these meetings; nothing is stored."""
    return _meetings(meetings)


def entries_of_reference() -> Iterator[SearchEntry]:
    """What should stand in the index of mechanisms and publications; nothing is stored."""
    yield from _mechanisms(Mechanism.objects.all())
    yield from _publications()


def _meetings(wanted: QuerySet[Meeting]) -> Iterator[SearchEntry]:
    countries = {territory.alpha_2: territory for territory in Territory.objects.all()}
    topics = dict(wanted.values_list("uid", "topic"))
    for row in meeting_rows(wanted):
        yield SearchEntry(
            kind="meeting",
            key=row.uid,
            day=row.sort_day,
            title_tokens=_joined([row.title]),
            body_tokens=_joined(_around(row, countries, topics)),
        )


def _around(row: MeetingRow, countries: dict[str, Territory], topics: dict[str, str]) -> Iterator[str]:
    yield topics[row.uid]
    yield row.outcome
    yield str(row.year or "")
    for party in row.parties:
        yield f"{party.acronym} {party.name}"
    for place in row.places:
        yield place.city
        if country := countries.get(place.country):
            yield from (country.name, *country.names.values())
    for theme in row.themes:
        yield theme.label


def _mechanisms(wanted: QuerySet[Mechanism]) -> Iterator[SearchEntry]:
    for mechanism in wanted.prefetch_related("names", "bodies"):
        yield SearchEntry(
            kind="mechanism",
            key=mechanism.slug,
            title_tokens=_joined([mechanism.acronym, mechanism.name]),
            body_tokens=_joined(
                [*(name.text for name in mechanism.names.all()), *(b.name for b in mechanism.bodies.all())]
            ),
        )


def _publications() -> Iterator[SearchEntry]:
    for publication in Publication.objects.prefetch_related("mechanisms", "themes"):
        named = [f"{mechanism.acronym} {mechanism.name}" for mechanism in publication.mechanisms.all()]
        yield SearchEntry(
            kind="publication",
            key=str(publication.pk),
            title_tokens=_joined([publication.title]),
            body_tokens=_joined(
                [publication.kind, str(publication.year or ""), *named, *map(str, publication.themes.all())]
            ),
        )


def _joined(texts: Iterable[str]) -> str:
    return " ".join(said for text in texts if (said := _said(text)))


@lru_cache(maxsize=8192)
def _said(text: str) -> str:
    """The tokens of a text: names of mechanisms, countries and themes come again and again."""
    return " ".join(tokens(text))
