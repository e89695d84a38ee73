"""What can be found is sent on to an engine: every change, nothing closed, and killing it anywhere harms nothing."""

import pytest

from iscm.domain.searching import EngineError, Hits
from iscm.project.services import search_engine
from iscm.register.models import Meeting, SearchChange, SearchEntry, SearchSent
from iscm.register.operations.index import index_meetings
from iscm.register.operations.repairing.words import mend_search
from iscm.register.operations.sending import noting
from iscm.register.operations.sending.rounds import Sent, send
from iscm.register.queries.analyser import asked
from iscm.register.queries.search_standing import standing
from iscm.sources.searching.opensearch import OpenSearchEngine
from tests.factories.rows import add_mechanism, add_meeting
from tests.opensearch import fake_opensearch
from tests.register.queries.engines import BOUNDS, ENTRIES, add_entries


def untold(*_):
    """Nobody looks."""


@pytest.fixture
def fake(db):
    with fake_opensearch() as fake:
        yield fake


@pytest.fixture
def engine(fake):
    return OpenSearchEngine(search_engine(fake.url(), ""), 5)


def sent(engine, *, is_all=False):
    return send(engine, is_all=is_all, tell=untold)


def held(fake):
    """What readers of the engine find, but for how far it was sent."""
    (index,) = (fake.indexes[name] for name in fake.aliases.values())
    return {id_: (doc["title"], doc["body"], doc.get("day")) for id_, doc in index.seen.items() if id_ != "state"}


def stored():
    return {
        f"{one.kind}:{one.key}": (one.title_tokens, one.body_tokens, one.day.isoformat() if one.day else None)
        for one in SearchEntry.objects.all()
    }


def test_the_first_run_sends_everything_and_later_ones_what_changed(fake, engine):
    add_entries()
    assert sent(engine) == Sent(len(ENTRIES), is_new=True)
    assert held(fake) == stored()
    assert sent(engine) == Sent()
    SearchEntry.objects.filter(key="cumbre").update(title_tokens="other")
    SearchEntry.objects.filter(key__in=["kibar", "12"]).delete()
    add_entries([("meeting", "fresh", "2026-01-01", "Fresh", "")])
    assert (SearchChange.objects.count() > 3, sent(engine)) == (True, Sent(2, 2))
    assert (held(fake), SearchChange.objects.count()) == (stored(), 0)


def test_whatever_writes_entries_is_noted(fake, engine):
    meeting, other = add_meeting("Youth Forum", "2024-01-21"), add_meeting("Mayors", "2024-01-22")
    add_mechanism("gfmd", name="Global Forum")
    index_meetings()
    sent(engine)
    Meeting.objects.filter(pk=meeting.pk).update(title="Elders Forum")
    index_meetings([meeting.uid])
    SearchEntry.objects.filter(key=other.uid).update(title_tokens="spoilt")
    mend_search(untold)
    sent(engine)
    assert held(fake) == stored()
    index_meetings()
    sent(engine)
    assert held(fake) == stored()


def test_a_closed_meeting_never_leaves_and_one_that_was_closed_is_taken_back(fake, engine):
    was_open, hidden = add_meeting("Open talks", "2024-01-21"), add_meeting("Hidden talks", "2024-01-22")
    Meeting.objects.filter(pk=hidden.pk).update(is_listed=False)
    index_meetings()
    sent(engine)
    sent(engine, is_all=True)
    assert engine.find(asked("talks"), BOUNDS).meetings == (was_open.uid,)
    Meeting.objects.filter(pk=was_open.pk).update(is_listed=False)
    index_meetings([was_open.uid])
    sent(engine)
    assert engine.find(asked("talks"), BOUNDS) == Hits()
    assert [body for body in fake.bodies if "hidden" in body or hidden.uid in body] == []


class KilledError(Exception):
    """As a process that is gone: nothing after this happens."""


def kill_at(monkeypatch, engine, step):
    """Let the engine's calls be the last thing that happens: before or after the one of this number."""
    at, when = step
    calls = iter(range(1000))
    for name in ("make", "send", "use", "clear"):
        real = getattr(engine, name)

        def call(*args, real=real):
            number = next(calls)
            if (number, when) == (at, "before"):
                raise KilledError
            real(*args)
            if (number, when) == (at, "after"):
                raise KilledError

        monkeypatch.setattr(engine, name, call)


# All calls of a run that makes a new index: clear, make, entries, mark, two rounds, use; and two rounds.
STEPS = [(True, at) for at in range(7)] + [(False, at) for at in range(2)]


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(("is_all", "at"), STEPS)
def test_killed_anywhere_the_next_run_puts_it_right(fake, monkeypatch, is_all, at, when):
    monkeypatch.setattr("iscm.register.operations.sending.rounds.AT_ONCE", 10)
    address = search_engine(fake.url(), "")
    add_entries()
    sent(OpenSearchEngine(address, 5))
    SearchEntry.objects.filter(kind="meeting").delete()
    add_entries([("meeting", "fresh", "2026-01-01", "Fresh", "")])
    killed = OpenSearchEngine(address, 5)
    kill_at(monkeypatch, killed, (at, when))
    with pytest.raises(KilledError):
        sent(killed, is_all=is_all)
    # Whoever reads meanwhile believes the index only if it lacks nothing.
    _, mark = OpenSearchEngine(address, 5).in_use()
    known = standing()
    is_believed = known.since is None and bool(known.marks & {mark.last, mark.before})
    assert held(fake) == stored() or not is_believed
    sent(OpenSearchEngine(address, 5))
    assert (held(fake), SearchChange.objects.count()) == (stored(), 0)
    assert SearchSent.objects.get().mark == OpenSearchEngine(address, 5).in_use()[1].last


def test_a_new_index_takes_the_place_of_the_old_and_leaves_others_alone(fake, engine):
    add_entries()
    sent(engine)
    (first,) = fake.indexes
    for name in ("iscm-0123456789ab", "iscm-test-0123456789ab", "other"):
        engine.make(name)
    sent(engine, is_all=True)
    assert (len(fake.indexes), set(fake.indexes) & {first, "iscm-0123456789ab", "iscm-test-0123456789ab", "other"}) == (
        3,
        {"iscm-test-0123456789ab", "other"},
    )
    assert fake.aliases == {"iscm": next(name for name in fake.indexes if "test" not in name and name != "other")}


def test_changes_are_made_anew_where_triggers_were_lost_or_the_engine_holds_something_else(fake, engine):
    add_entries()
    sent(engine)
    noting.stop()
    assert (noting.missing_triggers() != [], SearchSent.objects.count()) == (True, 0)
    SearchEntry.objects.filter(key="cumbre").delete()
    assert (sent(engine).is_new, held(fake)) == (True, stored())
    SearchSent.objects.update(mark="of another time", sending="")
    assert (sent(engine).is_new, held(fake)) == (True, stored())
    fake.indexes.clear()
    fake.aliases.clear()
    assert (sent(engine).is_new, held(fake)) == (True, stored())


def test_nothing_is_noted_where_no_engine_is_filled(db):
    add_entries()
    assert SearchChange.objects.count() == 0


def test_what_the_engine_does_not_take_waits_on(fake, engine):
    add_entries()
    sent(engine)
    SearchEntry.objects.filter(key="cumbre").delete()
    items = [{"delete": {"_id": "meeting:cumbre", "status": 429, "error": {}}}, {"index": {"status": 200}}]
    real = fake._bulk
    fake._bulk = lambda *_: {"took": 1, "errors": True, "items": items}
    with pytest.raises(EngineError, match=r"did not take an entry \(status 429\)"):
        sent(engine)
    fake._bulk = lambda *_: {"took": 1, "errors": False, "items": []}
    with pytest.raises(EngineError, match="did not say of all entries what became of them"):
        sent(engine)
    assert SearchChange.objects.count() == 1
    fake._bulk = real
    assert sent(engine) == Sent(0, 1)
