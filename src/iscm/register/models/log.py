"""The log of changes, each entry bound to the one before it; and the version stamps raised with every change."""

from django.db import models


class Revision(models.Model):
    """One change.

    Append-only. `digest` is the hash of this entry and of `previous`, the digest before it, so that an altered or
    missing entry shows.
    """

    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=150)
    action = models.CharField(max_length=40)
    object_type = models.CharField(max_length=40)
    object_key = models.CharField(max_length=100)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    reason = models.TextField(blank=True)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("object_type", "object_key", "id"), name="revision_object"),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.actor} {self.action} {self.object_key}"


class Stamp(models.Model):
    """The version of the whole register ("register") or of one mechanism ("mechanism:gfmd").

    Raised in the transaction that changes anything a page or feed of it shows.
    """

    name = models.CharField(max_length=80, unique=True)
    version = models.PositiveBigIntegerField(default=0)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.version}"
