"""What planning found, for the eye, as JSON, or as CSV for spreadsheets."""

import csv
import json
import shutil
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from iscm.cli.plain import plain

FORMATS = ("table", "json", "csv")
NARROWEST, WIDEST = 76, 120
MOST_SHOWN = 5  # meetings or observances of one window
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
UNTITLED = "a closed meeting"
CLASH_COLUMNS = (
    *("weight", "chance", "gap_days", "uid", "title", "mechanisms", "first", "latest", "days", "city", "country"),
    *("shared", "observing", "invited", "kilometres", "why"),
)
WINDOW_COLUMNS = (
    *("city", "country", "rank", "first", "last", "between_first", "between_last", "choices", "weight", "by_clashes"),
    *("by_observances", "meetings", "observed"),
)

Told = dict[str, Any]


def print_json(told: Told, out: TextIO) -> None:
    """One object."""
    json.dump(told, out, ensure_ascii=False, indent=2)
    out.write("\n")


def print_csv(columns: Iterable[str], rows: Iterable[Told], out: TextIO) -> None:
    """One line a row; what a spreadsheet would run as a formula is made plain text with an apostrophe."""
    writer = csv.DictWriter(out, list(columns), lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)


def print_lines(lines: Iterable[str], out: TextIO) -> None:
    """Lines for the eye, in the width of the terminal; a line that goes on is set in like its words."""
    width = min(max(shutil.get_terminal_size().columns, NARROWEST), WIDEST)
    for line in lines:
        words = plain(line)
        start = len(words) - len(words.lstrip())
        wrapped = textwrap.wrap(words, width, subsequent_indent=" " * (start + 2), drop_whitespace=True)
        out.write("\n".join(wrapped) + "\n")


def idea_lines(idea: Told) -> Iterator[str]:
    """How an idea was understood: how long, when, where, and on which list of members it rests."""
    periods = ", ".join(first if first == last else f"{first}..{last}" for first, last in idea["periods"])
    cities = ["online"] if idea["online"] else [f"{one['city']}, {one['country']}" for one in idea["cities"]]
    assumed = " (assumed)" if "days" in idea["assumed"] else ""
    who = " and ".join(idea["mechanisms"])
    yield " · ".join(filter(None, (idea["title"], f"{_days(idea['days'])}{assumed}", periods, "; ".join(cities))))
    open_to_all = ", open to all States" if idea["open"] else ""
    as_of = f" as of {idea['as_of']}" if idea["as_of"] else ""
    yield f"{idea['members']} members of {who}{open_to_all}; their list is: {idea['basis']}{as_of}"


def clash_rows(clashes: Iterable[Told]) -> Iterator[Told]:
    """A clash as one line of CSV."""
    for one in clashes:
        meeting, place = one["meeting"], one["meeting"]["place"] or {}
        yield {
            **{name: one[name] for name in ("weight", "chance", "gap_days", "invited", "kilometres", "why")},
            **{name: meeting[name] for name in ("uid", "title", "first", "latest", "days")},
            "mechanisms": "; ".join(meeting["mechanisms"]),
            "city": place.get("city"),
            "country": place.get("country"),
            "shared": " ".join(one["shared"]),
            "observing": " ".join(one["observing"]),
        }


def near_lines(told: Told) -> Iterator[str]:
    """A meeting or an idea, what lies near it, and what is observed on its days."""
    if "idea" in told:
        yield from idea_lines(told["idea"])
    for one in told.get("meeting", []):
        yield _said(one)
    yield ""
    yield from clash_lines(told["clashes"])
    if not told["clashes"]:
        yield f"  nothing lies within {_days(told['within'])} of it, as far as is known"
    if told["observed"]:
        yield ""
        yield "On its days"
        yield from observed_lines(told["observed"])


def clash_lines(clashes: list[Told], most: int | None = None) -> Iterator[str]:
    """A clash in two lines: weight, days, whose meeting and where; then why."""
    for one in clashes[:most]:
        yield f"  {one['weight']:>6.1f}  {_said(one['meeting'])}"
        yield f"          {one['why']}"
    if most is not None and len(clashes) > most:
        yield f"          and {len(clashes) - most} more"


def observed_lines(observed: list[Told], most: int | None = None) -> Iterator[str]:
    """What is observed, by day."""
    for one in observed[:most]:
        span = one["first"] if one["first"] == one["last"] else f"{one['first']}..{one['last']}"
        yield f"          {span}: {one['said']}"
    if most is not None and len(observed) > most:
        yield f"          and {len(observed) - most} more days that are observed"


def window_rows(cities: Iterable[Told]) -> Iterator[Told]:
    """A window as one line of CSV."""
    for found in cities:
        place = found["place"] or {}
        for rank, one in enumerate(found["windows"], start=1):
            yield {
                **{name: one[name] for name in ("first", "last", "choices", "weight", "by_clashes", "by_observances")},
                "city": place.get("city"),
                "country": place.get("country"),
                "rank": rank,
                "between_first": one["between"][0],
                "between_last": one["between"][1],
                "meetings": " ".join(clash["meeting"]["uid"] for clash in one["clashes"]),
                "observed": "; ".join(each["said"] for each in one["observed"]),
            }


def window_lines(cities: Iterable[Told]) -> Iterator[str]:
    """Each city with its windows, and what these still meet."""
    for found in cities:
        place = found["place"]
        where = ", ".join(filter(None, (place["city"], place["country"]))) if place else "Anywhere"
        way = f"; {found['mean_kilometres']:,} km from its States on average" if found["mean_kilometres"] else ""
        yield ""
        yield f"{where}: {found['possible']} of {found['considered']} first days are possible{way}"
        if found["said"]:
            yield f"  {found['said']}"
        for rank, one in enumerate(found["windows"], start=1):
            weight = f"weight {one['weight']:.1f} ({one['by_clashes']:.1f} meetings, {one['by_observances']:.1f} days)"
            yield f"{rank:>3}. {one['said']} · {weight}" + (f" · {one['choice']}" if one["choice"] else "")
            yield from clash_lines(one["clashes"], MOST_SHOWN)
            yield from observed_lines(one["observed"], MOST_SHOWN)


def _said(meeting: Told) -> str:
    """Days, whose meeting, title and place in one line."""
    place = meeting["place"] or {}
    days = meeting["first"] if meeting["first"] == meeting["latest"] else f"{meeting['first']}..{meeting['latest']}"
    where = "online" if meeting["online"] else ", ".join(filter(None, (place.get("city"), place.get("country"))))
    who = "+".join(meeting["mechanisms"])
    return " · ".join(filter(None, (f"{days} ({_days(meeting['days'])})", who, meeting["title"] or UNTITLED, where)))


def _days(count: int) -> str:
    return f"{count} day" + "s" * (count != 1)


def _cell(value: Any) -> str:
    text = "" if value is None else plain(str(value))
    return f"'{text}" if text.lstrip("' ").startswith(FORMULA) else text
