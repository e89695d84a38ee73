"""Titles: the meeting's own number, its bodies, what it prepares, whose side event it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.reading.cells.titles import parse_bodies, parse_ordinal, parse_prepares, parse_side_event_of

OWN_NUMBERS = [
    ("14th Summit", 14),
    ("4 th Ministerial Meeting", 4),
    ("14 th (XIV) RIAM Preparatory Meeting", 14),
    ("58th (LVIII) OCAM Ordinary Meeting and Presidency transfer to Nicaragua", 58),
    ("First Meetings of the Troika, Steering Group and Friends of the Forum", 1),
    ("The Sixth Meeting of the Technical Experts Group", 6),
    ("1st Preparatory Meetings – GFMD 2017-2018 Roundtable", 1),
    ("1st 2017 IDM Workshop", 1),
    ("International Dialogue on Migration (IDM) Second 2016 Workshop", 2),
    ("XXII Vice-Ministerial Meeting", 22),
    ("XVII South American Conference on Migration", 17),
    ("V Plenary Meeting", 5),
    ("10 th AFML “Protection of Domestic Migrant Workers”", 10),
    ("Plenary Chapter 8th International Technical Meeting on Human Mobility", 8),
    ("35th Senior Officials Meeting and Preparatory Meeting for the 7th Ministerial Conference", 35),
    ("31st Meeting of the Steering Group and 11th Ad Hoc Group Senior Officials' Meeting", 31),
    ("Technical Preparatory Meeting for the XXI Regional Conference and XXI Regional Conference", 21),
    ("Twenty-first Session", 21),
    ("Fiftieth Meeting", 50),
    ("GRCP 9", 9),
    ("Meeting No. 5", 5),
    ("LVIII Reunión Ordinaria de la OCAM", 58),
    ("10ª Reunión Plenaria", 10),
    ("10.ª Reunión Plenaria", 10),
    ("12º Foro", 12),
    ("Vigésima primera reunión", 21),
    ("Décimo octava Conferencia", 18),
    ("Primera reunión del Grupo de Trabajo", 1),
    ("10e réunion ordinaire", 10),
    ("1re session", 1),
    ("7ème Conférence ministérielle", 7),
    ("XIVe Sommet", 14),
    ("Vingt-et-unième réunion", 21),
    ("Troisième réunion du groupe de travail", 3),
]


@pytest.mark.parametrize(("title", "ordinal"), OWN_NUMBERS)
def test_own_number_of_a_meeting(title, ordinal, vocabulary):
    assert parse_ordinal(title, vocabulary) == ordinal


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Senior Officials' Meeting",
        "Senior Officials' Meeting and 15th Anniversary of the Prague Process",
        "Celebration of the 30th anniversary",
        "Follow-up on the 2nd Forum on Communication",
        "Follow-up on the tools resulting from the 2nd Forum on Communication and Migration",
        "Preparatory Meeting for the 7th Ministerial Conference",
        "side event at the 1st IMRF",
        "side event on the 1st IMRF",
        "Outcome of the First Steering Committee",
        "Kick-off Workshop of Thematic Component 1 on Preventing irregular migration",
        "Thematic Component 2: Training on Reintegration",
        "Phase II Workshop",
        "Workshop on third country nationals",
        "Third country nationals workshop",
        "First Aid Training",
        "2024 Annual Meeting",
        "Senior Officials' Meeting “4th Industrial Revolution Forum”",
        "5+5 Dialogue Meeting",
        "Webinar on objective 23",
        "3 workshops",
        "Preparatory Meeting for the 7th Ministerial Conference and 8th Summit",
    ],
)
def test_numbers_of_other_things_do_not_count(title, vocabulary):
    assert parse_ordinal(title, vocabulary) is None


@pytest.mark.parametrize(
    ("title", "bodies"),
    [
        (
            "Meeting of the Working Group on Border Management and Irregular Migration",
            ("Working Group on Border Management and Irregular Migration",),
        ),
        (
            "Admission, Control and Enforcement Working Group Meeting “Detention”",
            ("Admission, Control and Enforcement Working Group",),
        ),
        ("8th Annual meeting of the Trafficking in Persons working group", ("Trafficking in Persons working group",)),
        ("Thematic Component 2: EMN Cyprus and Prague Process Workshop on Return", ("Thematic Component 2",)),
        (
            "Task Force on Planning and Preparedness (Consultative Mechanism) Meeting",
            ("Task Force on Planning and Preparedness",),
        ),
        (
            "The Sixth Meeting of the Technical Experts Group on Returns and Reintegration (TEG-RR)",
            ("Technical Experts Group on Returns and Reintegration",),
        ),
        (
            "First Meetings of the Troika, Steering Group and Friends of the Forum",
            ("Troika", "Steering Group", "Friends of the Forum"),
        ),
        ("10 th Silk Routes Working Group Meeting / Final Conference", ("Silk Routes Working Group",)),
        ("Steering Committee Meeting", ("Steering Committee",)),
        ("Senior Officials' Meeting", ()),
        ("", ()),
    ],
)
def test_bodies_of_a_title(title, bodies):
    assert parse_bodies(title) == bodies


@pytest.mark.parametrize(
    ("title", "prepared"),
    [
        (
            "35th Senior Officials Meeting and Preparatory Meeting for the 7th Ministerial Conference",
            "7th Ministerial Conference",
        ),
        ("SOM in preparation for a Ministerial meeting (19 December)", "Ministerial meeting"),
        (
            "SOM in preparation for a Steering Group Ministerial meeting and 2022 Bali Process Ministerial Conference",
            "Steering Group Ministerial meeting",
        ),
        ("Reunión preparatoria de la XXII Conferencia", "XXII Conferencia"),
        ("Réunion préparatoire du Sommet", "Sommet"),
        ("Informal session preparing for the 8th Ministerial Conference", "8th Ministerial Conference"),
        ("Meeting to prepare the Global Forum on Migration", "Global Forum"),
        ("Preparations for the Regional Review Conference", "Regional Review Conference"),
        # What stands in quotation marks is the topic of this meeting, and not every future thing is a meeting.
        ("Full Round “Preparing for Future Migration Scenarios: Large Scale Movements; update on Compacts”", None),
        ('Workshop "In preparation for the 5th Summit', None),
        ("Seminar « Préparation de la Conférence »", None),
        ("Workshop on Preparing for Disaster Displacement in 2 Regions", None),
        ("Preparation of Regional Guidelines on Returns", None),
        ("Preparatory Meeting", None),
        ("Preparatory meeting on 2024 Regional Review of the GCM", None),
        ("Senior Officials' Meeting", None),
    ],
)
def test_meeting_that_is_prepared(title, prepared):
    assert parse_prepares(title) == prepared


@pytest.mark.parametrize(
    ("title", "host"),
    [
        ("side event on the 1st IMRF focusing on the Strengthening RCP Contributions", "1st IMRF"),
        ("two side events at the 1st IMRF on business", "1st IMRF"),
        ("one side event in the 1st IMRF on enhancing", "1st IMRF"),
        ("Meeting on the margins of the UN General Assembly", "UN General Assembly"),
        ("GFMD Side Event “Dialogue on the Global Compact”", None),
        ("Senior Officials' Meeting", None),
    ],
)
def test_meeting_at_whose_side_it_is(title, host):
    assert parse_side_event_of(title) == host


@given(title=st.text(max_size=1500))
def test_any_title_can_be_read(title, vocabulary):
    ordinal = parse_ordinal(title, vocabulary)

    assert ordinal is None or 0 < ordinal < 1000
    assert isinstance(parse_bodies(title), tuple)
    assert parse_prepares(title) != ""
    assert parse_side_event_of(title) != ""
