"""The kept counts, and what keeps them, made anew."""

from django.db import connection, transaction
from django.utils import timezone

from iscm.domain.health import Tell
from iscm.register.operations.stamps import hold, raise_stamps
from iscm.register.queries.health.tables import name_of
from iscm.register.queries.health.tallies import counting, missing_parts, parts


def mend_tallies(tell: Tell) -> None:
    """Make what is missing, then count everything again, while nobody else writes; all or nothing."""
    now = timezone.now()
    with transaction.atomic():
        hold(now)
        gone = missing_parts()
        with connection.cursor() as cursor:
            for statement in parts():
                if name_of(statement) in gone:
                    cursor.execute(statement.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1))
            cursor.execute("DELETE FROM register_tally")
            for done, statement in enumerate(statements := counting()):
                tell(done, len(statements), "kept counts")
                cursor.execute(statement)
        raise_stamps((), now)
