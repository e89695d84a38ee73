"""A small site written as files, by a process of its own: `python -m tests.small_site DIR WORDS…`.

A browser's tests cannot ask a database in their own process.
"""

import os
import subprocess
import sys
from pathlib import Path

HOSTILE = "Open \"'></script><script>alert(1)</script><img src=x onerror=alert(2)> \u2028 {{ 7 }}"


def write_small_site(root: Path, *words: str) -> None:
    """Run `iscm site DIR` with these words over a register with two of everything and a hostile title."""
    environ = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    command = [sys.executable, "-m", "tests.small_site", str(root), *words]
    subprocess.run(command, env=environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}, check=True)


def _write(*words: str) -> int:
    import django

    django.setup()
    from django.core.management import call_command

    from iscm.cli.main import main
    from iscm.register.operations.index import index_meetings
    from tests.factories.rows import add_meeting
    from tests.website.conftest import fill

    call_command("migrate", interactive=False, verbosity=0)
    fill(2)
    add_meeting(HOSTILE, "2024-03-03", mechanisms=("gfmd",))
    index_meetings()
    return main(["site", *words])


if __name__ == "__main__":
    sys.exit(_write(*sys.argv[1:]))
