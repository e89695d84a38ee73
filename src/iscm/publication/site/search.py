"""The search of a site without a server: what its pages are about, as one file that a plain script element loads.

Only what readers of the pages see goes in. Words are cut by the analyser of the register, which is passed in; the
script folds what is asked in the same way.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import unescape

Analyse = Callable[[str], Iterable[str]]
"""A text to its words as they are looked for, stems among them."""

# The groups in which results are shown, and the pages that are found at all, by the beginning of their address.
GROUPS = ("mechanisms", "countries", "themes", "initiatives", "meetings", "library", "documents")
VARIABLE = "iscmSearch"

_HEADING = re.compile(r"<h1(?:\s[^>]*?lang=\"([^\"]*)\")?[^>]*>(.*?)</h1>", re.DOTALL)
_ABOUT = re.compile(r'<meta name="description" content="([^"]*)">')
# Receipts, and what stands on every page alike.
_ASIDE = re.compile(r'<details\b.*?</details>|<dt>.*?</dt>|<span class="(?:basis|soft)">.*?</span>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_NAMED = re.compile(r'<a class="chip[^"]*"[^>]*\btitle="([^"]*)"')
_WORK = re.compile(r'<li id="(p\d+)">(.*?)</li>', re.DOTALL)
_WORK_TITLE = re.compile(r'<p class="work"><(?:a|span)\b[^>]*?(?:\slang="([^"]*)")?>(.*?)</(?:a|span)></p>', re.DOTALL)
# Which part of a page says what it is about; the rest tells of other things too.
_PART = {
    "meetings": re.compile(r'<article class="meeting.*?</dl>', re.DOTALL),
    "mechanisms": re.compile(
        r'<p class="over">.*?</h1>|<section aria-labelledby="particulars">.*?</section>', re.DOTALL
    ),
    "themes": re.compile(r"</h1>.*?<p class=\"sentence\">", re.DOTALL),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What can be found: its group, link from the search page, title, language, a line about it, and more words."""

    group: str
    link: str
    title: str
    lang: str = ""
    about: str = ""
    words: str = ""


def entries_of(group: str, html: str, link: str) -> Iterator[Entry]:
    """What can be found on one page of a group; the library has one entry a publication."""
    if group == "library":
        yield from _works(html, link)
        return
    heading = _HEADING.search(html)
    if not heading or not (title := _text(heading[2])):
        return
    about = _ABOUT.search(html)
    part = _PART.get(group)
    words = " ".join(_words(found[0]) for found in part.finditer(_ASIDE.sub(" ", html))) if part else ""
    yield Entry(group, link, title, heading[1] or "", unescape(about[1]) if about else "", words)


def render_index(entries: Iterable[Entry], analyse: Analyse) -> bytes:
    """The entries with the words of their titles and of the rest, as a script that does nothing but say them."""
    kept = sorted(set(entries), key=lambda entry: (GROUPS.index(entry.group), entry.title.casefold(), entry.link))
    titles: dict[str, list[int]] = defaultdict(list)
    bodies: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(kept):
        said = dict.fromkeys(analyse(entry.title))
        for word in said:
            titles[word].append(number)
        for word in dict.fromkeys(analyse(f"{entry.about} {entry.words}")):
            if word not in said:
                bodies[word].append(number)
    words = sorted({*titles, *bodies})
    said_all = {
        "entries": [[GROUPS.index(e.group), e.link, e.title, e.lang, e.about] for e in kept],
        "words": words,
        "titles": [titles.get(word, []) for word in words],
        "bodies": [bodies.get(word, []) for word in words],
    }
    text = json.dumps(said_all, ensure_ascii=False, separators=(",", ":"))
    # These two end a line in older readings of the language, though not in JSON.
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"window.{VARIABLE}={text};\n".encode()


def _works(html: str, link: str) -> Iterator[Entry]:
    for anchor, inside in _WORK.findall(html):
        if found := _WORK_TITLE.search(inside):
            lang, title = found.groups()
            rest = inside.replace(found[0], "")
            yield Entry("library", f"{link}#{anchor}", _text(title), lang or "", _text(rest), " ".join(_names(inside)))


def _words(html: str) -> str:
    return " ".join([_text(html), *_names(html)])


def _names(html: str) -> list[str]:
    return [unescape(name) for name in _NAMED.findall(html)]


def _text(html: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", html)).split())
