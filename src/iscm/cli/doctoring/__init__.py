"""The checks of `iscm doctor`, in the order in which they are told."""

from collections.abc import Iterator

from iscm.domain.health import Check


def all_checks() -> Iterator[Check]:
    """Everything that is looked at; those of the register ask the database that the settings name."""
    from iscm.cli.doctoring import engine, factors, machine, register

    yield from machine.BEFORE
    yield from register.CHECKS
    yield from engine.CHECKS
    yield from machine.OF_REGISTER
    yield from factors.CHECKS
    yield from machine.AFTER
