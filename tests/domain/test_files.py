"""A file is what its bytes say, whatever its name says."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.domain.files import MEDIA, form_of, name_for
from tests.factories.files import make_damaged_archive


def packed(*names, mimetype=None):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        if mimetype is not None:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "")
    return held.getvalue()


TYPES = "[Content_Types].xml"
CASES = [
    (b"%PDF-1.7\n", "pdf"),
    (b"\n\n%PDF-1.4\n", "pdf"),
    (packed(TYPES, "word/document.xml"), "docx"),
    (packed(TYPES, "xl/workbook.xml"), "xlsx"),
    (packed(TYPES, "ppt/presentation.xml"), "pptx"),
    (packed("content.xml", mimetype="application/vnd.oasis.opendocument.text"), "odt"),
    (packed("content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet"), "ods"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "doc"),
    (b"\x89PNG\r\n\x1a\n\x00", "png"),
    (b"\xff\xd8\xff\xe0", "jpg"),
    ("Déclaration finale\n".encode(), "txt"),
    (b"", ""),
    (b" \n", ""),
    (b"MZ\x90\x00", ""),
    (b"\x7fELF\x02", ""),
    (b"<!doctype html><script>alert(1)</script>", ""),
    (b"\xef\xbb\xbf  <svg onload='x'/>", ""),
    (b"#!/bin/sh\n\x1b[2J", ""),
    (packed("word/document.xml"), ""),
    (packed("setup.exe"), ""),
    (packed("content.xml", mimetype="application/epub+zip"), ""),
    (packed("content.xml", mimetype="x" * 300), ""),
    (b"PK\x03\x04broken", ""),
]


@pytest.mark.parametrize(("content", "form"), CASES)
def test_a_file_is_what_its_bytes_say(content, form):
    assert form_of(content) == form


@given(st.binary(max_size=60), st.sampled_from([b"", b"PK\x03\x04", packed(TYPES)]))
def test_any_bytes_have_a_form_we_know_or_none(content, start):
    assert form_of(start + content) in {"", *MEDIA}


@pytest.mark.parametrize(
    ("name", "form", "saved"),
    [
        ("declaration.PDF", "pdf", "declaration.PDF"),
        ("../../etc/passwd", "txt", "passwd.txt"),
        ("C:\\files\\list.csv", "txt", "list.csv"),
        ("photo.jpeg", "jpg", "photo.jpeg"),
        ("invoice.pdf.exe", "pdf", "invoice.pdf.exe.pdf"),
        ("a\u202efdp.exe\r\nX: y", "pdf", "a fdp.exe X: y.pdf"),
        (" .. ", "png", "file.png"),
    ],
)
def test_a_file_is_saved_under_a_name_that_does_not_deceive(name, form, saved):
    assert name_for(name, form) == saved


def test_an_archive_that_cannot_be_unpacked_has_no_form():
    assert form_of(make_damaged_archive("mimetype")) == ""
