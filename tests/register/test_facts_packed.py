"""What editors state goes into a package of open data and comes back; what no editor can have stated does not."""

import pytest

from iscm.data.reference import load_publications
from iscm.domain.errors import UnreadableInputError
from iscm.domain.facts import Fact
from iscm.publication.opendata.package import Package
from iscm.register import models
from iscm.register.operations.facts import Source, state_fact, take_back
from iscm.register.operations.packed.facts import store_statements
from iscm.register.operations.rebuild import rebuild
from iscm.register.operations.reference import load_reference
from iscm.register.queries.vocabulary import look_again, vocabulary
from tests.factories.kept import put_kept
from tests.factories.records import make_reading, make_record
from tests.register import test_rebuild_from as packing
from tests.register.conftest import NOW

pytestmark = pytest.mark.django_db
WHO = {"actor": "ann", "reason": "they wrote so", "now": NOW}
PAGE = Source("https://example.org/page", "A page", "2026-11")
LABOUR, POLICY = "labour-migration", "migration-policy-and-governance"
NEW = (Fact("new", value=True), Fact("acronym", "BUDI"), Fact("name", "Border Dialogue"), Fact("level", "regional"))


@pytest.fixture
def register(db, vocabulary):
    """All reference facts; no documents."""
    put_kept("all reference facts", lambda: load_reference(vocabulary, load_publications()))


@pytest.fixture
def stated(put):
    """A new mechanism with a meeting, a seat given up, a theme merged, another retired, a statement taken back."""
    state_fact("mechanism", "budi", NEW, PAGE, **WHO)
    facts = [Fact("seats", {"basis": "listed"}, "member:BR", "2010"), Fact("seats", {}, "member:TR", None, "2020")]
    state_fact("mechanism", "budapest-process", facts, PAGE, **WHO)
    state_fact("mechanism", "rcm", [Fact("chair", {"states": ["MX", "US"]}, since="2026")], PAGE, **WHO)
    state_fact("theme", LABOUR, [Fact("merged", POLICY)], Source(), **WHO)
    state_fact("theme", POLICY, [Fact("label", "Gouvernance", "fr"), Fact("retired", {})], Source(), **WHO)
    wrong = state_fact("mechanism", "rcm", [Fact("status", "ended")], PAGE, **WHO)
    take_back(wrong, **WHO)
    put(packing.HIGHLIGHTS, make_reading(make_record(title="First", mechanisms=("budi",)), name="budi"))
    return wrong


def empty():
    models.StatedFact.objects.all().delete()
    models.Statement.objects.update(takes_back=None)
    models.Statement.objects.all().delete()
    packing.empty()
    models.Mechanism.objects.filter(slug="budi").delete()
    look_again()


def test_what_is_stated_comes_back_with_its_history(stated, tmp_path):
    before = packing.export(tmp_path / "one")
    held = list(models.StatedFact.objects.values_list("statement__sha256", "field", "item", "value", "since", "until"))
    words = vocabulary()
    empty()
    assert packing.build(tmp_path / "one").unlike == ()
    after = list(models.StatedFact.objects.values_list("statement__sha256", "field", "item", "value", "since", "until"))
    assert after == held
    assert packing.export(tmp_path / "two") == before
    assert rebuild(check=True).is_sound
    assert [vocabulary().mechanisms[slug].members for slug in ("budapest-process", "budi")] == [
        words.mechanisms[slug].members for slug in ("budapest-process", "budi")
    ]
    assert vocabulary().theme(LABOUR) == POLICY
    # What was taken back can be had again.
    take_back(models.Statement.objects.get(takes_back__sha256=stated).sha256, **WHO)
    assert models.Mechanism.objects.get(slug="rcm").status == "ended"


def test_nobody_is_named(stated, tmp_path):
    facts = packing.export(tmp_path / "one", ("csv",))["all/facts.csv"]
    assert (b"editor" in facts, b"ann" in facts) == (True, False)


class Told(Package):
    """A package of one statement."""

    def __init__(self, **values):
        row = {
            "statement": "ab" * 32, "about": "mechanism", "slug": "rcm", "field": "status", "item": None,
            "value": "ended", "since": None, "until": None, "url": "https://example.org", "document": None,
            "accessed": None, "actor": "editor", "reason": "so", "at": NOW, "takes_back": None,
        }  # fmt: skip
        object.__setattr__(self, "name", "told")
        object.__setattr__(self, "told", [{**row, **values}])

    def named_rows(self, _table):
        return iter(self.told)


def test_one_sound_statement_is_taken(register, vocabulary):
    store_statements(Told(), vocabulary)
    assert models.StatedFact.objects.get().value == "ended"


@pytest.mark.parametrize(
    "values",
    [
        {"statement": "x"},
        {"slug": "../x"},
        {"takes_back": "cd" * 32},
        {"field": "slug"},
        {"value": "over"},
        {"value": {"a": 1}},
        {"since": "soon"},
        {"url": "javascript:x"},
        {"url": None},
        {"field": "chair", "value": {"states": 1}},
        {"field": "names", "item": "en:x", "value": {"text": "y", "lang": "en"}},
        {"about": "theme", "field": "merged", "value": 3},
        {"about": "theme", "field": "label", "item": "en", "value": ["x"]},
    ],
)
def test_what_nobody_can_have_stated_is_refused(register, vocabulary, values):
    with pytest.raises(UnreadableInputError):
        store_statements(Told(**values), vocabulary)
