"""Made-up meetings, year by year: what documents then tell of."""

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from benchmarks.registers import shape
from benchmarks.registers.themes import labels
from benchmarks.registers.words import CITIES, IN_PLACE, KINDS, LINKS, NUMBERS, RARE_WORD, kind_word, ordinal_ending
from iscm.data import load_vocabulary


@dataclass(frozen=True, slots=True)
class Imagined:
    """One meeting as it is. `imprecise` says how much of its date is told where that is to be confirmed, else empty.

    `n` counts from 0 through the whole register. `told_by` are the other documents that tell of it, too.
    """

    n: int
    title: str
    lang: str
    kind: str
    ordinal: int | None
    count: int
    first: date
    last: date
    imprecise: str
    mechanisms: tuple[str, ...]
    themes: tuple[str, ...]
    initiatives: tuple[str, ...]
    place: tuple[str, str] | None
    attendance: str
    status: str | None
    told_by: tuple[str, ...]


def imagined(size: int) -> Iterator[list[Imagined]]:
    """So many meetings in all: those of each year, in the order of their days. One year is held at a time."""
    counted: Counter[tuple[str, str]] = Counter()
    start = 0
    for year, number in years(size).items():
        dice = random.Random(f"{shape.SEED} {size} {year}")
        drafts = sorted((_draft(dice, year, start + n) for n in range(number)), key=lambda one: (one.first, one.n))
        yield [_numbered(dice, one, counted) for one in drafts]
        start += number


def years(size: int) -> dict[int, int]:
    """How many meetings each year has: more from year to year, `size` together."""
    last = len(shape.YEARS) - 1
    weights = [1 + (shape.GROWTH - 1) * place / last for place in range(last + 1)]
    ends = [round(size * sum(weights[: place + 1]) / sum(weights)) for place in range(last + 1)]
    return {year: end - begin for year, begin, end in zip(shape.YEARS, [0, *ends], ends, strict=False)}


def _draft(dice: random.Random, year: int, n: int) -> Imagined:
    """A meeting but for its number and title."""
    first = date(year, 1, 1) + timedelta(days=dice.randrange(365))
    imprecise = _pick(dice, shape.IMPRECISE) if dice.random() < shape.TO_BE_CONFIRMED else ""
    attendance = _attendance(dice, year)
    place = dice.choice(CITIES) if attendance in {"in-person", "hybrid"} and imprecise != "year" else None
    told_by = tuple(name for name, share in _TOLD.items() if not imprecise and dice.random() < share)
    return Imagined(
        n=n, title="", lang=_pick(dice, shape.LANGUAGES), kind=_pick(dice, _KINDS), ordinal=None,
        count=dice.randrange(2, 9) if dice.random() < shape.GROUPED else 1,
        first=first, last=min(first + timedelta(days=_pick(dice, shape.LENGTHS) - 1), date(year, 12, 31)),
        imprecise=imprecise, mechanisms=_mechanisms(dice),
        themes=tuple(dice.sample(list(labels()), _pick(dice, shape.THEMES))),
        initiatives=tuple(dice.sample(list(load_vocabulary().initiatives), _pick(dice, shape.INITIATIVES))),
        place=place, attendance="unknown" if place is None and attendance != "online" else attendance,
        status=_status(dice), told_by=told_by,
    )  # fmt: skip


def _numbered(dice: random.Random, one: Imagined, counted: Counter[tuple[str, str]]) -> Imagined:
    """The same with its title, and with the next number of its kind where that is counted."""
    ordinal = None
    if KINDS[one.kind][1] and one.count == 1 and dice.random() < _COUNTED:
        counted[one.mechanisms[0], one.kind] += 1
        ordinal = counted[one.mechanisms[0], one.kind]
    return replace(one, ordinal=ordinal, title=_title(dice, one, ordinal))


def _title(dice: random.Random, one: Imagined, ordinal: int | None) -> str:
    words, lang = load_vocabulary(), one.lang
    theme = labels()[one.themes[0] if one.themes else dice.choice(list(labels()))][lang]
    said = LINKS[lang].format(kind=kind_word(one.kind, lang), theme=theme)
    if dice.random() < 0.6:
        about = words.territories[dice.choice(CITIES)[1]].names
        said = IN_PLACE[lang].format(said=said, place=about.get(lang, about["en"]))
    if one.n % shape.RARE == shape.SEED:
        said = f"{said} ({RARE_WORD})"
    return NUMBERS[lang].format(n=ordinal, th=ordinal_ending(ordinal), said=said) if ordinal else said


def _mechanisms(dice: random.Random) -> tuple[str, ...]:
    several = 1 if dice.random() >= shape.JOINT else 3 if dice.random() < shape.OF_THREE else 2
    found: list[str] = []
    while len(found) < several:
        slug = _pick(dice, _MECHANISMS)
        found += [] if slug in found else [slug]
    return tuple(found)


def _attendance(dice: random.Random, year: int) -> str:
    online, hybrid = next(shares for since, shares in reversed(shape.ATTENDANCE.items()) if year >= since)
    cast = dice.random()
    return "online" if cast < online else "hybrid" if cast < online + hybrid else "in-person"


def _status(dice: random.Random) -> str | None:
    cast = dice.random()
    if cast < shape.CANCELLED:
        return "cancelled"
    return "postponed" if cast < shape.CANCELLED + shape.POSTPONED else None


def _pick(dice: random.Random, weights: Mapping[Any, float]) -> Any:
    return dice.choices(list(weights), list(weights.values()))[0]


_KINDS = {kind: often for kind, (often, _, _) in KINDS.items()}
_COUNTED = shape.NUMBERED * sum(_KINDS.values()) / sum(often for often, is_counted, _ in KINDS.values() if is_counted)
_MECHANISMS = {slug: 1 / (place + shape.EVENNESS) for place, slug in enumerate(shape.MECHANISMS)}
_TOLD = {"secretariat": shape.BY_SECRETARIAT, "report": shape.REPORTED}
