"""Links to the rooms of secretariats: made, used, revoked. Each is for one mechanism and for a time."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from iscm.domain.errors import ConflictError, UnknownReferenceError
from iscm.domain.rooms import Room
from iscm.register.models import Mechanism, RoomLink
from iscm.register.operations import log
from iscm.register.operations.person import LONGEST_REASON, decided
from iscm.register.operations.said import said
from iscm.register.operations.stamps import hold
from iscm.register.queries.rooms import as_room

LINK = "room-link"
LEAST_DAYS, USUAL_DAYS, MOST_DAYS = 1, 60, 366
LONGEST_NAME, LONGEST_CONTACT = 150, 254
LEAST_BETWEEN_VISITS = timedelta(minutes=10)


def make_link(
    mechanism: str,
    name: str,
    contact: str,
    *,
    days: int,
    actor: str,
    lang: str = "en",
    reason: str = "",
    now: datetime | None = None,
) -> Room:
    """Make a link to the room of a mechanism (its slug), for whoever is named, for `LEAST_DAYS` to `MOST_DAYS` days.

    `contact` is a mail address or empty; it never stands in the log. Raises `UnknownReferenceError` for no such
    mechanism, `ConflictError` without a name, for an address that is none, other days and another language.
    """
    at = now or timezone.now()
    label, address = said(name, "a name", LONGEST_NAME), said(contact, "an address", LONGEST_CONTACT)
    why = said(reason, "a reason", LONGEST_REASON)
    _refuse_odd(mechanism, label, address, days, lang)
    with transaction.atomic():
        hold(at)
        row = RoomLink.objects.create(
            mechanism=mechanism,
            name=label,
            contact=address,
            lang=lang,
            made_by=actor,
            made_at=at,
            expires_at=at + timedelta(days=days),
        )
        told = {"whom": label, "mechanism": mechanism, "until": row.expires_at.date().isoformat()}
        log.append([log.Entry("link-made", LINK, row.link, None, told, why)], actor=actor, at=at)
    return as_room(row)


def revoke_link(link: str, *, actor: str, reason: str, now: datetime | None = None, undoes: int | None = None) -> None:
    """Let a link open nothing any more.

    Raises `UnknownReferenceError` where there is none that was not revoked, `ConflictError` without a reason.
    """
    decision = decided(actor, reason, now, undoes, what="revoking a link")
    with transaction.atomic():
        hold(decision.at)
        row = RoomLink.objects.filter(link=link, revoked_at=None).first()
        if row is None:
            raise UnknownReferenceError("there is no such link, or it was revoked already")
        row.revoked_by, row.revoked_at = decision.actor, decision.at
        row.save(update_fields=["revoked_by", "revoked_at"])
        decision.log("link-revoked", LINK, link, {"whom": row.name, "mechanism": row.mechanism})


def give_link_back(
    link: str, *, actor: str, reason: str, now: datetime | None = None, undoes: int | None = None
) -> None:
    """Let a link open its room again, until the day it was made for; raises as `revoke_link`."""
    decision = decided(actor, reason, now, undoes, what="giving a link back")
    with transaction.atomic():
        hold(decision.at)
        row = RoomLink.objects.filter(link=link).exclude(revoked_at=None).first()
        if row is None:
            raise UnknownReferenceError("there is no such link that was revoked")
        row.revoked_by, row.revoked_at = "", None
        row.save(update_fields=["revoked_by", "revoked_at"])
        decision.log("link-given-back", LINK, link, {"whom": row.name, "mechanism": row.mechanism})


def note_visit(link: str, now: datetime) -> None:
    """Note that a link was used; the time of the last visit, to within ten minutes. One query."""
    before = now - LEAST_BETWEEN_VISITS
    RoomLink.objects.filter(link=link).exclude(last_used_at__gt=before).update(last_used_at=now)


def _refuse_odd(mechanism: str, name: str, contact: str, days: int, lang: str) -> None:
    if not name:
        raise ConflictError("a link needs the name of whom it is for")
    if not LEAST_DAYS <= days <= MOST_DAYS:
        raise ConflictError(f"a link is made for {LEAST_DAYS} to {MOST_DAYS} days")
    if lang not in dict(settings.LANGUAGES):
        raise ConflictError("there is no such language")
    if contact:
        _refuse_bad_mail(contact)
    if not Mechanism.objects.filter(slug=mechanism).exists():
        raise UnknownReferenceError(f"no mechanism has the slug {mechanism!r}")


def _refuse_bad_mail(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError:
        raise ConflictError(f"{address!r} is no mail address") from None
