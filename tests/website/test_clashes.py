"""The clashes of a year on their page, as files and as a feed."""

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
from lxml import html

from tests.factories.rows import add_mechanism, add_meeting, raise_stamp

ATOM = "{http://www.w3.org/2005/Atom}"
CHANGED = datetime(2024, 9, 24, 12, tzinfo=UTC)
PAGE = "/overlaps/clashes/2024/"


@pytest.fixture
def year(db):
    """Two meetings of mechanisms that share members, one far away, one that may be in their month.

    What may be near another of its own mechanism weighs too little to be told.
    """
    for slug in ("rabat-process", "khartoum-process", "pidc"):
        add_mechanism(slug)
    add_meeting("Thematic meeting", "2024-06-03/2024-06-04", mechanisms=("rabat-process",), places=("Lisbon|PT",))
    add_meeting("Senior officials", "2024-06-04", mechanisms=("khartoum-process",), places=("Rome|IT",))
    add_meeting("Board", "2024-06-04", mechanisms=("pidc",), places=("Apia|WS",))
    add_meeting("Workshop", "2024-06", date_status="tbc", mechanisms=("khartoum-process",), places=())
    raise_stamp()


def opened(client, path=PAGE):
    return html.fromstring(client.get(path).content)


def pairs(page):
    return [
        [name.text_content() for name in pair.xpath(".//a[@class='name']")]
        for pair in page.xpath("//li[starts-with(@class, 'near-pair')]")
    ]


def test_pairs_are_listed_the_weightiest_first(client, year):
    page = opened(client)
    assert pairs(page) == [
        ["Thematic meeting", "Senior officials"],
        ["Workshop", "Thematic meeting"],
    ]
    assert page.xpath("string(//p[@class='why'])").startswith("On the same days, in part or in whole; ")


def test_what_may_be_near_is_marked_as_possible(client, year):
    first, second = opened(client).xpath("//li[starts-with(@class, 'near-pair')]")
    assert first.xpath("string(p[@class='weight']/span)") == "sure"
    assert second.xpath("string(p[@class='weight']/span)").startswith("possible, ")
    assert second.get("class") == "near-pair is-possible"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?mechanism=rabat-process", 2),
        ("?mechanism=pidc", 0),
        ("?country=it", 2),
        ("?country=WS", 0),
    ],
)
def test_pairs_are_narrowed_to_a_mechanism_or_a_state(client, year, query, expected):
    assert len(pairs(opened(client, PAGE + query))) == expected


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?mechanism=no-such", "No mechanism is called “no-such”."),
        ("?country=q1", "No State has the code “Q1”."),
        ("?mechanism=%3Cb%3E", "No mechanism is called “<b>”."),
    ],
)
def test_what_is_nowhere_is_told_in_one_sentence(client, year, query, said):
    assert opened(client, PAGE + query).xpath("//p[@class='empty']/text()")[0] == said


def test_a_year_without_meetings_says_so(client, year):
    assert opened(client, "/overlaps/clashes/2019/").xpath("//p[@class='empty']/text()") == [
        "No two meetings of this year lie near each other and share members, as far as is known."
    ]


@pytest.mark.parametrize("path", ["/overlaps/clashes/1900/", "/overlaps/clashes/9999/", "/overlaps/clashes/2024.exe"])
def test_no_such_year_or_form_is_not_found(client, year, path):
    assert client.get(path).status_code == 404


def test_the_year_binds_the_members_of_what_meets(client, year):
    figure = opened(client).xpath("//figure[contains(@class, 'bound-weeks')]")[0]
    first = figure.xpath(".//li[a][1]")[0]
    assert first.xpath("string(span)").startswith("4 days; most in the week of ")


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx", "csv", "json", "html", "md"])
def test_every_file_is_made(client, year, form):
    answer = client.get(f"/overlaps/clashes/2024.{form}")
    assert (answer.status_code, answer["Content-Disposition"].partition("''")[2]) == (200, f"clashes-2024.{form}")


def test_a_pair_is_an_entry_of_the_feed(client, year):
    feed = ET.fromstring(client.get("/overlaps/clashes/2024.atom").content)
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    assert titles[0] == "RABAT-PROCESS: Thematic meeting and KHARTOUM-PROCESS: Senior officials"
    assert len({entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")}) == 2


def test_questions_do_not_grow_with_the_list(client, year, django_assert_max_num_queries):
    for n in range(30):
        add_meeting(f"Workshop {n}", f"2024-07-{n % 28 + 1:02}", mechanisms=("rabat-process", "khartoum-process"))
    with django_assert_max_num_queries(16):
        client.get(PAGE)


def test_closed_meetings_count_like_all_others(client, year):
    add_meeting("", "2024-06-04", mechanisms=("rabat-process",), is_closed=True)
    raise_stamp()
    assert {"Closed meeting", "Senior officials"} in [set(pair) for pair in pairs(opened(client))]


def test_a_year_of_very_many_meetings_is_compared_in_stretches_of_days(client, year, monkeypatch):
    monkeypatch.setattr("iscm.register.queries.clashes.MOST", 1)
    page = opened(client, PAGE + "?from=2024-06-01")
    assert pairs(page) == [["Thematic meeting", "Senior officials"], ["Workshop", "Thematic meeting"]]
    assert page.xpath("//div[@class='sentence']/p[@class='note']/text()") == [
        "This year has too many meetings to compare all of them at once. These are the days: 1–22 June 2024."
    ]
    assert page.xpath("//nav[@class='weeks']//a/@href") == [f"{PAGE}?from=2024-05-13", f"{PAGE}?from=2024-06-20"]
    assert pairs(opened(client, PAGE)) == []
