"""Accounts opened, closed and let in again. Nobody opens one for himself; none is ever deleted."""

import re
from datetime import datetime

from allauth.account import app_settings
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from iscm.domain.errors import ConflictError
from iscm.register.operations import log
from iscm.register.operations.accounts import ACCOUNT, account_of, grant, refuse_last_administrator
from iscm.register.operations.stamps import hold
from iscm.register.rules import Role

NAME = re.compile(r"[\w.+-]+(?: [\w.+-]+)*")
LONGEST_NAME = 60


def invite(
    mail: str,
    *,
    name: str = "",
    role: Role | None = None,
    mechanism: str | None = None,
    actor: str,
    now: datetime | None = None,
) -> User:
    """Open an account for a mail address, with a role; nobody can sign in until its link was followed.

    `name` stands in the log for what the account does (else what stands before the @). Raises `ConflictError` for an
    address that is none, or a name or address that has an account, and what `grant` raises.
    """
    at, address = now or timezone.now(), mail.strip().lower()
    _refuse_bad_mail(address)
    with transaction.atomic():
        hold(at)
        if EmailAddress.objects.filter(email=address).exists():
            raise ConflictError(f"{address} has an account already")
        user = User(username=_name(name, address), email=address)
        user.set_unusable_password()
        user.save()
        # Whoever holds the mailbox sets the password: to follow the link proves that it is theirs.
        EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
        log.append([log.Entry("account-opened", ACCOUNT, user.username)], actor=actor, at=at)
        if role:
            grant(user.username, role, mechanism=mechanism, actor=actor, now=at)
    return user


def invitation_link(user: User, site: str) -> str:
    """The link with which a password is set: holds for three days, works once, and not after another sign-in."""
    key = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    with override(settings.LANGUAGE_CODE):
        way = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
    return f"{site}{way}"


def invitation_mail(user: User, link: str) -> EmailMessage:
    """The message that brings the link."""
    told = {"name": user.username, "link": link}
    subject = render_to_string("account/email/invitation_subject.txt", told).strip()
    return EmailMessage(
        subject, render_to_string("account/email/invitation_message.txt", told).strip(), to=[user.email]
    )


def close_account(username: str, *, actor: str, now: datetime | None = None) -> None:
    """Let an account in no more, from this moment; its roles stay as they are, for the day it is opened again.

    Raises `UnknownReferenceError` for no such account, `ConflictError` for the last administrator's.
    """
    at = now or timezone.now()
    with transaction.atomic():
        hold(at)
        user = account_of(username)
        refuse_last_administrator(user)
        _set_open(user, is_open=False, actor=actor, at=at)
        _end_sessions(user)


def reopen_account(username: str, *, actor: str, now: datetime | None = None) -> None:
    """Let a closed account in again; raises `UnknownReferenceError` for no such account."""
    at = now or timezone.now()
    with transaction.atomic():
        hold(at)
        _set_open(account_of(username), is_open=True, actor=actor, at=at)


def reset_factors(username: str, *, actor: str, now: datetime | None = None) -> None:
    """Forget the second factors of an account, whose phone was lost, and sign it out everywhere.

    Raises `UnknownReferenceError` for no such account.
    """
    at = now or timezone.now()
    with transaction.atomic():
        hold(at)
        user = account_of(username)
        Authenticator.objects.filter(user=user).delete()
        _end_sessions(user)
        log.append([log.Entry("factors-reset", ACCOUNT, username)], actor=actor, at=at)


def _set_open(user: User, *, is_open: bool, actor: str, at: datetime) -> None:
    if user.is_active != is_open:
        user.is_active = is_open
        user.save(update_fields=["is_active"])
        action = "account-reopened" if is_open else "account-closed"
        log.append([log.Entry(action, ACCOUNT, user.username)], actor=actor, at=at)


def _end_sessions(user: User) -> None:
    for session in UserSession.objects.filter(user=user):
        session.end()


def _refuse_bad_mail(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError:
        raise ConflictError(f"{address!r} is no mail address") from None


def _name(wanted: str, address: str) -> str:
    name = " ".join(wanted.split())
    if name and (not NAME.fullmatch(name) or len(name) > LONGEST_NAME):
        raise ConflictError(f"a name has at most {LONGEST_NAME} letters, digits, spaces and . + - _")
    if name and User.objects.filter(username=name).exists():
        raise ConflictError(f"an account is called {name!r} already: choose another name")
    return name or _free(re.sub(r"[^\w.+-]+", "-", address.partition("@")[0])[:LONGEST_NAME])


def _free(name: str) -> str:
    taken = set(User.objects.filter(username__startswith=name).values_list("username", flat=True))
    numbers = (f"{name}-{n}" for n in range(2, len(taken) + 3))
    return name if name not in taken else next(one for one in numbers if one not in taken)
