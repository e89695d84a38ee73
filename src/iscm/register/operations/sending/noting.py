"""Triggers that note which entries come, go and change: made where an engine is filled, others pay nothing for them."""

from django.db import connection, transaction

from iscm.register.models import SearchChange, SearchSent
from iscm.register.queries.health.tables import known_names, name_of

_SQLITE = """CREATE TRIGGER register_searchchange_{name} AFTER {event} ON register_searchentry BEGIN
  INSERT INTO register_searchchange(kind, key, at) {row}; END"""
_ROW = "SELECT {0}.kind, {0}.key, strftime('%Y-%m-%d %H:%M:%f', 'now')"
# One statement may change thousands of rows: they are noted together.
_FUNCTION = """CREATE OR REPLACE FUNCTION register_searchchange_note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO register_searchchange(kind, key, at) SELECT kind, key, clock_timestamp() FROM gone;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO register_searchchange(kind, key, at) SELECT kind, key, clock_timestamp() FROM come;
  END IF;
  RETURN NULL; END $$"""
_POSTGRESQL = """CREATE TRIGGER register_searchchange_{name} AFTER {event} ON register_searchentry
  REFERENCING {tables} FOR EACH STATEMENT EXECUTE FUNCTION register_searchchange_note()"""
_OLD, _NEW = "OLD TABLE AS gone", "NEW TABLE AS come"
_EVENTS = (
    ("added", "INSERT", _ROW.format("new"), _NEW),
    ("removed", "DELETE", _ROW.format("old"), _OLD),
    ("changed", "UPDATE", f"{_ROW.format('old')} UNION {_ROW.format('new')}", f"{_OLD} {_NEW}"),
)


def triggers() -> tuple[str, ...]:
    """The statements that make them."""
    form = _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL
    return tuple(form.format(name=name, event=event, row=row, tables=tables) for name, event, row, tables in _EVENTS)


def missing_triggers() -> list[str]:
    """The names of those that are not there."""
    there = known_names()
    return [name for statement in triggers() if (name := name_of(statement)) not in there]


@transaction.atomic
def start() -> None:
    """Note every change from now on. What was noted or sent before counts for nothing if anything was missed.

    PostgreSQL lets everyone finish who is writing entries before it makes a trigger, so that nothing is overlooked.
    """
    missing = missing_triggers()
    with connection.cursor() as cursor:
        if missing and connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
        for statement in triggers():
            if name_of(statement) in missing:
                cursor.execute(statement)
    if not SearchSent.objects.exists():
        SearchSent.objects.create(mark="", sending="")
    elif missing:
        SearchSent.objects.update(mark="", sending="")


@transaction.atomic
def stop() -> None:
    """Note nothing any more, and forget what was noted."""
    there = known_names()
    with connection.cursor() as cursor:
        for name in map(name_of, triggers()):
            if name in there:
                cursor.execute(
                    f"DROP TRIGGER {name}" + ("" if connection.vendor == "sqlite" else " ON register_searchentry")
                )
        if connection.vendor == "postgresql":
            cursor.execute("DROP FUNCTION IF EXISTS register_searchchange_note()")
    SearchChange.objects.all().delete()
    SearchSent.objects.all().delete()
