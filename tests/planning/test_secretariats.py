import pytest

from iscm.planning.secretariats import secretariat_of

SAID = [
    ("ICMPD, since 1994", "ICMPD"),
    ("ICMPD in phases IV and V", "ICMPD"),
    ("IOM", "IOM"),
    ("League of Arab States", "League of Arab States"),
    ("African Union Commission and European Commission, helped by ICMPD", "African Union Commission"),
    ("PIDC Secretariat in Apia; in Suva until August 2016", "PIDC Secretariat"),
]
NOBODY = [None, "", "None; the host country", "The chairing government; IOM and UNHCR as Support Unit", "  ",
          "Technical secretariat (a secretary named in 2021)", "Permanent secretariat from January 2007"]  # fmt: skip


@pytest.mark.parametrize(("said", "expected"), SAID)
def test_the_first_name_keeps_the_secretariat(said, expected):
    assert secretariat_of(said) == expected


@pytest.mark.parametrize("said", NOBODY)
def test_nobody_named_is_nobody(said):
    assert secretariat_of(said) == ""


def test_the_same_office_serves_several_mechanisms(vocabulary):
    served = [slug for slug, one in vocabulary.mechanisms.items() if secretariat_of(one.secretariat) == "ICMPD"]

    assert served == ["budapest-process", "euromed-migration", "mtm", "rabat-process", "prague-process"]
