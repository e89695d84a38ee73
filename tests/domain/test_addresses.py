"""Which printed addresses a page may lead to."""

import pytest

from iscm.domain.addresses import followable

WEB = ["https://example.org/a?b=c#d", "http://example.org", "HTTPS://EXAMPLE.ORG/"]
OTHER = [
    "javascript:alert(1)", " https://example.org", "data:text/html,x", "//example.org", "/a", "", None, 7,
    "https://example.org/ x", "java\nscript:alert(1)", "ftp://example.org/", 'https://example.org/"onload',
]  # fmt: skip


@pytest.mark.parametrize("url", WEB)
def test_addresses_of_the_web_are_followed(url):
    assert followable(url) == url


@pytest.mark.parametrize("url", OTHER)
def test_nothing_else_is(url):
    assert followable(url) == ""
