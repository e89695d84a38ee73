"""The figures' pages: every figure with its table, its words and its files, in every language."""

import csv
import io

import pytest
from lxml import etree, html

from iscm.register.models import Mechanism, Meeting
from tests.factories.rows import add_meeting

KINDS = ("months", "mechanisms", "levels", "attendance", "themes")


def open_page(client, path):
    return html.fromstring(client.get(path).content)


@pytest.fixture
def year(register):
    """A year with something for every figure."""
    add_meeting("Webinars", "2024", kind="webinar", attendance="online", count=7, themes=("gender",))
    Meeting.objects.filter(ordinal=1).update(kind="senior-officials-meeting")


def test_year_shows_its_figures_each_with_a_table_of_the_same_values(client, year):
    page = open_page(client, "/figures/2024/")
    assert page.xpath("//section[@class='figure']/h2/@id") == [f"f-{key}" for key in KINDS]
    table = page.xpath("//section[@aria-labelledby='f-attendance']//table")[0]
    assert [[cell.text_content() for cell in row] for row in table.xpath(".//tr")] == [
        ["Level", "in person", "online", "Total"],
        ["senior officials", "1", "0", "1"],
        ["technical level", "0", "7", "7"],
    ]
    assert table.xpath("./caption/text()") == ["In person or online, 2024"]


def test_every_figure_is_drawn_wide_and_narrow_under_names_of_its_own(client, year):
    page = open_page(client, "/figures/2024/")
    names = page.xpath("//*[local-name()='svg']/@aria-labelledby")
    assert len(names) == 2 * len(KINDS)
    assert len(set(page.xpath("//@id"))) == len(page.xpath("//@id"))
    assert all(page.get_element_by_id(name) is not None for both in names for name in both.split())


def test_all_years_have_figures_of_their_own(client, year):
    page = open_page(client, "/figures/")
    assert page.xpath("//section[@class='figure']/h2/@id") == [
        "f-attendance",
        "f-levels",
        "f-mechanisms",
        "f-themes",
        "f-membership",
    ]


def test_picture_stands_alone_with_its_title(client, year):
    answer = client.get("/figures/2024/months.svg")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml")
    picture = etree.fromstring(answer.content)
    assert "Meetings by month, 2024" in picture.xpath("//*[@class='c-title']/text()")
    assert answer["Content-Disposition"] == 'inline; filename="iscm-months-2024.svg"'


def test_values_are_a_file_with_the_headings_of_the_table(client, year):
    answer = client.get("/figures/2024/attendance.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert list(csv.reader(io.StringIO(answer.content.decode()))) == [
        ["Level", "in person", "online", "Total"],
        ["senior officials", "1", "0", "1"],
        ["technical level", "0", "7", "7"],
    ]


def test_every_file_that_a_page_names_is_there_and_the_same_again(client, year):
    for path in ("/figures/", "/figures/2024/", "/mechanisms/", "/ar/figures/2024/"):
        files = open_page(client, path).xpath("//p[@class='files']/a/@href")
        assert files
        for file in files:
            first, again = client.get(file), client.get(file)
            assert (file, first.status_code, first.content) == (file, 200, again.content)
            assert client.get(file, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_arabic_figures_are_mirrored(client, year):
    plain, arabic = (etree.fromstring(client.get(f"{lang}/figures/2024/levels.svg").content) for lang in ("", "/ar"))
    starts = [svg.xpath("string(//*[@class='c-base']/@x1)") for svg in (plain, arabic)]
    assert float(starts[0]) < 340 < float(starts[1])


def test_membership_stands_on_the_page_of_the_mechanisms(client, year):
    page = open_page(client, "/mechanisms/")
    assert page.xpath("string(//section[@class='figure']/h2)") == "Membership by region"


@pytest.mark.parametrize("path", ["/calendar/", "/calendar/2024/", "/highlights/2024/", "/themes/", "/"])
def test_other_pages_lead_to_the_figures(client, year, path):
    found = open_page(client, path).xpath("//a[starts-with(@href, '/figures/')]/text()")
    assert set(found) == {"Figures"}


@pytest.mark.parametrize("path", ["/figures/", "/figures/2024/", "/figures/1991/"])
def test_without_meetings_a_page_says_so(client, db, path):
    page = open_page(client, path)
    assert len(page.xpath("//p[@class='empty']")) == 1
    assert page.xpath("//section[@class='figure']") == []


@pytest.mark.parametrize(
    "path",
    [
        "/figures/1492/",
        "/figures/9999/",
        "/figures/2024/nothing.svg",
        "/figures/2024/months.exe",
        "/figures/2024/membership.svg",
        "/figures/months.svg",
        "/figures/1991/months.svg",
        "/figures/1492/months.csv",
    ],
)
def test_what_is_not_there_is_404(client, year, path):
    assert client.get(path).status_code == 404


def test_hostile_names_are_only_words(client, year):
    add_meeting("x", "2024-05-05", mechanisms=("bad",))
    Mechanism.objects.filter(slug="bad").update(acronym="=1+</title><script>alert(1)</script>")
    content = client.get("/figures/2024/").content.decode()
    assert "<script>alert" not in content
    assert "'=1+</title>" in client.get("/figures/2024/mechanisms.csv").content.decode()
