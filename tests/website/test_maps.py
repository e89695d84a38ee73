"""The map of the site: one file of a small register, parts of a large one, each meeting once in either."""

import re

import pytest

from iscm.register.models import Meeting
from iscm.website.views import maps
from tests.factories.rows import add_meeting


def located(response):
    assert response.status_code == 200
    return [found.removeprefix("http://testserver") for found in re.findall("<loc>(.*?)</loc>", response.text)]


@pytest.fixture
def meetings(register):
    for title, when in (("Dated", "2022-03-04"), ("Another", "2022-05-06"), ("Undated", "")):
        add_meeting(title, when)
    add_meeting("Gone", "2022-03-04", is_listed=False)


def test_parts_together_name_what_one_file_names(client, meetings, monkeypatch):
    whole = located(client.get("/sitemap.xml"))
    monkeypatch.setattr(maps, "AT_ONCE", 2)
    index = client.get("/sitemap.xml", headers={"Accept-Language": "fr"}, query_params={"again": "1"})
    parts = located(index)
    assert "<sitemapindex " in index.text
    named = [address for part in parts for address in located(client.get(part))]
    assert sorted(named) == sorted(whole)
    assert {f"/meetings/{uid}/" for uid in Meeting.objects.filter(is_listed=True).values_list("uid", flat=True)} == {
        path for path in named if path.startswith("/meetings/")
    }


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/sitemap/0.xml", 200),
        ("/sitemap/1066.xml", 404),
        ("/sitemap/everything.xml", 404),
        ("/sitemap/99999.xml", 404),
    ],
)
def test_there_is_no_part_for_what_there_is_not(client, register, path, status):
    assert client.get(path).status_code == status


@pytest.mark.parametrize("number", [1, 30])
def test_a_part_costs_the_same_number_of_queries_however_many_it_names(client, db, number, django_assert_num_queries):
    for n in range(number):
        add_meeting(f"Meeting {n}", "2022-03-04")
    with django_assert_num_queries(2):
        assert len(located(client.get("/sitemap/2022.xml"))) == number
