"""Editions in words: the line that says which one it is, and the box that tells what changed since the last one."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from iscm.publication.comparing import Change, Changes, What, compare_editions
from iscm.publication.dates import day_in_words
from iscm.publication.report import Box, Bullets, Heading, Paragraph, Report, Run, Text, text
from iscm.publication.words import Words

__all__ = [
    "Change",
    "Changes",
    "What",
    "changes_box",
    "changes_in_words",
    "compare_editions",
    "edition_line",
    "with_box",
]

ANCHOR = "changed"
MOST_NAMED = 40  # of one kind: more are no news to look through, the publication itself is
FROM_LEFT, FROM_RIGHT = "\u200e", "\u200f"
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def edition_line(number: int, day: date, words: Words, corrects: int | None = None) -> str:
    """The line under a title that says which edition this is."""
    said = {"number": number, "date": day_in_words(day, words), "corrected": corrects}
    if corrects is not None:
        return words.gettext("Edition %(number)s, %(date)s, corrects edition %(corrected)s") % said
    return words.gettext("Edition %(number)s, %(date)s") % said


def changes_box(changes: Changes | None, words: Words) -> Box | None:
    """What changed since the edition before, one bullet a change; None where there was none before (no changes).

    Where no meeting changed, a sentence says so.
    """
    if changes is None:
        return None
    heading = Heading(2, text(words.gettext("Changed since edition %(number)s") % {"number": changes.since}), ANCHOR)
    if not changes:
        said = words.gettext("No meeting was added, moved, cancelled or left out; other details were corrected.")
        return Box(heading, (Paragraph(text(said)),))
    items = [item for what in What for item in _items(what, changes.of(what), words)]
    return Box(heading, (Bullets(tuple(items)),))


def with_box(report: Report, box: Box | None) -> Report:
    """The report with the box before its first block that is no paragraph; as it is where there is no box."""
    if box is None:
        return report
    place = next((n for n, block in enumerate(report.blocks) if not isinstance(block, Paragraph)), len(report.blocks))
    return replace(report, blocks=(*report.blocks[:place], box, *report.blocks[place:]))


def changes_in_words(counts: Mapping[str, int], words: Words) -> str:
    """How many changed of each kind, in one line: "2 cancelled, 1 moved, 5 new"; empty for none."""
    names = _short(words)
    said = [f"{counts[what.value]} {names[what]}" for what in What if counts.get(what.value)]
    return words.gettext(", ").join(said)


def _items(what: What, changes: tuple[Change, ...], words: Words) -> list[Text]:
    name = text(_names(words)[what], is_strong=True)
    if len(changes) > MOST_NAMED:
        number = words.ngettext("%(n)s meeting", "%(n)s meetings", len(changes)) % {"n": len(changes)}
        return [_filled(words.gettext("%(what)s: %(meeting)s"), what=name, meeting=text(number))]
    return [
        _filled(words.gettext("%(what)s: %(meeting)s"), what=name, meeting=_meeting(change, words))
        for change in changes
    ]


def _meeting(change: Change, words: Words) -> Text:
    """The meeting's title, mechanism and date, and its place where that is news; what is new instead of what was."""
    meeting, field = change.meeting, change.field
    parts = {"title": meeting.title, "mechanism": text(meeting.mechanism), "date": text(meeting.date)}
    if change.what in {What.NEW, What.RELOCATED}:
        parts["place"] = text(meeting.place)
    if field:
        parts[field] = _instead(change, words)
    told: Text = ()
    for name, part in ((name, _in_place(part, words)) for name, part in parts.items()):
        pattern = words.gettext("%(meeting)s: %(news)s") if name == field else words.gettext("%(meeting)s, %(fact)s")
        told = _filled(pattern, meeting=told, news=part, fact=part) if told and part else told or part
    return told


def _instead(change: Change, words: Words) -> Text:
    unknown = {
        "date": words.gettext("date not known"),
        "place": words.gettext("place not known"),
        "title": words.gettext("no title"),
    }
    new, old = (_in_place(part or text(unknown[change.field]), words) for part in (change.new, change.old))
    return _filled(words.gettext("%(new)s instead of %(old)s"), new=new, old=old)


def _in_place(part: Text, words: Words) -> Text:
    """In a language read from the right: words from the left, with marks that keep all around them in its place."""
    kinds = {unicodedata.bidirectional(sign) for run in part for sign in run.text}
    if words.locale.text_direction == "ltr" or "L" not in kinds or kinds & {"R", "AL"}:
        return part
    return (Run(FROM_LEFT), *part, Run(FROM_LEFT + FROM_RIGHT))


def _filled(pattern: str, **parts: Text) -> Text:
    """A translated pattern with runs in place of its names."""
    runs: list[Run] = []
    for n, piece in enumerate(PLACEHOLDER.split(pattern)):
        runs += parts.get(piece, ()) if n % 2 else text(piece)
    return tuple(runs)


def _names(words: Words) -> dict[What, str]:
    """What stands before a meeting."""
    return {
        What.CANCELLED: words.gettext("Cancelled"),
        What.POSTPONED: words.gettext("Postponed"),
        What.RESCHEDULED: words.gettext("Rescheduled"),
        What.REINSTATED: words.gettext("Taking place after all"),
        What.MOVED: words.gettext("Date changed"),
        What.CONFIRMED: words.gettext("Date confirmed"),
        What.NARROWED: words.gettext("Date said more closely"),
        What.REOPENED: words.gettext("Date open again"),
        What.RELOCATED: words.gettext("Place changed"),
        What.OUTCOME: words.gettext("Outcome recorded"),
        What.NEW: words.gettext("New"),
        What.RENAMED: words.gettext("Title changed"),
        What.MERGED: words.gettext("Listed once, twice before"),
        What.UNLISTED: words.gettext("No longer listed by its source"),
        What.LISTED: words.gettext("Listed by its source again"),
        What.GONE: words.gettext("Left out since"),
    }


def _short(words: Words) -> dict[What, str]:
    """What stands behind a number."""
    return {
        What.CANCELLED: words.gettext("cancelled"),
        What.POSTPONED: words.gettext("postponed"),
        What.RESCHEDULED: words.gettext("rescheduled"),
        What.REINSTATED: words.gettext("taking place after all"),
        What.MOVED: words.gettext("with another date"),
        What.CONFIRMED: words.gettext("with a confirmed date"),
        What.NARROWED: words.gettext("with a closer date"),
        What.REOPENED: words.gettext("with a date open again"),
        What.RELOCATED: words.gettext("in another place"),
        What.OUTCOME: words.gettext("with an outcome recorded"),
        What.NEW: words.gettext("new"),
        What.RENAMED: words.gettext("with another title"),
        What.MERGED: words.gettext("listed once, twice before"),
        What.UNLISTED: words.gettext("no longer listed by their source"),
        What.LISTED: words.gettext("listed by their source again"),
        What.GONE: words.gettext("left out since"),
    }
