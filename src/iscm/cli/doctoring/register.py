"""What `iscm doctor` looks at in the register: the database first, then what follows from what."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from iscm.domain.health import Ailment, Check, Finding, Tell, ill

OLDEST_BACKUP = timedelta(days=8)
FROM_BACKUP = "restore a backup"
GROUND = ("database", "pages")


def _database(_: Tell) -> Finding:
    from django.db import DatabaseError, connection

    from iscm.register.queries.health import database, tables

    if ailments := list(database.file_ailments()):
        return _with_backup(ailments)
    try:
        found = [*tables.migration_ailments(), *database.collation_ailments()]
    except DatabaseError as error:
        words = " ".join(str(error).split())
        is_file = connection.vendor == "sqlite" and ("malformed" in words or "not a database" in words)
        ailment = Ailment(f"the database cannot be used: {words}")
        return _with_backup([ailment]) if is_file else Finding("", (ailment,))
    name = connection.settings_dict["NAME"]
    return _finding(f"{connection.vendor}, {name}, tables up to date", found)


def _with_backup(ailments: Iterable[Ailment]) -> Finding:
    from iscm.register.queries.health.backups import how_to_restore

    return Finding("", tuple(one if one.mend else replace(one, remedy=how_to_restore()) for one in ailments))


def _pages(tell: Tell) -> Finding:
    from iscm.register.queries.health.database import page_ailments

    ailments = list(page_ailments(tell))
    return _with_backup(ailments) if ailments else Finding("every page and index as it should be")


def _tables(_: Tell) -> Finding:
    from iscm.register.queries.health.tables import table_ailments

    return _finding("each with its columns, indexes and rules", table_ailments())


def _keys(tell: Tell) -> Finding:
    from iscm.register.queries.health.database import key_ailments

    return _finding("no row leads to one that is not there", key_ailments(tell))


def _log(tell: Tell) -> Finding:
    from iscm.register.operations.log import verify
    from iscm.register.queries.health.moments import entries

    tell(0, 1, "the chain of the log")
    if broken := verify():
        return ill(f"the log does not fit from entry {broken} on: somebody wrote past iscm", FROM_BACKUP)
    return Finding(f"{entries()} entries, each bound to the one before")


def _columns(tell: Tell) -> Finding:
    from iscm.register.operations.repairing.columns import column_ailments

    return _finding("dates, places in lists and counts follow from their rows", column_ailments(tell))


def _register(tell: Tell) -> Finding:
    from iscm.register.operations.rebuild import rebuild

    rebuilt = rebuild(check=True, tell=tell, is_log_read=False)
    if rebuilt.differences:
        uid, said = next(iter(rebuilt.differences.items()))
        what = f"{len(rebuilt.differences)} meetings do not follow from their records ({uid}: {said[:80]})"
        return ill(what, mend="work the meetings out again from their records")
    return Finding(f"{rebuilt.meetings} meetings, each follows from its records")


def _tallies(tell: Tell) -> Finding:
    from iscm.register.queries.health.tallies import tally_ailments

    return _finding("each is what there is", tally_ailments(tell))


def _search(tell: Tell) -> Finding:
    from iscm.register.operations.repairing.words import search_ailments

    return _finding("an entry for all that can be found, and no other", search_ailments(tell))


def _files(_: Tell) -> Finding:
    from iscm.register.queries.received import spoilt_files

    number, lines = spoilt_files()
    return _finding(f"{number} received, each as it came", [Ailment(line, FROM_BACKUP) for line in lines])


def _editions(_: Tell) -> Finding:
    from iscm.register.queries.kept import altered_editions

    number, altered = altered_editions()
    lines = [Ailment(f"{name} is not what was published", FROM_BACKUP) for name in altered]
    return _finding(f"{number} published, each as it was" if number else "none published yet", lines)


def _clock(_: Tell) -> Finding:
    from django.utils import timezone

    from iscm.register.queries.health.moments import SLACK, lasting_counts, latest_moment

    now, latest, found = timezone.now(), latest_moment(), []
    if latest and latest > now + SLACK:
        what = f"the register was last written to at {latest:%Y-%m-%d %H:%M}, and now it is {now:%Y-%m-%d %H:%M} UTC"
        remedy = "the clock of this machine is slow, or was fast then: set it; the log is in order all the same"
        found.append(Ailment(what, remedy))
    if number := lasting_counts(now).count():
        what = f"{number} counts of attempts hold for days, written while the clock was fast: they keep people out"
        found.append(Ailment(what, mend="forget these counts"))
    return _finding(f"{now:%Y-%m-%d %H:%M} UTC, after all that was written", found)


def _backup(_: Tell) -> Finding:
    from django.utils import timezone

    from iscm.register.queries.health.backups import holds_more_than_carried, last_backup

    last, now = last_backup(), timezone.now()
    if last is None:
        if not holds_more_than_carried():
            return Finding("none needed yet: the package carries all that is here")
        return ill("none was made from here", "let a timer run iscm backup DIR --keep 30 every night")
    told = f"{last.path}, of {last.made_at:%Y-%m-%d %H:%M} UTC"
    if not last.path.exists():
        return ill(f"{told}, is not there any more", "make another, or mount the disk it is on")
    if last.made_at < now - OLDEST_BACKUP:
        return ill(f"{told}: {(now - last.made_at).days} days old", "does the timer run iscm backup?")
    return Finding(told)


def _finding(told: str, ailments: Iterable[Ailment]) -> Finding:
    return Finding(told, tuple(ailments))


def _mend_order(tell: Tell) -> None:
    from iscm.register.operations.repairing.database import mend_order

    mend_order(tell)


def _mend_tables(tell: Tell) -> None:
    from iscm.register.operations.repairing.database import mend_tables

    mend_tables(tell)


def _mend_pages(tell: Tell) -> None:
    from iscm.register.operations.repairing.database import mend_indexes

    mend_indexes(tell)


def _mend_columns(tell: Tell) -> None:
    from iscm.register.operations.repairing.columns import mend_columns

    mend_columns(tell)


def _mend_register(tell: Tell) -> None:
    from iscm.register.operations.rebuild import rebuild

    rebuild(check=False, tell=tell, is_log_read=False)


def _mend_tallies(tell: Tell) -> None:
    from iscm.register.operations.repairing.tallies import mend_tallies

    mend_tallies(tell)


def _mend_search(tell: Tell) -> None:
    from iscm.register.operations.repairing.words import mend_search

    mend_search(tell)


def _mend_clock(tell: Tell) -> None:
    from iscm.register.operations.repairing.counts import mend_counts

    mend_counts(tell)


CHECKS = (
    Check("database", _database, mend=_mend_order),
    Check("pages", _pages, is_quick=False, mend=_mend_pages, rests_on=("database",)),
    Check("tables", _tables, mend=_mend_tables, rests_on=GROUND),
    Check("keys", _keys, is_quick=False, rests_on=GROUND),
    Check("log", _log, is_quick=False, rests_on=GROUND),
    Check("columns", _columns, is_quick=False, mend=_mend_columns, rests_on=GROUND),
    Check("register", _register, is_quick=False, mend=_mend_register, rests_on=GROUND),
    Check("counts", _tallies, is_quick=False, mend=_mend_tallies, rests_on=GROUND),
    Check("search", _search, is_quick=False, mend=_mend_search, rests_on=GROUND),
    Check("files", _files, is_quick=False, rests_on=GROUND),
    Check("editions", _editions, is_quick=False, rests_on=GROUND),
    Check("clock", _clock, mend=_mend_clock, rests_on=GROUND),
    Check("backup", _backup, rests_on=GROUND),
)
