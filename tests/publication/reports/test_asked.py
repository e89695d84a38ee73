"""What a list was narrowed to, in words, as an address, as part of a file's name."""

from datetime import date

import pytest

from iscm.publication.labels import Labels
from iscm.publication.reports.asked import Asked, selection_line
from iscm.publication.words import words_in

FIRST, MIDDLE, SECOND, LAST = date(2024, 1, 1), date(2024, 6, 30), date(2024, 7, 1), date(2024, 12, 31)
SELECTIONS = [
    (Asked(), ""),
    (Asked((("mechanism", ("rcm",)),)), "Selection: mechanism RCM"),
    (Asked((("mechanism", ("igc", "rcm", "sacm")),)), "Selection: mechanism IGC, RCM or SACM"),
    (Asked((("theme", ("labour-migration",)),)), "Selection: theme Labour migration"),
    (Asked((("initiative", ("gcm",)),)), "Selection: initiative GCM"),
    (Asked((("region", ("019",)), ("country", ("CO",)))), "Selection: region Americas; country Colombia"),
    (Asked((("kind", ("webinar",)),)), "Selection: kind Webinar"),
    (Asked((("attendance", ("in-person",)),)), "Selection: attendance in person"),
    (Asked((("status", ("tbc", "unlisted")),)), "Selection: status date to be confirmed or no longer listed"),
    (Asked((("status", ("nonsense",)), ("attendance", ("x",)))), "Selection: status nonsense; attendance x"),
    (Asked(since=FIRST, until=MIDDLE), "Selection: first half of 2024"),
    (Asked(since=SECOND, until=LAST), "Selection: second half of 2024"),
    (Asked(since=FIRST, until=LAST), "Selection: 1 January\u2009–\u200931 December 2024"),
    (Asked(since=FIRST, until=FIRST), "Selection: 1 January 2024"),
    (Asked(since=SECOND), "Selection: from 1 July 2024"),
    (Asked(until=MIDDLE), "Selection: until 30 June 2024"),
    (Asked(since=LAST, until=FIRST), "Selection: from 31 December 2024; until 1 January 2024"),
    (Asked(q="labour market"), "Selection: words “labour market”"),
]


@pytest.mark.parametrize(("asked", "said"), SELECTIONS)
def test_selection_in_words(asked, said, vocabulary):
    assert selection_line(asked, Labels(vocabulary, words_in("en"))) == said


NAMES = [
    (Asked(), ""),
    (Asked((("mechanism", ("rcm", "sacm")),), FIRST), "rcm-sacm-from-2024-01-01"),
    (Asked((("mechanism", ("un-hld",)),)), "un-hld"),
    (Asked((("initiative", ("un-hld",)),)), "initiative-un-hld"),
    (Asked((("country", ("CO",)), ("attendance", ("online",)))), "country-co-attendance-online"),
    (Asked(q="Perú / ../etc"), "words-peru-etc-6b56b389"),
    (Asked(q="移民"), "words-8895cfcb"),
]


@pytest.mark.parametrize(("asked", "name"), NAMES)
def test_name_of_a_file_holds_letters_digits_and_hyphens(asked, name):
    assert asked.name == name


def test_names_of_long_selections_are_short_and_differ():
    one, two = (Asked((("mechanism", tuple(f"mechanism-{n}" for n in range(last))),)) for last in (30, 29))
    assert one.name != two.name
    assert max(len(one.name), len(two.name), len(Asked(q="x" * 200).name)) < 72


def test_address_is_the_one_of_the_page():
    asked = Asked((("mechanism", ("rcm", "sacm")),), FIRST, MIDDLE, "labour market")
    assert (asked.query, Asked().query) == (
        "?mechanism=rcm,sacm&from=2024-01-01&to=2024-06-30&q=labour+market",
        "",
    )
