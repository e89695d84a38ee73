"""The meeting before one in its series is one step in an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One index."""

    dependencies = (("register", "0020_plan_runs"),)
    operations = (
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(
                fields=("series", "sort_day", "sort_rank", "id"),
                name="meeting_series",
                condition=models.Q(series__isnull=False),
            ),
        ),
    )
