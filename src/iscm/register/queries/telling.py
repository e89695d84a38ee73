"""What the public may be told of records, documents, problems and the log: conditions that every public query asks by.

What people send in is not public before somebody has looked at it, nor once it is refused; what a closed meeting rests
on is not public at all.
"""

from typing import Any

from django.db.models import Case, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, TextField, Value, When

from iscm.register.closing import NAMING, UNTOLD, told_values
from iscm.register.models import Document, Meeting
from iscm.register.queries.occurrences import CORRECTION, refusals

SENT_IN = ("submission", "answer")
REFUSED = refusals().filter(document__isnull=False).values("document")
BY_MAIL = ~Q(is_sent_in=True, accepted_at=None) & ~Q(is_sent_in=True, pk__in=REFUSED)
DOCUMENTS = BY_MAIL & ~Q(reader__in=SENT_IN, accepted_at=None) & ~Q(reader__in=SENT_IN, pk__in=REFUSED)
"""The documents that the public may know of; of those that are closed no name."""
OF_DOCUMENTS = (
    ~Q(document__reader__in=SENT_IN, document__accepted_at=None)
    & ~Q(document__reader__in=SENT_IN, document__in=REFUSED)
    & ~Q(document__is_sent_in=True, document__accepted_at=None)
    & ~Q(document__is_sent_in=True, document__in=REFUSED)
)
REFUSED_RECORDS = refusals().filter(record__isnull=False).values("record")
RECORDS = OF_DOCUMENTS & ~Q(pk__in=REFUSED_RECORDS)
"""The records that the public may count; those that are closed it may not read."""
PROBLEMS = Q(is_closed=False) & OF_DOCUMENTS & Q(meeting__withdrawn_at=None)
"""The problems that the public may know of."""


def closed_uids() -> QuerySet[Any]:
    """The uids of closed meetings, as a part of another question."""
    return Meeting.objects.filter(is_closed=True).values("uid")


def naming_closed() -> Q:
    """The entries of the log that name a closed meeting, among those of open ones that prepare it or are beside it."""
    naming = Meeting.objects.filter(is_closed=False).exclude(withheld={})
    return Q(action__in=[*NAMING], object_key__in=naming.values("uid"))


def told_reason() -> Case:
    """The reason of an entry of the log, empty where it begins with the name of a document that has none in public."""
    said = ExpressionWrapper(OuterRef("reason"), output_field=TextField())
    closed = Document.objects.filter(is_closed=True).exclude(reader=CORRECTION).annotate(said=said)
    named = closed.filter((~Q(title="") & Q(said__startswith=F("title"))) | Q(said__startswith=F("name")))
    return Case(When(Exists(named), then=Value("")), default=F("reason"), output_field=TextField())


def told_change(action: str, old: Any, new: Any) -> tuple[Any, Any, str] | None:
    """Old and new values and the (empty) reason of a closed meeting's change for the public; None: not told at all."""
    return None if action in UNTOLD else (told_values(old), told_values(new), "")
