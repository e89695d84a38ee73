"""When meetings were, at which level, and how one took part."""

from collections import Counter

from iscm.publication.charts.facts import FigureFacts
from iscm.publication.charts.months import NOT_SAID, by_month
from iscm.publication.charts.saying import (
    each,
    layers,
    leaders,
    level_of,
    levels,
    meetings,
    sentence,
    single,
    titled,
)
from iscm.publication.dates import month_name
from iscm.publication.labels import attendance_words
from iscm.publication.report import Chart
from iscm.publication.words import Words

UNKNOWN = "unknown"


def months(facts: FigureFacts, words: Words) -> Chart | None:
    """The meetings of a year by month; those of which no month is said stand apart, in a label of their own."""
    found = by_month(facts.dates)
    if not found:
        return None
    shown = [*range(1, 13), *([NOT_SAID] if found[NOT_SAID] else [])]
    unsaid = words.gettext("month not said")
    return Chart(
        key="months",
        title=titled(words.gettext("Meetings by month"), facts.year, words),
        summary=_months_in_words(found, facts.year, words),
        shape="columns",
        labels_heading=words.gettext("Month"),
        unit=words.gettext("meetings"),
        labels=tuple(month_name(month, words, is_short=True) if month else unsaid for month in shown),
        series=single(words.gettext("Meetings"), (found[month] for month in shown)),
    )


def _months_in_words(found: Counter[int], year: int | None, words: Words) -> str:
    unsaid = words.gettext("for %(n)s no month is said") % {"n": found[NOT_SAID]} if found[NOT_SAID] else ""
    said = ((month_name(month, words), found[month]) for month in range(1, 13))
    month, number = leaders(said, words)
    pattern = words.gettext("of the others most in one month: %(month)s, with %(n)s")
    if not unsaid:
        pattern = words.gettext("most in one month: %(month)s, with %(n)s")
    busiest = pattern % {"month": month, "n": number} if month else ""
    return sentence(words, meetings(found.total(), year, words), unsaid, busiest)


def levels_of_year(facts: FigureFacts, words: Words) -> Chart | None:
    """The meetings of a year by the usual level of their kind."""
    found, names = _levels(facts, facts.year), levels(words)
    shown = [level for level in names if level or found[level]]
    if not found.total():
        return None
    return Chart(
        key="levels",
        title=titled(words.gettext("Meetings by level"), facts.year, words),
        summary=_levels_in_words(found, facts.year, words),
        shape="bars",
        labels_heading=words.gettext("Level"),
        unit=words.gettext("meetings"),
        labels=tuple(names[level] for level in shown),
        series=single(words.gettext("Meetings"), (found[level] for level in shown)),
    )


def levels_by_year(facts: FigureFacts, words: Words) -> Chart | None:
    """The meetings of every year by the usual level of their kind."""
    of_each = [_levels(facts, year) for year in facts.years]
    if not of_each:
        return None
    return Chart(
        key="levels",
        title=words.gettext("Meetings by year and level"),
        summary=_levels_in_words(sum(of_each, Counter()), None, words),
        shape="columns",
        labels_heading=words.gettext("Year"),
        unit=words.gettext("meetings"),
        labels=tuple(map(str, facts.years)),
        series=layers(levels(words), of_each),
        is_stacked=True,
    )


def attendance_by_level(facts: FigureFacts, words: Words) -> Chart | None:
    """How one took part in the meetings of a year, by level; None where no source says it of any."""
    of_each = {level: _ways(facts, facts.year, level) for level in levels(words)}
    total = sum(of_each.values(), Counter[str]())
    if not any(total[way] for way in total if way != UNKNOWN):
        return None
    shown = [level for level in of_each if of_each[level]]
    return Chart(
        key="attendance",
        title=titled(words.gettext("In person or online"), facts.year, words),
        summary=sentence(words, meetings(total.total(), facts.year, words), each_way(total, words)),
        shape="bars",
        labels_heading=words.gettext("Level"),
        unit=words.gettext("meetings"),
        labels=tuple(levels(words)[level] for level in shown),
        series=layers(attendance_words(words), [of_each[level] for level in shown]),
        is_stacked=True,
    )


def attendance_by_year(facts: FigureFacts, words: Words) -> Chart | None:
    """The meetings of every year, by how one took part."""
    of_each = [_ways(facts, year) for year in facts.years]
    total = sum(of_each, Counter[str]())
    if not of_each:
        return None
    missing = words.gettext("a year that is missing is one whose documents were not read yet")
    return Chart(
        key="attendance",
        title=words.gettext("Meetings by year, in person or online"),
        summary=sentence(words, meetings(total.total(), None, words), each_way(total, words), missing),
        shape="columns",
        labels_heading=words.gettext("Year"),
        unit=words.gettext("meetings"),
        labels=tuple(map(str, facts.years)),
        series=layers(attendance_words(words), of_each),
        is_stacked=True,
    )


def each_way(total: Counter[str], words: Words) -> str:
    """Say "in person: 74, online: 44"."""
    return each(((name, total[way]) for way, name in attendance_words(words).items()), words)


def _levels(facts: FigureFacts, year: int | None) -> Counter[str]:
    found: Counter[str] = Counter()
    for held in facts.held:
        if held.year == year:
            found[level_of(held.kind, facts)] += held.number
    return found


def _ways(facts: FigureFacts, year: int | None, level: str | None = None) -> Counter[str]:
    found: Counter[str] = Counter()
    for held in facts.held:
        if held.year == year and level in {None, level_of(held.kind, facts)}:
            found[held.attendance] += held.number
    return found


def _levels_in_words(found: Counter[str], year: int | None, words: Words) -> str:
    said = each(((name, found[level]) for level, name in levels(words).items()), words)
    usual = words.gettext("the level is the usual one of the kind of meeting")
    return sentence(words, meetings(found.total(), year, words), said, usual)
