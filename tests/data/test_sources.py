"""The catalogue of sources says whom to trust and how much to expect."""

import pytest

from iscm.data.sources import find_source, load_sources, trust_in
from iscm.domain.documents import Trust

TITLES = [
    ("2017 Calendar of Meetings by Inter-State Consultation Mechanisms on Migration (ISCM)", "iom-calendar"),
    ("2031 Calendar of Meetings by Inter-State Consultation Mechanisms on Migration", "iom-calendar"),
    ("Calendar of ISCM events 2019", "iom-calendar"),
    ("ISCM 2021 Highlights", "iom-highlights"),
    ("ISEM 2022 Highlights", "iom-highlights"),
    ("ISCM events at which the SDGs were addressed", "iom-tracker"),
    ("Calendar of the Prague Process", None),
    ("Highlights", None),
    (None, None),
]

TRUSTS = [
    ("ISCM 2021 Highlights", None, Trust.IOM),
    (None, "International Organization for Migration (IOM), International Partnerships Unit (IPU)", Trust.IOM),
    ("Our meetings", "A blog", Trust.FEED),
    (None, None, Trust.FEED),
]


@pytest.mark.parametrize(("title", "slug"), TITLES)
def test_title_names_its_series(title, slug):
    found = find_source(title)

    assert (found.slug if found else None) == slug


@pytest.mark.parametrize(("title", "publisher", "trust"), TRUSTS)
def test_trust_follows_series_then_publisher(title, publisher, trust):
    assert trust_in(title, publisher) is trust


def test_every_source_expects_some_meetings_but_not_any_number():
    for source in load_sources().values():
        assert [source.expects(count) for count in (0, source.least_meetings, source.most_meetings, 10_000)] == [
            False,
            True,
            True,
            False,
        ]


def test_every_source_names_a_known_reader_and_date_order():
    readers = {source.reader for source in load_sources().values()}
    orders = {source.date_order for source in load_sources().values()}

    assert readers == {"calendar", "highlights", "tracker"}
    assert orders == {"day-first", "month-first"}
