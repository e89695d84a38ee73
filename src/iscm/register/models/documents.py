"""What was received, and what it says about itself."""

from django.db import models

from iscm.domain.documents import Trust

TURNS = 1_000_000


class Received(models.Model):
    """The bytes of one file as they came, known by their hash.

    Stored with what was read from them, or with the visit to a source that brought what nobody could read.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=500)
    content = models.BinaryField()
    received_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Document(models.Model):
    """One document that was read.

    `sha256` is that of the document itself, also where we only hold carried records of it (`received.sha256` is then
    that of the carrying file).

    `last_update` is the day it gives for itself, `speaks_until` the last day that it can know of.
    `source_key` is the same for all editions of one source; `supersedes` is the edition before. `accepted_at` is
    empty while its records are only proposed: meetings follow from accepted documents alone. `is_closed`: all of its
    records are, so that the public does not learn its name either. `turn` is set where its source took a newer edition
    back and shows this one again: its place in the order of documents, see `age`. `is_sent_in`: it came in a message,
    from whoever wrote it, so that the public learns of it when it is accepted.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    received = models.ForeignKey(Received, on_delete=models.PROTECT, related_name="documents")
    name = models.CharField(max_length=500)
    title = models.CharField(max_length=500, blank=True)
    publisher = models.CharField(max_length=500, blank=True)
    reader = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField(null=True, db_index=True)
    last_update = models.DateField(null=True)
    speaks_until = models.DateField(null=True)
    stated_count = models.PositiveIntegerField(null=True)
    record_count = models.PositiveIntegerField(default=0)
    trust = models.PositiveSmallIntegerField(choices=[(trust.value, trust.name) for trust in Trust])
    lang = models.CharField(max_length=35, default="und")
    source_key = models.CharField(max_length=64, db_index=True)
    supersedes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="superseded_by")
    set_aside = models.JSONField(default=list)  # [{"locator": {…}, "text": …, "reason": …}]
    fingerprints = models.JSONField(default=list)  # [{"digest": …, "locator": {…}}]
    links = models.JSONField(default=list)  # [{"text": …, "url": …}]
    received_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    turn = models.BigIntegerField(null=True)
    is_sent_in = models.BooleanField(default=False)
    is_closed = models.BooleanField(default=False)

    class Meta:
        ordering = ("year", "id")

    def __str__(self) -> str:
        return self.title or self.name

    @property
    def age(self) -> int:
        """Its place in the order of documents; there is room for many turns between two that come one after another."""
        return self.turn or self.pk * TURNS
