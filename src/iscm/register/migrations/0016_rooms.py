"""With which links secretariats come into the room of their mechanism."""

from django.db import migrations, models

import iscm.register.models.rooms


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0015_following"),
    ]

    operations = [
        migrations.CreateModel(
            name="RoomLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "link",
                    models.CharField(
                        default=iscm.register.models.rooms.new_link, editable=False, max_length=32, unique=True
                    ),
                ),
                ("mechanism", models.CharField(db_index=True, max_length=60)),
                ("name", models.CharField(max_length=150)),
                ("contact", models.CharField(blank=True, max_length=254)),
                ("lang", models.CharField(default="en", max_length=35)),
                ("made_by", models.CharField(max_length=150)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("revoked_by", models.CharField(blank=True, max_length=150)),
                ("revoked_at", models.DateTimeField(null=True)),
                ("last_used_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ("id",),
            },
        ),
    ]
