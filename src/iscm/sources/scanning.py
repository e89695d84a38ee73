"""A file shown to the virus scanner of this machine (clamd of ClamAV), by its INSTREAM command.

https://docs.clamav.net/manual/Usage/Scanning.html#clamd
"""

import socket
import struct
from dataclasses import dataclass

PATIENCE = 30.0
PIECE = 64 * 1024
LONGEST_ANSWER = 4096
UNIX = "unix:"


class ScannerError(Exception):
    """The scanner does not answer, or not as it should: nobody knows whether the file is good."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """What the scanner says: the name of what it found, empty for a file that is good."""

    found: str = ""


def scan(content: bytes, scanner: str, *, patience: float = PATIENCE) -> Scanned:
    """Show bytes to the scanner at `unix:/path/of/socket` or `host:port`, which must be this machine or near it.

    Raises `ScannerError` where it is not there, takes longer than `patience` seconds for a step, or balks.
    """
    try:
        with _connected(scanner, patience) as wire:
            wire.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), PIECE):
                piece = content[start : start + PIECE]
                wire.sendall(struct.pack(">I", len(piece)) + piece)
            wire.sendall(struct.pack(">I", 0))
            return _understood(_answer(wire))
    except (OSError, ValueError) as error:
        raise ScannerError(f"the virus scanner at {scanner} does not answer") from error


def _connected(scanner: str, patience: float) -> socket.socket:
    if scanner.startswith(UNIX):
        wire = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            wire.settimeout(patience)
            wire.connect(scanner.removeprefix(UNIX))
        except OSError:
            wire.close()
            raise
        return wire
    host, _, port = scanner.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=patience)


def _answer(wire: socket.socket) -> str:
    held = b""
    while not held.endswith(b"\0") and len(held) < LONGEST_ANSWER:
        piece = wire.recv(LONGEST_ANSWER)
        if not piece:
            break
        held += piece
    return held.rstrip(b"\0\n").decode("utf-8", "replace")


def _understood(answer: str) -> Scanned:
    said = answer.removeprefix("stream: ")
    if said == "OK":
        return Scanned()
    if said.endswith(" FOUND"):
        return Scanned(said.removesuffix(" FOUND"))
    raise ScannerError(f"the virus scanner says: {answer[:200] or 'nothing'}")
