"""A folder of messages (maildir) to documents: what is attached, else what is written.

Messages are read where they lie; none is moved, marked or deleted. Anybody may have sent them: every count and size
is bounded before the parser of the standard library sees a message, whose work would grow with them.
"""

import os
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import EmailPolicy
from itertools import islice
from pathlib import Path
from typing import cast

from iscm.domain.documents import Document
from iscm.domain.errors import UnreadableInputError
from iscm.sources.attachments import attached, clean_words, written

FOLDERS = ("new", "cur")
MOST_BYTES = 32 * 1024 * 1024
LONGEST_HEADER = 2_000
LONGEST_SUBJECT = 300
# What a message may hold of each; the last one bounds how deep parts may lie in one another.
BOUNDS = (
    (re.compile(rb"\n"), 1_000_000, "lines"),
    (re.compile(rb"^[!-9;-~]+:", re.MULTILINE), 400_000, "lines that look like headers"),
    (re.compile(rb"^--", re.MULTILINE), 5_000, "lines that may part it"),
    (re.compile(rb"boundary[\s*\d]*[=(]", re.IGNORECASE), 40, "parts within parts"),
)


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it lies in the folder.

    `key` is its name there without the marks that mail programs change; `sender` the address that it claims to come
    from (anybody can write anything there); `faults` are sentences on what could not be read.
    """

    key: str
    subject: str = ""
    sender: str = ""
    sent_at: datetime | None = None
    documents: tuple[Document, ...] = ()
    faults: tuple[str, ...] = ()


class _Short(EmailPolicy):
    """The policy of today's messages, with headers cut to a length that the parser can bear."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:LONGEST_HEADER]


POLICY = cast("EmailPolicy[EmailMessage]", _Short())


def read_maildir(folder: Path, known: Container[str] = ()) -> Iterator[Message]:
    """The messages of a maildir, the oldest first, one in memory at a time; those with a `known` key are left out.

    Raises `UnreadableInputError` for what is no maildir. A message that cannot be read comes with its faults.
    """
    for key, file in _files(folder):
        if key not in known and (message := _message(key, file)):
            yield message


def parse_message(key: str, content: bytes) -> Message:
    """One message from its bytes; never raises, whatever they are."""
    for pattern, most, things in BOUNDS:
        if sum(1 for _ in islice(pattern.finditer(content), most + 1)) > most:
            return _unread(key, f"it has more than {most:,} {things}")
    try:
        parsed = message_from_bytes(content, policy=POLICY)
        return _told(key, parsed)
    except Exception:  # noqa: BLE001  # the parser fails on odd headers in ways that no list holds
        return _unread(key, "its headers or parts make no sense")


def _told(key: str, parsed: EmailMessage) -> Message:
    documents, faults = attached(parsed)
    if not documents:
        documents, more = written(parsed)
        faults = (*faults, *more)
    if not documents and not faults:
        faults = ("The message holds nothing: no words, nothing attached.",)
    subject = clean_words(str(parsed.get("subject", "")))[:LONGEST_SUBJECT]
    return Message(key, subject, _sender(parsed), _sent_at(parsed), documents, faults)


def _sender(parsed: EmailMessage) -> str:
    mailboxes = getattr(parsed.get("from"), "addresses", ())
    return clean_words(mailboxes[0].addr_spec) if mailboxes else ""


def _sent_at(parsed: EmailMessage) -> datetime | None:
    moment = getattr(parsed.get("date"), "datetime", None)
    if not isinstance(moment, datetime):
        return None
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError:
        return None


def _unread(key: str, why: str) -> Message:
    return Message(key, faults=(f"The message was not read: {why}. Open it in a mail program and save what it holds.",))


def _files(folder: Path) -> list[tuple[str, Path]]:
    """Message files by key, in order; in `cur` is what a mail program moved there while we looked."""
    if not all((folder / name).is_dir() for name in FOLDERS):
        raise UnreadableInputError(
            str(folder), "this is no mail folder", "Name a maildir: it has `new` and `cur` in it."
        )
    found: dict[str, Path] = {}
    for name in FOLDERS:
        with os.scandir(folder / name) as entries:
            found |= {
                entry.name.partition(":")[0]: Path(entry.path)
                for entry in entries
                if not entry.name.startswith(".") and entry.is_file(follow_symlinks=False)
            }
    return sorted(found.items())


def _message(key: str, file: Path) -> Message | None:
    """The message of a file; None if it is gone: moved meanwhile, it is found the next time."""
    try:
        with file.open("rb") as handle:
            content = handle.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        return _unread(key, f"the file does not open ({error.strerror})")
    if len(content) > MOST_BYTES:
        return _unread(key, f"it is larger than {MOST_BYTES:,} bytes")
    return parse_message(key, content)
