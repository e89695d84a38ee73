"""What `iscm serve` does before it listens: where the primary does not answer, where the register has gone."""

import pytest
from django.db import OperationalError

from iscm.cli import serving
from iscm.cli.failures import CommandError
from iscm.cli.store import told_of
from iscm.register.queries.health.backups import NOTE


@pytest.fixture
def no_primary(monkeypatch):
    """A primary that does not answer; gives what was built."""

    def refuse():
        raise CommandError("the database cannot be used: no answer. See iscm doctor.")

    built = []
    monkeypatch.setattr(serving, "open_store", lambda **_: None)
    monkeypatch.setattr(serving, "migrate_store", refuse)
    monkeypatch.setattr(serving, "build_if_needed", lambda: built.append("built"))
    return built


def test_with_replicas_it_serves_their_pages_and_says_so(no_primary, settings, capsys):
    settings.REPLICAS = [{}]
    serving.open_or_only_read()
    told = capsys.readouterr().err
    assert "Pages are read from replicas; start again once it answers" in told
    assert no_primary == []


def test_without_any_it_does_not_start(no_primary, settings):
    settings.REPLICAS = []
    with pytest.raises(CommandError, match="no answer"):
        serving.open_or_only_read()


NOTED = '{"path": "/backups/one.zip", "made_at": "2026-11-20T02:40:00+00:00"}'


@pytest.mark.django_db
def test_an_empty_register_where_there_was_one_is_not_filled_with_what_the_package_carries(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    (tmp_path / NOTE).write_text(NOTED)
    with pytest.raises(CommandError) as caught:
        serving.build_if_needed()
    assert str(caught.value) == (
        "the register is empty, but a backup was made from here at 2026-11-20 02:40 UTC: iscm restore /backups/one.zip"
        f" brings it back. To begin anew, remove {tmp_path / NOTE}."
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            "connection refused Is the server running?",
            "the database cannot be used: connection refused Is the server running? See iscm doctor.",
        ),
        ("failed to resolve host 'x'", "the database cannot be used: failed to resolve host 'x'. See iscm doctor."),
        (
            "unable to open database file",
            (
                "the database cannot be used: unable to open database file. Look whether"
                " DATA_DIR, or the folder that DATABASE_URL names, is there and can be written."
            ),
        ),
    ],
)
def test_a_database_that_cannot_be_used_is_told_in_whole_sentences(words, told):
    assert told_of(OperationalError(words)) == told
