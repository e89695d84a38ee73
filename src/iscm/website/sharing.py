"""Who sits in a mechanism and how sure that is, as the pages on overlaps say it."""

from dataclasses import dataclass

from django.http import HttpRequest

from iscm.planning.seats import Seats
from iscm.register.queries import meetings
from iscm.register.queries.vocabulary import vocabulary
from iscm.website import clock
from iscm.website.labels import basis_label


@dataclass(frozen=True, slots=True)
class SeatsLine:
    """A mechanism with how many sit in it, how sure that is, and what it rests on."""

    slug: str
    acronym: str
    name: str
    level: str
    members: int
    observers: int
    basis: str
    as_of: str
    source: str
    is_open: bool

    @property
    def is_linked(self) -> bool:
        """Whether what it rests on is an address."""
        return self.source.startswith(("https://", "http://"))


def seats_line(seats: Seats) -> SeatsLine:
    """Who sits in a mechanism, as pages say it."""
    known = vocabulary().mechanisms[seats.mechanism]
    return SeatsLine(
        seats.mechanism,
        known.acronym,
        known.name,
        known.level,
        len(seats.states),
        len(seats.observers),
        basis_label(seats.basis),
        seats.as_of,
        seats.source,
        seats.is_open,
    )


def all_href(request: HttpRequest) -> str:
    """This page with all that it has to show."""
    query = request.GET.copy()
    query["all"] = "1"
    return f"{request.path}?{query.urlencode()}"


def usual_year() -> int:
    """This year if it has meetings, else the last that has some."""
    held, today = [each.year for each in meetings.years()], clock.today().year
    return today if today in held or not held else held[0]
