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
