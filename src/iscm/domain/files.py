"""What a file is, by its first bytes and never by its name: those that the register takes and gives out again."""

import io
import re
import zipfile
from collections.abc import Mapping

from iscm.domain.archives import BROKEN

MEDIA: Mapping[str, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "doc": "application/msword",
    "png": "image/png",
    "jpg": "image/jpeg",
    "txt": "text/plain; charset=utf-8",
}
"""The forms that are taken, each with the type that a browser is told."""

_STARTS = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
)
_PARTS = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))
_OPEN = {"text": "odt", "spreadsheet": "ods", "presentation": "odp"}
_STEERING = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_MOST_PARTS, _LONGEST_KIND, _HEAD = 5_000, 200, 1_024


def form_of(content: bytes) -> str:
    """The form of a file, one of `MEDIA`; empty for any other, also for pages and drawings that a browser would run.

    Looks at the head, of an archive at the names of its parts, of a text at all of it: linear in its bytes.
    """
    if b"%PDF-" in content[:_HEAD]:
        return "pdf"
    for start, form in _STARTS:
        if content.startswith(start):
            return form
    if content.startswith(b"PK\x03\x04"):
        return _form_of_archive(content)
    return "txt" if _is_plain_text(content) else ""


def _form_of_archive(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if "mimetype" in names and archive.getinfo("mimetype").file_size <= _LONGEST_KIND:
                kind = archive.read("mimetype").decode("ascii", "replace")
                return _OPEN.get(kind.removeprefix("application/vnd.oasis.opendocument."), "")
    except (*BROKEN, OSError):
        return ""
    if "[Content_Types].xml" not in names or len(names) > _MOST_PARTS:
        return ""
    return next((form for part, form in _PARTS if any(name.startswith(part) for name in names)), "")


def _is_plain_text(content: bytes) -> bool:
    """Words without signs that steer, and not the markup of a page."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    begins = text.lstrip()[:1]
    return bool(begins) and begins != "<" and not _STEERING.search(text)


_KINDS_OF_TEXT = (".txt", ".csv", ".md", ".ics")
_ODD = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069/\\]+")


def name_for(name: str, form: str) -> str:
    """A name under which the file may be saved: without folders and signs that deceive, with the suffix of its form."""
    plain = _ODD.sub(" ", re.split(r"[/\\]", name)[-1]).strip(" .") or "file"
    endings = _KINDS_OF_TEXT if form == "txt" else (".jpg", ".jpeg") if form == "jpg" else (f".{form}",)
    return plain if plain.lower().endswith(endings) else f"{plain}.{form}"
