"""What a person writes for a mechanism, theme, initiative, country … to the key the register has for it."""

import difflib
from collections.abc import Iterable, Mapping

from iscm.cli.failures import CommandError
from iscm.domain.listing import TO_BE_CONFIRMED, UNLISTED
from iscm.domain.meetings import Status
from iscm.domain.names import fold
from iscm.domain.places import Attendance
from iscm.domain.vocabulary import Vocabulary

LIKELY = 0.6
LONGEST_SHOWN = 80  # letters of a name that nobody knows


def resolve(what: str, texts: Iterable[str] | None, names: Mapping[str, str]) -> tuple[str, ...]:
    """The keys for what was written, in their order, each once; several may stand in one text, with commas.

    `names` gives the key for each folded name. Raises `CommandError`, with the nearest name, for one that nobody knows.
    """
    written = [part for text in texts or () for part in (_parts(text, names))]
    return tuple(sorted({_key(what, part, names) for part in written}))


def names_of(vocabulary: Vocabulary) -> dict[str, dict[str, str]]:
    """By field of a filter: the key for each folded name that may be written."""
    return {
        "mechanism": _names((one.slug, (one.acronym, one.name)) for one in vocabulary.mechanisms.values()),
        "theme": _names((one.slug, one.pref_label.values()) for one in vocabulary.themes.values()),
        "initiative": _names(
            (one.slug, (one.acronym or "", one.name, *one.other_names)) for one in vocabulary.initiatives.values()
        ),
        "kind": _names((one.slug, (one.label, one.plural)) for one in vocabulary.kinds.values()),
        "country": _names(
            (code, (one.alpha_3, *one.names.values(), *one.other_names)) for code, one in vocabulary.territories.items()
        ),
        "region": _names((code, (name,)) for code, name in _regions(vocabulary).items()),
        "attendance": _names((one.value, ()) for one in Attendance),
        "status": _names((one, ()) for one in (*(status.value for status in Status), TO_BE_CONFIRMED, UNLISTED)),
    }


def _names(pairs: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    """Keys count over names, and the first of two equal names over the second."""
    found: dict[str, str] = {}
    kept = [(key, tuple(names)) for key, names in pairs]
    for key, _ in kept:
        found.setdefault(fold(key), key)
    for key, names in kept:
        for name in names:
            if folded := fold(name):
                found.setdefault(folded, key)
    return found


def _regions(vocabulary: Vocabulary) -> dict[str, str]:
    """The regions of UN M49 that have territories, by their English names."""
    from babel import Locale

    names = Locale.parse("en").territories
    codes = {one.region_m49 for one in vocabulary.territories.values() if one.region_m49}
    return {code: str(names.get(code, code)) for code in sorted(codes)}


def _parts(text: str, names: Mapping[str, str]) -> list[str]:
    """The text itself where it is a name as a whole, else its parts between commas."""
    if fold(text) in names:
        return [text]
    return [part.strip() for part in text.split(",") if part.strip()] or [text]


def _key(what: str, text: str, names: Mapping[str, str]) -> str:
    if key := names.get(fold(text)):
        return key
    text = text[:LONGEST_SHOWN]
    wanted = fold(text)
    near = difflib.get_close_matches(wanted, names, n=3, cutoff=LIKELY)
    # Of names alike, one with the same letters is meant: they were only written in another order.
    near.sort(key=lambda name: sorted(name) != sorted(wanted))
    raise CommandError(f"no {what} {text!r}" + (f"; did you mean {near[0]!r}?" if near else ""))
