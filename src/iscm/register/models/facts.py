"""What editors state of mechanisms and themes: append-only, like the records of documents."""

from django.db import models

from iscm.register.models.documents import Received


class Statement(models.Model):
    """Facts that one editor stated at one moment, for one reason, from one source (see `domain.facts.Statement`).

    `sha256` is that of `received`, the statement as a document; a package of open data brings statements without it.
    `takes_back` is an earlier statement that does not count while this one does: nothing is ever deleted.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    received = models.ForeignKey(Received, on_delete=models.PROTECT, null=True, related_name="statements")
    about = models.CharField(max_length=20)
    slug = models.CharField(max_length=60)
    url = models.CharField(max_length=1000, blank=True)
    document = models.CharField(max_length=300, blank=True)
    accessed = models.CharField(max_length=60, blank=True)
    actor = models.CharField(max_length=150)
    reason = models.TextField()
    at = models.DateTimeField()
    takes_back = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="taken_back_by")

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("about", "slug", "id"), name="statement_about"),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.actor}: {self.slug}"


class StatedFact(models.Model):
    """One value of one field of a statement (see `domain.facts.Fact`); `since` and `until` are EDTF."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="facts")
    field = models.CharField(max_length=40)
    item = models.CharField(max_length=600, blank=True)
    value = models.JSONField(null=True)
    since = models.CharField(max_length=60, blank=True)
    until = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ("statement_id", "id")

    def __str__(self) -> str:
        return f"{self.statement_id}: {self.field} {self.item}"
