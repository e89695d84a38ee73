"""The series that a mechanism's page shows."""

import pytest

from iscm.register.queries.series import series_of
from tests.factories.records import make_reading, make_record

pytestmark = pytest.mark.django_db


def numbered(title, when, ordinal, kind="congress", mechanisms=("rcm",)):
    return make_record(title=title, when=when, ordinal=ordinal, kind=kind, mechanisms=mechanisms)


def test_each_series_has_its_name_and_its_meetings_in_order(put):
    put(
        make_reading(
            numbered("6th Regional Congress on Women in Migration Contexts", "2024-08-20", 6),
            numbered("2nd Forum of Champion Countries", "2024-09-26", 2, kind="forum"),
            numbered("5th Plenary Meeting between the RCM and the SACM", "2024-10-10", 5, "plenary", ("rcm", "sacm")),
            numbered("18th Intersessional Meeting", "2024-11-07", 18, "intersessional", ("sacm",)),
        ),
        make_reading(numbered("4th Regional Congress on Women in migratory contexts", "2022-07-14", 4), year=2022),
    )
    assert [(one.title, [meeting.ordinal for meeting in one.meetings]) for one in series_of("rcm")] == [
        ("Forum of Champion Countries", [2]),
        ("Plenary Meeting", [5]),
        ("Regional Congress on Women in Migration Contexts", [4, 6]),
    ]


def test_mechanism_without_numbered_meetings_has_no_series(put):
    put(make_reading(make_record(kind="workshop", title="Workshop on visas")))
    assert series_of("budapest-process") == ()
