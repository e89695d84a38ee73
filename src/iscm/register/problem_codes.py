"""The problems that the register finds beyond those of reading one document."""

from iscm.domain.problems import Severity

REGISTER_CODES: dict[str, tuple[Severity, str]] = {
    "edition-shrunk": (Severity.ERROR, "A new edition lacks so many meetings that it was probably misread."),
    "group-may-repeat": (
        Severity.INFORMATION,
        "A group may hold meetings that other documents list one by one: some may be counted twice.",
    ),
    "mechanism-several-names": (Severity.INFORMATION, "Documents write one mechanism under several names."),
    "no-longer-listed": (Severity.WARNING, "A newer edition of the source does not list the meeting any more."),
    "ordinal-repeated": (Severity.WARNING, "Two meetings of one series have the same number in different documents."),
    "ordinal-sequence": (Severity.WARNING, "The numbers of a series do not follow the dates over several documents."),
    "source-failing": (Severity.WARNING, "A source gave nothing in several visits in a row."),
    "source-quarantined": (
        Severity.ERROR,
        "What a source gives is not believed: nothing, half, too much, or not its own.",
    ),
}
