"""The days on which a meeting may start, and how long it lasts, by its date in EDTF."""

from dataclasses import dataclass
from datetime import date

from iscm.domain.dates import Edtf


@dataclass(frozen=True, slots=True)
class Span:
    """It starts on one of the days from `first` to `latest` and lasts `days`; `share` is the chance of that."""

    first: date
    latest: date
    days: int = 1
    share: float = 1.0


def spans_of(said: Edtf) -> tuple[Span, ...]:
    """When a meeting may be, and how likely each of that is.

    One span for a day, days, a month, a quarter; one for each member of a set ("on both days"), each sure; one for each
    of several candidates ("on one of both") that do not follow each other, as likely as it has days. Where no end is
    said, or only a month, a meeting is taken to last one day: the least that is sure.
    """
    if said.is_set:
        return tuple(span for part in said.parts for span in spans_of(part))
    return _chosen(said) if said.is_choice else _plain(said)


def _chosen(said: Edtf) -> tuple[Span, ...]:
    """Candidates: any day on which one of them may start is as likely as the others."""
    runs: list[list[date]] = []
    for part in sorted((part for part in said.parts if part.earliest), key=lambda part: part.earliest or date.min):
        first, latest = part.earliest or date.min, part.latest or date.min
        if runs and (first - runs[-1][1]).days <= 1:
            runs[-1][1] = max(runs[-1][1], latest)
        else:
            runs.append([first, latest])
    total = sum((latest - first).days + 1 for first, latest in runs)
    return tuple(Span(first, latest, 1, ((latest - first).days + 1) / total) for first, latest in runs)


def _plain(said: Edtf) -> tuple[Span, ...]:
    """A point, or an interval: the days that it lasts at least if both its ends are said."""
    start = said.parts[0] if said.parts else said
    end = said.parts[1] if len(said.parts) > 1 else None
    if start.earliest is None or start.latest is None:
        return ()
    days = (end.earliest - start.latest).days + 1 if end and end.earliest else 1
    return (Span(start.earliest, start.latest, max(1, days)),)
