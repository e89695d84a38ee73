"""The rows of one document as the desk reads them: the source's words and what was understood, with problems."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from iscm.register.models import Claim, Problem, Record
from iscm.register.queries.documents import ProblemLine

Values = dict[str, tuple[Any, str | None]]


@dataclass(frozen=True, slots=True)
class ProposedRow:
    """One row, whole also where it is closed; `values` has by field what was understood and the words it is from."""

    n: int
    key: str
    locator: dict[str, Any]
    printed: dict[str, str | None]
    title: str
    lang: str
    is_closed: bool
    values: Values
    problems: tuple[ProblemLine, ...]


def proposed_rows(document: int, numbers: Collection[int]) -> dict[int, ProposedRow]:
    """These rows of a document (its key) by their numbers. Three queries."""
    rows = Record.objects.filter(document=document, n__in=numbers)
    values: defaultdict[int, Values] = defaultdict(dict)
    claims = Claim.objects.filter(record__document=document, record__n__in=numbers).order_by("id")
    for record, field, value, original in claims.values_list("record", "field", "value", "original"):
        values[record][field] = (value, original)
    problems: defaultdict[int | None, list[ProblemLine]] = defaultdict(list)
    for line in _problems(document, numbers):
        problems[line.record].append(line)
    return {
        row.n: ProposedRow(
            n=row.n,
            key=row.key,
            locator=row.locator,
            printed=row.printed,
            title=row.title,
            lang=row.lang,
            is_closed=row.is_closed,
            values=values[row.pk],
            problems=tuple(problems[row.n]),
        )
        for row in rows
    }


def problems_of_all(document: int) -> tuple[ProblemLine, ...]:
    """The open problems of the whole document. One query."""
    return tuple(_problems(document, None))


def _problems(document: int, numbers: Collection[int] | None) -> list[ProblemLine]:
    found = Problem.objects.filter(document=document, resolved_at=None, dismissed_at=None).order_by("id")
    wanted = found.filter(record=None) if numbers is None else found.filter(record__n__in=numbers)
    columns = ("code", "severity", "message", "suggestion", "readings", "locator", "record__n")
    return [
        ProblemLine(code, severity, message, suggestion, tuple(readings), locator, n)
        for code, severity, message, suggestion, readings, locator, n in wanted.values_list(*columns)
    ]
