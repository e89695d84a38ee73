"""A file that describes a source to checked facts; what is wrong in it is told by file and key, and what to do."""

import difflib
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from iscm.data.files import HERE
from iscm.domain.documents import Trust
from iscm.domain.errors import UnreadableInputError

FORMS = ("icalendar", "atom", "page", "list", "file", "maildir")
READERS = ("", "calendar", "highlights", "tracker", "feed")
DATE_ORDERS = ("", "day-first", "month-first")
TRUSTS = tuple(trust.name.lower() for trust in Trust if trust is not Trust.EDITOR)
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MOST_BYTES = 100_000
MOST_LETTERS = 1_000
MOST_DAYS = 366
MOST_MEETINGS = 20_000
REQUIRED = ("title", "publisher", "trust")
DEFAULTS: dict[str, Any] = {
    "title": "",
    "publisher": "",
    "trust": "",
    "lang": "en",
    "reader": "",
    "date_order": "",
    "least_meetings": 1,
    "most_meetings": 500,
    "title_words": (),
    "page": "",
    "address": "",
    "form": "",
    "every": 7,
    "links": "",
    "mechanisms": (),
}
Facts = dict[str, Any]
Fault = tuple[str, str, str]
"""A key, what is wrong with it, and what to do."""


def read_description(file: Path) -> Facts:
    """The facts of a source, all checked, those left out with their defaults; `trust` is a `Trust`.

    Raises `UnreadableInputError` for the first fault: it names the file and the key and says what to do.
    """
    said = _load(file)
    facts = {**DEFAULTS, **{key: tuple(value) if isinstance(value, list) else value for key, value in said.items()}}
    for key, what, remedy in _faults(file.stem, said, facts):
        raise UnreadableInputError(str(file), f"{key} {what}" if key else what, remedy)
    return facts | {"trust": Trust[facts["trust"].upper()]}


def _load(file: Path) -> Facts:
    try:
        with file.open("rb") as stream:
            return tomllib.loads(stream.read(MOST_BYTES).decode())
    except OSError as error:
        raise UnreadableInputError(str(file), f"cannot be read ({error.strerror})", "Check its rights.") from None
    except (ValueError, RecursionError) as error:
        what = f"is not TOML ({str(error)[:200]})"
        raise UnreadableInputError(str(file), what, 'Write lines such as: title = "Calendar"') from None


def _faults(slug: str, said: Facts, facts: Facts) -> Iterator[Fault]:
    if not SLUG.fullmatch(slug):
        yield (
            "",
            "has a name that cannot stand in an address",
            "Name it like rcm-calendar.toml.",
        )
    yield from _of_keys(said)
    yield from _of_kinds(facts)
    for key, is_right, what, remedy in _CHECKS:
        if not is_right(facts):
            yield key, f"is {facts[key]!r}"[:200] + (f": {what}" if what else ""), remedy
    yield from _of_mechanisms(facts["mechanisms"])


def _of_keys(said: Facts) -> Iterator[Fault]:
    for key in sorted(said.keys() - DEFAULTS.keys()):
        near = difflib.get_close_matches(key, DEFAULTS, n=1)
        yield key, "is no key of a source", f"Did you mean {near[0]}?" if near else f"Keys are {', '.join(DEFAULTS)}."
    for key in REQUIRED:
        if key not in said:
            yield key, "is missing", f"Add a line: {key} = …"


def _of_kinds(facts: Facts) -> Iterator[Fault]:
    for key, default in DEFAULTS.items():
        value = facts[key]
        if isinstance(default, tuple):
            if not isinstance(value, tuple) or not all(isinstance(one, str) and one.strip() for one in value):
                yield key, "is no list of words", f'Write {key} = ["…", "…"].'
        elif type(value) is not type(default):
            yield key, f"is {value!r}"[:200], "Write a number." if isinstance(default, int) else "Write it in quotes."
        elif isinstance(value, str) and (len(value) > MOST_LETTERS or not value.isprintable()):
            yield key, "is too long or has signs that cannot be printed", f"Write {MOST_LETTERS:,} letters at most."


def _of_mechanisms(slugs: tuple[str, ...]) -> Iterator[Fault]:
    known = [path.stem for path in (HERE / "mechanisms").glob("*.json")]
    for slug in slugs:
        if slug not in known:
            near = difflib.get_close_matches(slug, known, n=1)
            remedy = f"Did you mean {near[0]}?" if near else "Take the last word of its address under /mechanisms/."
            yield "mechanisms", f"has {slug!r}, which names none", remedy


def _is_web(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and not set(text) & set(' "<>')
    except ValueError:
        return False


def _one_of(key: str, choices: tuple[str, ...]) -> tuple[str, Callable[[Facts], bool], str, str]:
    return key, lambda facts: facts[key] in choices, "", f"Write one of {', '.join(filter(None, choices))}."


_WEB = "Write an address such as https://example.org/calendar.ics."
_CHECKS: tuple[tuple[str, Callable[[Facts], bool], str, str], ...] = (
    ("title", lambda facts: bool(facts["title"].strip()), "", "Say what the publisher calls it."),
    ("publisher", lambda facts: bool(facts["publisher"].strip()), "", "Say who publishes it."),
    _one_of("trust", TRUSTS),
    ("lang", lambda facts: bool(LANGUAGE.fullmatch(facts["lang"])), "no language", "Write en, fr, es, pt-BR …"),
    _one_of("reader", READERS),
    _one_of("date_order", DATE_ORDERS),
    ("least_meetings", lambda facts: facts["least_meetings"] >= 0, "", "Write 0 or more."),
    (
        "most_meetings",
        lambda facts: max(1, facts["least_meetings"]) <= facts["most_meetings"] <= MOST_MEETINGS,
        "",
        f"Write a number from least_meetings to {MOST_MEETINGS:,}.",
    ),
    ("page", lambda facts: not facts["page"] or _is_web(facts["page"]), "no address of a page", _WEB),
    _one_of("form", ("", *FORMS)),
    (
        "form",
        lambda facts: bool(facts["form"]) == bool(facts["address"]),
        "form and address go together",
        "Write both, or neither for a source that is only received.",
    ),
    (
        "address",
        lambda facts: not facts["address"] or facts["form"] == "maildir" or _is_web(facts["address"]),
        "no address of the web",
        _WEB,
    ),
    ("every", lambda facts: 1 <= facts["every"] <= MOST_DAYS, "", f"Write days, 1 to {MOST_DAYS}."),
    (
        "links",
        lambda facts: not facts["links"] or facts["form"] == "file",
        "files behind a page",
        'Write form = "file" and the page in address.',
    ),
)
