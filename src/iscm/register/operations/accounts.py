"""Accounts: opened by invitation, given roles and keys; each change is in the log under the account's name only."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.db import transaction
from django.utils import timezone

from iscm.domain.errors import ConflictError, UnknownReferenceError
from iscm.register.models import ApiKey, Mechanism, RoleGrant
from iscm.register.operations import log
from iscm.register.operations.stamps import hold
from iscm.register.rules import NEEDS_MECHANISM, WHOLE_ONLY, Grant, Role

ACCOUNT, KEY = "account", "key"
SECRET_BYTES = 32
PREFIX_LETTERS = 8
LONGEST_NAME = 100
LEAST_BETWEEN_USES = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Key:
    """A key that holds: its name, the mechanism it writes for, and how it is recognised in lists and in the log."""

    name: str
    mechanism: str
    prefix: str


def grants_of(user: AbstractBaseUser | AnonymousUser) -> tuple[Grant, ...]:
    """The roles that an account holds now; none for who is not signed in or whose account is closed. One query."""
    if not user.is_authenticated or not user.is_active:
        return ()
    held = RoleGrant.objects.filter(user_id=user.pk, revoked_at=None).values_list("role", "mechanism")
    return tuple(Grant(Role(role), mechanism or None) for role, mechanism in held)


def grant(
    username: str, role: Role, *, mechanism: str | None = None, actor: str, now: datetime | None = None
) -> RoleGrant:
    """Give an account a role; again changes nothing.

    Raises `UnknownReferenceError` for no such account or mechanism, `ConflictError` for a focal point without a
    mechanism, or for a chief editor or administrator of one.
    """
    at = now or timezone.now()
    _refuse_odd_grant(role, mechanism)
    with transaction.atomic():
        hold(at)
        user = account_of(username)
        given, is_new = RoleGrant.objects.get_or_create(
            user=user,
            role=role.value,
            mechanism=mechanism or "",
            revoked_at=None,
            defaults={"granted_by": actor, "granted_at": at},
        )
        if is_new:
            said = _said(role, mechanism)
            log.append([log.Entry("role-granted", ACCOUNT, username, None, said)], actor=actor, at=at)
    return given


def revoke(username: str, role: Role, *, mechanism: str | None = None, actor: str, now: datetime | None = None) -> None:
    """Take a role back; raises `UnknownReferenceError` where the account does not hold it.

    Raises `ConflictError` for the last administrator's: somebody must be able to open the door again.
    """
    at = now or timezone.now()
    with transaction.atomic():
        hold(at)
        user = account_of(username)
        held = RoleGrant.objects.filter(user=user, role=role.value, mechanism=mechanism or "", revoked_at=None).first()
        if held is None:
            raise UnknownReferenceError(f"{username} is no {role} {mechanism or ''}".rstrip())
        if role is Role.ADMINISTRATOR:
            refuse_last_administrator(user)
        held.revoked_by, held.revoked_at = actor, at
        held.save(update_fields=["revoked_by", "revoked_at"])
        entry = log.Entry("role-revoked", ACCOUNT, username, _said(role, mechanism), None)
        log.append([entry], actor=actor, at=at)


def refuse_last_administrator(user: User) -> None:
    """Raise `ConflictError` if nobody but this account is administrator."""
    holding = RoleGrant.objects.filter(role=Role.ADMINISTRATOR.value, revoked_at=None, user__is_active=True)
    if holding.filter(user=user).exists() and not holding.exclude(user=user).exists():
        raise ConflictError(f"{user.get_username()} is the last administrator: name another one first")


def make_key(name: str, mechanism: str, *, actor: str, now: datetime | None = None) -> str:
    """Make a key with which a program sends submissions for a mechanism; returns its secret, which is not kept.

    Raises `UnknownReferenceError` for no such mechanism, `ConflictError` without a name.
    """
    at = now or timezone.now()
    label = " ".join(name.split())
    if not label or len(label) > LONGEST_NAME:
        raise ConflictError(f"a key needs a name of at most {LONGEST_NAME} letters: who uses it, for what")
    _refuse_unknown(mechanism)
    prefix, secret = secrets.token_hex(PREFIX_LETTERS // 2), secrets.token_urlsafe(SECRET_BYTES)
    whole = f"iscm_{prefix}_{secret}"
    with transaction.atomic():
        hold(at)
        ApiKey.objects.create(
            name=label, prefix=prefix, digest=_digest(whole), mechanism=mechanism, made_by=actor, made_at=at
        )
        said = {"name": label, "mechanism": mechanism}
        log.append([log.Entry("key-made", KEY, prefix, None, said)], actor=actor, at=at)
    return whole


def revoke_key(prefix: str, *, actor: str, now: datetime | None = None) -> None:
    """Let a key open nothing any more; raises `UnknownReferenceError` where there is none that does."""
    at = now or timezone.now()
    with transaction.atomic():
        hold(at)
        held = ApiKey.objects.filter(prefix=prefix, revoked_at=None).first()
        if held is None:
            raise UnknownReferenceError(f"no key in use begins with {prefix!r}")
        held.revoked_by, held.revoked_at = actor, at
        held.save(update_fields=["revoked_by", "revoked_at"])
        said = {"name": held.name, "mechanism": held.mechanism}
        log.append([log.Entry("key-revoked", KEY, prefix, said, None)], actor=actor, at=at)


def find_key(secret: str, *, now: datetime | None = None) -> Key | None:
    """The key of this secret, None if there is none or it was revoked; notes the hour of its last use."""
    at = now or timezone.now()
    held = ApiKey.objects.filter(digest=_digest(secret), revoked_at=None).first()
    if held is None:
        return None
    if held.last_used_at is None or at - held.last_used_at >= LEAST_BETWEEN_USES:
        ApiKey.objects.filter(pk=held.pk).update(last_used_at=at)
    return Key(held.name, held.mechanism, held.prefix)


def account_of(username: str) -> User:
    """The account of this name; raises `UnknownReferenceError` for none."""
    user = User.objects.filter(username=username).first()
    if user is None:
        raise UnknownReferenceError(f"no account is called {username!r}")
    return user


def _digest(secret: str) -> str:
    # 256 random bits need no slow hash: nobody can try them out.
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _refuse_odd_grant(role: Role, mechanism: str | None) -> None:
    if role in NEEDS_MECHANISM and not mechanism:
        raise ConflictError(f"a {role} needs a mechanism")
    if role in WHOLE_ONLY and mechanism:
        raise ConflictError(f"a {role} is one of the whole register, not of a mechanism")
    if mechanism:
        _refuse_unknown(mechanism)


def _refuse_unknown(mechanism: str) -> None:
    if not Mechanism.objects.filter(slug=mechanism).exists():
        raise UnknownReferenceError(f"no mechanism has the slug {mechanism!r}")


def _said(role: Role, mechanism: str | None) -> dict[str, str]:
    return {"role": role.value} | ({"mechanism": mechanism} if mechanism else {})
