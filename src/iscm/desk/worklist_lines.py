"""The lines of the worklist in words, each with the address where it is mended."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, gettext_lazy

from iscm.desk import leading
from iscm.domain.citations import Locator
from iscm.domain.completeness import Fact
from iscm.domain.listing import MeetingRow
from iscm.domain.problems import Severity
from iscm.domain.upkeep import Due
from iscm.publication.dates import in_words
from iscm.publication.reports.locators import locator_in_words
from iscm.publication.words import words_in
from iscm.register.queries import worklist as queries
from iscm.register.queries.waiting import Part, Waiting

LISTS: dict[Part, Promise] = {
    Part.PROBLEMS: gettext_lazy("Problems"),
    Part.PLANS: gettext_lazy("Plans to confirm"),
    Part.OUTCOMES: gettext_lazy("Missing outcomes"),
    Part.QUESTIONS: gettext_lazy("Questions"),
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
    Part.DISMISSED: gettext_lazy("Problems that somebody looked at and left, the latest first. They stay dismissed."),
}
NOTHING: dict[Part, Promise] = {
    Part.PROBLEMS: gettext_lazy("No such problem is open."),
    Part.PLANS: gettext_lazy("No plan waits for a word."),
    Part.OUTCOMES: gettext_lazy("Of every meeting that is over, an outcome is told."),
    Part.QUESTIONS: gettext_lazy("No question waits for an answer."),
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
}
