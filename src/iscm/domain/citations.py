"""Where a value was read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Locator:
    """A place inside a document; only what its format has is filled in. All numbers count from 1, inclusive."""

    page: int | None = None
    line_first: int | None = None
    line_last: int | None = None
    table: int | None = None
    row: int | None = None
    row_last: int | None = None
    sheet: str | None = None
    cell: str | None = None
    element: str | None = None

    def as_json(self) -> dict[str, int | str]:
        """The parts that are known, by name."""
        return {name: value for name in self.__slots__ if (value := getattr(self, name)) is not None}

    def through(self, last: "Locator") -> "Locator":
        """The place from here to the end of `last`, in the same document."""
        return Locator(
            page=self.page,
            line_first=self.line_first,
            line_last=last.line_last or self.line_last,
            table=self.table,
            row=self.row,
            row_last=last.row_last or last.row or self.row_last,
            sheet=self.sheet,
            cell=self.cell,
            element=self.element,
        )


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a document, with the words that stand there. `document` is the document's sha256 in hexadecimal."""

    document: str
    title: str
    locator: Locator
    quoted: str | None = None
