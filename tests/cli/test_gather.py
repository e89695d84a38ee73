"""`iscm gather` visits real servers on this machine, says what came of it, and changes nothing it cannot believe."""

import shutil
from functools import partial
from pathlib import Path

import pytest

from iscm.domain.errors import ConflictError
from iscm.register.models import Meeting, Problem, Revision, Visit
from iscm.register.operations.gather_alone import alone
from iscm.sources.limits import Limits
from tests.gathering import feed
from tests.loopback import answer, running_site

pytestmark = pytest.mark.django_db

DESCRIPTION = """title = "Meetings of the RCM"
publisher = "RCM"
trust = "secretariat"
form = "icalendar"
address = "{}"
mechanisms = ["rcm"]
"""
MEETINGS = (("2097-03-01", "Workshop on visas"), ("2097-04-01", "Seminar on data"), ("2097-05-01", "Plenary Meeting"))
ROBOTS = b"User-agent: iscm\nDisallow: /private/\n"


@pytest.fixture
def site():
    with running_site() as site:
        site.answers |= {"/a.ics": answer(feed(*MEETINGS), etag='"1"'), "/robots.txt": answer(ROBOTS)}
        yield site


@pytest.fixture
def iscm(capsys, monkeypatch, settings, register):
    """Run the command; gives its status and the lines of both outputs."""
    monkeypatch.setattr("iscm.cli.store.migrate_store", lambda: None)
    # How long a fetcher pauses between two requests is shown where it is tested.
    monkeypatch.setattr("iscm.sources.fetching.Limits", partial(Limits, pause=0))
    settings.CONTACT = "office@example.org"

    def iscm(*words):
        from iscm.cli.main import main

        status = main([str(word) for word in words])
        printed = capsys.readouterr()
        return status, printed.out.splitlines(), printed.err.splitlines()

    return iscm


@pytest.fixture
def describe(settings, site):
    """Describe a source at this path of the site, or in these words."""
    folder = Path(settings.DATA_DIR) / "sources"

    def describe(name="rcm", path="/a.ics", text=""):
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.toml").write_text(text or DESCRIPTION.format(site.address(path)), encoding="utf-8")

    yield describe
    shutil.rmtree(folder, ignore_errors=True)


def test_feed_is_fetched_and_its_meetings_made_once(iscm, describe, site):
    describe()
    assert iscm("gather", "--accept", "--actor", "ann") == (0, ["rcm: new, 3 records", "  3 meetings new"], [])
    assert Visit.objects.get().actor == "ann"
    assert "office@example.org" in site.requests[-1].headers["user-agent"]
    assert iscm("gather")[1] == ["nothing is due (1 source has an address; --all visits it, --list tells when)"]
    site.answers["/a.ics"] = b"HTTP/1.1 304 Same\r\n\r\n"
    assert iscm("gather", "--all") == (0, ["rcm: unchanged, 3 records"], [])
    assert site.requests[-1].headers["if-none-match"] == '"1"'
    assert Meeting.objects.count() == 3


def test_without_accept_there_are_proposals(iscm, describe):
    describe()
    told = ["rcm: new, 3 records", "  1 document proposed; --accept makes the clear changes"]
    assert iscm("gather", "rcm") == (0, told, [])
    assert iscm("gather", "rcm", "--accept") == (0, ["rcm: new, 3 records", "  3 meetings new"], [])


def test_dry_run_tells_and_keeps_nothing(iscm, describe):
    describe()
    told = ["rcm: new, 3 records (dry run: nothing is kept)", "  3 meetings new"]
    assert iscm("gather", "--dry-run", "--accept") == (0, told, [])
    assert (Visit.objects.count(), Meeting.objects.count()) == (0, 0)


def test_what_fails_needs_a_person_and_stops_no_other(iscm, describe):
    describe()
    describe("a-gone", "/gone.ics")
    describe("b-private", "/private/a.ics")
    status, out, err = iscm("gather", "--accept")
    assert (status, err, len(out)) == (1, [], 8)
    assert out[:2] == ["a-gone: FAILED", "  the page is not there (404). Look for its new address."]
    assert out[2].startswith("  next try after 20")
    assert out[3] == "b-private: FAILED"
    assert out[4].startswith("  the site's robots.txt asks programs to stay away.")
    assert out[6:] == ["rcm: new, 3 records", "  3 meetings new"]


def test_what_is_not_believed_waits_for_a_person(iscm, describe, site):
    describe()
    iscm("gather", "--accept")
    site.answers["/a.ics"] = answer(feed(MEETINGS[0]))
    status, out, _ = iscm("gather", "rcm", "--accept")
    assert (status, out) == (
        1,
        [
            "rcm: NOT BELIEVED",
            "  it lists 1 meeting, less than half of the 3 that it should still list",
            "  Nothing was changed. If it is right, run: iscm gather rcm --release --actor NAME",
        ],
    )
    problem = next(line for line in iscm("check")[1] if "source-quarantined" in line)
    assert problem.startswith("  error       source-quarantined: Meetings of the RCM: it lists 1 meeting, less than")
    told = ["rcm: taken, 1 record", "  2 meetings no longer listed"]
    assert iscm("gather", "rcm", "--release", "--actor", "bob") == (0, told, [])
    assert set(Revision.objects.filter(action="no-longer-listed").values_list("actor", flat=True)) == {"bob"}


def test_problem_of_a_source_ends_when_nobody_describes_it_any_more(iscm, describe, settings):
    describe()
    describe("old", "/login")
    describe("bad", "/login")
    description = Path(settings.DATA_DIR) / "sources" / "old.toml"
    for _ in range(3):
        iscm("gather", "old", "bad")
    told = Problem.objects.filter(resolved_at=None, code="source-failing")
    assert told.count() == 2
    description.unlink()
    iscm("gather", "rcm")
    assert told.count() == 1


def test_list_tells_when_each_source_is_due(iscm, describe):
    describe()
    iscm("gather")
    describe("new")
    lines = {line.split()[0]: line.split()[1:3] for line in iscm("gather", "--list")[1]}
    assert lines == {
        "iom-calendar": ["received", "by"],
        "iom-highlights": ["received", "by"],
        "iom-tracker": ["received", "by"],
        "new": ["icalendar", "due"],
        "rcm": ["icalendar", "fetched"],
    }


def test_faulty_description_is_told_and_the_others_are_visited(iscm, describe, settings):
    describe()
    describe("bad", text="title = 7")
    status, out, err = iscm("gather")
    assert (status, out[0]) == (2, "rcm: new, 3 records")
    assert err == [f"iscm: {settings.DATA_DIR}/sources/bad.toml: publisher is missing. Add a line: publisher = …"]


WRONG = [
    (("nope",), "no source 'nope' (see --list)"),
    (("iom-calender",), "no source 'iom-calender'; did you mean 'iom-calendar'?"),
    (("iom-calendar",), "iom-calendar has no address: its documents are received by hand (iscm ingest FILE)"),
    (("--release",), "--release goes with the names of sources, and with no option but --actor and --accept"),
    (("rcm", "--release"), "rcm: nothing waits."),
    (("--actor", " "), "--actor is the name of a person, not ' '"),
]


@pytest.mark.parametrize(("words", "told"), WRONG)
def test_wrong_use_is_told_in_one_line(iscm, describe, words, told):
    describe()
    assert iscm("gather", *words) == (2, [], [f"iscm: {told}"])


def test_sites_are_not_visited_by_nobody(iscm, describe, settings):
    describe()
    settings.CONTACT = settings.SITE_URL = ""
    told = "iscm: CONTACT is not set: those who run a site must be able to ask who visits it"
    assert iscm("gather") == (2, [], [told])


def test_in_use_no_machine_that_is_not_public_is_spoken_to(iscm, describe, settings, site):
    describe()
    del settings.GATHER_PERMITS
    assert iscm("gather")[1][1].startswith("  it leads to a machine that is not on the public net.")
    assert site.requests == []


def test_second_gather_says_that_one_is_at_work(iscm, describe, settings, site):
    describe()
    with alone(Path(settings.DATA_DIR)):
        told = "iscm: Another iscm gather is at work; try again when it has finished."
        assert iscm("gather") == (2, [], [told])
    assert site.requests == []
    with alone(Path(settings.DATA_DIR)), pytest.raises(ConflictError), alone(Path(settings.DATA_DIR)):
        pass
