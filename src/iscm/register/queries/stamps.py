"""How new the register is."""

from dataclasses import dataclass
from datetime import datetime

from iscm.register.models import Stamp


@dataclass(frozen=True, slots=True)
class Version:
    """The state of the register or of one mechanism. `changed_at` is None while nothing was ever stored."""

    number: int
    changed_at: datetime | None

    def __str__(self) -> str:
        return f"{self.number}-{self.changed_at.timestamp():.0f}" if self.changed_at else "0"


def version(name: str = "register") -> Version:
    """The version of the whole register, or of one mechanism (`"mechanism:gfmd"`). One query."""
    stamp = Stamp.objects.filter(name=name).values_list("version", "changed_at").first()
    return Version(*stamp) if stamp else Version(0, None)
