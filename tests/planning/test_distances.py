import pytest

from iscm.planning.distances import Point, is_same_city, kilometres

GENEVA = Point("Geneva", "CH", 46.2, 6.15)
SOMEWHERE = Point("", "CH", 46.8, 8.2, is_exact=False)
KNOWN = [
    (Point("New York", "US", 40.71, -74.01), 6210),
    (Point("Nairobi", "KE", -1.28, 36.82), 6070),
    (Point("Sydney", "AU", -33.87, 151.21), 16750),
    (GENEVA, 0),
]


@pytest.mark.parametrize(("place", "way"), KNOWN)
def test_the_way_from_geneva_is_that_of_an_atlas(place, way):
    assert kilometres(GENEVA, place) == pytest.approx(way, rel=0.01)
    assert kilometres(place, GENEVA) == kilometres(GENEVA, place)


def test_opposite_ends_of_the_earth_are_half_its_girth_apart():
    assert kilometres(Point("", "", 90, 0), Point("", "", -90, 50)) == pytest.approx(20015, abs=1)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (GENEVA, Point("Geneva", "CH", 46.2, 6.15), True),
        (GENEVA, Point("Geneva", "US", 41.9, -88.3), False),
        (SOMEWHERE, SOMEWHERE, False),
        (GENEVA, None, False),
        (None, None, False),
    ],
)
def test_one_city_is_one_name_in_one_country(one, other, expected):
    assert is_same_city(one, other) is expected
