"""What full-text search looks into."""

from django.db import models


class SearchEntry(models.Model):
    """One thing that can be found: a meeting (`key` is its uid), a mechanism (slug) or a publication (id).

    The tokens are made by one analyser in Python, so that every database finds the same. The database's own index
    over them (an FTS5 table on SQLite, a GIN index on PostgreSQL) is made by the migration. `day` orders by date.
    """

    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=60)
    day = models.DateField(null=True)
    title_tokens = models.TextField()
    body_tokens = models.TextField()

    class Meta:
        ordering = ("id",)
        verbose_name_plural = "search entries"
        constraints = (models.UniqueConstraint(fields=("kind", "key"), name="search_kind_key"),)
        indexes = (models.Index(fields=("kind", "day", "id"), name="search_kind_day"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
