"""The sentences and names that several figures share."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from iscm.publication.charts.facts import FigureFacts
from iscm.publication.labels import kind_level_words
from iscm.publication.report import Series
from iscm.publication.words import Words

MOST_EQUAL = 3
UNSAID = ""  # the level of a kind that has none


def sentence(words: Words, *clauses: str) -> str:
    """The clauses that say something, as one sentence."""
    said = words.gettext("; ").join(clause for clause in clauses if clause)
    return words.gettext("%(sentence)s.") % {"sentence": said[:1].upper() + said[1:]}


def titled(title: str, year: int | None, words: Words) -> str:
    """A title with its year, if it has one."""
    return words.gettext("%(title)s, %(year)s") % {"title": title, "year": year} if year else title


def meetings(number: int, year: int | None, words: Words) -> str:
    """Say "119 meetings in 2024"."""
    if year is None:
        return words.ngettext("%(n)s meeting", "%(n)s meetings", number) % {"n": number}
    return words.ngettext("%(n)s meeting in %(year)s", "%(n)s meetings in %(year)s", number) % {
        "n": number,
        "year": year,
    }


def each(named: Iterable[tuple[str, int]], words: Words) -> str:
    """Say "in person: 74, online: 44"; what has none is left out."""
    said = [words.gettext("%(label)s: %(n)s") % {"label": label, "n": n} for label, n in named if n]
    return words.gettext(", ").join(said)


def leaders(named: Iterable[tuple[str, int]], words: Words) -> tuple[str, int]:
    """Who has most, and how many that is: equals together, nobody where more than three are equal."""
    pairs = list(named)
    most = max((n for _, n in pairs), default=0)
    names = [label for label, n in pairs if n == most]
    return (words.gettext(", ").join(names), most) if most and len(names) <= MOST_EQUAL else ("", most)


def levels(words: Words) -> Mapping[str, str]:
    """The levels of meetings, the highest first, and what is said where none is known."""
    return {**kind_level_words(words), UNSAID: words.gettext("level not said")}


def level_of(kind: str, facts: FigureFacts) -> str:
    """The usual level of a kind of meeting, `UNSAID` if we do not know the kind."""
    known = facts.vocabulary.kinds.get(kind)
    return known.level if known else UNSAID


def layers(names: Mapping[str, str], of: Sequence[Counter[str]]) -> tuple[Series, ...]:
    """A series for each key that has any count, with its values over the labels in `of`."""
    return tuple(
        Series(name, tuple(float(counts[key]) for counts in of))
        for key, name in names.items()
        if any(counts[key] for counts in of)
    )


def single(name: str, values: Iterable[int]) -> tuple[Series, ...]:
    """The only series."""
    return (Series(name, tuple(map(float, values))),)
