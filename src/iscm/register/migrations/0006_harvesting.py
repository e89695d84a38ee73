"""When anything of a meeting or a publication last changed, for harvesters."""

import django.utils.timezone
from django.db import migrations, models
from django.db.models import F


def take_last_modified(apps, _editor):
    """Of older changes no other moment is known."""
    apps.get_model("register", "Meeting").objects.update(touched_at=F("last_modified"))


class Migration(migrations.Migration):

    dependencies = [
        ("register", "0005_publications"),
    ]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="touched_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.CreateModel(
            name="MaterialStamp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=20, unique=True)),
                ("title_key", models.CharField(max_length=500)),
                ("digest", models.CharField(max_length=64)),
                ("sets", models.TextField(blank=True)),
                ("touched_at", models.DateTimeField()),
                ("is_gone", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ("touched_at", "id"),
                "indexes": [models.Index(fields=["touched_at", "id"], name="material_touched")],
            },
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["touched_at", "id"], name="meeting_touched"),
        ),
        migrations.RunPython(take_last_modified, migrations.RunPython.noop),
    ]
