"""What is judged without a person, and what is asked."""

from iscm.reconciliation.candidates import find_candidates
from iscm.reconciliation.comparison import compare
from iscm.reconciliation.deciding import decide
from tests.factories.records import make_reading, make_record, occurrences_of


def decided(vocabulary, *readings):
    pairs = find_candidates(occurrences_of(*readings))
    found = decide((compare(*pair, vocabulary) for pair in pairs), vocabulary)
    judged = [(one.left, one.verdict.value, one.right) for one in found.judgements]
    return judged, [(one.comparison.left.key, one.comparison.right.key) for one in found.questions]


def test_clear_pair_is_judged_the_same(vocabulary):
    readings = make_reading(make_record(), name="a"), make_reading(make_record(title="SOM", places=()), name="b")
    assert decided(vocabulary, *readings) == ([("a#1", "same", "b#1")], [])


def test_two_equally_good_partners_are_asked_about(vocabulary):
    day = make_reading(make_record(title="SOM"), make_record(title="SOM"), name="a")
    assert decided(vocabulary, day, make_reading(make_record(title="SOM"), name="b")) == (
        [],
        [("a#1", "b#1"), ("a#2", "b#1")],
    )


def test_of_many_partners_the_likeliest_five_are_asked_about(vocabulary):
    days = [make_record(title="SOM", places=("Stockholm|SE",) if n % 2 else ()) for n in range(1, 10)]
    readings = make_reading(*days, name="a"), make_reading(make_record(title="SOM"), name="b")
    assert decided(vocabulary, *readings) == ([], [(f"a#{n}", "b#1") for n in (1, 3, 5, 7, 9)])


def test_each_of_two_meetings_of_a_day_finds_its_own(vocabulary):
    topics = ("Working Group on Protection", "Working Group on Labour Migration")
    readings = [make_reading(*(make_record(title=t, kind="working-group") for t in topics), name=name) for name in "ab"]
    assert decided(vocabulary, *readings) == ([("a#1", "same", "b#1"), ("a#2", "same", "b#2")], [])


def test_joint_meeting_printed_twice_is_one_with_the_row_of_another_document(vocabulary):
    joint = {"title": "3rd Plenary Meeting between RCM and SACM", "ordinal": 3, "kind": "plenary", "when": "2022-05-31"}
    twice = [make_record(mechanisms=slugs, places=(), **joint) for slugs in (("rcm", "sacm"), ("sacm", "rcm"))]
    calendar = make_reading(make_record(mechanisms=("rcm", "sacm"), **joint), name="c", year=2022)
    judged, asked = decided(vocabulary, calendar, make_reading(*twice, name="h", reader="highlights", year=2022))
    pairs = {frozenset((left, right)) for left, verdict, right in judged if verdict == "same"}
    assert pairs == {frozenset(pair) for pair in (("c#1", "h#1"), ("c#1", "h#2"), ("h#1", "h#2"))}
    assert asked == []


def test_moved_meeting_of_another_source_is_asked_about(vocabulary):
    left = make_record(title="34th Senior Officials Meeting", ordinal=34)
    right = make_record(title="34th Senior Officials Meeting", ordinal=34, when="2024-06-28")
    assert decided(vocabulary, make_reading(left, name="a"), make_reading(right, name="b")) == ([], [("a#1", "b#1")])


def test_monthly_meetings_of_one_title_stay_apart_unasked(vocabulary):
    left, right = (
        make_record(title="Working Group on Protection", kind="working-group", when=day)
        for day in ("2024-07-09", "2024-07-25")
    )
    judged, _ = decided(vocabulary, make_reading(left, name="a"), make_reading(right, name="b"))
    assert judged == []


def test_group_is_judged_only_if_all_its_parts_are_listed(vocabulary):
    group = make_record(when="2017-01-23/2017-01-24", title="Senior Officials' Meeting and Ministerial Meeting")
    som = make_record(when="2017-01-23", title="Senior Officials' Meeting")
    ministerial = make_record(when="2017-01-24", title="Ministerial Meeting", kind="ministerial-conference")
    tracker = make_reading(group, name="t", year=2017)
    judged, _ = decided(vocabulary, tracker, make_reading(som, ministerial, name="c", year=2017))
    assert judged == [("t#1", "grouped", "c#1"), ("t#1", "grouped", "c#2")]
    judged, _ = decided(vocabulary, tracker, make_reading(som, name="c", year=2017))
    assert [verdict for _, verdict, _ in judged if verdict == "grouped"] == []
