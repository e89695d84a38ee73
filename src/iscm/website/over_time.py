"""What editors state of a mechanism with its time: former chairs, members and states, and where each stands."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from iscm.domain.facts import Fact, Told
from iscm.domain.mechanisms import Mechanism
from iscm.domain.sittings import SEAT, parts_of
from iscm.website.labels import STATES_OF_LIFE, country_name, level_label, word

FIELDS: dict[str, Promise] = {
    SEAT: gettext_lazy("member"),
    "chair": gettext_lazy("chair"),
    "secretariat": gettext_lazy("secretariat"),
    "bodies": gettext_lazy("body"),
    "level": gettext_lazy("level"),
    "status": gettext_lazy("state"),
    "name": gettext_lazy("name"),
    "acronym": gettext_lazy("acronym"),
}


@dataclass(frozen=True, slots=True)
class TimedLine:
    """A fact with its time and its source; `lang` is that of the value, empty for words of the page."""

    label: str
    value: str
    lang: str
    time: str
    url: str
    document: str


def timed_lines(mechanism: Mechanism | None) -> list[TimedLine]:
    """What is known of a mechanism with a beginning or an end, in the order of time."""
    told = [one for one in (mechanism.stated if mechanism else ()) if one.fact.field in FIELDS]
    dated = [one for one in told if one.fact.value is not None and (one.fact.since or one.fact.until)]
    return [_line(one) for one in sorted(dated, key=lambda one: one.fact.since or "")]


def _line(one: Told) -> TimedLine:
    fact = one.fact
    label = str(FIELDS[fact.field])
    if fact.field == SEAT and parts_of(fact.item)[0] == "observer":
        label = gettext("observer")
    value, lang = _VALUES[fact.field](fact) if fact.field in _VALUES else (str(fact.value), "en")
    return TimedLine(label, value, lang, _time(fact), one.by.url, one.by.document)


def _time(fact: Fact) -> str:
    if fact.since and fact.until:
        return f"{fact.since}–{fact.until}"
    if fact.since:
        return gettext("since %(since)s") % {"since": fact.since}
    return gettext("until %(until)s") % {"until": fact.until}


def _seat(fact: Fact) -> tuple[str, str]:
    _role, state, organisation = parts_of(fact.item)
    return (country_name(state), "") if state else (organisation, "en")


def _states(value: Any) -> str:
    return gettext(", ").join(map(country_name, value["states"]))


_VALUES: dict[str, Callable[[Fact], tuple[str, str]]] = {
    SEAT: _seat,
    "chair": lambda fact: (_states(fact.value), ""),
    "bodies": lambda fact: (fact.item, "en"),
    "level": lambda fact: (level_label(fact.value), ""),
    "status": lambda fact: (word(STATES_OF_LIFE, fact.value), ""),
}
