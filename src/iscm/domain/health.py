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


@dataclass(frozen=True, slots=True)
class Check:
    """A named look at one thing; `name` has at most twelve letters. `is_quick`: its time does not grow with rows."""

    name: str
    look: Callable[[Tell], Finding]
    is_quick: bool = True


def ill(what: str, remedy: str = "", mend: str = "") -> Finding:
    """The finding of a single ailment."""
    return Finding("", (Ailment(what, remedy, mend),))
