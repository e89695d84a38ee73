"""`iscm index` fills a search engine and says so; the doctor says how it is."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from iscm.cli import index
from iscm.cli.doctoring import all_checks
from iscm.domain.health import Finding
from iscm.project.services import search_engine
from iscm.register.models import SearchChange, SearchEntry, SearchSent
from iscm.register.operations.gather_alone import alone
from iscm.register.operations.sending.noting import stop
from tests.opensearch import fake_opensearch
from tests.register.queries.engines import ENTRIES, add_entries

pytestmark = pytest.mark.django_db
NUMBER = len(ENTRIES)


@pytest.fixture
def iscm(capsys, monkeypatch):
    """Run the command; gives its status and both outputs."""
    monkeypatch.setattr("iscm.cli.store.migrate_store", lambda: None)

    def iscm(*words):
        from iscm.cli.main import main

        status = main(list(words))
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return iscm


@pytest.fixture
def fake(settings, tmp_path):
    add_entries()
    settings.DATA_DIR = tmp_path
    with fake_opensearch() as fake:
        settings.SEARCH_ENGINE = search_engine(fake.url(), "")
        yield fake


def doctor():
    (look,) = [check.look for check in all_checks() if check.name == "engine"]
    return look(lambda *_: None)


def test_an_engine_is_filled_and_kept_in_step(iscm, fake):
    assert iscm("index") == (0, f"{NUMBER} entries sent, 0 taken out, into a new index\n", "")
    SearchEntry.objects.filter(key="cumbre").delete()
    assert iscm("index") == (0, "0 entries sent, 1 taken out\n", "")
    assert iscm("index", "--all") == (0, f"{NUMBER - 1} entries sent, 0 taken out, into a new index\n", "")


def test_nothing_is_sent_where_no_engine_is_set(iscm):
    told = "no search engine is set (SEARCH_URL): the database answers by itself\n"
    assert [iscm("index"), iscm("index", "--all")] == [(0, told, "")] * 2


def test_an_engine_that_is_gone_is_told_in_one_line(iscm, fake):
    fake.password = "another"
    told = "iscm: the search engine refused (status 401): what waits is sent with the next run, until then the database"
    assert iscm("index") == (1, "", f"{told} answers\n")


def test_one_sends_at_a_time(iscm, fake, settings):
    with alone(settings.DATA_DIR, "index"):
        status, out, err = iscm("index")
    assert (status, out, err) == (2, "", "iscm: Another iscm index is at work; try again when it has finished.\n")


def test_nothing_is_noted_any_more_once_it_is_off(iscm, fake):
    iscm("index")
    assert iscm("index", "--off")[:2] == (
        0,
        "nothing is noted for a search engine any more; take SEARCH_URL out of the settings, too\n",
    )
    SearchEntry.objects.all().delete()
    assert (SearchChange.objects.count(), SearchSent.objects.count()) == (0, 0)


def test_who_stays_sends_what_changes_and_outlasts_an_engine_that_is_gone(iscm, fake, monkeypatch):
    waits = []

    def sleep(seconds):
        waits.append(seconds)
        match len(waits):
            case 1:
                SearchEntry.objects.filter(key="cumbre").delete()
            case 3:
                fake.password = "another"
                SearchEntry.objects.filter(key="kibar").delete()
            case 4:
                fake.password = "s@fe"
            case 5:
                raise KeyboardInterrupt

    monkeypatch.setattr(index.time, "sleep", sleep)
    status, out, err = iscm("index", "--stay")
    assert (status, waits) == (130, [1.0, 1.0, 1.0, 15.0, 1.0])
    assert out.splitlines() == [
        f"{NUMBER} entries sent, 0 taken out, into a new index",
        "0 entries sent, 1 taken out",
        "0 entries sent, 1 taken out",
    ]
    assert err.count("refused (status 401)") == 1


def old(**_):
    SearchChange.objects.create(kind="meeting", key="a", at=timezone.now() - timedelta(minutes=11))


def no_engine(settings, **_):
    settings.SEARCH_ENGINE = None


def no_password(fake, **_):
    fake.password = "another"


def lose_triggers(**_):
    kept = SearchSent.objects.get()
    stop()
    kept.save(force_insert=True)


WRONG = {
    "no address": (no_engine, "changes are noted for a search engine that no SEARCH_URL names"),
    "never filled": (lambda **_: stop(), "was never filled from this register"),
    "lags behind": (old, r"changes waiting: 1, since [-\d]+ [\d:]+ UTC"),
    "triggers lost": (
        lose_triggers,
        "(register_searchchange_[a-z]+(, )?){3}: what notes changes for it is missing",
    ),
    "another mark": (lambda **_: SearchSent.objects.update(mark="x", sending=""), "it holds something else than .+"),
    "refuses": (no_password, r"it refused \(status 401\)"),
}


@pytest.mark.parametrize("case", WRONG)
def test_the_doctor_says_what_is_wrong_with_it(iscm, fake, settings, case):
    change, expected = WRONG[case]
    iscm("index")
    change(fake=fake, settings=settings)
    (ailment,) = doctor().ailments
    assert re.fullmatch(expected, ailment.what)
    assert ailment.remedy


def test_the_doctor_is_content(iscm, fake, settings):
    iscm("index")
    (name,) = fake.indexes
    add_entries([("meeting", "fresh", "2026-01-01", "Fresh", "")])
    assert doctor() == Finding(f"127.0.0.1, index {name}, changes waiting: 1")
    settings.SEARCH_ENGINE = None
    stop()
    assert doctor() == Finding("none set, the database answers by itself")
