"""Every problem that reading can find: its code, how much it matters and what it means, in one table."""

from typing import NamedTuple

from iscm.domain.citations import Locator
from iscm.domain.problems import Problem, Severity

ERROR, WARNING, INFORMATION = Severity.ERROR, Severity.WARNING, Severity.INFORMATION


class ProblemCode(NamedTuple):
    """How much the problem matters, and what it means, in one sentence."""

    severity: Severity
    meaning: str


PROBLEM_CODES: dict[str, ProblemCode] = {
    "acronym-unknown": ProblemCode(WARNING, "An acronym is one letter away from one we know."),
    "anniversary-differs": ProblemCode(WARNING, "An anniversary does not fit the year in which the mechanism began."),
    "answer-foreign": ProblemCode(
        ERROR, "A line of a sheet of answers is of no meeting of the mechanism that sends it."
    ),
    "answer-key-lost": ProblemCode(ERROR, "A line of a sheet of answers was parted from what says whose it is."),
    "answer-twice": ProblemCode(ERROR, "Two lines of a sheet of answers speak of the same meeting."),
    "answer-unread": ProblemCode(ERROR, "A line of a sheet of answers cannot be taken as it stands."),
    "block-unread": ProblemCode(WARNING, "A block of data for programs in a page is faulty, and was not read."),
    "certain-after-update": ProblemCode(INFORMATION, "A meeting after the last update is printed as certain."),
    "column-unknown": ProblemCode(WARNING, "A column has a name that we do not know; its words are kept out."),
    "count-differs": ProblemCode(WARNING, "The number of meetings that is stated is not the number that is listed."),
    "date-ambiguous": ProblemCode(ERROR, "A date can be read in two ways."),
    "date-order": ProblemCode(WARNING, "A row is out of the order of dates that the other rows keep."),
    "date-outside-year": ProblemCode(WARNING, "A date lies outside the years that the document is about."),
    "date-repaired": ProblemCode(WARNING, "A mistyped date was read as what it must mean."),
    "date-unread": ProblemCode(ERROR, "A date was not understood, or there is no such day."),
    "date-weekend": ProblemCode(INFORMATION, "A meeting starts or ends on a Saturday or Sunday."),
    "feed-broken": ProblemCode(WARNING, "A feed is not well-formed; what could be read was kept."),
    "feed-cut": ProblemCode(WARNING, "A feed ends before its end; its last entry was set aside."),
    "index-without-paragraph": ProblemCode(WARNING, "A mechanism stands in an index but has no meetings."),
    "kind-unknown": ProblemCode(WARNING, "A kind of meeting is named that we do not know."),
    "layout-unknown": ProblemCode(ERROR, "No reader explains the document."),
    "letters-restored": ProblemCode(INFORMATION, "Words had lost letters that one sign stood for; they were put back."),
    "line-unread": ProblemCode(WARNING, "A line was neither used nor set aside."),
    "link-lost": ProblemCode(INFORMATION, "A link lost its address."),
    "mechanism-misspelt": ProblemCode(INFORMATION, "A mechanism is written in a way that is not one of its names."),
    "mechanism-several-names": ProblemCode(INFORMATION, "One mechanism appears under several names."),
    "mechanism-unknown": ProblemCode(ERROR, "A mechanism is printed that we do not know."),
    "near-duplicate": ProblemCode(WARNING, "Two rows may be the same meeting."),
    "ordinal-repeated": ProblemCode(WARNING, "Two meetings of one series have the same number."),
    "ordinal-sequence": ProblemCode(WARNING, "The numbers of a series do not follow the order of the dates."),
    "paragraph-repeated": ProblemCode(WARNING, "A paragraph stands word for word in an earlier document."),
    "place-unknown": ProblemCode(WARNING, "A place was not understood."),
    "property-unread": ProblemCode(WARNING, "A property of an event breaks the standard, and was not read."),
    "series-cut": ProblemCode(INFORMATION, "A repeated event has more days than were read."),
    "status-unknown": ProblemCode(WARNING, "The words in a status cell were not understood."),
    "title-missing": ProblemCode(WARNING, "A row has no title; its other words stand in for it."),
    "to-be-confirmed": ProblemCode(INFORMATION, "A date or place is still to be confirmed."),
}


def problem(
    code: str,
    message: str,
    locator: Locator | None = None,
    *,
    suggestion: str | None = None,
    record: int | None = None,
    readings: tuple[str, ...] = (),
) -> Problem:
    """A problem of a code in the table, with the weight that the table gives it; raises `KeyError` for other codes."""
    severity = PROBLEM_CODES[code].severity
    return Problem(code, severity, message, locator or Locator(), suggestion, record, readings)
