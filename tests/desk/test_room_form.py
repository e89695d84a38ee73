"""The words of the form in a room: what of them is sent, whatever stands in them."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from iscm.desk.room_form import NAMES, typed_in, values_of

WAS = {"title": "Forum", "date": "4 May 2031", "place": "Dhaka, Bangladesh", "attendance": "hybrid", "closed": "no"}


def draft(**typed):
    """A form over these words; fields that are not named stay as they are."""
    form = QueryDict(mutable=True)
    form.update({f"was-{name}": words for name, words in WAS.items()} | WAS | typed | {"seen": "7"})
    return typed_in(form)


SENT = [
    ({}, {}),
    ({"title": " Forum\r\n"}, {}),
    ({"date": "5 May 2031"}, {"date": "5 May 2031"}),
    ({"place": "Vilnius"}, {"place": "Vilnius", "attendance": "hybrid"}),
    ({"place": "Vilnius", "attendance": "online"}, {"place": "Vilnius", "attendance": "online"}),
    ({"note": "call\nme"}, {"note": "call\nme"}),
    ({"title": "", "note": "take it away"}, {"note": "take it away"}),
    ({"title": "Forum\u202e\x00"}, {}),
]


@pytest.mark.parametrize(("typed", "sent"), SENT)
def test_what_was_changed_is_sent_and_nothing_else(typed, sent):
    found = draft(**typed)
    assert (values_of(found, None), dict(found.wrong), found.seen) == (sent, {}, 7)


@given(st.dictionaries(st.sampled_from(NAMES), st.text(max_size=60)))
def test_whatever_is_typed_is_said_to_be_wrong_or_can_be_sent(typed):
    found = draft(**typed)
    assert set(found.wrong) <= set(NAMES)
    values = {name: words for name, words in found.changed.items() if name not in found.wrong}
    assert set(values) <= {name for name, words in typed.items() if words.strip()}
