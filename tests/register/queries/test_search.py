"""Search finds alike on both databases, as readers of each script expect."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from iscm.register.models import Meeting
from iscm.register.operations.index import index_meetings
from iscm.register.queries.analyser import folded, tokens, words
from iscm.register.queries.search import Hits, search
from tests.factories.rows import add_mechanism, add_meeting, add_territory

TITLES = (
    "Senior Officials' Meeting on labour migration",
    "Cumbre de Bogotá sobre integración",
    "اجتماع كبار المسؤولين حول الهجرة",
    "Совещание по миграции и развитию",
    "高级官员会议",
    "Workshop on data",
)


@pytest.mark.parametrize(
    ("text", "plain"),
    [("Bogotá", "bogota"), ("TÜRKİYE", "turkiye"), ("هِجْرَة", "هجره"), ("ﬁnal", "final"), ("ЁЛКА", "елка")],
)
def test_letters_are_folded(text, plain):
    assert folded(text) == plain


def test_chinese_is_cut_into_pairs_and_a_single_letter_stays():
    assert words("高级官员 2024年 会") == ["高级", "级官", "官员", "2024", "年", "会"]


def test_stem_stands_beside_its_word():
    assert tokens("migrations") == ["migrations", "migrat"]


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_has_tokens_without_signs(text):
    assert all(token.isalnum() for token in tokens(text))


@pytest.fixture
def filled(db):
    for day, title in enumerate(TITLES, start=1):
        add_meeting(title, f"2024-03-{day:02}", places=())
    index_meetings()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("labor", ()),
        ("LABOUR migrations", (0,)),
        ("migrat", (0,)),
        ("offic", (0,)),
        ("bogota", (1,)),
        ("integracion", (1,)),
        ("هجرة", (2,)),
        ("الهجرة", (2,)),
        ("هِجْرَة", (2,)),
        ("миграция", (3,)),
        ("官员", (4,)),
        ("data workshop", (5,)),
        ("data -workshop", (5,)),
        ("meeting labour nothing", ()),
        ("", ()),
        ("!!! ***", ()),
    ],
)
def test_search_finds_what_has_all_the_words(filled, query, found):
    titles = dict(Meeting.objects.values_list("uid", "title"))
    assert [titles[uid] for uid in search(query).meetings] == [TITLES[n] for n in found]


def test_search_finds_by_mechanism_country_and_year(db):
    add_mechanism("gfmd", name="Global Forum on Migration and Development")
    add_territory("CH", "Switzerland")
    meeting = add_meeting("Youth Forum", "2024-01-21")
    index_meetings()
    for query in ("gfmd", "global forum", "switz", "Geneva 2024"):
        assert search(query).meetings == (meeting.uid,)
    assert search("development").mechanisms == ("gfmd",)


def test_title_counts_more_than_the_rest(db):
    add_meeting("Border management", "2024-05-01", outcome="Nothing on data")
    second = add_meeting("Data", "2023-05-01", mechanisms=("rcm",))
    index_meetings()
    assert search("data").meetings[0] == second.uid


def test_index_follows_a_change_and_forgets_what_is_gone(db):
    meeting = add_meeting("Youth Forum", "2024-01-21")
    index_meetings()
    meeting.title = "Mayors Forum"
    meeting.save()
    assert index_meetings([meeting.uid]) == 1
    assert (search("youth").meetings, search("mayors").meetings) == ((), (meeting.uid,))
    meeting.is_listed = False
    meeting.save()
    assert index_meetings([meeting.uid]) == 0
    assert search("mayors") == Hits()


class HostileQueries(TestCase):
    """Whatever is typed is words, never an operator."""

    @settings(max_examples=60, deadline=None)
    @given(
        st.text(max_size=300)
        | st.sampled_from(['"', "NEAR(a b)", "a AND", "a:*", "'", "a & !b", "\\", "\0x", "a' | 'b"])
    )
    def test_any_query_is_answered(self, query):
        assert isinstance(search(query), Hits)


@pytest.mark.parametrize("bounds", [(3, 1_000), (1, 2)])
def test_of_very_many_the_latest_are_told_beside_what_is_not_a_meeting(db, monkeypatch, bounds):
    monkeypatch.setattr("iscm.register.queries.search.MOST_WEIGHED", bounds[0])
    monkeypatch.setattr("iscm.register.queries.search.MOST_SORTED", bounds[1])
    monkeypatch.setattr("iscm.register.queries.search.MOST_TOLD", 3)
    add_mechanism("labour-talks")
    for day in (4, 2, 9, 7, 5):
        add_meeting(f"Labour workshop {day}", f"2024-03-{day:02}", places=())
    add_meeting("Something else", "2025-01-01", places=())
    index_meetings()
    titles = dict(Meeting.objects.values_list("uid", "title"))
    for query in ("labours workshop", "labour works", "LABOUR 2024"):
        found = search(query)
        assert [titles[uid] for uid in found.meetings] == [f"Labour workshop {day}" for day in (9, 7, 5)]
        assert (found.is_cut, found.by_date) == (True, True)
    found = search("labour")
    assert (found.mechanisms, found.number) == (("labour-talks",), min(6, bounds[1] + 1))
