"""Ordinals in figures, words and Roman numerals, in English, French, Spanish and Portuguese."""

import re

from iscm.reading.cells.words import listed

ENGLISH_UNITS = listed("first second third fourth fifth sixth seventh eighth ninth")
ENGLISH_TEENS = listed(
    "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
ENGLISH_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70}
ENGLISH_ROUND = {"twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70}
FRENCH_UNITS = listed("unieme deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme")
FRENCH_TEENS = listed(
    "dixieme onzieme douzieme treizieme quatorzieme quinzieme seizieme dix-septieme dix-huitieme dix-neuvieme"
)
FRENCH_TENS = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
FRENCH_ROUND = {"vingtieme": 20, "trentieme": 30, "quarantieme": 40, "cinquantieme": 50, "soixantieme": 60}
SPANISH_UNITS = listed("primer segund tercer cuart quint sext septim octav noven")
SPANISH_TENS = {
    "decim": 10, "vigesim": 20, "trigesim": 30, "cuadragesim": 40, "quincuagesim": 50, "sexagesim": 60,
}  # fmt: skip
PORTUGUESE = {"primeir": 1, "terceir": 3, "quart": 4, "setim": 7, "non": 9, "quadragesim": 40}

ROMAN = re.compile(r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def _words() -> dict[str, int]:
    words: dict[str, int] = {}
    for number, unit in enumerate(ENGLISH_UNITS, start=1):
        words[unit] = number
        words |= {f"{ten} {unit}": value + number for ten, value in ENGLISH_TENS.items()}
    words |= {teen: 10 + number for number, teen in enumerate(ENGLISH_TEENS)}
    words |= ENGLISH_ROUND | FRENCH_ROUND
    for number, unit in enumerate(FRENCH_UNITS, start=1):
        words[unit] = number
        words |= {f"{ten} {unit}": value + number for ten, value in FRENCH_TENS.items()}
        words |= {f"{ten} et {unit}": value + number for ten, value in FRENCH_TENS.items()}
    words |= {teen.replace("-", " "): 10 + number for number, teen in enumerate(FRENCH_TEENS)}
    words |= dict.fromkeys(("premier", "premiere", "premieres", "premiers"), 1) | dict.fromkeys(("seconde",), 2)
    for ending in "oa":
        for number, unit in enumerate(SPANISH_UNITS, start=1):
            words[unit + ending] = number
            for ten, value in SPANISH_TENS.items():
                words |= {f"{ten}{e} {unit}{ending}": value + number for e in "oa"}
                words[f"{ten}o{unit}{ending}"] = value + number
        words |= {stem + ending: value for stem, value in (SPANISH_TENS | PORTUGUESE).items()}
        words |= {"undecim" + ending: 11, "duodecim" + ending: 12}
    return words | {"primer": 1, "tercer": 3}


WORDS = _words()
LONGEST_PHRASE = 3  # words of one ordinal


def parse_roman(text: str) -> int | None:
    """The value of a Roman numeral in capitals up to 99 (`XXII` is 22); None for anything else."""
    if not text or not ROMAN.fullmatch(text):
        return None
    values = [ROMAN_VALUES[letter] for letter in text]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def parse_ordinal_words(words: list[str]) -> tuple[int, int] | None:
    """The ordinal that folded words open with and how many of them it takes (`twenty first session` is 21 in two)."""
    for length in range(LONGEST_PHRASE, 0, -1):
        if (value := WORDS.get(" ".join(words[:length]))) is not None and len(words) >= length:
            return value, length
    return None
