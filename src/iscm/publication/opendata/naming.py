"""What packages and their files are called, and what they say they are."""

from dataclasses import dataclass

WHOLE = "all"
DESCRIPTOR = "datapackage.json"
MARKER = "iscm-export.json"
LAYOUT = 2
"""Raised when the tables change so that older packages cannot be read back."""

TITLE = "Meetings of Inter-State Consultation Mechanisms on Migration"
KEYWORDS = (
    "migration",
    "inter-State consultation mechanisms",
    "regional consultative processes",
    "meetings",
    "calendar",
)


@dataclass(frozen=True, slots=True)
class Scope:
    """One package: of a year, or of everything (`year` None). `years` are all that the register has."""

    year: int | None
    years: tuple[int, ...]

    @property
    def folder(self) -> str:
        """The name of its folder."""
        return WHOLE if self.year is None else str(self.year)

    @property
    def title(self) -> str:
        """Its title."""
        return f"{TITLE}: {self.year}" if self.year is not None else f"{TITLE}: everything"

    @property
    def says(self) -> str:
        """What is in it, in one sentence."""
        if self.year is not None:
            return (
                f"The meetings of {self.year} with the mechanisms, themes and initiatives they are filed under, and "
                "for each value the document, the row and the words it rests on."
            )
        return (
            "All meetings with the mechanisms, themes and initiatives they are filed under, for each value the "
            "document, the row and the words it rests on, and how the register came to be: it can be built again from "
            "this package."
        )

    @property
    def span(self) -> tuple[str, str] | None:
        """The first and last day of the years that it is about; None for a register without meetings."""
        held = (self.year,) if self.year is not None else self.years
        return (f"{min(held):04d}-01-01", f"{max(held):04d}-12-31") if held else None


def scopes_of(years: tuple[int, ...], only: int | None = None) -> tuple[Scope, ...]:
    """The packages of a register with these years: everything, then each year; or one year."""
    wanted = (None, *years) if only is None else (only,)
    return tuple(Scope(year, years) for year in wanted)
