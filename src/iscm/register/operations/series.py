"""The rows of series: made when a meeting belongs to one, named by the titles of their meetings."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from iscm.domain.meetings import Meeting, Party, Role
from iscm.reconciliation.series_names import name_series
from iscm.register import models
from iscm.register.operations.loading import chunks
from iscm.register.queries.vocabulary import vocabulary as current_vocabulary

BATCH = 500
Place = tuple[str, str]
"""The slug of the first mechanism of a series, and its key."""


def ensure_series(wanted: Mapping[Place, Meeting]) -> dict[Place, models.Series]:
    """The rows of these series, each made if there is none; `wanted` gives one meeting of each."""
    mechanisms = dict(models.Mechanism.objects.values_list("slug", "pk"))
    new = [
        models.Series(mechanism_id=mechanisms[slug], key=key, kind=meeting.kind or "")
        for (slug, key), meeting in wanted.items()
    ]
    models.Series.objects.bulk_create(new, ignore_conflicts=True, batch_size=BATCH)
    held = models.Series.objects.filter(mechanism__slug__in={slug for slug, _ in wanted}).select_related("mechanism")
    return {(one.mechanism.slug, one.key): one for one in held}


def name_all(keys: Collection[int]) -> None:
    """Name these series by the words of their meetings' titles; one that has none left keeps its name."""
    vocabulary = current_vocabulary()
    for some in chunks(sorted(keys)):
        rows = models.Series.objects.in_bulk(some)
        for key, held in _meetings_of(rows).items():
            kind = vocabulary.kinds.get(rows[key].kind)
            rows[key].title = name_series(held, vocabulary, kind.label if kind else "")[:300]
        models.Series.objects.bulk_update(rows.values(), ["title"], batch_size=BATCH)


def _meetings_of(rows: Mapping[int, models.Series]) -> dict[int, list[Meeting]]:
    """The meetings of each series in the order of dates, with what names it."""
    found: dict[int, list[Meeting]] = defaultdict(list)
    listed = models.Meeting.objects.filter(series__in=rows, is_listed=True).order_by("sort_day", "sort_rank", "id")
    for key, title, lang, kind, ordinal in listed.values_list("series", "title", "lang", "kind", "ordinal"):
        slugs = rows[key].key.partition("/")[0].split("+")
        parties = tuple(Party(slug, Role.HOST) for slug in slugs)
        found[key].append(Meeting("", title, parties=parties, kind=kind, ordinal=ordinal, lang=lang))
    return found
