import pytest

from iscm.domain.errors import UnreadableInputError
from iscm.reading.layouts.decoding import decode, split_lines

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
