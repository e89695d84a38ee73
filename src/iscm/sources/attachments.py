"""The documents in a message: files attached, invitations, or the words of the message itself."""

import codecs
import unicodedata
from collections.abc import Iterator
from email.message import EmailMessage
from itertools import islice
from pathlib import PurePosixPath
from typing import cast

from iscm.domain.documents import Document

MOST_PARTS = 500
MOST_DOCUMENTS = 50
LONGEST_NAME = 120
LONGEST_SUFFIX = 10
SUFFIXES = {
    "text/plain": ".txt",
    "text/html": ".html",
    "text/csv": ".csv",
    "text/calendar": ".ics",
    "application/pdf": ".pdf",
    "application/json": ".json",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}
FILES = SUFFIXES.keys() - {"text/plain", "text/html"}
# Seals, and the cards of persons: nothing on meetings.
LEFT_OUT = frozenset(
    {
        "application/pgp-encrypted",
        "application/pgp-keys",
        "application/pgp-signature",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "text/vcard",
        "text/x-vcard",
    }
)
SLOW = frozenset({"idna", "punycode"})  # encodings of host names: their time grows with the square of the length
PICTURES = frozenset({"image", "audio", "video"})
NO_LETTERS = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
NOT_IN_NAMES = str.maketrans(dict.fromkeys('<>:"|?*', "_"))

Found = tuple[tuple[Document, ...], tuple[str, ...]]


def attached(message: EmailMessage) -> Found:
    """The files attached to a message and to the messages within it, and sentences on what is wrong with them."""
    documents: dict[str, Document] = {}
    faults: list[str] = []
    parts = list(islice(message.walk(), MOST_PARTS + 1))
    files = list(filter(_is_file, parts[:MOST_PARTS]))
    if len(parts) > MOST_PARTS or len(files) > MOST_DOCUMENTS:
        faults.append(f"Only the first {MOST_DOCUMENTS} attachments and {MOST_PARTS} parts were read. Ask for fewer.")
    for part in files[:MOST_DOCUMENTS]:
        name = _free(_file_name(part), documents)
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content:
            documents[name] = Document(name, content)
        if part.defects or not content:
            faults.append(f"The attachment {name} is empty or damaged. Ask the sender for it anew.")
    return tuple(documents.values()), tuple(faults)


def written(message: EmailMessage) -> Found:
    """The words of a message and of the messages within it, in UTF-8: HTML rather than plain, for its tables."""
    documents: dict[str, Document] = {}
    faults: list[str] = []
    for one in islice(_messages(message), MOST_DOCUMENTS):
        body = one.get_body(("html", "plain"))
        # A part without headers counts as false.
        content = None if body is None else body.get_payload(decode=True)
        if body is None or not isinstance(content, bytes) or not content.strip():
            continue
        text, is_sure = _decoded(content, body.get_content_charset() or "utf-8")
        title = clean_words(str(one.get("subject", ""))) or "message"
        name = _free(clean_name(title + SUFFIXES[body.get_content_type()]), documents)
        documents[name] = Document(name, text.encode("utf-8", "replace"))
        if not is_sure:
            faults.append(f"The letters of {name} are in an encoding that is not told rightly: some may be wrong.")
    return tuple(documents.values()), tuple(faults)


def clean_words(text: str) -> str:
    """A header's words in one line, without letters that nobody sees or that turn the direction of the others."""
    spaced = "".join(" " if letter in "\r\n\t" else letter for letter in text)
    return " ".join("".join(each for each in spaced if unicodedata.category(each) not in NO_LETTERS).split())


def clean_name(text: str) -> str:
    """A file's name as a stranger gave it: no folder, nothing hidden, of bearable length; empty if nothing is left."""
    words = clean_words(text.replace("\\", "/")).rpartition("/")[2].translate(NOT_IN_NAMES).lstrip(". ")
    suffix = PurePosixPath(words).suffix
    suffix = suffix if len(suffix) <= LONGEST_SUFFIX else ""
    return words.removesuffix(suffix)[: LONGEST_NAME - len(suffix)].rstrip() + suffix


def _is_file(part: EmailMessage) -> bool:
    kind = part.get_content_type()
    if part.is_multipart() or kind in LEFT_OUT:
        return False
    if part.get_content_maintype() in PICTURES:
        return part.is_attachment() and "content-id" not in part
    return part.is_attachment() or bool(part.get_filename()) or kind in FILES or kind.startswith("application/")


def _file_name(part: EmailMessage) -> str:
    name = clean_name(part.get_filename() or "")
    return name or "attachment" + SUFFIXES.get(part.get_content_type(), "")


def _free(name: str, taken: dict[str, Document]) -> str:
    """The name, with a number if it is taken."""
    path = PurePosixPath(name)
    number = 2
    while name in taken:
        name, number = f"{path.stem} ({number}){path.suffix}", number + 1
    return name


def _messages(message: EmailMessage) -> Iterator[EmailMessage]:
    yield message
    for part in islice(message.walk(), MOST_PARTS):
        if part.get_content_type() == "message/rfc822" and part.is_multipart():
            yield from cast("Iterator[EmailMessage]", part.iter_parts())


def _decoded(content: bytes, charset: str) -> tuple[str, bool]:
    """The text, and whether it was surely in that encoding."""
    for name in (charset, "utf-8"):
        try:
            if codecs.lookup(name).name not in SLOW:
                return content.decode(name), True
        except (LookupError, ValueError):
            continue
    return content.decode("cp1252", "replace"), False
