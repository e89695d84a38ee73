"""The clashes of a year: which meetings lie near each other and share members, as page, file and feed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext

from iscm.data.plans import kept_years
from iscm.publication.formats.atom import MEDIA, AtomEntry, AtomFeed, render_atom
from iscm.publication.planning_words import clash_in_words
from iscm.publication.report import Report
from iscm.publication.reports.asked import Asked
from iscm.publication.reports.clashes import (
    BoundFacts,
    ClashFacts,
    ClashLine,
    SeatsFacts,
    basis_in_words,
    build_clashes,
    chance_in_words,
    notes,
    nothing,
    sentence,
    title_of,
)
from iscm.publication.reports.sentences import state_line
from iscm.publication.words import Words
from iscm.register.queries import meetings
from iscm.register.queries.clashes import clash_facts
from iscm.register.queries.filters import named_as, split_values
from iscm.register.queries.stamps import version
from iscm.register.queries.vocabulary import vocabulary
from iscm.website.conditional import answer_by_version, versioned
from iscm.website.dates import day_in_words, month_name, page_words
from iscm.website.drawings.near import near_lines, week_bars
from iscm.website.drawings.strip import month_starts
from iscm.website.entries import Entry, entry
from iscm.website.labels import country_name, labels
from iscm.website.page import page
from iscm.website.views.calendar import FIRST_YEAR, LAST_YEAR
from iscm.website.views.publications import answer_file, downloads

SHOWN = 40  # pairs, and as many more as are asked for
MOST_BOUND = 12  # States whose weeks are drawn
MOST_ENTRIES = 100
FIELDS = ("mechanism", "country")


@dataclass(frozen=True, slots=True)
class ShownClash:
    """A pair on a page: both meetings, what it weighs, how sure it is, and why in one sentence."""

    line: ClashLine
    one: Entry
    other: Entry
    weight: str
    chance: str
    why: str
    anchor: str

    @property
    def both(self) -> tuple[Entry, Entry]:
        """The two, the one that begins first before the other."""
        return self.one, self.other


@dataclass(frozen=True, slots=True)
class BoundLine:
    """A State and how bound it is: bars of its weeks, and its busiest week in words."""

    code: str
    name: str
    href: str
    days: str
    busiest: str
    bars: tuple[tuple[int, float, float], ...]


@versioned
def clashes_page(request: HttpRequest, year: int) -> HttpResponse:
    """`/overlaps/clashes/2024/`: the pairs first, then the year drawn, then whom it binds most."""
    facts, words = _facts(request, year), page_words()
    everything = "all" in request.GET
    told = facts.lines if everything else facts.lines[:SHOWN]
    query = facts.asked.query
    here = reverse("clashes", kwargs={"year": year})
    return page(
        request,
        "overlaps/clashes",
        "overlaps",
        title=title_of(year, words),
        year=year,
        years=[each for each in meetings.years() if each.year],
        here=here,
        has_plan=year in kept_years(),
        sentence=sentence(facts, words),
        nothing=nothing(words),
        clashes=[shown_clash(line, words) for line in told],
        total=len(facts.lines),
        all_href=f"{here}{query}{'&' if query else '?'}all=1" if len(told) < len(facts.lines) else "",
        asked=facts.asked,
        chosen=dict(facts.asked.values),
        mechanisms=_choices_of_mechanisms(facts),
        countries=_choices_of_countries(facts),
        strip=near_lines(facts.rows, facts.lines, year) if facts.rows else (),
        months=month_starts(year),
        month_names=[month_name(month, short=True) for month in range(1, 13)],
        bound=_bound(facts),
        unknown=_unknown(facts.asked),
        seats=[(one, _basis(one, words)) for one in facts.seats],
        notes=notes(facts, words),
        downloads=downloads(lambda form: reverse("clashes-file", kwargs={"year": year, "form": form}), query)
        if facts.lines
        else [],
        feed=reverse("clashes-feed", kwargs={"year": year}) + query,
    )


def clashes_file(request: HttpRequest, year: int, form: str) -> HttpResponse:
    """`/overlaps/clashes/2024.pdf?mechanism=rcm`: what the page tells, as a file."""
    return answer_file(request, lambda words: _report(request, year, words), form)


def clashes_feed(request: HttpRequest, year: int) -> HttpResponse:
    """`/overlaps/clashes/2024.atom`: a pair is an entry, the one whose meetings changed last first."""
    return answer_by_version(request, [version()], lambda: _feed(request, year))


def _facts(request: HttpRequest, year: int) -> ClashFacts:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    named = {name: named_as(name, split_values(request.GET.getlist(name))) for name in FIELDS}
    return clash_facts(year, mechanisms=named["mechanism"], countries=named["country"])


def _report(request: HttpRequest, year: int, words: Words) -> Report | None:
    facts = _facts(request, year)
    return build_clashes(facts, words, state_line(facts.modified.date(), words)) if facts.lines else None


def shown_clash(line: ClashLine, words: Words) -> ShownClash:
    """A pair as pages show it."""
    return ShownClash(
        line,
        entry(line.one),
        entry(line.other),
        f"{line.weight:.1f}",
        chance_in_words(line, words),
        clash_in_words(line.reasons, labels()),
        f"c-{line.one.uid[:8]}-{line.other.uid[:8]}",
    )


def _choices_of_mechanisms(facts: ClashFacts) -> list[tuple[str, str]]:
    found = {party.slug: party.acronym for row in facts.rows for party in row.parties}
    return sorted(found.items(), key=lambda pair: pair[1].casefold())


def _choices_of_countries(facts: ClashFacts) -> list[tuple[str, str]]:
    codes = {code for line in facts.lines for code in line.shared} | set(dict(facts.asked.values).get("country", ()))
    return sorted(((code, country_name(code)) for code in codes), key=lambda pair: pair[1])


def _basis(one: SeatsFacts, words: Words) -> str:
    return gettext("all States, open") if one.is_open else basis_in_words(one.basis, words)


def _bound(facts: ClashFacts) -> list[BoundLine]:
    asked = dict(facts.asked.values).get("country", ())
    wanted = [one for one in facts.bound if one.state in asked] if asked else facts.bound[:MOST_BOUND]
    return [_bound_line(one) for one in wanted]


def _bound_line(one: BoundFacts) -> BoundLine:
    return BoundLine(
        one.state,
        country_name(one.state),
        reverse("country", kwargs={"code": one.state.lower()}),
        f"{one.days:.0f}",
        day_in_words(one.busiest),
        week_bars(one.weeks),
    )


def _unknown(asked: Asked) -> list[str]:
    """What was asked for and is nowhere: a sentence for each."""
    known = vocabulary()
    values = dict(asked.values)
    return [
        *(
            gettext("No mechanism is called “%(name)s”.") % {"name": slug}
            for slug in values.get("mechanism", ())
            if slug not in known.mechanisms
        ),
        *(
            gettext("No State has the code “%(name)s”.") % {"name": code}
            for code in values.get("country", ())
            if code not in known.territories
        ),
    ]


def _feed(request: HttpRequest, year: int) -> HttpResponse:
    facts, words = _facts(request, year), page_words()
    newest = sorted(facts.lines, key=_changed, reverse=True)[:MOST_ENTRIES]
    here = request.build_absolute_uri(request.path + facts.asked.query)
    feed = AtomFeed(
        title=title_of(year, words),
        subtitle=sentence(facts, words),
        author=gettext("Register of inter-State consultation mechanisms on migration"),
        lang=get_language() or "en",
        address=here,
        here=here,
        page=request.build_absolute_uri(reverse("clashes", kwargs={"year": year}) + facts.asked.query),
        updated=_changed(newest[0]) if newest else facts.modified,
    )
    headers = {"Access-Control-Allow-Origin": "*"}
    return HttpResponse(
        render_atom([_feed_entry(request, year, line) for line in newest], feed), content_type=MEDIA, headers=headers
    )


def _feed_entry(request: HttpRequest, year: int, line: ClashLine) -> AtomEntry:
    shown = shown_clash(line, page_words())
    pair = "+".join(sorted((line.one.uid, line.other.uid)))
    place = reverse("clashes", kwargs={"year": year})
    return AtomEntry(
        id=f"urn:uuid:{uuid5(NAMESPACE_URL, f'iscm:clash:{pair}')}",
        title=gettext("%(one)s and %(other)s") % {"one": _named(shown.one), "other": _named(shown.other)},
        updated=_changed(line),
        href=request.build_absolute_uri(f"{place}?all=1#{shown.anchor}"),
        lines=(f"{shown.one.date}: {shown.one.title}", f"{shown.other.date}: {shown.other.title}", shown.why),
        categories=tuple((chip.slug, chip.acronym) for chip in dict.fromkeys((*shown.one.chips, *shown.other.chips))),
    )


def _named(one: Entry) -> str:
    return ": ".join(part for part in (", ".join(chip.acronym for chip in one.chips), one.title) if part)


def _changed(line: ClashLine) -> datetime:
    return max(line.one.last_modified, line.other.last_modified)
