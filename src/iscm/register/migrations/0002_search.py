"""The table that search looks into, with each database's own index over it."""

from django.db import migrations, models

SQLITE = (
    """CREATE VIRTUAL TABLE register_searchindex USING fts5(title_tokens, body_tokens,
       content='register_searchentry', content_rowid='id', tokenize='unicode61 remove_diacritics 0')""",
    """CREATE TRIGGER register_searchentry_added AFTER INSERT ON register_searchentry BEGIN
       INSERT INTO register_searchindex(rowid, title_tokens, body_tokens)
       VALUES (new.id, new.title_tokens, new.body_tokens); END""",
    """CREATE TRIGGER register_searchentry_removed AFTER DELETE ON register_searchentry BEGIN
       INSERT INTO register_searchindex(register_searchindex, rowid, title_tokens, body_tokens)
       VALUES ('delete', old.id, old.title_tokens, old.body_tokens); END""",
    """CREATE TRIGGER register_searchentry_changed AFTER UPDATE ON register_searchentry BEGIN
       INSERT INTO register_searchindex(register_searchindex, rowid, title_tokens, body_tokens)
       VALUES ('delete', old.id, old.title_tokens, old.body_tokens);
       INSERT INTO register_searchindex(rowid, title_tokens, body_tokens)
       VALUES (new.id, new.title_tokens, new.body_tokens); END""",
)
POSTGRESQL = (
    """CREATE INDEX register_searchentry_words ON register_searchentry USING gin
       ((setweight(to_tsvector('simple', title_tokens), 'A') || setweight(to_tsvector('simple', body_tokens), 'D')))""",
)


def make_index(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE register_searchindex")


class Migration(migrations.Migration):
    dependencies = [("register", "0001_first")]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=12)),
                ("key", models.CharField(max_length=60)),
                ("day", models.DateField(null=True)),
                ("title_tokens", models.TextField()),
                ("body_tokens", models.TextField()),
            ],
            options={
                "verbose_name_plural": "search entries",
                "ordering": ("id",),
                "constraints": [models.UniqueConstraint(fields=("kind", "key"), name="search_kind_key")],
            },
        ),
        migrations.RunPython(make_index, drop_index, elidable=False),
    ]
