"""Keys with which programs of secretariats send what they know: made, shown once, revoked."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from iscm.desk.doors import actor_of, confirmed, requires
from iscm.desk.page import desk_page
from iscm.desk.refusals import in_words
from iscm.domain.errors import IscmError
from iscm.register.operations import accounts as operations
from iscm.register.queries.accounts import keys, mechanism_choices
from iscm.register.rules import Action

SECTION = "keys"
makes_keys = requires(Action.KEY_MAKE)


@makes_keys
@require_GET
def keys_page(request: HttpRequest) -> HttpResponse:
    """All keys, and the form to make one."""
    return _list(request)


@makes_keys
@require_POST
@confirmed
def make_key(request: HttpRequest) -> HttpResponse:
    """Make a key and show its secret, this once."""
    name, mechanism = request.POST.get("name", ""), request.POST.get("mechanism", "")
    try:
        secret = operations.make_key(name, mechanism, actor=actor_of(request))
    except IscmError as error:
        return _list(request, wrong=in_words(error), http_status=400)
    return desk_page(request, "key", SECTION, title=gettext("The new key"), name=name, secret=secret)


@makes_keys
@require_POST
@confirmed
def revoke_key(request: HttpRequest, prefix: str) -> HttpResponse:
    """Let a key open nothing any more."""
    try:
        operations.revoke_key(prefix, actor=actor_of(request))
    except IscmError as error:
        return _list(request, wrong=in_words(error), http_status=404)
    messages.success(request, gettext("Done."))
    return redirect("desk-keys")


def _list(request: HttpRequest, *, wrong: str = "", http_status: int = 200) -> HttpResponse:
    return desk_page(
        request,
        "keys",
        SECTION,
        http_status=http_status,
        title=gettext("Keys"),
        lines=keys(),
        mechanisms=mechanism_choices(),
        wrong=wrong,
        typed=request.POST,
    )
