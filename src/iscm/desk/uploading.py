"""Files sent to the desk: bounded while they arrive, looked at by the virus scanner, read, and kept as proposals."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from iscm.domain.answers import AnswersTaken
from iscm.domain.documents import Document
from iscm.domain.errors import FileRefusedError, IscmError, UnreadableInputError
from iscm.domain.submissions import Sender
from iscm.reading.layouts.limits import MAX_BYTES
from iscm.register.operations.answers import is_answer_sheet, take_answers
from iscm.register.operations.examining import refuse_flagged
from iscm.register.operations.ingest import IngestReport, ingest
from iscm.register.queries.inbox import keys_of

FAULTS: dict[str, Promise] = {
    "empty": gettext_lazy("The file is empty."),
    "large": gettext_lazy("The file is too large: at most %(n)s MB are taken."),
    "form": gettext_lazy(
        "This is no PDF, Word, Excel, PowerPoint, OpenDocument, picture or UTF-8 text. Please send one of these."
    ),
    "flagged": gettext_lazy("The virus scanner found %(what)s. The file was not kept."),
    "unscanned": gettext_lazy(
        "The virus scanner does not answer, so nothing is taken. Try again later, or tell who runs the site."
    ),
}
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
    """What became of one file: the documents that it is kept as, the answers on it, or what is wrong with it."""

    name: str
    kept: tuple[tuple[int, IngestReport], ...] = ()
    wrong: str = ""
    answers: AnswersTaken | None = None


def take_files(files: Iterable["UploadedFile[Any]"], *, actor: str) -> list[Sent]:
    """Keep each file that can be read as a proposal; one that cannot takes none of the others with it.

    The lines of a sheet of answers are proposed as those of its mechanism.
    """
    return [_take(file, actor) for file in files]


def _take(file: "UploadedFile[Any]", actor: str) -> Sent:
    name = file.name or gettext("without a name")
    if (file.size or 0) > MAX_BYTES:
        said = gettext("The file is too large: at most %(n)s MB are read. Split it.")
        return Sent(name, wrong=said % {"n": MAX_BYTES // 2**20})
    content = file.read()
    document = Document(name, content)
    try:
        refuse_flagged(document, actor=actor)
        if is_answer_sheet(document):
            return Sent(name, answers=take_answers(document, sender=Sender(actor)))
        reports = ingest(document, actor=actor, accept=False)
    except FileRefusedError as error:
        return Sent(name, wrong=refusal_in_words(error))
    except UnreadableInputError as error:
        return Sent(name, wrong=f"{error.what[:1].upper()}{error.what[1:]}. {error.remedy}".strip())
    except IscmError as error:
        return Sent(name, wrong=str(error))
    keys = keys_of([one.sha256 for one in reports])
    return Sent(name, tuple((keys[one.sha256], one) for one in reports))


def refusal_in_words(error: FileRefusedError) -> str:
    """Why a file is not taken, in the language of the page."""
    words = FAULTS.get(error.fault)
    return str(words) % {"n": MAX_BYTES // 2**20, "what": error.found} if words else str(error)
