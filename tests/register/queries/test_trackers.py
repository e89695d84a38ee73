"""What a tracker is told, and with how many queries."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from iscm.domain.citations import Locator
from iscm.publication.reports.tracked import Receipt
from iscm.register.models import Initiative, MeetingInitiative, Objective
from iscm.register.queries.trackers import goals_of, tracker_facts
from tests.factories.rows import add_document, add_initiative, add_meeting, cite

pytestmark = pytest.mark.django_db


def titles(rows):
    return [row.title for row in rows]


def add_tracker(name="t.txt", title="Events at which the GCM was addressed"):
    add_initiative("gcm")
    return add_document(name, reader="tracker", title=title, year=None, last_update=None)


def add_objective(number=9, themes=("data",)):
    add_initiative("gcm")
    said = {"title": f"Objective {number}", "short": "short", "themes": list(themes)}
    Objective.objects.create(initiative=Initiative.objects.get(slug="gcm"), number=number, **said)


@pytest.mark.parametrize("number", [1, 3, 600])
def test_number_of_queries_is_fixed(number):
    tracker = add_tracker()
    add_objective()
    for n in range(number):
        cite(add_meeting(f"Told {n}", "2017-01-01", themes=("data",)), tracker)
        add_meeting(f"Guessed {n}", "2017-01-02", themes=("data",), initiatives=("gcm",))
    for part, expected in ((None, 13), (9, 14)):
        with CaptureQueriesContext(connection) as asked:
            facts = tracker_facts("gcm", part)
        assert (len(asked), len(facts.stated), len(facts.suggested)) == (expected, number, number)


def test_meetings_of_a_document_about_the_initiative_are_stated():
    other = add_tracker("o.txt", "Events on GCMs")
    tracker = add_tracker()
    cite(add_meeting("In", "2017-01-01"), tracker)
    cite(add_meeting("Out", "2017-01-02"), other)
    add_meeting("Guessed", "2017-01-03", initiatives=("gcm",))
    add_meeting("Gone", "2017-01-04", initiatives=("gcm",), is_listed=False)
    facts = tracker_facts("gcm")
    assert (titles(facts.stated), titles(facts.suggested)) == (["In"], ["Guessed"])


def test_meetings_that_a_source_files_under_it_are_stated():
    meeting = add_meeting("Filed", "2017-01-01", initiatives=("gcm",))
    MeetingInitiative.objects.filter(meeting=meeting).update(basis="stated")
    assert titles(tracker_facts("gcm").stated) == ["Filed"]


def test_receipt_is_the_place_that_tells_the_outcome_else_the_tracker_else_the_best():
    plain, tracker = add_document("plain.txt"), add_tracker()
    told, listed = add_meeting("Told", "2017-01-01"), add_meeting("Listed", "2017-01-02")
    only = add_meeting("Only", "2017-01-03", initiatives=("gcm",))
    MeetingInitiative.objects.filter(meeting=only).update(basis="stated")
    cite(told, tracker)
    outcome = cite(told, plain, chosen=("outcome",))
    cite(listed, plain)
    row = cite(listed, tracker, chosen=())
    best = cite(only, plain)
    facts = tracker_facts("gcm")
    assert dict(facts.receipts) == {
        told.uid: Receipt(plain.pk, plain.pk, outcome.n, Locator(page=1, row=outcome.n)),
        listed.uid: Receipt(tracker.pk, tracker.pk, row.n, Locator(page=1, row=row.n)),
        only.uid: Receipt(plain.pk, plain.pk, best.n, Locator(page=1, row=best.n)),
    }
    assert [(one.id, one.meetings) for one in facts.sources] == [(plain.pk, 2), (tracker.pk, 1)]


def test_receipts_of_corrections_lead_to_the_one_source_that_has_no_name():
    corrections = [
        add_document(f"c{n}", title="Correction by ann", reader="correction", trust=0, last_update=date(2024, 1, n))
        for n in (1, 2)
    ]
    for n, correction in enumerate(corrections):
        meeting = add_meeting(f"SOM {n}", "2017-01-01", initiatives=("gcm",))
        cite(meeting, correction, chosen=("outcome",))
    MeetingInitiative.objects.update(basis="stated")
    facts = tracker_facts("gcm")
    assert [(one.is_correction, one.title, one.meetings) for one in facts.sources] == [(True, "", 2)]
    assert {receipt.source for _, receipt in facts.receipts} == {facts.sources[0].id}
    assert {receipt.document for _, receipt in facts.receipts} == {one.pk for one in corrections}


def test_objective_has_the_meetings_on_its_themes_those_that_name_it_by_a_source_apart():
    add_objective(9, ("data",))
    tracker = add_tracker()
    cite(add_meeting("Told", "2017-01-01", themes=("data",)), tracker)
    cite(add_meeting("Told of another theme", "2017-01-02", themes=("gender",)), tracker)
    add_meeting("On the theme", "2017-01-03", themes=("data",))
    facts = tracker_facts("gcm", objective=9)
    assert (titles(facts.stated), titles(facts.suggested)) == (["Told"], ["On the theme"])
    assert (facts.goal.code, facts.goal.themes) == ("9", ("data",))


def test_target_has_the_meetings_on_the_themes_we_put_near_it():
    add_initiative("agenda-2030")
    Initiative.objects.update(targets={"8.7": "forced labour", "99.9": "made up"})
    add_meeting("On trafficking", "2017-01-03", themes=("combating-human-trafficking",))
    assert titles(tracker_facts("agenda-2030", target="8.7").suggested) == ["On trafficking"]
    assert tracker_facts("agenda-2030", target="99.9").suggested == ()


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        (date(2017, 1, 1), None, ["Late", "Vague"]),
        (None, date(2016, 12, 31), ["Early"]),
        (date(2017, 3, 1), date(2017, 3, 31), ["Vague"]),
        (date(2018, 1, 1), date(2017, 1, 1), []),
    ],
)
def test_period_is_what_may_touch_it(since, until, found):
    add_meeting("Early", "2016-05-01", initiatives=("gcm",))
    add_meeting("Late", "2017-02-01", initiatives=("gcm",))
    add_meeting("Vague", "2017", initiatives=("gcm",))
    assert titles(tracker_facts("gcm", since=since, until=until).suggested) == found


def test_what_is_not_there_has_no_tracker():
    add_objective()
    assert tracker_facts("nothing") is None
    assert tracker_facts("gcm", objective=24) is None
    assert tracker_facts("gcm", target="8.7") is None


def test_goals_are_counted_each_meeting_once_and_groups_as_many_as_they_are():
    add_objective(1, ("data", "gender"))
    add_objective(2, ("gender",))
    add_meeting("Both", "2017-01-01", themes=("data", "gender"))
    add_meeting("Webinars", "2017", themes=("data",), count=7)
    add_meeting("Several", "2017", themes=("gender",), count=None)
    with CaptureQueriesContext(connection) as asked:
        found = goals_of("gcm")
    assert [(goal.code, number) for goal, number in found] == [("1", 9), ("2", 2)]
    assert (len(asked), goals_of("nothing")) == (3, ())


def test_tracker_has_the_licence_of_the_register(settings):
    settings.LICENCE = "CC0-1.0"
    add_initiative("gcm")
    assert tracker_facts("gcm").licence == "CC0-1.0"


@pytest.mark.parametrize(("most", "expected"), [(None, (3, False)), (3, (3, False)), (2, (2, True))])
def test_of_very_many_meetings_the_latest_are_told(most, expected):
    add_initiative("gcm")
    for year in (2018, 2017, 2019):
        add_meeting(f"Meeting {year}", f"{year}-01-01", initiatives=("gcm",))
    facts = tracker_facts("gcm", most=most)
    assert (len(facts.suggested), facts.is_cut) == expected
    assert titles(facts.suggested) == ["Meeting 2017", "Meeting 2018", "Meeting 2019"][-len(facts.suggested) :]
