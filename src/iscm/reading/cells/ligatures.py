"""Letters that a page's text lost because its font had one sign for two: "Mee ng" is Meeting, "O cials" Officials."""

import re
from functools import cache
from itertools import pairwise, product

LIGATURES = ("ffi", "ffl", "tti", "ff", "fi", "fl", "ft", "tt", "ti")
PIECE = re.compile("|".join(LIGATURES))
LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
GAP = re.compile(r"[\s\ufffd]{1,2}")
LONGEST_LIGATURE = 3  # letters
MOST_LOST = 3  # ligatures lost in one word
SHORTEST_GLUED = 4  # letters that must be left of a word that closed up over its loss
# Words of the field that have such letters. Only these are restored, so that no other words are made of what stands.
WORDS = """
action actions activities administration adoption affairs affected allocation application attention authorities
benefits certification citizens combatting committee committees communication communications concertation constitution
constitutive consultatif consultation consultations consultative contribution cooperation coopération coordination
declaration declarations definition delegation delegations destination detention digitalisation digitalization
digitisation directive discrimination documentation drafting education effective efforts evaluating evaluation
executive exploitation facilitating facilitation financial financing formation gestion gestión identificación
identification identity implementation inflows information initiative initiatives innovation institution institutional
institutions integration interaction international intégration investigation investigations legislation meeting
meetings migration migrations mitigation multilateral nation national nationals nations negotiation negotiations
notification office officer officers official officials officiels oficial oficiales oficina operation operational
operations options organisation organisations organization organizations orientation outflows participants
participation parties perspectives politica politique política population populations position positive practices
preparation presentation presentations prevention profiles prohibition promotion prosecution protection qualifications
ratification reception recognition reflection registration regularisation regularization reintegration relation
relations remittance remittances repatriation representatives resettlement resolution restitution réintégration
sensitive simplification situation situations statistical statistics statistiques thematic trafficked trafficking
transition transportation tráfico verification vocational
"""


def restore_letters(text: str) -> str:
    """The text with the lost letters of words of the field put back; all other words stay as they are.

    A loss shows as a blank ("Mee ng"), as the sign for an unknown letter, or not at all ("Meeng").
    """
    parts = list(LETTERS.finditer(text))
    out: list[str] = []
    at = index = 0
    while index < len(parts):
        first = parts[index]
        word, length = _restored(text, parts, index)
        if word:
            last = parts[index + length - 1]
            out += [text[at : first.start()], _cased(word, text[first.start() : last.end()])]
            at = last.end()
        index += length
    return "".join([*out, text[at:]])


def _restored(text: str, parts: list[re.Match[str]], index: int) -> tuple[str | None, int]:
    """The word that stood where up to four parts stand now, and how many parts it takes; (None, 1) if none did."""
    damaged = _damaged()
    if parts[index][0].lower() not in _beginnings():
        return None, 1
    for length in range(min(MOST_LOST + 1, len(parts) - index), 0, -1):
        run = parts[index : index + length]
        gaps = [text[a.end() : b.start()] for a, b in pairwise(run)]
        ending = re.sub(r".*?(['’].*)?$", r"\1", run[-1][0], count=1)
        stems = [part[0].lower() for part in run]
        stems[-1] = stems[-1].removesuffix(ending.lower())
        if all(GAP.fullmatch(gap) for gap in gaps) and (word := damaged.get(" ".join(stems))):
            return word + ending, length
    return None, 1


def _cased(word: str, printed: str) -> str:
    if printed.isupper() and len(printed) > 1:
        return word.upper()
    return word[0].upper() + word[1:] if printed[0].isupper() else word


@cache
def _damaged() -> dict[str, str]:
    """What is left of each word where some or all of its ligatures are lost, as parts or closed up."""
    words = WORDS.split()
    forms: dict[str, str] = {}
    for word in words:
        choices = [_losses(*match.span()) for match in PIECE.finditer(word)][:MOST_LOST]
        for spans, filler in product(product(*choices), (" ", "")):
            form = _without(word, [span for span in spans if span], filler)
            if form != word and len(form) >= SHORTEST_GLUED and form not in words:
                forms.setdefault(form, word)
    return forms


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(form.split()[0] for form in _damaged()) | {
        form + ending for form in _damaged() if " " not in form for ending in ("'", "’")
    }


def _losses(start: int, end: int) -> list[tuple[int, int] | None]:
    """What may be lost at a ligature: nothing, all of it, or two of its three letters."""
    parts = [(start, end - 1), (start + 1, end)] if end - start == LONGEST_LIGATURE else []
    return [None, (start, end), *parts]


def _without(word: str, spans: list[tuple[int, int]], filler: str) -> str:
    for start, end in reversed(spans):
        word = f"{word[:start]}{filler}{word[end:]}"
    return " ".join(word.split())
