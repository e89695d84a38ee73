"""The databases that the environment names."""

from pathlib import Path

import pytest

from iscm.project.databases import parse_database_url, parse_replicas
from iscm.project.environment import SettingError


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgresql://ann:s%40fe@db.example:5433/iscm", ("iscm", "ann", "s@fe", "db.example", 5433, {})),
        ("postgres:///iscm", ("iscm", "", "", "", "", {})),
        ("postgresql:///iscm?host=/run/pg&port=6000", ("iscm", "", "", "/run/pg", "6000", {})),
        ("postgresql://db/iscm?sslmode=require", ("iscm", "", "", "db", "", {"sslmode": "require"})),
        ("postgresql://[::1]:5432/a%20b", ("a b", "", "", "::1", 5432, {})),
    ],
)
def test_postgresql_address_is_read(url, expected):
    settings = parse_database_url(url)
    assert tuple(settings[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")) == expected


def test_sqlite_address_names_a_file():
    assert parse_database_url("sqlite:////srv/iscm.db")["NAME"] == Path("/srv/iscm.db")


@pytest.mark.parametrize(
    "url", ["", "mysql://a/b", "postgresql://", "postgresql://db", "postgresql://db:x/iscm", "sqlite://", "iscm.db"]
)
def test_other_addresses_are_refused(url):
    with pytest.raises(SettingError):
        parse_database_url(url)


GIVING_UP = {
    "connect_timeout": "3",
    "keepalives_idle": "5",
    "keepalives_interval": "2",
    "keepalives_count": "3",
    "tcp_user_timeout": "10000",
}


@pytest.mark.parametrize(
    ("url", "host", "port"),
    [
        ("postgresql://ann:s%40fe@one:5433,two,[::1]:6/iscm", "one,two,::1", "5433,,6"),
        ("postgresql://ann@one,two/iscm", "one,two", ""),
        ("postgresql://ann@/iscm?host=/run/a,/run/b&port=5432,5433", "/run/a,/run/b", "5432,5433"),
    ],
)
def test_of_several_hosts_the_one_that_takes_writes_is_used_and_a_vanished_one_given_up(url, host, port):
    found = parse_database_url(url)
    assert (found["HOST"], found["PORT"]) == (host, port)
    assert found["OPTIONS"] == {**GIVING_UP, "target_session_attrs": "read-write"}


def test_an_address_says_more_than_the_usual():
    found = parse_database_url("postgresql://one,two/iscm?connect_timeout=9&target_session_attrs=any")
    assert found["OPTIONS"] == {**GIVING_UP, "connect_timeout": "9", "target_session_attrs": "any"}


PRIMARY = parse_database_url("postgresql://one/iscm")


@pytest.mark.parametrize("between", [",", " , ", "\n", " "])
def test_replicas_stand_with_commas_or_spaces_between_them_and_take_no_write(between):
    found = parse_replicas(between.join(("postgresql://b@two,three/iscm", "postgres:///iscm?host=/run/pg")), PRIMARY)
    read_only = {**GIVING_UP, "options": "-c default_transaction_read_only=on"}
    assert [(one["USER"], one["HOST"], one["OPTIONS"]) for one in found] == [
        ("b", "two,three", read_only),
        ("", "/run/pg", read_only),
    ]


def test_there_are_no_replicas_unless_they_are_named():
    assert parse_replicas("", {"ENGINE": "django.db.backends.sqlite3"}) == []


@pytest.mark.parametrize(
    ("text", "primary"),
    [
        ("two", PRIMARY),
        ("sqlite:////srv/iscm.db", PRIMARY),
        ("postgresql://two:x/iscm", PRIMARY),
        ("postgresql://two/iscm", {"ENGINE": "django.db.backends.sqlite3"}),
    ],
)
def test_what_is_no_replica_is_refused_by_the_name_of_its_setting(text, primary):
    with pytest.raises(SettingError, match=r"^DATABASE_REPLICAS"):
        parse_replicas(text, primary)
