"""The account of every row: used, set aside by name, or reported."""

from iscm.domain.problems import Problem, Severity
from iscm.domain.readings import SetAside
from iscm.reading.layouts.elements import Row


class Ledger:
    """Which rows of a layout have been explained. A reader uses or sets aside each row; what is left is a problem."""

    def __init__(self, rows: tuple[Row, ...]) -> None:
        self._rows = rows
        self._used: set[int] = set()
        self._set_aside: dict[int, str] = {}

    def use(self, *indexes: int) -> None:
        """These rows (by index) went into a record, an index or the document's own facts."""
        self._used.update(indexes)

    def set_aside(self, reason: str, *indexes: int) -> None:
        """These rows say nothing about a meeting; `reason` names what they are."""
        self._set_aside.update(dict.fromkeys(indexes, reason))

    def is_open(self, index: int) -> bool:
        """Whether nobody has explained this row yet."""
        return index not in self._used and index not in self._set_aside

    def close(self) -> tuple[tuple[SetAside, ...], tuple[Problem, ...]]:
        """What was set aside, and a `line-unread` problem for every row nobody explained."""
        aside = tuple(
            SetAside(self._rows[i].locator, self._rows[i].text, reason) for i, reason in sorted(self._set_aside.items())
        )
        unread = tuple(
            Problem("line-unread", Severity.WARNING, f"Not understood: “{row.text[:200]}”", row.locator)
            for i, row in enumerate(self._rows)
            if self.is_open(i) and row.text
        )
        return aside, unread
