"""What a register built from all carried documents tells, for journeys that only read it."""

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction

from iscm.publication.reports.highlights import HighlightsFacts

YEARS = (2021, 2022, 2024)


@pytest.fixture(scope="module")
def carried_register(django_db_setup, django_db_blocker) -> Iterator[None]:
    """All carried documents are in; nothing is left of them once the module's tests are done."""
    from iscm.register.operations.build import build_register

    with django_db_blocker.unblock(), transaction.atomic():
        build_register()
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def highlights_of(django_db_setup, django_db_blocker) -> Callable[[int], HighlightsFacts]:
    """The facts of a year's highlights. The register is built once, asked, and gone before a test begins."""
    from iscm.register.operations.build import build_register
    from iscm.register.queries.highlights import highlights_facts

    with django_db_blocker.unblock(), transaction.atomic():
        build_register()
        facts = {year: highlights_facts(year) for year in YEARS}
        transaction.set_rollback(True)
    return facts.__getitem__
