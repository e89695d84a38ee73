"""Addresses that documents print: which of them a page may lead to."""

import re

_WEB = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)


def followable(url: object) -> str:
    """The address if it is one of the web; empty for anything else, such as `javascript:` or `data:`."""
    return url if isinstance(url, str) and _WEB.fullmatch(url) else ""
