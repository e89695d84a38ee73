"""Why two meetings are near each other, said in one sentence."""

import pytest

from iscm.data import load_vocabulary
from iscm.publication.labels import Labels
from iscm.publication.planning_words import clash_in_words, percent_in_words, weight_in_words
from iscm.publication.words import LANGUAGES, words_in

MANY = ("CY", "MT", "AT", "BE", "DE", "ES", "FR", "IT")
SENTENCES = [
    ([], ""),
    ([("no-such-code", ())], ""),
    ([("days-shared", ())], "On the same days, in part or in whole."),
    ([("days-apart", (1,))], "One right after the other."),
    ([("days-apart", (3,))], "3 days later."),
    ([("possible", (0.404,))], "Not all days are known: near each other with a probability of 40%."),
    ([("states-shared", ("MT",))], "1 member of both: Malta."),
    ([("states-shared", ("MT", "IT"))], "2 members of both: Malta and Italy."),
    ([("states-shared", MANY)], "8 members of both: Cyprus, Malta, Austria, Belgium, Germany, Spain and 2 more."),
    ([("states-shared", ("MT", "IT")), ("small-states-shared", ("MT",))],
     "2 members of both: Malta and Italy; 1 of them has a small delegation."),
    ([("states-observing", ("CH",))], "1 State observes in one: Switzerland."),
    ([("states-invited", (49,))], "Open to all States: 49 members of the other may want to come."),
    ([("mechanism-shared", ("gfmd",))], "Both of GFMD."),
    ([("theme-shared", ("gender",))], "Both on Gender."),
    ([("city-shared", ("Rabat", "MA"))], "Both in Rabat, Morocco."),
    ([("city-shared", ("", "MA"))], "Both in Morocco."),
    ([("secretariat-shared", ("ICMPD", "IOM"))], "With one secretariat: ICMPD and IOM."),
    ([("travel", (6086,))], "6,086 km between the places."),
    ([("long", (45,))], "One lasts 45 days, and nobody is bound on each."),
]  # fmt: skip


@pytest.mark.parametrize(("reasons", "sentence"), SENTENCES)
def test_reasons_are_one_sentence(reasons, sentence):
    assert clash_in_words(reasons, Labels(load_vocabulary(), words_in("en"))) == sentence


@pytest.mark.parametrize(("chance", "percent"), [(0.0001, "1"), (0.5, "50"), (0.999, "99")])
def test_what_is_not_known_is_never_impossible_or_sure(chance, percent):
    assert percent_in_words(chance) == percent


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_reason_that_planning_gives_is_said_in_every_language(lang):
    from iscm.planning import reasons

    codes = [value for name, value in vars(reasons).items() if name.isupper()]
    values = {"states-invited": (2,), "days-apart": (2,), "possible": (0.5,), "travel": (10,), "long": (40,)}
    values |= {"city-shared": ("Rabat", "MA")}
    said = [
        clash_in_words([(code, values.get(code, ("MT",)))], Labels(load_vocabulary(), words_in(lang))) for code in codes
    ]
    assert all(said), dict(zip(codes, said, strict=True))


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "1,409.0"), ("fr", "1\u202f409,0"), ("es", "1.409,0"), ("ru", "1\u00a0409,0"), ("zh-hans", "1,409.0")],
)
def test_weights_are_written_as_the_language_writes_numbers(lang, said):
    assert weight_in_words(1408.96, words_in(lang)) == said
