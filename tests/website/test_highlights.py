"""The page of a year's highlights and its files: the same sentences, each leading to its meetings."""

import re

import pytest

from iscm.publication.formats import FORMATS
from iscm.register.models import Wording
from tests.factories.rows import NOON, add_document, add_meeting, cite, raise_stamp

pytestmark = pytest.mark.django_db


@pytest.fixture
def soms(db):
    """Two officials' meetings and a joint workshop of 2022."""
    made = [
        add_meeting("SOM", "2022-06-14", mechanisms=("igc",), places=()),
        add_meeting("SOM", "2022-11-21", mechanisms=("igc",), places=()),
        add_meeting("Workshop", "2022-02-10", mechanisms=("igc", "rcm"), places=()),
    ]
    document = add_document(year=2022)
    for meeting in made:
        cite(meeting, document)
    raise_stamp()
    return made


def digests(response):
    """The words of each digest, without markup."""
    found = re.findall(r'<ul class="digest[^"]*">(.*?)</ul>', response.content.decode(), re.DOTALL)
    return [[re.sub(r"<[^>]+>", "", item) for item in re.findall(r"<li>(.*?)</li>", one)] for one in found]


def test_the_page_tells_the_sentences_of_the_publication(client, soms):
    page = client.get("/highlights/2022/")
    assert digests(page) == [
        ["Workshop with RCM (10 February)", "two SOMs (14 June and 21 November)"],
        ["Workshop with IGC (10 February)"],
    ]
    markdown = client.get("/highlights/2022.md").content.decode()
    assert "Workshop with RCM (10 February); two SOMs (14 June and 21 November)." in markdown.splitlines()


def test_every_meeting_is_led_to(client, soms):
    page = client.get("/fr/highlights/2022/").content.decode()
    assert [page.count(f'href="/fr/meetings/{meeting.uid}/"') for meeting in soms] == [1, 1, 2]


def test_an_editors_words_stand_on_the_page_with_what_must_be_said_of_them(client, soms):
    said = {"lang": "en", "facts_digest": "old", "actor": "ann", "at": NOON}
    uids = [meeting.uid for meeting in soms[:2]]
    Wording.objects.create(year=2022, key=f"igc/{uids[0]}", uids=uids, words="Officials met <twice>", **said)
    raise_stamp()
    assert digests(client.get("/highlights/2022/"))[0][1] == "Officials met &lt;twice&gt; [facts changed since]"


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_files_are_given_once_and_then_only_their_version(client, soms, form):
    first = client.get(f"/highlights/2022.{form}")
    again = client.get(f"/highlights/2022.{form}", headers={"If-None-Match": first["ETag"]})
    assert (first.status_code, first["Content-Type"], again.status_code) == (200, FORMATS[form].media, 304)


@pytest.mark.parametrize(
    "path", ["/highlights/2022.exe", "/highlights/2021.pdf", "/highlights/1.pdf", "/highlights/1/"]
)
def test_what_there_is_not_is_not_found(client, soms, path):
    assert client.get(path).status_code == 404
