"""What a register built from all carried documents tells, for journeys that only read it."""

from collections.abc import Callable

import pytest
from django.db import transaction

from iscm.publication.reports.highlights import HighlightsFacts

YEARS = (2021, 2022, 2024)


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
