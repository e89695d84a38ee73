"""Following by mail: asked for, confirmed by the link that was sent there, changed, stopped.

Whoever has the link may do all of it: it goes to the mailbox alone, and is signed with the secret of this site, so that
a copy of the store opens nothing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from iscm.domain.errors import ConflictError, UnknownReferenceError
from iscm.register.models import Follower
from iscm.register.queries.following import Wishes, last_entry

WEEKLY, AT_ONCE = "weekly", "at-once"
RHYTHMS = (WEEKLY, AT_ONCE)
UNCONFIRMED = timedelta(days=7)
"""How long an address is kept that nobody confirmed."""
MOST_ASKS, ASKS_WITHIN = 3, timedelta(days=1)
"""How many confirmations go to one address within that time, whoever asks."""
MOST_WISHES = 120
_SIGNER = Signer(salt="iscm.follow", sep=".")


@dataclass(frozen=True, slots=True)
class Following:
    """Somebody who follows, or asked to; `token` is the secret part of the links in the mail."""

    token: str
    address: str
    wishes: Wishes
    rhythm: str
    lang: str
    is_confirmed: bool


def ask(address: str, wishes: Wishes, *, rhythm: str, lang: str, now: datetime | None = None) -> Following | None:
    """Ask to follow; gives what the mail of confirmation needs, None if this address was sent enough of them today.

    Who follows already is sent the link, too, and nothing changes by itself: anybody may ask with any address. Raises
    `ConflictError` for an address that is none and for wishes that cannot be.
    """
    at, plain = now or timezone.now(), address.strip().lower()
    try:
        validate_email(plain)
    except ValidationError:
        raise ConflictError("this is no mail address") from None
    facts = _facts(wishes, rhythm, lang)
    with transaction.atomic():
        forget_unconfirmed(at)
        fresh = {"key": get_random_string(32), "asked_at": at, **facts}
        row, _ = Follower.objects.select_for_update().get_or_create(address=plain, defaults=fresh)
        if at - row.asked_at >= ASKS_WITHIN:
            row.asked_at, row.asks = at, 0
        row.asks = min(row.asks + 1, MOST_ASKS + 1)
        if row.confirmed_at is None:
            for name, value in facts.items():
                setattr(row, name, value)
        row.save()
    return following(row) if row.asks <= MOST_ASKS else None


def find(token: str) -> Following:
    """Who has this link. Raises `UnknownReferenceError`, also for those who stopped."""
    return following(_row(token))


def is_ours(token: str) -> bool:
    """Whether this link was given out here, whoever has it and whether or not it still opens something."""
    try:
        _key(token)
    except UnknownReferenceError:
        return False
    return True


def confirm(token: str, *, now: datetime | None = None) -> Following:
    """Begin to send, from now on. A second time changes nothing; raises as `find`."""
    at = now or timezone.now()
    with transaction.atomic():
        row = _row(token, locked=True)
        if row.confirmed_at is None:
            row.confirmed_at = row.told_at = at
            row.told_until = row.dates_until = last_entry()
            row.save()
    return following(row)


def change(token: str, wishes: Wishes, *, rhythm: str, lang: str) -> Following:
    """Follow something else, in another rhythm or language; raises as `find` and `ask`."""
    facts = _facts(wishes, rhythm, lang)
    with transaction.atomic():
        row = _row(token, locked=True)
        if row.rhythm == WEEKLY and rhythm == AT_ONCE:
            row.dates_until = row.told_until
        for name, value in facts.items():
            setattr(row, name, value)
        row.save()
    return following(row)


def stop(token: str) -> None:
    """Send nothing any more, and forget the address; a second time changes nothing.

    Raises `UnknownReferenceError` for a link that is not ours.
    """
    Follower.objects.filter(key=_key(token)).delete()


def forget(address: str) -> bool:
    """Delete an address whose mail comes back, or whose owner asks for it; whether there was such a one."""
    number, _ = Follower.objects.filter(address=address.strip().lower()).delete()
    return number > 0


def forget_unconfirmed(now: datetime) -> int:
    """Delete the addresses that nobody confirmed in time; how many."""
    _, numbers = Follower.objects.filter(confirmed_at=None, asked_at__lt=now - UNCONFIRMED).delete()
    return numbers.get(Follower._meta.label, 0)  # noqa: SLF001  # Django's public way


def following(row: Follower) -> Following:
    """A row as everybody else sees it."""
    return Following(
        token=_SIGNER.sign(row.key),
        address=row.address,
        wishes=Wishes(tuple(row.mechanisms), tuple(row.themes), tuple(row.countries)),
        rhythm=row.rhythm,
        lang=row.lang,
        is_confirmed=row.confirmed_at is not None,
    )


def _row(token: str, *, locked: bool = False) -> Follower:
    rows = Follower.objects.select_for_update() if locked else Follower.objects.all()
    found = rows.filter(key=_key(token)).first()
    if found is None:
        raise UnknownReferenceError("nobody follows with this link any more")
    return found


def _key(token: str) -> str:
    try:
        return _SIGNER.unsign(token)
    except BadSignature:
        raise UnknownReferenceError("this link is not ours, or was cut") from None


def _facts(wishes: Wishes, rhythm: str, lang: str) -> dict[str, object]:
    parts = {"mechanisms": wishes.mechanisms, "themes": wishes.themes, "countries": wishes.countries}
    if any(len(values) > MOST_WISHES for values in parts.values()):
        raise ConflictError(f"at most {MOST_WISHES} of each can be followed; choose nothing to follow everything")
    if rhythm not in RHYTHMS or lang not in dict(settings.LANGUAGES):
        raise ConflictError("there is no such rhythm or language")
    return {**{name: list(values) for name, values in parts.items()}, "rhythm": rhythm, "lang": lang}
