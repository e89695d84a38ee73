"""What other machines say: addresses, redirects, robots.txt, Retry-After, packed bodies, messages, descriptions."""

import json
import math

from hypothesis import strategies as st

from iscm.data.describing import read_description
from iscm.domain.errors import AddressRefusedError, UnreadableInputError
from iscm.sources.addresses import follow, parse_address
from iscm.sources.decoding import OverfullError, PackedError, unpacked
from iscm.sources.mailbox import parse_message
from iscm.sources.patience import retry_after
from iscm.sources.robots import parse_rules
from tests.factories.mail import make_mail
from tests.fuzzing.of_documents import ICS, kept
from tests.fuzzing.pieces import BYTES, TEXT, WHOLE, spoilt_bytes, spoilt_words
from tests.fuzzing.targets import Target

MOST = 4_096
ADDRESS = "https://example.org:443/a?b=c"
MAIL = bytes(
    make_mail(
        "RCM on 3 May 2024.",
        "<p>RCM</p>",
        (("a/../b.ics", ICS.encode(), "text/calendar"),),
        Date="Mon, 02 Mar 2026 10:00:00 +0100",
    )
)
MULTI = b"From: =?utf-8?q?a=40?= <a@b>\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nb\r\n--x--\r\n"
ROBOTS = "User-agent: *\nDisallow: /a*b$\nAllow: /\nCrawl-delay: 5\nRequest-rate: 1/5s 0600-0800\nVisit-time: 1\n"
SOURCE = (
    'title = "RCM"\npublisher = "RCM"\naddress = "https://example.org/"\nmechanisms = ["rcm"]\ntrust = "secretariat"\n'
    'every = 24\nlang = "es"\nlinks = "a"\npage = "https://example.org/"\ndate_order = "day-first"\nform = "ics"\n'
    'title_words = ["SOM"]\nleast_meetings = 1\nmost_meetings = 5\nreader = "feed"\n'
)


def address_is_one_of_the_web_or_refused(text):
    try:
        found = parse_address(text)
    except AddressRefusedError as error:
        assert str(error).isprintable()
        return
    assert found.scheme in {"http", "https"}
    assert found.host
    assert not found.userinfo
    assert parse_address(str(found)) == found


def redirect_is_checked_like_an_address(text):
    try:
        found = follow(parse_address(ADDRESS), text)
    except AddressRefusedError:
        return
    assert found.scheme == "https"
    assert found.host
    assert not found.userinfo


def rules_of_robots_say_something(content):
    found = parse_rules(content)
    assert math.isfinite(found.delay)
    assert found.delay >= 0
    assert found.allows("https://example.org/a/b?c=d") in {True, False}


def wait_is_finite(text):
    found = retry_after(text, 1_700_000_000.0)
    assert found is None or (math.isfinite(found) and found >= 0)


def body_stays_in_its_bounds(case):
    pieces, coding = case
    try:
        assert len(unpacked(pieces, coding, MOST)) <= MOST
    except (PackedError, OverfullError):
        return


def message_is_told_with_names_alone(content):
    found = parse_message("key", content)
    assert found == parse_message("key", content)
    names = "".join(document.name for document in found.documents)
    assert not set(names) & set("/\\\0\r\n\u202e")
    assert not set(found.subject + found.sender) & set("\0\r\n\u202e")


def description_is_read_or_refused(text):
    with kept(text.encode("utf-8", "replace"), ".toml") as path:
        try:
            read_description(path)
        except UnreadableInputError as error:
            assert "\n" not in str(error)


NUMERIC = st.sampled_from(
    ["120", "-5", "9" * 400, "٣", "²", "Mon, 02 Mar 2026 10:00:00 +0100", "Mon, 02 Mar 0001 10:00:00 -2400"]
)
ADDRESSES = (
    spoilt_words([ADDRESS, "http://[::1]:80/", "//user:a@host\\evil/", "https://xn--nxasmq6b/", "http://0x7f.1/"])
    | TEXT
)
RULES = spoilt_words([ROBOTS], 6).map(lambda text: text.encode("utf-8", "replace")) | BYTES
PACKED = st.tuples(
    st.lists(spoilt_bytes([__import__("gzip").compress(b"words " * 90, mtime=0)]) | BYTES, max_size=3),
    st.sampled_from(["gzip", "", "identity", "br", "gzip, gzip", " GZIP "]) | WHOLE,
)
VALUES = (WHOLE | st.integers() | st.booleans() | st.lists(WHOLE, max_size=3)).map(json.dumps)
LINES = st.lists(st.tuples(st.sampled_from([line.split(" =")[0] for line in SOURCE.splitlines()]), VALUES), max_size=9)

TARGETS = (
    Target("addresses to fetch", ADDRESSES, address_is_one_of_the_web_or_refused, 30),
    Target("redirects", ADDRESSES, redirect_is_checked_like_an_address, 20),
    Target("robots.txt", RULES, rules_of_robots_say_something, 20),
    Target("Retry-After", NUMERIC | spoilt_words(["Mon, 02 Mar 2026 10:00:00 +0100"]) | TEXT, wait_is_finite, 20),
    Target("packed bodies", PACKED, body_stays_in_its_bounds),
    Target("messages", spoilt_bytes([MAIL, MULTI], 6) | BYTES, message_is_told_with_names_alone, 20),
    Target(
        "descriptions of sources",
        spoilt_words([SOURCE]) | LINES.map(lambda lines: "\n".join(f"{name} = {value}" for name, value in lines)),
        description_is_read_or_refused,
    ),
)
