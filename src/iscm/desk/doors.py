"""The doors: who stands before a page, and whether it opens.

    @requires(Action.MEETING_CORRECT)
    def meeting_page(request, uid):
        refuse_unless(request, Action.MEETING_CORRECT, meeting.mechanisms)
        correct(uid, …, actor=actor_of(request))

`requires` asks whether somebody may do this anywhere; `refuse_unless` whether to this. A page about one thing needs
both, because a role may be for one mechanism.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from allauth.account.decorators import reauthentication_required
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_cache_control

from iscm.register.operations import accounts
from iscm.register.rules import Action, Grant, may, may_anywhere, needs_second_factor

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
HELD, LACKS = "_iscm_grants", "_iscm_lacks_factor"


def requires(action: Action) -> Callable[[View[P]], View[P]]:
    """Let a view be asked only by accounts that may do this somewhere.

    Others are sent to sign in, or to set up a second factor where their role needs one; who may not is answered with
    403. Whatever the view answers is kept by nobody on the way.
    """

    def closed(view: View[P]) -> View[P]:
        @wraps(view)
        def answer(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            response = _sent_elsewhere(request, action) or view(request, *args, **kwargs)
            patch_cache_control(response, private=True, no_store=True)
            return response

        return cast("View[P]", answer)

    return closed


def confirmed(view: View[P]) -> View[P]:
    """Let a view that changes accounts be asked only by who proved a short while ago to be there in person.

    Others are asked for password or second factor; then what they sent is done.
    """
    return cast("View[P]", reauthentication_required(app="allauth.account")(view))


def refuse_unless(request: HttpRequest, action: Action, mechanisms: Iterable[str] = ()) -> None:
    """Raise Django's `PermissionDenied` unless who asks may do this to what concerns these mechanisms."""
    if not may(grants_of(request), action, mechanisms):
        raise PermissionDenied


def grants_of(request: HttpRequest) -> tuple[Grant, ...]:
    """The roles of who asks, asked of the store once a request."""
    if not hasattr(request, HELD):
        setattr(request, HELD, accounts.grants_of(request.user))
    held: tuple[Grant, ...] = getattr(request, HELD)
    return held


def lacks_second_factor(request: HttpRequest) -> bool:
    """Whether the role of who asks needs a second factor that is not set up yet, asked of the store once a request."""
    if not hasattr(request, LACKS):
        lacks = needs_second_factor(grants_of(request)) and not is_mfa_enabled(request.user)
        setattr(request, LACKS, lacks)
    return bool(getattr(request, LACKS))


def actor_of(request: HttpRequest) -> str:
    """The name under which what is done goes into the log."""
    return request.user.get_username()


def _sent_elsewhere(request: HttpRequest, action: Action) -> HttpResponseBase | None:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), reverse("account_login"))
    if lacks_second_factor(request):
        return redirect("mfa_index")
    if not may_anywhere(grants_of(request), action):
        raise PermissionDenied
    return None
