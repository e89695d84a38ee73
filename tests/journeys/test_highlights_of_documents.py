"""The highlights of 2021 and 2022, built from the register, hold what the printed issues hold.

`../shared/expected` has what the issues print. Where ours differ, the reason stands here:

- The global meeting that the issue of 2022 prints is that of 2021, printed again by mistake: it is told in 2021 alone.
- Anniversaries are computed, so that 2022 has three that its issue does not print.
- The workshop of the Khartoum and Rabat Processes, which the issue of 2022 dates under one of them alone, has its day
  under both.
"""

import json
from collections import Counter

import pytest

from iscm.domain.dates import Edtf
from iscm.domain.names import fold
from iscm.publication.reports.highlights import build_highlights, tell
from iscm.publication.words import words_in

pytestmark = [pytest.mark.shared, pytest.mark.django_db]

EN = words_in("en")


@pytest.fixture(params=[2021, 2022])
def year(request):
    return request.param


@pytest.fixture
def expected(shared, year):
    return json.loads((shared / "expected" / f"highlights-{year}.json").read_text(encoding="utf-8"))


@pytest.fixture
def facts(highlights_of, year):
    return highlights_of(year)


def test_the_same_mechanisms_have_a_section(facts, expected):
    assert sorted(one.mechanism.slug for one in tell(facts, EN).sections) == sorted(
        held["slug"] for held in expected["mechanisms"]
    )


def test_every_mention_with_its_number_and_days(facts, expected, year):
    ours = Counter(
        (section.mechanism.slug, mention.number, _members(mention.edtf))
        for section in tell(facts, EN).sections
        for mention in section.mentions
    )
    theirs = Counter(
        (held["slug"], mention["count"], _days(mention))
        for held in expected["mechanisms"]
        for mention in held["mentions"]
    )
    without_day, with_day = ("rabat-process", 1, frozenset()), ("rabat-process", 1, frozenset({"2022-02-10"}))
    dated = {2021: (), 2022: [(without_day, with_day)]}
    # A joint meeting is told under each of its mechanisms, also where the issue tells it under one alone.
    added = ours - theirs
    assert theirs - ours == Counter(printed for printed, _ in dated[year])
    assert [key for key in added if not _is_joint(key, facts)] == []
    assert [told for _, told in dated[year] if told not in added] == []


def test_the_global_meeting_stands_in_the_year_it_was_held(facts, expected, year):
    told = tell(facts, EN).together
    if year == 2022:
        assert (told, expected["global_meeting"]["dates_right"][0]["edtf"][:4]) == ((), "2021")
        return
    (held,) = told
    printed = expected["global_meeting"]
    assert (held.row.title, held.row.edtf, held.row.ordinal) == (
        printed["title"],
        printed["dates"][0]["edtf"],
        printed["ordinal"],
    )


def test_anniversaries(facts, expected, year):
    printed = {held["slug"]: held["anniversary"]["years"] for held in expected["mechanisms"] if held["anniversary"]}
    computed = {2021: {}, 2022: {"bali-process": 20, "gfmd": 15, "riam": 10}}
    assert {one.slug: years for one, years in facts.jubilees()} == {**computed[year], **printed}


def test_theme_index(facts, expected, vocabulary):
    printed = {fold(label): slugs for label, slugs in expected["themes"].items()}
    ours = {
        fold(name): list(one.mechanisms)
        for one in facts.themes
        for name in (vocabulary.themes[one.slug].pref_label["en"], *vocabulary.themes[one.slug].hidden_labels)
    }
    assert {label: ours.get(label) for label in printed} == printed
    assert sum(bool(one.mechanisms) for one in facts.themes) == len(printed)


def test_initiative_index(facts, expected):
    ours = [(set(one.mechanisms), one.remark) for one in facts.initiatives if one.mechanisms or one.remark]
    remarks = expected["initiatives_others"]
    theirs = [(set(slugs), remarks.get(name, "")) for name, slugs in expected["initiatives"].items()]
    assert sorted(ours, key=str) == sorted(theirs, key=str)


def test_publications(facts, expected):
    assert sorted((one.title, one.mechanisms, one.url or None) for one in facts.publications) == sorted(
        (held["title"], tuple(held["mechanisms"]), held["url"]) for held in expected["publications"]
    )


def test_all_of_it_is_in_the_main_table_once(facts):
    main = build_highlights(facts, EN).tables[0]
    uid = [column.key for column in main.columns].index("uid")
    told = [uid_ for row in main.rows for uid_ in row.cells[uid].value.split(";")]
    assert sorted(told) == sorted(row.uid for row in facts.meetings)


def _members(edtf):
    """The single dates, whatever groups them."""
    when = Edtf.parse(edtf) if edtf else None
    if when is None:
        return frozenset()
    return frozenset(part.text.replace("..", "/") for part in (when.parts if when.is_set else (when,)))


def _days(mention):
    return frozenset(member for held in mention["dates"] for member in _members(held["edtf"]))


def _is_joint(key, facts):
    slug, _, days = key
    return any(len(row.parties) > 1 and _members(row.edtf) == days for row in facts.of(slug))
