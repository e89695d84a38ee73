"""A register with a little of everything, for the tests of pages."""

from types import SimpleNamespace

import pytest
from django.utils.translation import override

from iscm.register.models import (
    Anniversary,
    IndexEntry,
    Meeting,
    Membership,
    Objective,
    Party,
    Problem,
    Publication,
    Revision,
)
from iscm.register.operations.index import index_meetings
from tests.factories.editions import add_edition
from tests.factories.rows import (
    NOON,
    add_document,
    add_initiative,
    add_mechanism,
    add_meeting,
    add_territory,
    add_theme,
    cite,
    raise_stamp,
)


def fill(number=1):
    """`number` of everything that a list may hold, all hanging together."""
    switzerland, document = add_territory(), add_document(stated_count=120, record_count=number)
    add_document("tracker.txt", reader="tracker", title="Meetings at which the GCM was addressed", year=None)
    initiative = add_initiative("gcm")
    theme = add_theme("data")
    for n in range(1, number + 1):
        mechanism = add_mechanism("gfmd" if n == 1 else f"mechanism-{n}")
        Membership.objects.create(mechanism=mechanism, basis="listed", as_of="2024")
        Party.objects.create(mechanism=mechanism, role="member", territory=switzerland)
        Party.objects.create(mechanism=mechanism, role="observer", organisation=f"Organisation {n}")
        Objective.objects.create(initiative=initiative, number=n, title=f"Objective {n}", short="x", themes=["data"])
        meeting = _add_meeting(n)
        claims = {"title": (f"Printed {n}", meeting.title), "edtf": ("January 23", "2024-01-23")}
        record = cite(meeting, document, chosen=("title", "edtf"), **claims)
        _index(n, document, mechanism, theme, initiative)
        _publish(n, document, mechanism, theme)
        said = {"code": "date-weekend", "severity": "information", "message": "A Saturday.", "found_at": NOON}
        Problem.objects.create(key=str(n), document=document, record=record, **said)
        change = {"action": "created", "object_type": "meeting", "object_key": meeting.uid, "digest": str(n)}
        Revision.objects.create(at=NOON, actor="iscm", **change)
        add_edition(n)
    index_meetings()
    raise_stamp()
    raise_stamp("mechanism:gfmd")
    return SimpleNamespace(meeting=Meeting.objects.order_by("id").first(), document=document)


def _add_meeting(n):
    filed = {"themes": ("data",), "initiatives": ("gcm",), "mechanisms": ("gfmd",)}
    return add_meeting(f"Forum {n} on <b>data</b> & more", f"2024-01-{n % 28 + 1:02}", ordinal=n, kind="forum", **filed)


def _index(n, document, mechanism, theme, initiative):
    printed = {"document": document, "mechanism": mechanism, "year": 2024, "printed": "x", "position": n}
    IndexEntry.objects.create(theme=theme, line=1, **printed)
    IndexEntry.objects.create(initiative=initiative, line=2, remark="in other mechanisms", **printed)
    Anniversary.objects.create(document=document, mechanism=mechanism, years=10, year=2024)


def _publish(n, document, mechanism, theme):
    named = {"title": f"Report {n}", "title_key": f"report {n}", "kind": "report"}
    publication = Publication.objects.create(document=document, year=2024, **named)
    publication.mechanisms.add(mechanism)
    publication.themes.add(theme)


@pytest.fixture(autouse=True)
def english():
    """A page in another language leaves its language behind in the thread; each test starts in English."""
    with override("en"):
        yield


@pytest.fixture
def register(db):
    """One of everything."""
    return fill()


def addresses(found):
    """Every address of the site, with something to show on each."""
    uid = found.meeting.uid
    return [
        "/", "/calendar/", "/calendar/2024/", "/calendar/2024/?view=month", "/calendar/2024/?view=year",
        "/calendar/2024/?view=map", "/calendar/2024/?mechanism=gfmd&theme=data", "/calendar/2031/",
        "/calendar/2024/?mechanism=nobody", f"/meetings/{uid}/", f"/meetings/{uid}.ics", "/calendar.ics",
        "/calendar.ics?mechanism=gfmd", "/calendar.json", "/feeds/meetings.atom", "/feeds/changes.atom?theme=data",
        "/mechanisms/", "/mechanisms/gfmd/", "/countries/", "/countries/ch/",
        "/themes/",
        "/themes/data/", "/initiatives/", "/initiatives/gcm/", "/initiatives/gcm/?objective=1&from=2024-01-01",
        "/highlights/", "/highlights/2024/", "/figures/", "/figures/2024/",
        "/library/",
        "/library/?kind=report", "/library/citations.bib", "/library/citations.ris", "/library/citations.json",
        "/documents/", "/sources/", "/sources/iom-calendar/",
        "/editions/", "/editions/calendar-2031/", "/editions/calendar-2031/1/", "/editions/calendar-2031/1.csv",
        f"/documents/{found.document.pk}/", "/data/", "/data/2024/",
        "/data/2024/meetings.csv", "/data/all.zip", "/vocabularies/themes.ttl",
        "/search/", "/search/?q=forum", "/search/?q=nothing", "/feeds/", "/about/",
        "/changes/", "/changes/2024/39/", "/follow/", "/follow/asked/", "/suggest/", f"/suggest/?meeting={uid}",
        "/overlaps/", "/overlaps/?mechanism=rcm&mechanism=sacm&on=2024-06-01", "/overlaps/countries/ch/",
        "/overlaps/plan/2024/", "/overlaps/plan/2024.csv", "/overlaps/plan/2024.ics", "/overlaps/expected/",
        "/embed/", "/embed/?mechanism=gfmd&limit=3", "/embed/new/", "/embed/new/?theme=data&paper=fff",
        "/embed/meetings.json", "/embed/theme.css?ink=123",
        "/robots.txt", "/sitemap.xml", "/.well-known/security.txt",
    ]  # fmt: skip


def read_whole(response):
    """The answer, with its file read to the end, so that it is closed without the test's connection."""
    if response.streaming:
        b"".join(response.streaming_content)
    return response
