"""Whom the site believes to be asked by, and what of that is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.project.doors.clients import client_of, is_among, network_key, settle
from iscm.project.environment import networks

PEER, READER = "192.0.2.9", "198.51.100.7"
PROXIES = "192.0.2.0/24"
CASES = [
    # behind HTTPS, trusted proxies, what the caller tells -> the client, whether a proxy speaks
    (False, "", READER, PEER, False),
    (True, "", READER, READER, True),
    (True, "", f"10.0.0.1, {READER}", READER, True),
    (True, "", "", PEER, True),
    (True, PROXIES, READER, READER, True),
    (True, PROXIES, f"10.0.0.1, {READER}, 192.0.2.1", READER, True),
    (True, PROXIES, "192.0.2.1, 192.0.2.2", "192.0.2.1", True),
    # Some proxies tell the port as well.
    (True, "", f"{READER}:50112", READER, True),
    (True, PROXIES, f"{READER}:50112, 192.0.2.1:443", READER, True),
    (True, "", "[2001:db8::7]:50112", "2001:db8::7", True),
    (True, "", "2001:db8::7", "2001:db8::7", True),
    (True, "203.0.113.0/24", READER, PEER, False),
]


@pytest.mark.parametrize("case", CASES)
def test_the_client_is_who_a_trusted_proxy_names(settings, case):
    behind_https, proxies, told, client, is_proxied = case
    settings.BEHIND_HTTPS, settings.TRUSTED_PROXIES = behind_https, networks("", proxies)
    meta = {"REMOTE_ADDR": PEER} | ({"HTTP_X_FORWARDED_FOR": told} if told else {})
    assert (settle(meta), client_of(meta)) == (is_proxied, client)


def test_a_stranger_is_not_believed_about_https(settings):
    settings.BEHIND_HTTPS, settings.TRUSTED_PROXIES = True, networks("", "203.0.113.0/24")
    meta = {"REMOTE_ADDR": PEER, "HTTP_X_FORWARDED_PROTO": "https"}
    settle(meta)
    assert meta == {"REMOTE_ADDR": PEER, "HTTP_X_FORWARDED_FOR": PEER}


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("192.0.2.1", "192.0.2.200", True),
        ("192.0.2.1", "192.0.3.1", False),
        ("::ffff:192.0.2.1", "192.0.2.7", True),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::1", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("nonsense", "other nonsense", True),
    ],
)
def test_networks_are_one_client(one, other, is_same):
    assert (network_key(one, "search") == network_key(other, "search")) is is_same


def test_a_name_is_of_this_site_and_of_one_class_alone(settings):
    first = network_key("192.0.2.1", "search")
    settings.SECRET_KEY = "another"
    assert len({first, network_key("192.0.2.1", "search"), network_key("192.0.2.1", "files")}) == 3


@given(st.text(max_size=60))
def test_whatever_is_told_is_a_client_of_some_kind(told):
    assert (len(network_key(told, "pages")), is_among("", networks("", "0.0.0.0/0"))) == (8, False)
