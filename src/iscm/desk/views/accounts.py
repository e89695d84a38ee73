"""Accounts, for administrators: invite, give and take roles, close, let in again; and what happened at the door."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from iscm.desk.doors import actor_of, confirmed, requires
from iscm.desk.labels import ROLES, happened, role_words
from iscm.desk.mailing import send_later
from iscm.desk.meeting_draft import number
from iscm.desk.page import desk_page
from iscm.desk.refusals import in_words
from iscm.domain.errors import ConflictError, IscmError
from iscm.register.operations import accounts as operations
from iscm.register.operations import invitations
from iscm.register.queries.accounts import PAGE, AccountLine, accounts, mechanism_choices, sign_ins
from iscm.register.rules import Action, Role

SECTION = "accounts"
Change = Callable[[HttpRequest, str], HttpResponseBase]
manages = requires(Action.ACCOUNT_MANAGE)


@manages
def accounts_page(request: HttpRequest) -> HttpResponse:
    """All accounts, and the form to invite one more."""
    return _list(request)


@manages
@require_POST
@confirmed
def invite(request: HttpRequest) -> HttpResponse:
    """Open an account and send its link; what was typed stays where it cannot be."""
    asked = request.POST
    try:
        user = invitations.invite(
            asked.get("mail", ""),
            name=asked.get("name", ""),
            role=_role(request),
            mechanism=_mechanism(request),
            actor=actor_of(request),
        )
    except IscmError as error:
        return _list(request, wrong=in_words(error), http_status=400)
    return _sent(request, user)


@manages
@require_GET
def account_page(request: HttpRequest, name: str) -> HttpResponse:
    """One account: its roles, how safe it is, what it did at the door."""
    return _one(request, name)


def _changing(change: Callable[[HttpRequest, str], object]) -> Change:
    """A form on the page of an account: do it, and show the page again, with what was wrong where something was."""

    @manages
    @require_POST
    @confirmed
    @wraps(change)
    def answer(request: HttpRequest, name: str) -> HttpResponseBase:
        _line(name)
        try:
            change(request, name)
        except IscmError as error:
            return _one(request, name, wrong=in_words(error), http_status=400)
        messages.success(request, gettext("Done."))
        return redirect("desk-account", name)

    return answer


@_changing
def give_role(request: HttpRequest, name: str) -> None:
    """Give the role that was chosen."""
    operations.grant(name, _role(request), mechanism=_mechanism(request), actor=actor_of(request))


@_changing
def take_role(request: HttpRequest, name: str) -> None:
    """Take this role back."""
    operations.revoke(name, _role(request), mechanism=_mechanism(request), actor=actor_of(request))


@_changing
def close(request: HttpRequest, name: str) -> None:
    """Let the account in no more."""
    invitations.close_account(name, actor=actor_of(request))


@_changing
def reopen(request: HttpRequest, name: str) -> None:
    """Let the account in again."""
    invitations.reopen_account(name, actor=actor_of(request))


@_changing
def reset_factors(request: HttpRequest, name: str) -> None:
    """Let the account set up a new second factor."""
    invitations.reset_factors(name, actor=actor_of(request))


@manages
@require_POST
@confirmed
def invite_again(request: HttpRequest, name: str) -> HttpResponse:
    """Send a new link to set the password."""
    _line(name)
    return _sent(request, operations.account_of(name))


@manages
@require_GET
def sign_ins_page(request: HttpRequest) -> HttpResponse:
    """What happened at the door, the latest first, in parts."""
    before = request.GET.get("before", "")
    found = sign_ins(name=request.GET.get("account", ""), before=number(before))
    return desk_page(
        request,
        "sign-ins",
        SECTION,
        title=gettext("Sign-ins"),
        of=request.GET.get("account", ""),
        lines=[happened(each) for each in found[:PAGE]],
        earlier=found[PAGE - 1].id if len(found) > PAGE else None,
    )


def _list(request: HttpRequest, *, wrong: str = "", http_status: int = 200) -> HttpResponse:
    names = dict(mechanism_choices())
    return desk_page(
        request,
        "accounts",
        SECTION,
        http_status=http_status,
        title=gettext("Accounts"),
        lines=[(line, [role_words(grant, names) for grant in line.grants]) for line in accounts()],
        wrong=wrong,
        typed=request.POST,
        role_choices=_roles(),
        mechanisms=names.items(),
    )


def _one(request: HttpRequest, name: str, *, wrong: str = "", http_status: int = 200) -> HttpResponse:
    line, names = _line(name), dict(mechanism_choices())
    return desk_page(
        request,
        "account-of",
        SECTION,
        http_status=http_status,
        title=name,
        line=line,
        roles=[(grant, role_words(grant, names)) for grant in line.grants],
        is_own=name == actor_of(request),
        happened=[happened(each) for each in sign_ins(name=name)[:10]],
        wrong=wrong,
        role_choices=_roles(),
        mechanisms=names.items(),
    )


def _sent(request: HttpRequest, user: User) -> HttpResponse:
    link = invitations.invitation_link(user, settings.SITE_URL or request.build_absolute_uri("/").rstrip("/"))
    send_later(invitations.invitation_mail(user, link))
    return desk_page(request, "invited", SECTION, title=gettext("Invitation sent"), user=user, link=link)


def _line(name: str) -> AccountLine:
    found = accounts([name])
    if not found:
        raise Http404
    return found[0]


def _roles() -> list[tuple[str, Promise]]:
    return [(role.value, words) for role, words in ROLES.items()]


def _role(request: HttpRequest) -> Role:
    text = request.POST.get("role", "")
    if text not in set(Role):
        raise ConflictError(f"no role is called {text!r}")
    return Role(text)


def _mechanism(request: HttpRequest) -> str | None:
    return request.POST.get("mechanism") or None
