"""Questions about accounts: what an administrator sees of them, and what each sees of itself."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.db.models import Max, Q

from iscm.register.models import ApiKey, Mechanism, RoleGrant, SignIn
from iscm.register.rules import Grant, Role, needs_second_factor

SIGNED_IN = "signed-in"
PAGE = 50


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account: what it may do, whether it is as safe as that needs, when it was last here."""

    name: str
    mail: str
    grants: tuple[Grant, ...]
    is_open: bool
    has_password: bool
    has_second_factor: bool
    signed_in_at: datetime | None

    @property
    def lacks_second_factor(self) -> bool:
        """Whether a role waits for a second factor to be set up."""
        return needs_second_factor(self.grants) and not self.has_second_factor


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A key as it is listed: never its secret."""

    name: str
    prefix: str
    mechanism: str
    made_by: str
    made_at: datetime
    last_used_at: datetime | None
    revoked_by: str
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class SignInLine:
    """One thing that happened at the door; `name` is empty where nobody knows whose it was."""

    id: int
    at: datetime
    name: str
    outcome: str
    method: str
    network: str


def accounts(names: Iterable[str] | None = None) -> tuple[AccountLine, ...]:
    """All accounts, or those of these names, by name. Three queries."""
    users = User.objects.order_by("username") if names is None else User.objects.filter(username__in=list(names))
    users = users.annotate(last=Max("sign_ins__at", filter=Q(sign_ins__outcome=SIGNED_IN)))
    held = defaultdict(list)
    for key, role, mechanism in RoleGrant.objects.filter(revoked_at=None).values_list("user_id", "role", "mechanism"):
        held[key].append(Grant(Role(role), mechanism or None))
    factors = set(Authenticator.objects.values_list("user_id", flat=True))
    return tuple(
        AccountLine(
            user.username,
            user.email,
            tuple(held[user.pk]),
            user.is_active,
            user.has_usable_password(),
            user.pk in factors,
            user.last,
        )
        for user in users
    )


def keys() -> tuple[KeyLine, ...]:
    """All keys, those in use first, then the latest. One query."""
    columns = ("name", "prefix", "mechanism", "made_by", "made_at", "last_used_at", "revoked_by", "revoked_at")
    lines = [KeyLine(*row) for row in ApiKey.objects.order_by("-made_at", "-id").values_list(*columns)]
    return tuple(sorted(lines, key=lambda line: line.revoked_at is not None))


def sign_ins(*, name: str = "", before: int | None = None) -> tuple[SignInLine, ...]:
    """What happened at the door, the latest first: one more than a page holds, if there are more. One query."""
    found = SignIn.objects.order_by("-id")
    if name:
        found = found.filter(user__username=name)
    if before:
        found = found.filter(id__lt=before)
    rows = found.values_list("id", "at", "user__username", "outcome", "method", "network")[: PAGE + 1]
    return tuple(SignInLine(id_, at, user or "", *rest) for id_, at, user, *rest in rows)


def mechanism_choices() -> tuple[tuple[str, str], ...]:
    """Slug and acronym of every mechanism, for whoever gives a role or a key. One query."""
    return tuple(Mechanism.objects.order_by("acronym").values_list("slug", "acronym"))
