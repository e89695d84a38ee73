"""An editor cancels a meeting on the desk: every way by which somebody may know of it says so, and none forgets it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from iscm.register.queries.history import version_of
from iscm.register.rules import Role
from tests.factories.accounts import add_account
from tests.factories.records import make_reading, make_record
from tests.register.conftest import few, put, register  # noqa: F401  # fixtures

TODAY = datetime.now(tz=UTC).date()
DAY = TODAY + timedelta(days=20)
CHANNELS = {
    "page": "/meetings/{uid}/",
    "home": "/",
    "calendar of the year": "/calendar/{year}/",
    "search": "/search/?q=round+table",
    "mechanism": "/mechanisms/budapest-process/",
    "week of changes": "/changes/",
    "iCalendar of all": "/calendar.ics",
    "iCalendar of one": "/meetings/{uid}.ics",
    "JSCalendar": "/calendar.json",
    "Atom of changes": "/feeds/changes.atom",
    "list for other sites": "/embed/meetings.json",
    "API, one": "/api/v1/meetings/{uid}",
    "API, many": "/api/v1/meetings",
    "API, changes": "/api/v1/changes",
    "harvesters": "/oai?verb=GetRecord&metadataPrefix=iscm&identifier={identifier}",
    "publication, Markdown": "/calendar/{year}.md",
    "publication, CSV": "/calendar/{year}.csv",
    "publication, HTML": "/calendar/{year}.html",
    "open data": "/data/{year}/meetings.csv",
}


def tellings(reader, uid):
    """How often each channel says "cancelled"."""
    known = reader.get("/oai?verb=ListIdentifiers&metadataPrefix=iscm").text
    identifier = known.split("<identifier>")[1].split("<")[0]
    found = {}
    for name, address in CHANNELS.items():
        answer = reader.get(address.format(uid=uid, year=DAY.year, identifier=identifier), follow=True)
        assert (name, answer.status_code) == (name, 200)
        found[name] = b"".join(answer).decode().lower().count("cancelled")
    return found


@pytest.mark.django_db
def test_a_cancelled_meeting_reaches_every_channel(put):  # noqa: F811  # a fixture
    uid = put(make_reading(make_record(title="Round Table on Returns", when=DAY.isoformat()), year=DAY.year)).created[0]
    desk, reader = Client(), Client()
    desk.force_login(add_account("ann", Role.EDITOR))
    before = tellings(reader, uid)
    asked = {"fate": "cancel", "seen": version_of(uid), "reason": "the host wrote"}
    assert desk.post(reverse("desk-fate", args=[uid]), asked).status_code == 302
    after = tellings(reader, uid)
    assert {name for name in CHANNELS if after[name] <= before[name]} == set()
    assert "Round Table on Returns" in reader.get(f"/calendar/{DAY.year}/").text
