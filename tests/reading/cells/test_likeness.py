import pytest

from iscm.reading.cells.likeness import find_alike

NAMES = ("prague process", "rabat process", "budapest process", "colombo process")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("prague proces", ["prague process"]),
        ("prauge process", ["prague process"]),
        ("budapest process", ["budapest process"]),
        ("almaty", []),
        ("", []),
    ],
)
def test_names_with_nearly_the_same_letters_in_the_same_order_are_alike(text, found):
    assert [name for name, _ in find_alike(text, NAMES, 90)] == found


def test_the_likest_comes_first_and_no_more_than_three_come():
    assert len(find_alike("rabat process", NAMES, 50)) == 3
    assert find_alike("rabat process", NAMES, 50)[0] == ("rabat process", 100)
