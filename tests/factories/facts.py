"""Statements as editors make them, without any database."""

from datetime import UTC, date, datetime, timedelta

from iscm.domain.facts import MECHANISM, Fact, Statement

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
TODAY = date(2026, 11, 21)
SOURCE = {"url": "https://example.org/page", "accessed": "2026-11"}


def make_statement(n, *facts, slug="gfmd", about=MECHANISM, takes_back=""):
    """The statement number `n`, made an hour after the one before; `takes_back` is a number or nothing."""
    key = f"{n:064x}"
    back = f"{takes_back:064x}" if takes_back != "" else ""
    at = NOON + timedelta(hours=n)
    return Statement(key, about, slug, facts, "ann", "they wrote so", at, **SOURCE, takes_back=back)


def seat(state, since=None, until=None, *, role="member", value=()):
    """A fact about a seat; `value` None says that there was none."""
    return Fact("seats", None if value is None else dict(value), f"{role}:{state}", since, until)
