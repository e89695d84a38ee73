"""What is sent in: by whom, how far it is trusted, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from iscm.domain.problems import Problem


class Right(StrEnum):
    """What becomes of what is sent in: refused with one sentence, proposed to an editor, or taken at once."""

    BLOCKED = "blocked"
    REVIEWED = "reviewed"
    TRUSTED = "trusted"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends: a name, the mechanism for which (its slug, or empty), and the most that the door allows.

    A door that does not know who comes allows `REVIEWED`; one that does (a signed link, a key, an account) allows
    `TRUSTED`, and the posting right of the mechanism decides. `owner` is the key or link itself: who asks later what
    became of it must come with the same. `contact` is where the answer goes.
    """

    name: str
    mechanism: str = ""
    trust: Right = Right.REVIEWED
    owner: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Submitted:
    """What was sent in. `uid` is the submission's own address; `document` the sha256 of its document.

    `state` is proposed, accepted, refused or partly (taken in part), with the `answer` of who decided. `kind` is new,
    change, confirm, outcome or material; `about` the uid of the meeting that it speaks of, empty for a new one.
    `understood` has what was read of it by field, as in the JSON of a record, None where the words were not understood:
    `problems` say so. `meetings` are the uids of those that rest on it. `is_repeated`: it had been sent before, and
    nothing was done again.
    """

    uid: str
    document: str
    state: str
    answer: str
    kind: str
    about: str
    understood: Mapping[str, Any] = field(hash=False)
    problems: tuple[Problem, ...]
    meetings: tuple[str, ...]
    at: datetime
    is_repeated: bool = False
