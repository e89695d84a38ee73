"""The threat model names its tests, and they are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
PART = re.compile(r"`((?:[a-z]+/)+(?:\w+\.py)?)`")
TABLE = PAGE.partition("## Attack, answer, test")[2].partition("\n## ")[0]


def test_each_attack_has_an_answer_and_something_that_holds_it():
    lines = [
        line for line in TABLE.splitlines() if line.startswith("| ") and not line.startswith(("| danger", "| ---"))
    ]
    assert [line for line in lines if line.count(" | ") != 2] == []
    assert [line.split(" | ")[0] for line in lines if not line.split(" | ")[2].strip(" |")] == []
    assert len(lines) > 40


@pytest.mark.parametrize("path", sorted(set(PART.findall(TABLE))))
def test_what_holds_an_answer_is_there(path):
    assert any((ROOT / below / path).exists() for below in ("", "src/iscm"))


def test_every_test_of_attacks_is_told_of():
    folders = [ROOT / "tests" / name for name in ("attacks", "fuzzing")]
    kept = {f"tests/{file.parent.name}/{file.name}" for folder in folders for file in folder.glob("test_*.py")}
    assert kept - set(PART.findall(PAGE)) == {"tests/attacks/test_threat_model.py"}
