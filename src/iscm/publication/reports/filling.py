"""Patterns of a language filled with words that keep their own style and language."""

import re

from iscm.publication.report import Run, Text, text

PLACE = re.compile(r"%\((\w+)\)s")


def fill(pattern: str, **parts: Text | str) -> Text:
    """The pattern ("%(title)s with %(partners)s") with its places filled; `KeyError` for a place nobody fills."""
    filled: list[Run] = []
    at = 0
    for place in PLACE.finditer(pattern):
        filled += text(pattern[at : place.start()].replace("%%", "%"))
        part = parts[place[1]]
        filled += text(part) if isinstance(part, str) else part
        at = place.end()
    return (*filled, *text(pattern[at:].replace("%%", "%")))


def joined(parts: list[Text], between: str) -> Text:
    """The parts with words between them."""
    return tuple(run for i, part in enumerate(parts) for run in (*(text(between) if i else ()), *part))
