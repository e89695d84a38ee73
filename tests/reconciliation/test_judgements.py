"""Verdicts and the clusters that follow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.reconciliation.judgements import AUTOMATIC, Cluster, Judgement, Verdict, find_clusters, standing


def judge(left, verdict, right, actor=AUTOMATIC):
    return Judgement(left, right, Verdict(verdict), actor)


@pytest.mark.parametrize(
    ("judgements", "expected"),
    [
        ([], [("a",), ("b",), ("c",)]),
        ([judge("a", "same", "b"), judge("b", "same", "c")], [("a", "b", "c")]),
        ([judge("a", "same", "b"), judge("b", "same", "c"), judge("a", "different", "c", "ann")], [("a", "b"), ("c",)]),
        ([judge("a", "same", "b"), judge("b", "different", "a", "ann")], [("a",), ("b",)]),
        ([judge("a", "different", "b", "ann"), judge("a", "same", "b")], [("a",), ("b",), ("c",)]),
        ([judge("a", "different", "b", "ann"), judge("a", "same", "b", "ann")], [("a", "b"), ("c",)]),
        ([judge("a", "unsure", "b", "ann")], [("a",), ("b",), ("c",)]),
        ([judge("a", "same", "nowhere")], [("a",), ("b",), ("c",)]),
        # What a person says joins first; the register's own guess then has to give way.
        (
            [judge("a", "same", "b"), judge("b", "same", "c", "ann"), judge("a", "different", "c", "ann")],
            [("a",), ("b", "c")],
        ),
    ],
)
def test_clusters_follow_from_judgements(judgements, expected):
    keys = sorted({key for cluster in expected for key in cluster} | {"a", "b"})
    assert [cluster.members for cluster in find_clusters(keys, judgements)] == expected


def test_group_is_attached_to_what_it_covers_and_is_no_meeting():
    judgements = [judge("g", "grouped", "a"), judge("g", "grouped", "b"), judge("a", "same", "c")]
    assert find_clusters("abcg", judgements) == (Cluster(("a", "c"), ("g",)), Cluster(("b",), ("g",)))


@pytest.mark.parametrize(
    "judgements",
    [
        [judge("a", "grouped", "b"), judge("b", "grouped", "c"), judge("c", "grouped", "a")],
        [judge("a", "grouped", "b"), judge("b", "same", "c"), judge("a", "same", "c")],
    ],
)
def test_groups_of_groups_leave_no_record_without_a_meeting(judgements):
    clusters = find_clusters("abc", judgements)
    assert sorted({key for cluster in clusters for key in (*cluster.members, *cluster.groups)}) == ["a", "b", "c"]


def test_automatic_same_does_not_bring_two_rows_of_one_document_together():
    document_of = {"x1": "x", "x2": "x", "y": "y"}
    judgements = [judge("x1", "same", "y"), judge("x2", "same", "y")]
    found = find_clusters(document_of, judgements, document_of)
    assert [cluster.members for cluster in found] == [("x1", "y"), ("x2",)]


def test_person_may_bring_two_rows_of_one_document_together():
    document_of = {"x1": "x", "x2": "x", "y": "y"}
    judgements = [judge("x1", "same", "y", "ann"), judge("x2", "same", "y", "ann")]
    (cluster,) = find_clusters(document_of, judgements, document_of)
    assert cluster.members == ("x1", "x2", "y")


def test_standing_judgement_of_a_person_outlives_later_automatic_ones():
    (held,) = standing([judge("a", "different", "b", "ann"), judge("b", "same", "a")]).values()
    assert (held.verdict, held.actor) == (Verdict.DIFFERENT, "ann")


KEYS = st.sampled_from("abcdef")
JUDGEMENTS = st.lists(
    st.builds(
        Judgement, KEYS, KEYS, st.sampled_from([Verdict.SAME, Verdict.DIFFERENT]), st.sampled_from([AUTOMATIC, "ann"])
    ).filter(lambda one: one.left != one.right),
    max_size=12,
)


@given(JUDGEMENTS)
def test_every_key_is_in_one_cluster_and_no_different_pair_is_together(judgements):
    clusters = [set(cluster.members) for cluster in find_clusters("abcdef", judgements)]
    assert sorted(key for cluster in clusters for key in cluster) == list("abcdef")
    apart = [set(pair) for pair, one in standing(judgements).items() if one.verdict is Verdict.DIFFERENT]
    assert not [pair for pair in apart if any(pair <= cluster for cluster in clusters)]
