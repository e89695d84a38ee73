"""Which address of the site becomes which file, and which is left out because it needs a server.

An address is a path that begins with a slash, with its query. File names hold nothing that a memory stick (FAT) or a
web space refuses, and differ in more than case.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from posixpath import dirname, relpath
from urllib.parse import parse_qsl, unquote, urlsplit

from iscm.publication.words import LANGUAGES

INDEX = "index.html"
ENGLISH = "en"  # the language whose addresses have no prefix
LONGEST = 200
NEEDS_A_SERVER = (
    "/embed/",
    "/api/",
    "/oai",
    "/desk/",
    "/suggest/",
    "/follow/",
    "/accounts/",
    "/account/",
    "/admin/",
)
WITHOUT_LANGUAGE = re.compile(
    r"/(?:static/.+|vocabularies/.+|data/.+\.\w+|materials/.+|publication\.css|robots\.txt|sitemap\.xml|\.well-known/security\.txt)"
)

FILTERS = frozenset({"mechanism", "theme", "initiative", "attendance", "status"})
_NEWS = frozenset({"mechanism", "theme", "initiative"})
_SHELF = frozenset({"mechanism", "theme", "kind", "year"})
# The states of a page that are pages of their own: one value of one of these, for addresses of this form.
STATES: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = (
    (re.compile(r"/calendar/\d+/"), FILTERS | {"view"}),
    (re.compile(r"/calendar\.ics"), FILTERS | {"country", "year"}),
    (re.compile(r"/calendar\.json"), _NEWS | {"year"}),
    (re.compile(r"/feeds/(?:meetings|changes)(?:/\d+)?\.atom"), _NEWS),
    (re.compile(r"/library/(?:citations\.\w+)?"), _SHELF),
    (re.compile(r"/initiatives/[\w-]+/"), frozenset({"objective", "target"})),
    (re.compile(r"/.+\.pdf"), frozenset({"paper"})),
)
MONTH_OF_A_YEAR = re.compile(r"/calendar/\d+/"), {"view": "month"}, "month"

WELL_KNOWN = ".well-known/"  # of RFC 8615: the only name that may begin with a full stop
_PART = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._~-]*(?<!\.)")
_ODD = re.compile(r"[^a-z0-9.-]|\.$")


@dataclass(frozen=True, slots=True)
class Layout:
    """What of the site is written: its languages, the main one first; suffixes of files that are left out; `gone` are
    addresses that turned out to lead nowhere.
    """

    languages: tuple[str, ...]
    left_out: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()

    def place(self, address: str) -> str | None:
        """The file of an address, relative to the folder of the site; None for what is left out."""
        parts = urlsplit(self.canonical(address))
        if parts.geturl() in self.gone:
            return None
        language, rest = self.split(unquote(parts.path))
        if language is None or rest.startswith(NEEDS_A_SERVER) or _suffix(rest) in self.left_out:
            return None
        state = _state(rest, parts.query)
        if state is None:
            return None
        folder = "" if language in {"", ENGLISH} else f"{language}/"
        return _checked(folder + _named(rest.removeprefix("/"), state))

    def canonical(self, address: str) -> str:
        """The address that is asked for another.

        What stands for all languages in feeds and descriptions is the English page; where there is none, that of the
        main language is.
        """
        parts = urlsplit(address)
        is_english = self.split(unquote(parts.path))[0] == ENGLISH
        return in_language(self.languages[0], address) if is_english and ENGLISH not in self.languages else address

    def split(self, path: str) -> tuple[str | None, str]:
        """The language of a path ("" for none, None for one that is left out) and the path without it."""
        if WITHOUT_LANGUAGE.fullmatch(path):
            return "", path
        first, _, rest = path.removeprefix("/").partition("/")
        if first in self.languages and first != ENGLISH:
            return first, f"/{rest}"
        if first in LANGUAGES and first != ENGLISH:
            return None, path
        return ENGLISH, path


def in_language(language: str, address: str) -> str:
    """An English address as that of another language."""
    return address if language == ENGLISH else f"/{language}{address}"


def link(from_file: str, to_file: str) -> str:
    """The relative link from one file of the site to another."""
    return relpath(to_file, dirname(from_file) or ".")


def shown(file: str) -> str:
    """A file as the last part of a whole address: a folder stands for the page in it."""
    return file.removesuffix(INDEX) if file == INDEX or file.endswith(f"/{INDEX}") else file


def _state(path: str, query: str) -> list[tuple[str, str]] | None:
    """The state of a page that a query asks for; None for one that is not written."""
    if not query:
        return []
    asked = parse_qsl(query, keep_blank_values=True)
    if len(asked) == 1 and "," not in asked[0][1]:
        names: Iterable[frozenset[str]] = (names for form, names in STATES if form.fullmatch(path))
        return asked if any(asked[0][0] in each for each in names) else None
    form, view, name = MONTH_OF_A_YEAR
    is_month = form.fullmatch(path) and {key for key, _ in asked} == {*view, name} and view.items() <= set(asked)
    return asked if is_month else None


def _named(path: str, state: list[tuple[str, str]]) -> str:
    said = "-".join(f"{name}-{_plain(value)}" for name, value in state)
    if path.endswith("/") or not path:
        return f"{path}{said}/{INDEX}" if said else f"{path}{INDEX}"
    stem, _, suffix = path.rpartition(".")
    return f"{stem}/{said}.{suffix}" if said else path


def _plain(value: str) -> str:
    """A value as part of a file's name; what would be lost of it is told by a few letters of its hash."""
    small = value.lower()
    plain = _ODD.sub("_", small)[:60]
    return plain if plain == small else f"{plain}_{hashlib.sha256(value.encode()).hexdigest()[:8]}"


def _checked(file: str) -> str | None:
    parts = file.removeprefix(WELL_KNOWN).split("/")
    is_plain = len(file) <= LONGEST and all(_PART.fullmatch(part) for part in parts)
    return file if is_plain else None


def _suffix(path: str) -> str:
    return path.rsplit("/", 1)[-1].rpartition(".")[2] if "." in path.rsplit("/", 1)[-1] else ""
