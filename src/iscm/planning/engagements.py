"""What planning knows of a meeting: when it may be, how sure that is, and whom it binds."""

from dataclasses import dataclass
from datetime import date, timedelta

from iscm.planning.distances import Point


@dataclass(frozen=True, slots=True)
class Engagement:
    """A meeting, or an idea of one, as planning sees it.

    `key` is the uid of a meeting, or the key of an idea or wish: engagements with one key are one meeting (a meeting on
    two separate days, or on one of two). It starts on one of the days from `first` to `latest`, both inclusive and each
    as likely as the others, and lasts `days` days; where the days are sure, both are the same. `likelihood` is that it
    takes place within these bounds at all. `mechanisms` are all of a joint meeting. `states` and `observers` are sets
    of `States`: members of any of its mechanisms, and those that only observe. `is_open`: all States may come, by rule;
    that says nothing of real membership. `belongs_to` are the keys of meetings that it prepares or stands beside: no
    clash, they are meant to be near. `country` is the host's alpha-2 code, `secretariat` and `co_secretariats` (those
    of a joint meeting) who organises it, empty if nobody knows.
    """

    key: str
    title: str
    mechanisms: tuple[str, ...]
    first: date
    latest: date
    days: int
    likelihood: float = 1.0
    is_online: bool = False
    place: Point | None = None
    country: str = ""
    secretariat: str = ""
    themes: tuple[str, ...] = ()
    states: int = 0
    observers: int = 0
    is_open: bool = False
    belongs_to: tuple[str, ...] = ()
    co_secretariats: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.latest < self.first or self.days < 1:
            raise ValueError(f"{self.key}: from {self.first} to {self.latest} for {self.days} days is no time")

    @property
    def end(self) -> date:
        """The last day that it may reach."""
        return self.latest + timedelta(days=self.days - 1)

    @property
    def is_sure(self) -> bool:
        """Whether its days are known and it takes place."""
        return self.first == self.latest and self.likelihood >= 1

    def belongs_with(self, other: "Engagement") -> bool:
        """Whether both are one meeting, or one prepares the other or stands beside it."""
        return self.key == other.key or other.key in self.belongs_to or self.key in other.belongs_to
