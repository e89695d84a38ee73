"""Following is asked for, confirmed by whoever holds the mailbox, changed, stopped, forgotten."""

from datetime import timedelta

import pytest
from django.conf import settings

from iscm.domain.errors import ConflictError, UnknownReferenceError
from iscm.register.models import Follower
from iscm.register.operations.follow import (
    AT_ONCE,
    MOST_ASKS,
    MOST_WISHES,
    UNCONFIRMED,
    WEEKLY,
    ask,
    change,
    confirm,
    find,
    forget_unconfirmed,
    stop,
)
from iscm.register.queries.following import Wishes, last_entry
from tests.factories.following import add_follower, addresses, happened
from tests.factories.rows import NOON, add_meeting

pytestmark = pytest.mark.django_db
MINE = Wishes(("gfmd",), ("data",), ("CH",))


def asked(address="Ann@Example.org ", wishes=MINE, *, rhythm=WEEKLY, lang="fr", now=NOON):
    return ask(address, wishes, rhythm=rhythm, lang=lang, now=now)


def test_nothing_is_followed_before_it_is_confirmed_and_what_was_before_is_not_news():
    happened(add_meeting())
    token = asked().token
    assert (find(token).address, find(token).wishes, find(token).is_confirmed) == ("ann@example.org", MINE, False)
    assert confirm(token, now=NOON).is_confirmed
    row = Follower.objects.get()
    assert (row.told_until, row.dates_until, row.confirmed_at) == (last_entry(), last_entry(), NOON)
    confirm(token, now=NOON + UNCONFIRMED)
    assert Follower.objects.get().confirmed_at == NOON


def test_the_store_alone_opens_nothing():
    token = asked().token
    row = Follower.objects.get()
    assert token not in {row.key, row.address}
    for forged in (row.key, f"{row.key}.", f"{row.key}.{'x' * 43}", "", token[:-1]):
        with pytest.raises(UnknownReferenceError):
            find(forged)


def test_who_follows_already_is_sent_the_link_and_nothing_changes_by_itself():
    token = add_follower(wishes=MINE)
    again = asked("ANN@example.org", Wishes(), rhythm=AT_ONCE)
    assert (again.token, again.is_confirmed, again.wishes, again.rhythm) == (token, True, MINE, WEEKLY)


def test_an_unconfirmed_wish_may_be_corrected():
    asked()
    assert asked(wishes=Wishes()).wishes == Wishes()
    assert addresses() == ["ann@example.org"]


def test_an_address_is_sent_few_confirmations_a_day():
    found = [asked() is None for _ in range(MOST_ASKS + 2)]
    assert found == [False] * MOST_ASKS + [True, True]
    assert asked(now=NOON + timedelta(days=1)) is not None


def test_unconfirmed_addresses_are_forgotten_after_a_week():
    asked("a@example.org")
    add_follower("b@example.org")
    assert forget_unconfirmed(NOON + UNCONFIRMED) == 0
    asked("c@example.org", now=NOON + UNCONFIRMED + timedelta(seconds=1))
    assert addresses() == ["b@example.org", "c@example.org"]


def test_what_is_followed_changes_and_stops():
    token = add_follower()
    changed = change(token, MINE, rhythm=AT_ONCE, lang="ar")
    assert (changed.wishes, changed.rhythm, changed.lang) == (MINE, AT_ONCE, "ar")
    stop(token)
    stop(token)
    assert addresses() == []
    with pytest.raises(UnknownReferenceError):
        change(token, MINE, rhythm=AT_ONCE, lang="ar")


WRONG = [
    {"address": "nobody"},
    {"address": "a@example.org\nBcc: b@example.org"},
    {"rhythm": "daily"},
    {"lang": "tlh"},
    {"wishes": Wishes(tuple(map(str, range(MOST_WISHES + 1))))},
]


@pytest.mark.parametrize("wrong", WRONG)
def test_what_cannot_be_is_refused_and_nothing_is_kept(wrong):
    with pytest.raises(ConflictError):
        asked(**wrong)
    assert addresses() == []


def test_every_language_of_the_site_can_be_followed_in():
    assert [asked(f"{code}@example.org", lang=code).lang for code, _ in settings.LANGUAGES] == [
        *dict(settings.LANGUAGES)
    ]
