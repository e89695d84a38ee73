"""Licence, publisher and addresses as an export says them."""

import pytest

from iscm.publication.opendata.terms import LICENCES, Terms
from iscm.publication.opendata.words import cite_as, render_citation, render_readme


def terms(site="", licence="CC-BY-4.0"):
    return Terms(site, ("Desk", "Geneva"), licence)


@pytest.mark.parametrize("licence", LICENCES)
def test_known_licences_have_words_and_an_address(licence):
    found = terms(licence=licence)
    assert found.licence_title != licence
    assert found.licence_url.startswith("https://")


@pytest.mark.parametrize(
    ("licence", "url"),
    [
        ("MIT", "https://spdx.org/licenses/MIT.html"),
        ("own terms <x>", "https://spdx.org/licenses/own%20terms%20%3Cx%3E.html"),
    ],
)
def test_other_licences_go_by_their_name(licence, url):
    found = terms(licence=licence)
    assert (found.licence_title, found.licence_url) == (licence, url)


@pytest.mark.parametrize(
    ("site", "address"),
    [
        ("", "/data/"),
        ("https://calendar.example.org", "https://calendar.example.org/data/"),
        ("https://[::1]:8000/x", "https://[::1]:8000/x/data/"),
        ("https://ex ample.org", "https://ex%20ample.org/data/"),
    ],
)
def test_addresses_are_below_the_site_or_relative(site, address):
    assert terms(site).address("/data/") == address


def test_how_to_cite_names_publisher_title_state_and_place():
    moment = "2024-09-24T12:00:00Z"
    assert cite_as(terms("https://x.org"), moment) == (
        "Desk, Geneva (2024): Meetings of Inter-State Consultation Mechanisms on Migration [data set]; "
        "state of 2024-09-24. https://x.org/data/"
    )
    assert cite_as(terms(), None) == (
        "Desk, Geneva: Meetings of Inter-State Consultation Mechanisms on Migration [data set]"
    )


def test_citation_file_takes_any_name():
    odd = Terms("", ('A "quoted": name\n- x',), "CC0-1.0")
    lines = render_citation(odd, "2024-09-24T12:00:00Z").decode().splitlines()
    assert lines[0] == 'cff-version: "1.2.0"'
    assert 'authors: [{"name": "A \\"quoted\\": name\\n- x"}]' in lines
    assert 'date-released: "2024-09-24"' in lines


def test_readme_names_packages_licence_and_how_to_cite():
    page = render_readme(terms(), "2024-09-24T12:00:00Z", ("all", "2024")).decode()
    for words in (
        "| meetings of 2024 | `2024/` |",
        "`iscm rebuild --from`",
        "CC-BY-4.0",
        cite_as(terms(), "2024-09-24T"),
    ):
        assert words in page
