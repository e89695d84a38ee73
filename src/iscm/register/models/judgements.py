"""Whether records are about the same meeting: what was judged, and what is only proposed."""

from django.db import models


class Judgement(models.Model):
    """A verdict on two occurrences (keys, `left` < `right`).

    Append-only: a later one of equal rank counts, and a person's counts over the register's own (`actor` "iscm").
    """

    left = models.CharField(max_length=100, db_index=True)
    right = models.CharField(max_length=100, db_index=True)
    verdict = models.CharField(max_length=12)  # same, different, unsure, grouped
    actor = models.CharField(max_length=150)
    reason = models.TextField(blank=True)
    features = models.JSONField(default=list)  # [{"name": …, "reason": …, "weight": …}]
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.left} {self.verdict} {self.right}"


class Proposal(models.Model):
    """Two occurrences that may be one meeting, for a person to judge.

    Not a judgement. Kept when it is judged: `judgement` says so.
    """

    left = models.CharField(max_length=100, db_index=True)
    right = models.CharField(max_length=100, db_index=True)
    score = models.FloatField()
    features = models.JSONField(default=list)
    judgement = models.ForeignKey(Judgement, on_delete=models.PROTECT, null=True, related_name="proposals")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-score", "id")
        constraints = (models.UniqueConstraint(fields=("left", "right"), name="proposal_pair"),)

    def __str__(self) -> str:
        return f"{self.left} ? {self.right}"
