"""`iscm calendar`: the calendar of a year, whole or narrowed, in any format."""

import argparse
from dataclasses import replace
from datetime import MAXYEAR, MINYEAR, date
from typing import TYPE_CHECKING

from iscm.cli import publishing
from iscm.cli.failures import CommandError

if TYPE_CHECKING:
    from iscm.publication.report import Box, Report
    from iscm.publication.reports.calendar import CalendarFacts
    from iscm.publication.words import Words
    from iscm.register.queries.filters import Filter

GROUP = "From the register to its readers"
HELP = "write the calendar of a year, as PDF, Word, Excel, CSV, JSON, HTML, Markdown or iCalendar"
HALVES = {1: ((1, 1), (6, 30)), 2: ((7, 1), (12, 31))}
FIELDS = {
    "mechanism": "key, acronym or name, such as RCM",
    "theme": "key or name, such as “Labour migration”",
    "initiative": "key, acronym or name, such as GCM",
    "region": "region of the place: Africa, Americas, Asia, Europe, Oceania",
    "country": "country of the place: code or name",
    "kind": "kind of meeting, such as webinar",
    "attendance": "in-person, online, hybrid or unknown",
    "status": "planned, tentative, confirmed, held, postponed, rescheduled, cancelled, tbc or unlisted",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The year, what it is narrowed to, which edition, and the output."""
    parser.add_argument("year", type=year, metavar="YEAR")
    for field, what in FIELDS.items():
        parser.add_argument(
            f"--{field}", action="append", metavar="NAME", help=f"{what}; again, or with commas: any of them"
        )
    parser.add_argument("--half", type=int, choices=(1, 2), help="only the first or the second half of the year")
    publishing.add_period_arguments(parser)
    parser.add_argument("--edition", type=int, metavar="N", help="a published edition as it was frozen")
    parser.add_argument(
        "--changes",
        action=argparse.BooleanOptionalAction,
        default=False,
        help="with a box that says what changed since the last published edition",
    )
    publishing.add_output_arguments(parser, "ics")


def year(text: str) -> int:
    """A year of the command line, such as 2024."""
    number = int(text)
    if not MINYEAR <= number <= MAXYEAR:
        raise ValueError(text)
    return number


def run(args: argparse.Namespace) -> int:
    """Ask the register, set the report, write it."""
    from iscm.cli.store import database_failures

    form = publishing.form_of(args)
    publishing.open_register()
    wanted = _filter(args)
    with database_failures():
        if form == "ics":
            publishing.write_output(_feed(args, wanted), args.output)
        else:
            publishing.publish(args, form, lambda: _report(args, wanted))
    return 0


def _filter(args: argparse.Namespace) -> "Filter":
    """What is asked for, by the keys of the register; raises `CommandError` for names that nobody knows."""
    from iscm.cli.naming import names_of, resolve
    from iscm.register.queries.filters import Filter
    from iscm.register.queries.vocabulary import vocabulary as current_vocabulary

    since, until = args.since, args.until
    if args.half and (since or until):
        raise CommandError("--half and --from or --to say the same thing: use one of them")
    if args.half:
        since, until = (date(args.year, *ends) for ends in HALVES[args.half])
    publishing.refuse_reversed(since, until)
    names = names_of(current_vocabulary())
    chosen = {field: resolve(field, getattr(args, field), names[field]) for field in FIELDS}
    return replace(Filter(since=since, until=until), **chosen)  # type: ignore[arg-type]  # the fields with values


def _report(args: argparse.Namespace, wanted: "Filter") -> "Report":
    if args.edition is not None:
        return _edition(args, wanted)
    from iscm.publication.reports.calendar import build_calendar
    from iscm.publication.reports.sentences import state_line

    words = publishing.chosen_words(args)
    facts = _facts(args.year, wanted)
    line = state_line(facts.modified.date(), words)
    report = build_calendar(facts, words, line)
    if args.changes and (box := _changes(report, words)):
        return build_calendar(facts, words, line, box)
    return report


def _facts(year: int, wanted: "Filter") -> "CalendarFacts":
    """The facts of a calendar that has meetings; raises `CommandError` for one that has none."""
    from iscm.publication.labels import Labels
    from iscm.publication.reports.asked import parts_in_words
    from iscm.publication.words import words_in
    from iscm.register.queries.calendars import calendar_facts
    from iscm.register.queries.meetings import years

    facts = calendar_facts(year, wanted)
    if not facts.of_year:
        known = ", ".join(str(one.year) for one in reversed(years())) or "none"
        raise CommandError(f"no meeting of {year} is in the register; the years with meetings are: {known}")
    if not facts.rows:
        said = "; ".join(parts_in_words(facts.asked, Labels(facts.vocabulary, words_in("en"))))
        raise CommandError(f"no meeting of {year} fits all of this: {said}")
    return facts


def _edition(args: argparse.Namespace, wanted: "Filter") -> "Report":
    """A published edition as it was frozen."""
    from iscm.publication.reports.calendar import name_of
    from iscm.register.queries.calendars import asked_of
    from iscm.register.queries.published import editions, frozen_report

    name = name_of(args.year, asked_of(wanted))
    if report := frozen_report(name, args.edition, args.lang):
        return report
    known = ", ".join(str(one.number) for one in reversed(editions(name))) or "none"
    raise CommandError(f"no edition {args.edition} of {name} was published; the editions are: {known}")


def _changes(report: "Report", words: "Words") -> "Box | None":
    """What changed since the last published edition of the same calendar; None where nothing did, or there is none."""
    from iscm.publication.editions import changes_box
    from iscm.register.queries.published import latest
    from iscm.register.queries.since import changes_since

    before = latest(report.name, lang=words.lang)
    found = changes_since(report.name, before.number, {words.lang: report}) if before else {}
    return changes_box(found.get(words.lang) or None, words)


def _feed(args: argparse.Namespace, wanted: "Filter") -> bytes:
    """The calendar to be taken into a diary; meetings without days as unsure entries over all that are possible."""
    from iscm.publication.events import Pages, calendar_events
    from iscm.publication.formats.ics import Feed, render_feed
    from iscm.publication.labels import Labels
    from iscm.publication.reports.calendar import title_of
    from iscm.publication.reports.listed import Site
    from iscm.register.queries.relations import ties_of

    if args.edition is not None or args.changes:
        raise CommandError("an iCalendar file is of the register as it is: without --edition and --changes")
    words = publishing.chosen_words(args)
    facts = _facts(args.year, wanted)
    labels, site = Labels(facts.vocabulary, words), Site(facts.site, words.lang)
    title = title_of(args.year, words)
    pages = Pages(site.meeting, lambda slug: Site(facts.site).page(f"/themes/{slug}/"))
    events = calendar_events(facts.rows, labels, pages, ties_of([row.uid for row in facts.rows]), vague=True)
    return render_feed(events, Feed(title, title, facts.address(words.lang)), limit=None)  # a file need not be small
