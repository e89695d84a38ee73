"""Searches for year plans that were asked for at the desk."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0019_room_notes"),
    ]

    operations = [
        migrations.CreateModel(
            name="PlanRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120)),
                ("year", models.PositiveSmallIntegerField(null=True)),
                ("move", models.PositiveSmallIntegerField(null=True)),
                ("wishes", models.TextField(blank=True)),
                ("form", models.CharField(blank=True, max_length=5)),
                ("seconds", models.PositiveSmallIntegerField()),
                ("fixed", models.JSONField(default=dict)),
                ("start", models.JSONField(default=dict)),
                ("actor", models.CharField(max_length=150)),
                ("asked_at", models.DateTimeField()),
                ("state", models.CharField(db_index=True, max_length=10)),
                ("machine", models.CharField(blank=True, max_length=255)),
                ("begun_at", models.DateTimeField(null=True)),
                ("beat_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("is_stopping", models.BooleanField(default=False)),
                ("progress", models.JSONField(default=list)),
                ("found", models.JSONField(null=True)),
                ("trouble", models.TextField(blank=True)),
            ],
            options={
                "ordering": ("-id",),
            },
        ),
    ]
