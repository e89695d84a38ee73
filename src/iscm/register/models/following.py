"""Who follows what by mail: addresses apart from all that is public, and what was sent to them."""

from django.db import models


class Follower(models.Model):
    """Somebody who gets mail: confirmed by the link that was sent there, else deleted after some days.

    `key` is the part of the links in the mail that the store knows; without the secret of this site it opens nothing.
    `mechanisms`, `themes`, `countries` are what is followed, all empty for everything. `told_until` and `dates_until`
    are the entries of the log up to which the weekly news and the changes of dates were told, `told_at` when somebody
    last looked whether there was any. `failures` counts how often the address was refused in a row.
    """

    key = models.CharField(max_length=43, unique=True)
    address = models.CharField(max_length=254, unique=True)
    lang = models.CharField(max_length=35)
    rhythm = models.CharField(max_length=10)
    mechanisms = models.JSONField(default=list)
    themes = models.JSONField(default=list)
    countries = models.JSONField(default=list)
    asked_at = models.DateTimeField(db_index=True)
    asks = models.PositiveSmallIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True)
    told_until = models.PositiveBigIntegerField(default=0)
    dates_until = models.PositiveBigIntegerField(default=0)
    told_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"follower {self.pk}"


class Mailing(models.Model):
    """One mail to a follower, written down before it is sent and again after: the same one is never sent twice.

    Of one without `sent_at` nobody knows whether it went out.
    """

    follower = models.ForeignKey(Follower, on_delete=models.CASCADE, related_name="mailings")
    kind = models.CharField(max_length=10)
    until = models.PositiveBigIntegerField()
    begun_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("follower", "kind", "until"), name="mailed_once"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.until}"
