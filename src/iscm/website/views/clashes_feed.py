"""The clashes of a year as a feed: for planners who want to hear of new ones."""

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext

from iscm.publication.formats.atom import MEDIA, AtomEntry, AtomFeed, render_atom
from iscm.publication.reports.clashes import sentence, title_of
from iscm.publication.reports.clashing import ClashLine
from iscm.register.queries.stamps import version
from iscm.website.conditional import answer_by_version
from iscm.website.dates import page_words
from iscm.website.entries import Entry
from iscm.website.pairs import shown_clash
from iscm.website.views.clashes import asked_clashes

MOST_ENTRIES = 100


def clashes_feed(request: HttpRequest, year: int) -> HttpResponse:
    """`/overlaps/clashes/2024.atom`: a pair is an entry, the one whose meetings changed last first."""
    return answer_by_version(request, [version()], lambda: _feed(request, year))


def _feed(request: HttpRequest, year: int) -> HttpResponse:
    facts, words = asked_clashes(request, year), page_words()
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
