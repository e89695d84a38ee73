"""A site that others can reach does not start with what nobody should know or see."""

import os
import subprocess
import sys

import pytest

from iscm.cli.failures import CommandError
from iscm.cli.safe_start import is_for_others, refuse_unsafe
from iscm.domain.secret_keys import weakness_of

GOOD = "0123456789abcdefghijklmnopqrstuvwxyz"


@pytest.mark.parametrize(
    ("host", "allowed", "behind_https", "expected"),
    [
        ("127.0.0.1", ["localhost", "127.0.0.1", "[::1]"], False, False),
        ("::1", ["localhost"], False, False),
        ("localhost", [], False, False),
        ("0.0.0.0", ["localhost"], False, True),
        ("127.0.0.1", ["localhost", "a.example"], False, True),
        ("127.0.0.1", ["*"], False, True),
        ("127.0.0.1", ["localhost"], True, True),
    ],
)
def test_others_can_reach_it(host, allowed, behind_https, expected):
    assert is_for_others(host, allowed, behind_https=behind_https) is expected


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (GOOD, ""),
        ("short", "is shorter than 32 letters"),
        ("a1" * 30, "is too easily guessed"),
        (f"django-insecure-{GOOD}", "is one that stands in public"),
        (f"CHANGEME{GOOD}", "is one that stands in public"),
    ],
)
def test_a_weak_key_is_known(key, expected):
    assert weakness_of(key) == expected


@pytest.mark.parametrize(("name", "value"), [("SECRET_KEY", "short"), ("DEBUG", True)])
def test_it_is_refused_for_others_only(settings, name, value):
    settings.SECRET_KEY, settings.ALLOWED_HOSTS, settings.DEBUG = GOOD, ["localhost"], False
    setattr(settings, name, value)
    refuse_unsafe("127.0.0.1")
    with pytest.raises(CommandError, match=name):
        refuse_unsafe("0.0.0.0")


def test_it_is_one_line_and_exit_status_2_without_the_key(tmp_path):
    environ = os.environ | {"DATA_DIR": str(tmp_path), "SECRET_KEY": "t0p-hidden", "BEHIND_HTTPS": "1"}
    del environ["DJANGO_SETTINGS_MODULE"]
    command = [sys.executable, "-m", "iscm.cli", "serve", "--port", "1024"]
    told = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout, told.stderr.count("\n"), "t0p-hidden" in told.stderr) == (2, "", 1, False)
    assert told.stderr.startswith("iscm: SECRET_KEY is shorter than 32 letters: ")


def test_a_new_register_can_be_read_by_its_owner_only(tmp_path):
    environ = os.environ | {"DATA_DIR": str(tmp_path)}
    del environ["DJANGO_SETTINGS_MODULE"]
    subprocess.run(["sh", "-c", 'umask 022 && exec "$0" -m iscm.cli editions', sys.executable], env=environ, check=True)
    assert (tmp_path / "register.sqlite3").stat().st_mode & 0o077 == 0
