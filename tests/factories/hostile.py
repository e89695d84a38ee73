"""Files that nobody should send, each small on disk: `BAD_FILES[name]()` gives the bytes."""

import io
import json
import zipfile
from collections.abc import Callable

import pikepdf

from tests.factories.files import make_docx, make_file, make_xlsx

HEADER = ("Date", "Place", "ISCM", "Title")
ROWS = [("3 May 2019", "Tunis, Tunisia", "Rabat Process", "Senior officials meeting")]
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
MB = 2**20


def repacked(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """An office file with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return out.getvalue()


def docx(change: Callable[[bytes], bytes]) -> bytes:
    return repacked(make_docx(HEADER, ROWS), "word/document.xml", change)


def xlsx(change: Callable[[bytes], bytes]) -> bytes:
    return repacked(make_xlsx(HEADER, ROWS), "xl/worksheets/sheet1.xml", change)


def declaring(declaration: bytes) -> Callable[[bytes], bytes]:
    """Puts a document type before the root of a part."""
    return lambda xml: declaration + xml[xml.index(b"?>") + 2 :] if xml.startswith(b"<?xml") else declaration + xml


def swollen(xml: bytes) -> bytes:
    return xml + b" " * (80 * MB)


def pdf(**how: object) -> bytes:
    """A PDF of one empty page."""
    out = io.BytesIO()
    file = pikepdf.new()
    file.add_blank_page()
    file.save(out, **how)
    return out.getvalue()


def cut_pdf() -> bytes:
    whole = make_file("pdf", HEADER, ROWS)
    return whole[: len(whole) // 3]


def lying_zip() -> bytes:
    """An office file whose directory says that a part is small, where it unpacks to eighty megabytes."""
    content = bytearray(docx(swollen))
    at = content.index(b"PK\x01\x02")
    while at >= 0:
        if content[at + 46 :].startswith(b"word/document.xml"):
            content[at + 24 : at + 28] = (1000).to_bytes(4, "little")
        at = content.find(b"PK\x01\x02", at + 4)
    return bytes(content)


BAD_FILES: dict[str, Callable[[], bytes]] = {
    "empty.txt": lambda: b"",
    "blank.csv": lambda: b" \r\n\t\n" * 100,
    "nothing-but-nul.txt": lambda: b"\0" * 5000,
    "noise.txt": lambda: bytes(range(256)) * 40,
    "cut.pdf": cut_pdf,
    "encrypted.pdf": lambda: pdf(encryption=pikepdf.Encryption(owner="a", user="b")),
    "scanned.pdf": pdf,
    "no-pdf.pdf": lambda: b"%PDF-1.7\n" + b"obj << >> " * 500,
    "bomb.docx": lambda: docx(swollen),
    "bomb.xlsx": lambda: xlsx(swollen),
    "lying-bomb.docx": lying_zip,
    "laughs.docx": lambda: docx(declaring(LAUGHS)),
    "laughs.xlsx": lambda: xlsx(declaring(LAUGHS)),
    "outside.docx": lambda: docx(declaring(OUTSIDE)),
    "cut.docx": lambda: make_docx(HEADER, ROWS)[:-400],
    "cut.xlsx": lambda: make_xlsx(HEADER, ROWS)[:2000],
    "deep.docx": lambda: docx(lambda _: b"<a>" * 200_000),
    "old.doc": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "letter.rtf": lambda: b"{\\rtf1 Meeting}",
    "picture.pdf": lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
    "packed.txt": lambda: b"\x1f\x8b\x08" + b"x" * 50,
    "archive.docx": lambda: zip_of("readme.txt"),
    "records.json": lambda: b'{"documents": [',
    "other-records.json": lambda: json.dumps({"documents": [{"name": "x"}]}).encode(),
    "deep.json": lambda: b'{"documents": ' + b"[" * 100_000,
    "no-object.json": lambda: b'{"a": ' * 50_000,
    "rows.txt": lambda: b"a\n" * 200_001,
}


def zip_of(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(name, "words")
    return out.getvalue()
