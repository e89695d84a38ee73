import re

import pytest

from iscm.domain.errors import UnreadableInputError
from iscm.reading.layouts.decoding import decode, decode_declared, in_utf8, split_lines

TEXT = "Réunion à Abidjan – “Côte d’Ivoire”\nline two"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "cp1252"])
def test_usual_encodings_are_told_apart(encoding):
    assert decode(TEXT.encode(encoding), "x.txt") == TEXT


def test_lines_of_two_encodings_are_each_read_in_their_own():
    assert decode("Genève\n".encode() + "Genève".encode("cp1252"), "x") == "Genève\nGenève"


def test_single_nul_bytes_are_dropped():
    assert decode(b"Geneva\x00, Switzerland", "x") == "Geneva, Switzerland"


@pytest.mark.parametrize("content", [bytes(range(32)) * 50, b"\x00\x01\x02\x03" * 400])
def test_bytes_that_are_no_text_are_refused(content):
    with pytest.raises(UnreadableInputError, match=r"^x: not a text"):
        decode(content, "x")


def test_lines_are_counted_as_an_editor_counts_them():
    assert split_lines("a\r\nb\rc\nd\u2028e\x0bf") == ["a", "b", "c", "d\u2028e\x0bf"]


CYRILLIC = "Встреча в Ереване – “Миграция”"


@pytest.mark.parametrize(
    ("start", "encoding", "charset", "text"),
    [
        ("", "cp1251", "windows-1251", CYRILLIC),
        ("", "cp1251", "WINDOWS-1251", CYRILLIC),
        ("", "koi8-r", "koi8-r", "Встреча в Ереване"),
        ("", "gbk", "gb2312", "國際移民 朱镕基"),  # letters that only the greater set has, as browsers read it
        ("", "cp932", "shift_jis", "①会議"),
        ("", "cp1252", "iso-8859-1", "“Côte d’Ivoire”"),
        ("", "utf-16-le", "utf-16le", TEXT),
        ("", "utf-8", "windows-1251", CYRILLIC),  # what can be read as UTF-8 is
        ("", "utf-8-sig", "windows-1251", CYRILLIC),
        ('<meta charset="koi8-r">', "koi8-r", "windows-1251", "Встреча"),  # the document's own word first
        ('<?xml version="1.0" encoding="koi8-r"?>', "koi8-r", "windows-1251", "Встреча"),
        ('<meta charset="utf-8">', "cp1251", "windows-1251", "Встреча"),  # but not where it cannot be true
        ("", "cp1252", "", "Genève"),
        ("", "cp1252", "no-such-thing", "Genève"),
        ("", "cp1252", "punycode", "Genève"),
        ("", "cp1252", "utf-8", "Genève"),
    ],
)
def test_an_encoding_told_beside_the_document_counts_where_the_document_is_silent(start, encoding, charset, text):
    content = in_utf8((start + text).encode(encoding), charset)
    declared = re.compile(rb"(?:charset|encoding)=\"([\w-]+)")
    assert decode_declared(content, "x", declared) == start + text
