"""The words of a title to the number of the meeting itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from iscm.domain.names import fold
from iscm.domain.vocabulary import Vocabulary
from iscm.reading.cells.mechanisms import mechanism_finder
from iscm.reading.cells.numerals import parse_ordinal_words, parse_roman
from iscm.reading.cells.words import clean_words, listed, split_words

QUOTES = re.compile(r"[\"“„«‘]|(?<![^\W\d_])'(?=\w)")
FIGURE = re.compile(
    r"(?<![\w.,/-])(\d{1,3})(?:\s?(?:st|nd|rd|th)\b|\.?\s?[ºª°]|[eoa]\b"
    r"|\.?(?:er|re|ère|[eè]me|ro|ra|do|da|to|ta|no|na|mo|ma|vo|va)\b)",
    re.IGNORECASE,
)
ROMAN_WORD = re.compile(r"(?<![\w'’.-])([IVXLC]+)(?:e|er|ème|[ºª])?(?![\w'’]|-[^\W\d_])")
AFTER_NOUN = re.compile(
    r"\b(?:meeting|session|conference|forum|no|nº|n°|number|grcp)\.?\s(\d{1,2})(?=\s*(?:$|[:,;.(–—-]))", re.IGNORECASE
)
PREPOSITIONS = frozenset(
    listed(
        "on of for at in from to under within during before after with towards by regarding following since until into "
        "about between against through via per du de des a au aux pour sur dans lors avant apres en par vers "
        "del al sobre para durante por con ante tras entre da do das dos na no nas nos pela pelo"
    )
)
ARTICLES = frozenset(listed("the le la les l el los las o os as this its their our his"))
LABELS = frozenset(
    listed(
        "component phase part chapter objective goal annex section group pillar stage round module volume issue "
        "version composante componente fase parte pilar objectif objetivo table figure level tier title article"
    )
)
NOT_A_MEETING = frozenset(
    listed(
        "anniversary anniversaries aniversario anniversaire generation responder responders aid country countries "
        "century decade time line hand party parties half quarter world birthday year years"
    )
)
MEETINGS = re.compile(
    "meeting|conferenc|summit|forum|workshop|webinar|session|seminar|consulta|congres|dialog|soms?$|plenar|plenier"
    "|troika|round|committee|group|training|course|event|days|intersessional|talk|symposium|assembl|council|board"
    "|review|network|task ?force|ministerial|imrf$|reunion|reunia|reunioe|cumbre|foro|taller|sesion|encuentro|mesa"
    "|jornada|sommet|atelier|colloque|table|rencontre|cupula|oficina|sessao"
)
ACRONYM = re.compile(r"\b(?:[A-Z]-?){3,8}\b")
YEAR = re.compile(r"(?:19|20)\d\d")
NEAR = 300  # letters before and after an ordinal that are looked at
REACH = 12  # words after an ordinal among which the meeting is named


@dataclass(frozen=True, slots=True)
class Numbered:
    """An ordinal met in a title, with its span."""

    value: int
    start: int
    end: int
    is_roman: bool = False


def parse_ordinal(title: str, vocabulary: Vocabulary) -> int | None:
    """The meeting's own number: 14 for "14 th (XIV) Preparatory Meeting", 22 for "XXII Conference".

    None where the only numbers are of an anniversary, of another meeting ("for the 7th Ministerial Conference", "at
    the 1st IMRF"), of a component, or inside quotes. Of two meetings in one title the first number counts.
    """
    head = _before_quotes(clean_words(title))
    acronyms = _acronyms(vocabulary)
    names = {found.start for found in mechanism_finder(vocabulary).find(head)}
    others: set[int] = set()
    for number in _numbers(head):
        before = [word.folded for word in split_words(head[max(0, number.start - NEAR) : number.start])]
        after = [word.folded for word in split_words(head[number.end : number.end + NEAR])]
        starts_name = len(head) - len(head[number.end :].lstrip()) in names
        if not starts_name and not _names_a_meeting(after, acronyms):
            continue
        if (
            _is_of_another(before)
            or (number.is_roman and before and before[-1] in LABELS)
            or (others and _is_listed(before) and number.value not in others)
        ):
            others.add(number.value)
            continue
        return number.value
    match = AFTER_NOUN.search(head)
    return int(match[1]) if match and not others else None


@lru_cache(maxsize=4)
def _acronyms(vocabulary: Vocabulary) -> frozenset[str]:
    """The acronyms of mechanisms, in all languages."""
    held = vocabulary.mechanisms.values()
    texts = (text for mechanism in held for text in (mechanism.acronym, *(name.text for name in mechanism.names)))
    return frozenset(fold(word) for text in texts for word in ACRONYM.findall(text))


def _before_quotes(title: str) -> str:
    match = QUOTES.search(title)
    return title[: match.start()] if match and match.start() else title


def _numbers(title: str) -> Iterator[Numbered]:
    """Ordinals in figures, in capitals and in words, left to right."""
    found = [Numbered(int(match[1]), match.start(), match.end()) for match in FIGURE.finditer(title)]
    for match in ROMAN_WORD.finditer(title):
        if value := parse_roman(match[1]):
            found += [Numbered(value, match.start(), match.end(), is_roman=True)]
    words = split_words(title)
    index = 0
    while index < len(words):
        ordinal = parse_ordinal_words([word.folded for word in words[index : index + 3]])
        if ordinal:
            value, length = ordinal
            found.append(Numbered(value, words[index].start, words[index + length - 1].end))
            index += length
        else:
            index += 1
    return iter(sorted((n for n in found if n.value > 0), key=lambda number: number.start))


def _names_a_meeting(after: list[str], acronyms: frozenset[str]) -> bool:
    if not after or after[0] in NOT_A_MEETING or after[1:2] == ["anniversary"]:
        return False
    for word in after[:REACH]:
        if word in NOT_A_MEETING:
            return False
        if MEETINGS.match(word) or word in acronyms:
            return True
        if word in {"on", "for", "sobre", "sur"}:
            return False
    return False


def _is_of_another(before: list[str]) -> bool:
    rest = list(before)
    while rest and (rest[-1] in ARTICLES or YEAR.fullmatch(rest[-1])):
        rest = rest[:-1]
    return bool(rest) and rest[-1] in PREPOSITIONS


def _is_listed(before: list[str]) -> bool:
    return bool(before) and before[-1] in {"and", "y", "et", "e"}
