"""Fetching from sites that are kind, busy, broken or hostile."""

import gzip
import ssl
from email.utils import formatdate
from ipaddress import ip_address

import pytest

from iscm.domain.errors import (
    AddressRefusedError,
    BadAnswerError,
    BusyError,
    FetchError,
    RobotsRefusedError,
    StatusError,
    TooLargeError,
    TooSlowError,
    UnreachableError,
)
from iscm.sources.fetching import LOOKED_AT, Fetched, Fetcher, Looked, Validators, user_agent
from iscm.sources.limits import Limits
from tests.loopback import answer, dripping, endless, running_site
from tests.sources.certificates import make_certificate
from tests.sources.conftest import NOON

MB = 2**20
SHORT = Limits(connect=5, silence=0.3, total=0.6)


def failure(fetcher: Fetcher, address: str, **options) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(address, **options)
    return caught.value


def test_a_page_comes_with_all_that_is_known_of_it(fetcher, site):
    site.answers["/a?b=1"] = answer(
        b"<p>x", content_type='Text/HTML; charset="UTF-8"', etag='W/"1"', last_modified="Mon, 02 Mar 2026 10:00:00 GMT"
    )
    address = site.address("/a?b=1#there")
    assert fetcher.fetch(address) == Fetched(
        address=address,
        final=site.address("/a?b=1"),
        content=b"<p>x",
        media="text/html",
        validators=Validators('W/"1"', "Mon, 02 Mar 2026 10:00:00 GMT"),
        charset="utf-8",
    )


def test_a_request_says_who_asks_and_nothing_else(fetcher, site):
    site.answers["/"] = answer(set_cookie="spy=1; Path=/")
    fetcher.fetch(site.address())
    fetcher.fetch(site.address())
    assert site.requests[-1].headers == {
        "host": f"127.0.0.1:{site.port}",
        "accept-encoding": "gzip",
        "connection": "close",
        "user-agent": user_agent("office@example.org", "https://calendar.example.org"),
        "accept": "*/*",
    }


@pytest.mark.parametrize(
    ("contact", "site", "behind"),
    [
        ("office@example.org", "https://c.example", " (+https://c.example; office@example.org)"),
        ("", "https://c.example", " (+https://c.example)"),
        ("office@example.org", "", " (office@example.org)"),
        ("", "", ""),
        ("a@b.org\r\nX-Evil: 1", "https://c.example)(;\\é", " (+https://c.example; a@b.orgX-Evil:1)"),
        ("x" * 9_000, "", f" ({'x' * 500})"),
    ],
)
def test_the_name_we_give_cannot_break_a_header(contact, site, behind):
    name, _, rest = user_agent(contact, site).partition(" ")
    assert (name.split("/")[0], rest and f" {rest}") == ("iscm", behind)


def test_what_has_not_changed_is_not_sent_again(fetcher, site):
    site.answers["/"] = answer(status=304)
    known = Validators('"1"', "Mon, 02 Mar 2026 10:00:00 GMT")
    assert fetcher.fetch(site.address(), known) is None
    asked = site.requests[-1].headers
    assert (asked["if-none-match"], asked["if-modified-since"]) == ('"1"', "Mon, 02 Mar 2026 10:00:00 GMT")


def test_a_site_cannot_say_unchanged_to_one_who_knows_nothing(fetcher, site):
    site.answers["/"] = answer(status=304)
    assert failure(fetcher, site.address()).what == "the site answers 304, which gives nothing"


@pytest.mark.parametrize("etag", ['"é"', '"' + "x" * 600 + '"'])
def test_a_validator_that_cannot_be_said_back_is_forgotten(fetcher, site, etag):
    site.answers["/"] = answer(etag=etag)
    assert fetcher.fetch(site.address()).validators == Validators()


@pytest.mark.parametrize("etag", ['"\r\nX-Evil: 1"', '"é"', '"' + "x" * 600 + '"'])
def test_a_validator_of_old_cannot_break_a_header(fetcher, site, etag):
    site.answers["/"] = answer()
    fetcher.fetch(site.address(), Validators(etag, etag))
    assert set(site.requests[-1].headers) == {"host", "accept-encoding", "connection", "user-agent", "accept"}


@pytest.mark.parametrize("media", ["", "html", "text/html\t;", "é/x", "a" * 90 + "/x", ";charset=utf-8"])
def test_a_type_is_a_type_or_nothing(fetcher, site, media):
    site.answers["/"] = answer(content_type=media)
    assert fetcher.fetch(site.address()).media == ("text/html" if media == "text/html\t;" else "")


def test_packed_answers_are_unpacked(fetcher, site):
    site.answers["/"] = answer(gzip.compress(b"words " * 999), content_encoding="gzip")
    assert fetcher.fetch(site.address()).content == b"words " * 999


def test_an_answer_in_chunks_is_put_together(fetcher, site):
    site.answers["/"] = (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nT: 1\r\n\r\n"
    )
    assert fetcher.fetch(site.address()).content == b"abcde"


def test_proxies_of_the_environment_are_not_used(fetcher, site, monkeypatch):
    site.answers["/"] = answer(b"straight")
    with running_site() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.address())
        assert (fetcher.fetch(site.address()).content, proxy.requests) == (b"straight", [])


def test_a_secure_site_is_asked_by_its_name(make_fetcher):
    serving, trusting = make_certificate("calendar.example")
    with running_site(serving) as site:
        site.answers["/"] = answer(b"safe")
        fetcher = make_fetcher(tls=trusting, find=lambda _host: [ip_address("127.0.0.1")])
        got = fetcher.fetch(site.address(host="calendar.example"))
        assert (got.content, site.requests[-1].server_name) == (b"safe", "calendar.example")
        wrong = failure(fetcher, site.address(host="other.example"))
    assert (type(wrong), wrong.what.split(" (")[0]) == (UnreachableError, "its certificate is not valid")


def test_a_site_that_speaks_no_tls_is_unreachable(fetcher, site):
    error = failure(fetcher, site.address().replace("http:", "https:"))
    assert (type(error), error.what) == (UnreachableError, "no secure connection comes about")


def test_nobody_there(fetcher, site):
    with running_site() as gone:
        address = gone.address()
    assert failure(fetcher, address).what == "the machine does not answer"


# Redirects


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed(fetcher, site, status):
    site.answers |= {"/old": answer(status=status, location="/new"), "/new": answer(b"here")}
    got = fetcher.fetch(site.address("/old"))
    assert (got.address, got.final, got.content) == (site.address("/old"), site.address("/new"), b"here")


@pytest.mark.parametrize(
    "location",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://[::ffff:169.254.169.254]/",
        "http://0xa9fea9fe/",
        "//192.168.1.1/",
    ],
)
def test_a_redirect_into_a_private_net_is_refused(fetcher, site, location):
    site.answers["/"] = answer(status=302, location=location)
    error = failure(fetcher, site.address())
    assert (type(error), error.what) == (AddressRefusedError, "it leads to a machine that is not on the public net")


def test_a_loop_ends(fetcher, site):
    site.answers |= {"/a": answer(status=302, location="/b"), "/b": answer(status=302, location="/a")}
    assert failure(fetcher, site.address("/a")).what == "it sends us on more than 5 times"
    assert site.asked == ["/a", "/b", "/a", "/b", "/a", "/b"]


@pytest.mark.parametrize("location", [{}, {"location": ""}])
def test_a_redirect_to_nowhere_is_told(fetcher, site, location):
    site.answers["/"] = answer(status=302, **location)
    assert failure(fetcher, site.address()).what == "the site answers 302, which gives nothing"


# Sizes and times


def test_an_answer_that_says_it_is_too_large_is_left(fetcher, site):
    site.answers["/"] = answer(b"x", content_length="1001")
    error = failure(fetcher, site.address(), most_bytes=1_000)
    assert (type(error), error.what) == (TooLargeError, "the answer is larger than 1,000 bytes")


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 9_999),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"5\r\nabcde\r\n" * 999),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", b"x" * 9_999),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", b"T: x\r\n" * 999),
        (b"HTTP/1.1 200 OK\r\n", b"A: x\r\n" * 999),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 999),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b""), bytes(9_999)),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", gzip.compress(b"") * 99),
    ],
    ids=["body", "chunks", "chunk line", "trailers", "headers", "preliminaries", "zeros after", "empty members"],
)
def test_an_endless_answer_ends(fetcher, site, start, piece):
    site.answers["/"] = endless(start, piece)
    assert isinstance(failure(fetcher, site.address(), most_bytes=100_000), TooLargeError | BadAnswerError)


def test_a_bomb_is_left(fetcher, site):
    site.answers["/"] = answer(gzip.compress(bytes(50 * MB)), content_encoding="gzip")
    assert failure(fetcher, site.address(), most_bytes=MB).what == "the answer is larger than 1,048,576 bytes"


@pytest.mark.parametrize(
    "drops",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n" + b"x" * 900,
        answer(b"x" * 900),
        b"HTTP/1.1 100 C\r\n\r\n" * 99,
    ],
)
def test_an_answer_that_drips_is_left(make_fetcher, site, drops):
    site.answers["/"] = dripping(drops, 0.02)
    error = failure(make_fetcher(limits=SHORT), site.address())
    assert (type(error), error.what) == (TooSlowError, "the answer does not come in time")


def test_a_silent_site_is_left(make_fetcher, site):
    site.answers["/"] = dripping(b"HTTP/1.1 200 OK", 5)
    assert failure(make_fetcher(limits=SHORT), site.address()).what == "the answer does not come in time"


# Broken answers


@pytest.mark.parametrize(
    "given",
    [
        b"",
        b"hello\r\n\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\x00: y\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: ten\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nshort",
        bytes(range(256)) * 9,
    ],
)
def test_a_garbled_answer_is_told(fetcher, site, given):
    site.answers["/"] = given
    error = failure(fetcher, site.address())
    assert (type(error), error.what) == (BadAnswerError, "the answer is broken off or no HTTP")


@pytest.mark.parametrize("coding", ["gzip", "br", "gzip, gzip"])
def test_an_answer_that_does_not_unpack_is_told(fetcher, site, coding):
    site.answers["/"] = answer(gzip.compress(b"x" * 99)[:-4], content_encoding=coding)
    assert failure(fetcher, site.address()).what == "the answer is packed in a way that does not open"


@pytest.mark.parametrize(
    ("status", "kind", "what"),
    [
        (404, StatusError, "the page is not there (404)"),
        (410, StatusError, "the page is not there (410)"),
        (401, StatusError, "the site does not let us in (401)"),
        (403, StatusError, "the site does not let us in (403)"),
        (418, StatusError, "the site answers 418"),
        (500, StatusError, "the site answers 500"),
        (999, StatusError, "the site answers 999"),
        (204, BadAnswerError, "the site answers 204, which gives nothing"),
        (206, BadAnswerError, "the site answers 206, which gives nothing"),
        (300, BadAnswerError, "the site answers 300, which gives nothing"),
    ],
)
def test_each_status_is_told(fetcher, site, status, kind, what):
    site.answers["/"] = answer(b"secret words of an error page", status)
    error = failure(fetcher, site.address())
    assert (type(error), error.what, error.address) == (kind, what, site.address())


# Busy sites


@pytest.mark.parametrize(
    ("after", "slept"),
    [
        ({}, 2),
        ({"retry_after": "7"}, 7),
        ({"retry_after": formatdate(NOON + 31, usegmt=True)}, 30),
        ({"retry_after": "?"}, 2),
    ],
)
def test_a_busy_site_is_asked_again_when_it_says(fetcher, site, clock, after, slept):
    site.answers["/"] = [answer(status=429, **after), answer(b"now")]
    assert fetcher.fetch(site.address()).content == b"now"
    assert clock.slept == [1, slept]


def test_a_site_that_stays_busy_is_left(fetcher, site, clock):
    site.answers["/"] = answer(status=503)
    error = failure(fetcher, site.address())
    assert (type(error), error.what) == (BusyError, "the site is busy and asks us to come back later")
    assert (site.asked, clock.slept) == (["/"] * 3, [1, 2, 4])


def test_a_site_that_wants_long_is_left_at_once_and_not_asked_before(fetcher, site, clock):
    site.answers["/"] = [answer(status=429, retry_after="3600"), answer(b"now")]
    assert failure(fetcher, site.address()).what == "the site is busy and asks us to come back in 60 minutes"
    assert failure(fetcher, site.address("/other")).what == "the site is busy and asks us to come back in 60 minutes"
    assert (site.asked, clock.slept) == (["/"], [1])
    clock.now += 3_600
    assert fetcher.fetch(site.address()).content == b"now"


def test_the_rest_of_a_long_wait_is_waited_for_when_it_is_short(fetcher, site, clock):
    site.answers["/"] = [answer(status=429, retry_after="3600"), answer(b"now")]
    failure(fetcher, site.address())
    clock.now += 3_555
    assert fetcher.fetch(site.address()).content == b"now"
    assert clock.slept == [1, 45]


def test_a_site_that_is_busy_at_every_turn_is_left_in_the_end(fetcher, site, clock):
    for number in range(9):
        sent_on = answer(status=302, location=f"/{number + 1}")
        site.answers[f"/{number}"] = [answer(status=503, retry_after="120")] * 2 + [sent_on]
    error = failure(fetcher, site.address("/0"))
    assert (type(error), error.what) == (TooSlowError, "the answer does not come in time")
    assert set(site.asked) == {"/0", "/1", "/2"}


# Pauses


def test_requests_to_one_host_lie_a_second_apart(fetcher, site, clock):
    site.answers["/"] = answer()
    for _ in range(3):
        fetcher.fetch(site.address())
    assert (clock.slept, len(site.requests)) == ([1, 1, 1], 4)


# robots.txt


def test_what_robots_txt_forbids_is_not_asked(fetcher, site):
    site.answers |= {"/robots.txt": answer(b"User-agent: *\nDisallow: /p*/\nAllow: /p/open$"), "/p/open": answer(b"x")}
    error = failure(fetcher, site.address("/private/a"))
    assert (type(error), error.what) == (RobotsRefusedError, "the site's robots.txt asks programs to stay away")
    assert (fetcher.fetch(site.address("/p/open")).content, site.asked) == (b"x", ["/p/open"])


def test_a_redirect_to_what_robots_txt_forbids_is_not_followed(fetcher, site):
    site.answers |= {
        "/robots.txt": answer(b"User-agent: iscm\nDisallow: /private"),
        "/": answer(status=302, location="/private"),
    }
    assert isinstance(failure(fetcher, site.address()), RobotsRefusedError)
    assert site.asked == ["/"]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_site_without_robots_txt_allows_all(fetcher, site, status):
    site.answers |= {"/robots.txt": answer(status=status), "/": answer(b"x")}
    assert fetcher.fetch(site.address()).content == b"x"


def test_a_site_in_trouble_is_left_alone_and_asked_again_later(fetcher, site, clock):
    site.answers |= {"/robots.txt": answer(status=500), "/": answer(b"x")}
    for _ in range(2):
        error = failure(fetcher, site.address())
        assert (type(error), error.what) == (
            RobotsRefusedError,
            "its robots.txt cannot be read: the site answers 500",
        )
    assert [request.path for request in site.requests] == ["/robots.txt"]
    site.answers["/robots.txt"] = answer(status=404)
    clock.now += 601
    assert fetcher.fetch(site.address()).content == b"x"


def test_robots_txt_is_read_once_a_day(fetcher, site, clock):
    site.answers["/"] = answer(b"x")
    fetcher.fetch(site.address())
    fetcher.fetch(site.address())
    clock.now += 86_401
    fetcher.fetch(site.address())
    assert [request.path for request in site.requests] == ["/robots.txt", "/", "/", "/robots.txt", "/"]


@pytest.mark.parametrize(
    ("rules", "pause"),
    [
        ("User-agent: *\nCrawl-delay: 5", 5),
        ("User-agent: *\nCrawl-delay: 0.1", 1),
        ("User-agent: *\nCrawl-delay: 86400", 30),
        ("User-agent: *\nRequest-rate: 1/10s", 10),
        ("User-agent: other\nCrawl-delay: 5", 1),
    ],
)
def test_the_pause_that_a_site_asks_for_is_kept_within_reason(fetcher, site, clock, rules, pause):
    site.answers |= {"/robots.txt": answer(rules.encode()), "/": answer()}
    fetcher.fetch(site.address())
    fetcher.fetch(site.address())
    assert clock.slept == [1, pause]


def test_a_fetcher_is_used_in_a_block(make_fetcher, site):
    site.answers["/"] = answer(b"x")
    with make_fetcher() as fetcher:
        assert fetcher.fetch(site.address()).content == b"x"


def test_only_public_machines_are_spoken_to_unless_said_otherwise(site):
    error = failure(Fetcher("", ""), site.address())
    assert (type(error), error.what, site.requests) == (
        AddressRefusedError,
        "it leads to a machine that is not on the public net",
        [],
    )


def test_the_default_trusts_what_the_machine_trusts():
    assert isinstance(Fetcher("", "")._asker.tls, ssl.SSLContext)


def methods(site) -> list[tuple[str, str]]:
    return [(request.method, request.path) for request in site.requests if request.path != "/robots.txt"]


def test_a_look_asks_for_no_content_and_says_where_a_page_moved_for_good(fetcher, site):
    site.answers |= {
        "/": answer(b"", content_length=str(40 * MB), etag='"1"'),
        "/old": answer(b"", 301, location="/older"),
        "/older": answer(b"", 308, location="/today"),
        "/today": answer(b"", 302, location="/"),
        "/gone": answer(b"", 410),
    }
    looked = [fetcher.look(site.address(path)) for path in ("/", "/old", "/today")]
    known = Validators('"1"')
    assert looked == [Looked("", known), Looked(site.address("/today"), known), Looked("", known)]
    assert {method for method, _ in methods(site)} == {"HEAD"}
    with pytest.raises(StatusError, match="not there"):
        fetcher.look(site.address("/gone"))


def test_a_look_is_conditional_and_keeps_to_the_rules_of_the_site(fetcher, site):
    site.answers |= {"/": b"HTTP/1.1 304 Same\r\n\r\n", "/robots.txt": answer(b"User-agent: *\nDisallow: /shut/")}
    assert fetcher.look(site.address(), Validators('"1"')) is None
    assert site.requests[-1].headers["if-none-match"] == '"1"'
    with pytest.raises(RobotsRefusedError):
        fetcher.look(site.address("/shut/"))
    assert methods(site) == [("HEAD", "/")]


@pytest.mark.parametrize("content", [b"<p>here", b"x" * (LOOKED_AT + 1)])
def test_a_site_that_makes_nothing_of_head_is_asked_for_the_page(fetcher, site, content):
    site.answers["/"] = [answer(b"", 405), answer(content)]
    assert fetcher.look(site.address()) == Looked("", Validators())
    assert methods(site) == [("HEAD", "/"), ("GET", "/")]
