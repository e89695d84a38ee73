"""What the door does tells nobody who has an account: the same work, whoever knocks. Work is counted, not timed."""

from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.signing import Signer
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from iscm.desk.room_door import link_of
from iscm.register.operations.accounts import find_key
from iscm.register.operations.follow import is_ours
from iscm.register.rules import Role
from tests.desk.conftest import english, nothing_left_to_send, posted  # noqa: F401  # fixtures
from tests.desk.test_signing_in import FORM_TOKEN
from tests.factories.accounts import add_account

pytestmark = pytest.mark.django_db
KNOWN, UNKNOWN, CLOSED, UNSET = (f"{name}@example.org" for name in ("ann", "nob", "eve", "may"))


@pytest.fixture(autouse=True)
def accounts():
    """One that is open, one that is closed, one that was invited and has no password yet."""
    add_account("ann", Role.EDITOR)
    closed, unset = add_account("eve", Role.EDITOR), add_account("may", Role.READER)
    closed.is_active = False
    closed.save()
    unset.set_unusable_password()
    unset.save()


def work_of(ask):
    """The answer, and what it took: hashes of passwords that were worked out, and the questions to the store."""
    with (
        patch.object(MD5PasswordHasher, "encode", autospec=True, side_effect=MD5PasswordHasher.encode) as hashed,
        CaptureQueriesContext(connection) as asked,
    ):
        answer = ask()
    return answer, hashed.call_count, len(asked)


def signing_in(mail, password="wrong"):
    return work_of(lambda: Client().post(reverse("account_login"), {"login": mail, "password": password}))


def plain(answer, mail):
    return answer.status_code, FORM_TOKEN.sub("", answer.text).replace(mail, "…"), sorted(answer.headers)


@pytest.mark.parametrize("mail", [UNKNOWN, CLOSED, UNSET, "x" * 200 + "@example.org"])
def test_a_wrong_password_costs_as_much_whosever_it_is(mail):
    known, hashed, asked = signing_in(KNOWN)
    answer, others_hashed, others_asked = signing_in(mail)
    assert (others_hashed, hashed) == (1, 1)
    assert abs(others_asked - asked) <= 1  # whom it is about may stand in one line of what is noted
    assert plain(answer, mail) == plain(known, KNOWN)


@pytest.mark.parametrize("mail", [UNKNOWN, CLOSED, UNSET])
def test_a_forgotten_password_is_answered_alike_whosever_it_is(mail, posted):  # noqa: F811  # the fixture
    def forgotten(one):
        return work_of(lambda: Client().post(reverse("account_reset_password"), {"email": one}))

    known, hashed, _ = forgotten(KNOWN)
    answer, others_hashed, _ = forgotten(mail)
    assert plain(answer, mail) == plain(known, KNOWN)
    assert answer.headers["Location"] == known.headers["Location"]
    assert (others_hashed, hashed) == (0, 0)


OURS = {
    "a room": ("iscm.room", link_of, ""),
    "what somebody follows": ("iscm.follow", is_ours, False),
}


@pytest.mark.parametrize("name", OURS)
def test_signatures_are_compared_letter_by_letter_to_the_end(name):
    """In constant time: where they differ is not told by how long it takes."""
    salt, opens, nothing = OURS[name]
    token = Signer(salt=salt, sep=".").sign("x")
    with patch("django.core.signing.constant_time_compare", wraps=constant_time_compare) as compared:
        assert opens(token[:-1] + ("a" if token[-1] != "a" else "b")) == nothing
    assert compared.call_count >= 1


def test_a_link_of_a_room_that_is_not_ours_asks_the_store_nothing():
    _, _, asked = work_of(lambda: Client().get("/room/made.up/"))
    _, _, signed = work_of(lambda: Client().get(f"/room/{Signer(salt='iscm.room', sep='.').sign('x')}/"))
    assert (asked, signed > 0) == (0, True)


def test_an_api_key_is_looked_for_by_its_hash():
    """So that nothing of the secret is compared; one question, whether there is such a key or not."""
    for secret in ("iscm_00000000_x", "", "x" * 10_000):
        with CaptureQueriesContext(connection) as asked:
            assert find_key(secret) is None
        assert len(asked) == 1
