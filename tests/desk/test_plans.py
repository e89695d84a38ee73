"""Year plans at the desk: wishes typed or sent, a real year, what was found, and what is done with it."""

import json
import re
from datetime import date, timedelta
from html import unescape
from io import BytesIO
from socket import gethostname

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from openpyxl import load_workbook

from iscm.domain.plan_runs import RunState
from iscm.planning.plans_reading import read_plan
from iscm.register.models import Meeting, PlanRun, Submission
from iscm.register.operations.gather_alone import alone
from iscm.register.operations.plan_runs import run_waiting
from iscm.register.queries.plan_runs import find_run
from iscm.register.rules import Role
from tests.factories.hostile_words import MARKUP
from tests.factories.rows import add_document, add_mechanism, add_meeting, cite

PREP = {"title": "Preparation", "mechanisms": "rcm", "days": "1", "periods": "2090-03-06/2090-03-10"}
SOM = {"title": "Officials", "mechanisms": "rcm", "days": "2", "periods": "2090-03-06/2090-03-17", "after": "w1 2 5"}
YEAR = {"way": "year", "year": "2090", "move": "14", "seconds": "5"}
SPRING = "“spring” is no period; write it as 2027-10, 2027-33 or 2027-10-04/2027-11-12"
NO_FILE = "Choose a file of wishes whose name ends in .csv, .json or .toml."
LIST = reverse("desk-plans")
NEW = reverse("desk-plan-new")


@pytest.fixture(autouse=True)
def no_process(settings, tmp_path, monkeypatch):
    """Nothing runs beside the tests: `run_waiting` does it here."""
    settings.DATA_DIR = tmp_path
    begun = []
    monkeypatch.setattr("iscm.desk.views.plans.start_process", lambda: begun.append("asked"))
    monkeypatch.setattr("iscm.desk.views.plan_run.start_process", lambda: begun.append("waiting"))
    return begun


@pytest.fixture
def editor(signed_in):
    """An editor of the whole register, which has two meetings of States in both on one day."""
    add_mechanism("rcm")
    for mechanism, place in (("rabat-process", "Lisbon|PT"), ("khartoum-process", "Rome|IT")):
        add_mechanism(mechanism)
        held = add_meeting(f"Of {mechanism}", "2090-03-07", mechanisms=(mechanism,), places=(place,))
        cite(held, add_document(f"{mechanism}.txt", year=2090))
    return signed_in("ann", Role.EDITOR)


def typed(*wishes, **rest):
    """What a browser sends of wishes typed line by line."""
    rows = {f"w{at}-{name}": text for at, row in enumerate(wishes, start=1) for name, text in row.items()}
    return {"way": "rows", "rows": "6", "wishes_year": "2090", "seconds": "5", **rows, **rest}


def asked(editor, data):
    """The search that these words begin, when it is over."""
    answer = editor.post(NEW, data)
    pk = int(re.search(r"(\d+)/$", answer.headers["Location"])[1])
    run_waiting()
    return pk


def to(name, pk, *args):
    return reverse(f"desk-plan-{name}" if name else "desk-plan", args=(pk, *args))


def said(page, name):
    """The words of each element of this class."""
    found = re.findall(rf'<(\w+) [^>]*class="{name}"[^>]*>(.*?)</\1>', page.text, re.DOTALL)
    return [" ".join(unescape(re.sub("<[^>]*>", " ", words)).split()) for _, words in found]


def test_wishes_that_are_typed_become_a_plan(editor, no_process, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        pk = asked(editor, typed(PREP, SOM, title="Spring"))
    page = editor.get(to("", pk))
    assert no_process == ["asked"]
    assert "<h1><bdi>Spring</bdi></h1>" in page.text
    assert said(page, "state-finished") == ["Finished"]
    assert said(page, "what") == ["RCM Preparation", "RCM Officials"]


def test_a_real_year_whose_meetings_move_apart(editor):
    page = editor.get(to("", asked(editor, YEAR)))
    assert "<h1><bdi>2090, moved by at most 14 days</bdi></h1>" in page.text
    assert page.text.count('<li class="near-pair">') == 2
    assert page.text.count("<del>") == 2
    counts = re.findall(r'<p class="count">(.*?)</p>', page.text, re.DOTALL)
    assert [re.findall(r"\d+", one) for one in counts] == [["1", "0"], ["1", "0"]]


def test_a_file_of_wishes(editor):
    lines = "key,title,mechanisms,days,periods\nsom,Officials,rcm,2,2090-03\n"
    sent = SimpleUploadedFile("wishes.csv", lines.encode())
    pk = asked(editor, {"way": "file", "file": sent, "wishes_year": "", "seconds": "5"})
    assert set(find_run(pk).found.dates) == {"som"}


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (typed(), "Write at least one wish."),
        (typed(PREP | {"days": "40"}), "a meeting lasts 1 to 30 days, not 40"),
        (typed(PREP | {"periods": "spring"}), SPRING),
        (typed(PREP | {"mechanisms": "nobody"}), "no mechanism is called “nobody”"),
        (typed(SOM | {"after": "w9"}), "there is no wish and no meeting “w9”"),
        (typed(PREP | {"key": "a"}, SOM | {"key": "a"}), "two wishes have this key; each needs its own"),
        (typed(PREP, seconds="4"), "Write a whole number from 5 to 600."),
        (typed(PREP, wishes_year="soon"), "Write a whole number from 1985 to 2100."),
        (YEAR | {"move": "181"}, "Write a whole number from 0 to 180."),
        (YEAR | {"year": "MMXC"}, "Write a whole number from 1985 to 2100."),
        ({"way": "file", "wishes_year": "", "seconds": "5"}, NO_FILE),
        ({}, NO_FILE),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_lost(editor, data, wrong):
    page = editor.post(NEW, data)
    assert (page.status_code, PlanRun.objects.count()) == (400, 0)
    assert set(said(page, "trouble")) == {wrong}
    kept = {text for name, text in data.items() if name.startswith("w1-")}
    assert {unescape(one) for one in re.findall(r'name="w1-[^"]*" id="[^"]*" value="([^"]*)"', page.text)} >= kept


def test_a_file_that_is_no_wishes_is_told_line_by_line(editor):
    lines = "key,days,periods\nsom,40,spring\n<b>,1,2090\n"
    sent = SimpleUploadedFile("wishes.csv", lines.encode())
    page = editor.post(NEW, {"way": "file", "file": sent, "wishes_year": "", "seconds": "5"})
    assert re.findall(r"<li>(som, .*?)</li>", unescape(page.text)) == [
        f"som, periods: {SPRING}",
        "som, days: a meeting lasts 1 to 30 days, not 40",
    ]
    other = SimpleUploadedFile("wishes.json", b"\xff\xfe")
    page = editor.post(NEW, {"way": "file", "file": other, "wishes_year": "", "seconds": "5"})
    assert said(page, "trouble") == ["The file is no UTF-8 text."]


def test_wishes_that_contradict_each_other_are_told_before_the_search(editor):
    page = editor.post(NEW, typed(PREP, SOM | {"after": "w1 20 30"}))
    assert said(page, "trouble") == ["These wishes contradict each other:"]
    assert "“Officials” (w2) is wished at least 20 days and at most 30 days after" in unescape(page.text)


def test_more_lines_keep_what_is_typed(editor):
    page = editor.post(NEW, typed(PREP, more="yes"))
    assert (page.status_code, page.text.count('<fieldset class="wish">')) == (200, 12)
    assert 'value="Preparation"' in page.text


def test_hostile_words_stay_words(editor):
    page = editor.get(to("", asked(editor, typed(PREP | {"title": MARKUP[0]}, title=MARKUP[0]))))
    assert (MARKUP[0] in page.text, MARKUP[0] in unescape(page.text)) == (False, True)


def test_days_are_fixed_and_searched_again_from_there(editor):
    pk = asked(editor, YEAR)
    key = Meeting.objects.get(title="Of khartoum-process").uid
    answer = editor.post(to("again", pk), {"fix": [key], f"day-{key}": "2090-03-14"})
    run_waiting()
    again = find_run(PlanRun.objects.first().pk)
    assert answer.headers["Location"] == to("", again.pk)
    assert (again.state, again.found.dates[key]) == (RunState.FINISHED, date(2090, 3, 14))
    page = editor.get(to("", again.pk), {"with": pk})
    assert "Compared with 2090, moved by at most 14 days" in page.text
    assert re.findall(r"<b>(14 March 2090)</b>", page.text) == ["14 March 2090"]
    assert [one.partition(". ")[0] for one in said(page, "sentence")[1:]] == [
        "This plan weighs 0.5 more than the other"
    ]
    bad = editor.post(to("again", pk), {"fix": [key], f"day-{key}": "soon"}, follow=True)
    assert "“soon” is no day" in bad.text


def test_a_plan_goes_to_the_inbox_as_proposals(editor):
    pk = asked(editor, YEAR)
    page = editor.post(to("propose", pk), follow=True)
    assert "2 days are in the inbox as proposals" in page.text
    assert [one.sender for one in Submission.objects.all()] == ["ann", "ann"]


def test_a_plan_as_files(editor):
    pk = asked(editor, YEAR)
    found = find_run(pk).found
    files = {form: editor.get(to("file", pk, form)).content for form in ("xlsx", "ics", "json")}
    assert dict(read_plan(files["json"]).dates) == dict(found.dates)
    assert json.loads(files["json"])["is_proposal"] is True
    assert {entry.start for entry in Calendar.from_ical(files["ics"]).events} == set(found.dates.values())
    sheets = load_workbook(BytesIO(files["xlsx"])).worksheets
    assert any(cell.value == "Of rabat-process" for sheet in sheets for row in sheet for cell in row)
    assert editor.get(to("file", pk, "exe")).status_code == 404


def test_one_that_waits_is_told_as_such_and_stopped(editor, no_process):
    editor.post(NEW, YEAR)
    pk = PlanRun.objects.get().pk
    page = editor.get(to("", pk))
    assert (said(page, "state-queued"), "data-waiting" in page.text) == (["Waiting"], True)
    page = editor.post(to("stop", pk), follow=True)
    assert (said(page, "state-stopped"), "data-waiting" in page.text) == (["Stopped"], False)
    assert editor.get(to("file", pk, "ics")).status_code == 404


def test_one_that_waits_long_is_begun_anew(editor, no_process):
    editor.post(NEW, YEAR)
    PlanRun.objects.update(asked_at="2026-01-01T00:00:00Z")
    editor.get(to("", PlanRun.objects.get().pk))
    assert no_process == ["waiting"]


def test_one_whose_process_is_gone_is_told_as_cut_off_as_soon_as_it_is_silent(editor, settings):
    editor.post(NEW, YEAR)
    silent = {"beat_at": timezone.now() - timedelta(seconds=20), "machine": gethostname()}
    PlanRun.objects.update(state=RunState.RUNNING, **silent)
    pk = PlanRun.objects.get().pk
    with alone(settings.DATA_DIR, "plan"):
        assert said(editor.get(to("", pk)), "state-running") == ["Searching"]
    assert said(editor.get(to("", pk)), "trouble") == ["The search was cut off: its process is gone."]


def test_one_of_another_machine_that_is_silent_is_told_as_cut_off(editor):
    editor.post(NEW, YEAR)
    PlanRun.objects.update(state=RunState.RUNNING, beat_at="2026-01-01T00:00:00Z", machine="elsewhere")
    page = editor.get(to("", PlanRun.objects.get().pk))
    assert (said(page, "state-lost"), said(page, "trouble")) == (
        ["Cut off"],
        ["The search was cut off: its process is gone."],
    )


def test_a_plan_of_meetings_that_changed_is_told_as_such(editor):
    pk = asked(editor, YEAR)
    add_meeting("One more", "2090-05-02", mechanisms=("rabat-process",))
    page = editor.get(to("", pk))
    assert said(page, "trouble") == [
        "The register has changed since: these are no longer the meetings that were planned. Search again."
    ]


def test_an_editor_of_one_mechanism_looks_but_asks_for_nothing(editor, signed_in):
    pk = asked(editor, YEAR)
    other = signed_in("bob", Role.EDITOR, "rabat-process")
    assert [other.get(path).status_code for path in (LIST, to("", pk))] == [200, 200]
    assert '<form method="post" action="/desk/plans' not in other.get(LIST).text + other.get(to("", pk)).text
    assert [other.post(path).status_code for path in (NEW, *(to(act, pk) for act in ("stop", "again", "propose")))] == [
        403
    ] * 4


def test_as_many_queries_however_many_searches(editor, django_assert_num_queries):
    for _ in range(3):
        editor.post(NEW, YEAR)
    editor.get(LIST)
    with django_assert_num_queries(6):
        editor.get(LIST)


def test_a_search_that_there_is_not(editor):
    assert editor.get(to("", 999)).status_code == 404
