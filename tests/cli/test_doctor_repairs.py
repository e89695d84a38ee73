"""Each kind of damage, done past iscm: noticed by its check, made anew where it follows from other rows, else said."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from iscm.cli.doctoring import all_checks
from iscm.cli.main import main
from iscm.register.models import Edition, Follower, Meeting, Party, Received, Revision, SearchEntry, Stamp
from tests.factories.records import make_reading, make_record
from tests.factories.rows import NOON

pytestmark = pytest.mark.django_db
OF_ROWS = ("tables", "keys", "log", "columns", "register", "counts", "search", "files", "editions", "clock")


@pytest.fixture
def two(put):
    """A register of two meetings whose search index is whole."""
    from iscm.register.operations.index import index_meetings

    put(make_reading(make_record(), make_record(title="Workshop", kind="workshop", when="2024-03-05")))
    index_meetings()
    connection.check_constraints()  # else PostgreSQL would do it at the end, and change no table before


def sql(statement):
    def run():
        with connection.cursor() as cursor:
            cursor.execute(statement)

    return run


def lose_words():
    """The entries stay, what the database finds words in does not."""
    lost = "INSERT INTO register_searchindex(register_searchindex) VALUES ('delete-all')"
    sql(lost if connection.vendor == "sqlite" else "DROP INDEX register_searchentry_words")()


def lose_trigger():
    of_sqlite = "DROP TRIGGER register_searchentry_changed"
    sql(of_sqlite if connection.vendor == "sqlite" else "DROP INDEX register_searchentry_words")()
    SearchEntry.objects.filter(kind="meeting").update(title_tokens="nothing")


def lose_count():
    """What keeps a count is gone, and meetings went past it."""
    on = "" if connection.vendor == "sqlite" else " ON register_meeting"
    connection.check_constraints()
    sql(f"DROP TRIGGER register_tally_meeting_changed{on}")()
    Meeting.objects.update(kind="other")


def take_out(model, **which):
    return lambda: model.objects.filter(**which).delete()


def change(model, which=None, **values):
    return lambda: model.objects.filter(**which or {}).update(**values)


MENDED = {
    "an index is missing": ("tables", sql("DROP INDEX meeting_order")),
    "words are lost": ("search" if connection.vendor == "sqlite" else "tables", lose_words),
    "a part of the search index is missing": ("tables", lose_trigger),
    "an entry is missing": ("search", take_out(SearchEntry, kind="meeting")),
    "an entry leads to nothing": (
        "search",
        lambda: SearchEntry.objects.create(kind="meeting", key="x", title_tokens="x", body_tokens="x"),
    ),
    "an entry of a mechanism is old": ("search", change(SearchEntry, {"kind": "mechanism"}, body_tokens="old")),
    "an entry is old": ("search", change(SearchEntry, {"kind": "meeting"}, title_tokens="old")),
    "a bound is wrong": ("columns", change(Meeting, earliest="1999-01-01")),
    "a place in lists is wrong": ("columns", change(Meeting, sort_rank=7)),
    "a year is missing": ("columns", change(Meeting, year=None)),
    "a filed row stands elsewhere": ("columns", sql("UPDATE register_meetingmechanism SET year = 1999")),
    "a status is none": ("columns", change(Meeting, status="gone")),
    "a date is none": ("columns", change(Meeting, edtf="some day")),
    "a number of records is wrong": ("columns", sql("UPDATE register_document SET record_count = 9")),
    "a count is wrong": ("counts", sql("UPDATE register_tally SET number = number + 1")),
    "a count is missing": ("counts", sql("DELETE FROM register_tally")),
    "what keeps a count is missing": ("counts", lose_count),
    "a title is another": ("register", change(Meeting, {"edtf": "2024-03-05"}, title="Party")),
    "a meeting is lost": ("register", take_out(Meeting, edtf="2024-03-05")),
    "what a meeting is filed under is lost": ("register", sql("DELETE FROM register_meetingmechanism")),
    "receipts are lost": ("register", sql("DELETE FROM register_meetingcitation")),
}
FOUND = {
    "a column is missing": ("tables", sql("ALTER TABLE register_follower DROP COLUMN asks"), "the column register_f"),
    "a table is missing": ("tables", sql("DROP TABLE register_linkcheck"), "the table register_linkcheck is missing"),
    "a rule is missing": ("tables", sql("DROP INDEX refused_once_record"), "the rule refused_once_record of regis"),
    "bytes are others": ("files", change(Received, content=b"x"), "is not what came"),
    "a document is lost": ("files", change(Revision, {"action": "received"}, object_key="0" * 64), "is missing"),
    "an edition is invented": (
        "editions",
        lambda: Edition.objects.create(
            name="calendar-2024",
            number=1,
            digest="0" * 64,
            published_at=NOON,
            modified=NOON,
            actor="ann",
            register_version=1,
        ),
        "calendar-2024/1 is not what was published",
    ),
    "the log was altered": ("log", change(Revision, actor="somebody else"), "the log does not fit from entry"),
    "the clock went back": ("clock", change(Stamp, changed_at=timezone.now() + timedelta(days=400)), "last written"),
}


def findings(names=OF_ROWS):
    """What these checks find, by name, only what is wrong."""
    looked = {check.name: check.look(tell) for check in all_checks() if check.name in names}
    return {name: found for name, found in looked.items() if not found.is_fine}


def tell(_done, _total, _what):
    """Nobody looks."""


def mend(name):
    (check,) = (check for check in all_checks() if check.name == name)
    check.mend(tell)


def test_the_register_of_these_tests_is_sound(two):
    assert findings() == {}


@pytest.mark.parametrize("what", MENDED)
def test_what_follows_from_other_rows_is_noticed_and_made_anew(two, what):
    name, damage = MENDED[what]
    damage()
    found = findings((name,))[name]
    assert (bool(found.mends), found.is_grave) == (True, False)
    mend(name)
    assert findings((name,)) == {}
    for check in ("columns", "register", "counts", "search"):
        mend(check)
    assert (findings(), Meeting.objects.filter(is_listed=True).count()) == ({}, 2)


@pytest.mark.parametrize("what", FOUND)
def test_what_follows_from_nothing_is_noticed_and_said_to_be_lost(two, what):
    name, damage, said = FOUND[what]
    damage()
    found = findings((name,))[name]
    (ailment,) = found.ailments
    assert (said in ailment.what, bool(ailment.remedy), ailment.mend) == (True, True, "")


def test_a_row_that_leads_nowhere_is_noticed(two):
    lost = Party.objects.create(mechanism_id=999_999, role="member")
    (found,) = findings(("keys",))["keys"].ailments
    assert found.what == "1 rows of register_party lead by mechanism_id to rows that are not there"
    lost.delete()


MIGRATIONS = {
    "DELETE FROM django_migrations WHERE name = (SELECT MAX(name) FROM django_migrations WHERE app = 'register')": (
        "1 changes of the tables are waiting"
    ),
    "DELETE FROM django_migrations WHERE name = '0020_plan_runs'": "lacks register.0020_plan_runs",
    "UPDATE django_migrations SET name = '9999_later' WHERE app = 'register' AND name = '0001_first'": "newer iscm",
}


@pytest.mark.parametrize("statement", MIGRATIONS)
def test_tables_of_another_iscm_are_noticed_and_nothing_else_is_believed(two, statement, capsys):
    sql(statement)()
    assert main(["doctor"]) == 1
    lines = said(capsys)
    assert MIGRATIONS[statement] in lines["database"][1]
    assert {mark for mark, _ in lines.values()} == {"fine", "WRONG", "left"}
    assert lines["register"] == ("left", "not looked at before database is put right")


def said(capsys):
    """By check, the mark and the words that were printed of it last."""
    lines = capsys.readouterr().out.splitlines()
    return {one[2].strip(): (one[1], one[3]) for line in lines if (one := re.match(r"(\w+) +(.{12}) (.*)", line))}


def test_a_repair_is_asked_for_told_before_and_done_after(two, settings, tmp_path, capsys):
    settings.DATA_DIR = tmp_path
    assert main(["backup", str(tmp_path / "one.zip")]) == 0
    Meeting.objects.update(sort_rank=7)
    SearchEntry.objects.filter(kind="meeting").delete()
    assert main(["doctor"]) == 1
    assert "→ iscm doctor --repair would make the search index anew" in capsys.readouterr().out
    assert main(["doctor", "--repair", "--dry-run"]) == 1
    assert (said(capsys)["columns"][0], Meeting.objects.filter(sort_rank=7).count()) == ("WRONG", 2)
    assert main(["doctor", "--repair"]) == 0
    assert {mark for mark, _ in said(capsys).values()} == {"fine"}
    assert main(["doctor"]) == 0


def test_to_say_what_a_repair_would_do_one_asks_for_it(capsys):
    assert main(["doctor", "--dry-run"]) == 2
    assert capsys.readouterr().err == "iscm: --dry-run says what --repair would do: name both\n"


def test_a_repair_that_fails_changes_nothing_and_says_so(two, monkeypatch, capsys):
    def broken(*_):
        raise ValueError("no way")

    monkeypatch.setattr("iscm.register.operations.repairing.words._make_own_index", broken)
    SearchEntry.objects.filter(kind="meeting").delete()
    assert main(["doctor", "--repair"]) == 1
    assert said(capsys)["search"] == ("WRONG", "the repair failed, nothing was changed: no way")


def test_mail_that_nobody_sends_is_noticed(two):
    asked = timezone.now() - timedelta(days=30)
    Follower.objects.create(key="k", address="a@example.org", lang="en", rhythm="weekly", asked_at=asked)
    assert findings(("mail",)) == {}
    Follower.objects.update(confirmed_at=asked)
    (found,) = findings(("mail",))["mail"].ailments
    assert found.what == "for 10 days nobody looked whether 1 followers have news"
