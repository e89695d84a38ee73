"""Themes and initiatives suggested from words."""

import pytest

from iscm.reading.cells.themes import suggest_initiatives, suggest_themes


@pytest.mark.parametrize(
    ("text", "lang", "themes"),
    [
        ("Workshop on migrant smuggling and border guards", "en", {"counter-migrant-smuggling", "border-management"}),
        ("Meeting on the return of women", "en", {"return-readmission-reintegration", "gender"}),
        ("Seminar on TIP", "en", {"combating-human-trafficking"}),
        ("A tip for delegates", "en", set()),  # an acronym counts in its own capitals only
        ("Workshop on borderline cases", "en", set()),  # whole words only
        ("Regional integration of trade", "en", set()),  # of regions, not of people
        ("Integration of newcomers", "en", {"integration"}),
        ("Taller sobre trata de personas", "es", {"combating-human-trafficking"}),
        ("Taller sobre tráfico ilícito de migrantes", "es", {"counter-migrant-smuggling"}),
        ("Atelier sur le trafic de migrants", "fr", {"counter-migrant-smuggling"}),
        ("Atelier sur la traite des personnes", "fr", {"combating-human-trafficking"}),
        ("", "en", set()),
    ],
)
def test_themes(vocabulary, text, lang, themes) -> None:
    assert {found.slug for found in suggest_themes(text, vocabulary, lang)} == themes


def test_the_longest_phrase_counts_and_gives_the_reason(vocabulary) -> None:
    (found,) = suggest_themes("Training on labour exploitation", vocabulary)

    assert (found.slug, found.reason) == ("combating-human-trafficking", "“labour exploitation”")


def test_longer_and_more_phrases_score_higher_and_stand_first(vocabulary) -> None:
    found = suggest_themes("Gender, climate change, disasters and land degradation", vocabulary)

    assert [(one.slug, one.reason) for one in found] == [
        ("climate-change", "“climate change”, “disasters”, “land degradation”"),
        ("gender", "“Gender”"),
    ]
    assert 1 >= found[0].score > found[1].score > 0


@pytest.mark.parametrize(
    ("text", "year", "initiatives"),
    [
        ("implementation of the GCM", None, ["gcm"]),
        ("Global Compact on Refugees (GCR) and the SDGs", None, ["gcr", "agenda-2030"]),
        ("side event at the 1st IMRF", None, ["imrf-2022"]),
        ("contribution to the IMRF", 2021, ["imrf-2022"]),
        ("contribution to the IMRF", 2025, ["imrf-2026"]),
        ("contribution to the IMRF", None, ["imrf-2022", "imrf-2026"]),
        ("a gcm of two numbers", None, []),
    ],
)
def test_initiatives(vocabulary, text, year, initiatives) -> None:
    assert [found.slug for found in suggest_initiatives(text, vocabulary, year=year)] == initiatives
