import re
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import User
from django.utils import timezone

from iscm.cli.main import main
from iscm.register.models import Visit
from iscm.register.operations.build import build_register
from tests.factories.rows import NOON

pytestmark = pytest.mark.django_db
NAMES = (
    "python",
    "sqlite",
    "database",
    "pages",
    "tables",
    "keys",
    "log",
    "columns",
    "register",
    "counts",
    "search",
    "files",
    "editions",
    "clock",
    "backup",
    "engine",
    "sources",
    "mail",
    "factors",
    "static files",
    "secret key",
    "disk",
)


def findings(capsys) -> dict[str, str]:
    """What `iscm doctor` says, by check."""
    lines = capsys.readouterr().out.splitlines()
    return {match[2].strip(): match[1] for line in lines if (match := re.match(r"(fine|WRONG) +(.{12}) ", line))}


def test_a_register_just_built_is_fine(capsys):
    build_register()
    assert main(["doctor"]) == 0
    assert findings(capsys) == dict.fromkeys(NAMES, "fine")


@pytest.fixture
def sources(settings, tmp_path):
    """The folder in which an operator describes sources."""
    settings.DATA_DIR = tmp_path
    (tmp_path / "sources").mkdir()
    return tmp_path / "sources"


DESCRIPTION = """title = "Meetings"
publisher = "Secretariat"
trust = "feed"
form = "icalendar"
address = "https://example.org/a.ics"
"""


@pytest.mark.parametrize(
    ("text", "visit", "found"),
    [
        (DESCRIPTION, None, "fine"),
        (DESCRIPTION, ("unchanged", 2), "fine"),
        (DESCRIPTION, ("unchanged", 4), "WRONG"),
        (DESCRIPTION, ("failed", 0), "WRONG"),
        (DESCRIPTION, ("quarantined", 0), "WRONG"),
        ("title = 7", None, "WRONG"),
    ],
)
def test_a_source_that_is_not_well_or_was_forgotten_is_found(capsys, sources, text, visit, found):
    (sources / "dialogue.toml").write_text(text, encoding="utf-8")
    outcome, late = visit or ("", 0)
    due = timezone.now() - timedelta(days=late)
    for slug in filter(lambda _: outcome, ("dialogue", "nobody-describes-it")):
        Visit.objects.create(source=slug, at=NOON, actor="ann", outcome=outcome, next_at=due)
    main(["doctor"])
    assert findings(capsys)["sources"] == found


def test_a_full_disk_is_found(capsys, monkeypatch):
    monkeypatch.setattr("iscm.cli.doctoring.machine.LEAST_FREE", 10**18)
    assert main(["doctor"]) == 1
    assert findings(capsys)["disk"] == "WRONG"


def test_second_factors_of_another_key_are_named(capsys, settings):
    build_register()
    TOTP.activate(User.objects.create(username="ann"), generate_totp_secret())
    assert (main(["doctor"]), findings(capsys)["factors"]) == (0, "fine")
    settings.SECRET_KEY = "k" * 25 + "another one 0123456789"
    assert main(["doctor"]) == 1
    assert "made with another SECRET_KEY: those of ann" in capsys.readouterr().out
