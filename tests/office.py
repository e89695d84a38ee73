"""LibreOffice, without a window and with settings of its own."""

import subprocess
from pathlib import Path

from tests.programs import find_program

PATIENCE = 120


def convert(file: Path, to: str) -> Path:
    """The file converted beside itself; `to` is a suffix, with a filter behind a colon if one is needed."""
    program = find_program("soffice", "libreoffice")
    profile = file.parent / "office"
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--convert-to", to]
    done = subprocess.run(
        [*command, "--outdir", str(file.parent), str(file)],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    made = file.with_suffix(f".{to.partition(':')[0]}")
    assert made.exists(), done.stderr
    return made
