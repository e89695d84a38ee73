"""Meetings, the receipts they follow from, and how they hang together."""

import uuid

from django.db import models
from django.utils import timezone

from iscm.register.models.mechanisms import Mechanism
from iscm.register.models.records import Record


def new_uid() -> str:
    """A random, permanent name for a meeting; holds nothing that may change."""
    return str(uuid.uuid4())


class Series(models.Model):
    """Meetings of one kind of one mechanism that are counted on (34th Senior Officials' Meeting)."""

    mechanism = models.ForeignKey(Mechanism, on_delete=models.CASCADE, related_name="series")
    key = models.CharField(max_length=200)
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ("mechanism_id", "key")
        constraints = (models.UniqueConstraint(fields=("mechanism", "key"), name="series_mechanism_key"),)

    def __str__(self) -> str:
        return self.title


class Meeting(models.Model):
    """A meeting, or a printed group of meetings (`count` other than 1), as its records together tell it.

    The order of lists is `sort_day, sort_rank, id`: a day-precise date stands at its first day, an imprecise one
    after all the days it may cover. `year` is that of the first possible day. `is_listed` is false once the
    meeting is merged into another or withdrawn. `merged_with` is then the key of its first occurrence: judged to be
    another meeting again, that one gets the address back. `unlisted_since` is the day of the edition that stopped
    listing it. `last_modified` is for subscribers: what they see changed then. `touched_at` is for harvesters: anything
    changed then, receipts too; of a meeting merged or withdrawn, when that was done.

    What the public may not see does not stand in the public columns and tables at all: `withheld` has it, by column,
    with themes, initiatives, relations and series (see `register/veil.py`). So a new page or feed can only tell what
    may be told; whoever may see more asks for it (`queries/unveiled.py`).
    """

    uid = models.CharField(max_length=36, unique=True, default=new_uid, editable=False)
    title = models.TextField()
    lang = models.CharField(max_length=35, default="und")
    edtf = models.CharField(max_length=500, blank=True)
    earliest = models.DateField(null=True)
    latest = models.DateField(null=True)
    precision = models.CharField(max_length=12, blank=True)
    date_status = models.CharField(max_length=12)
    status = models.CharField(max_length=12)
    attendance = models.CharField(max_length=12)
    kind = models.CharField(max_length=60, blank=True)
    ordinal = models.PositiveIntegerField(null=True)
    count = models.PositiveIntegerField(null=True, default=1)
    outcome = models.TextField(blank=True)
    topic = models.TextField(blank=True)
    links = models.JSONField(default=list)  # [{"text": …, "url": …}]
    bodies = models.JSONField(default=list)  # names as printed
    prepares = models.TextField(blank=True)
    side_event_of = models.TextField(blank=True)
    series = models.ForeignKey(Series, on_delete=models.SET_NULL, null=True, related_name="meetings")
    year = models.PositiveSmallIntegerField(null=True)
    sort_day = models.DateField()
    sort_rank = models.PositiveSmallIntegerField()
    is_listed = models.BooleanField(default=True)
    sequence = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    last_modified = models.DateTimeField()
    touched_at = models.DateTimeField(default=timezone.now)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged")
    merged_with = models.CharField(max_length=100, blank=True, db_index=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.TextField(blank=True)
    unlisted_since = models.DateField(null=True)
    is_closed = models.BooleanField(default=False)
    withheld = models.JSONField(default=dict)

    class Meta:
        ordering = ("sort_day", "sort_rank", "id")
        indexes = (
            models.Index(fields=("is_listed", "sort_day", "sort_rank", "id"), name="meeting_order"),
            models.Index(fields=("is_listed", "year", "sort_day", "sort_rank", "id"), name="meeting_year"),
            models.Index(fields=("is_listed", "kind", "sort_day", "sort_rank", "id"), name="meeting_kind"),
            models.Index(fields=("is_listed", "status", "sort_day", "sort_rank", "id"), name="meeting_status"),
            models.Index(fields=("earliest", "latest"), name="meeting_span"),
            models.Index(fields=("is_listed", "year", "touched_at", "id"), name="meeting_year_touched"),
            models.Index(fields=("last_modified",), name="meeting_modified"),
            models.Index(fields=("touched_at", "id"), name="meeting_touched"),
            models.Index(
                fields=("series", "sort_day", "sort_rank", "id"),
                name="meeting_series",
                condition=models.Q(series__isnull=False),
            ),
            models.Index(fields=("uid",), name="meeting_closed", condition=models.Q(is_closed=True)),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def whole_title(self) -> str:
        """Its title, also where that is withheld: for those who keep the register."""
        return str(self.withheld.get("title", self.title))


class MeetingCitation(models.Model):
    """The receipt: a meeting rests on an occurrence of a record.

    `chosen` names the fields whose value is this one's; its other claims lost. `relation` is "same", or "grouped" where
    the record is of a group that covers the meeting. `rank` orders the receipts of a meeting, the most trusted and
    latest first.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="citations")
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="citations")
    occurrence = models.CharField(max_length=100, db_index=True)
    relation = models.CharField(max_length=8, default="same")
    rank = models.PositiveSmallIntegerField()
    chosen = models.JSONField(default=list)

    class Meta:
        ordering = ("meeting_id", "rank")
        constraints = (models.UniqueConstraint(fields=("meeting", "occurrence"), name="citation_meeting_occurrence"),)

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.occurrence}"


class Relation(models.Model):
    """How a meeting hangs together with another: it `prepares` it, is `side-event-of` it, `follows` it in its series.

    `other` is empty where the other is only named (`printed`).
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(max_length=20)
    other = models.ForeignKey(Meeting, on_delete=models.CASCADE, null=True, related_name="related_from")
    printed = models.TextField(blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.kind} {self.other_id or self.printed}"
