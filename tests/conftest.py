"""What every test may ask for: the shared documents, the vocabulary, a running site, a browser."""

import gc
import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.programs import left_out

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
# What is made once in a process is made in one process only: the tests that ask for it stay together.
TOGETHER = {"browser": {"browser", "live_site"}, "tables": {"tables"}, "highlights": {"highlights_of"}}
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}

pytest_plugins = ["tests.browsing"]
# How long an example takes says something of what else the machine does, and nothing of the code.
settings.register_profile("iscm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("iscm")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder `shared` beside the checkout: the real documents and what a reader must get from them."""
    if not SHARED.is_dir():
        left_out("the folder ../shared beside the checkout")
    return SHARED


@pytest.fixture(scope="session")
def vocabulary():
    """The reference facts that the package carries."""
    from iscm.data import load_vocabulary

    return load_vocabulary()


@pytest.fixture(autouse=True)
def nothing_kept():
    """Registers of tests share version numbers: what was made of one must not be shown of another."""
    keeping = sys.modules.get("iscm.register.queries.keeping")
    if keeping:
        keeping.forget_all()


@pytest.fixture(autouse=True)
def nothing_is_stated():
    """Each test begins knowing that no editor stated anything, as after a page has asked for its version.

    What another test stated was rolled back with it.
    """
    if stamps := sys.modules.get("iscm.register.queries.stamps"):
        stamps.noted.statement = ""


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """What is loaded and collected stays to the end: looking through it for garbage again and again is in vain."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what uses the database (run again on PostgreSQL) and keep on one worker what shares a browser or set-up.

    What is said of SQLite alone is no test of another database, and is not counted as one that was left out.
    """
    if "DATABASE_URL" in os.environ:
        items[:] = [item for item in items if not item.get_closest_marker("sqlite")]
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or fixtures & DATABASE_FIXTURES:
            item.add_marker(pytest.mark.database)
        if "browser" in fixtures:
            item.add_marker(pytest.mark.browser)
        if not item.get_closest_marker("xdist_group") and (group := group_of(item, fixtures)):
            item.add_marker(pytest.mark.xdist_group(group))


def group_of(item: pytest.Item, fixtures: set[str]) -> str:
    """What the test shares with others; nothing if it may run anywhere."""
    for group, shared_ in TOGETHER.items():
        if fixtures & shared_:
            return group
    known = getattr(item, "_fixtureinfo", None)
    is_shared = known and any(found[-1].scope == "module" for found in known.name2fixturedefs.values() if found)
    return item.module.__name__ if is_shared else ""
