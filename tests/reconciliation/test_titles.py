"""A title as a register shows it: one meeting in the singular, with a capital."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.reconciliation.titles import capitalised, of_one_meeting


@pytest.mark.parametrize(
    ("printed", "lang", "shown"),
    [
        ("SOMs", "en", "SOM"),
        ("Two Senior Officials Meetings", "en", "Senior Officials Meeting"),
        ("Senior Officials Meetings (SOMs)", "en", "Senior Officials Meeting (SOM)"),
        ("thematic meetings", "en", "thematic meeting"),
        ("extraordinary meetings of SACM focal points", "en", "extraordinary meeting of SACM focal points"),
        ("Meetings of Heads of Delegations", "en", "Meeting of Heads of Delegations"),
        ("webinars on children, women and workers", "en", "webinar on children, women and workers"),
        ("workshops and trainings", "en", "workshop or training"),
        ("People Smuggling and Trafficking meetings", "en", "People Smuggling and Trafficking meeting"),
        ("the 2 policy talks", "en", "policy talk"),
        ("Technical Working Groups", "en", "Technical Working Group"),
        ("STEERING COMMITTEE MEETINGS", "en", "STEERING COMMITTEE MEETING"),
        ("general assemblies", "en", "general assembly"),
        ("regional congresses", "en", "regional congress"),
        ("thematic meetings: Youth", "en", "thematic meeting: Youth"),
        ("réunions des hauts fonctionnaires", "fr", "réunion des hauts fonctionnaires"),
        ("Deux ateliers régionaux sur la réintégration", "fr", "atelier régional sur la réintégration"),
        ("réunions extraordinaires des points focaux", "fr", "réunion extraordinaire des points focaux"),
        ("tables rondes et séminaires en ligne", "fr", "table ronde ou séminaire en ligne"),
        ("reuniones preparatorias", "es", "reunión preparatoria"),
        ("Dos talleres regionales sobre retorno", "es", "taller regional sobre retorno"),
        ("reuniones de los puntos focales", "es", "reunión de los puntos focales"),
        ("talleres e intercambios", "es", "taller o intercambio"),
        # What is singular, or no meeting, stays as it is.
        ("Technical Expert Group Meeting", "en", "Technical Expert Group Meeting"),
        ("Network Meeting: Borders/Visas", "en", "Network Meeting: Borders/Visas"),
        ("Congress", "en", "Congress"),
        ("Working groups meetings", "en", "Working groups meeting"),
        ("“Migration and SDGs”", "en", "“Migration and SDGs”"),
        ("", "en", ""),
    ],
)
def test_title_of_a_group_becomes_that_of_one_meeting(printed, lang, shown):
    assert of_one_meeting(printed, lang) == shown


@pytest.mark.parametrize(
    ("printed", "lang", "shown"),
    [
        ("side event on the 1st IMRF", "en", "Side event on the 1st IMRF"),
        ("“thematic meeting” of experts", "en", "“Thematic meeting” of experts"),
        ("événement parallèle", "fr", "Événement parallèle"),
        ("¿dónde estamos?", "es", "¿Dónde estamos?"),
        ("ijsland en de Europese Unie", "nl", "IJsland en de Europese Unie"),
        ("istişare toplantısı", "tr", "İstişare toplantısı"),
        ("istisare", "en", "Istisare"),
        ("семинар", "ru", "Семинар"),
        # A name with a capital of its own inside, letters without case, and numbers stay.
        ("iDiaspora forum", "en", "iDiaspora forum"),
        ("e-Learning course", "en", "E-Learning course"),
        ("7th Forum", "en", "7th Forum"),
        ("ورشة عمل", "ar", "ورشة عمل"),
        ("会议", "zh", "会议"),
        ("შეხვედრა", "ka", "შეხვედრა"),
    ],
)
def test_title_starts_with_a_capital(printed, lang, shown):
    assert capitalised(printed, lang) == shown


@given(st.text(max_size=200), st.sampled_from(["en", "fr", "es", "und", "ar"]))
def test_any_title_stays_a_title(printed, lang):
    shown = capitalised(of_one_meeting(printed, lang), lang)
    assert bool(shown.strip()) == bool(printed.strip())
    assert capitalised(shown, lang) == shown
