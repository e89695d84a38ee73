"""What `iscm doctor` looks at in the register: the database first, then what follows from what."""

from collections.abc import Iterable

from iscm.domain.health import Ailment, Check, Finding, Tell, ill


def _database(_: Tell) -> Finding:
    from django.db import DatabaseError, connection

    from iscm.register.queries.health import database, tables

    if ailments := list(database.file_ailments()):
        return Finding("", tuple(ailments))
    try:
        found = [*tables.migration_ailments(), *database.collation_ailments()]
    except DatabaseError as error:
        return ill(f"the database cannot be used: {' '.join(str(error).split())}")
    name = connection.settings_dict["NAME"]
    return _finding(f"{connection.vendor}, {name}, tables up to date", found)


def _tables(_: Tell) -> Finding:
    from iscm.register.queries.health.tables import table_ailments

    return _finding("each with its columns, indexes and rules", table_ailments())


def _integrity(tell: Tell) -> Finding:
    from iscm.register.queries.health.database import key_ailments, page_ailments

    return _finding("every page, index and key as it should be", [*page_ailments(tell), *key_ailments(tell)])


def _register(_: Tell) -> Finding:
    from iscm.register.operations.rebuild import rebuild

    rebuilt = rebuild(check=True)
    if rebuilt.differences:
        return ill(f"{len(rebuilt.differences)} meetings do not follow from their records: run `iscm rebuild`")
    if rebuilt.broken_log:
        return ill(f"the log does not fit from entry {rebuilt.broken_log} on: somebody wrote past iscm")
    return Finding(f"{rebuilt.meetings} meetings, each follows from its records")


def _files(_: Tell) -> Finding:
    from iscm.register.queries.received import spoilt_files

    number, lines = spoilt_files()
    return _finding(f"{number} received, each as it came", [Ailment(line, "restore a backup") for line in lines])


def _editions(_: Tell) -> Finding:
    from iscm.register.queries.kept import altered_editions

    number, altered = altered_editions()
    lines = [Ailment(f"{name} is not what was published", "restore a backup") for name in altered]
    return _finding(f"{number} published, each as it was" if number else "none published yet", lines)


def _finding(told: str, ailments: Iterable[Ailment]) -> Finding:
    return Finding(told, tuple(ailments))


CHECKS = (
    Check("database", _database),
    Check("tables", _tables),
    Check("integrity", _integrity, is_quick=False),
    Check("register", _register, is_quick=False),
    Check("files", _files, is_quick=False),
    Check("editions", _editions, is_quick=False),
)
