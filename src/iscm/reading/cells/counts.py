"""How many meetings a phrase speaks of: "Two webinars", "24 working group meetings", "Twenty-four"."""

import re

from iscm.domain.names import fold

UNITS = {
    name: number
    for number, names in {
        1: "one un une uno una um uma",
        2: "two deux dos dois duas both",
        3: "three trois tres",
        4: "four quatre cuatro quatro",
        5: "five cinq cinco",
        6: "six seis",
        7: "seven sept siete sete",
        8: "eight huit ocho oito",
        9: "nine neuf nueve nove",
        10: "ten dix diez dez",
        11: "eleven onze once",
        12: "twelve douze doce doze",
        13: "thirteen treize trece treze",
        14: "fourteen quatorze catorce",
        15: "fifteen quinze quince",
        16: "sixteen seize dieciseis",
        17: "seventeen diecisiete",
        18: "eighteen dieciocho dezoito",
        19: "nineteen diecinueve",
    }.items()
    for name in names.split()
}
TENS = {
    name: number
    for number, names in {
        20: "twenty vingt veinte vinte",
        30: "thirty trente treinta trinta",
        40: "forty quarante cuarenta quarenta",
        50: "fifty cinquante cincuenta cinquenta",
        60: "sixty soixante sesenta sessenta",
        70: "seventy",
        80: "eighty",
        90: "ninety",
    }.items()
    for name in names.split()
}
JOINERS = frozenset({"and", "et", "y", "e"})
LARGEST = 999
PARTS = re.compile(r"^(?:a |an |one |the )?(\d{1,2}|[a-z]+)[- ](?:module|part|session|day|week)s?\b")


def parse_count(words: str) -> int | None:
    """The number that a phrase opens with ("Two webinars" is 2, "twenty-four working groups" 24, "24" 24).

    None where it opens with no number; a number that counts parts of one meeting ("4-module webinar") gives 1, an
    ordinal ("4th meeting") or a year gives None.
    """
    folded = fold(words[:200])
    if PARTS.match(words[:200].lower()) and parse_parts(words):
        return 1
    tokens = folded.split()
    while tokens and tokens[0] in {"the", "les", "los", "las", "a", "total", "of", "some"}:
        tokens = tokens[1:]
    if not tokens:
        return None
    if tokens[0].isdecimal():
        return int(tokens[0]) if len(tokens[0]) <= len(str(LARGEST)) and 0 < int(tokens[0]) <= LARGEST else None
    return _in_words(tokens)


def parse_parts(words: str) -> int | None:
    """The number of parts of one meeting: 4 for "4-module webinar"; None where there are none."""
    match = PARTS.match(words[:200].lower())
    if not match:
        return None
    return int(match[1]) if match[1].isdecimal() else UNITS.get(match[1])


def _in_words(tokens: list[str]) -> int | None:
    first = tokens[0]
    if first in TENS:
        rest = tokens[1:]
        if rest and rest[0] in JOINERS:
            rest = rest[1:]
        unit = UNITS.get(rest[0], 0) if rest else 0
        return TENS[first] + (unit if unit < min(TENS.values()) // 2 else 0)
    return UNITS.get(first)
