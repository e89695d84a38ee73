"""Names of mechanisms in print: each is one that our own reader knows again."""

import pytest

from iscm.domain.mechanisms import Name
from iscm.publication.report import plain
from iscm.publication.reports.mentions import MechanismFacts
from iscm.publication.words import words_in
from iscm.reading.cells.mechanisms import mechanism_finder
from tests.factories.publications import mechanism_facts

FULL_NAMES = [
    (("GFMD", "Global Forum"), "Global Forum (GFMD)"),
    (("Rabat Process", "Euro-African Dialogue (Rabat Process)"), "Euro-African Dialogue (Rabat Process)"),
    (("Bali Process", "Bali Process on People Smuggling"), "Bali Process on People Smuggling"),
    (("EuroMed", "EUROMED Migration"), "EUROMED Migration"),
    (("GRCP", "Global Meeting (Global ISCM Meeting)"), "Global Meeting (Global ISCM Meeting, GRCP)"),
]


@pytest.mark.parametrize(("facts", "said"), FULL_NAMES)
def test_full_name_has_the_short_one_once(facts, said):
    assert MechanismFacts("slug", *facts).full_name(2024) == said


NAMES = (
    Name("First", until="1999"),
    Name("Second", since="1999", until="2010~"),
    Name("Project", until="2030", note="x"),
)


@pytest.mark.parametrize(
    ("year", "name"), [(1980, "First"), (1999, "First"), (2000, "Second"), (2010, "Second"), (2011, "Now")]
)
def test_name_is_that_of_the_year(year, name):
    assert MechanismFacts("slug", "N", "Now", names=NAMES).name_in(year) == name


def test_name_in_another_language_is_its_own_or_the_english_one():
    own = MechanismFacts(
        "slug", "N", "Now", names=(Name("À présent", lang="fr"), Name("Ahora", "es", note="unchecked"))
    )
    assert [plain(own.name_for(2024, words_in(lang))) for lang in ("en", "fr", "es")] == ["Now", "À présent", "Now"]


@pytest.mark.parametrize("year", [2016, 2017, 2021, 2024])
def test_every_name_we_print_is_read_as_its_mechanism(year, vocabulary):
    parse = mechanism_finder(vocabulary).parse
    for one in mechanism_facts(*vocabulary.mechanisms):
        for printed in (one.full_name(year), one.acronym):
            assert (printed, parse(printed).slugs) == (printed, (one.slug,))
