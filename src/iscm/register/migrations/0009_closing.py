"""What the public may not see of meetings, and which records, documents and problems speak of it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("register", "0008_refusals_submissions"),
    ]

    operations = [
        migrations.AddField(model_name="meeting", name="is_closed", field=models.BooleanField(default=False)),
        migrations.AddField(model_name="meeting", name="withheld", field=models.JSONField(default=dict)),
        migrations.AddField(model_name="record", name="is_closed", field=models.BooleanField(default=False)),
        migrations.AddField(model_name="document", name="is_closed", field=models.BooleanField(default=False)),
        migrations.AddField(model_name="problem", name="is_closed", field=models.BooleanField(default=False)),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(condition=models.Q(("is_closed", True)), fields=["uid"], name="meeting_closed"),
        ),
    ]
