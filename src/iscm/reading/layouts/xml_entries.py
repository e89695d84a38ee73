"""One entry of Atom or RSS: its own elements, and what extensions say of a meeting's date and place."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from lxml import etree

from iscm.domain.citations import Locator
from iscm.domain.problems import Problem
from iscm.domain.records import Link
from iscm.reading.budget import spend
from iscm.reading.layouts import described
from iscm.reading.layouts.markup import Markup, read_markup
from iscm.reading.layouts.moments import read_day, read_moment, span
from iscm.reading.layouts.told import Told
from iscm.reading.layouts.words import absolute, fold, link_target

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
# Namespaces whose elements say nothing of a meeting: the formats themselves, and what they say of an entry.
CORE = frozenset(
    {
        "",
        "http://www.w3.org/2005/Atom",
        "http://purl.org/atom/ns#",
        "http://purl.org/rss/1.0/",
        "http://my.netscape.com/rdf/simple/0.9/",
        "http://channel.netscape.com/rdf/simple/0.9/",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "http://www.w3.org/1999/xhtml",
        "http://purl.org/rss/1.0/modules/content/",
        "http://purl.org/dc/elements/1.1/",
        "http://purl.org/dc/terms/",
        "http://search.yahoo.com/mrss/",
        "http://purl.org/syndication/history/1.0",
        "http://purl.org/syndication/thread/1.0",
        "http://wellformedweb.org/CommentAPI/",
        "http://purl.org/rss/1.0/modules/slash/",
        "http://purl.org/rss/1.0/modules/syndication/",
    }
)
# Elements of extensions (RSS event module, xCal, Google Data, plugins of content systems), by their bare names.
EXTENSIONS = {
    "start": "startdate dtstart start starttime startdatetime eventdate eventstart eventstartdate begin begindate"
    " localstartdate",
    "end": "enddate dtend end endtime enddatetime eventend eventenddate localenddate",
    "place": "location venue where place eventlocation city",
    "organizer": "organizer organiser host",
    "status": "status eventstatus",
}
NAMES = {name: kind for kind, names in EXTENSIONS.items() for name in names.split()}
ATTRIBUTES = {"starttime": "start", "endtime": "end", "valuestring": "place"}
STATUSES = {"canceled": "cancelled", "cancelled": "cancelled", "tentative": "tentative", "postponed": "postponed"}
LONGEST = 100_000  # letters of one element
MOST_CATEGORIES = 50


@dataclass
class _Entry:
    """What is gathered of one entry while its elements pass."""

    base: str
    title: str = ""
    id: str = ""
    link: str = ""
    body: str = ""
    summary: str = ""
    published: date | None = None
    categories: list[str] = field(default_factory=list)
    more: dict[str, str] = field(default_factory=dict)

    def take(self, element: Any) -> None:
        """Take up one element of the entry."""
        name = local_name(element)
        if namespace(element) in CORE:
            if name in TAKERS:
                getattr(self, f"_take_{TAKERS[name]}")(element)
        else:
            self._take_extension(element)

    def _take_title(self, element: Any) -> None:
        self.title = self.title or _words(element)

    def _take_id(self, element: Any) -> None:
        self.id = self.id or fold(_words(element))[:500]
        if element.get("isPermaLink") == "true":
            self.link = self.link or _words(element)

    def _take_link(self, element: Any) -> None:
        if element.get("rel", "alternate") == "alternate":
            self.link = self.link or element.get("href") or _words(element)

    def _take_body(self, element: Any) -> None:
        self.body = self.body or _inner(element)

    def _take_summary(self, element: Any) -> None:
        self.summary = self.summary or _inner(element)

    def _take_published(self, element: Any) -> None:
        self.published = self.published or read_day(_words(element).strip())

    def _take_category(self, element: Any) -> None:
        for words in (element.get("term"), element.get("label"), _words(element)):
            if words and words.strip() and len(self.categories) < MOST_CATEGORIES:
                self.categories.append(fold(words)[:200])

    def _take_extension(self, element: Any) -> None:
        for part in element.iter():
            if not isinstance(part.tag, str):
                continue
            for key, value in part.attrib.items():
                if kind := ATTRIBUTES.get(etree.QName(key).localname.lower()):
                    self.more.setdefault(kind, fold(str(value))[:500])
            kind = NAMES.get(local_name(part).lower().replace("-", "").replace("_", ""))
            words = fold(_words(part) or part.get("value", ""))[:500] if kind else ""
            if kind and words:
                self.more.setdefault(kind, words)


TAKERS = {
    "title": "title",
    "id": "id",
    "guid": "id",
    "identifier": "id",
    "link": "link",
    "content": "body",
    "encoded": "body",
    "description": "summary",
    "summary": "summary",
    "subtitle": "summary",
    "pubDate": "published",
    "published": "published",
    "updated": "published",
    "issued": "published",
    "date": "published",
    "category": "category",
    "subject": "category",
}


def tell_entry(element: Any, row: int, base: str) -> tuple[list[Told], list[Problem]]:
    """The entry; if it holds events that are described for programs, these in its place."""
    spend()
    entry = _Entry(absolute(element.get(XML_BASE), base) or base)
    for child in element:
        if isinstance(child.tag, str):
            entry.take(child)
    body = read_markup(entry.body or entry.summary, entry.base)
    locator = Locator(line_first=element.sourceline, line_last=element.sourceline, row=row, element=entry.id or None)
    problems: list[Problem] = []
    if body.root is not None and described.is_described(entry.body or entry.summary):
        events, problems = described.describe(body.root, entry.base, row)
        if len(events) > 1 or (events and events[0].edtf):
            return [replace(event, locator=replace(locator, element=locator.element)) for event in events], problems
    return [_plain_entry(entry, element, body, locator)], problems


def _plain_entry(entry: _Entry, element: Any, body: Markup, locator: Locator) -> Told:
    start, end = entry.more.get("start", ""), entry.more.get("end", "")
    first, last = read_moment(start), read_moment(end)
    edtf, note = span(first, last) if first else (None, "")
    url = link_target(absolute(entry.link, entry.base))
    links = (Link(url, url),) if url else ()
    return Told(
        locator=locator,
        title=fold(read_markup(entry.title).text),
        is_event=bool(start),
        when=" – ".join(dict.fromkeys(words for words in (start, end) if words)),
        edtf=edtf,
        note=note,
        place=entry.more.get("place", ""),
        status=STATUSES.get(entry.more.get("status", "").rpartition(".")[2].rpartition("/")[2].lower(), ""),
        by=(entry.more["organizer"],) if "organizer" in entry.more else (),
        links=tuple(dict.fromkeys(links)),
        lines=body.lines or read_markup(entry.summary, entry.base).lines,
        categories=tuple(dict.fromkeys(entry.categories)),
        published=entry.published,
        lang=(element.get(XML_LANG) or "")[:35],
    )


def local_name(element: Any) -> str:
    """The name of an element without its namespace; empty for a comment."""
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else ""


def namespace(element: Any) -> str:
    """The namespace of an element; empty where it has none."""
    return str(etree.QName(element).namespace or "")


def _words(element: Any) -> str:
    return "".join(element.itertext())[:LONGEST].strip()


def _inner(element: Any) -> str:
    """The markup in an element: escaped, or its own elements (XHTML)."""
    if len(element):
        return str(etree.tostring(element, encoding="unicode", with_tail=False))[:LONGEST]
    return (element.text or "")[:LONGEST]
