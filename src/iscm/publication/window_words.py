"""Free days, what is observed on them, and which wish leaves none, said in words."""

from collections.abc import Sequence
from datetime import date

from babel.lists import format_list

from iscm.domain.dates import Edtf
from iscm.publication.dates import day_in_words, say
from iscm.publication.labels import Labels
from iscm.publication.planning_words import states_in_words

MOST_NAMES = 3  # holidays of different names on one day


def days_in_words(first: date, last: date, labels: Labels) -> str:
    """The days of a meeting: "6–8 October 2027"."""
    return day_in_words(first, labels.words) if first == last else say(Edtf.of_days(first, last), labels.words)


def choice_in_words(days: int, choices: int, first: date, last: date, labels: Labels) -> str:
    """Where several neighbouring days are as good: "any 3 days in a row, 6–17 October 2027"; empty for one choice."""
    if choices <= 1:
        return ""
    words = labels.words
    said = words.ngettext("any day, %(span)s", "any %(n)s days in a row, %(span)s", days)
    return said % {"n": days, "span": days_in_words(first, last, labels)}


def observed_in_words(  # every part of an `Observed`
    kind: str, names: Sequence[str], countries: Sequence[str], labels: Labels, *, is_estimated: bool = False
) -> str:
    """Say "public holiday in Italy (Republic Day)", "weekend in Jordan and Egypt", "Ramadan (estimated)"."""
    words = labels.words
    said = _said(kind, names, countries, labels)
    return words.gettext("%(what)s (estimated)") % {"what": said} if is_estimated and kind != "unknown" else said


def hindrance_in_words(code: str, country: str, labels: Labels) -> str:
    """The wish that keeps days out, as a part of "No days are left: …"."""
    words = labels.words
    place = labels.country(country) if country else ""
    said = {
        "period-too-short": words.gettext("the meeting is longer than the period"),
        "past": words.gettext("the period is over"),
        "weekday": words.gettext("the days of the week that are allowed"),
        "weekend": words.gettext("the weekend in %(place)s"),
        "public-holiday": words.gettext("public holidays in %(place)s"),
        "un-week": words.gettext("the high-level week of the United Nations is avoided"),
        "religious-feast": words.gettext("religious feasts are avoided"),
        "fasting": words.gettext("Ramadan is avoided"),
        "gap": words.gettext("other meetings of the same mechanisms are too near"),
    }.get(code, code)
    return said % {"place": place} if place else said


def nothing_in_words(hindrances: Sequence[tuple[str, str]], labels: Labels) -> str:
    """Say which wishes leave no days between them: codes and States as planning gives them."""
    words = labels.words
    parts = [hindrance_in_words(code, country, labels) for code, country in hindrances]
    listed = format_list(parts, locale=words.locale)
    if len(parts) == 1:
        return words.gettext("No days are left, because of one wish: %(wishes)s.") % {"wishes": listed}
    return words.gettext("No days are left, because of these wishes together: %(wishes)s.") % {"wishes": listed}


def _said(kind: str, names: Sequence[str], countries: Sequence[str], labels: Labels) -> str:
    words = labels.words
    places = states_in_words(list(countries), labels)
    if kind == "public-holiday":
        values = {"places": places, "names": "; ".join(names[:MOST_NAMES])}
        if len(names) > MOST_NAMES:
            return words.gettext("public holiday in %(places)s") % values
        return words.gettext("public holiday in %(places)s (%(names)s)") % values
    if kind == "weekend":
        return words.gettext("weekend in %(places)s") % {"places": places}
    if kind == "unknown" and countries:
        return words.gettext("public holidays are not known for %(places)s") % {"places": places}
    if kind == "un-week":
        return words.gettext("high-level week of the United Nations General Assembly")
    return "; ".join(_feast(name, labels) for name in names)


def _feast(name: str, labels: Labels) -> str:
    words = labels.words
    return {
        "Ramadan": words.gettext("Ramadan"),
        "Christmas": words.gettext("Christmas"),
        "Orthodox Christmas": words.gettext("Orthodox Christmas"),
        "Good Friday to Easter Monday": words.gettext("Good Friday to Easter Monday"),
        "Orthodox Good Friday to Easter Monday": words.gettext("Orthodox Good Friday to Easter Monday"),
        "Lunar New Year": words.gettext("Lunar New Year"),
        "Rosh Hashanah": words.gettext("Rosh Hashanah"),
        "Yom Kippur": words.gettext("Yom Kippur"),
        "Diwali": words.gettext("Diwali"),
        "Eid al-Fitr": words.gettext("Eid al-Fitr"),
        "Eid al-Adha": words.gettext("Eid al-Adha"),
        "religious feasts not known": words.gettext("religious feasts are not known for this year"),
        "high-level week of the United Nations not known": words.gettext(
            "the high-level week of the United Nations is not known for this year"
        ),
    }.get(name, name)
