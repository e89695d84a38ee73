"""A file named on the command line, or standard input, to a document: never more of it than is read of any document."""

import errno
import os
import stat
import sys

from iscm.cli.plain import plain
from iscm.domain.documents import Document
from iscm.domain.errors import UnreadableInputError
from iscm.reading.layouts.limits import MAX_BYTES

STDIN = "-"
STDIN_NAME = "standard input"
REMEDIES = {
    errno.ENOENT: "Check its name.",
    errno.ENOTDIR: "Check its name.",
    errno.ENAMETOOLONG: "Check its name.",
    errno.EISDIR: "Name the files in it.",
    errno.EACCES: "Ask for the right to read it.",
    errno.EPERM: "Ask for the right to read it.",
    errno.ELOOP: "Name the file itself.",
}


def receive(name: str) -> Document:
    """The document of this file, "-" for standard input; its name is made fit to be shown.

    Reads one byte more than `MAX_BYTES` at most, and no pipe or device but standard input, so that it ends. Raises
    `UnreadableInputError` for what cannot be opened or is no ordinary file.
    """
    if name == STDIN:
        return Document(STDIN_NAME, _read_all(sys.stdin.fileno()))
    try:
        # A pipe that nobody writes to must not be waited for.
        handle = os.open(name, os.O_RDONLY | os.O_NONBLOCK)
    except OSError as error:
        raise _refusal(name, error) from None
    try:
        _refuse_unless_file(handle, name)
        return Document(plain(os.path.basename(name)), _read_all(handle))  # noqa: PTH119  # a name as it was typed
    except OSError as error:
        raise _refusal(name, error) from None
    finally:
        os.close(handle)


def _refuse_unless_file(handle: int, name: str) -> None:
    mode = os.fstat(handle).st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(mode):
        raise UnreadableInputError(plain(name), "no file but a pipe or device", f"Pipe it in and name it {STDIN}.")


def _read_all(handle: int) -> bytes:
    parts: list[bytes] = []
    left = MAX_BYTES + 1
    while left and (part := os.read(handle, min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _refusal(name: str, error: OSError) -> UnreadableInputError:
    what = (error.strerror or "cannot be opened").lower()
    return UnreadableInputError(plain(name), what, REMEDIES.get(error.errno or 0, ""))
