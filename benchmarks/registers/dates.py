"""A made-up meeting's date, as a document tells it."""

from datetime import date

from benchmarks.registers.meetings import Imagined
from iscm.domain.dates import Edtf

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def told(one: Imagined) -> tuple[Edtf, str]:
    """What is said about when, in EDTF and in printed words."""
    if one.count > 1:
        return Edtf.parse(str(one.first.year)), str(one.first.year)
    if not one.imprecise:
        return Edtf.of_days(one.first, one.last), _days(one.first, one.last)
    text, words = _imprecise(one.first, one.imprecise)
    return Edtf.parse(text), f"{words} (TBC)"


def _imprecise(day: date, how: str) -> tuple[str, str]:
    quarter, half, month = (day.month + 2) // 3, (day.month + 5) // 6, MONTHS[day.month - 1]
    return {
        "day": (day.isoformat(), _days(day, day)),
        "month": (f"{day:%Y-%m}", f"{month} {day.year}"),
        "quarter": (f"{day.year}-{32 + quarter}", f"Quarter {quarter} of {day.year}"),
        "half": (f"{day.year}-{39 + half}", f"Half {half} of {day.year}"),
        "one-of": (f"[{day:%Y-%m}-03,{day:%Y-%m}-17]", f"{month} 3 or 17, {day.year}"),
        "year": (f"{day.year}-XX", str(day.year)),
    }[how]


def _days(first: date, last: date) -> str:
    month = MONTHS[first.month - 1]
    if first == last:
        return f"{month} {first.day}, {first.year}"
    if first.month == last.month:
        return f"{month} {first.day}-{last.day}, {first.year}"
    return f"{month} {first.day} - {MONTHS[last.month - 1]} {last.day}, {last.year}"
