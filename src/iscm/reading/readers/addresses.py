"""Web addresses written out in a cell, whole or cut by the ends of its lines."""

import re
from itertools import takewhile

START = re.compile(r"(?:https?://|www\.)", re.IGNORECASE)
PART = re.compile(
    r"[\w%./&?=#~:+-]*[./%=&?#][\w%./&?=#~:+-]+|(?:org|com|int|net|eu|gov|edu|info|pdf|html?)", re.ASCII | re.IGNORECASE
)
AFTER = ".,;:)]}>*_\"'”’»"
BEFORE = "(<[{\"'“‘«*_"


def split_addresses(text: str) -> tuple[str, tuple[str, ...]]:
    """The words without the addresses among them, and the addresses in order, with http:// where it is left out.

    An address goes on over blanks as long as nothing but parts of addresses follows, up to the end or the next one.
    """
    if not START.search(text):
        return text, ()
    tokens, words, found = text.split(), [], []
    index = 0
    while index < len(tokens):
        bare = tokens[index].lstrip(BEFORE)
        if not START.match(bare):
            words.append(tokens[index])
            index += 1
            continue
        rest = list(takewhile(lambda token: not START.match(token.lstrip(BEFORE)), tokens[index + 1 :]))
        parts = rest if rest and all(PART.fullmatch(token) for token in rest) else []
        found.append("".join([bare, *parts]).rstrip(AFTER))
        index += 1 + len(parts)
    return " ".join(words), tuple(_whole(address) for address in found)


def without_outer_addresses(text: str) -> str:
    """The words without the addresses before and behind them; one between words belongs to what they say."""
    words, _ = split_addresses(text)
    if words == text or not words:
        return words
    tokens, said = text.split(), words.split()
    first, last = tokens.index(said[0]), len(tokens) - tokens[::-1].index(said[-1])
    return " ".join(tokens[first:last])


def _whole(address: str) -> str:
    return address if address.lower().startswith("http") else f"http://{address}"
