"""Mechanism cells and mechanisms in running text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.reading.cells.mechanisms import mechanism_finder


@pytest.fixture(scope="module")
def finder(vocabulary):
    return mechanism_finder(vocabulary)


KNOWN = [
    ("Global Forum on Migration and Development (GFMD)", "gfmd"),
    ("GFMD (Global Forum on Migration & Development)", "gfmd"),
    ("Rabat Process (Euro-African Dialogue on Migration and Development)", "rabat-process"),
    ("Euro-African Dialogue on Migration and Development (Rabat Process)", "rabat-process"),
    ("Khartoum Process (EU- Horn of Africa Migration Route Initiative)", "khartoum-process"),
    ("EU-Horn of Africa Migration Route Initiative", "khartoum-process"),
    ("Bali Process on People Smuggling, Trafficking in Persons, and Related Transnational Crime", "bali-process"),
    ("Intergovernmental Consultations on Migration, Asylum and Refugees", "igc"),
    (
        "Regional Consultative Process on Overseas Employment and Contractual Labor for Countries of Origin in Asia",
        "colombo-process",
    ),
    (
        "Regional Consultative Process on Overseas Employment and Contractual Labour for Countries of Origin in Asia",
        "colombo-process",
    ),
    ("Migration Dialogue for the Intergovernmental Authority on Development Region (MID-IGAD or IGAD RCP)", "mid-igad"),
    ("MID-IGAD/IGAD RCP", "mid-igad"),
    ("AU HoAI", "au-hoai"),
    ("AU-HoAI", "au-hoai"),
    ("5+5 Dialogue", "five-plus-five-dialogue"),
    ("Dialogue 5+5 sur la migration en Méditerranée occidentale", "five-plus-five-dialogue"),
    ("The Colombo Process", "colombo-process"),
    ("PRAGUE PROCESS", "prague-process"),
    ("Processus de Rabat", "rabat-process"),
    ("Proceso de Quito", "quito-process"),
    ("Conferencia Regional sobre Migración (CRM)", "rcm"),
    ("Conferencia Regional sobre Migracion", "rcm"),
    ("Conferencia Suramericana sobre Migraciones (CSM)", "sacm"),
    ("Red Iberoamericana de Autoridades Migratorias", "riam"),
    ("Pacific Immigration Directors Conference (PIDC)", "pidc"),
    ("Pacific Immigration Development Community", "pidc"),
    ("Пражский процесс", "prague-process"),
    ("عملية الرباط", "rabat-process"),
    ("For All ISCMs", "grcp"),
    ("all ISCMs", "grcp"),
    ("Global RCP Meeting", "grcp"),
]


@pytest.mark.parametrize(("text", "slug"), KNOWN)
def test_known_names_resolve(text, slug, finder):
    reading = finder.parse(text)

    assert (reading.slugs, reading.unknown, reading.suggestion) == ((slug,), (), None)


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("RCM and SACM", ("rcm", "sacm")),
        ("SACM/RCM", ("sacm", "rcm")),
        (
            "South American Conference on Migration (SACM) and Regional Conference on Migration (RCM)",
            ("sacm", "rcm"),
        ),
        (
            "Rabat Process (Euro-African Dialogue) And Khartoum Process (EU- Horn of Africa Route Initiative)",
            ("rabat-process", "khartoum-process"),
        ),
        (
            "Almaty Process, Bali Process; Prague Process/Budapest Process",
            ("almaty-process", "bali-process", "prague-process", "budapest-process"),
        ),
        ("Rabat and Khartoum Processes", ("rabat-process", "khartoum-process")),
        ("Khartoum and Rabat Process", ("khartoum-process", "rabat-process")),
        ("CRM y CSM", ("rcm", "sacm")),
        ("Prague Process and EMN", ("prague-process",)),
    ],
)
def test_several_mechanisms_come_in_printed_order(text, slugs, finder):
    reading = finder.parse(text)

    assert (reading.slugs, reading.unknown) == (slugs, ())


@pytest.mark.parametrize(
    ("text", "slug", "hidden"),
    [
        ("MID-SA", "midsa", "MID-SA"),
        ("MIDSSA", "midsa", "MIDSSA"),
        ("MID WA", "midwa", "MID WA"),
        ("Prague Proces", "prague-process", "Prague Proces"),
        ("Buda pest Process", "budapest-process", "Buda pest Process"),
        (
            "Countries of Origin and Destination (Abu Dhabi Dialogue)",
            "abu-dhabi-dialogue",
            "Countries of Origin and Destination",
        ),
        (
            "International Technical Meeting on Human Mobility of Venezuelan",
            "quito-process",
            "International Technical Meeting on Human Mobility of Venezuelan",
        ),
        ("Global Forum on Migraion and Devlopment", "gfmd", "Global Forum on Migraion and Devlopment"),
    ],
)
def test_damaged_names_resolve_and_are_told(text, slug, hidden, finder):
    reading = finder.parse(text)

    assert (reading.slugs, reading.hidden, reading.unknown) == ((slug,), (hidden,), ())


@pytest.mark.parametrize(
    "text",
    [
        "European Migration Network (EMN)",
        "MERCOSUR Specialized Migration Forum (FEM)",
        "Mixed Migration Centre",
        "",
        "—",
    ],
)
def test_partners_and_nothing_have_no_slug(text, finder):
    reading = finder.parse(text)

    assert (reading.slugs, reading.unknown) == ((), ())


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("RCN", "RCN"),
        ("ISEM", "ISEM"),
        ("UNHCR", "UNHCR"),
        ("Migration Dialogue for the Eastern Caribbean", "Migration Dialogue for the Eastern Caribbean"),
        ("Ministerial Consultation on Overseas Employment and Contractual Labour for Countries of Origin", None),
        ("MIDXA", "MIDXA"),
    ],
)
def test_other_names_are_unknown_and_never_guessed(text, unknown, finder):
    reading = finder.parse(text)

    assert (reading.slugs, reading.unknown) == ((), (unknown or text,))


def test_known_and_unknown_stand_beside_each_other(finder):
    reading = finder.parse("RCM and Mesoamerica Project")

    assert (reading.slugs, reading.unknown) == (("rcm",), ("Mesoamerica Project",))


def test_mechanisms_are_found_in_running_text(finder):
    text = (
        "workshop with Rabat Process; RCM and SACM add to the GCM, as does the Regional Conference on Migration (RCM)"
    )

    assert [(text[found.start : found.end], found.slug) for found in finder.find(text)] == [
        ("Rabat Process", "rabat-process"),
        ("RCM", "rcm"),
        ("SACM", "sacm"),
        ("Regional Conference on Migration", "rcm"),
        ("RCM", "rcm"),
    ]


@pytest.mark.parametrize(
    "text", ["all ISCMs were invited", "States add value", "the process of reviewing", "a regional conference"]
)
def test_everyday_words_are_no_mechanisms(text, finder):
    assert finder.find(text) == ()


def test_every_name_of_every_mechanism_resolves_to_it(vocabulary, finder):
    wrong = {
        name: finder.parse(name).slugs
        for slug, mechanism in vocabulary.mechanisms.items()
        for name in (mechanism.acronym, mechanism.name, *(each.text for each in mechanism.names))
        if finder.parse(name).slugs != (slug,)
    }

    assert wrong == {}


@given(text=st.text(max_size=1500))
def test_any_text_gives_a_reading(text, vocabulary):
    reading = mechanism_finder(vocabulary).parse(text)

    assert set(reading.slugs) <= set(vocabulary.mechanisms)
