"""Who sat in a mechanism on a day."""

from datetime import date

from iscm.domain.errors import UnknownReferenceError
from iscm.domain.sittings import Sitting, seats_on
from iscm.register.queries.vocabulary import vocabulary


def members_on(slug: str, day: date, role: str = "member") -> tuple[Sitting, ...]:
    """The seats of a role (member or observer) in a mechanism on a day, as far as is known; a former one too.

    A seat that nobody dated stands in the list of today: it is not sure for another day. No query of its own. Raises
    `UnknownReferenceError` for no such mechanism.
    """
    found = vocabulary().mechanisms.get(slug)
    if found is None:
        raise UnknownReferenceError(f"no mechanism is called {slug[:80]!r}")
    return tuple(one for one in seats_on(found, day) if one.seat.role == role)
