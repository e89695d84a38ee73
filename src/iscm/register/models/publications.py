"""What was published, kept as it was; and what editors wrote in place of generated sentences. All of it append-only."""

from django.db import models


class Edition(models.Model):
    """One frozen, numbered publication.

    `name` is the publication's ("calendar-2024"), `number` counts its editions from 1; `about` is the year or the
    initiative's slug. `digest` is the sha256 of what it says apart from number and changes, so that nothing is
    published twice. `modified` is the last revision of what it tells, `register_version` the register's version it was
    made from. `changes` counts what changed since the edition before, by kind; None for the first. `corrects` is the
    edition of which it is the corrigendum.
    """

    name = models.CharField(max_length=100)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    about = models.CharField(max_length=60)
    choice = models.JSONField(default=dict)  # what was asked for, to be asked for again
    published_at = models.DateTimeField()
    modified = models.DateTimeField()
    actor = models.CharField(max_length=150)
    note = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    register_version = models.PositiveBigIntegerField()
    changes = models.JSONField(null=True)
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrigenda")

    class Meta:
        ordering = ("name", "number")
        constraints = (models.UniqueConstraint(fields=("name", "number"), name="edition_name_number"),)
        indexes = (models.Index(fields=("published_at", "id"), name="edition_day"),)

    def __str__(self) -> str:
        return f"{self.name}/{self.number}"


class EditionText(models.Model):
    """An edition's whole report in one language, frozen (`publication/frozen.py`); `sha256` is that of `content`."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="texts")
    lang = models.CharField(max_length=35)
    title = models.TextField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        ordering = ("edition_id", "id")
        constraints = (models.UniqueConstraint(fields=("edition", "lang"), name="edition_text_lang"),)

    def __str__(self) -> str:
        return f"{self.edition_id} {self.lang}"


class EditionFile(models.Model):
    """The bytes of an edition in one language and form ("pdf"), as they were given out."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="files")
    lang = models.CharField(max_length=35)
    form = models.CharField(max_length=10)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ("edition_id", "id")
        constraints = (models.UniqueConstraint(fields=("edition", "lang", "form"), name="edition_file_form"),)

    def __str__(self) -> str:
        return f"{self.edition_id} {self.lang} {self.form}"


class Wording(models.Model):
    """An editor's words for a sentence of the highlights of a year (see `publication/wordings.py`).

    The latest that was not taken back counts.
    """

    year = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=200)
    lang = models.CharField(max_length=35)
    uids = models.JSONField(default=list)
    facts_digest = models.CharField(max_length=64)
    words = models.TextField()
    actor = models.CharField(max_length=150)
    reason = models.TextField()
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("year", "id")
        indexes = (models.Index(fields=("year", "lang", "key", "id"), name="wording_key"),)

    def __str__(self) -> str:
        return f"{self.year} {self.key}"
