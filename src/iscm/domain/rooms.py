"""The room of a mechanism's secretariat: who comes in by a link, for which mechanism, and until when."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from iscm.domain.submissions import Right, Sender

ACCOUNT = "account-"


class LinkState(StrEnum):
    """What a link to a room opens: the room, or nothing, and why."""

    OPEN = "open"
    EXPIRED = "expired"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Room:
    """A room as its visitor has it.

    `link` is the public name of the link (the register keeps no secret), or of the account that came without one;
    `mechanism` a slug, `name` whom the link was made for, `contact` the mail address it went to (or empty), `expires`
    when it stops to open, None for an account.
    """

    link: str
    mechanism: str
    name: str
    contact: str
    expires: datetime | None

    @property
    def is_account(self) -> bool:
        """Whether somebody came in with an account, not with a link."""
        return self.link.startswith(ACCOUNT)

    @property
    def owner(self) -> str:
        """Under what its submissions are kept: who has the same link sees what became of them."""
        return f"room:{self.link}"

    @property
    def actor(self) -> str:
        """Who it is in the log: never a name that an editor has."""
        return f"{self.mechanism}: {self.name}"[:150]

    @property
    def sender(self) -> Sender:
        """Who sends from here: as far as the posting right of the mechanism trusts it.

        Its answer stands in the room, not in a mail: the address stays with the link alone.
        """
        return Sender(self.name, self.mechanism, Right.TRUSTED, self.owner)


def account_room(number: int, name: str, mechanism: str, contact: str = "") -> Room:
    """The room of a mechanism as a focal point enters it who is signed in; `number` is the account's."""
    return Room(f"{ACCOUNT}{number}", mechanism, name, contact, None)
