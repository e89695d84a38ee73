"""A printed group with as many dates as meetings is divided; others stay whole."""

from datetime import date

import pytest

from iscm.domain.citations import Locator
from iscm.domain.dates import Edtf
from iscm.domain.documents import Trust
from iscm.domain.readings import Fingerprint
from iscm.domain.records import PrintedDate
from iscm.reconciliation.occurrences import source_of
from tests.factories.records import make_reading, make_record, occurrences_of


def printed(*dates):
    return tuple(PrintedDate(text, Edtf.parse(text)) for text in dates)


@pytest.mark.parametrize(
    ("count", "dates", "expected"),
    [
        (
            2,
            ("2021-05-24/2021-05-27", "2021-10-25"),
            [("h#1/1", "2021-05-24/2021-05-27", 1), ("h#1/2", "2021-10-25", 1)],
        ),
        (1, ("2021-09-28", "2021-09-30"), [("h#1", "{2021-09-28,2021-09-30}", 1)]),
        (4, ("2021-07", "2021-09"), [("h#1", "{2021-07,2021-09}", 4)]),
        (7, (), [("h#1", None, 7)]),
        (None, (), [("h#1", None, None)]),
    ],
)
def test_group_is_divided_only_by_as_many_dates(count, dates, expected):
    when = "{" + ",".join(dates).replace("/", "..") + "}" if dates else None
    reading = make_reading(make_record(when=when, count=count, dates=printed(*dates)), name="h", year=2021)
    found = [(one.key, one.edtf.text if one.edtf else None, one.count) for one in occurrences_of(reading)]
    assert found == expected


def test_undated_record_of_a_yearly_document_is_of_its_year():
    (one,) = occurrences_of(make_reading(make_record(when=None), year=2021))
    assert one.when == Edtf.parse("2021")


def test_undated_record_of_a_document_without_year_has_no_date():
    (one,) = occurrences_of(make_reading(make_record(when=None), year=None))
    assert one.when is None


def test_paragraph_is_known_only_where_a_record_stands_alone_in_it():
    fingerprints = (
        Fingerprint("alone", Locator(line_first=1, line_last=1)),
        Fingerprint("shared", Locator(line_first=2, line_last=3)),
    )
    reading = make_reading(make_record(1), make_record(2), make_record(3), fingerprints=fingerprints)
    assert [one.paragraph for one in occurrences_of(reading)] == ["alone", None, None]


@pytest.mark.parametrize(
    ("reader", "rest", "expected"),
    [
        ("calendar", {"last_update": date(2024, 9, 24)}, date(2024, 9, 24)),
        ("calendar", {}, date(2024, 1, 1)),
        ("highlights", {}, date(2024, 12, 31)),
        ("tracker", {}, date(2024, 6, 27)),
    ],
)
def test_source_speaks_until_its_update_or_what_its_kind_allows(reader, rest, expected):
    reading = make_reading(make_record(), reader=reader, **rest)
    assert source_of(reading, key="k", trust=Trust.IOM, age=0).speaks_until == expected
