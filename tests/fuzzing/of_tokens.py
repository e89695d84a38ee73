"""Signed things: what we gave out opens, anything else opens nothing."""

import functools

from django.core.signing import Signer
from django.http import HttpRequest, QueryDict
from hypothesis import strategies as st

from iscm.api.cursors import place_of
from iscm.api.errors import NoSuchPartError
from iscm.desk.room_door import link_of, sign
from iscm.publication.harvest.arguments import RefusedError, parse
from iscm.register.operations.follow import is_ours
from iscm.website import defence
from iscm.website.harvesting import _resumed
from tests.fuzzing.pieces import WHOLE, spoilt_words
from tests.fuzzing.targets import Target

LINK = "00000000-0000-4000-8000-000000000000"


@functools.cache
def cursor():
    return Signer(salt="iscm.api.cursors").sign_object(["meetings:date", False, [["plain", "a"]]])


@functools.cache
def stamp():
    return defence.new_stamp()


def spoilt(make):
    return st.deferred(lambda: spoilt_words([make()], 3)) | WHOLE


def only_our_links_open_a_room(token):
    assert (link_of(token) != "") == (token == sign(LINK))


def only_our_cursors_lead_anywhere(token):
    try:
        found = place_of(HttpRequest(), "meetings:date", token, 10)
    except NoSuchPartError:
        return
    assert token in {"", cursor()}
    assert found.limit == 10


def only_our_stamps_are_ours(token):
    request = HttpRequest()
    request.method, request.POST = "POST", QueryDict(mutable=True)
    request.POST["stamp"] = request.POST[defence.STAMP] = token
    assert defence.is_ours(request) == (token == stamp())
    assert defence.objection(request)


def nobody_makes_up_a_link_to_follow(token):
    assert not is_ours(token)


def nobody_makes_up_a_resumption_token(token):
    try:
        asked = parse([("verb", "ListRecords"), ("resumptionToken", token)])
        found = _resumed(asked)
    except RefusedError:
        return
    raise AssertionError(found)


TARGETS = (
    Target("links of rooms", spoilt(lambda: sign(LINK)), only_our_links_open_a_room),
    Target("cursors", spoilt(cursor), only_our_cursors_lead_anywhere),
    Target("stamps of forms", spoilt(stamp), only_our_stamps_are_ours),
    Target("links of followers", spoilt(lambda: sign(LINK)), nobody_makes_up_a_link_to_follow),
    Target("resumption tokens", spoilt(cursor), nobody_makes_up_a_resumption_token),
)
