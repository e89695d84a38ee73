import socket

import pytest

from iscm.cli.failures import CommandError
from iscm.cli.main import main
from iscm.cli.serving import collect_static, refuse_taken_port


def test_a_taken_port_is_told_in_one_line(capsys):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 2
    expected = f"iscm: cannot listen on 127.0.0.1:{port}: address already in use; choose another --port or --host\n"
    assert capsys.readouterr() == ("", expected)


def test_a_foreign_address_is_refused():
    with pytest.raises(CommandError, match=r"cannot listen on 203\.0\.113\.9:8000: cannot assign requested address"):
        refuse_taken_port("203.0.113.9", 8000)


def test_static_files_are_collected_once_and_again_after_a_change(settings, tmp_path, monkeypatch):
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    collected = []
    monkeypatch.setattr("django.core.management.call_command", lambda name, **_: collected.append(name))
    collect_static()
    collect_static()
    assert collected == ["collectstatic"]
    (settings.STATIC_ROOT / ".collected").write_text("another state")
    collect_static()
    assert collected == ["collectstatic", "collectstatic"]
