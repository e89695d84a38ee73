"""The lines of the worklist in words, each with the address where it is mended."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, gettext_lazy

from iscm.desk import leading
from iscm.domain.citations import Locator
from iscm.domain.completeness import Fact
from iscm.domain.links import State
from iscm.domain.listing import MeetingRow
from iscm.domain.problems import Severity
from iscm.domain.upkeep import Due
from iscm.publication.dates import in_words
from iscm.publication.reports.locators import locator_in_words
from iscm.publication.words import words_in
from iscm.register.queries import links as link_queries
from iscm.register.queries import worklist as queries
from iscm.register.queries.waiting import Part, Waiting

LISTS: dict[Part, Promise] = {
    Part.PROBLEMS: gettext_lazy("Problems"),
    Part.PLANS: gettext_lazy("Plans to confirm"),
    Part.OUTCOMES: gettext_lazy("Missing outcomes"),
    Part.QUESTIONS: gettext_lazy("Questions"),
    Part.FILES: gettext_lazy("Materials"),
    Part.LINKS: gettext_lazy("Dead links"),
    Part.DISMISSED: gettext_lazy("Dismissed"),
}
INTRODUCTIONS: dict[Part, Promise] = {
    Part.PROBLEMS: gettext_lazy("What was not understood or is not plausible. Mend it, or dismiss it with a reason."),
    Part.PLANS: gettext_lazy(
        "Tentative meetings whose days are over, begin within 60 days, or are not known. Confirm, move or cancel them."
    ),
    Part.OUTCOMES: gettext_lazy("Meetings that are over and of which nobody told what they came to, the latest first."),
    Part.QUESTIONS: gettext_lazy(
        "Rows that may be of one meeting, or hang together, the likeliest first. Answer at one of the meetings."
    ),
    Part.FILES: gettext_lazy("Decide whether readers may have it"),
    Part.LINKS: gettext_lazy(
        "Links that have not answered for days, then those that lead elsewhere by now. Replace each by a correction, "
        "or dismiss it with a reason."
    ),
    Part.DISMISSED: gettext_lazy("Problems that somebody looked at and left, the latest first. They stay dismissed."),
}
NOTHING: dict[Part, Promise] = {
    Part.PROBLEMS: gettext_lazy("No such problem is open."),
    Part.PLANS: gettext_lazy("No plan waits for a word."),
    Part.OUTCOMES: gettext_lazy("Of every meeting that is over, an outcome is told."),
    Part.QUESTIONS: gettext_lazy("No question waits for an answer."),
    Part.FILES: gettext_lazy("Nothing waits."),
    Part.LINKS: gettext_lazy("No link is known to be dead."),
    Part.DISMISSED: gettext_lazy("Nobody has dismissed a problem."),
}
SEVERITIES: dict[str, Promise] = {
    Severity.ERROR.value: gettext_lazy("error"),
    Severity.WARNING.value: gettext_lazy("warning"),
    Severity.INFORMATION.value: gettext_lazy("information"),
}
DUES: dict[str, Promise] = {
    Due.PASSED.value: gettext_lazy("its days are over"),
    Due.NEAR.value: gettext_lazy("comes near"),
    Due.UNDATED.value: gettext_lazy("no date"),
}
FACTS: dict[Fact, Promise] = {
    Fact.DAY: gettext_lazy("Day"),
    Fact.PLACE: gettext_lazy("Place, or online"),
    Fact.KIND: gettext_lazy("Kind"),
    Fact.OUTCOME: gettext_lazy("Outcome"),
}
LINK_STATES: dict[State, Promise] = {
    State.OK: gettext_lazy("It answers."),
    State.MOVED: gettext_lazy("The site sends those who come to another address, for good."),
    State.GONE: gettext_lazy("The site says that there is nothing at this address."),
    State.UNREACHABLE: gettext_lazy("The site does not answer, or is broken."),
    State.UNKNOWN: gettext_lazy("The site lets no programs in, so that nobody can say."),
}
VERDICTS: dict[str, Promise] = {
    "same": gettext_lazy("One meeting?"),
    "grouped": gettext_lazy("Does the group cover the meeting?"),
    "prepares": gettext_lazy("Does the first prepare the second?"),
    "side-event-of": gettext_lazy("Is the first a side event of the second?"),
    "concerns": gettext_lazy("Does the first concern the second?"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """A name, and its address on the desk; without one it is only told."""

    name: str
    href: str


def lines_of(part: Part, page: Sequence[Waiting]) -> list[Any]:
    """The lines of a page of a list; at most nine queries, however many they are."""
    return _LINES[part](page)


def _problems(page: Sequence[Waiting]) -> list[Any]:
    found = queries.problem_lines([one.pk for one in page])
    return [
        {
            "problem": line,
            "severity": SEVERITIES.get(line.severity, line.severity),
            "place": locator_in_words(_locator(line.locator), _words()),
            "document": Link(line.document_title, leading.to_document(line.document)),
            "meetings": [_meeting(one) for one in line.meetings],
        }
        for line in found
    ]


def _plans(page: Sequence[Waiting]) -> list[Any]:
    return _meetings(page, lambda one: str(DUES[one.word]))


def _outcomes(page: Sequence[Waiting]) -> list[Any]:
    return _meetings(page, lambda _: "")


def _files(page: Sequence[Waiting]) -> list[Any]:
    lines = _meetings(page, lambda _: "")
    return [line | {"meeting": replace(line["meeting"], href=_materials(line["row"].uid))} for line in lines]


def _materials(uid: str) -> str:
    return reverse("desk-materials", args=[uid])


def _meetings(page: Sequence[Waiting], why: Callable[[Waiting], str]) -> list[Any]:
    rows = queries.meeting_lines([one.pk for one in page])
    return [
        {
            "row": row,
            "date": in_words(row.edtf, row.date_status, _words()),
            "meeting": Link(row.title or gettext("Without a title"), leading.to_meeting(row.uid)),
            "mechanisms": _acronyms(row),
            "why": why(one),
            "is_late": one.word == Due.PASSED,
        }
        for one, row in zip(page, rows, strict=True)
    ]


def _questions(page: Sequence[Waiting]) -> list[Any]:
    return [
        {
            "asks": VERDICTS.get(line.verdict, line.verdict),
            "sides": [(side, side.meeting and _meeting(side.meeting)) for side in (line.left, line.right)],
            "reasons": "; ".join(line.reasons),
        }
        for line in queries.question_lines([one.pk for one in page])
    ]


def _links(page: Sequence[Waiting]) -> list[Any]:
    found = link_queries.link_lines([one.pk for one in page])
    return [
        {
            "link": line,
            "says": gettext("dead") if line.is_dead else gettext("moved"),
            "state": LINK_STATES[line.state],
            "uses": [_used(use) for use in line.uses],
        }
        for line in found
    ]


def _used(use: link_queries.Use) -> Link:
    """Where a link is replaced: the editor of a meeting or mechanism, the document that names a publication."""
    if use.kind == link_queries.PUBLICATION:
        href = leading.to_document(int(use.key or 0))
    else:
        href = leading.to_meeting(use.key) if use.kind == link_queries.MEETING else leading.to_mechanism(use.key)
    return Link(use.title or gettext("Without a title"), href)


def _meeting(named: queries.Named) -> Link:
    return Link(named.title or gettext("Without a title"), leading.to_meeting(named.uid))


def _acronyms(row: MeetingRow) -> str:
    return gettext(", ").join(party.acronym or party.name for party in row.parties)


def _locator(stored: Mapping[str, Any]) -> Locator:
    return Locator(**{name: value for name, value in stored.items() if name in Locator.__dataclass_fields__})


def _words() -> Any:
    return words_in(get_language() or "en")


_LINES: dict[Part, Callable[[Sequence[Waiting]], list[Any]]] = {
    Part.PROBLEMS: _problems,
    Part.DISMISSED: _problems,
    Part.PLANS: _plans,
    Part.OUTCOMES: _outcomes,
    Part.QUESTIONS: _questions,
    Part.FILES: _files,
    Part.LINKS: _links,
}
