"""What an editor states: rows, meetings, words of the reader follow; it is taken back; nonsense is refused."""

from datetime import date, timedelta

import pytest

from iscm.data import load_vocabulary
from iscm.domain.documents import Document
from iscm.domain.errors import ConflictError, NonsenseError, StaleError, UnknownReferenceError
from iscm.domain.facts import Fact
from iscm.domain.records import Suggestion
from iscm.reading.read import read
from iscm.register import models
from iscm.register.operations.facts import Source, state_fact, take_back
from iscm.register.operations.rebuild import rebuild
from iscm.register.operations.reference import load_reference
from iscm.register.operations.undo import undo
from iscm.register.queries.history import history, version_of
from iscm.register.queries.stamps import version
from iscm.register.queries.vocabulary import look_again, vocabulary
from tests.factories.kept import put_kept
from tests.factories.records import make_reading, make_record
from tests.register.conftest import NOW, put_readings

pytestmark = pytest.mark.django_db
PAGE = Source("https://example.org/page", accessed="2026-11")
NAMES = {"text": "Budapest Dialogue", "lang": "en"}
NEW = (
    Fact("new", value=True),
    Fact("acronym", "BUDI"),
    Fact("name", "Border Dialogue"),
    Fact("level", "interregional"),
)


@pytest.fixture
def whole(db):
    """All reference facts."""
    put_kept("reference facts", lambda: load_reference(load_vocabulary(), []))


@pytest.fixture
def say(whole):
    """`say(fact, …)` states facts, of the Budapest Process unless named otherwise."""

    def say(*facts, slug="budapest-process", about="mechanism", source=PAGE, **rest):
        return state_fact(about, slug, facts, source, **{"actor": "ann", "reason": "they wrote so", "now": NOW, **rest})

    return say


def back(key, **rest):
    return take_back(key, actor="ann", reason="it was wrong", now=NOW, **rest)


def row(slug="budapest-process"):
    return models.Mechanism.objects.get(slug=slug)


def members():
    return set(row().parties_to.filter(role="member").values_list("territory__alpha_2", flat=True)) - {None}


def test_without_statements_the_words_are_the_packages(whole):
    assert vocabulary() is load_vocabulary()


def test_a_stated_value_is_in_the_row_and_comes_back_when_taken_back(say):
    before = row().secretariat
    key = say(Fact("secretariat", "The office in Vienna", since="2024"))
    assert (row().secretariat, vocabulary().mechanisms["budapest-process"].secretariat) == ("The office in Vienna",) * 2
    taken = back(key)
    assert row().secretariat == before
    back(taken)
    assert row().secretariat == "The office in Vienna"
    assert vocabulary() is vocabulary()


def test_a_new_spelling_is_understood_at_once(say):
    lines = ("# Calendar 2024", "", "| Date | Place | Mechanism | Title |", "|---|---|---|---|")
    text = "\n".join((*lines, "| 1 May 2024 | Geneva | Budapest Dialogue | Forum |", "")).encode()

    def understood():
        return [record.mechanisms for record in read(Document("calendar.md", text), vocabulary()).records]

    assert understood() == [()]
    say(Fact("names", NAMES, "en:Budapest Dialogue"))
    assert understood() == [("budapest-process",)]


def test_a_seat_is_dated_and_given_up(say):
    assert ("BR" in members(), "TR" in members()) == (False, True)
    say(Fact("seats", {"basis": "listed"}, "member:BR", since="2025"), Fact("seats", {}, "member:TR", until="2020"))
    assert ("BR" in members(), "TR" in members()) == (True, False)
    seat = row().parties_to.get(territory__alpha_2="BR")
    assert (seat.since, seat.until, seat.basis) == ("2025", "", "listed")


def test_the_source_is_one_of_the_mechanism(say):
    say(Fact("secretariat", "The office in Vienna"))
    assert list(row().references.order_by("-id").values_list("url", "says", "accessed")[:1]) == [
        ("https://example.org/page", ["secretariat"], "2026-11")
    ]


def test_a_statement_is_a_document_is_logged_and_raises_versions(say):
    names = ("register", "mechanism:budapest-process")
    before = [version(name).number for name in names]
    key = say(Fact("status", "dormant"))
    held = models.Received.objects.get(sha256=key)
    assert (held.name, Document(held.name, bytes(held.content)).sha256) == ("statement", key)
    (line,) = history("mechanism", "budapest-process")
    assert (line.actor, line.action, line.field, line.new, line.reason) == (
        "ann", "stated", "status", "dormant", "they wrote so",
    )  # fmt: skip
    assert [version(name).number for name in names] == [number + 1 for number in before]


def test_another_name_raises_the_versions_of_those_that_meet_with_the_mechanism_and_no_others(say):
    put_readings(make_reading(make_record(mechanisms=("budapest-process", "rcm"))))
    names = [f"mechanism:{slug}" for slug in ("budapest-process", "rcm", "gfmd")]
    before = [version(name).number for name in names]
    say(Fact("acronym", "BUDI"))
    assert [version(name).number - number for name, number in zip(names, before, strict=True)] == [1, 1, 0]


def test_a_statement_is_undone_from_the_log(say):
    say(Fact("status", "dormant"))
    undo(models.Revision.objects.get(action="stated").pk, actor="ann", reason="it was wrong", now=NOW)
    assert row().status != "dormant"
    undo(models.Revision.objects.get(action="taken-back").pk, actor="ann", reason="it was right", now=NOW)
    assert row().status == "dormant"


def test_one_statement_is_put_right_by_another(say):
    first = say(Fact("website", "https://wrong.example"))
    say(Fact("website", "https://right.example"), replaces=first)
    assert row().website == "https://right.example"
    with pytest.raises(ConflictError):
        back(first)


def test_a_new_mechanism_has_its_address_for_ever(say):
    key = say(*NEW, slug="budi")
    assert (row("budi").name, row("budi").level) == ("Border Dialogue", "interregional")
    assert list(models.Mechanism.objects.order_by("position").values_list("slug", flat=True)) == list(
        vocabulary().mechanisms
    )
    with pytest.raises(ConflictError):
        say(*NEW, slug="budi")
    back(key)
    assert not models.Mechanism.objects.filter(slug="budi").exists()


def test_a_mechanism_that_is_named_by_meetings_cannot_be_taken_back(say, put):
    key = say(*NEW, slug="budi")
    put(make_reading(make_record(mechanisms=("budi",)), last_update=date(2024, 1, 31)))
    with pytest.raises(ConflictError, match="state that it ended"):
        back(key)
    assert row("budi").name == "Border Dialogue"


def test_a_mechanism_ends_with_a_successor(say):
    say(Fact("status", "ended", since="2025"), Fact("successor", "The Border Dialogue", since="2025"))
    assert (row().status, row().successor) == ("ended", "The Border Dialogue")


def test_an_upgrade_of_the_package_keeps_what_is_stated(say):
    say(Fact("status", "dormant"), Fact("seats", {}, "member:BR"))
    load_reference(vocabulary(), [])
    assert (row().status, "BR" in members()) == ("dormant", True)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ([Fact("level", "world")], "level"),
        ([Fact("status", "over")], "status"),
        ([Fact("status", None)], "status"),
        ([Fact("name", "")], "name"),
        ([Fact("name", "GFMD")], "name"),
        ([Fact("acronym", "x" * 61)], "acronym"),
        ([Fact("names", {"text": "GFMD", "lang": "en"}, "en:GFMD")], "names"),
        ([Fact("names", {"text": "A", "lang": "en"}, "en:B")], "names"),
        ([Fact("names", {"text": "A", "lang": "<b>"}, "<b>:A")], "names"),
        ([Fact("seats", {}, "member:ZZ")], "seats"),
        ([Fact("seats", {}, "")], "seats"),
        ([Fact("seats", {"basis": "sure"}, "member:BR")], "seats"),
        ([Fact("seats", {}, "member:BR", since="2025", until="2020")], "seats"),
        ([Fact("seats", {}, "member:BR", since="last year")], "seats"),
        ([Fact("seats", {}, "member:BR", since="2020/2021")], "seats"),
        ([Fact("chair", {"states": []})], "chair"),
        ([Fact("chair", {"states": ["ZZ"]})], "chair"),
        ([Fact("bodies", {"name": "X", "kind": ""}, "X")], "bodies"),
        ([Fact("website", "javascript:alert(1)")], "website"),
        ([Fact("website", "https://")], "website"),
        ([Fact("established", 99)], "established"),
        ([Fact("established", "long ago")], "established"),
        ([Fact("membership", {"basis": "none"})], "membership"),
        ([Fact("secretariat", "a\u202eb")], "secretariat"),
        ([Fact("slug", "x")], "slug"),
        ([Fact("merged", "gfmd")], "merged"),
        ([], ""),
    ],
)
def test_what_cannot_be_so_is_refused_at_its_field(say, facts, field):
    with pytest.raises(NonsenseError) as caught:
        say(*facts)
    assert list(caught.value.wrong) == [field]
    assert not models.Statement.objects.exists()
    assert vocabulary() is load_vocabulary()


@pytest.mark.parametrize(
    ("source", "field"),
    [
        (Source(), "url"),
        (Source("ftp://example.org"), "url"),
        (Source("https://example.org/a b"), "url"),
        (Source(document="x" * 301), "document"),
        (Source("https://example.org", accessed="yesterday"), "accessed"),
    ],
)
def test_a_fact_of_a_mechanism_needs_a_source(say, source, field):
    with pytest.raises(NonsenseError) as caught:
        say(Fact("status", "dormant"), source=source)
    assert list(caught.value.wrong) == [field]


@pytest.mark.parametrize(
    ("rest", "error"),
    [
        ({"slug": "nobody"}, UnknownReferenceError),
        ({"about": "party"}, UnknownReferenceError),
        ({"reason": " "}, ConflictError),
        ({"actor": "iscm"}, ConflictError),
        ({"replaces": "x"}, UnknownReferenceError),
    ],
)
def test_nobody_states_anything_of_nothing_or_without_a_reason(say, rest, error):
    with pytest.raises(error):
        say(Fact("status", "dormant"), **rest)


def test_what_happened_in_between_is_told(say):
    seen = version_of("budapest-process", "mechanism")
    say(Fact("status", "dormant"), actor="bob")
    with pytest.raises(StaleError) as caught:
        say(Fact("status", "ended"), seen=seen)
    assert [(line.actor, line.field, line.new) for line in caught.value.lines] == [("bob", "status", "dormant")]
    say(Fact("status", "ended"), seen=caught.value.latest)
    assert row().status == "ended"


def test_only_what_counts_is_taken_back_and_only_of_what_is_meant(say):
    key = say(Fact("status", "dormant"))
    with pytest.raises(UnknownReferenceError):
        back(key, of=("mechanism", "rcm"))
    back(key)
    with pytest.raises(ConflictError):
        back(key)


def found(words):
    wanted = set(" ".join(words.lower().split()).split())
    entries = models.SearchEntry.objects.values_list("kind", "key", "title_tokens", "body_tokens")
    return {(kind, key) for kind, key, title, body in entries if wanted <= set(f"{title} {body}".split())}


def test_a_new_name_is_searched_and_an_old_one_still(say):
    say(Fact("name", "Zephyr Dialogue"))
    assert found("zephyr") == {("mechanism", "budapest-process")}


LABOUR, POLICY = "labour-migration", "migration-policy-and-governance"


@pytest.fixture
def filed(say, put):
    """Two meetings: one on labour migration, one on that and policy."""
    labour, policy = Suggestion(LABOUR, "“labour”", 0.5), Suggestion(POLICY, "“policy”", 0.7)
    put(
        make_reading(
            make_record(title="Forum on labour", themes=(labour,)),
            make_record(title="Other", when="2024-08-01", themes=(policy, labour)),
            last_update=date(2024, 1, 31),
        )
    )
    return say


def themes():
    rows = models.MeetingTheme.objects.order_by("meeting__sort_day", "-score").values_list("theme__slug", "reason")
    return list(rows)


def merge(say, **rest):
    return say(Fact("merged", POLICY), slug=LABOUR, about="theme", source=Source(), **rest)


def test_uses_follow_a_merger_and_come_back(filed):
    before = themes()
    key = merge(filed)
    assert themes() == [(POLICY, "“labour”"), (POLICY, "“policy”")]
    assert rebuild(check=True).is_sound
    assert not models.Concept.objects.filter(scheme="theme", slug=LABOUR).exists()
    back(key)
    assert themes() == before
    assert rebuild(check=True).is_sound


@pytest.mark.parametrize("change", [merge, lambda _say: rebuild(check=False)])
def test_publications_are_found_after_they_were_stored_anew(say, change):
    change(say)
    keys = models.SearchEntry.objects.filter(kind="publication").values_list("key", flat=True)
    held = set(map(str, models.Publication.objects.values_list("pk", flat=True)))
    assert (set(keys), bool(held)) == (held, True)


def test_what_was_read_before_a_merger_counts_for_where_it_went(filed, put):
    merge(filed)
    labour = Suggestion(LABOUR, "“labour”", 0.5)
    put(
        make_reading(
            make_record(title="Third", when="2024-09-01", themes=(labour,)), name="b", last_update=date(2024, 2, 1)
        )
    )
    assert {slug for slug, _ in themes()} == {POLICY}


@pytest.mark.parametrize(
    ("facts", "slug", "field"),
    [
        ([Fact("merged", LABOUR)], LABOUR, "merged"),
        ([Fact("merged", "nothing")], LABOUR, "merged"),
        ([Fact("retired", {"replaced_by": LABOUR})], LABOUR, "retired"),
        ([Fact("label", None, "en")], LABOUR, "label"),
        ([Fact("label", "Labour", "xx")], LABOUR, "label"),
        ([Fact("synonym", "x", "en:")], LABOUR, "synonym"),
        ([Fact("spelling", "x", "")], LABOUR, "spelling"),
        ([Fact("broader", "nowhere")], LABOUR, "broader"),
        ([Fact("new", value=True)], "fresh", "label"),
    ],
)
def test_what_a_theme_cannot_be_is_refused(say, facts, slug, field):
    with pytest.raises(NonsenseError) as caught:
        say(*facts, slug=slug, about="theme", source=Source())
    assert field in caught.value.wrong


def test_a_word_of_another_theme_is_refused_and_merging_named(say):
    label = load_vocabulary().themes[POLICY].pref_label["en"]
    with pytest.raises(NonsenseError, match="merge the two"):
        say(Fact("synonym", label, f"en:{label}"), slug=LABOUR, about="theme")


def test_two_mergers_of_each_other_are_refused(say):
    merge(say)
    with pytest.raises(NonsenseError):
        say(Fact("merged", LABOUR), slug=POLICY, about="theme", now=NOW + timedelta(hours=1))


def test_a_retired_theme_keeps_its_uses(filed):
    before = themes()
    filed(Fact("retired", {"replaced_by": POLICY}), slug=LABOUR, about="theme")
    held = models.Concept.objects.get(scheme="theme", slug=LABOUR)
    assert (themes(), held.is_retired, held.replaced_by) == (before, True, POLICY)


def test_a_theme_is_added_and_taken_away(say):
    key = say(Fact("new", value=True), Fact("label", "Boats", "en"), slug="boats", about="theme")
    assert models.Concept.objects.get(scheme="theme", slug="boats").label == "Boats"
    back(key)
    assert not models.Concept.objects.filter(slug="boats").exists()


def test_words_cost_one_question_and_none_after_a_version(say, django_assert_num_queries):
    say(Fact("status", "dormant"))
    vocabulary()
    look_again()
    with django_assert_num_queries(1):
        vocabulary()
        vocabulary()
    look_again()
    with django_assert_num_queries(1):
        version()
        vocabulary()
