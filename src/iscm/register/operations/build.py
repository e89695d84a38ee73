"""The register made from what the package carries: reference facts, then the carried documents down the usual road."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from iscm.data import carried_documents
from iscm.data.reference import load_publications
from iscm.reconciliation.judgements import AUTOMATIC
from iscm.register.models import Mechanism
from iscm.register.operations.index import index_meetings
from iscm.register.operations.ingest import IngestReport, ingest
from iscm.register.operations.materials import stamp_materials
from iscm.register.operations.reference import load_reference
from iscm.register.operations.stamps import hold, raise_stamps
from iscm.register.queries.vocabulary import vocabulary as current_vocabulary

Progress = Callable[[int, int, str], None]
"""Told how many steps are done, of how many, and what comes next."""


def build_register(progress: Progress | None = None, *, now: datetime | None = None) -> tuple[IngestReport, ...]:
    """Load the reference facts and every carried document that is not there yet; running it again changes nothing.

    All or nothing: one transaction.
    """
    tell = progress or _quietly
    at = now or timezone.now()
    documents = carried_documents()
    steps = len(documents) + 2
    with transaction.atomic():
        hold(at)
        tell(0, steps, "reference facts")
        load_reference(current_vocabulary(), load_publications())
        raise_stamps(current_vocabulary().mechanisms, at)
        reports: list[IngestReport] = []
        for done, document in enumerate(documents, start=1):
            tell(done, steps, document.name)
            reports += ingest(document, actor=AUTOMATIC, accept=True, now=at)
        tell(steps - 1, steps, "search index")
        index_meetings()
        stamp_materials(at)
    tell(steps, steps, "done")
    return tuple(reports)


def ensure_reference() -> None:
    """Load the reference facts if there are none: without them, records name mechanisms that nobody knows."""
    if not Mechanism.objects.exists():
        with transaction.atomic():
            now = timezone.now()
            hold(now)
            load_reference(current_vocabulary(), load_publications())
            stamp_materials(now)
            raise_stamps(current_vocabulary().mechanisms, now)


def _quietly(_done: int, _total: int, _what: str) -> None:
    """Tell nobody."""
