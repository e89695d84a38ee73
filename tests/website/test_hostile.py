"""A hostile document, ingested and shown: its words stay words."""

import json
import re
from html.parser import HTMLParser

import pytest

from iscm.domain.documents import Document
from iscm.domain.errors import UnreadableInputError
from iscm.reading.interchange import as_json
from iscm.reading.read import read
from iscm.register.models import Document as Stored
from iscm.register.models import Meeting
from iscm.register.operations.ingest import ingest
from tests.register.conftest import few, register  # noqa: F401  # fixtures

pytestmark = pytest.mark.django_db

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"
BREAKOUT = "Open \"'><svg/onload=alert(3)></title></script>{{ 7|add:7 }}"
TURNED = "\u202egnp.exe\u2066"
LONG = "x" * 10_000
FOLDED = "line\r\nDTEND:19990101\r\nSUMMARY:other"
HEADER = "Date\tPlace\tISCM\tTitle\n"
ROWS = (
    f"3 May 2019\tTunis, Tunisia\tBudapest Process\t&lt;script&gt;alert(1)&lt;/script&gt; Senior officials meeting\n"
    f"4 May 2019\t{SCRIPT}, Tunisia\tRCM\t{BREAKOUT} Workshop\n"
    f"5 May 2019\tOnline\t{SCRIPT} Process\t{TURNED} Forum [notes](javascript:x) <a href='javascript:x'>b</a>\n"
    f"6 May 2019\tOnline\tSACM\tConference {LONG}\n"
    f"7 May 2019\tOnline\tPAFOM\t=HYPERLINK(1) Meeting\n"
)
CODE = {"script", "img", "svg", "iframe", "object", "embed"}


class Page(HTMLParser):
    """What a browser would run, follow or load."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.links, self.handlers = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.handlers += [name for name, _ in attrs if name.startswith("on") or name == "style"]
        self.links += [value or "" for name, value in attrs if name in {"href", "src", "action", "formaction"}]


@pytest.fixture
def hostile(register):  # noqa: F811  # the fixture imported above
    """A calendar of hostile cells, and a records file that says what no reader would say of it."""
    calendar = Document(f"a {SCRIPT}{TURNED}.txt", f"Calendar 2019 {SCRIPT}\n{HEADER}{ROWS}".encode())
    ingest(calendar, actor=SCRIPT, accept=True)


def carried(vocabulary, *, url="https://example.org/", **changes):
    """A records file of one record, with these fields of it changed."""
    document = Document("x.txt", f"{HEADER}8 May 2019\tTunis, Tunisia\tRCM\tSeminar\n".encode())
    held = as_json(read(document, vocabulary))
    held["records"][0] |= changes
    held |= {"publisher": SCRIPT, "name": f"{TURNED}{SCRIPT}", "links": [{"text": SCRIPT, "url": url}]}
    held["publications"] = [{"title": SCRIPT, "mechanisms": ["rcm"], "url": url, "locator": {}}]
    return Document("records.json", json.dumps({"documents": [held]}).encode())


def pages_of(client):
    """Every page that says something about a meeting or a document."""
    yield from ("/", "/calendar/2019/", "/documents/", "/library/", "/mechanisms/rcm/", "/search/?q=alert")
    yield from (f"/documents/{document.pk}/" for document in Stored.objects.all())
    yield from (f"/meetings/{meeting.uid}/" for meeting in Meeting.objects.all())


def is_harmless(response):
    page = Page(response.content.decode())
    foreign = [
        tag for tag, held in page.tags if tag in CODE and not (held.get("src") or "/static/").startswith("/static/")
    ]
    inline = [
        1 for tag, held in page.tags if tag == "script" and "src" not in held and "json" not in held.get("type", "")
    ]
    led = [link for link in page.links if re.match(r"\s*(?!https?|mailto)[a-z]+\s*:", link, re.IGNORECASE)]
    return (response.status_code, page.handlers, foreign, led, len(inline)) == (200, [], [], [], 0)


@pytest.mark.parametrize("language", ["", "/ar"])
def test_no_page_runs_what_a_document_says(client, hostile, vocabulary, language):
    ingest(
        carried(
            vocabulary,
            title=f"{SCRIPT} Seminar",
            outcome=BREAKOUT,
            topic=SCRIPT,
            printed={"date": SCRIPT, "place": None, "mechanism": BREAKOUT, "title": "\\u0000\x00", "outcome": None},
        ),
        actor="a person",
        accept=True,
    )
    paths = [f"{language}{path}" for path in pages_of(client)]
    assert len(paths) == 14
    assert [path for path in paths if not is_harmless(client.get(path))] == []


@pytest.mark.parametrize("url", ["javascript:alert(6)", "data:text/html,x", " JavaScript:x", "//x", "https://[", "x"])
def test_links_that_lead_elsewhere_than_to_the_web_are_refused(register, vocabulary, url):  # noqa: F811  # as above
    with pytest.raises(UnreadableInputError, match="elsewhere"):
        ingest(carried(vocabulary, url=url), actor="a person", accept=True)
    assert not Stored.objects.exists()


def test_what_would_turn_words_stays_in_its_place(client, hostile):
    for path in pages_of(client):
        assert [letter for letter in client.get(path).content.decode() if letter in "\u202a\u202b\u202d\u202e"] == []


def test_every_page_forbids_foreign_code(client, hostile):
    for path in pages_of(client):
        rules = dict(rule.split(" ", 1) for rule in client.get(path)["Content-Security-Policy"].split("; "))
        assert {rules[name] for name in ("default-src", "script-src", "style-src")} == {"'self'"}
        assert rules["object-src"] == "'none'"


def test_feeds_keep_words_in_their_lines(client, hostile, vocabulary):
    ingest(carried(vocabulary, title=FOLDED), actor="a person", accept=True)
    content = client.get("/calendar.ics").content
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")
    assert [line for line in lines if line.startswith((b"DTEND:19990101", b"SUMMARY:other"))] == []
    for meeting in Meeting.objects.all():
        assert max(map(len, client.get(f"/meetings/{meeting.uid}.ics").content.split(b"\r\n"))) <= 75


ASKED = (
    *(
        "/search/?q=%00",
        "/search/?q=%FF%FE",
        f"/search/?q={'a' * 6000}",
        "/search/?q=%22%22%28%29*:-%20NEAR",
        "/calendar/0/",
    ),
    *(
        "/calendar/99999999999999999999/",
        "/documents/99999999999999999999/",
        "/meetings/%00/",
        "/countries/%F0%9F%98%80/",
    ),
    *("/calendar.ics?mechanism=%00", "/calendar.ics?year=9e9", "/calendar/2019/?from=0000-00-00", "/mechanisms/%ff/"),
    *(
        "/calendar.ics?from=99999-01-01",
        "/library/citations.exe",
        f"/calendar/2019/?theme={'x,' * 900}",
        "/%2e%2e/%2e%2e/etc",
    ),
)


@pytest.mark.parametrize("path", ASKED)
def test_no_request_is_a_fault_of_the_server(client, hostile, path):
    assert client.get(path).status_code < 500
