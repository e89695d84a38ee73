"""`iscm digest`: says how much was sent, and never to whom."""

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from iscm.cli.main import main
from iscm.register.operations.digest import WEEK
from iscm.register.operations.gather_alone import alone
from tests.factories.following import add_follower, addresses, happened
from tests.factories.rows import add_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://calendar.example.org"


@pytest.fixture
def due(db):
    """Somebody to whom there is something to tell."""
    add_follower(now=timezone.now() - WEEK)
    happened(add_meeting())


def run(capsys, *words):
    """Exit status, what was printed, what was complained about."""
    status = main(["digest", *words])
    out, err = capsys.readouterr()
    return status, out, err


def test_what_is_due_is_sent_once_and_counted(capsys, due):
    assert run(capsys, "--dry-run") == (0, "1 weekly news (dry run: nothing is sent)\n", "")
    assert [run(capsys), run(capsys)] == [(0, "1 weekly news\n", ""), (0, "nothing is due\n", "")]
    assert len(mail.outbox) == 1


def test_a_server_that_is_down_is_one_line(capsys, due, monkeypatch):
    def refuse(_):
        raise ConnectionRefusedError("no connection")

    monkeypatch.setattr(EmailBackend, "open", refuse)
    assert run(capsys) == (1, "", "iscm: the mail server does not answer: no connection\n")


def test_an_address_is_forgotten_by_hand(capsys, due):
    assert run(capsys, "--forget", "ANN@example.org") == (0, "forgotten\n", "")
    assert run(capsys, "--forget", "ann@example.org") == (0, "nobody follows with this address\n", "")
    assert addresses() == []


def test_links_must_lead_somewhere(capsys, settings):
    settings.SITE_URL = ""
    assert run(capsys) == (2, "", "iscm: SITE_URL is not set: what is sent must lead to this site\n")


def test_one_at_a_time(capsys, due, settings):
    with alone(settings.DATA_DIR, "digest"):
        assert run(capsys)[0] == 2
    assert mail.outbox == []
