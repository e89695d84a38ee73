"""What secretariats say in their rooms of the mechanism itself."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0018_surveys"),
    ]

    operations = [
        migrations.CreateModel(
            name="RoomNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mechanism", models.CharField(db_index=True, max_length=60)),
                ("owner", models.CharField(max_length=100)),
                ("sender", models.CharField(max_length=150)),
                ("part", models.CharField(max_length=20)),
                ("words", models.TextField(blank=True)),
                ("lang", models.CharField(default="en", max_length=35)),
                ("at", models.DateTimeField()),
                ("answer", models.TextField(blank=True)),
                ("answered_by", models.CharField(blank=True, max_length=150)),
                ("answered_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ("id",),
            },
        ),
    ]
