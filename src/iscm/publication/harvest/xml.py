"""XML as small trees of elements, written so that any reader can parse it, whatever a document printed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

XSI = {"xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance"}
"""What the root of every part that may be cut out and kept declares for itself."""

_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 may hold, not even as a reference: control characters, halves of pairs, two that are none."""


@dataclass(frozen=True, slots=True)
class Element:
    """An element: its name as written, its text or its children, its attributes; those that are None are left out."""

    name: str
    content: "str | tuple[Element, ...]" = ""
    attributes: Mapping[str, str | int | None] = field(default_factory=dict, hash=False)


def write(element: Element) -> str:
    """The element as text, without a line that is not its own."""
    held = element.attributes.items()
    said = "".join(f" {name}={quoteattr(writable(str(value)))}" for name, value in held if value is not None)
    if not element.content:
        return f"<{element.name}{said}/>"
    if isinstance(element.content, str):
        inner = escape(writable(element.content), {"\r": "&#13;"})
    else:
        inner = "".join(map(write, element.content))
    return f"<{element.name}{said}>{inner}</{element.name}>"


def writable(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return _UNWRITABLE.sub("", text)
