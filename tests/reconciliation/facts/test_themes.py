"""Themes with what editors state: words, retired, merged and parted again; and the vocabulary of all."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.domain.facts import Fact
from iscm.domain.schemes import Concept, Initiative, Objective
from iscm.domain.vocabulary import Vocabulary
from iscm.reading.cells.themes import suggest_themes
from iscm.reconciliation.facts.vocabulary import overlay
from tests.factories.facts import TODAY, make_statement

SLUGS = ("boats", "ships", "rafts", "trains")
THEMES = {slug: Concept(slug, {"en": slug.title()}, {"en": (f"old {slug}",)}, (f"{slug}x",)) for slug in SLUGS}
GCM = Initiative("gcm", "Compact", objectives=(Objective(1, "One", "One", ("boats", "ships")),))
BASE = Vocabulary({}, {}, THEMES, {"gcm": GCM}, {}, {}, {})


def say(n, slug, field, value, item=""):
    return make_statement(n, Fact(field, value, item), slug=slug, about="theme")


def laid(*statements):
    return overlay(BASE, statements, TODAY)


def test_without_statements_the_same_vocabulary_comes_back():
    assert laid() is BASE


def test_what_is_merged_gives_its_words_and_its_uses():
    words = laid(say(0, "boats", "merged", "ships"))
    assert (words.theme("boats"), "boats" in words.themes, words.merged["boats"].replaced_by) == (
        "ships",
        False,
        "ships",
    )
    ships = words.themes["ships"]
    assert ships.alt_labels == {"en": ("old ships", "Boats", "old boats")}
    assert ships.hidden_labels == ("shipsx", "boatsx")
    assert words.initiatives["gcm"].objectives[0].themes == ("ships",)


def test_an_address_leads_to_the_end_of_a_chain():
    words = laid(say(0, "boats", "merged", "ships"), say(1, "ships", "merged", "rafts"))
    assert [words.theme(slug) for slug in SLUGS] == ["rafts", "rafts", "rafts", "trains"]
    assert words.themes["rafts"].alt_labels["en"] == ("old rafts", "Boats", "old boats", "Ships", "old ships")


def test_what_is_parted_again_is_as_it_was():
    made = say(0, "boats", "merged", "ships")
    words = laid(made, replace(make_statement(1, slug="boats", about="theme"), takes_back=made.key))
    assert (words.themes, words.merged) == (THEMES, {})


@given(st.lists(st.tuples(st.sampled_from(SLUGS), st.sampled_from(SLUGS)), max_size=12))
def test_mergers_never_lead_in_a_circle_and_every_theme_has_one_end(pairs):
    words = laid(*(say(n, slug, "merged", into) for n, (slug, into) in enumerate(pairs)))
    assert words.themes.keys() | words.merged.keys() == set(SLUGS)
    assert not words.themes.keys() & words.merged.keys()
    assert {words.theme(slug) for slug in SLUGS} == words.themes.keys()


def test_what_is_retired_is_suggested_for_nothing_new_and_stays():
    text = "Boats and ships"
    assert {one.slug for one in suggest_themes(text, BASE)} == {"boats", "ships"}
    words = laid(say(0, "boats", "retired", {"replaced_by": "ships"}))
    assert {one.slug for one in suggest_themes(text, words)} == {"ships"}
    boats = words.themes["boats"]
    assert (boats.is_retired, boats.replaced_by, words.theme("boats")) == (True, "ships", "boats")


def test_merged_words_are_understood_as_the_other_theme():
    words = laid(say(0, "boats", "merged", "ships"))
    assert [one.slug for one in suggest_themes("Old boats", words)] == ["ships"]


@pytest.mark.parametrize(
    ("field", "value", "item", "name", "expected"),
    [
        ("label", "Bateaux", "fr", "pref_label", {"en": "Boats", "fr": "Bateaux"}),
        ("synonym", "Canoes", "en:Canoes", "alt_labels", {"en": ("old boats", "Canoes")}),
        ("synonym", None, "en:old boats", "alt_labels", {}),
        ("spelling", "bots", "bots", "hidden_labels", ("boatsx", "bots")),
        ("spelling", None, "boatsx", "hidden_labels", ()),
        ("scope_note", "What floats.", "", "scope_note", "What floats."),
        ("broader", "movement", "", "broader", "movement"),
    ],
)
def test_words_are_stated(field, value, item, name, expected):
    assert getattr(laid(say(0, "boats", field, value, item)).themes["boats"], name) == expected


def test_a_new_theme_comes_after_the_others():
    facts = (Fact("new", value=True), Fact("label", "Buses", "en"))
    words = laid(make_statement(0, *facts, slug="buses", about="theme"))
    assert list(words.themes) == [*SLUGS, "buses"]
    assert words.themes["buses"].pref_label == {"en": "Buses"}


def test_a_new_mechanism_stands_among_those_of_its_level(vocabulary):
    facts = (Fact("new", value=True), Fact("acronym", "AAA"), Fact("name", "The A"), Fact("level", "global"))
    words = overlay(vocabulary, [make_statement(0, *facts, slug="aaa")], TODAY)
    assert list(words.mechanisms) == ["aaa", *vocabulary.mechanisms]
    assert (words.mechanisms["aaa"].name, words.mechanisms["aaa"].names) == ("The A", ())


def test_what_is_stated_of_something_unknown_is_left_aside(vocabulary):
    words = overlay(vocabulary, [make_statement(0, Fact("status", "ended"), slug="nobody")], TODAY)
    assert (words.mechanisms, words.themes) == (vocabulary.mechanisms, vocabulary.themes)
