"""Harvesters hear of every change of a meeting, also of those that subscribers need not hear of."""

from datetime import date, timedelta

import pytest

from iscm.reconciliation.judgements import Verdict
from iscm.register.models import Meeting, MeetingCitation
from iscm.register.operations.judge import judge
from tests.factories.records import make_reading, make_record
from tests.register.conftest import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
SOM = make_record(title="34th Senior Officials Meeting", ordinal=34)
WORKSHOP = make_record(title="Workshop on visas", when="2024-03-05", kind="workshop")
FIRST, AGAIN = date(2024, 1, 31), date(2024, 5, 31)


def times():
    return set(Meeting.objects.values_list("title", "last_modified", "touched_at"))


def test_new_receipt_of_an_unchanged_meeting_touches_it(put):
    put(make_reading(SOM, last_update=FIRST))
    put(make_reading(SOM, last_update=AGAIN), now=LATER)
    assert times() == {(SOM.title, NOW, LATER)}


def test_what_a_new_edition_no_longer_lists_is_touched_and_again_when_it_does(put):
    rest = [make_record(title=f"Seminar {n} on data", when=f"2024-0{n}-10", kind="seminar") for n in range(1, 7)]
    put(make_reading(SOM, WORKSHOP, *rest, last_update=FIRST))
    put(make_reading(SOM, *rest, last_update=AGAIN), now=LATER)
    assert Meeting.objects.get(unlisted_since__isnull=False).touched_at == LATER
    latest = LATER + timedelta(days=1)
    put(make_reading(SOM, WORKSHOP, *rest, last_update=date(2024, 6, 30)), now=latest)
    assert Meeting.objects.get(title=WORKSHOP.title).touched_at == latest


def test_meeting_that_no_document_speaks_of_again_keeps_its_time(put):
    put(make_reading(SOM, last_update=FIRST))
    put(make_reading(make_record(title="Seminar on data", when="2025-01-01", mechanisms=("rcm",))), now=LATER)
    assert Meeting.objects.get(title=SOM.title).touched_at == NOW


def test_merged_meeting_has_the_time_of_its_merger_and_one_that_comes_back_that_of_its_return(put):
    put(make_reading(SOM, WORKSHOP, last_update=FIRST))
    keys = list(MeetingCitation.objects.values_list("occurrence", flat=True))
    judge(*keys, Verdict.SAME, actor="ann", reason="asked the secretariat", now=LATER)
    assert set(Meeting.objects.values_list("is_listed", "touched_at")) == {(True, LATER), (False, LATER)}
    latest = LATER + timedelta(days=1)
    judge(*keys, Verdict.DIFFERENT, actor="ann", reason="asked again", now=latest)
    assert set(Meeting.objects.values_list("is_listed", "touched_at")) == {(True, latest)}
