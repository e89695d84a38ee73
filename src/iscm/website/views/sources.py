"""The sources: when each was seen last, what it gave, what changed, what broke, and when it is visited again."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_lazy, ngettext

from iscm.domain.visits import Outcome
from iscm.register.queries import sources
from iscm.register.queries.described import described_sources
from iscm.register.queries.sources import SourceLine, VisitLine
from iscm.register.queries.stamps import version
from iscm.website import clock
from iscm.website.conditional import answer_by_version
from iscm.website.dates import day_in_words
from iscm.website.labels import TRUST, labels, word
from iscm.website.page import page

FORMS = {
    "icalendar": gettext_lazy("a calendar feed (iCalendar)"),
    "atom": gettext_lazy("a news feed (Atom or RSS)"),
    "page": gettext_lazy("a web page with data on events"),
    "list": gettext_lazy("a web page with a table or list"),
    "file": gettext_lazy("a file"),
    "maildir": gettext_lazy("a mailbox"),
    "": gettext_lazy("documents received by hand"),
}
BEHIND_A_PAGE = gettext_lazy("files behind a web page")
OUTCOMES = {
    Outcome.FETCHED.value: gettext_lazy("something new"),
    Outcome.UNCHANGED.value: gettext_lazy("unchanged"),
    Outcome.FAILED.value: gettext_lazy("could not be had"),
    Outcome.QUARANTINED.value: gettext_lazy("not believed; nothing was changed"),
    Outcome.RELEASED.value: gettext_lazy("taken by an editor"),
}
BAD = frozenset({Outcome.FAILED.value, Outcome.QUARANTINED.value})


@dataclass(frozen=True, slots=True)
class ShownVisit:
    """A visit in the words of the page: its moment, what came of it, its numbers, and what broke (in English)."""

    at: str
    iso: str
    outcome: str
    numbers: str
    message: str
    is_bad: bool


@dataclass(frozen=True, slots=True)
class ShownSource:
    """A source in the list, in the words of the page; days are empty where there was none."""

    line: SourceLine
    form: str
    seen: str
    gave: str
    changed: str
    changes: str
    last: ShownVisit | None
    due: str


def sources_page(request: HttpRequest) -> HttpResponse:
    """`/sources/`"""

    def answer() -> HttpResponse:
        shown = [_shown(line) for line in sources.all_sources()]
        fetched = [one for one in shown if one.line.source.is_fetched]
        received = [one for one in shown if not one.line.source.is_fetched]
        broken = sum(bool(one.last and one.last.is_bad) for one in fetched)
        title = gettext("Sources")
        sentence = _sentence(len(fetched), len(received), broken)
        return page(request, "sources", title=title, sentence=sentence, fetched=fetched, received=received)

    return answer_by_version(request, _made_from(), answer)


def source_page(request: HttpRequest, slug: str) -> HttpResponse:
    """`/sources/{slug}/`"""

    def answer() -> HttpResponse:
        line = sources.find_line(slug)
        if line is None:
            raise Http404
        source = line.source
        return page(
            request,
            "source",
            title=source.title,
            shown=_shown(line),
            trust=TRUST[source.trust],
            mechanisms=[(slug, labels().mechanism(slug)) for slug in source.mechanisms],
            every=ngettext("every day", "every %(n)s days", source.every) % {"n": source.every},
            most=sources.MOST_SHOWN,
            documents=[
                (document, day_in_words(document.received_at.date()))
                for document in line.documents[: sources.MOST_SHOWN]
            ],
            visits=[_visit(one) for one in sources.visits_of(slug)],
        )

    return answer_by_version(request, _made_from(), answer)


def _made_from() -> list[object]:
    """What the pages change with: what is told of meetings and documents, the visits, the descriptions, the day."""
    return [version(), version("sources"), *described_sources(), clock.today()]


def _sentence(fetched: int, received: int, broken: int) -> str:
    visited = ngettext("%(n)s source is visited", "%(n)s sources are visited", fetched) % {"n": fetched}
    by_hand = ngettext(
        "the documents of %(n)s are received by hand", "the documents of %(n)s are received by hand", received
    ) % {"n": received}
    parts = [visited, by_hand]
    if broken:
        parts.append(ngettext("%(n)s is not well today", "%(n)s are not well today", broken) % {"n": broken})
    return gettext("%(sentence)s.") % {"sentence": gettext("; ").join(parts)}


def _shown(line: SourceLine) -> ShownSource:
    source, seen, changing = line.source, line.seen, line.changing
    return ShownSource(
        line,
        str(BEHIND_A_PAGE) if source.links else word(FORMS, source.form),
        day_in_words(seen.at.date()) if seen else "",
        _given(seen) if seen else "",
        day_in_words(changing.at.date()) if changing else "",
        _changes(changing) if changing else "",
        _visit(line.last) if line.last else None,
        day_in_words(max(line.last.next_at.date(), clock.today())) if line.last else "",
    )


def _visit(visit: VisitLine) -> ShownVisit:
    numbers = gettext("; ").join(filter(None, (_given(visit) if visit.given else "", _changes(visit))))
    outcome = word(OUTCOMES, visit.outcome)
    return ShownVisit(_moment(visit.at), visit.at.isoformat(), outcome, numbers, visit.message, visit.outcome in BAD)


def _given(visit: VisitLine) -> str:
    return ngettext("%(n)s record", "%(n)s records", visit.given) % {"n": visit.given}


def _changes(visit: VisitLine) -> str:
    """Say "2 new, 1 changed"; empty where nothing changed."""
    counted = (
        (visit.created, gettext("%(n)s new")),
        (visit.changed, ngettext("%(n)s changed", "%(n)s changed", visit.changed)),
        (visit.unlisted, gettext("%(n)s no longer listed")),
    )
    return gettext(", ").join(words % {"n": number} for number, words in counted if number)


def _moment(at: datetime) -> str:
    return gettext("%(day)s, %(time)s UTC") % {"day": day_in_words(at.date()), "time": f"{at:%H:%M}"}
