"""What a look at the installation found: checks, findings, and what is wrong with what to do about it."""

from collections.abc import Callable
from dataclasses import dataclass

Tell = Callable[[int, int, str], None]
"""Told how many steps are done, of how many, and what is looked at."""


@dataclass(frozen=True, slots=True)
class Ailment:
    """One thing that is wrong, in one line, and what a person can do about it, empty if that is plain.

    `mend` names what `iscm doctor --repair` does about it; empty for what nothing can be derived from.
    """

    what: str
    remedy: str = ""
    mend: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check has to say: `told` where all is well, else the ailments."""

    told: str
    ailments: tuple[Ailment, ...] = ()

    @property
    def is_fine(self) -> bool:
        """Whether nothing is wrong."""
        return not self.ailments

    @property
    def mends(self) -> tuple[str, ...]:
        """What a repair would do, each once."""
        return tuple(dict.fromkeys(one.mend for one in self.ailments if one.mend))

    @property
    def is_grave(self) -> bool:
        """Whether anything is wrong that no repair puts right."""
        return any(not one.mend for one in self.ailments)


@dataclass(frozen=True, slots=True)
class Check:
    """A named look at one thing; `name` has at most twelve letters. `is_quick`: its time does not grow with rows.

    `mend` does what its ailments promise. `rests_on` are the checks that must find nothing but what can be mended,
    else nothing that this one says could be believed.
    """

    name: str
    look: Callable[[Tell], Finding]
    is_quick: bool = True
    mend: Callable[[Tell], None] | None = None
    rests_on: tuple[str, ...] = ()


def ill(what: str, remedy: str = "", mend: str = "") -> Finding:
    """The finding of a single ailment."""
    return Finding("", (Ailment(what, remedy, mend),))
