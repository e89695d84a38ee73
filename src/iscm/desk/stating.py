"""The forms in which facts are stated: their fields, and what was typed as facts."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from iscm.domain.facts import Fact
from iscm.register.operations.facts import Source

Typed = Mapping[str, str]
BETWEEN = re.compile(r"[,;،؛，；、]")
Options = tuple[tuple[str, "str | Promise"], ...]


@dataclass(frozen=True, slots=True)
class Input:
    """A field of a form; `kind` is text, area, select, tick or url. `fact` is the field whose fault it shows."""

    name: str
    label: str | Promise
    kind: str = "text"
    note: str | Promise = ""
    options: Options = ()
    longest: int = 500
    listed: str = ""
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its key, what its button says, its fields, how what was typed becomes facts; `is_dated`: with a time."""

    key: str
    title: str | Promise
    inputs: tuple[Input, ...]
    facts: Callable[[Typed], tuple[Fact, ...]]
    is_dated: bool = True


@dataclass(frozen=True, slots=True)
class Shown:
    """A field as it is shown: with what was typed, and what is wrong with it."""

    input: Input
    id: str
    value: str
    wrong: str


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A form as it is shown; `is_open` where something in it is wrong, `wrong` what is wrong with all of it."""

    form: Form
    fields: list[Shown]
    is_open: bool
    wrong: str
    seen: str
    replaces: str


DATES: tuple[Input, ...] = (
    Input(
        "since",
        gettext_lazy("From when"),
        longest=11,
        note=gettext_lazy("2024, 2024-05 or 2024-05-31; empty if unknown"),
    ),
    Input("until", gettext_lazy("Until"), longest=11, note=gettext_lazy("the last of it; empty while it goes on")),
)
SOURCE: tuple[Input, ...] = (
    Input("url", gettext_lazy("Address where this stands"), "url", longest=1000),
    Input("document", gettext_lazy("Or the title of the document"), longest=300),
    Input("accessed", gettext_lazy("Looked up"), longest=11),
    Input("reason", gettext_lazy("Why you state it"), longest=2000),
)


def open_form(form: Form, typed: Typed, wrong: Mapping[str, str], *, seen: str) -> OpenForm:
    """A form with what was typed and what is wrong; a fault that no field shows stands above them all."""
    inputs = (*form.inputs, *(DATES if form.is_dated else ()), *SOURCE)
    shown_faults = {one.fact or one.name for one in inputs}
    rest = "; ".join(fault for field, fault in wrong.items() if field not in shown_faults)
    fields = shown(form, inputs, typed, wrong)
    is_open = bool(wrong) or bool(typed.get("replaces"))
    return OpenForm(form, fields, is_open, rest, typed.get("seen", seen), typed.get("replaces", ""))


def shown(form: Form, inputs: tuple[Input, ...], typed: Typed, wrong: Mapping[str, str]) -> list[Shown]:
    """The fields with what was typed; a fault of a fact stands at the first field that speaks of it."""
    said: set[str] = set()
    found = []
    for one in inputs:
        fact = one.fact or one.name
        fault = "" if fact in said else wrong.get(fact, "")
        said |= {fact} if fault else set()
        found.append(Shown(one, f"{form.key}-{one.name}", typed.get(one.name, ""), fault))
    return found


def faults_of(forms: Iterable[OpenForm]) -> list[Shown]:
    """The fields of all forms that say what is wrong, to lead there from the top of the page."""
    return [field for form in forms for field in form.fields if field.wrong]


def source_of(typed: Typed) -> Source:
    """Where it stands."""
    return Source(*(words(typed, name) for name in ("url", "document", "accessed")))


def words(typed: Typed, name: str) -> str:
    """What was typed in a field, with single blanks."""
    return " ".join(typed.get(name, "").split())


def when(typed: Typed) -> dict[str, Any]:
    """From when and until when."""
    return {name: words(typed, name) or None for name in ("since", "until")}


def plain(*fields: str, required: tuple[str, ...] = ()) -> Callable[[Typed], tuple[Fact, ...]]:
    """Facts of fields that have one value each, as typed: an empty one is not stated, unless it is required."""

    def facts(typed: Typed) -> tuple[Fact, ...]:
        return tuple(
            Fact(field, words(typed, field) or None, **when(typed))
            for field in fields
            if words(typed, field) or field in required
        )

    return facts


def said(**parts: str) -> dict[str, Any]:
    """A value of several parts, without the empty ones."""
    return {name: part for name, part in parts.items() if part}


def label_name(lang: str) -> str:
    """The name of the field of a theme's label in one language."""
    return f"label_{lang}"


def listed(text: str) -> Iterator[str]:
    """What stands between commas or semicolons, those of Arabic and Chinese too."""
    for part in BETWEEN.split(text):
        if part.strip():
            yield " ".join(part.split())
