"""How complete and how fresh what we hold of a mechanism is."""

from collections.abc import Sequence

from django.utils.translation import gettext

from iscm.domain.listing import MeetingRow


def completeness(rows: Sequence[MeetingRow]) -> list[tuple[str, int, int]]:
    """What is known of its meetings: (what, of how many it is known, of how many in all)."""
    if not rows:
        return []
    facts = (
        (gettext("a day"), lambda row: row.is_day_precise),
        (gettext("a place, or online"), lambda row: bool(row.places) or row.attendance == "online"),
        (gettext("a kind"), lambda row: bool(row.kind)),
        (gettext("an outcome"), lambda row: bool(row.outcome)),
    )
    return [(what, sum(is_known(row) for row in rows), len(rows)) for what, is_known in facts]
