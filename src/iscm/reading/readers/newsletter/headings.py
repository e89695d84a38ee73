"""What kind of heading a line of a newsletter is, by its own words in English, French or Spanish."""

import re
from enum import StrEnum

from iscm.domain.names import fold

MAX_HEADING = 160
LONGEST_WORD = 20
LEAST_LETTERS = 4  # below that, capitals or blanks between letters say nothing
MOSTLY = 0.8


class Heading(StrEnum):
    """What stands below a heading."""

    MEETINGS = "meetings"
    INDEX = "index"
    PUBLICATIONS = "publications"
    CHART = "chart"
    CONTINUED = "continued"
    REPOSITORIES = "repositories"
    OTHER = "other"


# Matched against the folded words without blanks and without years, so that spaced-out headings read alike.
_CONTINUED = re.compile(r"cont|contd|continued|continuacion|continua|suite")
_REPOSITORIES = re.compile(
    r"(?:more|further|other|mas|otras|autres|plus)(?:iscms?|rcps?)?(?:publications|publicaciones|resources).*"
    r"|(?:iscms?|rcps?)?(?:events?|meetings?)calendar.*"
)
_CHART = re.compile(
    r"(?:most|lasmas|losmas|les?plus).*(?:popular|frequent|addressed|frecuentes|abordes|frequents).*"
    r"|(?:popularity|frequency)(?:of|by).*"
)
_INDEX = re.compile(
    r"(?:the|key|main|global|world|principal(?:es)?|las|los|les)*"
    r"(?:thematicareas?|thematicpriorities|themes?|topics|globalinitiatives|initiatives|temas|areastematicas|"
    r"iniciativas|ejestematicos|thematiques|domainesthematiques|initiativesmondiales|priorites)"
    r"(?:and|y|et|addressed|covered|discussed|by|in|at|of|various|global|mundiales|mondiales|tematicas|"
    r"abordad[oa]s|traitee?s|abordee?s|par|por|en|the|thematicareas|themes|topics|events?|meetings|iscms?|rcps?|"
    r"mechanisms?|globalinitiatives|initiatives|los|las|les|mecanismos|mecanismes|thematiques|areas|domaines|"
    r"temas|reuniones|reunions|eventos|mechanism|process|processes|dialogues)*"
)
_PUBLICATIONS = re.compile(
    r"(?:new|recent|selected|iscms?|rcps?|key|main|latest|nuevas?|nouvelles?|principal(?:es)?|the|las|les)*"
    r"(?:publications|publicaciones|reportsandpublications|publicationsandreports|studiesandreports)"
    r"(?:of|in|by|and|on|de|en|iscms?|rcps?|resources|reports|recientes|recentes|the|year|los|des|mecanismos|"
    r"mecanismes)*"
)
_MEETINGS = re.compile(
    r"(?:the|key|main|major|selected|principal(?:es)?|principaux|past|held|upcoming|forthcoming|recent|next|proxim[oa]s|"
    r"prochaine?s|a|avenir|iscms?|rcps?|las|los|les|other)*"
    r"(?:events|meetings|activities|eventos|reuniones|actividades|reunions|evenements|activites|"
    r"regional|interregional|global)"
    r"(?:of|in|held|by|during|and|the|interstateconsultations?mechanisms?|interstate|consultations?|mechanisms|"
    r"regional|interregional|global|iscms?|rcps?|on|migration|processes|consultative|forums?|fora|dialogues|"
    r"de|del|des|los|las|les|en|d|mecanismos|mecanismes|interestatales|interetatiques|consulta|consultation|"
    r"consultivos|procesos|processus|consultatifs|sobre|sur|la|migracion|celebrad[oa]s|tenues|year|ano|annee)*"
)
PATTERNS = {
    Heading.CONTINUED: _CONTINUED,
    Heading.REPOSITORIES: _REPOSITORIES,
    Heading.CHART: _CHART,
    Heading.INDEX: _INDEX,
    Heading.PUBLICATIONS: _PUBLICATIONS,
    Heading.MEETINGS: _MEETINGS,
}
YEARS = re.compile(r"(?:19|20)\d\d")


def find_heading(text: str) -> Heading | None:
    """The kind of heading, or None for a line that is none of those a newsletter is divided by.

    A colon ends an index entry, not a heading, so `Themes: ARCP` is none; spaced-out letters are read as words.
    """
    if len(text) > MAX_HEADING:
        return None
    body = text.rstrip(" :")
    if ":" in body and not body.lower().startswith(("more", "further", "iscm", "other", "rcp")):
        return None
    squashed = YEARS.sub("", squash(body))
    for kind, pattern in PATTERNS.items():
        if pattern.fullmatch(squashed):
            return kind
    if squashed.endswith(("continued", "contd")) and find_heading(re.sub(r"\W*[Cc][Oo][Nn][Tt].*$", "", body)):
        return Heading.CONTINUED
    return None


def squash(text: str) -> str:
    """The folded words without blanks: equal for `M A I N E V E N T S` and `Main events`."""
    return fold(text).replace(" ", "")


def is_spaced(text: str) -> bool:
    """Whether the letters of a line are set apart by blanks."""
    tokens = text.split()
    return len(tokens) >= LEAST_LETTERS and sum(len(token) == 1 for token in tokens) >= MOSTLY * len(tokens)


def is_capitals(text: str) -> bool:
    """Whether a line is set in capitals (small endings of ordinals aside)."""
    letters = [letter for letter in re.sub(r"\d+(?:st|nd|rd|th)\b", "", text) if letter.isalpha()]
    return len(letters) >= LEAST_LETTERS and sum(letter.isupper() for letter in letters) >= MOSTLY * len(letters)


def unspaced(text: str, words: frozenset[str]) -> str:
    """The words of a line of spaced-out letters, parted by the longest known words; other lines stay as they are."""
    if len(text) > 2 * MAX_HEADING or not is_spaced(text):
        return text
    letters = "".join(text.split())
    parts = re.findall(r"[^\W_]+|[\W_]", letters)
    parted = " ".join(_part(part, words) if part.isalnum() else part for part in parts)
    return re.sub(r"([(\[“]) | (?=[)\]”,.:;])", r"\1", parted)


def _part(letters: str, words: frozenset[str]) -> str:
    """Fewest pieces that are known words, numbers or ordinals; as it is where it cannot be parted so."""
    best: dict[int, tuple[str, ...]] = {0: ()}
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - LONGEST_WORD), end):
            piece = letters[start:end]
            if start in best and _is_word(piece, words):
                best[end] = min((*best[start], piece), best.get(end, (*best[start], piece)), key=len)
    return " ".join(best.get(len(letters), (letters,)))


def _is_word(piece: str, words: frozenset[str]) -> bool:
    if any(letter.isdigit() for letter in piece):
        return bool(re.fullmatch(r"\d{1,4}|\d{1,3}(?:ST|ND|RD|TH|ER|E)", piece, re.IGNORECASE))
    return piece.lower() in words
