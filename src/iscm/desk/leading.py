"""Where a thing is mended: the address of its page on the desk."""

from django.urls import NoReverseMatch, reverse


def to_meeting(uid: str) -> str:
    """The editor of a meeting; empty where the desk has none."""
    return _address("desk-meeting", uid)


def to_document(pk: int) -> str:
    """A document as it came in, row by row; empty for none, and where the desk has no such page."""
    return _address("desk-inbox-document", pk) if pk else ""


def to_mechanism(slug: str) -> str:
    """What is stated of a mechanism; empty where the desk has no such page."""
    return _address("desk-mechanism", slug)


def _address(name: str, *args: str | int) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
