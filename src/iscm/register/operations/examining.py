"""A file that somebody sends, looked at before anything of it is kept: its size, its form, the virus scanner's word."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from iscm.domain.documents import Document
from iscm.domain.errors import FileRefusedError
from iscm.domain.files import form_of
from iscm.reading.layouts.limits import MAX_BYTES
from iscm.register.operations import log
from iscm.register.operations.stamps import hold
from iscm.sources.scanning import ScannerError, scan

FLAGGED = "the virus scanner found {}; the file was not kept"
SILENT = "the virus scanner does not answer, so that no file is taken; please try again later"
NO_FORM = "this is no PDF, Word, Excel, PowerPoint, OpenDocument, picture or UTF-8 text; please send one of these"


def examine(document: Document, *, actor: str, now: datetime | None = None) -> str:
    """The form of a file that may be kept, one of `domain.files.MEDIA`.

    Raises `FileRefusedError` for one that is empty, too large or of another form, for one that the virus scanner
    flags (which the log tells, with `actor` as the one who sent it), and where a scanner is set and does not answer.
    Asked outside of a transaction: what the log tells must stay.
    """
    name = document.name[:200]
    if not document.content:
        raise FileRefusedError(name, "empty", "the file is empty")
    if len(document.content) > MAX_BYTES:
        raise FileRefusedError(name, "large", f"the file is too large: at most {MAX_BYTES // 2**20} MB are taken")
    refuse_flagged(document, actor=actor, now=now)
    form = form_of(document.content)
    if not form:
        raise FileRefusedError(name, "form", NO_FORM)
    return form


def refuse_flagged(document: Document, *, actor: str, now: datetime | None = None) -> None:
    """Raise `FileRefusedError` for what the virus scanner flags, and where one is set and does not answer."""
    if not settings.CLAMD:
        return
    name = document.name[:200]
    try:
        found = scan(document.content, settings.CLAMD).found
    except ScannerError as error:
        raise FileRefusedError(name, "unscanned", SILENT) from error
    if found:
        _tell(document, found[:200], actor[:150], now or timezone.now())
        raise FileRefusedError(name, "flagged", FLAGGED.format(found[:200]), found[:200])


def _tell(document: Document, found: str, actor: str, at: datetime) -> None:
    entry = log.Entry("flagged", "file", document.sha256, None, {"name": document.name[:200], "found": found})
    with transaction.atomic():
        hold(at)
        log.append([entry], actor=actor, at=at)
