"""What waits for a person: problems that nobody dismissed and that are still there, and questions without an answer."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from iscm.domain.problems import Severity
from iscm.register.models import Problem, Proposal, Record

WEIGHTS = [severity.value for severity in Severity]
KEYS_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class OpenProblem:
    """A problem with its address: `document` is a file's name, empty for what several documents say together.

    `place` is the place in that document in words, `meeting` the uid of the meeting it is about; either may be empty.
    """

    document: str
    severity: str
    code: str
    place: str
    meeting: str
    message: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """Two occurrences (keys as in receipts, and in words) to be judged; `verdict` is what it looks like, and why."""

    left: str
    right: str
    left_words: str
    right_words: str
    verdict: str
    reason: str


def open_problems() -> list[OpenProblem]:
    """By document, those of several documents last; within it the weightiest first, then by place. One query."""
    rows = Problem.objects.filter(resolved_at=None, dismissed_at=None).select_related("document", "meeting")
    ordered = sorted(rows, key=_order)
    return [
        OpenProblem(
            document=row.document.name if row.document else "",
            severity=row.severity,
            code=row.code,
            place=place_in_words(row.locator),
            meeting=row.meeting.uid if row.meeting else "",
            message=row.message,
            suggestion=row.suggestion,
        )
        for row in ordered
    ]


def open_questions() -> list[OpenQuestion]:
    """The questions that no judgement has answered, the likeliest first. Two queries for any few hundred."""
    rows = list(Proposal.objects.filter(judgement=None))
    words = _in_words({key.partition("/")[0] for row in rows for key in (row.left, row.right)})
    return [
        OpenQuestion(
            row.left,
            row.right,
            words.get(row.left.partition("/")[0], row.left),
            words.get(row.right.partition("/")[0], row.right),
            row.verdict,
            "; ".join(one["reason"] for one in row.features),
        )
        for row in rows
    ]


def place_in_words(locator: dict[str, int | str | None]) -> str:
    """A stored locator as a person would say it: "page 3, lines 139-142"."""
    return ", ".join(_parts(locator))


def _parts(locator: dict[str, int | str | None]) -> Iterator[str]:
    for name in ("page", "sheet", "cell"):
        if locator.get(name):
            yield f"{name} {locator[name]}"
    first, last = locator.get("line_first"), locator.get("line_last")
    if first:
        yield f"line {first}" if last in {None, first} else f"lines {first}-{last}"
    elif locator.get("row"):
        yield f"row {locator['row']}"


def _order(row: Problem) -> tuple[bool, int, int, tuple[int, int], int]:
    place = (row.locator.get("page") or 0, row.locator.get("line_first") or row.locator.get("row") or 0)
    return (row.document_id is None, row.document_id or 0, WEIGHTS.index(row.severity), place, row.pk)


def _in_words(keys: Iterable[str]) -> dict[str, str]:
    wanted = sorted(keys)
    found = {}
    for start in range(0, len(wanted), KEYS_AT_ONCE):
        rows = Record.objects.filter(key__in=wanted[start : start + KEYS_AT_ONCE]).select_related("document")
        for row in rows:
            where = ", ".join(filter(None, (row.printed.get("date"), row.document.name, place_in_words(row.locator))))
            found[row.key] = f"“{row.title}” ({where})"
    return found
