"""Long lists in parts: each meeting once, honest numbers, and no part that there is not."""

import pytest
from django.http import Http404, QueryDict
from lxml import html

from iscm.website import parts
from iscm.website.drawings import strip
from iscm.website.parts import Part, asked_part, part_links
from tests.factories.rows import add_meeting


@pytest.fixture
def seven(db, monkeypatch):
    """Seven meetings in three months, in parts of three."""
    monkeypatch.setattr(parts, "ROWS", 3)
    for n, month in enumerate((1, 1, 2, 2, 2, 2, 3), start=1):
        add_meeting(f"M{n}", f"2024-{month:02}-{n:02}", mechanisms=("gfmd",) if n % 2 else ("rcm",))


def names(page):
    return page.xpath("//ol[contains(@class, 'diary')]//a[@class='name']/text()")


def read(client, path):
    return html.fromstring(client.get(path).content)


def test_walking_from_part_to_part_meets_each_meeting_once(client, seven):
    found, path = [], "/calendar/2024/"
    while path:
        page = read(client, path)
        found.append(names(page))
        path = next(iter(page.xpath("(//nav[contains(@class, 'parts')])[1]//a[contains(@rel, 'next')]/@href")), "")
    assert found == [["M1", "M2", "M3"], ["M4", "M5", "M6"], ["M7"]]


def test_a_part_says_which_rows_it_has_of_how_many_and_where_months_begin(client, seven):
    page = read(client, "/calendar/2024/?page=2")
    first = page.xpath("//nav[contains(@class, 'parts')]")[0]
    assert first.xpath("p/text()")[0].strip() == "Rows 4 to 6 of 7."
    assert page.xpath("//p[@role='status']/text()")[0].startswith("7 meetings of 2 mechanisms in 2024")
    assert first.xpath("ul//a/@href") == ["/calendar/2024/#m01", "/calendar/2024/#m02", "/calendar/2024/?page=3#m03"]
    assert page.xpath("//h2/span/text()") == ["4"]


def test_a_filter_is_kept_from_part_to_part(client, seven):
    page = read(client, "/calendar/2024/?mechanism=gfmd")
    (after,) = set(page.xpath("//nav[contains(@class, 'parts')]//a[contains(@rel, 'next')]/@href"))
    assert (after, names(read(client, after))) == ("/calendar/2024/?mechanism=gfmd&page=2", ["M7"])


@pytest.mark.parametrize("page", ["0", "4", "-1", "x", "", "²", "1.5", "9" * 40])
def test_a_part_that_there_is_not_is_not_found(client, seven, page):
    assert client.get(f"/calendar/2024/?page={page}").status_code == 404


def test_a_list_that_fits_has_no_parts(client, db):
    add_meeting("M1", "2024-01-01")
    assert read(client, "/calendar/2024/").xpath("//nav[contains(@class, 'parts')]") == []


@pytest.mark.parametrize(("size", "last"), [(0, 1), (1, 1), (3, 1), (4, 2), (25_000, 8_334)])
def test_there_is_always_one_part(size, last):
    part = asked_part(QueryDict("page=1"), size, 3)
    assert (part.last, part_links(part, "/") is None) == (last, last == 1)


def test_one_part_more_is_refused():
    with pytest.raises(Http404):
        asked_part(QueryDict("page=3"), 6, 3)


def test_part_of_a_row():
    assert [Part(7, 3).number_of(before) for before in (0, 2, 3, 6)] == [1, 1, 2, 3]


def test_a_crowded_year_is_drawn_by_weeks(client, seven, monkeypatch):
    monkeypatch.setattr(strip, "MOST_MARKED", 2)
    add_meeting("M8", "2024-01-03")
    page = read(client, "/calendar/2024/")
    drawn = {
        line.xpath("string(a)"): [(bar.get("x"), bar.get("height")) for bar in line.xpath("svg/rect")]
        for line in page.xpath("//figure[@class='strip']/ul/li")
    }
    assert drawn == {
        "GFMD": [("0", "7"), ("28", "3.5"), ("35", "3.5"), ("63", "3.5")],
        "RCM": [("0", "3.5"), ("28", "3.5"), ("35", "3.5")],
    }
    assert "a bar for each week" in page.xpath("string(//figure[@class='strip']/figcaption)")
