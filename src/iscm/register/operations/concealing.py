"""Flags on records, documents and problems that say what the public may not read, kept in line with closed meetings."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from iscm.domain.names import fold
from iscm.register import models
from iscm.register.closing import NAMING, NOTHING, whole
from iscm.register.operations.loading import chunks

LEAST_LETTERS = 8
"""Words shorter than this name no meeting, and would hide problems that speak of none."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """What some meetings hid so far: the records of closed ones; the open ones that name a closed one."""

    records: frozenset[int]
    naming: frozenset[int]


def hidden_by(meetings: Iterable[models.Meeting]) -> Hidden:
    """What these meetings hide as they are stored; to be asked before they are changed."""
    rows = list(meetings)
    records = _records_of([row.pk for row in rows if row.is_closed])
    return Hidden(frozenset(records), frozenset(row.pk for row in rows if _names_closed(row)))


def conceal_with(meetings: Collection[models.Meeting], before: Hidden) -> None:
    """Bring everything in line with these meetings, which were just stored; `before` is what they hid until then."""
    closed = [row.pk for row in meetings if row.is_closed]
    if closed or before.records:
        _veil_merged(meetings)
    if touched := before.records | _records_of(closed) | _concealed_of([row.pk for row in meetings]):
        conceal(touched)
    if naming := [row for row in meetings if row.pk in before.naming or _names_closed(row)]:
        _conceal_names(naming)


def _names_closed(row: models.Meeting) -> bool:
    return not row.withheld.keys().isdisjoint(NAMING.values())


def _records_of(meetings: Collection[int]) -> set[int]:
    """The records that these meetings (by primary key) rest on."""
    return {
        record
        for chunk in chunks(sorted(meetings))
        for record in models.MeetingCitation.objects.filter(meeting__in=chunk).values_list("record", flat=True)
    }


def _concealed_of(meetings: Collection[int]) -> set[int]:
    """The hidden ones among the records that these meetings rest on."""
    hidden = models.Record.objects.filter(is_closed=True).order_by()
    return {
        record
        for chunk in chunks(sorted(meetings))
        for record in hidden.filter(citations__meeting__in=chunk).values_list("pk", flat=True)
    }


def conceal(records: Collection[int]) -> None:
    """Bring the flags of these records, of their documents and of all problems in line. Part of a transaction.

    A record is hidden while a closed meeting rests on it, unless it tells of an open one as well (a printed group of
    which one is closed); one that no meeting rests on yet, while it says itself that its meeting is closed, or has the
    title of a closed one. A document is hidden once all of its records are. A fixed number of statements for each few
    hundred records.
    """
    words = _closed_words()
    loose = models.Record.objects.filter(Q(is_closed=True) | Q(document__accepted_at=None), citations=None)
    records = {*records, *loose.order_by().values_list("pk", flat=True)}
    documents: set[int] = set()
    for chunk in chunks(sorted(records)):
        held = models.Record.objects.filter(pk__in=chunk)
        hidden = set(held.filter(_is_hidden()).values_list("pk", flat=True))
        uncited = held.filter(citations=None).values_list("pk", "title")
        hidden |= {key for key, title in uncited if fold(title) in words}
        held.filter(pk__in=hidden).update(is_closed=True)
        held.exclude(pk__in=hidden).update(is_closed=False)
        documents |= set(held.values_list("document", flat=True))
    for chunk in chunks(sorted(documents)):
        _conceal_documents(chunk)
    _conceal_problems(words)


def _conceal_names(meetings: Collection[models.Meeting]) -> None:
    """Hide those claims of open meetings that name closed ones, and show them again."""
    for field in NAMING.values():
        naming = [row.pk for row in meetings if field in row.withheld]
        others = [row.pk for row in meetings if field not in row.withheld]
        for is_closed, keys in ((True, naming), (False, others)):
            for chunk in chunks(sorted(keys)):
                cited = models.MeetingCitation.objects.filter(meeting__in=chunk).values("record")
                held = models.Claim.objects.filter(record__in=cited, field=field).exclude(is_closed=is_closed)
                held.update(is_closed=is_closed)


def _veil_merged(meetings: Iterable[models.Meeting]) -> None:
    """What was merged into a closed meeting is as closed as that, and open again with it."""
    into = {row.pk: row.is_closed for row in meetings}
    for chunk in chunks(sorted(into)):
        gone = list(models.Meeting.objects.filter(merged_into__in=chunk))
        rows = [row for row in gone if row.is_closed != into[row.merged_into_id or 0]]
        for row in rows:
            _turn(row)
        models.Meeting.objects.bulk_update(rows, [*NOTHING, "is_closed", "withheld"], batch_size=100)


def _turn(row: models.Meeting) -> None:
    values = {name: whole(row, name) for name in NOTHING}
    row.is_closed = not row.is_closed
    row.withheld = values if row.is_closed else {}
    for name, value in (NOTHING if row.is_closed else values).items():
        setattr(row, name, value)


def _is_hidden() -> Q:
    cited = models.MeetingCitation.objects.filter(record=OuterRef("pk"))
    says_so = models.Claim.objects.filter(record=OuterRef("pk"), field="closed", value=True)
    is_shown = Q(Exists(cited.filter(meeting__is_closed=False, meeting__is_listed=True, relation="same")))
    return (Q(Exists(cited.filter(meeting__is_closed=True))) & ~is_shown) | (~Q(Exists(cited)) & Q(Exists(says_so)))


def _conceal_documents(keys: list[int]) -> None:
    held = models.Document.objects.filter(pk__in=keys)
    shown = models.Record.objects.filter(document=OuterRef("pk"), is_closed=False)
    hidden = list(held.filter(~Exists(shown)).values_list("pk", flat=True))
    held.filter(pk__in=hidden).update(is_closed=True)
    held.exclude(pk__in=hidden).update(is_closed=False)


def _conceal_problems(words: Collection[str]) -> None:
    """Hide problems of what is hidden, and those whose words name it."""
    known = models.Problem.objects.order_by()
    about = Q(record__is_closed=True) | Q(meeting__is_closed=True) | Q(document__is_closed=True)
    hidden = set(known.filter(about).values_list("pk", flat=True))
    beside = models.Record.objects.filter(is_closed=True).values("document")
    near = known.filter(Q(record=None) | Q(document__in=beside))
    for key, *said in near.values_list("pk", "message", "suggestion", "readings").iterator(chunk_size=1000):
        text = fold(" ".join(str(one) for one in said))
        if any(part in text for part in words):
            hidden.add(key)
    flagged = set(known.filter(is_closed=True).values_list("pk", flat=True))
    for is_closed, keys in ((True, hidden - flagged), (False, flagged - hidden)):
        for chunk in chunks(sorted(keys)):
            known.filter(pk__in=chunk).update(is_closed=is_closed)


def _closed_words() -> set[str]:
    """The titles of closed meetings, as they are called and as they were printed."""
    titles = [row.whole_title for row in models.Meeting.objects.filter(is_closed=True)]
    resting = models.Record.objects.filter(citations__meeting__is_closed=True).order_by()
    for title, printed in resting.values_list("title", "printed").distinct():
        titles += [title, printed.get("title") or ""]
    return {words for title in titles if len(words := fold(title)) >= LEAST_LETTERS}
