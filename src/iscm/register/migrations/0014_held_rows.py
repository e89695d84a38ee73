"""Rows that wait for an answer while the rest of their document counts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("register", "0013_facts")]

    operations = [
        migrations.AddField(model_name="refusal", name="is_held", field=models.BooleanField(default=False)),
    ]
