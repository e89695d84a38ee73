"""Office files are archives of XML: what is checked before a library opens one."""

import io
import re
import zipfile

from iscm.domain.archives import BROKEN
from iscm.domain.errors import UnreadableInputError

MAX_UNPACKED = 128 * 1024 * 1024
MAX_PART = 64 * 1024 * 1024
MAX_RATIO = 200
SMALL_PART = 1024 * 1024
MAX_PARTS = 5_000
DAMAGED = "the file is damaged or cut short"
REMEDY = "Open it in an office program and save it anew."
ROOT = re.compile(rb"<[A-Za-z_]")
DECLARATION = re.compile(rb"<!DOCTYPE|<!ENTITY|\0", re.IGNORECASE)
PROLOGUE = 65_536


def open_package(content: bytes, name: str) -> zipfile.ZipFile:
    """The archive, when it is sound and unpacks to a bounded size.

    Raises `UnreadableInputError` for one that is damaged, encrypted, grows out of proportion (a zip bomb), or whose
    XML declares entities of its own.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
        parts = package.infolist()
        _check_parts(parts, name)
        for part in parts:
            if part.filename.lower().endswith((".xml", ".rels")):
                _check_declarations(package, part, name)
    except (*BROKEN, OSError) as error:
        # RuntimeError is zipfile's word for a password.
        if isinstance(error, RuntimeError) and "password" in str(error):
            raise UnreadableInputError(name, "the file is encrypted", "Send it without a password.") from None
        raise UnreadableInputError(name, DAMAGED, REMEDY) from None
    return package


def damaged(name: str) -> UnreadableInputError:
    """The error for an office file that its library cannot make sense of."""
    return UnreadableInputError(name, DAMAGED, REMEDY)


def _check_parts(parts: list[zipfile.ZipInfo], name: str) -> None:
    unpacked = sum(part.file_size for part in parts)
    bloated = any(
        part.file_size > MAX_PART
        or (part.file_size > SMALL_PART and part.file_size > MAX_RATIO * max(part.compress_size, 1))
        for part in parts
    )
    if bloated or unpacked > MAX_UNPACKED or len(parts) > MAX_PARTS:
        raise UnreadableInputError(name, "the file unpacks to far more than a document holds", "Save it anew.")


def _check_declarations(package: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> None:
    """Office programs write UTF-8 without a document type, so one can only be a trick with entities."""
    with package.open(part) as stream:
        start = stream.read(PROLOGUE)
        root = ROOT.search(start)
        if DECLARATION.search(start[: root.start() if root else len(start)]):
            raise UnreadableInputError(name, "the file declares XML entities of its own", REMEDY)
