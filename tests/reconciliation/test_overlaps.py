"""The five real documents: every known overlap is found, nothing else is merged without a person."""

import csv
from itertools import combinations

import pytest

from iscm.reconciliation.candidates import find_candidates
from iscm.reconciliation.comparison import compare
from iscm.reconciliation.deciding import decide
from iscm.reconciliation.judgements import Verdict, find_clusters
from iscm.reconciliation.references import resolve_references
from tests.factories.records import expected_readings, occurrences_of

pytestmark = pytest.mark.shared
REFERENCES = {  # what `overlaps.csv` numbers r1, r2, r3 is named by these records
    "highlights-2021#r1": "highlights-2021#8",
    "highlights-2021#r2": "highlights-2021#8",
    "highlights-2021#r3": "highlights-2021#31",
    "highlights-2021#global_meeting": "highlights-2021#57",
    "highlights-2022#global_meeting": "highlights-2022#79",
}


@pytest.fixture(scope="module")
def known(shared):
    return occurrences_of(*expected_readings(shared))


@pytest.fixture(scope="module")
def decisions(known, vocabulary):
    return decide((compare(*pair, vocabulary) for pair in find_candidates(known)), vocabulary)


@pytest.fixture(scope="module")
def overlaps(shared):
    found = {}
    for row in csv.DictReader((shared / "expected" / "overlaps.csv").read_text().splitlines()):
        ends = (f"{row['doc_a']}#{row['n_a']}", f"{row['doc_b']}#{row['n_b']}")
        found.setdefault(row["verdict"], set()).add(frozenset(REFERENCES.get(end, end) for end in ends))
    return found


def pairs(judgements, verdict):
    return {frozenset(judgement.pair) for judgement in judgements if judgement.verdict is verdict}


def test_same_pairs_are_judged_same_and_no_others(decisions, overlaps):
    assert pairs(decisions.judgements, Verdict.SAME) == overlaps["same"]


def test_grouped_pairs_are_judged_grouped_and_no_others(decisions, overlaps):
    assert pairs(decisions.judgements, Verdict.GROUPED) == overlaps["same-but-grouped"]


def test_uncertain_pairs_become_questions(decisions, overlaps, known, vocabulary):
    asked = {frozenset((one.comparison.left.key, one.comparison.right.key)) for one in decisions.questions}
    asked |= {
        frozenset((one.reference.occurrence.key, one.target.key))
        for one in resolve_references(known, vocabulary)
        if not one.is_clear
    }
    assert overlaps["uncertain"] - asked == set()


def test_no_reference_is_settled_without_a_person_but_within_its_own_days(known, vocabulary):
    clear = [one for one in resolve_references(known, vocabulary) if one.is_clear]
    assert [(one.reference.occurrence.key, one.target.key) for one in clear] == []


def test_clusters_hold_two_rows_of_one_document_only_where_it_prints_a_joint_meeting_twice(decisions, known, overlaps):
    document_of = {one.key: one.source.document for one in known}
    clusters = find_clusters(document_of, decisions.judgements, document_of)
    together = {
        frozenset(pair)
        for cluster in clusters
        for pair in combinations(cluster.members, 2)
        if document_of[pair[0]] == document_of[pair[1]]
    }
    assert together == {pair for pair in overlaps["same"] if len({document_of[key] for key in pair}) == 1}


def test_near_duplicates_by_date_stay_apart(decisions, known):
    pafom = {"highlights-2022#48", "highlights-2022#49"}
    assert not [one for one in decisions.judgements if set(one.pair) == pafom]
