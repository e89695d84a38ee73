"""A plan for the eye, and as a calendar of tentative entries."""

from collections.abc import Iterator, Sequence
from typing import Any

from iscm.cli.plain import plain
from iscm.publication.formats.ics import CalendarEvent, Feed, render_feed
from iscm.publication.reports.plan import PlanFacts, PlanLine, proposal, summary
from iscm.publication.words import Words

MOST_SHOWN = 3  # clashes of one meeting


def lines(facts: PlanFacts, told: dict[str, Any], words: Words) -> Iterator[str]:
    """The plan by day, with what each meeting still meets; then what it comes to."""
    for line in facts.lines:
        yield plain(_line(line))
        for met in line.meets[:MOST_SHOWN]:
            yield plain(f"              near {met}")
        if not line.is_fixed and line.others:
            others = ", ".join(f"{first} +{more:.1f}" for first, more in line.others)
            yield f"              other first days: {others}"
    yield ""
    yield proposal(words)
    yield from summary(facts, words)
    if "compared" in told:
        yield ""
        yield from _compared(told["compared"])
    if "proposed" in told:
        yield ""
        yield f"Handed in at the desk: {told['proposed']} proposals; nothing counts until somebody accepts it."


def calendar(events: Sequence[CalendarEvent], words: Words) -> bytes:
    """The plan as iCalendar."""
    return render_feed(events, Feed(words.gettext("A proposed plan"), proposal(words), ""), None)


def _line(line: PlanLine) -> str:
    days = str(line.first) if line.first == line.last else f"{line.first}..{line.last.isoformat()[5:]}"
    moved = f"  (so far {line.was})" if line.is_moved else ""
    fixed = "  (fixed)" if line.is_fixed else ""
    who = "+".join(line.mechanisms)
    return f"{days:<17} {line.weight:>6.1f}  {who}: {line.title or line.key}{moved}{fixed}"


def _compared(told: dict[str, Any]) -> Iterator[str]:
    yield f"Compared with the other plan: weight {told['weight']:+.1f}, {len(told['moved'])} on other days"
    for one in told["moved"]:
        yield plain(f"  {one['key']}: {one['before'] or 'not there'} -> {one['after'] or 'not there'}")
    for name in ("gone", "new"):
        for said in told[name]:
            yield plain(f"  {name}: {said}")
