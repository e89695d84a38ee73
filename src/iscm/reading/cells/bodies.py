"""The bodies and other meetings that a title names: working groups, what is prepared, whose side event it is."""

import re

from iscm.domain.names import fold
from iscm.reading.cells.words import clean_words

LONGEST_TITLE = 1000  # letters
SHORTEST_NAME = 3  # letters of a meeting's name
ARTICLE = r"\s*(?:the |a |an |la |le |el |l['’])?"
MEETING = r"(?P<what>[^.;:\"“”()]{3,160})"
# "Preparing for" may be followed by anything: only by a meeting, by its number or word, does it count.
A_MEETING = (
    r"(?=\s*(?:(?:the|an?) )?(?:\d{1,3} ?(?:st|nd|rd|th)\b|[XVI]+ "
    r"|(?:[\w-]+ ){0,4}(?:meeting|conference|summit|som|forum|session|plenary|congress|dialogue|consultations?)\b))"
)
PREPARES = re.compile(
    r"\b(?:preparatory(?: \w+){0,3}? (?:for|to|of)|in preparation (?:for|of|to)"
    rf"|(?:preparations? (?:for|of|to)|prepar(?:ing|e)(?: for)?){A_MEETING}"
    r"|pr[ée]paratoires? (?:à|au|aux|de|du|pour)|pr[ée]paration (?:de|du|à)"
    rf"|preparatori[ao]s? (?:de|del|para|a)|preparaci[óo]n (?:de|del|para)){ARTICLE}{MEETING}",
    re.IGNORECASE,
)
SIDE_EVENT = re.compile(
    r"(?:\bside[- ]events?(?: \w+){0,3}? (?:at|on|of|in|to|during)|\b(?:on|in) the (?:margins?|sidelines?) of"
    r"|\bside event:|\ben marge (?:de|du|des)|\bal margen (?:de|del)|\beventos? paralelos? (?:de|del|al?|en))"
    rf"{ARTICLE}{MEETING}",
    re.IGNORECASE,
)
# How the name of a meeting begins; anything else is what the meeting is about.
NAMED = re.compile(
    r"\d|[IVXLC]+\b|[A-ZÁÉÍÓÚÀÈÇ]|ministerial|thematic|summit|plenary|senior|regional|annual|next|meeting|conference|forum"
    r"|workshop"
)
END_OF_NAME = re.compile(
    r"\s(?:on|and|with|in (?:which|order)|sobre|sur|focusing|aiming|held|that|which)\b.*|,.*$|\s-\s.*|\s–\s.*"
)

QUOTED = re.compile(r"“[^”]*(?:”|$)|«[^»]*(?:»|$)|„[^“”]*(?:[“”]|$)|\"[^\"]*(?:\"|$)")

NAME = r"[A-Z][\w'’-]*"
TOPIC = rf"(?: (?:on|for) (?:the )?{NAME}(?:(?:,| and| of| &| the|,? and)? {NAME}){{0,7}})?"
BODY = re.compile(
    "|".join(
        (
            rf"(?:{NAME}(?:,? (?:and|of|in|&) |,? )){{0,6}}?(?:Working Groups?|working groups?|WG|TWG|TAWGs?)\b{TOPIC}",
            r"Thematic Component \d+",
            r"(?:Regional )?Technical Advisory Committee",
            rf"Technical Experts? Groups?{TOPIC}",
            rf"Task ?[Ff]orce{TOPIC}",
            "Steering Committee",
            "Steering Group",
            "Reference Group",
            "Ad[- ]Hoc Group",
            "Drafting Committee",
            "Regional Consultation Group on Migration",
            "Friends of the Forum",
            "Troika",
            "Board(?= Meeting)",
            "(?:Maritime|Profile) Contact Group",
            "National Contact Points",
            "Focal Points",
            "(?:Mayors|Business|Civil Society) Mechanism",
            r"Academic Network(?: of the \w+ \w+)?",
            "Comité Directivo",
            r"Grupo de Trabajo(?: sobre [A-ZÁÉÍÓÚ]\w+)?",
            "Comité de pilotage",
            "Groupe de travail",
        )
    )
)
# Words before a working group's name that are none of it.
LEADING = re.compile(r"^(?:(?:The|First|Second|Third|Fourth|Fifth|Sixth|Meetings?|of|the|Joint|and|Final|Special)\s)+")


def parse_bodies(title: str) -> tuple[str, ...]:
    """The bodies of a mechanism that a title names, as printed and in order: working groups, committees, components."""
    names = (LEADING.sub("", match[0].strip(" ,")) for match in BODY.finditer(clean_words(title)[:LONGEST_TITLE]))
    return tuple(dict.fromkeys(name for name in names if name))


def parse_prepares(title: str) -> str | None:
    """The meeting that this one prepares, as printed: "7th Ministerial Conference"; None where none is named.

    What stands in quotation marks is the meeting's own topic.
    """
    return _named_after(PREPARES, QUOTED.sub(" ", title[:LONGEST_TITLE]))


def parse_side_event_of(title: str) -> str | None:
    """The meeting at whose side this one is held, as printed: "1st IMRF"; None where none is named."""
    return _named_after(SIDE_EVENT, title)


def _named_after(pattern: re.Pattern[str], title: str) -> str | None:
    match = pattern.search(clean_words(title)[:LONGEST_TITLE])
    if not match:
        return None
    name = END_OF_NAME.sub("", match["what"].strip()).strip(" ,–—-")
    return name if NAMED.match(name) and len(fold(name)) >= SHORTEST_NAME else None
