"""The door of a secretariat's room: a signed link opens it, or the account of a focal point.

    @with_room
    def room_page(request: RoomRequest, …) -> HttpResponse:
        submit(values, sender=request.room.sender, about=uid)

The address has a `<str:token>`: a link signed by `sign`, or the slug of a mechanism for who is signed in and may open
its room. What a room answers is kept by nobody, found by no search engine, and its address is told to no other site.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from iscm.desk.doors import grants_of, lacks_second_factor
from iscm.desk.room_frame import closed_page, missing_page, odd_page
from iscm.domain.rooms import LinkState, Room, account_room
from iscm.register.operations.rooms import note_visit
from iscm.register.queries.rooms import link_state, room_of
from iscm.register.rules import Action, may

P = ParamSpec("P")
SEPARATOR = "."
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_SIGNER = Signer(salt="iscm.room", sep=SEPARATOR)


class RoomRequest(HttpRequest):
    """A request that stands in a room; `token` is what its addresses begin with."""

    room: Room
    token: str


View = Callable[Concatenate[RoomRequest, P], HttpResponseBase]


def sign(link: str) -> str:
    """The token of a link: what the address of its room carries."""
    return _SIGNER.sign(link)


def link_of(token: str) -> str:
    """The link that a token was made for, empty where it is none of ours."""
    try:
        return _SIGNER.unsign(token)
    except BadSignature:
        return ""


def with_room(view: View[P]) -> Callable[..., HttpResponseBase]:
    """Let a view be asked only by who has a link that holds, or an account for this mechanism: it has `request.room`.

    A form of an account needs its mark (`desk/room/mark.html`); that of a link needs none, because the link itself is
    the right and no cookie is. Nobody sends one from another site.
    """

    @wraps(view)
    def answer(request: HttpRequest, token: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        opened = _by_link if SEPARATOR in token else _by_account
        return _told_to_nobody(opened(cast("RoomRequest", request), token, lambda one: view(one, *args, **kwargs)))

    return csrf_exempt(answer)


Inner = Callable[[RoomRequest], HttpResponseBase]


def _by_link(request: RoomRequest, token: str, view: Inner) -> HttpResponseBase:
    now = timezone.now()
    link = link_of(token)
    room = room_of(link, now) if link else None
    if room is None:
        return closed_page(request, link_state(link, now) if link else LinkState.UNKNOWN)
    if request.method not in SAFE and request.headers.get("Sec-Fetch-Site") == "cross-site":
        return odd_page(request)
    note_visit(link, now)
    request.room, request.token = room, token
    try:
        response = view(request)
    except Http404:
        response = missing_page(request)
    # Browsers then send no origin with a form; who has the address needs none.
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _by_account(request: RoomRequest, token: str, view: Inner) -> HttpResponseBase:
    user = request.user
    if not user.is_authenticated:
        return redirect_to_login(request.get_full_path(), reverse("account_login"))
    if lacks_second_factor(request):
        return redirect("mfa_index")
    if not may(grants_of(request), Action.ROOM_OPEN, [token]):
        raise PermissionDenied
    request.room = account_room(user.pk, user.get_username(), token, getattr(user, "email", ""))
    request.token = token
    return cast("HttpResponse", csrf_protect(view)(request))


def _told_to_nobody(response: HttpResponseBase) -> HttpResponseBase:
    patch_cache_control(response, private=True, no_store=True)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
