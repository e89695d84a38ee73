"""The yearly highlights as a page: each mechanism's year, themes year against year, initiatives, publications.

What it tells is what the publication tells: the same facts, the same sentences.
"""

from collections.abc import Callable, Iterable, Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from iscm.domain.listing import MeetingRow
from iscm.publication.report import Report, Run, Text
from iscm.publication.reports.highlights import (
    HighlightsFacts,
    Indexed,
    Section,
    Told,
    build_highlights,
    capitalised,
    counts,
    is_long,
    tell,
)
from iscm.publication.reports.sentences import state_line
from iscm.publication.words import Words
from iscm.register.queries import meetings
from iscm.register.queries.highlights import highlights_facts
from iscm.website.conditional import versioned
from iscm.website.dates import page_words
from iscm.website.editions import edition_links
from iscm.website.entries import Entry, entries
from iscm.website.labels import initiative_label, theme_label
from iscm.website.page import page
from iscm.website.views.calendar import FIRST_YEAR, LAST_YEAR
from iscm.website.views.publications import answer_file, downloads

Chips = list[tuple[str, str, str]]


@versioned
def years_page(request: HttpRequest) -> HttpResponse:
    """`/highlights/`"""
    return page(request, "highlights_years", "highlights", title=gettext("Highlights"), years=meetings.years())


@versioned
def year_page(request: HttpRequest, year: int) -> HttpResponse:
    """`/highlights/2022/`"""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    facts = highlights_facts(year)
    told = tell(facts, page_words(), _meeting_links())
    return page(
        request,
        "highlights",
        "highlights",
        title=gettext("Highlights %(year)s") % {"year": year},
        year=year,
        years=meetings.years(),
        opening=capitalised(told.opening.words) if facts.meetings else (),
        main=[(section, _sentences(section)) for section in told.sections],
        together=_global_meetings(told),
        facts=facts,
        themes=_themes(facts),
        suggested=[
            (one.slug, theme_label(one.slug, one.label), _chips(one.mechanisms, facts)) for one in facts.suggested
        ],
        most=max((number for one in facts.themes for number in counts(one, facts)), default=1) or 1,
        initiatives=_initiatives(facts),
        publications=[(one, _chips(one.mechanisms, facts)) for one in facts.publications],
        downloads=downloads(lambda form: reverse("highlights-file", kwargs={"year": year, "form": form}))
        if facts.meetings
        else [],
        editions=edition_links(f"highlights-{year}"),
    )


def year_file(request: HttpRequest, year: int, form: str) -> HttpResponse:
    """`/highlights/2022.pdf`: the same as a file."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    return answer_file(request, lambda words: _report(year, words), form)


def _report(year: int, words: Words) -> Report | None:
    facts = highlights_facts(year)
    return build_highlights(facts, words, state_line(facts.modified.date(), words)) if facts.meetings else None


def _meeting_links() -> Callable[[MeetingRow], str]:
    """Addresses of meetings by pattern: looking each one up anew is most of the cost of a long page."""
    before = reverse("meeting", kwargs={"uid": "0"}).removesuffix("0/")
    return lambda row: f"{before}{row.uid}/"


def _sentences(section: Section) -> tuple[bool, list[Text]]:
    """Whether they are a list, and the sentences: with a capital each in a list, else the first alone."""
    listed = is_long(section.sentences)
    words = [one.words for one in section.sentences]
    return listed, [capitalised(one) if listed or not i else one for i, one in enumerate(words)]


def _global_meetings(told: Told) -> list[tuple[MeetingRow, Entry, tuple[Run, ...]]]:
    """The meeting of all mechanisms as an entry; with the words of an editor, where there are any."""
    made = entries([held.row for held in told.together])
    edited = [held.sentence.words if held.sentence.wording else () for held in told.together]
    return [(held.row, entry, words) for held, entry, words in zip(told.together, made, edited, strict=True)]


def _themes(facts: HighlightsFacts) -> list[tuple[str, str, int, int, Chips]]:
    """The index, the theme most often named first: slug, label, how many now and the time before, mechanisms."""
    found = [
        (
            one.slug,
            theme_label(one.slug, one.label),
            *counts(one, facts),
            _chips(one.mechanisms, facts),
        )
        for one in facts.themes
    ]
    return sorted((one for one in found if one[2]), key=lambda one: -one[2])


def _initiatives(facts: HighlightsFacts) -> list[tuple[str, str, Chips, str]]:
    found: Iterable[Indexed] = (one for one in facts.initiatives if one.mechanisms or one.remark)
    return [
        (one.slug, initiative_label(one.slug, one.label), _chips(one.mechanisms, facts), one.remark) for one in found
    ]


def _chips(slugs: Sequence[str], facts: HighlightsFacts) -> Chips:
    known = facts.names
    return [(slug, known[slug].acronym, known[slug].level) for slug in slugs if slug in known]
