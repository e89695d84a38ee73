"""Materials are stamped when they come, change or go, however often the reference facts are loaded anew."""

from datetime import timedelta

import pytest

from iscm.data.reference import KnownPublication
from iscm.register.models import MaterialStamp
from iscm.register.operations.materials import stamp_materials
from iscm.register.operations.reference import load_reference
from tests.register.conftest import NOW

STUDY = KnownPublication("Study of <data>", "study", 2020, ("rcm",), "a page", ("data",))
LATER = NOW + timedelta(days=1)


@pytest.fixture
def load(few, db):
    def load(*publications, now=NOW):
        load_reference(few, publications)
        stamp_materials(now)
        return {(row.title_key, row.touched_at, row.is_gone) for row in MaterialStamp.objects.all()}

    return load


def test_what_is_loaded_again_keeps_its_stamp_and_name(load):
    before = load(STUDY)
    name = MaterialStamp.objects.get().name
    assert load(STUDY, now=LATER) == before == {("study of data", NOW, False)}
    assert MaterialStamp.objects.get().name == name


def test_what_changes_is_stamped_again(load):
    load(STUDY)
    changed = KnownPublication("Study of <data>", "study", 2021, ("rcm",), "a page")
    assert load(changed, now=LATER) == {("study of data", LATER, False)}


def test_what_goes_leaves_its_stamp_and_may_come_back(load):
    load(STUDY)
    sets = MaterialStamp.objects.get().sets
    assert load(now=LATER) == {("study of data", LATER, True)}
    assert load(now=LATER + timedelta(days=1)) == {("study of data", LATER, True)}
    assert MaterialStamp.objects.get().sets == sets
    assert load(STUDY, now=LATER + timedelta(days=2)) == {("study of data", LATER + timedelta(days=2), False)}


def test_sets_are_mechanisms_and_themes(load, few):
    load(STUDY)
    themes = [f"theme:{slug}" for slug in STUDY.themes if slug in few.themes]
    assert MaterialStamp.objects.get().sets.split() == ["mechanism:rcm", *themes]


def test_unchanged_materials_are_looked_at_with_few_questions(load, django_assert_num_queries):
    load(STUDY)
    with django_assert_num_queries(4):
        stamp_materials(LATER)
