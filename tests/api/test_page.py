"""The page of the API: every call with a form that leads to it."""

import re

import pytest

from iscm.api.openapi import described


@pytest.mark.parametrize("prefix", ["", "/fr", "/ar"])
def test_the_page_tells_every_call_without_scripts_or_styles_of_its_own(db, client, prefix):
    response = client.get(f"{prefix}/api/")
    text = response.content.decode()
    assert response.status_code == 200
    assert set(re.findall(r"<bdi dir=\"ltr\"><code>([^<]+)</code>", text)) == set(described()["paths"])
    assert [text.count(mark) for mark in ("<style", " style=", " onclick=")] == [0, 0, 0]
    assert text.count("<script") == 1  # that of every page


def test_no_two_things_on_the_page_have_one_name(db, client):
    names = re.findall(r' id="([^"]+)"', client.get("/api/").content.decode())
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("filled", "address"),
    [
        ("call=listMeetings&mechanism=gfmd&from=&q=", "/api/v1/meetings?mechanism=gfmd"),
        ("call=listMeetings&from=2024-01-01&evil=1", "/api/v1/meetings?from=2024-01-01"),
        ("call=getCountry&code=ma&lang=fr", "/api/v1/countries/ma?lang=fr"),
        ("call=getCountry&code=//elsewhere.example", "/api/v1/countries/%2F%2Felsewhere.example"),
        ("call=getCountry", "/api/v1/countries/-"),
    ],
)
def test_a_form_leads_to_its_call(db, client, filled, address):
    response = client.get(f"/api/?{filled}")
    assert (response.status_code, response.headers["Location"]) == (302, address)


def test_an_unknown_call_is_the_page_itself(db, client):
    assert client.get("/api/?call=nothing").status_code == 200
