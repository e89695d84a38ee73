"""What mechanisms share, and what one State has to attend, as pages."""

import pytest
from lxml import html

from tests.factories.rows import add_mechanism, add_meeting, add_theme, raise_stamp

WHY = "5 States observe in one: Argentina, Colombia, Ecuador, Mexico and Peru; both on Data."
SURE = "The less sure list: a complete list was read on a page."
BOTH = "/overlaps/?mechanism=rcm&mechanism=SACM"


@pytest.fixture
def register(db):
    """Two conferences that both met on data; one joint meeting, and one of which only the month is known."""
    for slug in ("rcm", "sacm"):
        add_mechanism(slug)
    add_theme("data")
    add_meeting("Workshop", "2024-06-03", mechanisms=("rcm",), themes=("data",))
    add_meeting("Joint meeting", "2024-06-05/2024-06-06", mechanisms=("rcm", "sacm"), themes=("data",))
    add_meeting("Conference", "2024-11", mechanisms=("sacm",), places=())
    raise_stamp()


def opened(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return html.fromstring(response.content)


def words(found):
    return [" ".join(each.text_content().split()) for each in found]


def test_a_pair_is_told_with_number_names_themes_and_certainty(client, register):
    page = opened(client, BOTH)

    assert words(page.xpath("//li[@class='near-pair']/p[@class='weight']")) == ["0 shared members"]
    assert words(page.xpath("//li[@class='near-pair']/p[@class='why']")) == [f"{WHY} {SURE}"]
    assert words(page.xpath("//p[@role='status']"))[0].startswith(
        "2 mechanisms; 0 pairs of them share members; 0 pairs share members and themes."
    )


def test_the_matrix_says_numbers_in_words_of_a_table(client, register):
    (table,) = opened(client, "/overlaps/?mechanism=rabat-process&mechanism=khartoum-process&mechanism=pidc").xpath(
        "//table"
    )

    assert words(table.xpath(".//th[@scope='col']")) == ["Khartoum Process", "Rabat Process", "PIDC"]
    assert [words(row.xpath("*")) for row in table.xpath(".//tbody/tr")] == [
        ["Khartoum Process", "itself", "30", ""],
        ["Rabat Process", "30", "itself", ""],
        ["PIDC", "", "", "itself"],
    ]


def test_one_mechanism_is_compared_with_all_others(client, register):
    page = opened(client, "/overlaps/?mechanism=pidc")

    assert words(page.xpath("//h1")) == ["Overlaps of PIDC"]
    assert {"PIDC"} == set.intersection(*(
        {*words(pair.xpath(".//a[starts-with(@class, 'chip')]"))} for pair in page.xpath("//li[@class='near-pair']")
    ))  # fmt: skip
    assert page.xpath("//table") == []


def test_what_is_open_to_all_is_no_member_of_anything(client, register):
    page = opened(client, "/overlaps/?mechanism=gfmd&mechanism=rcm")

    assert words(page.xpath("//section[@aria-labelledby='seats']//li"))[0].startswith(
        "GFMD open to all States open, or decided by a rule; there is no list (as of 2025-09)"
    )


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("mechanism=nobody", "No mechanism is called “nobody”."),
        ("on=yesterday", "“yesterday” is no day: write it like 2024-06-01. Today is shown."),
        ("on=2024-02-30", "“2024-02-30” is no day: write it like 2024-06-01. Today is shown."),
    ],
)
def test_what_is_not_understood_is_said(client, register, query, said):
    assert words(opened(client, f"/overlaps/?{query}").xpath("//p[@class='empty']")) == [said]


def test_a_state_has_its_meetings_its_busiest_days_and_its_lists(client, register):
    page = opened(client, "/overlaps/countries/mx/?year=2024")

    assert words(page.xpath("//p[@role='status']")) == [
        "Member of 4 mechanisms; observer in 2; 3 meetings of them in 2024."
    ]
    assert words(page.xpath("//ol[@class='busy']/li[1]/p")) == ["3 June 2024 to 9 June 2024 meetings to be expected: 2"]
    assert words(page.xpath("//ol[@class='near-pairs']//a[@class='name']")) == ["Workshop", "Joint meeting"]


def test_of_a_busy_year_the_first_meetings_are_listed_and_all_on_request(client, register, monkeypatch):
    monkeypatch.setattr("iscm.website.views.commitments.MEETINGS", 1)
    path = "/overlaps/countries/mx/?year=2024"
    page = opened(client, path)
    (every,) = page.xpath("//section[@aria-labelledby='meetings']/p[@class='note']/a/@href")

    assert words(page.xpath("//h2[@id='meetings']/span")) == ["3"]
    assert words(page.xpath("//section[@aria-labelledby='meetings']//a[@class='name']")) == ["Workshop"]
    assert (every, len(opened(client, every).xpath("//section[@aria-labelledby='meetings']/ol/li"))) == (
        path + "&all=1",
        3,
    )


def test_a_state_that_sits_nowhere_has_nothing_to_attend(client, register):
    page = opened(client, "/overlaps/countries/aq/?year=2024")

    assert words(page.xpath("//section[@aria-labelledby='near']//p"))[0].startswith("No two meetings")


@pytest.mark.parametrize(("path", "status"), [("/overlaps/countries/zz/", 404), ("/overlaps/countries/MX/", 301),
                                              ("/overlaps/countries/mx/?year=20x4", 404)])  # fmt: skip
def test_addresses_of_nothing(client, register, path, status):
    assert client.get(path).status_code == status


def test_as_many_queries_however_many_meetings(client, register, django_assert_max_num_queries):
    for _ in range(3):
        add_meeting("Another", "2024-06-05", mechanisms=("rcm",))
    raise_stamp()
    with django_assert_max_num_queries(18):
        client.get("/overlaps/countries/mx/?year=2024")
