"""The running server under a fuzzer that knows the description of the API: it finds nothing."""

import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.browsing import serving

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


def test_the_fuzzer_finds_nothing(address, tmp_path):
    program = Path(sys.executable).with_name("schemathesis")
    command = [program, "run", f"{address}/api/v1/openapi.json", "--url", address, *FUZZING]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout[-6000:]
    assert urllib.request.urlopen(f"{address}/api/v1/meetings").status == 200
