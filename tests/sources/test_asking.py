"""One request: whatever comes back, it is an answer or an error of ours."""

import ssl
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iscm.domain.errors import BadAnswerError, FetchError, TooLargeError
from iscm.sources.addresses import parse_address
from iscm.sources.asking import Answer, Asker
from iscm.sources.connecting import resolve
from iscm.sources.limits import Limits
from tests.loopback import Site, answer, running_site

LINES = st.lists(
    st.sampled_from(
        [b"Content-Length: 5", b"Content-Length: 99", b"Transfer-Encoding: chunked", b"Content-Encoding: gzip",
         b"X: \xff", b"Location: \x01", b"Content-Length: -1", b": x", b" folded", b"Set-Cookie: a=b",
         b"Content-Encoding: br"]
    ),
    max_size=4,
)  # fmt: skip
FIRST = st.sampled_from(
    [b"HTTP/1.1 200 OK", b"HTTP/1.0 302", b"HTTP/1.1 101 Switching", b"HTTP/1.1 204 No", b"SSH-2.0-x"]
)


@pytest.fixture(scope="module")
def asked() -> Iterator[tuple[Site, Asker]]:
    with running_site() as site:
        asker = Asker(lambda ip: ip.is_loopback, resolve, ssl.create_default_context(), Limits(silence=5, total=5))
        yield site, asker


@given(first=FIRST, lines=LINES, body=st.binary(max_size=40))
@settings(max_examples=60, deadline=None)
def test_whatever_comes_back_is_an_answer_or_told(asked, first, lines, body):
    site, asker = asked
    site.answers["/"] = b"\r\n".join([first, *lines, b"", body])
    try:
        got = asker.ask(parse_address(site.address()), {}, 1_000)
    except FetchError as error:
        got = error
    assert isinstance(got, Answer | BadAnswerError)


def test_the_bound_is_the_last_size_that_fits(asked):
    site, asker = asked
    site.answers["/"] = answer(bytes(1_001))
    assert len(asker.ask(parse_address(site.address()), {}, 1_001).content) == 1_001
    with pytest.raises(TooLargeError):
        asker.ask(parse_address(site.address()), {}, 1_000)


def test_the_words_of_an_error_are_not_read(asked):
    site, asker = asked
    site.answers["/"] = answer(b"x" * 2_000, 500)
    got = asker.ask(parse_address(site.address()), {}, 1_000)
    assert (got.status, got.content) == (500, b"")
