"""What is counted over the whole register, read from what its triggers keep; and whether they kept it right."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import Count, Model, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from iscm.register.models import (
    Meeting,
    MeetingInitiative,
    MeetingMechanism,
    MeetingPlace,
    MeetingTheme,
    Tally,
)

Key = tuple[str, str, str, int]
"""What is counted, its key, its basis, the year (0 for none): see `Tally`."""

LINKS: tuple[tuple[str, type[Model], str, str], ...] = (
    ("mechanism", MeetingMechanism, "mechanism_id", ""),
    ("theme", MeetingTheme, "theme_id", "basis"),
    ("initiative", MeetingInitiative, "initiative_id", "basis"),
    ("country", MeetingPlace, "country", ""),
)


def tallies(what: str) -> QuerySet[Tally]:
    """The counters of one kind that count anything, in no order."""
    return Tally.objects.filter(what=what, rows__gt=0).order_by()


def wrong_tallies() -> dict[Key, tuple[int, int]]:
    """The counters that differ from the meetings: rows as kept and as counted now. Six queries over all meetings."""
    columns = ("what", "key", "basis", "year", "rows", "number")
    kept = {(what, key, basis, year): (rows, number) for what, key, basis, year, rows, number in
            Tally.objects.order_by().values_list(*columns) if rows or number}  # fmt: skip
    counted = dict(_counted())
    return {
        key: (kept.get(key, (0, 0))[0], counted.get(key, (0, 0))[0])
        for key in sorted({*kept, *counted})
        if kept.get(key) != counted.get(key)
    }


def _counted() -> Iterator[tuple[Key, tuple[int, int]]]:
    listed = Meeting.objects.filter(is_listed=True).order_by()
    held = listed.values_list("kind", "attendance", "year").annotate(
        rows=Count("id"), number=Sum(Coalesce("count", Value(1)))
    )
    for kind, attendance, year, rows, number in held:
        yield ("meeting", kind, attendance, year or 0), (rows, number)
    for what, model, key, basis in LINKS:
        links = model._default_manager.filter(meeting__is_listed=True).order_by()  # noqa: SLF001  # Django's public way
        found: Counter[Key] = Counter()
        numbers: Counter[Key] = Counter()
        columns = (key, basis or key, "meeting__year")
        filed = links.values_list(*columns).annotate(rows=Count("id"), number=Sum(Coalesce("meeting__count", Value(1))))
        for value, said, year, rows, number in filed:
            place = (what, str(value), said if basis else "", year or 0)
            found[place] += rows
            numbers[place] += number
        yield from ((place, (found[place], numbers[place])) for place in found)
