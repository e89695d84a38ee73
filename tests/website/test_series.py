"""The series of a mechanism on its page: a long one shows its end, and says what it leaves out."""

import pytest

from iscm.register.queries.series import NumberedRow, SeriesRow
from iscm.website.views import mechanisms

SHOWN = mechanisms.MOST_OF_A_SERIES


@pytest.mark.parametrize(
    ("number", "first", "earlier"),
    [(2, 1, 0), (SHOWN, 1, 0), (SHOWN + 1, 2, 1), (SHOWN * 90, SHOWN * 89 + 1, SHOWN * 89)],
)
def test_a_long_series_shows_its_end_and_how_many_came_before(monkeypatch, number, first, earlier):
    rows = tuple(NumberedRow(n, "2024", "exact", str(n)) for n in range(1, number + 1))
    monkeypatch.setattr(mechanisms.series, "series_of", lambda _: (SeriesRow("Plenary", rows),))
    ((title, before, lines),) = mechanisms._series("rcm")
    assert (title, before, lines[0][0], lines[-1][0], len(lines)) == (
        "Plenary",
        earlier,
        first,
        number,
        number - earlier,
    )
