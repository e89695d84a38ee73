"""Who sends delegations, and where cities lie: the data that planning rests on."""

from iscm.data.files import load_csv
from iscm.data.states import CityPoint, load_city_points, load_states
from iscm.data.territories import load_cities, load_points
from iscm.domain.names import fold
from iscm.planning.distances import Point, kilometres

FARTHEST = 2_800  # km from the middle of a country to one of its cities
WIDE = {"RU", "US"}


def test_the_united_nations_have_193_members_and_two_observers():
    known = load_states()

    assert sum(one.un == "member" for one in known.values()) == 193
    assert sorted(code for code, one in known.items() if one.un == "observer") == ["PS", "VA"]


def test_whoever_sits_in_a_mechanism_is_known(vocabulary):
    lists = [those for one in vocabulary.mechanisms.values() for those in (one.members, one.observers) if those]

    assert {code for those in lists for code in those.states} - set(load_states()) == set()
    assert set(load_states()) - set(vocabulary.territories) == set()


def test_small_is_where_few_people_live():
    people = {row["alpha_2"]: row["millions"] for row in load_csv("states.csv")}
    small = {code for code, one in load_states().items() if one.is_small}

    assert small == {code for code, millions in people.items() if millions}
    assert {code for code in small if people[code] != "<0.1" and float(people[code]) > 1.5} == set()
    assert ({"MT", "FJ", "TV"} <= small, small & {"FR", "GH", "XK", "BH"}) == (True, set())


def test_every_city_has_its_place_and_no_other_countrys():
    points, middles = load_city_points(), load_points()

    assert {(city, country) for city, country in load_cities().items()} - set(points) == set()
    for (city, country), one in points.items():
        way = kilometres(Point("", country, *middles[country]), Point("", country, one.latitude, one.longitude))
        assert country in WIDE or way < FARTHEST, city


def test_one_city_has_one_name_in_all_its_spellings():
    points = load_city_points()
    found = {points[fold(city), "CH"] for city in ("Geneva", "Genève", "Ginebra", "Женева", "جنيف", "日内瓦")}

    assert found == {CityPoint("Geneva", 46.2, 6.15)}
