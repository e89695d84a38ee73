"""What is counted over the whole register is kept by triggers: no page counts a million meetings again.

A link counts while its meeting is listed. So the links of a meeting are counted when they come and go, and all of them
when the meeting is listed or not any more, stands for another number or moves to another year.
"""

from django.db import migrations, models

TABLE = """CREATE TABLE register_tally (
  what varchar(12) NOT NULL, key varchar(60) NOT NULL, basis varchar(12) NOT NULL, year integer NOT NULL,
  "rows" bigint NOT NULL, number bigint NOT NULL, PRIMARY KEY (what, year, key, basis))"""
MEETING = "register_meeting"
# Table, what it is counted as, its key, its basis.
LINKS = (
    ("register_meetingmechanism", "mechanism", "mechanism_id", "''"),
    ("register_meetingtheme", "theme", "theme_id", "basis"),
    ("register_meetinginitiative", "initiative", "initiative_id", "basis"),
    ("register_meetingplace", "country", "country", "''"),
)
ADDED = """INSERT INTO register_tally (what, key, basis, year, "rows", number) {}
  ON CONFLICT (what, year, key, basis) DO UPDATE
  SET "rows" = register_tally."rows" + excluded."rows", number = register_tally.number + excluded.number"""


def counted(what, key, basis, source, sign):
    """What a selection of meetings (m) and links (l) adds to the tally, or takes away."""
    return ADDED.format(
        f"""SELECT '{what}', CAST({key} AS varchar(60)), {basis}, COALESCE(m.year, 0), {sign}COUNT(*),
        {sign}SUM(COALESCE(m.count, 1)) FROM {source} GROUP BY 2, 3, 4"""
    )


def of_meetings(source, sign, on="m.is_listed"):
    """Of meetings from a table or a row that a trigger knows."""
    yield counted("meeting", "m.kind", "m.attendance", f"{source} AS m WHERE {on}", sign)
    for table, what, key, basis in LINKS:
        told = basis if basis.startswith("'") else f"l.{basis}"
        where = f"{source} AS m JOIN {table} AS l ON l.meeting_id = m.id WHERE {on}"
        yield counted(what, f"l.{key}", told, where, sign)


def of_links(source, link, sign):
    """Of links from a table or a row that a trigger knows."""
    _, what, key, basis = link
    told = basis if basis.startswith("'") else f"l.{basis}"
    where = f"{source} AS l JOIN {MEETING} AS m ON m.id = l.meeting_id WHERE m.is_listed"
    return counted(what, f"l.{key}", told, where, sign)


# SQLite calls triggers for each row, and has the row as OLD and NEW.
ROW = "(SELECT {0}.id AS id, {0}.is_listed AS is_listed, {0}.year AS year, {0}.count AS count, {0}.kind AS kind, {0}.attendance AS attendance)"
LINK = "(SELECT {0}.meeting_id AS meeting_id, {0}.{1} AS {1}, {2} AS basis)"
CHANGED = """OLD.is_listed IS NOT NEW.is_listed OR OLD.year IS NOT NEW.year OR OLD.count IS NOT NEW.count
  OR OLD.kind IS NOT NEW.kind OR OLD.attendance IS NOT NEW.attendance"""


def sqlite():
    def trigger(name, when, table, statements, condition=""):
        body = ";\n".join(statements)
        return f"CREATE TRIGGER register_tally_{name} AFTER {when} ON {table} {condition} BEGIN\n{body};\nEND"

    old, new = ROW.format("OLD"), ROW.format("NEW")
    yield trigger("meeting_added", "INSERT", MEETING, of_meetings(new, ""), "WHEN NEW.is_listed")
    yield trigger("meeting_removed", "DELETE", MEETING, of_meetings(old, "-"), "WHEN OLD.is_listed")
    both = [*of_meetings(old, "-"), *of_meetings(new, "")]
    columns = "UPDATE OF is_listed, year, count, kind, attendance"
    yield trigger("meeting_changed", columns, MEETING, both, f"WHEN {CHANGED}")
    for link in LINKS:
        table, what, key, basis = link
        rows = [LINK.format(at, key, basis if basis.startswith("'") else f"{at}.{basis}") for at in ("OLD", "NEW")]
        gone, come = of_links(rows[0], link, "-"), of_links(rows[1], link, "")
        yield trigger(f"{what}_added", "INSERT", table, [come])
        yield trigger(f"{what}_removed", "DELETE", table, [gone])
        yield trigger(f"{what}_changed", "UPDATE", table, [gone, come])


def postgresql():
    """PostgreSQL calls them once for each statement, with all rows before and after: a counter is written once."""

    def trigger(name, when, table, statements, tables):
        body = ";\n".join(statements)
        yield f"""CREATE FUNCTION register_tally_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
{body};
RETURN NULL;
END $$"""
        yield f"""CREATE TRIGGER register_tally_{name} AFTER {when} ON {table} {tables}
FOR EACH STATEMENT EXECUTE FUNCTION register_tally_{name}()"""

    new, old = "REFERENCING NEW TABLE AS come", "REFERENCING OLD TABLE AS gone"
    yield from trigger("meeting_added", "INSERT", MEETING, of_meetings("come", ""), new)
    yield from trigger("meeting_removed", "DELETE", MEETING, of_meetings("gone", "-"), old)
    both = f"{old} NEW TABLE AS come"
    differs = """m.is_listed AND EXISTS (SELECT 1 FROM {} AS o WHERE o.id = m.id AND
      (o.is_listed, o.year, o.count, o.kind, o.attendance) IS DISTINCT FROM
      (m.is_listed, m.year, m.count, m.kind, m.attendance))"""
    changed = [*of_meetings("gone", "-", differs.format("come")), *of_meetings("come", "", differs.format("gone"))]
    yield from trigger("meeting_changed", "UPDATE", MEETING, changed, both)
    yield from trigger("emptied", "TRUNCATE", MEETING, ["DELETE FROM register_tally"], "")
    for link in LINKS:
        table, what = link[:2]
        yield from trigger(f"{what}_added", "INSERT", table, [of_links("come", link, "")], new)
        yield from trigger(f"{what}_removed", "DELETE", table, [of_links("gone", link, "-")], old)
        yield from trigger(
            f"{what}_changed", "UPDATE", table, [of_links("gone", link, "-"), of_links("come", link, "")], both
        )


def make(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    statements = (TABLE, *of_meetings(MEETING, ""), *(sqlite() if is_sqlite else postgresql()))
    for statement in statements:
        schema_editor.execute(statement, None)


def drop(apps, schema_editor):
    names = [f"{what}_{when}" for what in ("meeting", *(link[1] for link in LINKS)) for when in ("added", "removed", "changed")]
    if schema_editor.connection.vendor == "sqlite":
        for name in names:
            schema_editor.execute(f"DROP TRIGGER register_tally_{name}")
    else:
        for name in (*names, "emptied"):
            schema_editor.execute(f"DROP FUNCTION register_tally_{name}() CASCADE")
    schema_editor.execute("DROP TABLE register_tally")


class Migration(migrations.Migration):
    dependencies = [("register", "0021_meeting_series")]

    operations = [
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("what", models.CharField(max_length=12, primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=60)),
                ("basis", models.CharField(max_length=12)),
                ("year", models.PositiveSmallIntegerField()),
                ("rows", models.BigIntegerField()),
                ("number", models.BigIntegerField()),
            ],
            options={"db_table": "register_tally", "managed": False},
        ),
        migrations.RunPython(make, drop, elidable=False),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=("is_listed", "year", "touched_at", "id"), name="meeting_year_touched"),
        ),
    ]
