"""Addresses that a page's text lost from its words, given back to them by their order and their likeness."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from iscm.domain.names import fold
from iscm.domain.records import Link

MAX_PAIRS = 250_000
TINY = frozenset(
    {"of", "on", "the", "and", "for", "in", "a", "an", "to", "www", "http", "https", "com", "org", "net", "int"}
    | {"en", "es", "fr", "html", "pdf", "download", "index", "php"}
)
TELLING = 4  # letters from which a word inside another says something
FEWEST_PIECES, MOST_PIECES = 2, 8
PIECES = re.compile(r"[A-Za-z]+|\d+")
CAPITALISED = re.compile(r"(?:[A-Z][\w’']+ ){1,4}$")
LONGEST_LEAD = 80
# How much a label gains by being the same address as one known, the site of its mechanism, or one that may be linked.
SAME, SITE, MAY_BE_LINKED = 3.0, 2.0, 0.2


@dataclass(frozen=True, slots=True)
class Label:
    """Words that may carry a link, with the row they stand in.

    `urls` are addresses known for them; `names_meeting` says that they are, or are part of, the name of a meeting.
    """

    text: str
    row: int
    urls: tuple[str, ...] = ()
    names_meeting: bool = False

    def as_link(self, url: str) -> Link:
        """The words with an address."""
        return Link(self.text, url)


def match_labels(urls: Sequence[str], labels: Sequence[Label]) -> tuple[Label | None, ...]:
    """For each address the label it belongs to, both in printed order; None where none does.

    An address printed twice in a row (a link broken over two lines) belongs to the same label. The best monotone
    pairing by likeness; at most `MAX_PAIRS` pairs are weighed, beyond that no label is given.
    """
    distinct = [url for i, url in enumerate(urls) if i == 0 or url != urls[i - 1]]
    if not distinct or not labels or len(distinct) * len(labels) > MAX_PAIRS:
        return (None,) * len(urls)
    pairs = iter(_pair(distinct, labels))
    matched: list[Label | None] = []
    for i, url in enumerate(urls):
        matched.append(matched[-1] if i and url == urls[i - 1] else next(pairs))
    return tuple(matched)


def _pair(urls: Sequence[str], labels: Sequence[Label]) -> list[Label | None]:
    """The pairing of greatest likeness in which both keep their order."""
    words = [url_words(url) for url in urls]
    best = [[0.0] * (len(labels) + 1) for _ in range(len(urls) + 1)]
    for i in range(len(urls) - 1, -1, -1):
        for j in range(len(labels) - 1, -1, -1):
            paired = likeness(urls[i], words[i], labels[j]) + best[i + 1][j + 1]
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    matched: list[Label | None] = []
    j = 0
    for i in range(len(urls)):
        while j < len(labels) and best[i][j] == best[i][j + 1]:
            j += 1
        if j < len(labels) and best[i][j] > best[i + 1][j]:
            matched.append(labels[j])
            j += 1
        else:
            matched.append(None)
    return matched


def likeness(url: str, words: frozenset[str], label: Label) -> float:
    """How well a label fits an address: known for it, on the same site, or of the same words."""
    if url in label.urls:
        return SAME
    host = _host(url)
    score = MAY_BE_LINKED
    if any(_host(known) == host and host not in {"www.iom.int", "iom.int"} for known in label.urls):
        score += SITE
    named = frozenset(_stem(word) for word in fold(label.text).split()) - TINY
    squashed = fold(host).replace(" ", "")
    in_host = {word for word in named - words if len(word) >= TELLING and word in squashed}
    shared = len(named & words) + len(in_host)
    return score + shared / (len(named | words) or 1) + (shared / len(named) if named else 0)


def url_words(url: str) -> frozenset[str]:
    """The words that an address is made of, without its endings and numbers."""
    return frozenset(_stem(word) for word in fold(re.sub(r"[-_/.+]", " ", url)).split()) - TINY


def find_phrase_for(url: str, text: str) -> tuple[int, int] | None:
    """Where the words of an address's last part stand in a text, with the capitalised words before them."""
    pieces = PIECES.findall(_last_part(url))
    if not FEWEST_PIECES <= len(pieces) <= MOST_PIECES:
        return None
    phrase = re.compile(r"(?<!\w)" + r"[\s-]*".join(map(re.escape, pieces)) + r"(?!\w)", re.IGNORECASE)
    match = phrase.search(text)
    if not match:
        return None
    lead = CAPITALISED.search(text, max(0, match.start() - LONGEST_LEAD), match.start())
    return (lead.start() if lead else match.start()), match.end()


def _last_part(url: str) -> str:
    try:
        return urlsplit(url).path.rstrip("/").rpartition("/")[2]
    except ValueError:
        return ""


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def _stem(word: str) -> str:
    return word[:-1] if len(word) > TELLING and word.endswith("s") else word
