"""Addresses as text and as numbers: where we go, and where never."""

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.domain.errors import AddressRefusedError
from iscm.sources.addresses import follow, is_public, parse_address, port_of, shown

PUBLIC = [
    "1.1.1.1", "93.184.216.34", "172.15.255.255", "172.32.0.0", "100.63.255.255", "100.128.0.0", "223.255.255.255",
    "2606:2800:220:1::1", "2a00:1450:4001::1", "2001:200::1", "2001:4860:4860::8888",
]  # fmt: skip
NOT_PUBLIC = [
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254", "168.63.129.16",
    "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.170", "192.0.2.1", "192.88.99.1", "192.168.1.1",
    "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.255", "240.0.0.1",
    "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::7f00:1", "64:ff9b::7f00:1",
    "64:ff9b::808:808", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "2002:808:808::",
    "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%2", "fec0::1", "ff02::1",
]  # fmt: skip


@pytest.mark.parametrize("text", PUBLIC)
def test_public_machines_may_be_spoken_to(text):
    assert is_public(ip_address(text)) is True


@pytest.mark.parametrize("text", NOT_PUBLIC)
def test_private_local_reserved_and_disguised_machines_may_not(text):
    assert is_public(ip_address(text)) is False


@given(st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)))
def test_nothing_is_public_that_the_standard_library_calls_private(ip: IPv4Address | IPv6Address):
    assert not (is_public(ip) and (ip.is_private or ip.is_multicast or ip.is_loopback or ip.is_link_local))


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("https://www.iom.int/calendar", "https://www.iom.int/calendar"),
        (" https://www.iom.int/a b#part ", "https://www.iom.int/a%20b"),
        ("HTTPS://WWW.IOM.INT:443/", "https://www.iom.int/"),
        ("http://example.org.:8080/?q=é", "http://example.org:8080/?q=%C3%A9"),
        ("http://bücher.example/", "http://xn--bcher-kva.example/"),
        ("http://[2606:2800:220:1::1]/", "http://[2606:2800:220:1::1]/"),
    ],
)
def test_addresses_of_the_web_are_taken(text, becomes):
    url = parse_address(text)
    assert url.copy_with(host=url.raw_host.decode()) == becomes


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "(nothing): no address is given"),
        (" \n", "(nothing): no address is given"),
        ("www.iom.int/calendar", "www.iom.int/calendar: only http and https addresses are fetched"),
        ("file:///etc/passwd", "file:///etc/passwd: only http and https addresses are fetched"),
        ("ftp://example.org/a", "ftp://example.org/a: only http and https addresses are fetched"),
        ("javascript:alert(1)", "javascript:alert(1): only http and https addresses are fetched"),
        ("http:///path", "http:///path: the address names no machine, or no port of it"),
        ("http://example.org:0/", "http://example.org:0/: the address names no machine, or no port of it"),
        ("http://a%0ab/", "http://a%0ab/: the address names no machine, or no port of it"),
        ("http://ex ample.org/", "http://ex�ample.org/: the address names no machine, or no port of it"),
        ("http://example.org:99999/", "http://example.org:99999/: the address names no machine, or no port of it"),
        ("http://example.org:8o/", "http://example.org:8o/: this is no address of the web"),
        ("http://exa\nmple.org/", "http://exa�mple.org/: this is no address of the web"),
        ("http://example.org/\x00", "http://example.org/�: this is no address of the web"),
        ("http://[::1/", "http://[::1/: this is no address of the web"),
        ("http://" + "x" * 64 + "é.org/", "http://" + "x" * 64 + "�.org/: this is no address of the web"),
        ("https://anna:secret@example.org/a", "https://example.org/a: the address holds a user's name or password"),
        ("https://anna@example.org/a", "https://example.org/a: the address holds a user's name or password"),
    ],
)
def test_other_addresses_are_refused(text, message):
    with pytest.raises(AddressRefusedError) as caught:
        parse_address(text)
    remedy = "Enter the public web address of the page or file, as a browser shows it."
    assert str(caught.value) == f"{message}. {remedy}"


def test_an_endless_address_is_refused_and_not_repeated():
    with pytest.raises(AddressRefusedError) as caught:
        parse_address("https://example.org/" + "a" * 5_000)
    assert caught.value.what == "the address is longer than 4,096 letters"
    assert len(str(caught.value)) < 500


@given(st.text(max_size=60), st.sampled_from(["", "http://", "https://", "http://[", "https://a@", "//"]))
def test_any_text_is_an_address_or_is_refused(text, start):
    try:
        url = parse_address(start + text)
    except AddressRefusedError:
        return
    assert (url.scheme in {"http", "https"}, url.userinfo, bool(url.host), url.fragment) == (True, b"", True, "")


@given(st.text(min_size=1, max_size=60))
def test_a_message_on_any_address_is_one_line_of_letters(text):
    assert shown(text).isprintable()


@pytest.mark.parametrize(
    ("location", "becomes"),
    [
        ("/b?c=1", "https://example.org/b?c=1"),
        ("b", "https://example.org/folder/b"),
        ("//other.example/x", "https://other.example/x"),
        ("https://other.example:8443/#there", "https://other.example:8443/"),
        ("", "https://example.org/folder/a"),
    ],
)
def test_a_redirect_is_followed_from_where_it_stands(location, becomes):
    assert follow(parse_address("https://example.org/folder/a"), location) == becomes


@pytest.mark.parametrize(
    ("location", "what"),
    [
        (
            "http://example.org/",
            "it sends us on from https to http, where anybody on the way could change what we get",
        ),
        ("ftp://example.org/", "only http and https addresses are fetched"),
        ("data:text/html,x", "only http and https addresses are fetched"),
        ("https://a:b@example.org/", "the address holds a user's name or password"),
        ("https://[", "the address names no machine, or no port of it"),
        ("https://[x]", "it sends us on to what is no address"),
        ("/\x01", "it sends us on to what is no address"),
    ],
)
def test_a_redirect_to_elsewhere_is_refused(location, what):
    with pytest.raises(AddressRefusedError) as caught:
        follow(parse_address("https://example.org/folder/a"), location)
    assert caught.value.what == what


def test_the_port_is_said_or_that_of_the_scheme():
    texts = ["http://a.example/", "https://a.example/", "https://a.example:8443/"]
    assert [port_of(parse_address(text)) for text in texts] == [80, 443, 8443]


def test_an_address_in_a_message_holds_no_password_and_no_orders():
    assert shown("https://anna:secret@example.org/\x1b[2J\u202eab") == "https://example.org/�[2J�ab"
