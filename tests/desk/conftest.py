"""Who stands before the desk in tests: an account of each kind, signed in as far as its role needs."""

import pytest
from django.core import mail
from django.test import Client
from django.utils.translation import override

from iscm.desk import mailing
from tests.factories.accounts import add_account


@pytest.fixture(autouse=True)
def english():
    """A page in another language leaves its language behind in the thread; each test starts in English."""
    with override("en"):
        yield


@pytest.fixture
def signed_in(db):
    """`signed_in("ann", Role.EDITOR)` gives a browser in which this account is signed in, with all it needs."""

    def sign_in(name="ann", role=None, mechanism=None, *, factor=None):
        client = Client()
        client.force_login(add_account(name, role, mechanism, factor=factor))
        return client

    return sign_in


@pytest.fixture
def posted():
    """`posted()` gives the messages that were sent, once all are."""

    def wait():
        _wait_for_mail()
        return mail.outbox

    return wait


@pytest.fixture(autouse=True)
def nothing_left_to_send():
    """Mail of one test does not arrive in the next."""
    yield
    _wait_for_mail()


def _wait_for_mail():
    mailing._SENDER.submit(lambda: None).result()
