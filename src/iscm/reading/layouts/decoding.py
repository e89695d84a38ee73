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
DECLARED = re.compile(rb"""\b(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,40})""", re.IGNORECASE)
OUTSIDE_ASCII = bytes(range(0x80, 0x100))
HEAD = 4_096
SAMPLE = 65_536
FEW = 4
# Old names stand for the greater sets that came after them, as browsers read them (https://encoding.spec.whatwg.org/).
GREATER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
# And no others: Python knows more, some of which are no encodings of texts, or take very long.
USUAL = frozenset(
    (  # noqa: SIM905  # names read better in running lines than quoted one by one
        "cp866 cp874 cp932 cp949 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 iso8859-2 iso8859-3"
        " iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-10 iso8859-13 iso8859-14 iso8859-15 iso8859-16"
        " koi8-r koi8-u mac-roman mac-cyrillic gb18030 big5 big5hkscs euc_jp iso2022_jp"
    ).split(" ")
)


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
    said = declared.search(content[:HEAD])
    text = None if _is_unicode(content) or not said else _in(content, said[1].decode("ascii", "replace"))
    return decode(content, name) if text is None else text.replace("\0", "")


def in_utf8(content: bytes, charset: str) -> bytes:
    """A text in UTF-8 that came with word of its encoding from outside (`charset`), such as a header of HTTP.

    As it is where it tells its encoding itself, or where it cannot be in that one.
    """
    if not charset or _is_unicode(content):
        return content
    said = DECLARED.search(content[:HEAD])
    if said and _in(content, said[1].decode("ascii", "replace")) is not None:
        return content
    text = _in(content, charset)
    return content if text is None else text.encode()


def split_lines(text: str) -> list[str]:
    """The lines as an editor counts them: only CR, LF and CRLF end one."""
    return LINE_END.split(text)


def _is_unicode(content: bytes) -> bool:
    """Whether it is UTF-8, or begins with a mark."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return any(content.startswith(mark) for mark, _ in BYTE_ORDER_MARKS)
    return True


def _in(content: bytes, label: str) -> str | None:
    """The text in an encoding of this name; None for a name of no usual one, and where it is clearly in another.

    UTF-16 is none of them: a name that can be read as it stands is in no encoding of wide letters, whatever it says.
    """
    try:
        codec = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    codec = GREATER.get(codec, codec)
    text = content.decode(codec, "replace") if codec in USUAL else None
    outside = len(content) - len(content.translate(None, OUTSIDE_ASCII))
    return None if text is None or text.count("\ufffd") * 10 > outside else text


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
