"""Lines that tell an anniversary: "30th anniversary of MIDWA"."""

import re

from iscm.reading.readers.mentions.words import MONTH

FIGURE = re.compile(
    r"(?:the |le |el |l['’])?(?:"
    r"(?P<years>\d{1,3})\s?(?:st|nd|rd|th|e|er|ème|º|°|ª|\.º|\.ª)?\s+(?:anniversary|aniversario|anniversaire)|"
    r"(?P<since>\d{1,3}) (?:years|años|ans) (?:of|since|de|del|du|des|desde))\b",
    re.IGNORECASE,
)
WORDS = {
    5: "fifth quinto cinquième",
    10: "tenth décimo dixième",
    15: "fifteenth decimoquinto quinzième",
    20: "twentieth vigésimo vingtième",
    25: "twenty-fifth vigesimoquinto vingt-cinquième",
    30: "thirtieth trigésimo trentième",
    40: "fortieth cuadragésimo quarantième",
    50: "fiftieth quincuagésimo cinquantième",
}
IN_WORDS = re.compile(
    r"(?:the |le |el )?(?P<word>" + "|".join(word for held in WORDS.values() for word in held.split()) + r")\s+"
    r"(?:anniversary|aniversario|anniversaire)\b",
    re.IGNORECASE,
)
YEARS = {word: years for years, held in WORDS.items() for word in held.split()}
LONGEST = 100  # letters of such a line


def find_anniversary(text: str) -> int | None:
    """The years, where a whole line tells an anniversary and no date: one with a date is a meeting."""
    if len(text) > LONGEST or MONTH.search(text):
        return None
    if match := FIGURE.match(text):
        return int(match["years"] or match["since"])
    word = IN_WORDS.match(text)
    return YEARS[word["word"].lower()] if word else None
