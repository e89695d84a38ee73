"""The same made-up meetings for every program: in the field's shape, and the same ones in every run."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

FIRST, DAYS, SEED = date(1985, 1, 1), 15_000, 7
MECHANISMS, THEMES, COUNTRIES = 30, 20, ("CH", "KE", "MA", "MX", "PH", "TH", "CR", "SN", "AE", "ZA")
WORDS = ("labour migration", "return and reintegration", "border management", "data", "counter-trafficking", "youth")
KINDS = ("Senior Officials' Meeting", "Workshop", "Technical Meeting", "Ministerial Conference", "Webinar")
CHANGED = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class MadeUp:
    """A meeting of one mechanism and one theme (numbers from 0), in one country, from `first` to `last`."""

    n: int
    uid: str
    title: str
    first: date
    last: date
    mechanism: int
    theme: int
    country: str

    @property
    def changed(self) -> datetime:
        """When it changed last: each at a moment of its own."""
        return CHANGED + timedelta(seconds=self.n)


def made_up(size: int) -> list[MadeUp]:
    """So many meetings; one in thirteen is of the first mechanism, fewer and fewer of each further one."""
    dice = random.Random(SEED)
    weights = [1 / (place + 9) for place in range(MECHANISMS)]
    mechanisms = dice.choices(range(MECHANISMS), weights, k=size)
    return [_meeting(dice, n, mechanism) for n, mechanism in enumerate(mechanisms)]


def _meeting(dice: random.Random, n: int, mechanism: int) -> MadeUp:
    first = FIRST + timedelta(days=dice.randrange(DAYS))
    title = f"{n + 1}th {dice.choice(KINDS)} on {dice.choice(WORDS)}"
    last = first + timedelta(days=dice.randrange(3))
    uid = str(UUID(int=dice.getrandbits(128), version=4))
    return MadeUp(n, uid, title, first, last, mechanism, dice.randrange(THEMES), dice.choice(COUNTRIES))


def store(meetings: Sequence[MadeUp]) -> None:
    """Put them into the register that is open, beside what it holds, with their mechanisms, themes and places."""
    from iscm.register.models import Concept, Mechanism, Meeting, MeetingMechanism, MeetingPlace, MeetingTheme

    rows = Meeting.objects.bulk_create([_row(Meeting, one) for one in meetings], batch_size=500)
    mechanisms = [*Mechanism.objects.order_by("position").values_list("pk", flat=True)]
    themes = [*Concept.objects.filter(scheme="theme").values_list("pk", flat=True)]
    kinds = (
        (MeetingMechanism, lambda one: {"mechanism_id": mechanisms[one.mechanism], "role": "host", "position": 0}),
        (MeetingTheme, lambda one: {"theme_id": themes[one.theme % len(themes)], "basis": "stated"}),
        (MeetingPlace, lambda one: {"city": "", "country": one.country, "position": 0}),
    )
    for model, values in kinds:
        filed = [
            model(meeting=row, sort_day=one.first, sort_rank=0, year=one.first.year, **values(one))
            for row, one in zip(rows, meetings, strict=True)
        ]
        model.objects.bulk_create(filed, batch_size=500)


def _row(model, one: MadeUp):
    edtf = one.first.isoformat() if one.first == one.last else f"{one.first}/{one.last}"
    return model(
        uid=one.uid, title=one.title, edtf=edtf, earliest=one.first, latest=one.last, year=one.first.year,
        sort_day=one.first, sort_rank=0, precision="day", date_status="confirmed", status="held", attendance="online",
        created_at=CHANGED, last_modified=one.changed, touched_at=one.changed,
    )  # fmt: skip
