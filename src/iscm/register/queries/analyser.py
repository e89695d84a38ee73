"""Words as their readers look for them: one analyser for every database, for what is stored and what is asked.

Letters are folded (NFKC, case, accents, Arabic letter variants and vowel marks), the Arabic article is dropped, words
are stemmed by script (English for Latin letters, Russian, Arabic), and Chinese is cut into pairs of letters.
"""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

LONGEST_TEXT, LONGEST_WORD, MOST_ASKED = 20_000, 60, 12

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")
_WORD = re.compile(r"[^\W_]+")
_VARIANTS = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي"}
_ARABIC_LETTERS = str.maketrans({**_VARIANTS, "ـ": None})
_ARABIC_ARTICLE = re.compile(r"^(?:[وفبك]?ال|لل)(?=\w{3})")
_STEMMERS = {name: snowballstemmer.stemmer(name) for name in ("english", "russian", "arabic")}


def tokens(text: str) -> list[str]:
    """The tokens of a text to be stored: each word, and its stem where that differs. Reads at most 20,000 letters."""
    found: list[str] = []
    for word in words(text):
        stem = stemmed(word)
        found.extend((word, stem) if stem != word else (word,))
    return found


def asked(query: str) -> list[tuple[str, str]]:
    """What a query asks for: pairs of stem and word, all of which must be found; at most twelve."""
    return [(stemmed(word), word) for word in words(query)][:MOST_ASKED]


def words(text: str) -> list[str]:
    """The folded words of a text, Chinese as overlapping pairs."""
    found: list[str] = []
    for word in _WORD.findall(folded(text[:LONGEST_TEXT])):
        found.extend(_pieces(word))
    return found


def folded(text: str) -> str:
    """Lower case, without accents, vowel marks and variants of letters."""
    compatible = unicodedata.normalize("NFKC", text).casefold().translate(_ARABIC_LETTERS)
    apart = unicodedata.normalize("NFD", compatible)
    return unicodedata.normalize("NFC", "".join(letter for letter in apart if not unicodedata.combining(letter)))


@lru_cache(maxsize=20_000)
def stemmed(word: str) -> str:
    """The stem of a folded word, by its script."""
    first = word[0]
    if "\u0600" <= first <= "\u06ff":
        word = _ARABIC_ARTICLE.sub("", word)
        return str(_STEMMERS["arabic"].stemWord(word)) or word
    if "\u0400" <= first <= "\u04ff":
        return str(_STEMMERS["russian"].stemWord(word)) or word
    if first.isascii() and first.isalpha():
        return str(_STEMMERS["english"].stemWord(word)) or word
    return word


def _pieces(word: str) -> list[str]:
    if not _HAN.search(word):
        return [word[:LONGEST_WORD]]
    found, at = [], 0
    for run in _HAN.finditer(word):
        found += [word[at : run.start()]] if run.start() > at else []
        letters = run.group()
        found += [letters] if len(letters) == 1 else [letters[i : i + 2] for i in range(len(letters) - 1)]
        at = run.end()
    return [*found, word[at:]] if at < len(word) else found
