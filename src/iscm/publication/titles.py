"""Titles as they are shown."""

import re

_RAISED = re.compile(r"\b(\d+) (st|nd|rd|th|er|re|e)\b")


def tidied(title: str) -> str:
    """A title without the blank that a raised ending leaves behind it in print: "4 th" is "4th"."""
    return _RAISED.sub(r"\1\2", title)
