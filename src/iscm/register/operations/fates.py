"""What becomes of a meeting, as an editor says it: small corrections that keep the earlier date."""

from datetime import datetime
from typing import Any

from iscm.domain.dates import Edtf
from iscm.domain.errors import ConflictError, EdtfError
from iscm.domain.meetings import Status
from iscm.domain.records import DateStatus
from iscm.register.models import Meeting
from iscm.register.operations.correct import correct
from iscm.register.operations.refreshing import Refreshed

CONFIRMED, TBC = DateStatus.CONFIRMED.value, DateStatus.TBC.value


def confirm(uid: str, *, actor: str, reason: str, seen: int | None = None, now: datetime | None = None) -> Refreshed:
    """It takes place on the days that are known. Raises as `correct` does, and `ConflictError` without such days."""
    held = Meeting.objects.filter(uid=uid, is_listed=True).values_list("edtf", flat=True).first()
    if held is not None and not (held and Edtf.parse(held).is_day_precise):
        raise ConflictError("only days can be confirmed: say on which it takes place first")
    values = {"status": Status.CONFIRMED.value, "date_status": CONFIRMED}
    return correct(uid, values, actor=actor, reason=reason, seen=seen, now=now)


def postpone(uid: str, *, actor: str, reason: str, seen: int | None = None, now: datetime | None = None) -> Refreshed:
    """It does not take place then, and nobody knows when: the date stays, told as the one it is postponed from."""
    return correct(uid, {"status": Status.POSTPONED.value}, actor=actor, reason=reason, seen=seen, now=now)


def reschedule(
    uid: str,
    edtf: str,
    *,
    actor: str,
    reason: str,
    is_settled: bool = True,
    seen: int | None = None,
    now: datetime | None = None,
) -> Refreshed:
    """It takes place at another time, in EDTF; not yet settled if `is_settled` is false.

    The log keeps the earlier date: whoever tells of the meeting may say from when it was moved. Raises as `correct`
    does, and `ConflictError` for the date that it has already.
    """
    try:
        date = Edtf.parse(edtf)
    except EdtfError as error:
        raise ConflictError(str(error)) from error
    if Meeting.objects.filter(uid=uid, edtf=date.text).exists():
        raise ConflictError(f"it is on {date.text} already")
    values: dict[str, Any] = {"edtf": date.text, "date_status": CONFIRMED if is_settled else TBC}
    values["status"] = Status.RESCHEDULED.value
    return correct(uid, values, actor=actor, reason=reason, seen=seen, now=now)


def cancel(uid: str, *, actor: str, reason: str, seen: int | None = None, now: datetime | None = None) -> Refreshed:
    """It does not take place. Its date stays, so that whoever had it in the diary finds it."""
    return correct(uid, {"status": Status.CANCELLED.value}, actor=actor, reason=reason, seen=seen, now=now)


def hold(
    uid: str,
    *,
    actor: str,
    reason: str,
    outcome: str = "",
    seen: int | None = None,
    now: datetime | None = None,
) -> Refreshed:
    """It took place, with an outcome if one is known."""
    values = {"status": Status.HELD.value, "date_status": CONFIRMED} | ({"outcome": outcome} if outcome else {})
    return correct(uid, values, actor=actor, reason=reason, seen=seen, now=now)
