"""How a meeting hangs together with others, in words, as far as who asks may read of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from iscm.desk.doors import grants_of
from iscm.desk.meeting_words import date_in_words
from iscm.publication.titles import tidied
from iscm.register.queries.editing import find_editable
from iscm.register.queries.relating import Tie
from iscm.register.rules import Action, may, mechanisms_of

TIES: dict[tuple[str, bool], Promise] = {
    ("prepares", False): gettext_lazy("This one prepares the other"),
    ("prepares", True): gettext_lazy("The other prepares this one"),
    ("side-event-of", False): gettext_lazy("This one is a side event of the other"),
    ("side-event-of", True): gettext_lazy("The other is a side event of this one"),
    ("concerns", False): gettext_lazy("This one is about the other"),
    ("concerns", True): gettext_lazy("The other is about this one"),
    ("unrelated", False): gettext_lazy("They do not hang together"),
    ("unrelated", True): gettext_lazy("They do not hang together"),
}


@dataclass(frozen=True, slots=True)
class TieLine:
    """A tie in words."""

    tie: Tie
    says: str
    title: str
    date: str


def tie_lines(request: HttpRequest, ties: Iterable[Tie]) -> list[TieLine]:
    """Those of the ties whose other meeting may be named to who asks."""
    return [_line(one) for one in ties if may_be_told(request, one.uid)]


def may_be_told(request: HttpRequest, uid: str) -> bool:
    """Whether who asks may read the title of another meeting; asked of the store only for roles for one mechanism."""
    grants = grants_of(request)
    if mechanisms_of(grants, Action.CLOSED_READ) is None:
        return True
    other = find_editable(uid)
    return other is not None and (not other.is_closed or may(grants, Action.CLOSED_READ, other.mechanisms))


def _line(one: Tie) -> TieLine:
    says = str(TIES[one.verdict, one.is_incoming])
    return TieLine(one, says, tidied(one.title), date_in_words(one.edtf, one.date_status))
