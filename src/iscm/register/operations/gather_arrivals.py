"""What a source gives today: each of its addresses asked, each new message opened. Nothing is read or stored here."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Protocol
from urllib.parse import unquote, urlsplit

from iscm.data.sources import Source
from iscm.domain.documents import Document
from iscm.domain.errors import BusyError, FetchError, UnreadableInputError
from iscm.register.operations.gather_links import MOST_LINKS, links_of
from iscm.sources.fetching import Fetched, Validators
from iscm.sources.mailbox import read_maildir

MAILDIR = "maildir"
NO_SIGNS = Validators()
LONGEST_NAME = 200
ENDINGS = {
    "text/calendar": ".ics",
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/atom+xml": ".xml",
    "application/rss+xml": ".xml",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "application/json": ".json",
    "application/pdf": ".pdf",
    "text/csv": ".csv",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}
USUAL = {"icalendar": ".ics", "atom": ".xml", "page": ".html", "list": ".html", "file": ""}
ENDING = re.compile(r"\.[a-z0-9]{1,5}")
NO_LETTER = re.compile(r"[^\w.()-]+")


class Fetches(Protocol):
    """What fetches an address: `iscm.sources.fetching.Fetcher`."""

    def fetch(self, address: str, validators: Validators = ..., /) -> Fetched | None:
        """What an address gives, None if it did not change; raises `FetchError`."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What one address gave.

    `address` may hold a secret and `name` holds none. `document` is None where nothing changed, or where `fault` says
    what broke; `is_doubted` if nothing broke and it still cannot be right. `base` is the address that relative links
    start from, `charset` the encoding that the site states. `wait` is in how many seconds the site wants to be asked
    again, 0 if it did not say.
    """

    address: str
    name: str
    document: Document | None = None
    base: str = ""
    charset: str = ""
    validators: Validators = NO_SIGNS
    fault: str = ""
    is_doubted: bool = False
    wait: float = 0


def arrivals(
    source: Source,
    fetcher: Fetches,
    known: Mapping[str, Validators],
    folder: Path,
    tell: Callable[[str], None],
) -> Iterator[Arrival]:
    """Everything that a source gives, one arrival at a time; what breaks is told in the arrival, nothing is raised.

    `known` has what each address said of its state when it was last good. A mailbox gives only the messages that are
    not known; a relative one lies in `folder`. `tell` hears what is asked for next.
    """
    if source.form == MAILDIR:
        yield from _messages(source, known, folder)
    elif source.links:
        yield from _files_behind(source, fetcher, known, tell)
    else:
        tell(source.slug)
        yield _ask(fetcher, source.address, known.get(source.address), lambda got: _name_of(source, got))


def _ask(
    fetcher: Fetches, address: str, validators: Validators | None, name: Callable[[Fetched | None], str]
) -> Arrival:
    try:
        got = fetcher.fetch(address, validators or NO_SIGNS)
    except FetchError as error:
        wait = error.wait if isinstance(error, BusyError) else 0
        return Arrival(address, name(None), fault=_said(error), wait=wait)
    if got is None:
        return Arrival(address, name(None), validators=validators or NO_SIGNS)
    return Arrival(address, name(got), Document(name(got), got.content), got.final, got.charset, got.validators)


def _files_behind(
    source: Source, fetcher: Fetches, known: Mapping[str, Validators], tell: Callable[[str], None]
) -> Iterator[Arrival]:
    """The files to which the page leads. The page itself says nothing of meetings, and is always asked for whole."""
    tell(source.slug)
    page = _ask(fetcher, source.address, None, lambda got: _name_of(source, got))
    if page.document is None:
        yield page
        return
    found = links_of(page.document.content, page.base, source.links)
    if not found:
        yield Arrival(source.address, page.name, fault=f"no link of the page fits {source.links}", is_doubted=True)
    for address in found[:MOST_LINKS]:
        name = _clean(PurePosixPath(unquote(urlsplit(address).path)).name) or f"{source.slug}.file"
        tell(name)
        yield _ask(fetcher, address, known.get(address), partial(_same, name))
    if len(found) > MOST_LINKS:
        yield Arrival(
            source.address, page.name, fault=f"only the first {MOST_LINKS} of {len(found)} links were asked for"
        )


def _messages(source: Source, known: Collection[str], folder: Path) -> Iterator[Arrival]:
    """What is in each message that was not opened before; the message itself is told too, to be known again."""
    try:
        for message in read_maildir(folder / Path(source.address).expanduser(), known):
            yield Arrival(message.key, source.slug)
            for n, fault in enumerate(message.faults, start=1):
                yield Arrival(f"{message.key} fault {n}", source.slug, fault=fault)
            for n, document in enumerate(message.documents, start=1):
                yield Arrival(f"{message.key} {n}", document.name, document)
    except (OSError, UnreadableInputError) as error:
        yield Arrival(source.slug, source.slug, fault=_of_folder(error))


def _of_folder(error: OSError | UnreadableInputError) -> str:
    """What is wrong with a mailbox, without its path."""
    if isinstance(error, OSError):
        return f"the mailbox cannot be opened ({error.strerror}). Check its rights."
    return f"{error.what}. {error.remedy}"


def _said(error: FetchError) -> str:
    """What broke and what to do, without the address."""
    return f"{error.what}." + (f" {error.remedy}" if error.remedy else "")


def _name_of(source: Source, got: Fetched | None) -> str:
    """A name that says no more than whose it is: a private address must not stand on a page."""
    ending = PurePosixPath(urlsplit(got.final).path).suffix.lower() if got else ""
    said = ENDINGS.get(got.media) if got else None
    return source.slug + (said or (ending if ENDING.fullmatch(ending) else USUAL.get(source.form, "")))


def _same(name: str, _got: Fetched | None) -> str:
    return name


def _clean(name: str) -> str:
    return NO_LETTER.sub(" ", name).strip()[-LONGEST_NAME:]
