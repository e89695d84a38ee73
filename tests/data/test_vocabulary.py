"""The reference facts hold together: every reference resolves, every code is known, nothing is there twice."""

from collections import Counter
from itertools import chain

import pytest

from iscm.data import load_vocabulary
from iscm.data.reference import load_publications, load_theme_groups, load_topics
from iscm.data.territories import load_points
from iscm.domain.dates import Edtf
from iscm.domain.names import fold

BASES = {"listed", "composed", "attended", "partial", "general-knowledge", "rule"}
LANGS = {"en", "fr", "es", "ar", "ru", "zh"}


def repeated(values) -> list:
    return [value for value, times in Counter(values).items() if times > 1]


def spellings(territory) -> set[str]:
    return {fold(name) for name in [*territory.names.values(), *territory.other_names]}


def test_vocabulary_is_one_value():
    assert load_vocabulary() is load_vocabulary()


@pytest.mark.parametrize(
    ("scheme", "size"), [("themes", 20), ("kinds", 40), ("mechanisms", 47), ("initiatives", 14), ("territories", 250)]
)
def test_scheme_has_its_size_and_keys_its_entries_by_their_own_name(vocabulary, scheme, size):
    entries = getattr(vocabulary, scheme)

    assert len(entries) == size
    assert list(entries) == [getattr(entry, "slug", None) or entry.alpha_2 for entry in entries.values()]


def test_mechanisms_stand_from_global_to_regional(vocabulary):
    levels = [mechanism.level for mechanism in vocabulary.mechanisms.values()]

    assert list(dict.fromkeys(levels)) == ["global", "interregional", "regional"]
    assert Counter(levels) == {"global": 5, "interregional": 18, "regional": 24}


def test_only_the_meeting_of_all_mechanisms_is_none_itself(vocabulary):
    assert [slug for slug, mechanism in vocabulary.mechanisms.items() if not mechanism.is_iscm] == ["grcp"]


def test_every_state_of_a_mechanism_is_a_known_code(vocabulary):
    for mechanism in vocabulary.mechanisms.values():
        parts = (mechanism.chair, mechanism.members, mechanism.observers, *mechanism.bodies)
        states = [part.states for part in parts if part]

        assert set(chain.from_iterable(states)) - set(vocabulary.territories) == set(), mechanism.slug
        assert [repeated(those) for those in states] == [[]] * len(states), mechanism.slug


def test_membership_says_how_sure_it_is(vocabulary):
    for mechanism in vocabulary.mechanisms.values():
        if members := mechanism.members:
            assert members.basis in BASES, mechanism.slug
            assert (members.rule is not None) == (members.basis == "rule") == (not members.states), mechanism.slug


def test_every_date_of_a_mechanism_is_edtf(vocabulary):
    for mechanism in vocabulary.mechanisms.values():
        said = [held.edtf for held in mechanism.held]
        said += [date for name in mechanism.names for date in (name.since, name.until) if date]
        said += [part.as_of for part in (mechanism.chair, mechanism.members) if part and part.as_of]
        said += [source.accessed for source in mechanism.references if source.accessed]

        assert [Edtf.parse(text).text for text in said] == said


def test_sessions_are_told_once_and_name_a_kind(vocabulary):
    for mechanism in vocabulary.mechanisms.values():
        assert repeated((held.kind, held.ordinal) for held in mechanism.held) == [], mechanism.slug
        assert {held.kind for held in mechanism.held} <= set(vocabulary.kinds), mechanism.slug


def test_predecessor_and_successor_point_at_each_other(vocabulary):
    for slug, mechanism in vocabulary.mechanisms.items():
        if mechanism.successor:
            assert vocabulary.mechanisms[mechanism.successor].predecessor == slug
        if mechanism.predecessor:
            assert vocabulary.mechanisms[mechanism.predecessor].successor == slug


def test_no_two_mechanisms_or_partners_share_a_name(vocabulary):
    owners = [
        (slug, {fold(name) for name in (one.acronym, one.name, *(name.text for name in one.names))})
        for slug, one in vocabulary.mechanisms.items()
    ]
    owners += [(slug, {fold(name) for name in names}) for slug, names in vocabulary.partners.items()]

    assert repeated(chain.from_iterable(names for _, names in owners)) == []


def test_pacific_name_changed_with_the_years(vocabulary):
    names = vocabulary.mechanisms["pidc"].names
    dated = [(name.text, name.since, name.until) for name in names if name.since]

    assert dated == [
        ("South Pacific Immigration Directors", "1996", "1996"),
        ("Pacific Immigration Directors' Conference", "1997", "2017"),
        ("Pacific Immigration Development Conference", "2017", "2018"),
        ("Pacific Immigration Development Community", "2018", None),
    ]


def test_global_meetings_five_to_ten_are_known_with_place_and_date(vocabulary):
    assert [(held.ordinal, held.edtf, held.place) for held in vocabulary.mechanisms["grcp"].held] == [
        (5, "2015-10-21/2015-10-22", "Cairo"),
        (6, "2016-10-13", "Geneva"),
        (7, "2017-10-10/2017-10-11", "Geneva"),
        (8, "2019-04-05", "Geneva"),
        (9, "2021-11-10/2021-11-11", None),
        (10, "2023-06-09", "Geneva"),
    ]


def test_themes_belong_to_groups_and_topics_to_themes_or_groups(vocabulary):
    groups = load_theme_groups()

    assert {theme.broader for theme in vocabulary.themes.values()} == set(groups)
    assert {topic.broader for topic in load_topics().values()} <= {*vocabulary.themes, *groups}
    assert [group.pref_label.keys() for group in groups.values()] == [LANGS] * len(groups)


def test_themes_remember_labels_that_were_printed_otherwise(vocabulary):
    hidden = {slug: theme.hidden_labels for slug, theme in vocabulary.themes.items() if theme.hidden_labels}

    assert hidden == {"combating-human-trafficking": ("Combatting human trafficking",), "covid-19": ("Covid-19",)}


def test_global_compact_has_its_23_objectives(vocabulary):
    objectives = vocabulary.initiatives["gcm"].objectives

    assert [objective.number for objective in objectives] == list(range(1, 24))
    assert set(chain.from_iterable(objective.themes for objective in objectives)) <= set(vocabulary.themes)


def test_every_target_of_the_2030_agenda_has_themes_near_it(vocabulary):
    agenda = vocabulary.initiatives["agenda-2030"]

    assert list(agenda.target_themes) == list(agenda.targets)
    assert [code for code, themes in agenda.target_themes.items() if not themes] == []
    assert set(chain.from_iterable(agenda.target_themes.values())) <= set(vocabulary.themes)


def test_dates_of_initiatives_are_edtf(vocabulary):
    for initiative in vocabulary.initiatives.values():
        said = [text for text in (initiative.adopted, initiative.held) if text]

        assert [Edtf.parse(text).text for text in said] == said


def test_kinds_have_words_and_a_level(vocabulary):
    for kind in vocabulary.kinds.values():
        assert kind.level in {"political", "senior official", "technical", "public"}
        assert all(kind.words[lang] for lang in ("en", "es", "fr")), kind.slug
        assert fold(kind.label) != fold(kind.plural)


def test_territory_codes_have_the_shape_of_their_standards(vocabulary):
    for code, territory in vocabulary.territories.items():
        assert (len(code), len(territory.alpha_3)) == (2, 3)
        assert len(territory.numeric) == (0 if code == "XK" else 3)
        assert territory.names.keys() == LANGS
        assert all(territory.names.values())
    assert repeated(territory.alpha_3 for territory in vocabulary.territories.values()) == []
    assert repeated(territory.numeric for territory in vocabulary.territories.values()) == []


def test_each_subregion_lies_in_one_region_and_only_antarctica_in_none(vocabulary):
    pairs = {(territory.subregion_m49, territory.region_m49) for territory in vocabulary.territories.values()}
    nowhere = [code for code, territory in vocabulary.territories.items() if not territory.region_m49]

    assert repeated(subregion for subregion, _ in pairs) == []
    assert {region for _, region in pairs} == {"", "002", "009", "019", "142", "150"}
    assert nowhere == ["AQ"]


def test_a_name_means_one_territory_only(vocabulary):
    assert repeated(chain.from_iterable(map(spellings, vocabulary.territories.values()))) == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Swaziland", "SZ"),
        ("Turkey", "TR"),
        ("Türkiye", "TR"),
        ("Kyrgyz Republic", "KG"),
        ("Perú", "PE"),
        ("the Netherlands", "NL"),
        ("UAE", "AE"),
        ("USA", "US"),
        ("Czech Republic", "CZ"),
        ("Cape Verde", "CV"),
        ("République démocratique du Congo", "CD"),
        ("Países Bajos", "NL"),
        ("Российская Федерация", "RU"),
        ("State of Palestine", "PS"),
        ("Kosovo", "XK"),
    ],
)
def test_former_and_short_names_are_known(vocabulary, name, code):
    found = [held for held, territory in vocabulary.territories.items() if fold(name) in spellings(territory)]

    assert found == [code]


def test_cities_lie_in_known_territories_and_bear_no_other_territorys_name(vocabulary):
    names = {name: code for code, one in vocabulary.territories.items() for name in spellings(one)}

    assert set(vocabulary.cities.values()) - set(vocabulary.territories) == set()
    assert {city: code for city, code in vocabulary.cities.items() if names.get(city, code) != code} == {}


def test_every_territory_has_a_point_on_the_map(vocabulary):
    points = load_points()

    assert points.keys() == vocabulary.territories.keys()
    assert all(-90 <= lat <= 90 and -180 <= lon <= 180 for lat, lon in points.values())
    assert repeated(points.values()) == []


def test_publications_refer_to_what_is_known(vocabulary):
    publications = load_publications()

    assert repeated(publication.title for publication in publications) == []
    assert set(chain.from_iterable(one.mechanisms for one in publications)) <= set(vocabulary.mechanisms)
    assert set(chain.from_iterable(one.themes for one in publications)) <= set(vocabulary.themes)
