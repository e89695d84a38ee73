"""What a person took out of what counts, from when to when. Nothing is deleted, and everything can be put back."""

from django.db import models

from iscm.register.models.documents import Document
from iscm.register.models.judgements import Judgement
from iscm.register.models.meetings import Meeting
from iscm.register.models.records import Record


class Refusal(models.Model):
    """A document or record refused, a judgement taken back, or a meeting withdrawn: just one of the four is set.

    It holds from `at` until `lifted_at`; while that is empty, no meeting follows from what is refused, and no reader
    sees a meeting that is withdrawn. Refused again, it gets a row of its own. `is_held`: a record that only waits for
    the answer to a question; it counts once it has one (`operations/holding.py`).
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="refusals")
    record = models.ForeignKey(Record, on_delete=models.PROTECT, null=True, related_name="refusals")
    judgement = models.ForeignKey(Judgement, on_delete=models.PROTECT, null=True, related_name="refusals")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="refusals")
    at = models.DateTimeField()
    actor = models.CharField(max_length=150)
    reason = models.TextField()
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.CharField(max_length=150, blank=True)
    lifted_reason = models.TextField(blank=True)
    is_held = models.BooleanField(default=False)

    class Meta:
        ordering = ("id",)
        constraints = tuple(
            models.UniqueConstraint(fields=(name,), condition=models.Q(lifted_at=None), name=f"refused_once_{name}")
            for name in ("document", "record", "judgement", "meeting")
        )

    def __str__(self) -> str:
        return f"{self.actor}: {self.reason[:60]}"
