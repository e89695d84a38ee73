"""What a document says about a meeting, value by value. Append-only."""

from django.db import models

from iscm.register.models.documents import Document


class Record(models.Model):
    """What one document says about one meeting or printed group.

    `key` is permanent and comes from its source. `paragraph` is the fingerprint of the paragraph in which it stands
    alone. `is_closed`: the public may not read it, since a closed meeting rests on it or it says itself that its
    meeting is closed.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="records")
    n = models.PositiveIntegerField()
    key = models.CharField(max_length=80, unique=True)
    locator = models.JSONField(default=dict)
    printed = models.JSONField(default=dict)  # the source's words: date, place, mechanism, title, outcome
    paragraph = models.CharField(max_length=64, blank=True)
    title = models.TextField()
    lang = models.CharField(max_length=35, default="und")
    is_closed = models.BooleanField(default=False)

    class Meta:
        ordering = ("document_id", "n")
        constraints = (models.UniqueConstraint(fields=("document", "n"), name="record_document_n"),)

    def __str__(self) -> str:
        return self.key


class Claim(models.Model):
    """One value of a record with the words it was read from. `value` is null where they were not understood.

    `is_closed`: it names a closed meeting, in what is told of an open one.
    """

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="claims")
    field = models.CharField(max_length=40)
    value = models.JSONField(null=True)
    original = models.TextField(null=True)  # noqa: DJ001  # no words and empty words are not the same
    lang = models.CharField(max_length=35, default="und")
    is_closed = models.BooleanField(default=False)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("record", "field"), name="claim_record_field"),)

    def __str__(self) -> str:
        return f"{self.field}={self.value!r}"
