"""Many documents at once: every table as by the usual road, and no more work for what the register holds besides."""

from contextlib import contextmanager
from datetime import date
from itertools import count

import pytest
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from iscm.domain.errors import UnreadableInputError
from iscm.domain.problems import Problem, Severity
from iscm.domain.records import DateStatus, Link, Suggestion
from iscm.register.models import Document, Meeting, Record, SearchEntry
from iscm.register.operations import matching, refreshing
from iscm.register.operations.bulk import Loaded, carrier_of, load
from iscm.register.operations.ingest import ingest
from iscm.register.operations.rebuild import rebuild
from iscm.register.queries import occurrences, remembered
from tests.factories.places import all_rows
from tests.factories.records import make_reading, make_record
from tests.register.conftest import NOW

pytestmark = pytest.mark.django_db

FORUM = {"kind": "forum", "mechanisms": ("rcm",)}
READINGS = (
    make_reading(
        make_record(title="34th Senior Officials' Meeting", ordinal=34),
        make_record(title="Forum on visas", when="2024-08-03", **FORUM),
        make_record(
            title="Taller sobre retorno", when="2024-05", date_status=DateStatus.TBC, lang="es", kind="workshop"
        ),
        make_record(title="Joint workshop", when="2024-09-02", mechanisms=("rcm", "sacm"), kind="workshop"),
        make_record(title="Seven webinars", when="2024", count=7, kind="webinar"),
        make_record(title="A closed one", when="2024-11-02", closed=True, **FORUM),
        last_update=date(2024, 1, 31),
    ),
    make_reading(
        make_record(title="34th Senior Officials' Meeting", ordinal=34, outcome="They agreed.", status="confirmed"),
        make_record(title="Forum on visas", when="2024-08-04", links=(Link("more", "https://example.org/"),), **FORUM),
        make_record(title="34th Senior Officials' Meeting", ordinal=34, when="2025-03-05"),
        name="newsletter",
        reader="highlights",
        problems=(Problem("title-unread", Severity.WARNING, "What is it?", record=2),),
    ),
    make_reading(
        make_record(title="Forum on visas", when="2024-10-03", themes=(Suggestion("data", "said", 0.5),), **FORUM),
        make_record(title="A new forum", when="2024-12-03", prepares="Forum on visas", **FORUM),
        last_update=date(2024, 5, 31),
    ),
)


@contextmanager
def taken_back():
    """Whatever is written is taken back, and the next keys are the same again."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), list(apps.get_models())):
                cursor.execute(statement)
        yield
        transaction.set_rollback(True)


def rows_after(do, monkeypatch):
    numbers = count(1)
    monkeypatch.setattr(refreshing, "new_uid", lambda: f"{next(numbers):08d}-0000-4000-8000-000000000000")
    with taken_back():
        done = do()
        # Tables whose key is not a number come in any order.
        return done, {label: sorted(map(repr, rows)) for label, rows in all_rows(apps).items()}


def one_by_one():
    for reading in READINGS:
        ingest(carrier_of(reading), actor="ann", accept=True, now=NOW)


def test_every_table_is_as_the_usual_road_makes_it(register, monkeypatch):
    done, loaded = rows_after(lambda: load(READINGS, actor="ann", now=NOW), monkeypatch)
    _, usual = rows_after(one_by_one, monkeypatch)
    assert done == Loaded(documents=3, records=11, meetings=9)
    assert {label: rows for label, rows in loaded.items() if rows != usual[label]} == {}
    told = (
        "Document",
        "Record",
        "Claim",
        "Judgement",
        "Meeting",
        "MeetingCitation",
        "Problem",
        "Revision",
        "SearchEntry",
    )
    assert [name for name in told if not loaded[f"register.{name}"]] == []


def test_what_is_remembered_is_what_would_be_read(register, monkeypatch):
    kept = rows_after(lambda: load(READINGS, actor="ann", now=NOW), monkeypatch)
    monkeypatch.setattr(occurrences, "recall", lambda *_: None)
    assert rows_after(lambda: load(READINGS, actor="ann", now=NOW), monkeypatch) == kept


def test_meetings_follow_and_are_found_and_a_second_time_nothing_comes(register):
    load(READINGS, actor="ann", now=NOW)
    assert rebuild(check=True).is_sound
    assert SearchEntry.objects.filter(kind="meeting").count() == Meeting.objects.filter(is_listed=True).count()
    assert load(READINGS, actor="ann", now=NOW) == Loaded()


def test_what_came_before_a_broken_one_stays_and_progress_is_told(register):
    broken = make_reading(make_record(), name="broken", reader="none")
    told = []
    with pytest.raises(UnreadableInputError, match="there is no reader"):
        load([READINGS[0], broken, READINGS[1]], actor="ann", now=NOW, tell=told.append)
    assert told == [Loaded(1, 6, 6)]
    assert Document.objects.count() == 1


def of_year(year, name="calendar", number=6):
    titles = [make_record(title=f"Forum on {n} things", when=f"{year}-0{n + 1}-05", **FORUM) for n in range(number)]
    return make_reading(*titles, name=f"{name} {year}", year=year)


@pytest.mark.parametrize("others", [1, 3])
def test_what_is_compared_and_read_does_not_grow_with_the_years(register, monkeypatch, others):
    load([of_year(2024), *(of_year(year) for year in range(2025, 2025 + others))], actor="ann", now=NOW)
    pairs, read = [], []
    compare, take = matching.compare, remembered.remember
    monkeypatch.setattr(matching, "compare", lambda *pair: pairs.append(pair) or compare(*pair))
    monkeypatch.setattr(occurrences, "remember", lambda key, those: read.append(key) or take(key, those))
    with CaptureQueriesContext(connection) as asked:
        load([of_year(2024, "list")], actor="ann", now=NOW)
    assert (len(pairs), len(read), len(asked)) == (6, 6, 83)
    assert Record.objects.count() == 6 * (others + 2)
