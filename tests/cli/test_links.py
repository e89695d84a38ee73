"""`iscm links` visits real servers on this machine, says what came of it, and tells when a link has died."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from iscm.register.models import LinkCheck
from iscm.register.operations.gather_alone import alone
from iscm.sources.limits import Limits
from tests.factories.rows import add_meeting
from tests.loopback import answer, running_site

pytestmark = pytest.mark.django_db
PATHS = ("/fine", "/old", "/gone")


@pytest.fixture
def site():
    with running_site() as site:
        site.answers |= {"/fine": answer(), "/old": answer(status=301, location="/fine")}
        add_meeting(links=[{"text": path, "url": site.address(path)} for path in PATHS])
        yield site


@pytest.fixture
def iscm(capsys, monkeypatch, settings):
    """Run the command; gives its status and the lines of both outputs."""
    monkeypatch.setattr("iscm.cli.store.migrate_store", lambda: None)
    monkeypatch.setattr("iscm.sources.fetching.Limits", partial(Limits, pause=0))
    settings.CONTACT = "office@example.org"

    def iscm(*words):
        from iscm.cli.main import main

        status = main([str(word) for word in words])
        printed = capsys.readouterr()
        return status, [" ".join(line.split()) for line in printed.out.splitlines()], printed.err

    return iscm


def test_links_are_visited_and_told_and_left_alone_for_a_while(iscm, site):
    status, lines, _ = iscm("links")
    assert (status, lines) == (
        0,
        [
            f"moved {site.address('/old')} {site.address('/fine')}",
            f"gone {site.address('/gone')} the page is not there (404)",
            "3 visited: 1 ok, 1 moved, 1 gone; 0 newly dead",
        ],
    )
    assert {request.method for request in site.requests if request.path == "/fine"} == {"HEAD"}
    assert iscm("links")[1] == ["0 visited: none was due; 0 newly dead"]
    assert iscm("links", "--all", "--most", 2)[1][-1].startswith("2 visited")


def test_a_link_that_has_died_is_told_by_the_status_and_the_list(iscm, site):
    iscm("links")
    long_ago = datetime.now(UTC) - timedelta(days=14)
    LinkCheck.objects.filter(state="gone").update(failures=2, failing_since=long_ago, checked_at=long_ago)
    status, lines, _ = iscm("links")
    assert (status, lines[-1]) == (1, "1 visited: 1 gone; 1 newly dead")
    status, lines, _ = iscm("links", "--list")
    assert (status, [line.split()[0] for line in lines[:-1]], lines[-1]) == (
        1,
        ["dead", "moved"],
        "2 wait on the worklist",
    )


def test_wrong_use_is_one_line(iscm, site, settings):
    assert iscm("links", "--most", 0) == (2, [], "iscm: --most is a number from 1 to 10000, not 0\n")
    with alone(settings.DATA_DIR, "links"):
        assert iscm("links")[::2] == (2, "iscm: Another iscm links is at work; try again when it has finished.\n")
    settings.CONTACT = settings.SITE_URL = ""
    assert iscm("links")[2].startswith("iscm: CONTACT is not set")


def test_where_no_link_answers_we_are_offline(iscm, db):
    add_meeting(links=[{"text": "", "url": f"http://127.0.0.1:1/{n}"} for n in range(5)])
    status, lines, _ = iscm("links")
    assert (status, lines, LinkCheck.objects.count()) == (
        1,
        ["no site answers at all, so that nothing is kept: is this machine online?"],
        0,
    )
