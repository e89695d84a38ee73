"""One's own account: what it may do, how it signs in, what happened at the door."""

from allauth.mfa.models import Authenticator
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from iscm.desk.doors import actor_of
from iscm.desk.labels import happened, role_words
from iscm.desk.page import desk_page
from iscm.register.queries.accounts import accounts, mechanism_choices, sign_ins

LATEST = 8


@login_required
def account_page(request: HttpRequest) -> HttpResponse:
    """The account of who asks; where its role still lacks a second factor, that comes first."""
    (line,) = accounts([actor_of(request)])
    names = dict(mechanism_choices())
    factors = [one.type for one in Authenticator.objects.filter(user_id=request.user.pk)]
    return desk_page(
        request,
        "account",
        title=gettext("Your account"),
        line=line,
        roles=[role_words(grant, names) for grant in line.grants],
        has_app=Authenticator.Type.TOTP in factors,
        has_codes=Authenticator.Type.RECOVERY_CODES in factors,
        passkeys=factors.count(Authenticator.Type.WEBAUTHN),
        happened=[happened(each) for each in sign_ins(name=line.name)[:LATEST]],
    )
