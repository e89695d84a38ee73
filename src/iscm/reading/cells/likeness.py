"""Which of the known names are like a text, in per cent of the letters that both have in the same order."""

from collections import Counter
from collections.abc import Iterable

MOST = 3


def find_alike(text: str, names: Iterable[str], least: float) -> list[tuple[str, float]]:
    """At most three names with a likeness of at least `least`, the likest first, each with its likeness."""
    letters = Counter(text)
    possible = [name for name in names if _may_reach(least, text, letters, name)]
    if not possible:
        return []
    # Costs more start-up time than all other comparing, and most documents have no name that may be meant by another.
    from rapidfuzz import fuzz, process  # noqa: PLC0415  # as said

    best = process.extract(text, possible, scorer=fuzz.ratio, limit=MOST, score_cutoff=least)
    return [(name, score) for name, score, _ in best]


def _may_reach(least: float, text: str, letters: Counter[str], name: str) -> bool:
    """Whether the letters that both have, in any order, are enough; their lengths are looked at first."""
    enough = least * (len(text) + len(name)) / 200 - 0.001
    return min(len(text), len(name)) >= enough and (letters & Counter(name)).total() >= enough
