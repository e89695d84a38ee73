"""Secrets come from the environment or from files, and are never told."""

import os
import subprocess
import sys

import pytest

from iscm.project.environment import SECRETS, SettingError, with_files

SECRET = "t0p-hidden"


@pytest.mark.parametrize("name", SECRETS)
def test_a_file_holds_it_without_its_end_of_line(tmp_path, name):
    file = tmp_path / "secret"
    file.write_text(f"{SECRET}\n")
    assert with_files({f"{name}_FILE": str(file), "DEBUG": "0"})[name] == SECRET


@pytest.mark.parametrize(
    ("content", "more", "said"),
    [
        (b"", {}, "is empty or larger than 64 KiB"),
        (b"x" * 65_537, {}, "is empty or larger than 64 KiB"),
        (b"\xff" + SECRET.encode(), {}, "is no text"),
        (None, {}, "cannot be read: no such file or directory"),
        (SECRET.encode(), {"SECRET_KEY": "another"}, "SECRET_KEY and SECRET_KEY_FILE are both set: keep one of them"),
    ],
)
def test_what_cannot_be_taken_is_told_without_it(tmp_path, content, more, said):
    file = tmp_path / "secret"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(SettingError, match=said) as raised:
        with_files({"SECRET_KEY_FILE": str(file)} | more)
    assert SECRET not in str(raised.value)


MALFORMED = {
    "DATABASE_URL": f"postgresql://ann:{SECRET}@db",
    "EMAIL_URL": f"http://ann:{SECRET}@mail.example.org",
    "DATABASE_REPLICAS": f"mysql://ann:{SECRET}@db/x",
    "OIDC_CLIENT_SECRET": SECRET,
    "METRICS_FROM": "everywhere",
    "SEARCH_URL": f"http://ann:{SECRET}@search.example.org:9200/iscm",
}


@pytest.mark.parametrize("name", MALFORMED)
def test_no_message_about_a_setting_tells_a_secret(tmp_path, name):
    environ = os.environ | {"DATA_DIR": str(tmp_path), "SECRET_KEY": SECRET, name: MALFORMED[name]}
    del environ["DJANGO_SETTINGS_MODULE"]
    command = [sys.executable, "-m", "iscm.cli", "check"]
    told = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr.count("\n"), SECRET in told.stdout + told.stderr) == (2, 1, False)


def test_a_database_that_is_away_is_told_without_its_password(tmp_path):
    environ = os.environ | {"DATA_DIR": str(tmp_path), "DATABASE_URL": f"postgresql://ann:{SECRET}@127.0.0.1:1/iscm"}
    del environ["DJANGO_SETTINGS_MODULE"]
    for words in (["check"], ["doctor", "--deploy", "--quick"]):
        command = [sys.executable, "-m", "iscm.cli", *words]
        told = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
        assert (told.returncode in {1, 2}, SECRET in told.stdout + told.stderr) == (True, False)
