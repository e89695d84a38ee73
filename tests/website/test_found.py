"""What a search found is written once; what differs between two searches is what they mark."""

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from iscm.register.queries.meetings import by_uids
from iscm.website.entries import entry
from iscm.website.found import found_entries
from tests.factories.rows import add_meeting, raise_stamp

pytestmark = pytest.mark.django_db


def test_an_entry_is_what_the_template_makes_of_a_meeting():
    meeting = add_meeting("Forum <b>& data</b>", "2024-01-10", kind="forum", themes=("data",))
    (row,) = by_uids((meeting.uid,))
    assert found_entries((meeting.uid,), "") == [render_to_string("website/parts/dated.html", {"e": entry(row)})]


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("forum", "<mark>Forum</mark> &lt;b&gt;&amp; data&lt;/b&gt;"),
        ("dat", "Forum &lt;b&gt;&amp; <mark>data</mark>&lt;/b&gt;"),
        ("nothing", "Forum &lt;b&gt;&amp; data&lt;/b&gt;"),
    ],
)
def test_the_words_of_each_search_are_marked_in_link_and_hidden_name(query, title):
    meeting = add_meeting("Forum <b>& data</b>", "2024-01-10")
    plain, marked = (found_entries((meeting.uid,), words)[0] for words in ("", query))
    assert marked == plain.replace("Forum &lt;b&gt;&amp; data&lt;/b&gt;", title)
    assert marked.count(title) == 2


def test_they_come_in_the_order_asked_for_without_those_that_are_gone():
    one, two, gone = (add_meeting(title, "2024-01-10") for title in ("One", "Two", "Gone"))
    type(gone).objects.filter(uid=gone.uid).update(is_listed=False)
    found = found_entries((two.uid, gone.uid, "nobody", one.uid), "")
    assert [text.count(">Two<") for text in found] == [1, 0]


@pytest.mark.django_db(transaction=True)
def test_a_meeting_is_written_again_only_after_it_changed(django_assert_num_queries):
    meeting = add_meeting("Forum", "2024-01-10")
    raise_stamp()
    found_entries((meeting.uid,), "forum")
    with django_assert_num_queries(2):
        assert found_entries((meeting.uid,), "for")[0].count("<mark>Forum</mark>") == 2
    type(meeting).objects.filter(uid=meeting.uid).update(title="Dialogue", touched_at=timezone.now())
    assert found_entries((meeting.uid,), "dial")[0].count("<mark>Dialogue</mark>") == 2
