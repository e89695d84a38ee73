"""How complete what we hold of a mechanism is, in words."""

from collections.abc import Sequence

from django.utils.translation import gettext

from iscm.domain.completeness import Fact, known_of
from iscm.domain.listing import MeetingRow


def completeness(rows: Sequence[MeetingRow]) -> list[tuple[str, int, int]]:
    """What is known of its meetings: (what, of how many it is known, of how many in all)."""
    if not rows:
        return []
    words = {
        Fact.DAY: gettext("a day"),
        Fact.PLACE: gettext("a place, or online"),
        Fact.KIND: gettext("a kind"),
        Fact.OUTCOME: gettext("an outcome"),
    }
    return [(words[fact], known, len(rows)) for fact, known in known_of(rows).items()]
