"""What happens at the door is noted: who came in, how, and who tried."""

from typing import Any

from allauth.account import signals as account
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.internal.ratelimit import get_ip
from allauth.mfa import signals as mfa
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.signals import user_logged_out
from django.db.models.signals import pre_save
from django.http import HttpRequest

from iscm.register.operations.sign_ins import record_sign_in, shortened

METHODS = {
    "password_reset": "link",
    "socialaccount": "organisation",
    "webauthn": "passkey",
    "totp": "authenticator",
    "recovery_codes": "recovery-code",
}


def note(request: HttpRequest, user: AbstractBaseUser | None, outcome: str, method: str = "") -> None:
    """Keep that this happened, with the network it came from."""
    record_sign_in(user, outcome, method=METHODS.get(method, method), address=get_ip(request))


def listen() -> None:
    """Note from now on what allauth tells of."""
    account.user_logged_in.connect(_signed_in, dispatch_uid="iscm")
    user_logged_out.connect(_signed_out, dispatch_uid="iscm")
    mfa.authentication_failed.connect(_factor_failed, dispatch_uid="iscm")
    pre_save.connect(_shorten, sender=UserSession, dispatch_uid="iscm")
    for signal, outcome in (
        (account.password_set, "password-set"),
        (account.password_changed, "password-set"),
        (account.password_reset, "password-set"),
        (account.email_changed, "mail-changed"),
        (mfa.authenticator_added, "factor-added"),
        (mfa.authenticator_removed, "factor-removed"),
        (mfa.authenticator_reset, "codes-renewed"),
    ):
        signal.connect(_changed(outcome), dispatch_uid=f"iscm-{outcome}", weak=False)


def _shorten(instance: UserSession, **_: Any) -> None:
    # Of a session, too, only the network is kept.
    instance.ip = shortened(instance.ip)


def _signed_in(request: HttpRequest, user: AbstractBaseUser, **_: Any) -> None:
    # The last step is the one that proves most: a second factor follows a password.
    last = (get_authentication_records(request, user) or [{"method": ""}])[-1]
    note(request, user, "signed-in", last.get("type") or last["method"])


def _signed_out(request: HttpRequest, user: AbstractBaseUser | None, **_: Any) -> None:
    if user is not None:
        note(request, user, "signed-out")


def _factor_failed(request: HttpRequest, user: AbstractBaseUser, authenticator: Any, **_: Any) -> None:
    note(request, user, "failed", authenticator.type)


def _changed(outcome: str) -> Any:
    def changed(request: HttpRequest, user: AbstractBaseUser, authenticator: Any = None, **_: Any) -> None:
        note(request, user, outcome, authenticator.type if authenticator else "")

    return changed
