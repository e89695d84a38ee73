"""Made-up registers are loaded once, kept, and loaded anew only when the generator or the tables change."""

import json
import subprocess

import pytest

from benchmarks.registers import cache


@pytest.fixture
def loads(monkeypatch, tmp_path):
    """Every load that was begun, as words of its command; loading itself is another program's work."""
    begun = []

    def run(command, **more):
        begun.append(command[-1])
        return subprocess.CompletedProcess(command, 0, json.dumps({"meetings": int(command[-1])}))

    monkeypatch.setattr(cache.subprocess, "run", run)
    monkeypatch.setenv("BENCH_CACHE", str(tmp_path))
    return begun


def test_a_register_is_loaded_once(loads, tmp_path):
    for _ in range(2):
        with cache.register(120, cache.SQLITE) as register:
            assert register.loaded == {"meetings": 120}
            assert register.environ["DATA_DIR"] == str(tmp_path / f"registers-{cache.state()}" / "sqlite-120")
    assert loads == ["120"]


def test_each_size_is_a_register_of_its_own(loads):
    for size in (120, 6_000):
        with cache.register(size, cache.SQLITE) as register:
            assert register.size == size
    assert loads == ["120", "6000"]


def test_one_that_was_not_finished_is_loaded_again(loads, tmp_path):
    with cache.register(120, cache.SQLITE) as register:
        (register.folder / "half").touch()
    (register.folder / cache.LOADED).unlink()
    with cache.register(120, cache.SQLITE) as register:
        assert not (register.folder / "half").exists()
    assert loads == ["120", "120"]


def test_those_of_another_state_are_removed_and_nothing_else(loads, tmp_path):
    for name in ("registers-before", "theirs"):
        (tmp_path / name).mkdir()
    with cache.register(120, cache.SQLITE):
        assert {path.name for path in tmp_path.iterdir()} == {f"registers-{cache.state()}", "theirs"}


def test_the_database_of_the_machine_is_left_alone(loads, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/iscm")
    with cache.register(120, cache.SQLITE) as register:
        assert "DATABASE_URL" not in register.environ
