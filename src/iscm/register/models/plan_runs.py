"""Searches for year plans that were asked for at the desk. What they find is a proposal, no part of the register."""

from django.db import models


class PlanRun(models.Model):
    """One search: what was asked (`domain.plan_runs.RunOrder`), how far it is, what it found.

    A process of its own writes `beat_at`, `progress` and `found`; `machine` says where it runs.
    """

    title = models.CharField(max_length=120)
    year = models.PositiveSmallIntegerField(null=True)
    move = models.PositiveSmallIntegerField(null=True)
    wishes = models.TextField(blank=True)
    form = models.CharField(max_length=5, blank=True)
    seconds = models.PositiveSmallIntegerField()
    fixed = models.JSONField(default=dict)
    start = models.JSONField(default=dict)
    actor = models.CharField(max_length=150)
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, db_index=True)
    machine = models.CharField(max_length=255, blank=True)
    begun_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    is_stopping = models.BooleanField(default=False)
    progress = models.JSONField(default=list)
    found = models.JSONField(null=True)
    trouble = models.TextField(blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.title} {self.state}"
