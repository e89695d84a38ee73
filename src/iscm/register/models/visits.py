"""Visits to the sources: what was asked for, what came, and what followed from it."""

from django.db import models

from iscm.domain.visits import Outcome
from iscm.register.models.documents import Document, Received

OUTCOMES = [(one.value, one.name) for one in Outcome]


class Visit(models.Model):
    """One visit to one source. Append-only; old ones go, see `operations.gather_visits`.

    `source` is the slug of its description. `message` says what broke, or why what came is not believed. The numbers
    are those of all that came with this visit: `given` counts the records read, or kept from before if nothing
    changed. `next_at` is when the source is due again, `failures` how many visits in a row it gave nothing.
    """

    source = models.CharField(max_length=100)
    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=150)
    outcome = models.CharField(max_length=20, choices=OUTCOMES)
    message = models.TextField(blank=True)
    given = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unlisted = models.PositiveIntegerField(default=0)
    questions = models.PositiveIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("source", "id"), name="visit_source"),)

    def __str__(self) -> str:
        return f"{self.source} {self.at:%Y-%m-%d %H:%M} {self.outcome}"


class VisitPart(models.Model):
    """One address asked for in a visit, or one document of a message.

    `address` is never shown to the public: it may hold a secret. `sha256` is that of the bytes that came, `said` that
    of what was read from them. `etag` and `last_modified` are the site's own signs, asked with the next time.
    `document` is what was read, `received` the bytes of what no reader could read.
    """

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="parts")
    address = models.TextField()
    name = models.CharField(max_length=500)
    outcome = models.CharField(max_length=20, choices=OUTCOMES)
    message = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    said = models.CharField(max_length=64, blank=True)
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=500, blank=True)
    records = models.PositiveIntegerField(default=0)
    document = models.ForeignKey(Document, on_delete=models.SET_NULL, null=True, related_name="visits")
    received = models.ForeignKey(Received, on_delete=models.SET_NULL, null=True, related_name="visits")

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.name} {self.outcome}"
