"""What an entry of the log is about: the mechanisms it concerns, and the titles of its meetings."""

from collections.abc import Iterable

from iscm.domain.history import Line
from iscm.register.models import Meeting, MeetingMechanism

OF_MECHANISM = frozenset({"mechanism", "posting-right"})
OF_RECORDS = frozenset({"record", "pair"})


def mechanisms_of_entry(object_type: str, key: str) -> tuple[str, ...]:
    """The mechanisms that an entry of the log concerns; none where it concerns the whole register. One query at most.

    A document's are those of all meetings that rest on it.
    """
    if object_type in OF_MECHANISM:
        return (key,)
    slugs = MeetingMechanism.objects.values_list("mechanism__slug", flat=True)
    if object_type in {"meeting", "answer"}:
        found = slugs.filter(meeting__uid=key)
    elif object_type == "document":
        found = slugs.filter(meeting__citations__record__document__sha256=key)
    elif object_type in OF_RECORDS:
        names = [part.partition("/")[0] for part in key.split()]
        found = slugs.filter(meeting__citations__record__key__in=names)
    else:
        return ()
    return tuple(sorted(set(found)))


def titles_of(lines: Iterable[Line]) -> dict[str, str]:
    """The titles of the meetings that these entries are about, by uid, also of closed ones. One query."""
    uids = {line.key for line in lines if line.object_type in {"meeting", "answer"}}
    return {row.uid: row.whole_title for row in Meeting.objects.filter(uid__in=uids)}
