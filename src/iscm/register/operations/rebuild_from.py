"""A register built anew from a package of open data: documents, records and judgements; meetings follow from these."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from iscm.data import load_vocabulary
from iscm.data.reference import load_publications
from iscm.domain.errors import ConflictError, UnreadableInputError
from iscm.publication.opendata.cells import to_cell
from iscm.publication.opendata.columns import Row
from iscm.publication.opendata.package import Package
from iscm.publication.opendata.tables import TABLES, tables_of
from iscm.register import models
from iscm.register.operations import log
from iscm.register.operations.index import index_meetings
from iscm.register.operations.materials import stamp_materials
from iscm.register.operations.packed import contents, documents, meetings, work
from iscm.register.operations.packed.facts import store_statements
from iscm.register.operations.reference import load_reference
from iscm.register.operations.stamps import hold, raise_stamps
from iscm.register.queries.opendata import RegisterSource
from iscm.register.queries.vocabulary import look_again
from iscm.register.queries.vocabulary import vocabulary as current_vocabulary

Progress = Callable[[int, int, str], None]
STEPS = ("documents", "records", "judgements", "meetings", "problems and changes", "search index", "comparison")
OF_THE_SITE = "page"


@dataclass(frozen=True, slots=True)
class Founded:
    """What was built. `unlike` are the tables in which the register now differs from the package.

    Reference facts are always those of this iscm, with what editors state over them; meetings are worked out by its
    rules.
    """

    documents: int
    meetings: int
    unlike: tuple[str, ...]


def rebuild_from(
    package: Package, source: RegisterSource, *, actor: str, tell: Progress, now: datetime | None = None
) -> Founded:
    """Build the register of a package in an empty store, under the uids that its meetings had.

    All or nothing: one transaction. `source` reads the store again, to compare. Raises `ConflictError` unless the
    store is empty, `UnreadableInputError` for a package that contradicts itself or holds what no document can say.
    """
    at = now or timezone.now()
    try:
        with transaction.atomic():
            hold(at)
            _refuse_unless_empty()
            store_statements(package, load_vocabulary())
            look_again()
            vocabulary = current_vocabulary()
            load_reference(vocabulary, load_publications())
            tell(0, len(STEPS), STEPS[0])
            held = documents.store_documents(package, at)
            tell(1, len(STEPS), STEPS[1])
            contents.store_contents(package, held)
            tell(2, len(STEPS), STEPS[2])
            judgements = work.store_judgements(package)
            work.store_questions(package, judgements)
            tell(3, len(STEPS), STEPS[3])
            count = meetings.store_meetings(package, vocabulary, actor=actor, now=at)
            tell(4, len(STEPS), STEPS[4])
            work.store_problems(package, held)
            work.store_changes(package)
            entry = log.Entry("rebuilt", "register", package.name[:100], None, {"documents": len(held)})
            log.append([entry], actor=actor, at=at)
            tell(5, len(STEPS), STEPS[5])
            index_meetings()
            stamp_materials(at)
            raise_stamps(vocabulary.mechanisms, at)
            tell(6, len(STEPS), STEPS[6])
            unlike = tuple(table.name for table in tables_of(is_whole=True) if _differs(package, source, table.name))
    except (IntegrityError, DataError) as error:
        what = "it contradicts itself: rows name something twice, or something that is not there"
        raise UnreadableInputError(package.name, what, "Export it again.") from error
    tell(len(STEPS), len(STEPS), "done")
    return Founded(len(held), count, unlike)


def _refuse_unless_empty() -> None:
    for model in (models.Document, models.Meeting, models.Judgement, models.Received, models.Statement):
        if model._default_manager.exists():  # noqa: SLF001  # Django's name for the manager of any model
            raise ConflictError("the register is not empty: name another DATA_DIR or DATABASE_URL for the new one")


def _differs(package: Package, source: RegisterSource, table: str) -> bool:
    pairs = zip_longest(_cells(table, source.rows(table)), _cells(table, package.rows(table)))
    return any(one != other for one, other in pairs)


def _cells(table: str, rows: Iterator[Row]) -> Iterator[list[str]]:
    columns = TABLES[table].columns
    for row in rows:
        pairs = zip(columns, row, strict=True)
        yield [to_cell(column, value) for column, value in pairs if column.name != OF_THE_SITE]
