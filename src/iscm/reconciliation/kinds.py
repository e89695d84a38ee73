"""Kinds of meeting that sources use for one another."""

MAIN_SESSIONS = frozenset({"conference-of-states", "forum", "congress", "plenary", "summit"})
"""What a mechanism calls its own main session: the 7th Conference of one document is the 7th Forum of another."""

UNCERTAIN_KINDS = frozenset({"other-meeting", "thematic-meeting"})
"""Kinds that say little: another reader may well choose another."""


def family(kind: str | None) -> str | None:
    """The kind, or one word for all kinds of main session."""
    return "main-session" if kind in MAIN_SESSIONS else kind
