"""A few inputs of every target, the same in every run; `make fuzz` tries a million."""

import pytest

from tests.fuzzing.running import search
from tests.fuzzing.targets import every_target
from tests.register.conftest import few, register  # noqa: F401  # fixtures

TARGETS = every_target()
INPUTS = 2  # for each unit of weight


@pytest.mark.parametrize("name", [name for name, target in TARGETS.items() if not target.needs_register])
def test_any_input_is_understood_or_refused(name):
    assert search(TARGETS[name], TARGETS[name].weight * INPUTS, 0, is_kept=False).inputs > 0


@pytest.mark.parametrize("name", [name for name, target in TARGETS.items() if target.needs_register])
def test_any_request_is_answered(register, name):  # noqa: F811  # the fixture imported above
    assert search(TARGETS[name], TARGETS[name].weight * INPUTS, 0, is_kept=False).inputs > 0
