"""Why two meetings are near each other and what they share, said in one sentence: neutral, the surest part first."""

from collections.abc import Callable, Iterable, Sequence

from babel.lists import format_list
from babel.numbers import format_decimal

from iscm.publication.labels import Labels
from iscm.publication.words import Words

Value = str | int | float
Reasons = Iterable[tuple[str, Sequence[Value]]]
"""Codes and values as planning gives them, see `planning.reasons.Reason`."""

NAMED = 6  # States that are named; the others are counted


def clash_in_words(reasons: Reasons, labels: Labels) -> str:
    """Say "On the same days; 2 members of both: Malta and Italy; both on data". A code nobody knows says nothing."""
    parts = [part for code, values in reasons if code in _PARTS and (part := _PARTS[code](values, labels))]
    said = labels.words.gettext("; ").join(parts)
    return labels.words.gettext("%(sentence)s.") % {"sentence": said[:1].upper() + said[1:]} if said else ""


def percent_in_words(chance: float) -> str:
    """A probability in whole percent, never 0 or 100 of what is neither impossible nor sure."""
    return str(min(99, max(1, round(chance * 100))))


def certainty_in_words(chance: float, words: Words, *, is_sure: bool) -> str:
    """Say "sure" or "possible, 40%" of two meetings that are near each other with some probability."""
    if is_sure:
        return words.gettext("sure")
    return words.gettext("possible, %(percent)s%%") % {"percent": percent_in_words(chance)}


def weight_in_words(weight: float, words: Words) -> str:
    """A weight with one decimal, as the language writes it: "38.0", "38,0"."""
    return str(format_decimal(weight, format="#,##0.0", locale=words.locale))


def states_in_words(codes: Sequence[Value], labels: Labels) -> str:
    """Name the first six States and count the others."""
    words = labels.words
    names = [labels.country(str(code)) for code in codes[:NAMED]]
    if more := len(codes) - NAMED if len(codes) > NAMED else 0:
        names.append(words.ngettext("%(n)s more", "%(n)s more", more) % {"n": more})
    return _listed(names, labels)


def _days_shared(_: Sequence[Value], labels: Labels) -> str:
    return labels.words.gettext("on the same days, in part or in whole")


def _days_apart(values: Sequence[Value], labels: Labels) -> str:
    days = int(values[0])
    if days == 1:
        return labels.words.gettext("one right after the other")
    return labels.words.ngettext("%(n)s day later", "%(n)s days later", days) % {"n": days}


def _possible(values: Sequence[Value], labels: Labels) -> str:
    said = labels.words.gettext("not all days are known: near each other with a probability of %(percent)s%%")
    return said % {"percent": percent_in_words(float(values[0]))}


def _states(values: Sequence[Value], labels: Labels) -> str:
    said = labels.words.ngettext("%(n)s member of both: %(names)s", "%(n)s members of both: %(names)s", len(values))
    return said % {"n": len(values), "names": states_in_words(values, labels)}


def _small(values: Sequence[Value], labels: Labels) -> str:
    said = labels.words.ngettext(
        "%(n)s of them has a small delegation", "%(n)s of them have small delegations", len(values)
    )
    return said % {"n": len(values)}


def _observing(values: Sequence[Value], labels: Labels) -> str:
    said = labels.words.ngettext(
        "%(n)s State observes in one: %(names)s", "%(n)s States observe in one: %(names)s", len(values)
    )
    return said % {"n": len(values), "names": states_in_words(values, labels)}


def _invited(values: Sequence[Value], labels: Labels) -> str:
    said = labels.words.ngettext(
        "open to all States: %(n)s member of the other may want to come",
        "open to all States: %(n)s members of the other may want to come",
        int(values[0]),
    )
    return said % {"n": values[0]}


def _mechanisms(values: Sequence[Value], labels: Labels) -> str:
    names = _listed([labels.mechanism(str(slug)) for slug in values], labels)
    return labels.words.gettext("both of %(names)s") % {"names": names}


def _themes(values: Sequence[Value], labels: Labels) -> str:
    names = _listed([labels.theme(str(slug)) for slug in values], labels)
    return labels.words.gettext("both on %(names)s") % {"names": names}


def _city(values: Sequence[Value], labels: Labels) -> str:
    city, country = str(values[0]), labels.country(str(values[1]))
    place = labels.words.gettext("%(city)s, %(country)s") % {"city": city, "country": country} if city else country
    return labels.words.gettext("both in %(place)s") % {"place": place}


def _secretariat(values: Sequence[Value], labels: Labels) -> str:
    names = _listed([str(name) for name in values], labels)
    return labels.words.gettext("with one secretariat: %(names)s") % {"names": names}


def _travel(values: Sequence[Value], labels: Labels) -> str:
    distance = format_decimal(values[0], locale=labels.words.locale)
    return labels.words.gettext("%(distance)s km between the places") % {"distance": distance}


def _long(values: Sequence[Value], labels: Labels) -> str:
    return labels.words.gettext("one lasts %(n)s days, and nobody is bound on each") % {"n": values[0]}


_PARTS: dict[str, Callable[[Sequence[Value], Labels], str]] = {
    "days-shared": _days_shared,
    "days-apart": _days_apart,
    "possible": _possible,
    "states-shared": _states,
    "small-states-shared": _small,
    "states-observing": _observing,
    "states-invited": _invited,
    "mechanism-shared": _mechanisms,
    "theme-shared": _themes,
    "city-shared": _city,
    "secretariat-shared": _secretariat,
    "travel": _travel,
    "long": _long,
}


def _listed(names: Sequence[str], labels: Labels) -> str:
    return format_list(list(names), locale=labels.words.locale)
