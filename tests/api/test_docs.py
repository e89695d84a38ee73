"""The examples of the documentation, asked of a register."""

import re
from pathlib import Path

import pytest

from iscm.api.schemas.asking import MOST, USUAL
from iscm.project import settings as usual

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^ {4}GET (/api/v1/\S+)$", TEXT, re.MULTILINE)


@pytest.mark.parametrize("address", EXAMPLES)
def test_every_example_is_answered(register, ask, address):
    assert ask(address.replace("/countries/ma", "/countries/ch")).status_code == 200


def test_the_limits_told_are_those_that_hold():
    assert f"in parts of {USUAL}, at most {MOST}" in TEXT
    assert f"{usual.API_LIMIT} calls a minute" in TEXT
