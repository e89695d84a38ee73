"""What readers find of published editions: the list, the frozen page, the bytes."""

import hashlib
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from iscm.publication.formats import FORMATS
from iscm.publication.frozen import freeze
from iscm.publication.report import Cell, Column, Row, Run, Table
from iscm.register.queries.published import frozen_report
from iscm.website.editions import edition_links
from tests.factories.editions import add_edition

pytestmark = pytest.mark.django_db
LIST, PAGE = "/editions/", "/editions/calendar-2031/1/"


def words(response, path):
    """The words of the elements at an XPath."""
    found = html.fromstring(response.content).xpath(path)
    return [" ".join(each.text_content().split()) for each in found]


def test_nothing_published_is_said_plainly(client):
    (said,) = words(client.get(LIST), "//p[@class='empty']")
    assert said == (
        "Nothing was published yet. The calendar and the highlights of each year can be read and downloaded as they "
        "stand today. Calendar · Highlights"
    )


def test_the_list_says_number_day_changes_corrections_and_note(client):
    first = add_edition(1, note="As decided in June.")
    add_edition(2, corrects=first, note="The date was wrong.")
    page = client.get(LIST)
    assert words(page, "//ol[@class='editions']/li/h3") == ["Edition 2 2 June 2031", "Edition 1 1 June 2031"]
    assert words(page, "//p[@class='changed']") == [
        "Since edition 1: 1 with another date corrects edition 1",
        "First edition corrected by edition 2",
    ]
    assert words(page, "//p[@class='said']") == ["The date was wrong.", "As decided in June."]
    assert words(page, "(//ul[@class='files'])[1]/li") == [
        "PDF 1 kB", "Word", "Excel", "CSV 1 kB", "JSON", "HTML", "Markdown",
    ]  # fmt: skip


def test_one_publication_has_a_list_of_its_own(client):
    add_edition(1)
    add_edition(1, name="calendar-2031-rcm")
    assert words(client.get("/editions/calendar-2031-rcm/"), "//h3/a/@href/..") == ["Edition 1"]
    assert client.get("/editions/calendar-1950/").status_code == 404


def test_an_edition_is_shown_as_it_was_frozen(client):
    add_edition(1)
    page = client.get(PAGE)
    report = frozen_report("calendar-2031", 1)
    assert words(page, "//h1") == [report.title]
    assert words(page, "//p[@class='edition-line']") == ["Edition 1"]
    assert len(html.fromstring(page.content).xpath("//div[@class='frozen']/table[1]/tbody/tr")) == 3


def test_an_older_edition_leads_to_the_newest(client):
    add_edition(1)
    assert words(client.get(PAGE), "//p[@class='newer']") == []
    add_edition(2)
    assert words(client.get(PAGE), "//p[@class='newer']") == ["There is a newer edition: Edition 2"]


@pytest.mark.parametrize("prefix", ["/fr", "/ar", "/zh-hans"])
def test_an_edition_is_there_in_every_language(client, prefix):
    add_edition(1)
    page = client.get(prefix + PAGE)
    assert words(page, "//h1") == [frozen_report("calendar-2031", 1, prefix[1:]).title]


@pytest.mark.parametrize(
    "path",
    ["calendar-2031/2/", "calendar-1950/1/", "calendar-2031/2.pdf", "calendar-2031/1.exe", f"calendar-2031/{10**20}/"],
)
def test_what_was_not_published_is_not_found(client, path):
    add_edition(1)
    assert client.get(f"/editions/{path}").status_code == 404


def test_stored_bytes_are_given_as_they_are_and_may_be_kept_for_ever(client):
    add_edition(1)
    answer = client.get("/editions/calendar-2031/1.csv")
    assert answer.content == b"csv of edition 1"
    assert {name: answer[name] for name in ("Content-Type", "ETag", "Cache-Control", "Content-Disposition")} == {
        "Content-Type": "text/csv; charset=utf-8; header=present",
        "ETag": f'"{hashlib.sha256(answer.content).hexdigest()}"',
        "Cache-Control": "public, max-age=31536000, immutable",
        "Content-Disposition": "attachment; filename*=UTF-8''calendar-2031-edition-1.csv",
    }


def test_who_has_the_bytes_gets_304(client):
    add_edition(1)
    for path in ("/editions/calendar-2031/1.csv", "/editions/calendar-2031/1.md", PAGE, LIST):
        etag = client.get(path)["ETag"]
        assert client.get(path, headers={"if-none-match": etag}).status_code == 304


def test_words_of_strangers_stay_words(client):
    hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    edition = add_edition(1, note=hostile)
    cell = Cell((Run(hostile, href="javascript:alert(3)", lang='"><i>'),))
    table = Table("t", hostile, (Column("title", hostile, 1),), (Row((cell,)),))
    report = replace(frozen_report("calendar-2031", 1), title=hostile, publisher=(hostile,), blocks=(table,))
    edition.texts.filter(lang="en").update(content=freeze(report), title=hostile)
    page = client.get(PAGE).content + client.get(LIST).content
    assert [sign for sign in (b"<script>a", b"<img src=x", b"javascript:", b"<i>") if sign in page] == []


def test_what_was_not_stored_is_made_from_the_frozen_report(client):
    add_edition(1)
    report = frozen_report("calendar-2031", 1, "fr")
    answer = client.get("/fr/editions/calendar-2031/1.csv")
    assert answer.content == FORMATS["csv"].render(report)
    assert (answer["Cache-Control"], answer["Content-Disposition"]) == (
        "public, max-age=0, s-maxage=60, stale-if-error=86400",
        "attachment; filename*=UTF-8''calendar-2031-edition-1-fr.csv",
    )


def test_a_letter_is_made_when_asked_for(client):
    add_edition(1)
    assert client.get("/editions/calendar-2031/1.pdf").content == b"pdf of edition 1"
    assert client.get("/editions/calendar-2031/1.pdf?paper=letter").content[:5] == b"%PDF-"


@pytest.mark.parametrize("number", [1, 3])
def test_pages_ask_as_many_queries_however_many_editions_there_are(client, number):
    for each in range(1, number + 1):
        add_edition(each)
    counted = {}
    for path in (
        LIST,
        "/editions/calendar-2031/",
        PAGE,
        "/editions/calendar-2031/1.csv",
        "/editions/calendar-2031/1.md",
    ):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        counted[path.removeprefix(LIST)] = len(asked)
    assert counted == {
        "": 5,
        "calendar-2031/": 5,
        "calendar-2031/1/": 6,
        "calendar-2031/1.csv": 1,
        "calendar-2031/1.md": 2,
    }


def test_links_to_editions_need_one_query(django_assert_num_queries):
    for number in (1, 2):
        add_edition(number)
    with django_assert_num_queries(1):
        links = edition_links("calendar-2031")
    assert [(link.number, day) for link, day in links] == [(2, "2 June 2031"), (1, "1 June 2031")]
