"""What became of the links that the register shows."""

from django.db import models


class LinkCheck(models.Model):
    """The last visit to one address, and how many before it went wrong in a row.

    `digest` is the sha256 of the address. `state` is one of `domain.links.State`. `failing_since` is when the first of
    its `failures` in a row was. `moved_to` is where the site sends those who come, for good. `archived` is a copy that
    an editor knows. A dismissal holds until the link is good again.
    """

    digest = models.CharField(max_length=64, unique=True)
    url = models.TextField()
    state = models.CharField(max_length=12, db_index=True)
    message = models.CharField(max_length=500, blank=True)
    moved_to = models.TextField(blank=True)
    failures = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(db_index=True)
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=500, blank=True)
    archived = models.CharField(max_length=1000, blank=True)
    dismissed_at = models.DateTimeField(null=True)
    dismissed_by = models.CharField(max_length=150, blank=True)
    dismissed_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.state} {self.url}"
