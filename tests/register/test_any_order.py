"""Whatever is done to the register in whatever order, meetings follow from what counts."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from iscm.domain.documents import Document as Bytes
from iscm.domain.errors import IscmError
from iscm.domain.submissions import Right, Sender
from iscm.reconciliation.judgements import Verdict
from iscm.register.models import Document, Judgement, Meeting, MeetingCitation, Problem, Record, Revision
from iscm.register.operations import dismiss, fates, refuse, withdraw
from iscm.register.operations.accept import accept
from iscm.register.operations.correct import correct
from iscm.register.operations.ingest import ingest_readings
from iscm.register.operations.judge import judge
from iscm.register.operations.posting import set_right
from iscm.register.operations.rebuild import rebuild
from iscm.register.operations.submit import submit
from iscm.register.operations.undo import UNDOINGS, undo
from iscm.register.queries.history import version_of
from iscm.register.queries.standing import register_as_of
from tests.factories.records import make_reading, make_record
from tests.register.conftest import NOW

SOM = make_record(title="34th Senior Officials Meeting", ordinal=34)
MOVED = make_record(title="34th Senior Officials Meeting", ordinal=34, when="2024-07-04")
WORKSHOP = make_record(title="Workshop on visas", when="2024-03-05", kind="workshop")
SERIES = make_record(title="Three webinars on data", when="2024", kind="webinar", count=3)
READINGS = (
    make_reading(SOM, WORKSHOP, SERIES, last_update=date(2024, 1, 31)),
    make_reading(MOVED, name="newsletter", reader="highlights"),
    make_reading(WORKSHOP, make_record(title="Forum", when="2024-10-01", kind="forum"), last_update=date(2024, 5, 31)),
)
VALUES = (
    {"edtf": "2024-08-01"},
    {"status": "cancelled"},
    {"title": "Another name", "ordinal": 35},
    {"mechanisms": ["rcm", "budapest-process"]},
    {"closed": True},
    {"outcome": "A plan."},
)
SENT = (
    {},
    {"date": "second half of 2024, tbc"},
    {"date": "no date at all", "place": "Vilnius, Lithuania"},
    {"title": "Seminar on data", "date": "3 May 2024", "mechanism": "budapest-process"},
)
FATES = (fates.confirm, fates.postpone, fates.cancel, fates.hold)
KEEPER = {"actor": "ann", "reason": "so it is"}
TOLD = (
    "title", "edtf", "date_status", "status", "attendance", "places", "parties", "kind", "ordinal", "count",
    "outcome", "topic", "links", "is_closed",
)  # fmt: skip


class Desk(RuleBasedStateMachine):
    """Everything that people may do, in any order; what makes no sense is refused and changes nothing."""

    @initialize()
    def begin(self):
        self.now = NOW
        self.stood = []
        self.tell(0, accept=True)

    def later(self):
        self.now += timedelta(minutes=1)
        return {**KEEPER, "now": self.now}

    def try_to(self, operation, *args, **rest):
        """Do it; where it is refused, nothing may have been written."""
        before = Revision.objects.count()
        try:
            operation(*args, **{**self.later(), **rest})
        except IscmError:
            assert Revision.objects.count() == before

    def one_of(self, rows, n):
        found = list(rows.order_by("pk"))
        return found[n % len(found)] if found else None

    @rule(n=st.integers(0, 2), accept=st.booleans())
    def tell(self, n, accept):
        reading = READINGS[n]
        self.later()
        content = Bytes(reading.name, reading.sha256.encode())
        ingest_readings([reading], content, actor="ann", accept=accept, now=self.now)

    @rule(n=st.integers(0, 9))
    def take(self, n):
        self.try_to(accept, self.one_of(Document.objects.all(), n).sha256)

    @rule(n=st.integers(0, 9), values=st.sampled_from(VALUES), is_stale=st.booleans())
    def set_fields(self, n, values, is_stale):
        uid = self.one_of(Meeting.objects.all(), n).uid
        self.try_to(correct, uid, values, seen=version_of(uid) - is_stale)

    @rule(n=st.integers(0, 9), fate=st.sampled_from(FATES))
    def decide(self, n, fate):
        self.try_to(fate, self.one_of(Meeting.objects.all(), n).uid)

    @rule(left=st.integers(0, 9), right=st.integers(0, 9), verdict=st.sampled_from(list(Verdict)))
    def give_verdict(self, left, right, verdict):
        keys = list(MeetingCitation.objects.order_by("occurrence").values_list("occurrence", flat=True))
        if keys:
            self.try_to(judge, keys[left % len(keys)], keys[right % len(keys)], verdict)

    @rule(n=st.integers(0, 9), is_record=st.booleans(), operation=st.sampled_from([refuse.refuse, refuse.readmit]))
    def refuse_or_readmit(self, n, is_record, operation):
        row = self.one_of((Record if is_record else Document).objects.all(), n)
        self.try_to(operation, row.key if is_record else row.sha256)

    @rule(n=st.integers(0, 9), operation=st.sampled_from([refuse.take_back, refuse.renew]))
    def take_back_or_renew(self, n, operation):
        if row := self.one_of(Judgement.objects.all(), n):
            self.try_to(operation, row.pk)

    @rule(n=st.integers(0, 9), operation=st.sampled_from([withdraw.withdraw, withdraw.give_back]))
    def withdraw_or_give_back(self, n, operation):
        self.try_to(operation, self.one_of(Meeting.objects.all(), n).uid)

    @rule(n=st.integers(0, 9), operation=st.sampled_from([dismiss.dismiss, dismiss.reopen]))
    def dismiss_or_reopen(self, n, operation):
        if row := self.one_of(Problem.objects.all(), n):
            self.try_to(operation, row.key)

    @rule(right=st.sampled_from(list(Right)))
    def trust(self, right):
        self.try_to(set_right, "budapest-process", right)

    @rule(n=st.integers(0, 9), values=st.sampled_from(SENT), is_new=st.booleans())
    def send(self, n, values, is_new):
        sender = Sender("Ana", "budapest-process", Right.TRUSTED)
        about = None if is_new else self.one_of(Meeting.objects.all(), n).uid
        self.later()
        before = Revision.objects.count()
        try:
            submit(values, sender=sender, about=about, now=self.now)
        except IscmError:
            assert Revision.objects.count() == before

    @rule(n=st.integers(0, 19))
    def undo_one(self, n):
        kinds = {action for action, _ in UNDOINGS}
        self.try_to(undo, self.one_of(Revision.objects.filter(action__in=kinds), n).pk)

    @rule()
    def remember(self):
        """Keep what readers see now, to be asked for again at the end."""
        self.stood.append((self.now, self.seen()))

    def seen(self):
        return {row.uid: row.edtf for row in Meeting.objects.filter(is_listed=True)}

    @invariant()
    def meetings_follow_from_what_counts(self):
        found = rebuild(check=True)
        assert (found.differences, found.broken_log) == ({}, None)

    @invariant()
    def every_address_is_one_thing(self):
        for row in Meeting.objects.all():
            assert row.is_listed == (row.merged_into_id is None and row.withdrawn_at is None)

    @invariant()
    def now_is_as_of_now(self):
        stood = {one.meeting.uid: one.meeting.edtf for one in register_as_of(self.now) if not one.is_withdrawn}
        assert {uid: edtf.text if edtf else "" for uid, edtf in stood.items()} == self.seen()

    @precondition(lambda self: self.stood)
    @invariant()
    def what_stood_stands_in_the_past(self):
        at, seen = self.stood[-1]
        stood = [one.meeting.edtf for one in register_as_of(at) if not one.is_withdrawn]
        assert sorted(edtf.text if edtf else "" for edtf in stood) == sorted(seen.values())


@pytest.mark.django_db
def test_any_order_of_decisions(put):
    """Each run in a transaction of its own that is rolled back."""
    from django.db import transaction

    class Isolated(Desk):
        def __init__(self):
            super().__init__()
            self.frame = transaction.atomic()
            self.frame.__enter__()

        def teardown(self):
            transaction.set_rollback(True)
            self.frame.__exit__(None, None, None)

    bounds = settings(
        max_examples=6,
        stateful_step_count=15,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Isolated, settings=bounds)
