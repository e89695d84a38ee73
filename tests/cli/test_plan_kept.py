"""`iscm plan --keep` writes a real year's plan as data; `iscm plan --run` searches what waits."""

import json

import pytest

from iscm.cli.main import main
from iscm.data.plans import plan_of
from iscm.domain.plan_runs import RunOrder, RunState
from iscm.register.operations.plan_runs import ask_run
from iscm.register.queries.plan_runs import find_run
from tests.factories.rows import add_document, add_meeting, cite

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def register(monkeypatch, settings, tmp_path, db):
    """Two meetings of States in both on one day."""
    monkeypatch.setattr("iscm.cli.store.migrate_store", lambda: None)
    settings.DATA_DIR = tmp_path
    for mechanism, place in (("rabat-process", "Lisbon|PT"), ("khartoum-process", "Rome|IT")):
        held = add_meeting(f"Of {mechanism}", "2030-03-06", mechanisms=(mechanism,), places=(place,))
        cite(held, add_document(f"{mechanism}.txt", year=2030))


def test_a_plan_is_kept_as_data_by_what_its_meetings_are(tmp_path, capsysbinary):
    kept = tmp_path / "2030.json"
    words = ["--year", "2030", "--move", "7", "--seconds", "5", "--workers", "1"]
    assert main(["plan", *words, "--keep", str(kept)]) == 0
    plan = plan_of(json.loads(kept.read_text(encoding="utf-8")))
    assert plan.command == "iscm plan --year 2030 --move 7 --seconds 5 --workers 1"
    assert [(line.mechanisms, line.title, line.was.isoformat()) for line in plan.lines] == [
        (("khartoum-process",), "Of khartoum-process", "2030-03-06"),
        (("rabat-process",), "Of rabat-process", "2030-03-06"),
    ]
    assert plan.bound <= plan.weight < plan.weight_before
    assert max(abs((line.first - line.was).days) for line in plan.lines) in range(1, 8)


def test_wishes_are_not_kept_so(capsysbinary):
    assert main(["plan", "wishes.csv", "--keep", "kept.json"]) == 2
    assert b"--keep is for a real year" in capsysbinary.readouterr().err


def test_what_waits_is_searched_and_nothing_is_printed(capsysbinary):
    asked = ask_run(RunOrder("", 2030, 7, seconds=5), actor="ann")
    assert main(["plan", "--run"]) == 0
    assert find_run(asked.pk).state is RunState.FINISHED
    assert capsysbinary.readouterr().out == b""
