"""What a meeting is filed under.

Each row repeats the meeting's place in the order, so that a filtered list is read from one index.
"""

from django.db import models

from iscm.register.models.mechanisms import Mechanism
from iscm.register.models.meetings import Meeting
from iscm.register.models.schemes import Concept, Initiative


class Filed(models.Model):
    """The meeting's place in lists (see `Meeting`)."""

    sort_day = models.DateField()
    sort_rank = models.PositiveSmallIntegerField()
    year = models.PositiveSmallIntegerField(null=True)

    class Meta:
        abstract = True


class MeetingMechanism(Filed):
    """A mechanism's part in a meeting: host, co-host or invited; `position` is the printed order from 0."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="parties")
    mechanism = models.ForeignKey(Mechanism, on_delete=models.PROTECT, related_name="parties")
    role = models.CharField(max_length=8)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("meeting_id", "position")
        constraints = (models.UniqueConstraint(fields=("meeting", "mechanism"), name="party_meeting_mechanism"),)
        indexes = (
            models.Index(fields=("mechanism", "sort_day", "sort_rank", "meeting"), name="party_order"),
            models.Index(fields=("mechanism", "year", "sort_day", "sort_rank", "meeting"), name="party_year"),
        )

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.mechanism_id} {self.role}"


class MeetingPlace(Filed):
    """A place of a meeting: city as printed (may be empty) and alpha-2 code of the country (may be empty)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="places")
    city = models.TextField(blank=True)
    country = models.CharField(max_length=2, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("meeting_id", "position")
        indexes = (models.Index(fields=("country", "sort_day", "sort_rank", "meeting"), name="place_order"),)

    def __str__(self) -> str:
        return f"{self.city}, {self.country}"


class MeetingTheme(Filed):
    """A theme of a meeting: `basis` "stated" by its source, or "suggested" from its words with `reason` and `score`."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="themes")
    theme = models.ForeignKey(Concept, on_delete=models.PROTECT, related_name="meetings")
    basis = models.CharField(max_length=10)
    reason = models.TextField(blank=True)
    score = models.FloatField(default=1.0)

    class Meta:
        ordering = ("meeting_id", "-score", "theme_id")
        constraints = (models.UniqueConstraint(fields=("meeting", "theme"), name="meeting_theme"),)
        indexes = (models.Index(fields=("theme", "sort_day", "sort_rank", "meeting"), name="theme_order"),)

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.theme_id} {self.basis}"


class MeetingInitiative(Filed):
    """A global initiative addressed at a meeting: stated (as by a tracker) or suggested, like a theme."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="initiatives")
    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="meetings")
    basis = models.CharField(max_length=10)
    reason = models.TextField(blank=True)
    score = models.FloatField(default=1.0)

    class Meta:
        ordering = ("meeting_id", "-score", "initiative_id")
        constraints = (models.UniqueConstraint(fields=("meeting", "initiative"), name="meeting_initiative"),)
        indexes = (models.Index(fields=("initiative", "sort_day", "sort_rank", "meeting"), name="initiative_order"),)

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.initiative_id} {self.basis}"
