"""JSON that calendars and feeds are kept in: JSCalendar, JSON Feed, JSON-LD. Other JSON has no entries."""

import json
from itertools import islice
from typing import Any

from iscm.domain.citations import Locator
from iscm.domain.errors import UnreadableInputError
from iscm.reading.budget import spend
from iscm.reading.layouts.decoding import decode
from iscm.reading.layouts.described import once, tell_all
from iscm.reading.layouts.elements import Layout
from iscm.reading.layouts.jscalendar import entries_of, tell, tell_item
from iscm.reading.layouts.limits import MAX_ENTRIES, check_entries, check_size
from iscm.reading.layouts.told import Told
from iscm.reading.layouts.words import fold

IS_LINKED = True
JSON_FEED = "https://jsonfeed.org/version/"


def lay_out(content: bytes, name: str, base: str = "") -> Layout:
    """The entries, if it has any that we know. Raises `UnreadableInputError` unless the content is sound JSON.

    In a locator, `row` counts the entries and `element` is their id.
    """
    check_size(content, name)
    try:
        value = json.loads(decode(content, name).lstrip("\ufeff"))
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict | list):
        raise UnreadableInputError(name, "it begins like JSON, but is no sound JSON object", "Export it again.")
    head = value if isinstance(value, dict) else {}
    lang = _word(head, "locale") or _word(head, "language")
    told = _told(value, lang, base)
    check_entries(len(told), name)
    title = _word(head, "title") if told or _is_feed(head) else ""
    return Layout("json", (), title or None, lang or None, told=tuple(told))


def _told(value: Any, lang: str, base: str) -> list[Told]:
    if entries := entries_of(value):
        return [tell(entry, row, lang) for row, entry in enumerate(_bounded(entries), 1)]
    if isinstance(value, dict) and _is_feed(value):
        items = value["items"] if isinstance(value.get("items"), list) else []
        items = [item for item in items if isinstance(item, dict)]
        return [tell_item(item, row, lang, base) for row, item in enumerate(_bounded(items), 1)]
    return once(list(islice(tell_all(value, Locator(), base), MAX_ENTRIES + 1)))


def _bounded(entries: list[Any]) -> list[Any]:
    """No more than one above the limit, which is then refused."""
    spend()
    return entries[: MAX_ENTRIES + 1]


def _is_feed(value: dict[str, Any]) -> bool:
    version = value.get("version")
    return isinstance(version, str) and version.startswith(JSON_FEED)


def _word(value: Any, name: str) -> str:
    word = value.get(name)
    return fold(word)[:500] if isinstance(word, str) else ""
