"""What is counted over the whole register, kept by the database itself."""

from django.db import models


class Tally(models.Model):
    """How many listed meetings there are of something in a year: `rows` of them, that stand for `number` meetings.

    `what` is meeting, mechanism, theme, initiative or country. `key` is the primary key of the mechanism, theme or
    initiative, the code of the country, the kind of meeting; `basis` how a theme or initiative is filed, or how one
    takes part in a meeting. `year` is 0 where none is known.

    Nobody writes it: triggers keep it, whoever changes a meeting and however (see its migration). Since it follows from
    other tables it is in no backup.
    """

    what = models.CharField(max_length=12, primary_key=True)  # with key, basis and year; none of them alone
    key = models.CharField(max_length=60)
    basis = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField()
    rows = models.BigIntegerField()
    number = models.BigIntegerField()

    class Meta:
        managed = False
        db_table = "register_tally"

    def __str__(self) -> str:
        return f"{self.what} {self.key} {self.year}: {self.number}"
