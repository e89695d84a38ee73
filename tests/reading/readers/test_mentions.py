"""Sentences of newsletters, and the meetings that they mention."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.reading.cells.dates import DateOrder
from iscm.reading.cells.mechanisms import mechanism_finder
from iscm.reading.readers.mentions.finding import Mention, find_mentions
from iscm.reading.readers.mentions.shadow import cast_shadow
from iscm.reading.readers.mentions.words import is_plural


@pytest.fixture
def mentions_of(vocabulary):
    def find(text: str, order: DateOrder | None = None) -> tuple[Mention, ...]:
        return find_mentions(cast_shadow(text, mechanism_finder(vocabulary), year=2023, order=order))[0]

    return find


# The sentence, and for each meeting its number, name, dates and topic.
SENTENCES = [
    ("SOM (3 May).", [(1, "SOM", "2023-05-03", None)]),
    ("Two SOMs (3 May and 7-8 June).", [(2, "SOMs", "{2023-05-03,2023-06-07..2023-06-08}", None)]),
    ("SOMs (3 May and 7 June).", [(2, "SOMs", "{2023-05-03,2023-06-07}", None)]),
    ("Several webinars on visas.", [(None, "webinars on visas", None, "visas")]),
    ("Webinars on visas.", [(None, "Webinars on visas", None, "visas")]),
    ("Twenty-one workshops.", [(21, "workshops", None, None)]),
    ("A 3-part training on visas (2 May).", [(1, "3-part training on visas", "2023-05-02", "visas")]),
    (
        "12th Annual Meeting (3 May), two technical meetings on data, and a seminar (July).",
        [
            (1, "12th Annual Meeting", "2023-05-03", None),
            (2, "technical meetings on data", None, "data"),
            (1, "seminar", "2023-07", None),
        ],
    ),
    (
        "Workshop on return, readmission and reintegration of migrants and host communities (2 May)",
        [(1, "Workshop", "2023-05-02", "return, readmission and reintegration of migrants and host communities")],
    ),
    (
        "SOM (18 May) in preparation for the Ministerial Conference (19 May).",
        [(1, "SOM", "2023-05-18", "in preparation for the Ministerial Conference"),
         (1, "Ministerial Conference", "2023-05-19", None)],
    ),
    (
        "SOM (18 May) in preparation for a Ministerial Conference and a 2024 Summit.",
        [(1, "SOM", "2023-05-18", "in preparation for a Ministerial Conference and a 2024 Summit")],
    ),
    (
        "Steering Committee Meeting (3 May) followed by the 9th SOM (4 May)",
        [(1, "Steering Committee Meeting", "2023-05-03", None), (1, "9th SOM", "2023-05-04", None)],
    ),
    ("5 workshops and trainings on visas.", [(5, "workshops and trainings on visas", None, "visas")]),
    (
        "preparatory workshop and side event at the 2nd IMRF",
        [(1, "preparatory workshop", None, None), (1, "side event at the 2nd IMRF", None, None)],
    ),
    (
        "SOM (3 May) discussed the plan and the launch of a portal; one study visit.",
        [(1, "SOM", "2023-05-03", "discussed the plan and the launch of a portal"), (1, "study visit", None, None)],
    ),
    ("On 3-4 May, the 8th Ministerial Meeting.", [(1, "8th Ministerial Meeting", "2023-05-03/2023-05-04", None)]),
    ("The Prague Process held its 7th SOM on 3 May.", [(1, "7th SOM", "2023-05-03", None)]),
    ("The 5th SOM was held on 3-4 June.", [(1, "5th SOM", "2023-06-03/2023-06-04", None)]),
    (
        "SOM (3 May). Participants agreed on a plan. Workshop on data (4 May).",
        [(1, "SOM", "2023-05-03", None), (1, "Workshop on data", "2023-05-04", "data")],
    ),
    (
        "Meeting of the Working Group on Visas (3 May; 4 June).",
        [(1, "Meeting of the Working Group on Visas", "{2023-05-03,2023-06-04}", None)],
    ),
    (
        "deux réunions du Comité de pilotage (4 mars et 24 juin) ; un atelier sur le retour (2 mai)",
        [
            (2, "réunions du Comité de pilotage", "{2023-03-04,2023-06-24}", None),
            (1, "atelier sur le retour", "2023-05-02", "le retour"),
        ],
    ),
    (
        "XXI Reunión Viceministerial (1 de diciembre), tres talleres sobre trata de personas y una reunión técnica",
        [
            (1, "XXI Reunión Viceministerial", "2023-12-01", None),
            (3, "talleres sobre trata de personas", None, "trata de personas"),
            (1, "reunión técnica", None, None),
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[sentence[:40] for sentence, _ in SENTENCES])
def test_meetings_of_a_sentence(mentions_of, sentence, expected) -> None:
    assert [(m.count, m.title, m.edtf.text if m.edtf else None, m.topic) for m in mentions_of(sentence)] == expected


def test_dates_stand_one_by_one_with_the_month_carried_over(mentions_of) -> None:
    (mention,) = mentions_of("Working group meetings (18-19 and 24-25 March).")

    assert [(date.text, date.edtf.text) for date in mention.dates] == [
        ("18-19", "2023-03-18/2023-03-19"),
        ("24-25 March", "2023-03-24/2023-03-25"),
    ]
    assert mention.count == 2


def test_dates_in_figures_need_an_order(mentions_of) -> None:
    (unordered,) = mentions_of("SOM (03/04).")
    (ordered,) = mentions_of("SOM (03/04 and 15/04).", DateOrder.DAY_FIRST)

    assert unordered.words[0].reading.readings == ("2023-04-03", "2023-03-04")
    assert ordered.edtf.text == "{2023-04-03,2023-04-15}"


@pytest.mark.parametrize(
    ("sentence", "partners"),
    [
        ("Plenary Meeting between RCM and SACM (3 May)", ("rcm", "sacm")),
        ("joint workshop with Khartoum Process", ("khartoum-process",)),
        ("joint workshop with the Rabat Process on data", ("rabat-process",)),
        ("SOM (3 May) on cooperation with the Rabat Process", ()),
        ("6th PAFOM Forum (3 May)", ()),
    ],
)
def test_partners_are_named_by_the_name(mentions_of, sentence, partners) -> None:
    assert mentions_of(sentence)[0].partners == partners


def test_sentences_that_go_on_are_the_outcome(mentions_of) -> None:
    (mention,) = mentions_of("SOM (3 May). Participants agreed on a plan. They will meet again.")

    assert mention.outcome == "Participants agreed on a plan. They will meet again."


def test_a_place_beside_the_date_is_told_apart(mentions_of) -> None:
    assert [(m.place, m.edtf.text) for m in mentions_of("SOM (Vienna, Austria, 3 May); Workshop (4 May, online)")] == [
        ("Vienna, Austria", "2023-05-03"),
        ("online", "2023-05-04"),
    ]


def test_what_is_about_no_meeting_is_handed_back(vocabulary) -> None:
    text = "Migration matters. SOM (3 May)."
    mentions, unread = find_mentions(cast_shadow(text, mechanism_finder(vocabulary), year=2023))

    assert [text[start:end].strip() for start, end in unread] == ["Migration matters."]
    assert [mention.title for mention in mentions] == ["SOM"]


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("meetings", True),
        ("congress", False),
        ("Friends of the Forum", False),
        ("visites d'étude", True),
        ("SOM", False),
    ],
)
def test_plural(noun, expected) -> None:
    assert is_plural(noun) is expected


PIECES = st.sampled_from(
    ["SOM", "two", "webinars", "(3 May)", "(", ")", ",", ";", ". ", " and ", "on", "“", "”", "1st IMRF", "RCM", "\n",
     "in preparation for", "5-6 June", "Meeting", "of", "Réunion", "x" * 30, "4-module", "(July and September)", "À"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_any_sentence_is_read(vocabulary, text) -> None:
    mentions, unread = find_mentions(cast_shadow(text, mechanism_finder(vocabulary), year=2023))

    assert all(0 <= m.start <= m.end <= len(text) for m in mentions)
    assert all(start < end <= len(text) for start, end in unread)


@pytest.mark.parametrize(
    "text",
    [
        "SOM (3 May) in preparation for the Ministerial Conference " * 300,
        "SOM " + "(3 May) " * 300,
        "(" * 500 + "SOM" + ")" * 500,
        "meeting and " * 500,
    ],
)
def test_long_chains_are_read(vocabulary, text) -> None:
    mentions, _ = find_mentions(cast_shadow(text, mechanism_finder(vocabulary), year=2023))

    assert all(len(mention.title) <= 400 for mention in mentions)
