"""What was not understood or is not plausible, and what a person said to it."""

from django.db import models

from iscm.register.models.documents import Document
from iscm.register.models.meetings import Meeting
from iscm.register.models.records import Record


class Problem(models.Model):
    """A problem of a document, a record or a meeting.

    `key` is the same when the same problem is found again, so that a dismissal stands. `resolved_at` is when a later
    check no longer found it. `is_closed`: it speaks of what the public may not read.
    """

    key = models.CharField(max_length=64, unique=True)
    code = models.CharField(max_length=60, db_index=True)
    severity = models.CharField(max_length=12)
    message = models.TextField()
    locator = models.JSONField(default=dict)
    suggestion = models.TextField(blank=True)
    readings = models.JSONField(default=list)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, null=True, related_name="problems")
    record = models.ForeignKey(Record, on_delete=models.CASCADE, null=True, related_name="problems")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, null=True, related_name="problems")
    found_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)
    dismissed_at = models.DateTimeField(null=True)
    dismissed_by = models.CharField(max_length=150, blank=True)
    dismissed_reason = models.TextField(blank=True)
    is_closed = models.BooleanField(default=False)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"
