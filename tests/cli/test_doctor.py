import re

import pytest

from iscm.cli.main import main
from iscm.register.models import Meeting
from iscm.register.operations.build import build_register

pytestmark = pytest.mark.django_db


def findings(capsys) -> dict[str, str]:
    """What `iscm doctor` says, by check."""
    lines = capsys.readouterr().out.splitlines()
    return {match[2].strip(): match[1] for line in lines if (match := re.match(r"(fine|WRONG) +(.{12}) ", line))}


def test_a_register_just_built_is_fine(capsys):
    build_register()
    assert main(["doctor"]) == 0
    assert findings(capsys) == dict.fromkeys(
        ["python", "sqlite", "database", "register", "editions", "static files", "disk"], "fine"
    )


def test_a_meeting_that_was_written_past_iscm_is_found(capsys):
    build_register()
    Meeting.objects.filter(pk=Meeting.objects.earliest("pk").pk).update(title="Something else")
    assert main(["doctor"]) == 1
    assert findings(capsys)["register"] == "WRONG"


def test_a_full_disk_is_found(capsys, monkeypatch):
    monkeypatch.setattr("iscm.cli.doctor.LEAST_FREE", 10**18)
    assert main(["doctor"]) == 1
    assert findings(capsys)["disk"] == "WRONG"
