"""The tree of a page: links made absolute, years that only the markup has said."""

import re
from itertools import islice
from typing import Any

from lxml import etree

from iscm.domain.errors import UnreadableInputError
from iscm.reading.layouts.words import absolute, fold, link_target

WRITTEN_DAY = re.compile(r"(?P<year>\d{4})-\d\d-(?P<day>\d\d)(?!\d)")
DAY_AND_MONTH = re.compile(
    r"(?:[^\W\d]{2,12}\.?,? )?(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?(?: de)? [^\W\d]{3,12}\.?"
    r"|[^\W\d]{3,12}\.? (?P<day2>\d{1,2}))"
)
LONGEST_DAY = 40
MOST_PARTS = 12


def parse_page(text: str, name: str, base: str = "") -> Any:
    """The tree of a page, its links absolute; raises `UnreadableInputError` where there is none."""
    # The tree is made from text that is decoded here: a page's own word on its encoding is often wrong.
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        root = None
    if root is None:
        raise UnreadableInputError(name, "the page cannot be read as HTML", "Save it anew.")
    _make_absolute(root, base)
    _say_years(root)
    return root


def _say_years(root: Any) -> None:
    """A date whose year stands in the markup only (`<time datetime="2026-05-04">4 May</time>`) gets its year."""
    for time in root.iter("time"):
        written = WRITTEN_DAY.match(time.get("datetime") or "")
        words = fold("".join(part[:LONGEST_DAY] for part in islice(time.itertext(), MOST_PARTS))) if written else ""
        said = DAY_AND_MONTH.fullmatch(words) if len(words) <= LONGEST_DAY else None
        if written and said and int(said["day"] or said["day2"]) == int(written["day"]):
            etree.SubElement(time, "span").text = f" {written['year']}"


def _make_absolute(root: Any, address: str) -> None:
    """Links lead from where the page says that they start, else from its own address."""
    said = root.find(".//base[@href]")
    base = absolute(said.get("href"), address) if said is not None else address
    if link_target(base):
        for link in root.iter("a"):
            if link.get("href"):
                link.set("href", absolute(link.get("href"), base))
