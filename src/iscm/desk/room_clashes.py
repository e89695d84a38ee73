"""What stands on the same days as the coming meetings of a room; the panel is `desk/room/clashes.html`."""

from collections.abc import Mapping, Sequence

from iscm.domain.listing import MeetingRow


def clashes_of(rows: Sequence[MeetingRow]) -> Mapping[str, Sequence[str]]:  # noqa: ARG001  # planning tells
    """For each of these meetings by its uid, sentences on what clashes with it, the weightiest first."""
    return {}
