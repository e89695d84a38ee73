"""The worklist as it is asked for: which list, whose, how pressing, which page; narrowed, counted, cut into pages."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from iscm.domain.problems import Severity
from iscm.register.queries.waiting import Part, Waiting

PAGE = 50
NOBODYS = "none"
ALL = "all"
SEVERITIES = {severity.value for severity in Severity}
PRESSING = frozenset({Severity.ERROR.value, Severity.WARNING.value})
"""What is shown first: information is for the record, and shown when it is asked for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for. `mechanism` is a slug, "none" for what is of no mechanism, empty for all.

    `severity` is one of those of problems, "all", or empty for errors and warnings.
    """

    part: Part
    mechanism: str = ""
    severity: str = ""
    page: int = 1

    @property
    def query(self) -> str:
        """All but the list as the query of an address, "" or with its question mark."""
        said = {"mechanism": self.mechanism, "severity": self.severity, "page": self.page if self.page > 1 else ""}
        text = urlencode({name: value for name, value in said.items() if value})
        return f"?{text}" if text else ""

    @property
    def address(self) -> str:
        """The address that asks for this."""
        is_first = self.part is Part.PROBLEMS
        return (reverse("desk-worklist") if is_first else reverse("desk-worklist-part", args=[self.part])) + self.query


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of a list: primary keys with why each is due; `number` is of the whole list, from page 1 to `pages`."""

    lines: tuple[Waiting, ...]
    number: int
    page: int
    pages: int


def asked(part: Part, said: QueryDict) -> Asked:
    """What an address asks for; what makes no sense asks for nothing."""
    severity, page = said.get("severity", ""), said.get("page", "")
    return Asked(
        part,
        said.get("mechanism", "")[:60],
        severity if part is Part.PROBLEMS and severity in {*SEVERITIES, ALL} else "",
        max(1, int(page)) if page.isascii() and page.isdecimal() and len(page) < 7 else 1,  # noqa: PLR2004  # no page has more digits
    )


def open_to(things: Iterable[Waiting], mechanisms: Collection[str] | None) -> list[Waiting]:
    """What concerns one of these mechanisms; all of it for None, the whole register."""
    return [one for one in things if mechanisms is None or not one.mechanisms.isdisjoint(mechanisms)]


def shown(things: Iterable[Waiting], wanted: Asked) -> Shown:
    """The page that is asked for, the last one where there are fewer."""
    found = _narrowed(things, wanted)
    pages = max(1, ceil(len(found) / PAGE))
    page = min(wanted.page, pages)
    return Shown(tuple(found[(page - 1) * PAGE : page * PAGE]), len(found), page, pages)


def counts_by_part(things: Sequence[Waiting], wanted: Asked) -> dict[Part, int]:
    """How long each list is for the mechanism that is asked for; problems without information."""
    return {part: len(_narrowed(things, Asked(part, wanted.mechanism))) for part in Part}


def counts_by_mechanism(things: Iterable[Waiting], wanted: Asked) -> Counter[str]:
    """How long the list would be for each mechanism."""
    found = _narrowed(things, replace(wanted, mechanism=""))
    return Counter(slug for one in found for slug in one.mechanisms or {NOBODYS})


def counts_by_severity(things: Iterable[Waiting], wanted: Asked) -> Counter[str]:
    """How many problems of each severity there are for the mechanism that is asked for."""
    return Counter(one.word for one in _narrowed(things, replace(wanted, severity=ALL)))


def _narrowed(things: Iterable[Waiting], wanted: Asked) -> list[Waiting]:
    of_list = [one for one in things if one.part is wanted.part and _is_of(one, wanted.mechanism)]
    if wanted.part is not Part.PROBLEMS or wanted.severity == ALL:
        return of_list
    severities = {wanted.severity} if wanted.severity else PRESSING
    return [one for one in of_list if one.word in severities]


def _is_of(one: Waiting, mechanism: str) -> bool:
    if mechanism == NOBODYS:
        return not one.mechanisms
    return not mechanism or mechanism in one.mechanisms
