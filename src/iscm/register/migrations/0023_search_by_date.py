"""What is found by very common words is told by date: one step in an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("register", "0022_tallies")]

    operations = [
        migrations.AddIndex(
            model_name="searchentry",
            index=models.Index(fields=("kind", "day", "id"), name="search_kind_day"),
        ),
    ]
