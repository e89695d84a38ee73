"""Place cells: cities with countries, countries alone, online, hybrid, to be confirmed, and what is not understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.domain.places import Attendance, Place
from iscm.reading.cells.places import parse_places


def printed(reading):
    return [f"{place.city or ''}|{place.country or ''}" for place in reading.places]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Geneva, Switzerland", ["Geneva|CH"]),
        ("Geneva (Switzerland)", ["Geneva|CH"]),
        ("Geneva - Switzerland", ["Geneva|CH"]),
        ("Geneva Switzerland", ["Geneva|CH"]),
        ("St. Julian's, Malta,", ["St. Julian's|MT"]),
        ("Washington, DC, USA", ["Washington|US"]),
        ("Washington, DC", ["Washington|US"]),
        ("Washington D.C., U.S.A.", ["Washington|US"]),
        ("New York, United States of America", ["New York|US"]),
        ("Svalbard, Spitsbergen, Norway", ["Svalbard|NO"]),
        ("San Pedro Sula, Cortés Honduras", ["San Pedro Sula|HN"]),
        ("Cairo, Egypt, League of Arab States Headquarters", ["Cairo|EG"]),
        ("UN Headquarters, New York, USA", ["New York|US"]),
        ("Palais des Nations, Geneva", ["Geneva|CH"]),
        ("Amsterdam, the Netherlands", ["Amsterdam|NL"]),
        ("The Hague, The Netherlands", ["The Hague|NL"]),
        ("Chisinau, Republic of Moldova", ["Chisinau|MD"]),
        ("Bishkek, Kyrgyz Republic", ["Bishkek|KG"]),
        ("Dubai, UAE", ["Dubai|AE"]),
        ("Vientiane, Lao PDR", ["Vientiane|LA"]),
        ("Kinshasa, DRC", ["Kinshasa|CD"]),
        ("Istanbul, Turkey", ["Istanbul|TR"]),
        ("Istanbul, Türkiye", ["Istanbul|TR"]),
        ("Mbabane, Swaziland", ["Mbabane|SZ"]),
        ("Abidjan, Côte d’Ivoire", ["Abidjan|CI"]),
        ("Praia, Cabo Verde", ["Praia|CV"]),
        ("Praia, Cape Verde", ["Praia|CV"]),
        ("Port of Spain, Trinidad and Tobago", ["Port of Spain|TT"]),
        ("Sarajevo, Bosnia & Herzegovina", ["Sarajevo|BA"]),
        ("Atlanta, Georgia, USA", ["Atlanta|US"]),
        ("Ginebra, Suiza", ["Ginebra|CH"]),
        ("Genève, Suisse", ["Genève|CH"]),
        ("Lima, Perú", ["Lima|PE"]),
        ("القاهرة، مصر", ["القاهرة|EG"]),
        ("Вена, Австрия", ["Вена|AT"]),
        ("日内瓦，瑞士", ["日内瓦|CH"]),
        ("日内瓦，瑞士；曼谷，泰国", ["日内瓦|CH", "曼谷|TH"]),
        ("جنيف، سويسرا؛ القاهرة، مصر", ["جنيف|CH", "القاهرة|EG"]),
        ("Palau", ["|PW"]),
        ("El Salvador", ["|SV"]),
        ("Swaziland", ["|SZ"]),
        ("The Gambia", ["|GM"]),
        ("Trinidad and Tobago", ["|TT"]),
        ("Luxembourg", ["Luxembourg|LU"]),
        ("Singapore", ["Singapore|SG"]),
        ("Geneva", ["Geneva|CH"]),
        ("Ciudad de México", ["Ciudad de México|MX"]),
        ("Panama City, Panama", ["Panama City|PA"]),
        ("Geneva and New York", ["Geneva|CH", "New York|US"]),
        ("Geneva, Switzerland and New York, USA", ["Geneva|CH", "New York|US"]),
        ("Geneva, Switzerland; Vienna, Austria", ["Geneva|CH", "Vienna|AT"]),
        ("Bern/Geneva, Switzerland", ["Bern|CH", "Geneva|CH"]),
        ("Lima y Bogotá", ["Lima|PE", "Bogotá|CO"]),
    ],
)
def test_places_of_a_cell(text, places, vocabulary):
    reading = parse_places(text, vocabulary)

    assert (printed(reading), reading.attendance, reading.unknown) == (places, Attendance.IN_PERSON, None)


@pytest.mark.parametrize(
    "text",
    [
        "Online",
        "ONLINE",
        "on-line",
        "Virtual",
        "Virtual meeting",
        "Virtually",
        "Zoom",
        "via Zoom",
        "Online (Zoom)",
        "MS Teams",
        "By video conference",
        "Videoconference",
        "en línea",
        "En ligne",
        "par visioconférence",
        "Em linha",
        "онлайн",
        "عبر الإنترنت",
        "线上",
    ],
)
def test_online_is_no_place(text, vocabulary):
    reading = parse_places(text, vocabulary)

    assert (reading.places, reading.attendance, reading.unknown) == ((), Attendance.ONLINE, None)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Geneva, Switzerland and Online", ["Geneva|CH"]),
        ("Geneva, Switzerland (hybrid)", ["Geneva|CH"]),
        ("Geneva / online", ["Geneva|CH"]),
        ("Online and in person (Geneva, Switzerland)", ["Geneva|CH"]),
        ("Ginebra, Suiza y en línea", ["Ginebra|CH"]),
        ("Malta and Online", ["|MT"]),
        ("Hybrid", []),
    ],
)
def test_place_and_online_is_hybrid(text, places, vocabulary):
    reading = parse_places(text, vocabulary)

    assert (printed(reading), reading.attendance, reading.unknown) == (places, Attendance.HYBRID, None)


@pytest.mark.parametrize(
    ("text", "places", "attendance"),
    [
        ("TBC", [], Attendance.UNKNOWN),
        ("TBD", [], Attendance.UNKNOWN),
        ("Venue to be confirmed", [], Attendance.UNKNOWN),
        ("por confirmar", [], Attendance.UNKNOWN),
        ("à déterminer", [], Attendance.UNKNOWN),
        ("?", [], Attendance.UNKNOWN),
        ("Rabat, Morocco (TBC)", ["Rabat|MA"], Attendance.IN_PERSON),
        ("Online (TBC)", [], Attendance.ONLINE),
    ],
)
def test_place_to_be_confirmed(text, places, attendance, vocabulary):
    reading = parse_places(text, vocabulary)

    assert (printed(reading), reading.attendance, reading.is_tbc, reading.unknown) == (places, attendance, True, None)


@pytest.mark.parametrize("text", ["", "-", "—", "n/a", ","])
def test_empty_cell_says_nothing(text, vocabulary):
    reading = parse_places(text, vocabulary)

    assert (reading.places, reading.attendance, reading.is_tbc, reading.unknown) == (
        (),
        Attendance.UNKNOWN,
        False,
        None,
    )


@pytest.mark.parametrize(
    ("text", "unknown", "suggestion"),
    [
        ("Atlantis", "Atlantis", None),
        ("Atlantis, Genovia", "Atlantis, Genovia", None),
        ("Ouagadougu, Burkina Fasso", "Ouagadougu, Burkina Fasso", "Ouagadougu, Burkina Faso"),
        ("Luxemburgo City Hall", "Luxemburgo City Hall", None),
    ],
)
def test_words_not_understood_are_kept_with_what_they_may_mean(text, unknown, suggestion, vocabulary):
    reading = parse_places(text, vocabulary)

    assert (reading.places, reading.unknown, reading.suggestion) == ((), unknown, suggestion)


def test_misspelt_country_beside_a_known_city_is_told(vocabulary):
    reading = parse_places("Geneva, Switerland", vocabulary)

    assert (reading.places, reading.unknown, reading.suggestion) == (
        (Place("Geneva", "CH"),),
        "Switerland",
        "Switzerland",
    )


@given(text=st.text(max_size=600))
def test_any_text_gives_a_reading(text, vocabulary):
    reading = parse_places(text, vocabulary)

    assert all(place.country in vocabulary.territories for place in reading.places)
