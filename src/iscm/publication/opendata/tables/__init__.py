"""All tables of the open data, in the order in which they are listed."""

from iscm.publication.opendata.columns import Table
from iscm.publication.opendata.tables import meetings, reference, sources, work

ALL: tuple[Table, ...] = (*meetings.TABLES, *reference.TABLES, *sources.TABLES, *work.TABLES)
TABLES: dict[str, Table] = {table.name: table for table in ALL}


def tables_of(*, is_whole: bool) -> tuple[Table, ...]:
    """The tables of the package of everything, or of the package of a year."""
    return tuple(table for table in ALL if is_whole or not table.is_whole)
