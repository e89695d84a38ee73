"""`iscm publish`, `iscm editions` and `iscm reword`, as a person at a terminal meets them."""

import json
from datetime import UTC, date, datetime

import pytest

from iscm.cli.main import main
from iscm.register.models import Edition, EditionFile, EditionText
from iscm.register.operations.correct import correct
from tests.factories.records import make_reading, make_record

pytestmark = pytest.mark.django_db
SOM = make_record(title="Senior Officials Meeting", when="2024-06-27")
TODAY = date(2024, 9, 24)


@pytest.fixture
def uid(put):
    return put(make_reading(SOM, last_update=date(2024, 1, 31))).created[0]


@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to(TODAY)


def said(capsys, *words):
    """Status, lines on standard output, lines on standard error."""
    status = main(list(words))
    found = capsys.readouterr()
    return status, found.out.splitlines(), found.err.splitlines()


def move(uid):
    correct(uid, {"edtf": "2024-07-04"}, actor="ann", reason="the secretariat said so")


def test_publishing_says_the_number_and_what_changed(uid, capsys):
    assert said(capsys, "publish", "calendar", "2024") == (0, ["calendar-2024: this is edition 1"], [])
    move(uid)
    assert said(capsys, "publish", "calendar", "2024") == (
        0,
        [
            "calendar-2024: this is edition 2",
            "  Changed since edition 1",
            "    Date changed: Senior Officials Meeting, Budapest Process: 4 July 2024 instead of 27 June 2024",
        ],
        [],
    )


def test_a_dry_run_keeps_nothing(uid, capsys):
    assert said(capsys, "publish", "calendar", "2024", "--dry-run") == (
        0,
        ["calendar-2024: this would be edition 1, nothing is kept"],
        [],
    )
    assert Edition.objects.count() == 0


def test_details_corrected_are_told_as_such(uid, capsys):
    said(capsys, "publish", "calendar", "2024")
    correct(uid, {"kind": "forum"}, actor="ann", reason="it is one")
    _, lines, _ = said(capsys, "publish", "calendar", "2024")
    assert lines[1:] == [
        "  Changed since edition 1",
        "    No meeting was added, moved, cancelled or left out; other details were corrected.",
    ]


REFUSED = {
    "the same again": (
        ["calendar", "2024"],
        "iscm: nothing has changed since edition 1 of calendar-2024: there is nothing to publish",
    ),
    "an empty year": (
        ["calendar", "1950"],
        "iscm: calendar-1950 would list nothing: the register holds no such meeting",
    ),
    "an unknown mechanism": (
        ["calendar", "2024", "--mechanism", "rcmm"],
        "iscm: no mechanism 'rcmm'; did you mean 'rcm'?",
    ),
    "narrowed highlights": (
        ["highlights", "2024", "--mechanism", "rcm"],
        "iscm: --mechanism: a publication of the kind highlights cannot be narrowed by that",
    ),
    "a calendar of an objective": (
        ["calendar", "2024", "--objective", "9"],
        "iscm: --objective: a publication of the kind calendar cannot be narrowed by that",
    ),
    "half a year twice": (
        ["calendar", "2024", "--half", "1", "--from", "2024-02-01"],
        "iscm: --half and --from or --to say the same thing: use one of them",
    ),
    "what is no year": (["highlights", "MMXXIV"], "iscm: 'MMXXIV' is no year"),
    "year nothing": (["calendar", "0", "--half", "1"], "iscm: '0' is no year"),
    "an unknown initiative": (["tracker", "gcmm"], "iscm: no initiative 'gcmm'; did you mean 'gcm'?"),
    "an unknown objective": (
        ["tracker", "gcm", "--objective", "99"],
        "iscm: gcm has no objective 99; they are 1 to 23",
    ),
    "a corrigendum of nothing": (
        ["calendar", "2024", "--corrects", "7", "--note", "x"],
        "iscm: calendar-2024 has no edition 7 that could be corrected",
    ),
    "a corrigendum without a word": (
        ["calendar", "2024", "--corrects", "1"],
        "iscm: a corrigendum needs a note that says what was wrong",
    ),
    "the machine's name": (
        ["calendar", "2024", "--actor", "iscm"],
        "iscm: an edition needs the name of the person who publishes it",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_published_is_told_in_one_line(uid, capsys, case):
    said(capsys, "publish", "calendar", "2024")
    words, told = REFUSED[case]
    # What would be a corrigendum needs something to say.
    if "--corrects" in words:
        move(uid)
    assert said(capsys, "publish", *words) == (2, [], [told])
    assert Edition.objects.count() == 1


def test_editions_are_listed_the_newest_first(uid, capsys):
    said(capsys, "publish", "calendar", "2024")
    move(uid)
    said(capsys, "publish", "calendar", "2024", "--corrects", "1", "--note", "The date was wrong.")
    assert said(capsys, "editions") == (
        0,
        [
            "calendar-2024          2  2024-09-24  1 with another date; corrects edition 1; The date was wrong.",
            "calendar-2024          1  2024-09-24  the first edition",
        ],
        [],
    )
    _, lines, _ = said(capsys, "editions", "calendar-2024", "--format", "json")
    assert [(one["number"], one["published_at"][:10]) for one in json.loads("\n".join(lines))] == [
        (2, "2024-09-24"),
        (1, "2024-09-24"),
    ]


def test_no_editions_are_told_as_such(db, capsys):
    assert said(capsys, "editions") == (0, ["nothing was published yet (see iscm publish --help)"], [])
    status, _, told = said(capsys, "editions", "calendar-1950")
    assert (status, told) == (2, ["iscm: nothing was published under the name 'calendar-1950' (see iscm editions)"])


ALTERED = {
    "a file": lambda: EditionFile.objects.filter(form="csv").update(content=b"x"),
    "a file with its sum": lambda: EditionFile.objects.filter(form="csv").update(content=b"x", sha256="0" * 64),
    "a text": lambda: EditionText.objects.filter(lang="ru").update(content=b"x"),
    "a note": lambda: Edition.objects.update(note="Never mind."),
    "a day": lambda: Edition.objects.update(published_at=datetime(2024, 1, 1, tzinfo=UTC)),
    "a file less": lambda: EditionFile.objects.filter(form="md").delete(),
}


@pytest.mark.parametrize("what", ALTERED)
def test_what_was_altered_is_found_by_the_doctor(uid, capsys, what):
    said(capsys, "publish", "calendar", "2024", "--note", "x")
    _, lines, _ = said(capsys, "doctor")
    assert "fine   editions     1 published, each as it was" in lines
    ALTERED[what]()
    status, lines, _ = said(capsys, "doctor")
    assert status == 1
    assert "WRONG  editions     calendar-2024/1 is not what was published" in lines


def test_an_edition_that_was_taken_out_is_found_by_the_doctor(uid, capsys):
    said(capsys, "publish", "calendar", "2024")
    edition = Edition.objects.get()
    edition.files.all().delete()
    edition.texts.all().delete()
    edition.delete()
    _, lines, _ = said(capsys, "doctor")
    assert "WRONG  editions     calendar-2024/1 is not what was published" in lines


def test_a_sentence_is_put_in_other_words_and_back(uid, capsys):
    key = f"budapest-process/{uid}"
    _, (before,), _ = said(capsys, "reword", "2024", "budapest")
    generated = before.removeprefix(f"{key}  ")
    words = ("Senior officials met in June.", "--reason", "shorter", "--actor", "ann")
    assert said(capsys, "reword", "2024", key[:25], *words) == (0, [f"{key} read: {generated}"], [])
    assert said(capsys, "reword", "2024", key) == (0, [f"{key}  [ann] Senior officials met in June"], [])
    assert said(capsys, "reword", "2024", key, "--undo", "--reason", "no") == (
        0,
        [f"{key} reads again: {generated}"],
        [],
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["budapest", "x"], "iscm: --reason says why"),
        (["budapest", "--undo"], "iscm: --reason says why"),
        (["--undo", "--reason", "x"], "iscm: --undo takes a KEY and no words"),
        (["nobody"], "iscm: the highlights of 2024 have no sentence 'nobody'"),
        (["nobody", "x", "--reason", "x"], "iscm: the highlights of 2024 have no sentence 'nobody'"),
    ],
)
def test_wrong_use_of_reword_is_told_in_one_line(uid, capsys, words, told):
    assert said(capsys, "reword", "2024", *words) == (2, [], [told])


@pytest.mark.parametrize("words", [[], ["/opening"], ["/opening", "Nothing met.", "--reason", "x"]])
def test_a_year_without_meetings_has_no_sentences(uid, capsys, words):
    told = "iscm: no meeting of 2019 is in the register"
    assert said(capsys, "reword", "2019", *words) == (2, [], [told])
