"""How English counts meetings: "Steering group meeting" twice is "two steering group meetings"."""

import re

NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
IN_FIGURES = len(NUMBERS)  # from here on a number is printed in figures
NOUNS = """meeting workshop webinar seminar som conference consultation session training course dialogue talk event
    roundtable visit summit forum assembly briefing discussion panel symposium gathering retreat exchange round group
    plenary ceremony launch table mission presentation committee network congress tour intersessional""".split()  # noqa: SIM905  # reads better
ENDINGS = (("y", "ies"), ("ss", "sses"), ("osium", "osia"))
# Before these the name of what is held ends: "Meeting of the …", "Workshop on …".
END = re.compile(
    r"\s+(?:of|on|for|between|among|at|in|with|to|under|about|from|by|held|within|without|regarding)\b"
    r"|\s*[,.;:/(\"“„«–—]|\s-\s",
    re.IGNORECASE,
)
FIRST_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def number_word(number: int) -> str:
    """A number as running text has it: in words up to twelve, then in figures."""
    return NUMBERS[number] if 0 < number < IN_FIGURES else str(number)


def ordinal(number: int) -> str:
    """A number that counts through: "1st", "12th", "22nd"."""
    last = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{last}"


def in_plural(title: str) -> str | None:
    """The title as that of several meetings; None where we do not know how to say it."""
    end = END.search(title)
    head, rest = (title[: end.start()], title[end.start() :]) if end else (title, "")
    start, blank, last = head.rpartition(" ")
    noun = last.casefold()
    if noun in NOUNS:
        plural = _plural(noun).upper() if last.isupper() and noun != "som" else _plural(last)
        return f"{start}{blank}{plural}{rest}"
    return title if noun in PLURALS else None


def _plural(noun: str) -> str:
    for ending, plural in ENDINGS:
        if noun.endswith(ending):
            return noun.removesuffix(ending) + plural
    return f"{noun}s"


PLURALS = frozenset({*map(_plural, NOUNS), "fora"})
# Common words that may open a title; others may be names and keep their capital.
COMMON = frozenset(
    {
        *NOUNS,
        *PLURALS,
        *"""thematic technical working steering regional interregional national joint special online virtual annual
        extraordinary ordinary preparatory training network policy side expert experts high-level informal formal
        ministerial senior drafting full mini public final kick-off study internal internship follow-up civil youth
        consultative advisory regular general plenary panel first second third fourth fifth sixth seventh eighth ninth
        tenth the a an official capacity-building""".split(),  # noqa: SIM905  # reads better
    }
)


def in_sentence(title: str) -> str:
    """The title with a small letter where its first word is a common one and the second has none: "side event on …"."""
    first = FIRST_WORD.match(title)
    if not first or first.group().casefold() not in COMMON or first.group()[1:] != first.group()[1:].lower():
        return title
    following = title[first.end() :].lstrip()
    if following[:1].isupper() or following[:1].isdigit():
        return title
    return title[:1].lower() + title[1:]
