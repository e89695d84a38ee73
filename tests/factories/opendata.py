"""A made-up register as a source of open data: rows by table, without any database."""

from datetime import UTC, date, datetime

from iscm.publication.opendata.columns import Kind
from iscm.publication.opendata.tables import TABLES
from iscm.publication.opendata.terms import Terms

NOON = datetime(2024, 9, 24, 12, tzinfo=UTC)
UID, OTHER = "48a8d931-29ce-42e5-9f8c-b927f3d8cf47", "11111111-2222-4333-8444-555555555555"
SHA = "ab" * 32
TERMS = Terms("", ("Desk & Co", "Geneva"), "CC-BY-4.0")
ONLINE = Terms("https://calendar.example.org", ("Desk",), "CC0-1.0")


def make_row(table, **values):
    """A row of a table: what is not given is missing, or empty for a list."""
    columns = TABLES[table].columns
    assert set(values) <= {column.name for column in columns}
    return tuple(values.get(column.name, () if column.kind is Kind.LIST else None) for column in columns)


def make_rows():
    """Two meetings of 2024, one of which leads to the other, with what they rest on, and the words they use."""
    meeting = {
        "title": "=SUM(1); “Forum”",
        "lang": "en",
        "edtf": "2024-01-21",
        "first_day": date(2024, 1, 21),
        "last_day": date(2024, 1, 21),
        "precision": "day",
        "date_status": "confirmed",
        "status": "planned",
        "attendance": "in-person",
        "kind": "forum",
        "count": 1,
        "mechanisms": ("gfmd",),
        "places": ("Geneva|CH",),
        "themes": ("data",),
        "links": [{"text": "x", "url": "https://example.org/?a=1"}],
        "year": 2024,
        "sequence": 0,
        "created": NOON,
        "last_modified": NOON,
        "is_closed": False,
        "page": f"/meetings/{UID}/",
    }
    gone = meeting | {"page": f"/meetings/{OTHER}/", "mechanisms": (), "places": (), "themes": ()}
    concept = {"label_en": "Data", "label_fr": "Données", "alt_labels": {"en": ["Statistics"]}}
    return {
        "meetings": [
            make_row("meetings", uid=UID, number=1, state="listed", **meeting),
            make_row("meetings", uid=OTHER, number=2, state="merged", merged_into=UID, **gone),
        ],
        "meeting_mechanisms": [make_row("meeting_mechanisms", meeting=UID, mechanism="gfmd", role="host", position=0)],
        "meeting_places": [make_row("meeting_places", meeting=UID, position=0, city="Geneva", country="CH")],
        "meeting_themes": [make_row("meeting_themes", meeting=UID, theme="data", basis="suggested", score=0.5)],
        "citations": [
            make_row(
                "citations", meeting=UID, rank=0, occurrence="abab#1", record="abab#1", document=SHA, relation="same",
                chosen=("title", "edtf"), locator={"page": 1, "row": 2},
            )
        ],
        "mechanisms": [
            make_row(
                "mechanisms", slug="gfmd", position=0, acronym="GFMD", name="Global Forum", level="global",
                status="active", is_iscm=True, focus=["development"], page="/mechanisms/gfmd/",
            )
        ],
        "mechanism_names": [
            make_row("mechanism_names", mechanism="gfmd", position=0, text="Global Forum", lang="en"),
            make_row("mechanism_names", mechanism="gfmd", position=1, text="Forum mondial", lang="fr"),
            make_row("mechanism_names", mechanism="gfmd", position=2, text="GFDM", lang="en", seen_in="calendar"),
        ],
        "themes": [
            make_row("themes", slug="evidence", position=0, level="group", label_en="Evidence", is_retired=False),
            make_row(
                "themes", slug="data", position=1, level="theme", broader="evidence", hidden_labels=["Datas", "Data"],
                scope_note="Figures and how they are made.", page="/themes/data/", is_retired=False, **concept,
            ),
            make_row(
                "themes", slug="surveys", position=2, level="topic", broader="data", label_en="Surveys",
                is_retired=False,
            ),
        ],
        "initiatives": [
            make_row(
                "initiatives", slug="gcm", position=0, name="Global Compact", acronym="GCM",
                other_names=["Marrakech Compact"], adopted="2018-12-10", symbol="A/RES/73/195",
                url="https://example.org/gcm", page="/initiatives/gcm/",
            )
        ],
        "objectives": [
            make_row(
                "objectives", initiative="gcm", number="1", kind="objective", title="Collect data", short="Data",
                themes=("data",), page="/initiatives/gcm/?objective=1",
            )
        ],
        "kinds": [
            make_row(
                "kinds", slug="forum", position=0, label_en="Forum", label_fr="Forum", plural="Forums",
                level="senior official",
            ),
            make_row("kinds", slug="training", position=1, label_en="Training", plural="Training", level="technical"),
        ],
        "territories": [make_row("territories", alpha_2="CH", alpha_3="CHE", numeric="756", name_en="Switzerland")],
        "documents": [
            make_row(
                "documents", sha256=SHA, number=1, name="calendar.pdf", title="2024 Calendar", publisher="IOM",
                reader="calendar", year=2024, record_count=1, trust="iom", lang="en", source_key=SHA, received=NOON,
                accepted=NOON,
            )
        ],
        "records": [
            make_row("records", key="abab#1", document=SHA, number=1, locator={}, title="Forum", lang="en")
        ],
        "claims": [
            make_row("claims", record="abab#1", position=0, field="edtf", value="2024-01-21", lang="en"),
            make_row("claims", record="abab#1", position=1, field="places", value=[{"b": 1, "a": None}], lang="en"),
        ],
        "changes": [
            make_row("changes", number=1, at=NOON, actor="iscm", action="created", object="meeting", key=UID, new={})
        ],
    }  # fmt: skip


class MadeUp:
    """A source with the rows it is given, by table; the same for every year."""

    def __init__(self, rows=None, years=(2024,)):
        self.held = make_rows() if rows is None else rows
        self.years = years

    def rows(self, table, _year=None):
        return iter(self.held.get(table, ()))
