"""Rows written at once are what Django writes one by one, on both databases."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from iscm.register.models import Judgement, Meeting, Revision, SearchEntry
from iscm.register.operations.bulk_rows import insert, insert_all, next_keys, update
from tests.register.test_bulk import taken_back

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 9, 0, 0, 7, tzinfo=UTC)
DAY = date(2024, 6, 27)
WORDS = ("", "plain", 'tab\tline\nback\\slash "quoted" \\N', "هجرة 移民 é 🙂", "%s ? ; --")


def meeting(title="A forum", **rest):
    plain = {"sort_day": DAY, "sort_rank": 0, "created_at": NOW, "last_modified": NOW, "touched_at": NOW}
    return Meeting(title=title, date_status="tbc", status="planned", attendance="online", **plain | rest)


def values(model):
    return list(model.objects.order_by("pk").values_list())


@pytest.mark.parametrize("words", WORDS)
def test_rows_come_back_as_django_writes_them(words):
    rows = [
        meeting(words, earliest=DAY, latest=None, links=[{"text": words, "url": None}], ordinal=3, is_closed=True),
        meeting("Another", withheld={"title": words}, unlisted_since=DAY, withdrawn_at=NOW, bodies=[words]),
    ]
    with taken_back():
        Meeting.objects.bulk_create(rows)
        usual = values(Meeting)
    with taken_back():
        for row in rows:
            row.pk = None
        insert_all(rows)
        assert values(Meeting) == usual


def test_keys_are_those_that_come_next_and_the_next_row_comes_after_them():
    with taken_back():
        first = Meeting.objects.bulk_create([meeting()])[0].pk
        keys = list(next_keys(Meeting, 2))
        assert keys == [first + 1, first + 2]
        rows = [meeting(pk=key) for key in keys]
        insert_all(rows)
        later = meeting()
        later.save()
        assert later.pk == first + 3


def test_other_columns_get_their_defaults_and_json_has_no_value_where_there_is_none():
    insert(Judgement, ("left", "right", "verdict", "actor", "made_at"), [("a", "b", "same", "ann", NOW)])
    insert(
        Revision, ("at", "actor", "action", "object_type", "object_key", "digest"), [(NOW, "ann", "x", "y", "z", "d")]
    )
    assert Judgement.objects.values_list("reason", "features").get() == ("", [])
    assert Revision.objects.filter(old__isnull=True, new__isnull=True, reason="").count() == 1


def test_columns_of_known_rows_are_set_and_no_others():
    rows = [meeting(str(n), uid=str(n)) for n in range(3)]
    Meeting.objects.bulk_create(rows)
    new = (None, [{"text": "é"}], True, NOW, None, "said")
    names = ("earliest", "links", "is_closed", "withdrawn_at", "series_id", "title")
    update(Meeting, names, [(rows[0].pk, DAY, [], False, None, None, ""), (rows[2].pk, *new)])
    held = {row.uid: row for row in Meeting.objects.all()}
    assert [getattr(held["2"], name) for name in names] == list(new)
    assert (held["0"].earliest, held["0"].title, held["1"].title, held["1"].links) == (DAY, "", "1", [])
    assert all(row.date_status == "tbc" for row in held.values())


def test_nothing_to_write_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        insert_all([])
        update(Meeting, ("title",), [])
        update(Meeting, (), [(1,)])


def test_what_stands_there_already_is_refused_as_by_django():
    insert_all([SearchEntry(kind="meeting", key="1", title_tokens="", body_tokens="")])
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_all([SearchEntry(kind="meeting", key="1", title_tokens="", body_tokens="")])
    assert SearchEntry.objects.count() == 1
