"""Which address becomes which file."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.publication.site.addresses import Layout, link, shown

ALL = Layout(("en", "fr", "es", "ar", "ru", "zh-hans"))
FRENCH = Layout(("fr", "ar"))
LIGHT = Layout(("en",), frozenset({"pdf"}))

WRITTEN = [
    ("/", "index.html"),
    ("/calendar/2024/", "calendar/2024/index.html"),
    ("/fr/calendar/2024/", "fr/calendar/2024/index.html"),
    ("/zh-hans/", "zh-hans/index.html"),
    ("/countries/fr/", "countries/fr/index.html"),
    ("/meetings/3eaf94c2-9169.ics", "meetings/3eaf94c2-9169.ics"),
    ("/calendar.ics?mechanism=gfmd", "calendar/mechanism-gfmd.ics"),
    ("/ar/calendar.ics?country=CH", "ar/calendar/country-ch.ics"),
    ("/calendar/2024/?theme=labour-migration", "calendar/2024/theme-labour-migration/index.html"),
    ("/calendar/2024/?view=month&month=3", "calendar/2024/view-month-month-3/index.html"),
    ("/calendar/2024.pdf?paper=letter", "calendar/2024/paper-letter.pdf"),
    ("/initiatives/agenda-2030/?target=10.7", "initiatives/agenda-2030/target-10.7/index.html"),
    ("/library/?kind=briefing+paper", "library/kind-briefing_paper_82515efe/index.html"),
    ("/feeds/changes/1.atom?mechanism=gfmd", "feeds/changes/1/mechanism-gfmd.atom"),
    ("/data/all/meetings.csv", "data/all/meetings.csv"),
    ("/static/website/site.6d25bc6672a5.css", "static/website/site.6d25bc6672a5.css"),
    ("/.well-known/security.txt", ".well-known/security.txt"),
]
LEFT_OUT = [
    "/embed/",
    "/embed/new/?mechanism=gfmd",
    "/fr/embed/new/",
    "/api/",
    "/api/v1/meetings",
    "/oai",
    "/oai?verb=Identify",
    "/desk/",
    "/ar/desk/queue/",
    "/accounts/login/",
    "/search/?q=geneva",
    "/calendar/2024/?country=CH",
    "/calendar/2024/?mechanism=gfmd,rcm",
    "/calendar/2024/?mechanism=gfmd&theme=data",
    "/calendar/2024/?view=month&month=3&q=x",
    "/calendar.ics?q=geneva",
    "/calendar/2024/../../../etc/passwd",
    "/mechanisms/a%2F..%2Fb/..",
    "/mechanisms/.hidden/",
    "/mechanisms/a b/",
    "/mechanisms/C:/",
    "/" + "a" * 300 + "/",
]


@pytest.mark.parametrize(("address", "file"), WRITTEN)
def test_an_address_becomes_a_file(address, file):
    assert ALL.place(address) == file


@pytest.mark.parametrize("address", LEFT_OUT)
def test_what_needs_a_server_or_has_no_end_is_left_out(address):
    assert ALL.place(address) is None


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/mechanisms/", "fr/mechanisms/index.html"),
        ("/fr/mechanisms/", "fr/mechanisms/index.html"),
        ("/ar/mechanisms/", "ar/mechanisms/index.html"),
        ("/es/mechanisms/", None),
        ("/data/2024.zip", "data/2024.zip"),
        ("/materials/0b9f1c1e.pdf", "materials/0b9f1c1e.pdf"),
        ("/publication.css", "publication.css"),
    ],
)
def test_without_english_the_main_language_stands_for_it(address, file):
    assert FRENCH.place(address) == file


def test_heavy_files_may_be_left_out():
    files = ["/calendar/2024.pdf", "/calendar/2024.pdf?paper=letter", "/calendar/2024.md"]
    assert [LIGHT.place(file) for file in files] == [None, None, "calendar/2024.md"]


def test_what_turned_out_to_be_gone_is_left_out():
    layout = Layout(("fr",), gone=frozenset({"/fr/meetings/1/"}))
    assert [layout.place(f"/{page}") for page in ("meetings/1/", "fr/meetings/1/", "meetings/2/")] == [
        None,
        None,
        "fr/meetings/2/index.html",
    ]


@pytest.mark.parametrize(
    ("here", "there", "said"),
    [
        ("index.html", "calendar/index.html", "calendar/index.html"),
        ("ar/calendar/2024/index.html", "static/website/site.css", "../../../static/website/site.css"),
        ("calendar/index.html", "calendar/index.html", "index.html"),
        ("calendar/2024.html", "publication.css", "../publication.css"),
    ],
)
def test_a_link_is_relative(here, there, said):
    assert link(here, there) == said


@pytest.mark.parametrize(
    ("file", "said"), [("index.html", ""), ("themes/index.html", "themes/"), ("a-index.html", "a-index.html")]
)
def test_a_folder_stands_for_its_page_in_a_whole_address(file, said):
    assert shown(file) == said


@given(st.text(min_size=1), st.text(min_size=1))
def test_two_values_share_a_file_only_if_they_differ_in_case(one, other):
    places = [ALL.place(f"/library/?kind={quote(value)}") for value in (one, other)]
    assert places[0] != places[1] or one.lower() == other.lower() or places == [None, None]


@given(st.text())
def test_no_address_leads_out_of_the_folder(text):
    place = ALL.place(f"/{text}")
    assert place is None or (place.isascii() and not {"..", ".", ""} & set(place.split("/")))
