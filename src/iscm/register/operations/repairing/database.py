"""Indexes of the database made anew: those that no longer fit their rows, those that are missing."""

from django.apps import apps
from django.db import connection

from iscm.domain.health import Tell
from iscm.register.operations.repairing.words import mend_search
from iscm.register.queries.health.database import collation_ailments
from iscm.register.queries.health.tables import known_names, missing_of_search


def mend_indexes(tell: Tell) -> None:
    """Make all indexes of our tables anew, one table after the other."""
    tables = sorted(connection.introspection.table_names())
    ours = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}  # noqa: SLF001  # Django's name
    for done, table in enumerate(found := [table for table in tables if table in ours]):
        tell(done, len(found), table)
        with connection.cursor() as cursor:
            quoted = connection.ops.quote_name(table)
            cursor.execute(f"REINDEX {'' if connection.vendor == 'sqlite' else 'TABLE '}{quoted}")


def mend_order(tell: Tell) -> None:
    """Make all indexes anew by the rules that the machine sorts text by now, and note which these are."""
    if not list(collation_ailments()):
        return
    mend_indexes(tell)
    with connection.cursor() as cursor:
        name = connection.ops.quote_name(str(connection.settings_dict["NAME"]))
        cursor.execute(f"ALTER DATABASE {name} REFRESH COLLATION VERSION")


def mend_tables(tell: Tell) -> None:
    """Make the indexes again that are missing, and the search index where a part of it is."""
    there, editor = known_names(), connection.schema_editor(collect_sql=True)
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            for index in model._meta.indexes:  # noqa: SLF001  # as above
                if index.name not in there:
                    cursor.execute(str(index.create_sql(model, editor)))
    if missing_of_search():
        mend_search(tell)
