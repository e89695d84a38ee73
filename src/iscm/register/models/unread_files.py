"""Files that were gathered and that nobody can read, looked at by a person."""

from django.db import models

from iscm.register.models.documents import Received


class UnreadDismissal(models.Model):
    """A file that nobody needs to look at again, until `lifted_at` is set; it goes with the bytes."""

    received = models.ForeignKey(Received, on_delete=models.CASCADE, related_name="dismissals")
    by = models.CharField(max_length=150)
    reason = models.TextField()
    at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("received",), condition=models.Q(lifted_at=None), name="unread_once"),
        )

    def __str__(self) -> str:
        return f"{self.by}: {self.reason[:60]}"
