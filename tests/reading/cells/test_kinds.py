"""Kinds: what a title's own words name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.reading.cells.kinds import parse_kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("4 th Ministerial Meeting", "ministerial-conference"),
        ("7th Ministerial Consultation of the Abu Dhabi Dialogue", "ministerial-conference"),
        ("29th RCM Vice-Ministerial Meeting", "ministerial-conference"),
        ("Senior Officials' Meeting and Ministerial Meeting", "ministerial-conference"),
        ("MIDSA Ministerial", "ministerial-conference"),
        ('14th Summit "From environmental concerns to workshops"', "summit"),
        ("SOM (TBC)", "senior-officials-meeting"),
        ("SOMs", "senior-officials-meeting"),
        ("Senior O cials' Mee ng", "senior-officials-meeting"),
        ("Steering Group Senior Officials' Meeting", "senior-officials-meeting"),
        (
            "35th Senior Officials Meeting and Preparatory Meeting for the 7th Ministerial Conference",
            "senior-officials-meeting",
        ),
        ("Mini Full Round", "senior-officials-meeting"),
        ("Workshop of the Senior Officials Meeting", "senior-officials-meeting"),
        ("Steering Committee (SC) Meeting", "steering-committee"),
        ("Steering group meetings", "steering-committee"),
        ("The First SACM Expanded Troika Meeting", "troika"),
        ("Friends of the Forum Meeting", "friends"),
        ("10th Reference Group Meeting", "reference-group"),
        ("Meeting of the Working Group on Protection", "working-group"),
        ("8th Annual meeting of the Trafficking in Persons working group", "working-group"),
        ("Country of Origin Information WG Meeting “Task force on collaboration”", "working-group"),
        ("RMFM TWG Meeting on Skills, Jobs Creation, and Youth Employment", "working-group"),
        ("Thematic Workshop on Climate Change", "workshop"),
        ("Thematic Component 2: EMN Cyprus and Prague Process Workshop on Return", "workshop"),
        ("Regional Workshop for National Contact Points", "workshop"),
        ("Consultation Workshop: Regional Strategic Roadmap", "workshop"),
        ("Thematic Component 2: Training on Reintegration", "training"),
        ("Course on the Regional Protocol", "training"),
        ('Online Policy Talk "Looking into 2024"', "webinar"),
        ("Webinar on the seminar of the Forum", "webinar"),
        ("Thematic Meeting “Promoting regular migration”", "thematic-meeting"),
        ("Meeting on Regular Pathways for Human Mobility", "thematic-meeting"),
        ("Meeting Regional Integration through Migration and Trade", "thematic-meeting"),
        ("Preparatory meetings for thematic workshops", "preparatory-meeting"),
        ("Consultation Meeting “Ministerial Conference 2018”", "consultation"),
        ("Presentation of the workshop conclusions", "briefing-presentation"),
        ("Launch of the Prague Process E-Learning Platform", "briefing-presentation"),
        ("Follow-up on the Consular Protection Seminar", "briefing-presentation"),
        ("XXII South American Conference on Migration", "conference-of-states"),
        ("20th Annual Pacific Immigration Directors Conference", "conference-of-states"),
        ("7 th Global RCP Meeting “Inter-state Consultation Mechanisms”", "mechanism-coordination"),
        ("8 th Ministerial Conference on Migration in the Western Mediterranean", "ministerial-conference"),
        ("Third Pan-African Forum “Towards a Common African Position”", "forum"),
        ("8th ARCP Meeting", "plenary"),
        ("13th Meeting", "plenary"),
        ("XIX CSM", "conference-of-states"),
        ("Conferencia Suramericana", "conference-of-states"),
        ("11th Meeting of the Budapest Group of Senior Officials", "senior-officials-meeting"),
        ("Training of senior officials", "training"),
        ("2nd Session of MIDWA", "plenary"),
        ("Réunion des fonctionnaires de haut niveau", "senior-officials-meeting"),
        ("Reunión de Altas Autoridades sobre Migraciones", "senior-officials-meeting"),
        ("Réunion du comité de pilotage", "steering-committee"),
        ("Atelier sur les visas", "workshop"),
        ("Réunion des points focaux", "focal-points"),
        ("Formation des points focaux", "training"),
        ("Reunión de la Red de Trabajo sobre Niñez", "network-meeting"),
        ("Curso de protección consular", "training"),
        ("Meeting with Regional Forums for synergies", "other-meeting"),
        ("Abu Dhabi Dialogue", "other-meeting"),
        ("Meeting", "other-meeting"),
        ("", "other-meeting"),
        ("Reunión de Altos Funcionarios", "senior-officials-meeting"),
        ("Reunión del Grupo de Trabajo sobre Protección", "working-group"),
        ("Taller sobre trata de personas", "workshop"),
        ("Reuniones preparatorias", "preparatory-meeting"),
        ("Cumbre del Foro Mundial sobre Migración y Desarrollo", "summit"),
        ("Conférence ministérielle", "ministerial-conference"),
        ("Atelier sur la migration", "workshop"),
        ("Réunion du groupe de travail sur les données", "working-group"),
    ],
)
def test_kind_of_a_title(title, kind, vocabulary):
    assert parse_kind(title, vocabulary) == kind


@given(title=st.text(max_size=1500))
def test_any_title_has_a_kind_of_the_scheme(title, vocabulary):
    assert parse_kind(title, vocabulary) in vocabulary.kinds
