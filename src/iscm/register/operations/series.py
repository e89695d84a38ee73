"""The rows of series: made when a meeting belongs to one, named by the titles of their meetings."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.db import connection

from iscm.domain.meetings import Meeting, Party, Role
from iscm.reconciliation.series_names import name_series
from iscm.register import models
from iscm.register.operations.bulk_rows import update
from iscm.register.operations.loading import chunks
from iscm.register.queries.vocabulary import vocabulary as current_vocabulary

BATCH = 500
TOGETHER = 100
LATEST, ALL = 10, 1_000_000_000
LATEST_OF_ONE = """
SELECT * FROM (
  SELECT series_id, title, lang, kind, ordinal FROM register_meeting WHERE series_id = %s AND is_listed = %s
  ORDER BY sort_day DESC, sort_rank DESC, id DESC LIMIT %s
) AS latest
"""
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
    """Name these series by the words of their meetings' titles; one that has none left keeps its name.

    Of most series the latest few meetings are looked at; of those whose titles say nothing, all.
    """
    vocabulary = current_vocabulary()
    for some in chunks(sorted(keys)):
        rows = models.Series.objects.in_bulk(some)
        told = _latest_of(rows, LATEST)
        names = {key: name_series(held, vocabulary, "") for key, held in told.items()}
        if silent := [key for key, held in told.items() if len(held) == LATEST and not names[key]]:
            told |= _latest_of({key: rows[key] for key in silent}, ALL)
            names |= {key: name_series(told[key], vocabulary, "") for key in silent}
        for key, name in names.items():
            kind = vocabulary.kinds.get(rows[key].kind)
            rows[key].title = (name or (kind.label if kind else ""))[:300]
        update(models.Series, ("title",), [(key, rows[key].title) for key in names])


def _latest_of(rows: Mapping[int, models.Series], most: int) -> dict[int, list[Meeting]]:
    """The latest meetings of each series, so many at most, in the order of dates: a step in an index for each."""
    found: dict[int, list[Meeting]] = defaultdict(list)
    for keys in chunks(sorted(rows), TOGETHER):
        statement = " UNION ALL ".join([LATEST_OF_ONE] * len(keys))
        with connection.cursor() as cursor:
            cursor.execute(statement, [value for key in keys for value in (key, True, most)])
            for key, title, lang, kind, ordinal in cursor.fetchall():
                slugs = rows[key].key.partition("/")[0].split("+")
                parties = tuple(Party(slug, Role.HOST) for slug in slugs)
                found[key].append(Meeting("", title, parties=parties, kind=kind, ordinal=ordinal, lang=lang))
    return {key: held[::-1] for key, held in found.items()}
