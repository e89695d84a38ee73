"""What is given out to programs, read back: the same dates, status, places, mechanisms and titles."""

import pytest

from iscm.data import load_vocabulary
from iscm.domain.documents import Document
from iscm.publication.statuses import show_status
from iscm.publication.words import words_in
from iscm.reading.read import read_all
from tests.factories.rows import add_mechanism, add_meeting

ADDRESSES = {
    "iCalendar": "/calendar.ics?imprecise=1&from=1985-01-01",
    "JSCalendar": "/calendar.json?imprecise=1&from=1985-01-01",
    "Atom": "/feeds/meetings.atom",
    "JSON-LD": "/meetings/{uid}/",
}
MEETINGS = [
    {"edtf": "2024-01-23/2024-01-25"},
    {"edtf": "2024-06-27", "date_status": "tbc", "status": "tentative"},
    {"edtf": "{2024-03-01,2024-03-10}"},
    {"edtf": "2024-03", "date_status": "tbc", "status": "tentative"},
    {"edtf": "2024-34"},
    {"edtf": "2024-41"},
    {"edtf": "[2024-34,2024-35]", "date_status": "tbc", "status": "tentative"},
    {"edtf": "2024-XX", "date_status": "tbc", "status": "tentative"},
    {"edtf": "2024"},
    {"edtf": "2024-05-06", "status": "cancelled"},
    {"edtf": "2024-05-06", "status": "postponed"},
    {"edtf": "2024-05-06", "status": "rescheduled"},
    {"edtf": "2024-05-06", "attendance": "hybrid"},
    {"edtf": "2024-05-06", "attendance": "online", "places": ()},
    {"edtf": "2024-05-06", "attendance": "unknown", "places": ()},
    {"edtf": "2024-05-06", "mechanisms": ("bali-process", "rcm")},
]


def read_back(client, address):
    (reading,) = read_all(Document("feed", client.get(address).content), load_vocabulary())
    return reading


@pytest.fixture
def known(db):
    """The mechanisms under the names that readers know."""
    for slug in ("gfmd", "rcm", "bali-process"):
        held = load_vocabulary().mechanisms[slug]
        add_mechanism(slug, acronym=held.acronym, name=held.name)


@pytest.mark.parametrize("form", ADDRESSES)
@pytest.mark.parametrize("said", MEETINGS, ids=lambda said: " ".join(map(str, said.values())))
def test_a_meeting_comes_back_as_it_was_given_out(client, known, form, said):
    meeting = add_meeting("14th Summit on Data", **said)
    (record,) = read_back(client, ADDRESSES[form].format(uid=meeting.uid)).records
    places = [(place.city, place.country) for place in record.places]
    assert (record.title, record.edtf.text, record.mechanisms) == (
        "14th Summit on Data",
        said["edtf"],
        said.get("mechanisms", ("gfmd",)),
    )
    assert (places, record.attendance.value, record.date_status.value) == (
        [("Geneva", "CH")] if "places" not in said else [],
        said.get("attendance", "in-person"),
        said.get("date_status", "confirmed"),
    )
    if record.status:  # planned and confirmed are one word in some of these forms, and none in others
        words = words_in("en")
        assert show_status(record.status, words).schema == show_status(meeting.status, words).schema


@pytest.mark.parametrize("form", ["iCalendar", "JSCalendar"])
def test_a_meeting_of_several_runs_of_days_is_one_record(client, known, form):
    add_meeting("Workshops", "{2024-03-01,2024-03-10,2024-04-02}")
    reading = read_back(client, ADDRESSES[form])
    assert [record.edtf.text for record in reading.records] == ["{2024-03-01,2024-03-10,2024-04-02}"]
    assert [aside.reason for aside in reading.set_aside] == ["further days of the same meeting"] * 2
