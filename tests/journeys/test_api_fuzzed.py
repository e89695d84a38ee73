"""The running server under a fuzzer that knows the description of the API: it finds nothing."""

import os
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.browsing import PATIENCE, serving

pytestmark = pytest.mark.xdist_group("browser")
# The same calls in every run: what is worked out from the description, then three made-up ones for each call.
FUZZING = (
    "--phases", "examples,coverage,fuzzing", "--generation-deterministic", "--max-examples", "3",
    "--suppress-health-check", "all", "--no-color",
)  # fmt: skip


@pytest.fixture
def address(tmp_path, monkeypatch):
    """A site with the carried register and no limit of calls."""
    monkeypatch.setenv("API_LIMIT", "0")
    with serving(tmp_path) as found:
        yield found


# A key of its own, so that what is sent in is taken.
MAKE_KEY = """
import django
django.setup()
from iscm.register.operations.accounts import make_key
print(make_key("fuzzer", "rcm", actor="fuzzer"))
"""


@pytest.fixture
def secret(address, tmp_path):
    """An API key of that site."""
    environ = os.environ | {"DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "iscm.project.settings"}
    command = [sys.executable, "-c", MAKE_KEY]
    return subprocess.run(
        command, env=environ, capture_output=True, text=True, timeout=PATIENCE, check=True
    ).stdout.strip()


def test_the_fuzzer_finds_nothing(address, secret, tmp_path):
    program = Path(sys.executable).with_name("schemathesis")
    key = ("-H", f"Authorization: Bearer {secret}")
    command = [program, "run", f"{address}/api/v1/openapi.json", "--url", address, *key, *FUZZING]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout[-6000:]
    assert urllib.request.urlopen(f"{address}/api/v1/meetings").status == 200
