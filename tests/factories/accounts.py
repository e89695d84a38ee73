"""Accounts as tests need them, made without the mail and the pages that people go through."""

import base64
import hashlib
import hmac
import struct
import time
from datetime import UTC, datetime

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import User

from iscm.register.models import RoleGrant
from iscm.register.rules import Role, needs_second_factor
from tests.factories.rows import add_mechanism

PASSWORD = "correct horse battery"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
NEEDS = {Role.FOCAL_POINT: "gfmd"}


def add_account(name="ann", role=None, mechanism=None, *, factor=None):
    """An account with the password `PASSWORD`, and an app with `SECRET` if its role needs one or `factor` says so."""
    user = User.objects.create_user(name, f"{name}@example.org", PASSWORD)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    grants = give(user, role, mechanism) if role else []
    if needs_second_factor(grants) if factor is None else factor:
        TOTP.activate(user, SECRET)
    return user


def give(user, role, mechanism=None):
    """A role, straight into the table."""
    about = mechanism or NEEDS.get(role)
    if about:
        add_mechanism(about)
    RoleGrant.objects.create(user=user, role=role, mechanism=about or "", granted_by="test", granted_at=LONG_AGO)
    from iscm.register.operations.accounts import grants_of

    return grants_of(user)


def code_of(secret=SECRET, at=None):
    """What an authenticator app shows (RFC 6238), worked out by hand."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(at or time.time()) // 30), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"
