"""Bytes to text: byte order marks, UTF-8, UTF-16, and Windows-1252 for the lines that are neither."""

import codecs
import re

from iscm.domain.errors import UnreadableInputError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
LINE_END = re.compile(r"\r\n|\r|\n")
SAMPLE = 65_536
FEW = 4


def decode(content: bytes, name: str) -> str:
    """The text of a file of any usual encoding, without byte order mark and NUL bytes.

    A line that is not UTF-8 is taken as Windows-1252, so that files stuck together from two encodings are read
    whole. Raises `UnreadableInputError` where the bytes are not text at all.
    """
    text = _decoded(content)
    sample = text[:SAMPLE]
    if len(CONTROLS.findall(sample)) > FEW + len(sample) / 20 or sample.count("\ufffd") > FEW + len(sample) / 5:
        raise UnreadableInputError(name, "not a text or office document", "Save it as PDF, DOCX, XLSX, CSV or text.")
    return text.replace("\0", "")


def decode_declared(content: bytes, name: str, declared: re.Pattern[bytes]) -> str:
    """The same for a file that may name its encoding near its start (`declared`, first group).

    UTF-8 is taken as such whatever the file says: its own word on its encoding is often wrong.
    """
    said = declared.search(content[:4_096])
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        # A declaration that can be read as it stands is in no encoding of wide letters, whatever it says.
        if said and not said[1].lower().startswith((b"utf", b"ucs")):
            try:
                return content.decode(said[1].decode()).replace("\0", "")
            except (UnicodeDecodeError, LookupError):
                pass
    return decode(content, name)


def split_lines(text: str) -> list[str]:
    """The lines as an editor counts them: only CR, LF and CRLF end one."""
    return LINE_END.split(text)


def _decoded(content: bytes) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    if wide := _wide_encoding(content[:SAMPLE]):
        return content.decode(wide, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return "\n".join(_decoded_line(line) for line in re.split(rb"\r\n|\r|\n", content))


def _wide_encoding(sample: bytes) -> str | None:
    """UTF-16 without its mark shows as NUL in every other byte."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd * 10 > half * 4 and even * 10 < half:
        return "utf-16-le"
    if even * 10 > half * 4 and odd * 10 < half:
        return "utf-16-be"
    return None


def _decoded_line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")
