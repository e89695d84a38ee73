"""Kinds of meeting that sources use for one another."""

MAIN_SESSIONS = frozenset({"conference-of-states", "forum", "congress", "plenary", "summit"})
"""What a mechanism calls its own main session: the 7th Conference of one document is the 7th Forum of another."""

UNCERTAIN_KINDS = frozenset({"other-meeting", "thematic-meeting"})
"""Kinds that say little: another reader may well choose another."""


def family(kind: str | None) -> str | None:
    """The kind, or one word for all kinds of main session."""
    return "main-session" if kind in MAIN_SESSIONS else kind


STANDING_KINDS = MAIN_SESSIONS - {"forum", "congress"} | {
    "ministerial-conference",
    "high-level-meeting",
    "senior-officials-meeting",
    "extraordinary-meeting",
    "intersessional",
    "steering-committee",
    "troika",
    "friends",
    "presidencies-meeting",
    "ambassadorial",
    "board-meeting",
    "preparatory-meeting",
    "mechanism-coordination",
}
"""Kinds a mechanism has one series of: what such a session is "on" is its topic, not its name."""


def kin(kind: str) -> frozenset[str]:
    """The kinds that sources use for this one, itself among them."""
    return MAIN_SESSIONS if kind in MAIN_SESSIONS else frozenset({kind})
