"""From a document to its editions: published, corrected, published again; what readers find each time."""

import re
from datetime import date, timedelta

import pytest
from lxml import html

from iscm.cli.main import main
from iscm.publication.words import LANGUAGES
from iscm.register.models import Meeting
from iscm.register.operations.correct import correct
from iscm.register.operations.drafts import draft_calendar
from iscm.register.operations.publish import publish
from iscm.register.queries import published
from tests.factories.records import make_reading, make_record
from tests.register.conftest import NOW, few, put, register

__all__ = ["few", "put", "register"]
pytestmark = pytest.mark.django_db
SOM = make_record(title="Senior Officials Meeting", when="2024-06-27")
FORUM = make_record(title="Forum on data", when="2024-33", mechanisms=("rcm",), kind="forum", places=())
WORKSHOP = make_record(title="Workshop on visas", when="2024-09-03", mechanisms=("pafom",), kind="workshop")
ADDRESS = "/editions/calendar-2024/2/"


@pytest.fixture
def two_editions(put):
    """A calendar published, then four things changed and published as a corrigendum."""
    put(make_reading(SOM, FORUM, WORKSHOP, last_update=date(2024, 1, 31)))
    publish(draft_calendar(2024), actor="ann", now=NOW)
    for title, values in (
        ("Senior Officials Meeting", {"edtf": "2024-07-04"}),
        ("Forum on data", {"edtf": "2024-02-05/2024-02-06", "places": [{"city": "Belize City", "country": "BZ"}]}),
        ("Workshop on visas", {"status": "cancelled"}),
    ):
        uid = Meeting.objects.get(title=title).uid
        correct(uid, values, actor="ann", reason="the secretariats said so", now=NOW + timedelta(days=1))
    return publish(draft_calendar(2024), actor="ann", note="Three errors.", corrects=1, now=NOW + timedelta(days=2))


def test_the_page_says_exactly_what_changed(client, two_editions):
    page = html.fromstring(client.get(ADDRESS).content)
    assert [" ".join(each.text_content().split()) for each in page.xpath("//section[@class='box']//li")] == [
        "Cancelled: Workshop on visas, PAFOM, 3 September 2024",
        "Date changed: Senior Officials Meeting, Budapest Process: 4 July 2024 instead of 27 June 2024",
        "Date confirmed: Forum on data, RCM: 5–6 February 2024 instead of First quarter of 2024",
        "Place changed: Forum on data, RCM, 5–6 February 2024: Belize City, Belize instead of TBC",
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_tells_the_same_changes(client, two_editions, lang):
    prefix = "" if lang == "en" else f"/{lang}"
    page = html.fromstring(client.get(prefix + ADDRESS).content)
    assert len(page.xpath("//section[@class='box']//li")) == 4


def test_the_calendar_leads_to_its_editions_and_they_to_each_other(client, two_editions):
    def leads_to(path):
        return set(re.findall(r'href="(/editions/calendar-2024/\d/)"', client.get(path).content.decode())) - {path}

    first = "/editions/calendar-2024/1/"
    assert leads_to("/calendar/2024/") == leads_to("/editions/") == {first, ADDRESS}
    assert (leads_to(first), leads_to(ADDRESS)) == ({ADDRESS}, {first})


def test_every_file_of_every_edition_is_what_was_published(client, two_editions, capsys):
    for line in published.editions():
        for file in line.files:
            answer = client.get(f"/editions/{line.name}/{line.number}.{file.form}")
            assert (answer["ETag"], len(answer.content)) == (f'"{file.sha256}"', file.size)
    main(["doctor"])
    assert "fine   editions     2 published, each as it was" in capsys.readouterr().out.splitlines()


def test_a_published_file_is_read_back_as_its_calendar(client, two_editions, tmp_path, capsys):
    for form in ("pdf", "docx", "xlsx", "csv", "html", "md"):
        path = tmp_path / f"calendar.{form}"
        path.write_bytes(client.get(f"/editions/calendar-2024/2.{form}").content)
        main(["read", "--format", "csv", str(path)])
        rows = capsys.readouterr().out.splitlines()
        assert (form, len(rows)) == (form, 1 + 3)
