"""Whether records are about the same meeting: what was judged, and what is only proposed."""

from django.db import models


class Judgement(models.Model):
    """A verdict on two occurrences of records, by their keys. Append-only.

    `verdict` is same, different or unsure; grouped (`left` is a group that covers `right`); or prepares,
    side-event-of or concerns (`left` names `right`). A later one counts over an earlier one, and a person's over the
    register's own (`actor` "iscm").
    """

    left = models.CharField(max_length=100, db_index=True)
    right = models.CharField(max_length=100, db_index=True)
    verdict = models.CharField(max_length=20)
    actor = models.CharField(max_length=150)
    reason = models.TextField(blank=True)
    features = models.JSONField(default=list)  # [{"name": …, "reason": …, "weight": …}]
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.left} {self.verdict} {self.right}"


class Proposal(models.Model):
    """A question for a person, not a judgement: `verdict` is what it looks like.

    It is kept when it is answered: `judgement` says how.
    """

    left = models.CharField(max_length=100, db_index=True)
    right = models.CharField(max_length=100, db_index=True)
    verdict = models.CharField(max_length=20, default="same")
    score = models.FloatField()
    features = models.JSONField(default=list)
    judgement = models.ForeignKey(Judgement, on_delete=models.PROTECT, null=True, related_name="proposals")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-score", "id")
        constraints = (models.UniqueConstraint(fields=("left", "right", "verdict"), name="proposal_pair"),)

    def __str__(self) -> str:
        return f"{self.left} {self.verdict}? {self.right}"
