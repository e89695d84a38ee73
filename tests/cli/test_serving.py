"""What `iscm serve` does where the primary does not answer."""

import pytest

from iscm.cli import serving
from iscm.cli.failures import CommandError


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
