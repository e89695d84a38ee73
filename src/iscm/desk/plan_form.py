"""What somebody asks a year plan of: a real year, wishes typed line by line, or a file of wishes."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from iscm.domain.plan_runs import FEWEST_SECONDS, MOST_SECONDS, RunOrder
from iscm.planning.contradictions import contradictions
from iscm.planning.wishes import Fault, Wishes
from iscm.planning.wishes_reading import LARGEST
from iscm.register.queries.plan_runs import usual_of
from iscm.register.queries.plans import MOST_MOVE, asked_of, faults_of
from iscm.register.queries.wishing import wishes_in

FIRST_YEAR, LAST_YEAR = 1985, 2100
FORMS = ("csv", "json", "toml")
USUAL_SECONDS, USUAL_MOVE = 60, 14
ROWS, MORE_ROWS, MOST_ROWS = 6, 6, 60
MOST_FAULTS = 20
MOST_CHECKED = 200  # wishes whose contradictions are looked for before the search
LONGEST = 300
COLUMNS: tuple[tuple[str, Promise], ...] = (
    ("key", gettext_lazy("Key")),
    ("title", gettext_lazy("Title")),
    ("mechanisms", gettext_lazy("Mechanisms")),
    ("days", gettext_lazy("Days")),
    ("periods", gettext_lazy("May be in")),
    ("city", gettext_lazy("City")),
    ("country", gettext_lazy("Country")),
    ("online", gettext_lazy("Online")),
    ("fixed", gettext_lazy("Fixed on")),
    ("after", gettext_lazy("After")),
    ("before", gettext_lazy("Before")),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of a typed wish; `wrong` says what is not understood."""

    name: str
    label: str
    value: str = ""
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """What was typed or sent, and what is wrong with it: `wrong` by field, `faults` of a file, `against` as sentences.

    `order` is there only where nothing is wrong.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    rows: Sequence[Sequence[Cell]] = ()
    wrong: Mapping[str, str] = field(default_factory=dict)
    faults: Sequence[str] = ()
    against: Sequence[str] = ()
    order: RunOrder | None = None

    @property
    def is_wrong(self) -> bool:
        """Whether something has to be put right."""
        return bool(self.wrong or self.faults or self.against or any(cell.wrong for row in self.rows for cell in row))


def blank(year: int, number: int = ROWS) -> Asking:
    """The form before anything is typed."""
    values = {"year": str(year), "wishes_year": str(year), "move": str(USUAL_MOVE), "seconds": str(USUAL_SECONDS)}
    return Asking(values, [_cells(at, {}) for at in range(1, number + 1)])


def asking(data: QueryDict, files: Mapping[str, "UploadedFile[Any]"], today_year: int) -> Asking:
    """What a form says, read as one of its three parts; never raises."""
    typed = [
        _typed(data, at) for at in range(1, min(_whole(data.get("rows", ""), 0, MOST_ROWS) or ROWS, MOST_ROWS) + 1)
    ]
    base = blank(today_year)
    said = {name: data.get(name, base.values.get(name, "")) for name in (*base.values, "title")}
    values = {name: str(words)[:LONGEST] for name, words in said.items()}
    way = data.get("way", "")
    wrong = _wrong_numbers(values, way)
    if wrong:
        return Asking(values, _rows(typed), wrong)
    if way == "year":
        order = RunOrder(
            values.get("title", ""), int(values["year"]), int(values["move"]), seconds=int(values["seconds"])
        )
        return Asking(values, _rows(typed), order=order)
    if way == "rows":
        return _of_rows(values, typed)
    return _of_file(values, typed, files.get("file"))


def _wrong_numbers(values: Mapping[str, str], way: str) -> dict[str, str]:
    bounds = {"seconds": (FEWEST_SECONDS, MOST_SECONDS)}
    if way == "year":
        bounds |= {"year": (FIRST_YEAR, LAST_YEAR), "move": (0, MOST_MOVE)}
    elif values["wishes_year"].strip():
        bounds |= {"wishes_year": (FIRST_YEAR, LAST_YEAR)}
    return {
        name: gettext("Write a whole number from %(least)s to %(most)s.") % {"least": least, "most": most}
        for name, (least, most) in bounds.items()
        if _whole(values[name], least, most) is None
    }


def _of_rows(values: Mapping[str, str], typed: Sequence[Mapping[str, str]]) -> Asking:
    written = [row for row in typed if any(value for name, value in row.items() if name != "key")]
    if not written:
        return Asking(values, _rows(typed), {"rows": gettext("Write at least one wish.")})
    content = json.dumps({"wishes": [{name: value for name, value in row.items() if value} for row in written]})
    return _checked(values, typed, content, "json", by_field=True)


def _of_file(values: Mapping[str, str], typed: Sequence[Mapping[str, str]], sent: "UploadedFile[Any] | None") -> Asking:
    form = (sent.name or "").rpartition(".")[2].lower() if sent else ""
    if sent is None or form not in FORMS:
        said = gettext("Choose a file of wishes whose name ends in .csv, .json or .toml.")
        return Asking(values, _rows(typed), {"file": said})
    content = sent.read(LARGEST + 1)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Asking(values, _rows(typed), {"file": gettext("The file is no UTF-8 text.")})
    return _checked(values, typed, text, form, by_field=False)


def _checked(
    values: Mapping[str, str], typed: Sequence[Mapping[str, str]], content: str, form: str, *, by_field: bool
) -> Asking:
    """Wishes as they were read, with the faults at their fields where these are on the page."""
    year = _whole(values["wishes_year"], FIRST_YEAR, LAST_YEAR)
    wishes, faults = wishes_in(content.encode(), form, usual_of(year))
    if not faults:
        faults, against = _names_and_contradictions(wishes)
        if not faults and not against:
            title = values.get("title", "")
            order = RunOrder(title, year, None, content, form, seconds=int(values["seconds"]))
            return Asking(values, _rows(typed), order=order)
        if not faults:
            return Asking(values, _rows(typed), against=against)
    rows = _rows(typed, faults) if by_field else _rows(typed)
    is_shown = by_field and _are_all_shown(faults, {row["key"] for row in typed})
    told = [] if is_shown else [str(one) for one in faults[:MOST_FAULTS]]
    if len(faults) > MOST_FAULTS and told:
        told.append(gettext("and %(n)s more") % {"n": len(faults) - MOST_FAULTS})
    return Asking(values, rows, faults=told)


def _names_and_contradictions(wishes: Wishes) -> tuple[tuple[Fault, ...], list[str]]:
    asked = asked_of(wishes)
    faults = faults_of(wishes, asked.calendar)
    if faults or len(wishes) > MOST_CHECKED:
        return faults, []
    found = contradictions(wishes, asked.calendar, timezone.now().date())
    return (), [one.message for one in found]


def _are_all_shown(faults: Sequence[Fault], keys: Collection[str]) -> bool:
    """Whether each fault stands at a field that is on the page."""
    names = {name for name, _ in COLUMNS}
    return all(one.field in names and one.wish in keys for one in faults)


def _typed(data: QueryDict, at: int) -> dict[str, str]:
    said = {name: data.get(f"w{at}-{name}", "").strip()[:LONGEST] for name, _ in COLUMNS}
    return said | {"key": said["key"] or f"w{at}"}


def _rows(typed: Sequence[Mapping[str, str]], faults: Sequence[Fault] = ()) -> list[list[Cell]]:
    told = {(one.wish, one.field): one.message for one in faults}
    return [_cells(at, row, told) for at, row in enumerate(typed, start=1)]


def _cells(at: int, row: Mapping[str, str], told: Mapping[tuple[str, str], str] | None = None) -> list[Cell]:
    values = {"key": f"w{at}", **row}
    wrong = {name: (told or {}).get((values["key"], name), "") for name, _ in COLUMNS}
    return [Cell(f"w{at}-{name}", str(label), values.get(name, ""), wrong[name]) for name, label in COLUMNS]


def _whole(text: str, least: int, most: int) -> int | None:
    said = text.strip()
    if not (said.isascii() and said.isdecimal() and len(said) <= len(str(most)) + 1):
        return None
    return int(said) if least <= int(said) <= most else None
