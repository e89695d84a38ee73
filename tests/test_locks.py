"""The locks: every file by its hash, no address of any registry, the tests' lock holds all of the other."""

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[1] / "requirements"
LOCKS = {path.name: path.read_text() for path in sorted(FOLDER.glob("*.txt"))}


def pinned(name: str) -> set[str]:
    return set(re.findall(r"^([\w.-]+==\S+)", LOCKS[name], re.MULTILINE))


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_has_a_version_and_hashes(name):
    entries = LOCKS[name].replace("\\\n", " ").splitlines()
    assert [entry for entry in entries if not re.match(r"[\w.-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", entry)] == []


@pytest.mark.parametrize("name", LOCKS)
def test_no_address_is_named(name):
    assert re.findall(r"https?:|--index|--find-links|\.org|\.com", LOCKS[name]) == []


def test_the_tests_use_what_the_users_use():
    assert pinned("run.txt") - pinned("test.txt") == set()
