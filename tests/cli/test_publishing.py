"""Output whole or not at all."""

import os
import stat
import subprocess
import sys
from pathlib import Path

from iscm.cli.publishing import FORMS, LANGUAGES, write_output
from iscm.publication import formats, words


def test_limit_of_the_system_on_files_leaves_nothing_half_written(tmp_path):
    file = tmp_path / "c.bin"
    file.write_bytes(b"before")
    code = (
        "import resource, signal, sys; from iscm.cli.publishing import write_output\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))\n"
        "write_output(b'x' * 50_000, sys.argv[1])"
    )
    # Of modules, too, half would be kept, and loaded ever after.
    told = subprocess.run([sys.executable, "-B", "-c", code, str(file)], capture_output=True, text=True, check=False)
    assert told.stderr.splitlines()[-1].endswith(f"{file} cannot be written: file too large")
    assert ([*tmp_path.iterdir()], file.read_bytes()) == ([file], b"before")


def test_file_keeps_its_permissions_and_a_link_its_target(tmp_path):
    file, link = tmp_path / "c.csv", tmp_path / "link.csv"
    file.write_text("before")
    file.chmod(0o640)
    link.symlink_to(file)
    write_output(b"after", str(link))
    assert (file.read_bytes(), stat.S_IMODE(file.stat().st_mode), link.is_symlink()) == (b"after", 0o640, True)


def test_new_file_has_the_permissions_that_the_system_gives(tmp_path):
    before = os.umask(0o027)
    try:
        write_output(b"x", str(tmp_path / "new.csv"))
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new.csv").stat().st_mode) == 0o640


def test_devices_are_written_to_as_they_are():
    write_output(b"x", os.devnull)
    assert Path(os.devnull).is_char_device()


def test_nothing_is_offered_that_there_is_not():
    assert (tuple(formats.FORMATS), words.LANGUAGES) == (FORMS, LANGUAGES)
