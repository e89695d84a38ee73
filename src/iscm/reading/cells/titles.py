"""The words of a title to what it says of the meeting: its own number, its bodies, what it prepares, its host."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from iscm.domain.names import fold
from iscm.domain.vocabulary import Vocabulary
from iscm.reading.cells.numerals import parse_ordinal_words, parse_roman
from iscm.reading.cells.words import clean_words, split_words

__all__ = ["clean_words", "parse_bodies", "parse_ordinal", "parse_prepares", "parse_side_event_of"]

QUOTES = re.compile(r"[\"“„«‘]|(?<![^\W\d_])'(?=\w)")
FIGURE = re.compile(
    r"(?<![\w.,/-])(\d{1,3})(?:\s?(?:st|nd|rd|th)\b|\.?\s?[ºª°]|[eoa]\b|\.?(?:er|re|ère|[eè]me|ro|ra|do|da|to|ta|no|na|mo|ma|vo|va)\b)",
    re.IGNORECASE,
)
ROMAN_WORD = re.compile(r"(?<![\w'’.-])([IVXLC]+)(?:e|er|ème|[ºª])?(?![\w'’]|-[^\W\d_])")
AFTER_NOUN = re.compile(
    r"\b(?:meeting|session|conference|forum|no|nº|n°|number|grcp)\.?\s(\d{1,2})(?=\s*(?:$|[:,;.(–—-]))", re.IGNORECASE
)
PREPOSITIONS = frozenset(
    "on of for at in from to under within during before after with towards by regarding following since until into "
    "about between against through via per du de des a au aux pour sur dans lors avant apres en par vers "
    "del al sobre para durante por con ante tras entre da do das dos na no nas nos pela pelo".split()
)
ARTICLES = frozenset("the le la les l el los las o os as this its their our his".split())
LABELS = frozenset(
    "component phase part chapter objective goal annex section group pillar stage round module volume issue version "
    "component composante componente fase parte pilar objectif objetivo table figure level tier title article".split()
)
NOT_A_MEETING = frozenset(
    "anniversary anniversaries aniversario anniversaire aniversário generation responder responders aid country "
    "countries century decade time line hand party parties half quarter edition-of world birthday year years".split()
)
MEETINGS = re.compile(
    r"meeting|conference|summit|forum|workshop|webinar|session|seminar|consultation|congress|dialogue|som\b|soms\b|plenary|"
    r"troika|round|committee|group|training|course|event|days|intersessional|roundtable|talk|symposium|assembly|council|"
    r"board|review|network|task ?force|ministerial|imrf|gfmd|grcp|afml|"
    r"reunion|conferenc|cumbre|foro|taller|sesion|seminario|consulta|congreso|dialogo|encuentro|mesa|jornada|plenari|"
    r"reunioe|sommet|atelier|colloque|seminaire|dialogue|table|plenier|rencontre|assemblee|cupula|oficina|sessao|reuniao"
)
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
    others: set[int] = set()
    for number in _numbers(head):
        before = [word.folded for word in split_words(head[: number.start])]
        after = [word.folded for word in split_words(head[number.end :])]
        if not _names_a_meeting(after, acronyms):
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
    return frozenset(fold(mechanism.acronym) for mechanism in vocabulary.mechanisms.values())


def _before_quotes(title: str) -> str:
    match = QUOTES.search(title)
    return title[: match.start()] if match and match.start() else title


def _numbers(title: str) -> Iterator[Numbered]:
    """Ordinals in figures, in capitals and in words, left to right."""
    found = [Numbered(int(match[1]), match.start(), match.end()) for match in FIGURE.finditer(title)]
    for match in ROMAN_WORD.finditer(title):
        if value := parse_roman(match[1]):
            found.append(Numbered(value, match.start(), match.end(), is_roman=True))
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


def _names_a_meeting(after: list[str], acronyms: set[str]) -> bool:
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
    while rest and (rest[-1] in ARTICLES or (rest[-1].isdecimal() and len(rest[-1]) == 4)):
        rest = rest[:-1]
    return bool(rest) and rest[-1] in PREPOSITIONS


def _is_listed(before: list[str]) -> bool:
    return bool(before) and before[-1] in {"and", "y", "et", "e"}


PREPARES = re.compile(
    r"\b(?:preparatory(?: \w+){0,3}? (?:for|to|of)|in preparation (?:for|of|to)|preparations? (?:for|of|to)"
    r"|prepar(?:ing|e) (?:for )?|pr[ée]paratoires? (?:à|au|aux|de|du|pour)|pr[ée]paration (?:de|du|à)"
    r"|preparatori[ao]s? (?:de|del|para|a)|preparaci[óo]n (?:de|del|para))\s*(?:the |a |an |la |le |el |l['’])?"
    r"(?P<what>[^.;:\"“”()]{3,160})",
    re.IGNORECASE,
)
SIDE_EVENT = re.compile(
    r"(?:\bside[- ]events?(?: \w+){0,3}? (?:at|on|of|in|to|during)|\b(?:on|in) the (?:margins?|sidelines?) of|\bside event:"
    r"|\ben marge (?:de|du|des)|\bal margen (?:de|del)|\beventos? paralelos? (?:de|del|al?|en))\s*(?:the |la |le |el |l['’])?"
    r"(?P<what>[^.;:\"“”()]{3,160})",
    re.IGNORECASE,
)
NAMED = re.compile(
    r"(?:\d|[IVXLC]+\b|[A-ZÁÉÍÓÚÀÈÇ])|(?:ministerial|thematic|summit|plenary|senior|regional|annual|next|meeting|conference|forum|workshop)",
)
CUT = re.compile(
    r"\s(?:on|and|with|in (?:which|order)|sobre|sur|focusing|aiming|held|that|which)\b.*|,.*$|\s-\s.*|\s–\s.*"
)


def parse_prepares(title: str) -> str | None:
    """The meeting that this one prepares, as printed: "7th Ministerial Conference"; None where none is named."""
    return _named_after(PREPARES, title)


def parse_side_event_of(title: str) -> str | None:
    """The meeting at whose side this one is held, as printed: "1st IMRF"; None where none is named."""
    return _named_after(SIDE_EVENT, title)


def _named_after(pattern: re.Pattern[str], title: str) -> str | None:
    match = pattern.search(clean_words(title)[:1000])
    if not match:
        return None
    name = CUT.sub("", match["what"].strip()).strip(" ,–—-")
    return name if NAMED.match(name) and len(fold(name)) > 2 else None


WORDS_BEFORE = r"(?:(?:[A-Z][\w'’-]*|of|and|the|on|in|&|to|for),?\s){0,8}?"
TOPIC_AFTER = r"(?: (?:on|for) (?:the )?[A-Z][\w'’-]*(?:(?:,| and| of| &| the|,? and)? [A-Z][\w'’-]*){0,7})?"
BODY = re.compile(
    r"(?P<group>"
    r"(?:[A-Z][\w'’-]*(?:,? (?:and|of|in|&) |,? )){0,6}?"
    r"(?:Thematic Area |Technical |Regional |Thematic )?(?:Working Groups?|working groups?|WG|TWG|TAWGs?)\b"
    + TOPIC_AFTER
    + r")"
    r"|(?P<component>Thematic Component \d+)"
    r"|(?P<organ>(?:Regional )?Technical Advisory Committee|Technical Experts? Groups?"
    + TOPIC_AFTER
    + r"|Steering Committee|Steering Group|"
    r"Reference Group|Ad[- ]Hoc Group|Drafting Committee|Regional Consultation Group on Migration|Friends of the Forum|Troika|"
    r"Task ?[Ff]orce"
    + TOPIC_AFTER
    + r"|Board(?= Meeting)|Maritime Contact Group|Profile Contact Group|National Contact Points|Focal Points|"
    r"Mayors Mechanism|Business Mechanism|Civil Society Mechanism|Academic Network(?: of the \w+ \w+)?|"
    r"Comité Directivo|Grupo de Trabajo(?: sobre [A-Z]\w+)?|Comité de pilotage|Groupe de travail)"
)
LEADING = re.compile(r"^(?:(?:The|First|Second|Third|Fourth|Fifth|Sixth|Meetings?|of|the|Joint|and|Final|Special)\s)+")


def parse_bodies(title: str) -> tuple[str, ...]:
    """The bodies of a mechanism that a title names, as printed and in order: working groups, committees, components."""
    head = clean_words(title)[:1000]
    names = [LEADING.sub("", match[0].strip(" ,")) for match in BODY.finditer(head)]
    return tuple(dict.fromkeys(name for name in names if name))
