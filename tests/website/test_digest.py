"""A year of a mechanism told in a few lines."""

from iscm.register.queries.meetings import of_year
from iscm.website.digest import digest
from tests.factories.rows import add_meeting


def told(year=2022, **rest):
    """Of each mechanism its number and lines: title, group, days, other mechanisms."""
    return {
        one.party.slug: (
            one.number,
            [
                (line.title, line.number, [held.date for held in line.held], [chip.slug for chip in line.with_])
                for line in one.lines
            ],
        )
        for one in digest(of_year(year), **rest)
    }


def test_meetings_of_one_name_stand_in_one_line(db):
    add_meeting("SOM", "2022-06-14/2022-06-15")
    add_meeting("Forum", "2022-07-01")
    add_meeting("SOM", "2022-11-21/2022-11-22")
    assert told() == {
        "gfmd": (
            3,
            [("SOM", "", ["14–15 June", "21–22 November"], []), ("Forum", "", ["1 July"], [])],
        )
    }


def test_what_has_only_a_year_comes_last_and_groups_count_as_many_as_they_say(db):
    add_meeting("Working group meetings", "2022", count=24)
    add_meeting("SOM", "2022-06-14")
    assert told() == {"gfmd": (25, [("SOM", "", ["14 June"], []), ("Working group meetings", "24 meetings", [""], [])])}


def test_a_joint_meeting_is_told_under_each_mechanism(db):
    add_meeting("Workshop", "2022-02-10", mechanisms=("khartoum-process", "rabat-process"))
    assert told() == {
        "khartoum-process": (1, [("Workshop", "", ["10 February"], ["rabat-process"])]),
        "rabat-process": (1, [("Workshop", "", ["10 February"], ["khartoum-process"])]),
    }


def test_same_name_with_other_subjects_or_partners_stays_apart(db):
    add_meeting("Workshop", "2022-02-10", topic="visas")
    add_meeting("Workshop", "2022-02-11", topic="returns")
    add_meeting("Workshop", "2022-02-12", topic="returns", mechanisms=("gfmd", "rcm"))
    assert [line[2] for line in told()["gfmd"][1]] == [["10 February"], ["11 February"], ["12 February"]]


def test_one_mechanism_may_be_left_out(db):
    add_meeting("Global meeting", "2022-11-10", mechanisms=("grcp",))
    assert told(without="grcp") == {}


def test_a_partner_that_the_title_names_is_not_named_again(db):
    add_meeting("Plenary of RCM and SACM", "2022-05-31", mechanisms=("rcm", "sacm"))
    assert told()["rcm"] == (1, [("Plenary of RCM and SACM", "", ["31 May"], [])])
