"""Free days for a meeting, asked for on a page."""

from urllib.parse import urlencode

import pytest
import time_machine
from lxml import html

from tests.factories.rows import add_mechanism, add_meeting, raise_stamp

IDEA = "Workshop of the Rabat Process, 2 days, Rome, week of 17 April"


@pytest.fixture
def planned(db):
    """A meeting of another mechanism with the same members, on two of the days."""
    with time_machine.travel("2024-03-01T12:00:00Z", tick=False):
        for slug in ("rabat-process", "khartoum-process"):
            add_mechanism(slug)
        add_meeting("Senior officials", "2024-04-16/2024-04-17", mechanisms=("khartoum-process",), places=("Cairo|EG",))
        raise_stamp()
        yield


def asked(client, **fields):
    return html.fromstring(client.get(f"/overlaps/windows/?{urlencode(fields)}").content)


def understood(page):
    return {row.xpath("string(dt)"): row.xpath("string(dd)") for row in page.xpath("//dl[@class='facts']/div")}


def days(page):
    return [time.text_content() for time in page.xpath("//h3[@class='days']/time")]


def test_nothing_asked_is_an_empty_form(client, planned):
    page = asked(client)
    assert (page.xpath("//h2"), page.xpath("//ul[@class='errorlist']")) == ([], [])


def test_an_idea_in_a_sentence_is_told_as_it_was_understood(client, planned):
    found = understood(asked(client, idea=IDEA))
    assert found.pop("Rests on").endswith(" members; a complete list was read on a page")
    assert found == {
        "Meeting of": "Rabat Process",
        "Kind": "Workshop",
        "Length": "2 days",
        "Time": "15–19 April 2024",
        "Where": "Rome, Italy",
    }


def test_the_freest_days_come_first_and_the_others_say_whom_they_meet(client, planned):
    page = asked(client, idea=IDEA)
    assert days(page)[0] == "18–19 April 2024"
    met = [name.text_content() for name in page.xpath("//ul[@class='meets']//a[@class='name']")]
    assert set(met) == {"Senior officials"}


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        ({"idea": "Workshop of the Rabat Process, Vilnus, May 2024"}, "idea",
         "“Vilnus” is not understood: no mechanism, place, length or date. Did you mean “Vilnius, Lithuania”?"),
        ({"mechanisms": "Rabat Proces", "when": "May 2024"}, "mechanisms",
         "No mechanism is called “Rabat Proces”. Did you mean “Rabat Process”?"),
        ({"mechanisms": "RCM", "when": "May 2023"}, "when", "“May 2023” is over."),
        ({"mechanisms": "RCM", "when": "soon"}, "when",
         "“soon” is no date that is understood; write it like 20–22 April 2027."),
        ({"mechanisms": "RCM", "when": "May 2024", "days": "99"}, "days", "A meeting has 1 to 30 days."),
        ({"mechanisms": "RCM", "when": "May 2024", "hosts": "Atlantis"}, "hosts", "No State is called “Atlantis”."),
        ({"mechanisms": "RCM"}, "when", "This is needed: whose meeting it is, and when it may be."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field(client, planned, fields, field, said):
    page = asked(client, **fields)
    faults = page.xpath(f"//div[contains(@class, 'wrong')][.//*[@name='{field}']]/ul/li/text()")
    assert faults == [said]
    assert days(page) == []


def test_wishes_that_leave_no_day_are_named(client, planned):
    page = asked(client, mechanisms="Rabat Process", days="3", when="6-8 April 2024", place="Rome, Italy")
    assert page.xpath("//p[@class='sentence']/text()") == [
        "No days are left, because of one wish: the weekend in Italy."
    ]


def test_several_cities_have_their_own_days(client, planned):
    page = asked(client, mechanisms="Rabat Process", when="April 2024", place="Rome, Italy; Cairo, Egypt")
    assert sorted(page.xpath("//section/h2[starts-with(@id, 'city')]/text()")) == ["Cairo, Egypt", "Rome, Italy"]


def test_questions_do_not_grow_with_what_is_near(client, planned, django_assert_max_num_queries):
    for n in range(20):
        add_meeting(f"Round {n}", f"2024-04-{n % 5 + 15}", mechanisms=("khartoum-process",))
    with django_assert_max_num_queries(25):
        asked(client, idea=IDEA)


def test_hostile_words_stay_words(client, planned):
    answer = client.get("/overlaps/windows/", {"idea": "<script>alert(1)</script> & 'x'"})
    assert b"<script>alert" not in answer.content
