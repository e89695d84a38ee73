"""Wishes with names as people write them."""

import pytest

from iscm.register.queries.plans import asked_of, faults_of
from iscm.register.queries.wishing import wishes_in

HEAD = b"key,mechanisms,country,city,periods\n"


def read(line):
    return wishes_in(HEAD + line.encode(), "csv")


@pytest.mark.parametrize(
    ("line", "mechanisms", "country"),
    [
        ("a,prague-process,LT,Vilnius,2027-04", ("prague-process",), "LT"),
        ("a,Prague Process,Lithuania,Vilnius,2027-04", ("prague-process",), "LT"),
        ("a,Rabat; Khartoum Process,Maroc,Rabat,2027-04", ("rabat-process", "khartoum-process"), "MA"),
        ("a,RCM; rcm,لبنان,Beirut,2027-04", ("rcm",), "LB"),
        ("a,,,,2027-04", (), ""),
    ],
)
def test_mechanisms_and_states_may_be_called_by_name(db, line, mechanisms, country):
    wishes, faults = read(line)
    assert ([(one.mechanisms, one.country) for one in wishes], faults) == ([(mechanisms, country)], ())


def test_a_name_that_nobody_knows_is_told_at_its_field(db):
    wishes, faults = read("a,Rabat; Nowhere Process,Atlantis,,2027-04")
    told = faults_of(wishes, asked_of(wishes).calendar)
    assert (faults, [one.field for one in told]) == ((), ["mechanisms", "country"])
