"""The lines of a sheet are followed up together: one refresh, and every row as if each had been followed up alone."""

from datetime import date

import pytest
from django.apps import apps

from iscm.domain.submissions import Right, Sender
from iscm.publication.formats.answer_sheet import write_answer_sheet
from iscm.register.operations import refreshing, together
from iscm.register.operations.answers import take_answers
from iscm.register.operations.posting import set_right
from iscm.register.operations.rebuild import rebuild
from iscm.register.operations.together import Together
from iscm.register.queries.answer_sheets import answer_sheet
from tests.factories.answers import filled
from tests.factories.places import all_rows
from tests.factories.records import make_reading, make_record
from tests.register.conftest import NOW
from tests.register.test_bulk import taken_back

pytestmark = pytest.mark.django_db
ROOM = Sender("Ana", "rcm", Right.TRUSTED, owner="room:1")
FORUMS = [make_record(title=f"Forum {n}", when=f"2024-0{n}-05", mechanisms=("rcm",), kind="forum") for n in range(1, 7)]
CHAINED = {"previous", "digest", "id"}


@pytest.fixture
def sheet(put):
    put(make_reading(*FORUMS, last_update=date(2024, 1, 1)))
    set_right("rcm", Right.TRUSTED, actor="ann", reason="they know", now=NOW)
    return write_answer_sheet(answer_sheet("rcm", "en", date(2024, 1, 1)))


def rows_after(document, monkeypatch):
    """What is in each table; of the log what is said and when, since its order differs."""
    numbers = iter(range(1, 99))
    uids = iter(f"{n:08d}-0000-4000-8000-000000000000" for n in numbers)
    monkeypatch.setattr(refreshing, "new_uid", lambda: next(uids))
    with taken_back():
        taken = take_answers(document, sender=ROOM, now=NOW)
        assert rebuild(check=True).is_sound
        held = all_rows(apps)
    # A version is raised with each refresh, so that it differs; addresses of submissions are random.
    del held["register.Stamp"]
    held["register.Submission"] = [(key, *rest) for key, _uid, *rest in held["register.Submission"]]
    log = apps.get_model("register", "Revision")
    places = [n for n, one in enumerate(log._meta.concrete_fields) if one.name not in CHAINED]
    held["register.Revision"] = [[row[n] for n in places] for row in held["register.Revision"]]
    return [row.became for row in taken.rows], {label: sorted(map(repr, rows)) for label, rows in held.items()}


def test_every_row_is_as_if_each_line_were_followed_up_by_itself(sheet, monkeypatch):
    words = {
        (2, "date"): "6 January 2024",
        (3, "place"): "Lima, Peru",
        (4, "confirms"): "yes",
        (5, "date"): "some day",
        (9, "title"): "Seminar on returns",
        (9, "date"): "3 May 2027",
        (7, "status"): "cancelled",
    }
    document = filled(sheet, words)
    at_once = rows_after(document, monkeypatch)
    add = Together.add
    monkeypatch.setattr(Together, "add", lambda self, *rest: (add(self, *rest), self.follow()))
    one_by_one = rows_after(document, monkeypatch)
    assert at_once[0] == one_by_one[0]
    assert {label: rows for label, rows in at_once[1].items() if rows != one_by_one[1][label]} == {}


@pytest.mark.parametrize("lines", [2, 6])
def test_a_sheet_costs_one_refresh(sheet, monkeypatch, lines):
    plans = []
    plan = together.plan
    monkeypatch.setattr(together, "plan", lambda *rest: plans.append(rest) or plan(*rest))
    document = filled(sheet, {(row, "place"): "Lima, Peru" for row in range(2, 2 + lines)})
    taken = take_answers(document, sender=ROOM, now=NOW)
    assert ([row.became.value for row in taken.rows], len(plans)) == (["counted"] * lines, 1)
