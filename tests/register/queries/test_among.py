import pytest

from iscm.register.models import Meeting
from iscm.register.queries.among import FEW, among
from tests.factories.rows import add_meeting


@pytest.mark.parametrize("others", [0, FEW, FEW * 20])
def test_the_rows_named_are_found_however_many_are_named(db, others, django_assert_num_queries):
    named, *_ = [add_meeting(f"Meeting {n}", "2024-01-01").pk for n in range(3)]
    keys = [named, *range(10**9, 10**9 + others)]
    with django_assert_num_queries(1):
        assert [one.pk for one in Meeting.objects.filter(id__in=among(keys))] == [named]


def test_of_none_nothing_is_found(db):
    add_meeting("Meeting", "2024-01-01")
    assert [*Meeting.objects.filter(id__in=among([]))] == []
