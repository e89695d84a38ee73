"""A virus scanner on this machine that speaks as clamd does and knows one virus."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

BAD = b"made-up virus"
GREETING = b"zINSTREAM\0"
PATIENCE = 10


@contextmanager
def scanner(says: bytes | None = None, *, unix: Path | None = None) -> Iterator[tuple[str, list[bytes]]]:
    """Its address, and the files that it was shown; it `says` this to all of them if it is given."""
    seen: list[bytes] = []
    door = socket.socket(socket.AF_UNIX if unix else socket.AF_INET)
    door.bind(str(unix) if unix else ("127.0.0.1", 0))
    door.listen()
    door.settimeout(PATIENCE)
    thread = threading.Thread(target=_serve, args=(door, seen, says), daemon=True)
    thread.start()
    try:
        yield f"unix:{unix}" if unix else f"127.0.0.1:{door.getsockname()[1]}", seen
    finally:
        with suppress(OSError):
            door.shutdown(socket.SHUT_RDWR)
        door.close()
        thread.join(PATIENCE)


def _serve(door: socket.socket, seen: list[bytes], says: bytes | None) -> None:
    while True:
        try:
            wire, _ = door.accept()
        except OSError:
            return
        with wire, suppress(OSError):
            wire.settimeout(PATIENCE)
            content = _shown(wire)
            seen.append(content)
            found = b"Made-Up-Virus FOUND" if BAD in content else b"OK"
            wire.sendall(b"stream: " + found + b"\0" if says is None else says)


def _shown(wire: socket.socket) -> bytes:
    assert _exactly(wire, len(GREETING)) == GREETING
    content = b""
    while size := struct.unpack(">I", _exactly(wire, 4))[0]:
        content += _exactly(wire, size)
    return content


def _exactly(wire: socket.socket, size: int) -> bytes:
    held = b""
    while len(held) < size and (piece := wire.recv(size - len(held))):
        held += piece
    return held
