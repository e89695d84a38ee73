"""When materials changed: reference facts are loaded anew each time, and their rows remember nothing."""

from django.db import models


class MaterialStamp(models.Model):
    """What was last known of a publication, by its folded title; it stays when the publication goes.

    `name` is its permanent name for harvesters. `digest` is that of all that is told of it. `sets` are those that it is
    in, or was in last, each between blanks. `touched_at` is when it came, changed or went.
    """

    name = models.CharField(max_length=20, unique=True)
    title_key = models.CharField(max_length=500)
    digest = models.CharField(max_length=64)
    sets = models.TextField(blank=True)
    touched_at = models.DateTimeField()
    is_gone = models.BooleanField(default=False)

    class Meta:
        ordering = ("touched_at", "id")
        indexes = (models.Index(fields=("touched_at", "id"), name="material_touched"),)

    def __str__(self) -> str:
        return self.name
