"""What kind of heading a line of a newsletter is, by its own words in English, French or Spanish."""

import re
from enum import StrEnum

from iscm.domain.names import fold

SPACED = re.compile(r"(?:\S ){4,}\S")
MAX_HEADING = 160


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
PATTERNS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (Heading.CONTINUED, r"cont|contd|continued|continuacion|continua|suite"),
        (
            Heading.REPOSITORIES,
            r"(?:more|further|other|mas|otras|autres|plus)(?:iscms?|rcps?)?(?:publications|publicaciones|resources).*"
            r"|(?:iscms?|rcps?)?(?:events?|meetings?)calendar.*",
        ),
        (
            Heading.CHART,
            r"(?:most|lasmas|losmas|les?plus).*(?:popular|frequent|addressed|frecuentes|abordes|frequents).*"
            r"|(?:popularity|frequency)(?:of|by).*",
        ),
        (
            Heading.INDEX,
            r"(?:the|key|main|global|world|principal(?:es)?|las|los|les)*"
            r"(?:thematicareas?|thematicpriorities|themes?|topics|globalinitiatives|initiatives|temas|areastematicas|"
            r"iniciativas|ejestematicos|thematiques|domainesthematiques|initiativesmondiales|priorites)"
            r"(?:and|y|et|addressed|covered|discussed|by|in|at|of|various|global|mundiales|mondiales|tematicas|"
            r"abordad[oa]s|traitee?s|abordee?s|par|por|en|the|thematicareas|themes|topics|events?|meetings|iscms?|rcps?|"
            r"mechanisms?|globalinitiatives|initiatives|los|las|les|mecanismos|mecanismes|thematiques|areas|domaines|"
            r"temas|reuniones|reunions|eventos|mechanism|process|processes|dialogues)*",
        ),
        (
            Heading.PUBLICATIONS,
            r"(?:new|recent|selected|iscms?|rcps?|key|main|latest|nuevas?|nouvelles?|principal(?:es)?|the|las|les)*"
            r"(?:publications|publicaciones|reportsandpublications|publicationsandreports|studiesandreports)"
            r"(?:of|in|by|and|on|de|en|iscms?|rcps?|resources|reports|recientes|recentes|the|year|los|des|mecanismos|"
            r"mecanismes)*",
        ),
        (
            Heading.MEETINGS,
            r"(?:the|key|main|major|selected|principal(?:es)?|principaux|past|held|iscms?|rcps?|las|los|les|other)*"
            r"(?:events|meetings|activities|eventos|reuniones|actividades|reunions|evenements|activites|"
            r"regional|interregional|global)"
            r"(?:of|in|held|by|during|and|the|interstateconsultations?mechanisms?|interstate|consultations?|mechanisms|"
            r"regional|interregional|global|iscms?|rcps?|on|migration|processes|consultative|forums?|fora|dialogues|"
            r"de|del|des|los|las|les|en|d|mecanismos|mecanismes|interestatales|interetatiques|consulta|consultation|"
            r"consultivos|procesos|processus|consultatifs|sobre|sur|la|migracion|celebrad[oa]s|tenues|year|ano|annee)*",
        ),
    )
)
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
    for kind, pattern in PATTERNS:
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
    return len(tokens) > 4 and sum(len(token) == 1 for token in tokens) >= 0.7 * len(tokens)


def is_capitals(text: str) -> bool:
    """Whether a line is set in capitals (small endings of ordinals aside)."""
    letters = [letter for letter in re.sub(r"\d+(?:st|nd|rd|th)\b", "", text) if letter.isalpha()]
    return len(letters) > 3 and sum(letter.isupper() for letter in letters) >= 0.9 * len(letters)


def unspaced(text: str, words: frozenset[str]) -> str:
    """The words of a line of spaced-out letters, parted by the longest known words; other lines stay as they are."""
    if not is_spaced(text):
        return text
    letters = "".join(text.split())
    parts = re.findall(r"[^\W_]+|[\W_]", letters)
    parted = " ".join(_part(part, words) if part.isalnum() else part for part in parts)
    return re.sub(r"([(\[“]) | (?=[)\]”,.:;])", r"\1", parted)


def _part(letters: str, words: frozenset[str]) -> str:
    """Fewest pieces that are known words, numbers or ordinals; as it is where it cannot be parted so."""
    best: list[list[str] | None] = [[], *[None] * len(letters)]
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - 20), end):
            head, piece = best[start], letters[start:end]
            if head is not None and _is_word(piece, words) and (best[end] is None or len(head) + 1 < len(best[end])):
                best[end] = [*head, piece]
    return " ".join(best[-1] or [letters])


def _is_word(piece: str, words: frozenset[str]) -> bool:
    if any(letter.isdigit() for letter in piece):
        return bool(re.fullmatch(r"\d{1,4}|\d{1,3}(?:ST|ND|RD|TH|ER|E)", piece, re.IGNORECASE))
    return piece.lower() in words
