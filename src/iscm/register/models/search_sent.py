"""How far a search engine beside the database was sent what can be found. Neither is in a backup, nor read by readers.

Where an engine is filled, the database itself notes what changes, in the same transaction and whoever changes it
(`operations/sending/noting.py`).
"""

from django.db import models


class SearchSent(models.Model):
    """One row where an engine is filled from this register, none elsewhere.

    `mark` names the last round that the engine took whole, `sending` the one that was begun after it.
    """

    mark = models.CharField(max_length=32)
    sending = models.CharField(max_length=32)

    class Meta:
        managed = False
        db_table = "register_searchsent"

    def __str__(self) -> str:
        return f"sent up to {self.mark}"


class SearchChange(models.Model):
    """An entry that came, went or changed since it was sent; `at` is when."""

    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = "register_searchchange"
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.kind} {self.key} waits"
