"""What a site for the public needs: each thing that lacks is told with what to do."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from iscm.project import deploy_checks
from iscm.project.environment import networks
from tests.website.test_sources import DESCRIPTION

GOOD = {
    "ALLOWED_HOSTS": ["a.example"],
    "BEHIND_HTTPS": True,
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz",
    "DEBUG": False,
    "SITE_URL": "https://a.example",
    "CONTACT": "office@a.example",
    "TRUSTED_PROXIES": networks("", "127.0.0.1"),
    "REPLICAS": [],
}
BAD = [
    ("hosts", "ALLOWED_HOSTS", ["localhost", "127.0.0.1"]),
    ("hosts", "ALLOWED_HOSTS", ["*"]),
    ("hosts", "ALLOWED_HOSTS", ["https://a.example"]),
    ("hosts", "ALLOWED_HOSTS", ["a.example/"]),
    ("hosts", "ALLOWED_HOSTS", ["a.example:8000"]),
    ("https", "BEHIND_HTTPS", False),
    ("key", "SECRET_KEY", "sh0rt!"),
    ("key", "SECRET_KEY", "django-insecure-0123456789abcdefghijklmnopqrstuvwxyz"),
    ("key", "SECRET_KEY", "ab" * 30),
    ("debug", "DEBUG", True),
    ("address", "SITE_URL", ""),
    ("address", "SITE_URL", "http://a.example"),
    ("address", "SITE_URL", "https://b.example"),
    ("contact", "CONTACT", ""),
    ("proxies", "TRUSTED_PROXIES", ()),
    ("scanner", "CLAMD", ""),
    ("scanner", "CLAMD", "127.0.0.1:1"),
]


@pytest.fixture
def good(settings, tmp_path):
    for name, value in GOOD.items():
        setattr(settings, name, value)
    settings.DATA_DIR = tmp_path
    return settings


def look(name):
    return getattr(deploy_checks, name)(lambda *_: None)


@pytest.mark.parametrize(
    "name", ["hosts", "https", "key", "debug", "address", "contact", "proxies", "replicas", "permissions"]
)
def test_what_is_as_it_should_be_is_fine(good, name):
    assert look(name).ailments == ()


@pytest.mark.parametrize(("name", "setting", "value"), BAD)
def test_what_lacks_is_one_ailment_with_what_to_do_and_no_secret(good, name, setting, value):
    setattr(good, setting, value)
    (found,) = look(name).ailments
    assert found.remedy
    assert good.SECRET_KEY not in found.what + found.remedy


def test_mail_that_goes_into_files_or_to_nobody_is_told(good):
    good.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    into_files = look("mail").ailments
    good.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    good.EMAIL_HOST, good.EMAIL_PORT, good.EMAIL_HOST_PASSWORD = "127.0.0.1", 1, "a-secret"
    (to_nobody,) = look("mail").ailments
    assert (len(into_files), to_nobody.what) == (1, "the mail server does not take us (ConnectionRefusedError)")


@pytest.mark.parametrize(("days", "number"), [(1, 0), (3, 1), (None, 1)])
def test_a_backup_is_to_be_of_these_days(good, tmp_path, days, number):
    if days is not None:
        made_at = (timezone.now() - timedelta(days=days)).isoformat()
        (tmp_path / "last-backup.json").write_text(json.dumps({"path": "/x.zip", "made_at": made_at}))
    assert len(look("backup").ailments) == number


@pytest.mark.django_db
def test_sources_that_nobody_visits_are_told(good, tmp_path):
    before = look("timers").ailments
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources/rcm.toml").write_text(DESCRIPTION, encoding="utf-8")
    assert (before, len(look("timers").ailments)) == ((), 1)


def test_what_others_of_the_machine_can_read_is_named(good, tmp_path):
    tmp_path.chmod(0o755)
    key = tmp_path / "secret-key"
    key.write_text("x")
    key.chmod(0o644)
    found = look("permissions").ailments
    key.chmod(0o600)
    assert [[one.what for one in found], look("permissions").ailments] == [[f"{key} can be read by others"], ()]


def test_names_are_short_enough_for_their_column():
    assert [one.name for one in deploy_checks.checks() if len(one.name) > 12] == []


def test_a_replica_is_given_time_for_its_first_answer(good, monkeypatch):
    good.REPLICAS = [{}]
    said = iter([[], ["replica 1"]])
    monkeypatch.setattr(deploy_checks, "replicas_up", lambda: next(said, ["replica 1"]))
    monkeypatch.setattr(deploy_checks, "replica_lags", lambda: {"replica 1": 0.0})
    assert look("replicas").told == "1 answer, at most 0 s behind"


def test_a_replica_that_does_not_answer_is_told(good, monkeypatch):
    good.REPLICAS = [{}, {}]
    monkeypatch.setattr(deploy_checks, "PATIENCE", 0)
    monkeypatch.setattr(deploy_checks, "replicas_up", lambda: ["replica 1"])
    assert [one.what for one in look("replicas").ailments] == ["1 of 2 do not answer"]
