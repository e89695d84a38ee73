"""Files shown to a virus scanner."""

import pytest

from iscm.sources.scanning import PIECE, ScannerError, scan
from tests.scanner import BAD, scanner


@pytest.mark.parametrize("size", [0, 1, PIECE, PIECE + 1, 3 * PIECE])
def test_the_scanner_gets_all_of_a_file_and_calls_it_good(size):
    content = bytes(n % 251 for n in range(size))
    with scanner() as (address, seen):
        assert scan(content, address).found == ""
    assert seen == [content]


def test_what_it_finds_has_its_name():
    with scanner() as (address, _):
        assert scan(b"say " + BAD, address).found == "Made-Up-Virus"


@pytest.mark.parametrize("says", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: what\0", b"x" * 10_000])
def test_what_is_no_answer_is_no_good_file(says):
    with scanner(says) as (address, _), pytest.raises(ScannerError):
        scan(b"content", address, patience=5)


@pytest.mark.parametrize("address", ["127.0.0.1:1", "unix:/nowhere/clamd.ctl", "127.0.0.1:99999"])
def test_a_scanner_that_is_not_there_says_so(address):
    with pytest.raises(ScannerError, match="does not answer"):
        scan(b"content", address, patience=2)


def test_it_listens_on_a_socket_of_the_machine_too(tmp_path):
    with scanner(unix=tmp_path / "clamd") as (address, seen):
        assert scan(b"content", address).found == ""
    assert seen == [b"content"]
