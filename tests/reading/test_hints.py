"""What is known of where a document came from serves where the document itself is silent."""

import pytest

from iscm.data import load_vocabulary
from iscm.domain.documents import Document, Hints
from iscm.domain.readings import Reading
from iscm.reading.read import read_all

TABLE = "Date,Title,Place\n04/05/2026,Senior Officials' Meeting,Geneva\n"


def read(text: str, hints: Hints | None = None, name: str = "list.csv") -> Reading:
    (reading,) = read_all(Document(name, text.encode()), load_vocabulary(), hints=hints)
    return reading


@pytest.mark.parametrize(
    ("order", "edtf", "codes"),
    [
        ("", None, ["date-ambiguous"]),
        ("day-first", "2026-05-04", []),
        ("month-first", "2026-04-05", []),
        ("sideways", None, ["date-ambiguous"]),
    ],
)
def test_the_order_of_figures_decides_what_the_document_leaves_open(order, edtf, codes):
    reading = read(TABLE, Hints(date_order=order))
    assert [record.edtf.text for record in reading.records if record.edtf] == ([edtf] if edtf else [])
    assert [found.code for found in reading.problems if found.code == "date-ambiguous"] == codes


def test_an_order_that_the_document_shows_itself_wins():
    reading = read(f"{TABLE}25/06/2026,Technical Meeting,Geneva\n", Hints(date_order="month-first"))
    assert [record.edtf.text for record in reading.records] == ["2026-05-04", "2026-06-25"]


def test_a_meeting_that_names_no_mechanism_is_its_publishers():
    assert read(TABLE).records[0].mechanisms == ()
    assert read(TABLE, Hints(mechanisms=("bali-process", "no-such-slug"))).records[0].mechanisms == ("bali-process",)


def test_a_mechanism_that_is_named_or_misspelt_stays_as_the_document_has_it():
    table = "Date,Title,Mechanism\n3 May 2026,Meeting,Prague Process\n4 May 2026,Meeting,Xyzzy Dialogue\n"
    records = read(table, Hints(mechanisms=("bali-process",))).records
    assert [record.mechanisms for record in records] == [("prague-process",), ()]


def test_title_publisher_and_language_stand_in_where_the_document_has_none():
    hints = Hints(lang="fr", publisher="Secretariat", title="Events")
    reading = read(TABLE, hints)
    assert (reading.title, reading.publisher, reading.lang) == ("Events", "Secretariat", "fr")
    page = (
        '<html lang="es"><title>Reuniones</title><table><tr><th>Date</th><th>Title</th></tr>'
        "<tr><td>3 May 2026</td><td>Foro</td></tr></table></html>"
    )
    reading = read(page, hints, "a.html")
    assert (reading.title, reading.lang) == ("Reuniones", "es")


@pytest.mark.parametrize(
    ("head", "base", "href", "url"),
    [
        ("", "https://example.org/events/", "one.html", "https://example.org/events/one.html"),
        ("", "https://example.org/events/", "/one", "https://example.org/one"),
        ('<base href="/en/">', "https://example.org/events/", "one", "https://example.org/en/one"),
        ('<base href="https://example.net/">', "", "one", "https://example.net/one"),
        ("", "", "one.html", None),
        ("", "https://example.org/", "javascript:alert(1)", None),
        ("", "https://example.org/", "#top", None),
        ("", "javascript:alert(1)", "one", None),
        ("", "https://example.org/", "//[", None),
    ],
)
def test_links_lead_from_where_the_page_stands(head, base, href, url):
    page = (
        f"<html>{head}<table><tr><th>Date</th><th>Title</th></tr>"
        f'<tr><td>3 May 2026</td><td><a href="{href}">Forum</a></td></tr></table></html>'
    )
    reading = read(page, Hints(base=base), "a.html")
    assert [link.url for link in reading.records[0].links] == [url]
