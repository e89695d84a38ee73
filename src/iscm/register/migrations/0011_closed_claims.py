"""Claims that name a closed meeting, in what is told of an open one."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("register", "0010_visits"),
    ]

    operations = [
        migrations.AddField(model_name="claim", name="is_closed", field=models.BooleanField(default=False)),
    ]
