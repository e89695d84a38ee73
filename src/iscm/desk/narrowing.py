"""What the calendar of a year is narrowed to before it is drafted: as readers filter its page."""

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from iscm.desk.meeting_choices import options_of, topics_to_choose
from iscm.desk.meeting_words import labels
from iscm.publication.reports.asked import Asked
from iscm.register.queries.calendars import asked_of
from iscm.register.queries.filters import Filter
from iscm.register.queries.vocabulary import vocabulary

OFFERED: dict[str, Promise] = {
    "mechanism": gettext_lazy("Mechanism"),
    "theme": gettext_lazy("Theme"),
    "initiative": gettext_lazy("Initiative"),
    "kind": gettext_lazy("Kind"),
    "country": gettext_lazy("Country"),
    "attendance": gettext_lazy("Attendance"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A field of the form: its options with their words, and the one that is chosen."""

    name: str
    label: Promise
    options: list[tuple[str, str]]
    chosen: str


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The form, and the query that it makes. What is asked for beyond its fields stays as it is (`kept`)."""

    query: str = ""
    choices: list[Choice] = field(default_factory=list)
    kept: list[tuple[str, str]] = field(default_factory=list)
    since: str = ""
    until: str = ""


def narrowing_of(wanted: Filter) -> Narrowing:
    """The form for what is asked for."""
    asked: Asked = asked_of(wanted)
    kept = [(name, ",".join(values)) for name, values in asked.values if name not in OFFERED]
    return Narrowing(
        asked.query,
        [_choice(name, label, getattr(wanted, name)) for name, label in OFFERED.items()],
        [*kept, *([("q", wanted.q)] if wanted.q else [])],
        wanted.since.isoformat() if wanted.since else "",
        wanted.until.isoformat() if wanted.until else "",
    )


def _choice(name: str, label: Promise, chosen: tuple[str, ...]) -> Choice:
    """A field; several values that an address asks for are one option more."""
    options = _options(name)
    if len(chosen) > 1:
        said = dict(options)
        options.append((",".join(chosen), ", ".join(said.get(value, value) for value in chosen)))
    return Choice(name, label, options, ",".join(chosen))


def _options(name: str) -> list[tuple[str, str]]:
    if name in {"theme", "initiative"}:
        return [*topics_to_choose(f"{name}s").items()]
    if name == "country":
        known = {code: labels().country(code) for code in vocabulary().territories}
        return sorted(known.items(), key=lambda one: one[1].casefold())
    return [one for one in options_of(name) if one[0]]
