import pytest

from iscm.reading.layouts.words import link_target, make_cell

TARGETS = [
    ("https://example.org/a", "https://example.org/a"),
    ("HTTP://example.org", "HTTP://example.org"),
    ("www.example.org", "http://www.example.org"),
    (" https://example.org/a\n b", "https://example.org/ab"),
    ("#", None),
    ("#top", None),
    ("", None),
    (None, None),
    ("javascript:alert(1)", None),
    ("data:text/html,x", None),
    ("mailto:someone@example.org", None),
    ("page.html", None),
    ("http://[broken", None),
    ("https://", None),
    ("https://example.org/" + "a" * 3000, None),
]


@pytest.mark.parametrize(("href", "target"), TARGETS)
def test_only_addresses_on_the_web_are_targets(href, target):
    assert link_target(href) == target


def test_cell_keeps_its_lines_only_where_there_are_several():
    assert make_cell([" a ", "", "b\u00a0c"]).lines == ("a", "b c")
    assert make_cell(["a"]).lines == ()
