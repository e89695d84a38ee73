import stat
from pathlib import Path

import pytest

from iscm.project.environment import (
    CHECKOUT,
    SettingError,
    contact,
    data_dir,
    parse_flag,
    publisher,
    scanner,
    secret_key,
    site_url,
)


@pytest.mark.parametrize(("text", "expected"), [("1", True), ("Yes", True), ("0", False), ("off", False), ("", False)])
def test_flag_is_read(text, expected):
    assert parse_flag("DEBUG", text) is expected


def test_flag_refuses_other_words():
    with pytest.raises(SettingError, match="DEBUG is 'maybe': use 1 or 0"):
        parse_flag("DEBUG", "maybe")


@pytest.mark.parametrize(
    ("environ", "expected"),
    [({"DATA_DIR": "/srv/iscm"}, Path("/srv/iscm")), ({}, CHECKOUT / "var"), ({"DATA_DIR": ""}, CHECKOUT / "var")],
)
def test_data_dir(environ, expected):
    assert data_dir(environ) == expected


def test_data_dir_outside_a_checkout_is_the_users_own(monkeypatch):
    monkeypatch.setattr("iscm.project.environment.CHECKOUT", Path("/nowhere"))
    assert data_dir({"XDG_DATA_HOME": "/home/ann/data"}) == Path("/home/ann/data/iscm")


def test_secret_key_is_made_once_and_kept_private(tmp_path):
    folder = tmp_path / "new"
    key = secret_key({}, folder)
    assert len(key) > 60
    assert secret_key({}, folder) == key
    assert stat.S_IMODE((folder / "secret-key").stat().st_mode) == 0o600
    assert [file.name for file in folder.iterdir()] == ["secret-key"]


def test_secret_key_of_the_environment_wins_and_writes_nothing(tmp_path):
    assert secret_key({"SECRET_KEY": "given"}, tmp_path) == "given"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("set_to", "address"),
    [
        ("", ""),
        ("https://iscm.example.org/", "https://iscm.example.org"),
        ("http://10.0.0.1:8000/iscm", "http://10.0.0.1:8000/iscm"),
    ],
)
def test_site_has_its_address_without_a_slash_at_the_end(set_to, address):
    assert site_url(set_to) == address


@pytest.mark.parametrize(
    "wrong", ["iscm.example.org", "ftp://iscm.example.org", "https://", "https://a.example?x=1", "javascript:alert(1)"]
)
def test_what_is_no_address_of_a_site_is_refused(wrong):
    with pytest.raises(SettingError):
        site_url(wrong)


def test_publisher_has_its_lines_between_semicolons():
    assert publisher("International Organization for Migration (IOM);  Partnerships  Unit ;") == (
        "International Organization for Migration (IOM)",
        "Partnerships Unit",
    )


def test_contact_is_a_mailbox_or_nothing():
    assert (contact(""), contact("grcp@iom.example")) == ("", "grcp@iom.example")


@pytest.mark.parametrize(
    "wrong", ["the office", "@iom.example", "a@b", "a@b.example <script>", "two@b.example, c@d.example"]
)
def test_what_is_no_mailbox_is_refused(wrong):
    with pytest.raises(SettingError):
        contact(wrong)


@pytest.mark.parametrize("address", ["", "unix:/run/clamav/clamd.ctl", "127.0.0.1:3310", "clamd:3310", "[::1]:3310"])
def test_a_scanner_listens_at_a_socket_or_a_port(address):
    assert scanner(address) == address


@pytest.mark.parametrize("wrong", ["/run/clamav/clamd.ctl", "127.0.0.1", "unix:run", "http://clamd:3310", "a b:3310"])
def test_what_is_no_scanner_is_refused(wrong):
    with pytest.raises(SettingError, match="CLAMD"):
        scanner(wrong)
