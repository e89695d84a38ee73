"""Programs and folders that a machine may lack: such tests are skipped there, but fail where CI is set."""

import os
import shutil
from typing import NoReturn

import pytest


def find_program(*names: str) -> str:
    """The first of these programs on the path."""
    for name in names:
        if found := shutil.which(name):
            return found
    return left_out(f"{names[0]} on the path")


def left_out(what: str) -> NoReturn:
    """Skip the test for want of `what`; in CI nothing may be left out."""
    if os.environ.get("CI"):
        pytest.fail(f"needs {what}, and nothing may be left out in CI")
    pytest.skip(f"needs {what}")
