"""A register built once from what the package carries, for journeys that only read it."""

from collections.abc import Callable, Iterator
from functools import cache

import pytest
from django.db import transaction

from iscm.publication.reports.highlights import HighlightsFacts


@pytest.fixture(scope="package")
def carried_register(django_db_setup, django_db_blocker) -> Iterator[None]:
    """All carried documents are in; nothing is left of them afterwards."""
    from iscm.register.operations.build import build_register

    with django_db_blocker.unblock(), transaction.atomic():
        build_register()
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def highlights_of(carried_register) -> Callable[[int], HighlightsFacts]:
    """The facts of a year's highlights."""
    from iscm.register.queries.highlights import highlights_facts

    return cache(highlights_facts)
