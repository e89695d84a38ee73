from datetime import date

import pytest

from iscm.domain.dates import Edtf
from iscm.planning.spans import Span, spans_of

SAID = [
    ("2024-01-21", [Span(date(2024, 1, 21), date(2024, 1, 21))]),
    ("2024-01-23/2024-01-25", [Span(date(2024, 1, 23), date(2024, 1, 23), 3)]),
    ("2017-07", [Span(date(2017, 7, 1), date(2017, 7, 31))]),
    ("2017-XX", [Span(date(2017, 1, 1), date(2017, 12, 31))]),
    ("[2017-34,2017-35]", [Span(date(2017, 4, 1), date(2017, 9, 30))]),
    ("[2024-03-10,2024-03-17]", [Span(date(2024, 3, 10), date(2024, 3, 10), 1, 0.5),
                                 Span(date(2024, 3, 17), date(2024, 3, 17), 1, 0.5)]),
    ("[2024-03-10..2024-03-12]", [Span(date(2024, 3, 10), date(2024, 3, 12))]),
    ("{2017-05-16,2017-06-20}", [Span(date(2017, 5, 16), date(2017, 5, 16)),
                                 Span(date(2017, 6, 20), date(2017, 6, 20))]),
    ("{2024-03-10..2024-03-12}", [Span(date(2024, 3, 10), date(2024, 3, 10), 3)]),
    ("2024-03/2024-05", [Span(date(2024, 3, 1), date(2024, 3, 31), 32)]),
    ("2024-03/2024-03", [Span(date(2024, 3, 1), date(2024, 3, 31))]),
    ("2024-03-01/..", [Span(date(2024, 3, 1), date(2024, 3, 1))]),
    ("../2024-03-05", [Span(date(2024, 3, 5), date(2024, 3, 5))]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_a_date_becomes_the_days_on_which_it_may_start(text, expected):
    assert spans_of(Edtf.parse(text)) == tuple(expected)
