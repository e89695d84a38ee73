"""What was received: bytes, with their hash and where they came from."""

import hashlib
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property


class Trust(IntEnum):
    """Whose word counts more when sources differ; a smaller number wins."""

    EDITOR = 0
    SECRETARIAT = 1
    IOM = 2
    FEED = 3


@dataclass(frozen=True)
class Document:
    """One file or feed response as it was received. `name` is the file's name or the address it came from."""

    name: str
    content: bytes

    @cached_property
    def sha256(self) -> str:
        """The hash of the bytes, in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of a document from where it came, for whatever its own words leave open.

    `lang` is a BCP 47 tag. `date_order` is `day-first` or `month-first`, for dates such as 04/05/2026 that the document
    itself does not decide. `mechanisms` are the slugs of an entry that names none. `publisher` and `title` stand in
    where the document has none. `base` is the address that relative links start from. `charset` is the name of the
    encoding of a text that does not tell it itself.
    """

    lang: str = ""
    date_order: str = ""
    mechanisms: tuple[str, ...] = ()
    publisher: str = ""
    title: str = ""
    base: str = ""
    charset: str = ""
