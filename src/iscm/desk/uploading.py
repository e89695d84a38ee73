"""Files sent to the desk: bounded while they arrive, looked at by the virus scanner, read, and kept as proposals."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.utils.translation import gettext

from iscm.domain.documents import Document
from iscm.domain.errors import IscmError, UnreadableInputError
from iscm.reading.layouts.limits import MAX_BYTES
from iscm.register.operations.ingest import IngestReport, ingest
from iscm.register.queries.inbox import keys_of
from iscm.sources.scanning import ScannerError, scan

MOST_FILES = 20
MOST_BYTES = 4 * MAX_BYTES
"""Of all files of one form together."""


class Bounded(FileUploadHandler):
    """Ends a request that sends more than `MOST_BYTES`, before anything of it lies on the disk."""

    def handle_raw_input(
        self,
        input_data: Any,  # noqa: ARG002  # Django's signature
        META: Mapping[str, Any],  # noqa: ARG002, N803  # Django's signature
        content_length: int,
        boundary: Any,  # noqa: ARG002  # Django's signature
        encoding: str | None = None,  # noqa: ARG002  # Django's signature
    ) -> None:
        """Remember whether it is too much."""
        self.is_too_much = content_length > MOST_BYTES

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Stop at the first file of too much."""
        super().new_file(*args, **kwargs)
        if self.is_too_much:
            raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002  # Django's signature
        """Leave it to the next handler."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave it to the next handler."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of one file: the documents that it is kept as, or what is wrong with it."""

    name: str
    kept: tuple[tuple[int, IngestReport], ...] = ()
    wrong: str = ""


def take_files(files: Iterable["UploadedFile[Any]"], *, actor: str) -> list[Sent]:
    """Keep each file that can be read as a proposal; one that cannot takes none of the others with it."""
    return [_take(file, actor) for file in files]


def _take(file: "UploadedFile[Any]", actor: str) -> Sent:
    name = file.name or gettext("without a name")
    if (file.size or 0) > MAX_BYTES:
        said = gettext("The file is too large: at most %(n)s MB are read. Split it.")
        return Sent(name, wrong=said % {"n": MAX_BYTES // 2**20})
    content = file.read()
    if doubt := _doubt(content):
        return Sent(name, wrong=doubt)
    try:
        reports = ingest(Document(name, content), actor=actor, accept=False)
    except UnreadableInputError as error:
        return Sent(name, wrong=f"{error.what[:1].upper()}{error.what[1:]}. {error.remedy}".strip())
    except IscmError as error:
        return Sent(name, wrong=str(error))
    keys = keys_of([one.sha256 for one in reports])
    return Sent(name, tuple((keys[one.sha256], one) for one in reports))


def _doubt(content: bytes) -> str:
    """What the virus scanner holds against a file. Where one is set and silent, nothing is taken."""
    if not settings.CLAMD:
        return ""
    try:
        found = scan(content, settings.CLAMD).found
    except ScannerError:
        return gettext(
            "The virus scanner does not answer, so nothing is taken. Try again later, or tell who runs the site."
        )
    return gettext("The virus scanner found %(what)s. The file was not kept.") % {"what": found} if found else ""
