"""Who follows what by mail, and what was sent to them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0014_held_rows"),
    ]

    operations = [
        migrations.CreateModel(
            name="Follower",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=43, unique=True)),
                ("address", models.CharField(max_length=254, unique=True)),
                ("lang", models.CharField(max_length=35)),
                ("rhythm", models.CharField(max_length=10)),
                ("mechanisms", models.JSONField(default=list)),
                ("themes", models.JSONField(default=list)),
                ("countries", models.JSONField(default=list)),
                ("asked_at", models.DateTimeField(db_index=True)),
                ("asks", models.PositiveSmallIntegerField(default=0)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("told_until", models.PositiveBigIntegerField(default=0)),
                ("dates_until", models.PositiveBigIntegerField(default=0)),
                ("told_at", models.DateTimeField(null=True)),
                ("failures", models.PositiveSmallIntegerField(default=0)),
                ("retry_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="Mailing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=10)),
                ("until", models.PositiveBigIntegerField()),
                ("begun_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "follower",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="mailings", to="register.follower"
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "constraints": [models.UniqueConstraint(fields=("follower", "kind", "until"), name="mailed_once")],
            },
        ),
    ]
