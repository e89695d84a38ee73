"""What a document prints beside its meetings: indexes, publications, anniversaries."""

from django.db import models

from iscm.register.models.documents import Document
from iscm.register.models.mechanisms import Mechanism
from iscm.register.models.schemes import Concept, Initiative


class IndexEntry(models.Model):
    """A mechanism printed under a theme or an initiative (one of the two is set).

    `mechanism` is empty where only a remark is printed. `position` counts the mechanisms of a line from 0; `line`
    counts the lines.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="index_entries")
    theme = models.ForeignKey(Concept, on_delete=models.PROTECT, null=True, related_name="index_entries")
    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, null=True, related_name="index_entries")
    mechanism = models.ForeignKey(Mechanism, on_delete=models.PROTECT, null=True, related_name="index_entries")
    year = models.PositiveSmallIntegerField(null=True, db_index=True)
    printed = models.CharField(max_length=500)
    remark = models.TextField(blank=True)
    line = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()
    locator = models.JSONField(default=dict)

    class Meta:
        ordering = ("document_id", "line", "position")
        verbose_name_plural = "index entries"

    def __str__(self) -> str:
        return f"{self.printed}: {self.mechanism_id or self.remark}"


class Publication(models.Model):
    """A publication named by a document (`document` set) or by the reference facts (`source` says which page)."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, null=True, related_name="publications")
    title = models.CharField(max_length=500)
    title_key = models.CharField(max_length=500, db_index=True)  # folded, to know it again
    year = models.PositiveSmallIntegerField(null=True)
    kind = models.CharField(max_length=60, blank=True)
    lang = models.CharField(max_length=35, default="und")
    url = models.CharField(max_length=1000, blank=True)
    source = models.CharField(max_length=1000, blank=True)
    locator = models.JSONField(default=dict)
    mechanisms = models.ManyToManyField(Mechanism, related_name="publications")
    themes = models.ManyToManyField(Concept, related_name="publications")

    class Meta:
        ordering = ("-year", "title")

    def __str__(self) -> str:
        return self.title


class Anniversary(models.Model):
    """An anniversary that a document prints for a mechanism."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="anniversaries")
    mechanism = models.ForeignKey(Mechanism, on_delete=models.PROTECT, related_name="anniversaries")
    years = models.PositiveSmallIntegerField()
    year = models.PositiveSmallIntegerField(null=True)
    locator = models.JSONField(default=dict)

    class Meta:
        ordering = ("document_id", "id")
        verbose_name_plural = "anniversaries"

    def __str__(self) -> str:
        return f"{self.mechanism_id}: {self.years}"
