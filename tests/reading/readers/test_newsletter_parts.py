"""The small things that a newsletter is read by, each with a table of examples."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.domain.citations import Locator
from iscm.reading.readers.newsletter.addresses import goes_on, take_address
from iscm.reading.readers.newsletter.anniversaries import find_anniversary
from iscm.reading.readers.newsletter.events import find_editions
from iscm.reading.readers.newsletter.headings import Heading, find_heading, is_capitals, unspaced
from iscm.reading.readers.newsletter.index import labels_of
from iscm.reading.readers.newsletter.lines import Line, flow, join
from iscm.reading.readers.newsletter.links import Label, find_phrase_for, match_labels
from iscm.reading.readers.newsletter.masthead import functional_mailbox, parse_period, read_masthead


def lines_of(text: str, *, gaps: set[int] = frozenset()) -> list[Line]:
    return [
        Line(index, words, Locator(line_first=index + 1, line_last=index + 1), gap=index in gaps)
        for index, words in enumerate(text.split("\n"))
    ]


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ("regional challeng-", "es posed", "regional challenges posed"),
        ("9-10 Sep-", "tember", "9-10 September"),
        ("the E-", "Learning Platform", "the E-Learning Platform"),
        ("(24-", "25 August)", "(24-25 August)"),
        ("themes of 2020-", "2022", "themes of 2020-2022"),
        ("for self-", "reliance", "for self-reliance"),
        ("Vice-", "Ministerial", "Vice-Ministerial"),
        ("agenda --", "the future", "agenda -- the future"),
        ("no hyphen", "at all", "no hyphen at all"),
        ("free-", "movement zone", "free-movement zone"),  # the document has it so elsewhere
    ],
)
def test_line_ends(left, right, joined) -> None:
    kept, blank = join(left, right, frozenset({"free-movement"}))

    assert kept + " " * blank + right == joined


def test_flow_closes_gaps_inside_a_sentence_and_keeps_places() -> None:
    held = flow(lines_of("for the new focal\npoints (3 May)\nSecond point", gaps={1, 2}))

    assert held.text == "for the new focal points (3 May) Second point"
    assert held.breaks == {held.text.index("Second"): True}
    assert held.locate(held.text.index("points"), len(held.text)) == Locator(line_first=2, line_last=3)


@given(st.lists(st.text(alphabet="ab- (),.", min_size=1, max_size=8).map(str.strip).filter(bool), max_size=8))
def test_flow_loses_no_letter(words) -> None:
    held = flow([Line(i, text, Locator(line_first=i + 1)) for i, text in enumerate(words)])

    assert held.text.replace("-", "").replace(" ", "") == "".join(words).replace("-", "").replace(" ", "")


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("MAIN MEETINGS OF INTER-STATE CONSULTATION MECHANISMS ON MIGRATION", Heading.MEETINGS),
        ("M A I N E V E N T S I N 2 0 2 1", Heading.MEETINGS),
        ("Key events in 2019", Heading.MEETINGS),
        ("REGIONAL CONSULTATIVE PROCESSES", Heading.MEETINGS),
        ("Principales réunions 2020", Heading.MEETINGS),
        ("Principales reuniones en 2022", Heading.MEETINGS),
        ("( C O N T I N U E D )", Heading.CONTINUED),
        ("MAIN EVENTS IN 2022 (CONTINUED)", Heading.CONTINUED),
        ("GLOBAL INITIATIVES AND THEMATIC AREAS ADDRESSED AT VARIOUS ISCM EVENTS", Heading.INDEX),
        ("Thematic Areas", Heading.INDEX),
        ("Thèmes abordés", Heading.INDEX),
        ("2 0 2 1 P U B L I C A T I O N S", Heading.PUBLICATIONS),
        ("New publications", Heading.PUBLICATIONS),
        ("Most Popular Thematic Areas Addressed by ISCMs", Heading.CHART),
        ("More ISCM publications: Online Repository", Heading.REPOSITORIES),
        ("ISCM events calendar", Heading.REPOSITORIES),
        ("Themes: ARCP", None),
        ("Meetings of the Technical Experts Group", None),
        ("Abu Dhabi Dialogue (ADD)", None),
        ("ISCM 2021 Highlights", None),
    ],
)
def test_headings(text, heading) -> None:
    assert find_heading(text) is heading


def test_spaced_out_letters_become_words() -> None:
    words = frozenset({"global", "meeting", "of", "iscms", "grcp"})

    assert unspaced("9 T H G L O B A L M E E T I N G O F I S C M S ( G R C P 9 )", words) == (
        "9TH GLOBAL MEETING OF ISCMS (GRCP 9)"
    )
    assert unspaced("Not spaced out", words) == "Not spaced out"
    assert is_capitals("THE 1st FORUM (IMRF)")


@pytest.mark.parametrize(
    ("label", "slug"),
    [
        ("Combatting human trafficking", "combating-human-trafficking"),
        ("Counter-migrant smuggling", "counter-migrant-smuggling"),
        ("Labor migration", "labour-migration"),
        ("Género", "gender"),
        ("Données", "data"),
        ("2030 Agenda and SDGs", "agenda-2030"),
        ("Global Compact for Migration", "gcm"),
        ("Contact", None),
        ("X", None),
    ],
)
def test_labels(vocabulary, label, slug) -> None:
    found = labels_of(vocabulary).find(label)

    assert (found[0] if found else None) == slug


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("30th anniversary of MIDWA", 30),
        ("25 th Anniversary of the RCM", 25),
        ("25º aniversario de la CRM", 25),
        ("20e anniversaire du Processus de Rabat", 20),
        ("20 years of the Prague Process", 20),
        ("Tenth anniversary of the Almaty Process", 10),
        ("25th Anniversary of RCM (29-30 July)", None),  # with a date it is a meeting
        ("Anniversary", None),
    ],
)
def test_anniversaries(text, years) -> None:
    assert find_anniversary(text) == years


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("<http://a.example/b>", "http://a.example/b"),
        ("www.a.example", "http://www.a.example"),
        ("https: //a.example/b.", "https://a.example/b"),
        ("a.example", ""),
    ],
)
def test_addresses(text, address) -> None:
    assert take_address(text) == address


@pytest.mark.parametrize(
    ("last", "text", "is_gap", "expected"),
    [
        ("https://a.example/33-", "reports/293-what-is-", False, True),
        ("https://a.example/migration", "-covid-19", False, True),
        ("https://a.example/mmc-", "cities", True, True),
        ("https://a.example/x", "regional_study.pdf", False, True),
        ("https://a.example/x", "Migration", False, False),
        ("https://a.example/x", "https://b.example", False, False),
        ("https://a.example/x-", "Two words", False, False),
    ],
)
def test_broken_addresses(last, text, is_gap, expected) -> None:
    assert goes_on(last, Line(1, text, Locator(), gap=is_gap)) is expected


def test_dumped_addresses_go_to_their_words_in_order() -> None:
    labels = [
        Label("Abu Dhabi Dialogue (ADD)", 1),
        Label("Almaty Process", 2),
        Label("Ibero-American Network (RIAM)", 3, ("http://red-iam.example",)),
        Label("Pacific Community (PIDC)", 4),
    ]
    urls = ["http://abudhabidialogue.example/", "http://red-iam.example", "http://red-iam.example",
            "https://www.pidcsec.example"]  # fmt: skip

    assert [label.row if label else None for label in match_labels(urls, labels)] == [1, 3, 3, 4]
    assert match_labels(urls, []) == (None,) * 4


def test_words_that_carry_an_address() -> None:
    text = "Launch of the Prague Process E-Learning Platform (23 September)."
    start, end = find_phrase_for("https://a.example/training/e-learning-platform", text)

    assert text[start:end] == "Prague Process E-Learning Platform"
    assert find_phrase_for("https://a.example/en", text) is None


@pytest.mark.parametrize(
    ("text", "mailbox"),
    [
        ("E-mail: grcp@iom.example", "grcp@iom.example"),
        ("jane.doe@iom.example", None),
        ("jane.doe@iom.example, info@iom.example", "info@iom.example"),
        ("no address", None),
    ],
)
def test_mailboxes(text, mailbox) -> None:
    assert functional_mailbox(text) == mailbox


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("January - December 2022", "2022-01/2022-12"),
        ("July 2024", "2024-07"),
        ("5 May 2022", None),
        ("Issue VIII", None),
        ("International Partnerships Division", None),
    ],
)
def test_periods(text, period) -> None:
    found = parse_period(text)

    assert (found.text if found else None) == period


def test_editions(vocabulary) -> None:
    found = find_editions("To inform GRCP⁹ and GRCP 9, not COVID-19 or the IMRF; see GRCP X.", vocabulary)

    assert [(edition.mechanism, edition.ordinal) for edition in found] == [("grcp", 9), ("grcp", 10)]


def test_a_line_that_says_as_of_when_is_no_publisher() -> None:
    lines = lines_of("ISCM 2022 Highlights\nThe Partnerships Unit\nState of the register on 24 September 2024")
    masthead = read_masthead(lines, frozenset())

    assert (masthead.publisher, masthead.rows) == ("The Partnerships Unit", [0, 1, 2])
