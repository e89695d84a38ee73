"""The clashes of a year: which meetings lie near each other and share members, as page and file."""

from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from iscm.data.plans import kept_years
from iscm.publication.report import Report
from iscm.publication.reports.asked import Asked, period_in_words
from iscm.publication.reports.clashes import (
    build_clashes,
    notes,
    nothing,
    sentence,
    title_of,
)
from iscm.publication.reports.clashing import ClashFacts, SeatsFacts
from iscm.publication.reports.sentences import state_line
from iscm.publication.words import Words
from iscm.register.queries import meetings
from iscm.register.queries.addressed import parse_filter
from iscm.register.queries.clashes import clash_facts
from iscm.register.queries.filters import named_as, split_values
from iscm.register.queries.vocabulary import vocabulary
from iscm.website import clock
from iscm.website.conditional import versioned
from iscm.website.dates import month_name, page_words
from iscm.website.drawings.near import near_lines
from iscm.website.drawings.strip import month_starts
from iscm.website.labels import basis_label, country_name
from iscm.website.page import page
from iscm.website.pairs import BoundLine, bound_line, shown_clash
from iscm.website.views.calendar import FIRST_YEAR, LAST_YEAR
from iscm.website.views.publications import answer_file, downloads

SHOWN = 40  # pairs, and as many more as are asked for
MOST_BOUND = 12  # States whose weeks are drawn
FIELDS = ("mechanism", "country")


@versioned
def clashes_page(request: HttpRequest, year: int) -> HttpResponse:
    """`/overlaps/clashes/2024/`: the pairs first, then the year drawn, then whom it binds most."""
    facts, words = asked_clashes(request, year), page_words()
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
        nothing=nothing(words, is_stretch=facts.stretch > 0),
        stretch=_stretch(facts, here),
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
        seats=[(one, _basis(one)) for one in facts.seats],
        notes=notes(facts, words),
        downloads=downloads(lambda form: reverse("clashes-file", kwargs={"year": year, "form": form}), query)
        if facts.lines
        else [],
        feed=reverse("clashes-feed", kwargs={"year": year}) + query,
    )


def clashes_file(request: HttpRequest, year: int, form: str) -> HttpResponse:
    """`/overlaps/clashes/2024.pdf?mechanism=rcm`: what the page tells, as a file."""
    return answer_file(request, lambda words: _report(request, year, words), form)


def asked_clashes(request: HttpRequest, year: int) -> ClashFacts:
    """What the address asks for; raises `Http404` for a year that no calendar has."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    named = {name: named_as(name, split_values(request.GET.getlist(name))) for name in FIELDS}
    today = clock.today()
    since = parse_filter(request.GET).since or (today if today.year == year else None)
    return clash_facts(year, mechanisms=named["mechanism"], countries=named["country"], since=since)


def _stretch(facts: ClashFacts, here: str) -> tuple[str, str, str] | None:
    """Of a year that is compared in stretches: the days of this one, the addresses of those before and after."""
    first, last = facts.asked.since, facts.asked.until
    if not facts.stretch or first is None or last is None:
        return None

    def place(day: date) -> str:
        return here + Asked(facts.asked.values, day).query

    length = timedelta(days=facts.stretch)
    begin, end = date(facts.year, 1, 1), date(facts.year, 12, 31)
    before = place(max(first - length, begin)) if first > begin else ""
    return period_in_words(first, last, page_words()), before, place(first + length) if last < end else ""


def _report(request: HttpRequest, year: int, words: Words) -> Report | None:
    facts = asked_clashes(request, year)
    return build_clashes(facts, words, state_line(facts.modified.date(), words)) if facts.lines else None


def _choices_of_mechanisms(facts: ClashFacts) -> list[tuple[str, str]]:
    found = {party.slug: party.acronym for row in facts.rows for party in row.parties}
    return sorted(found.items(), key=lambda pair: pair[1].casefold())


def _choices_of_countries(facts: ClashFacts) -> list[tuple[str, str]]:
    codes = {code for line in facts.lines for code in line.shared} | set(dict(facts.asked.values).get("country", ()))
    return sorted(((code, country_name(code)) for code in codes), key=lambda pair: pair[1])


def _basis(one: SeatsFacts) -> str:
    return gettext("all States, open") if one.is_open else basis_label(one.basis)


def _bound(facts: ClashFacts) -> list[BoundLine]:
    asked = dict(facts.asked.values).get("country", ())
    wanted = [one for one in facts.bound if one.state in asked] if asked else facts.bound[:MOST_BOUND]
    return [bound_line(one) for one in wanted]


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
