"""Planning: wishes and plans as files, sentences of ideas."""

import json
from datetime import date

from hypothesis import strategies as st

from iscm.planning.plans_reading import LARGEST_WEIGHT, read_plan
from iscm.planning.wishes_reading import FIELDS, read_wishes
from iscm.register.queries.ideas import FIELDS as IDEA_FIELDS
from iscm.register.queries.ideas import read_idea
from tests.fuzzing.of_cells import vocabulary
from tests.fuzzing.pieces import DATES, NAMES, WHOLE, spoilt_json, spoilt_words
from tests.fuzzing.targets import Target

TODAY = date(2026, 11, 21)
USUAL = (date(2027, 1, 1), date(2027, 12, 31))
WISH = {
    "key": "a", "title": "SOM", "mechanisms": ["rcm"], "days": 3, "periods": ["2027-10", "2027-10-04/2027-11-12"],
    "city": "Tunis", "country": "TN", "online": False, "fixed": None, "after": [{"key": "b", "least": 7, "most": 30}],
    "before": "b 7 30", "themes": ["data"], "un_week": "no", "body": "", "kind": "som",
}  # fmt: skip
WISHES = {"wishes": [WISH, {"key": "b", "days": "2", "fixed": "2027-10-20"}]}
TOML = '[[wishes]]\nkey = "a"\ndays = 3\nperiods = ["2027-10"]\nfixed = 2027-10-04\nafter = [{key = "b", least = 7}]\n'
CSV = f"{','.join(FIELDS)}\na,SOM,rcm;sacm,,som,3,2027-10;2027-33,Tunis,TN,yes,2027-10-04,b 7 30,,data,no\n"
PLAN = {"dates": {"a": "2027-10-04", "b": "2027-10-20"}, "weight": 3.5, "bound": 1}
SENTENCES = (
    "SOM of the Prague Process, 3 days, Vilnius, week of 20 April",
    "three-day week in October or November, members of Rabat and Khartoum, avoiding UNGA week",
    "Workshop of RCM in San José, Costa Rica; second half of May 2027; avoid Ramadan; host TN",
)


def wishes_are_read_or_faults_said(case):
    content, form = case
    wishes, faults = read_wishes(content, form, USUAL)
    assert wishes.wishes or faults
    assert all(wish.days >= 1 for wish in wishes.wishes)
    if not faults:
        assert len({wish.key for wish in wishes.wishes}) == len(wishes.wishes)


def plan_is_read_or_refused(content):
    try:
        found = read_plan(content)
    except ValueError as error:
        assert str(error).startswith(("it is no", "the day of"))
        return
    assert 0 <= found.cost <= LARGEST_WEIGHT
    assert 0 <= found.bound <= LARGEST_WEIGHT


def idea_is_understood_or_its_faults_said(fields):
    found = read_idea(fields, vocabulary(), TODAY)
    assert (found.idea is None) == bool(found.faults)
    assert found == read_idea(fields, vocabulary(), TODAY)
    assert all(fault.field in {*IDEA_FIELDS, ""} for fault in found.faults)


JSONS = spoilt_json(WISHES).map(lambda held: (json.dumps(held).encode(), "json"))
TEXTS = st.tuples(
    spoilt_words([CSV, TOML, json.dumps(WISHES)], 5).map(lambda text: text.encode("utf-8", "replace")),
    st.sampled_from(["csv", "toml", "json"]),
)
PHRASES = st.sampled_from(
    [*SENTENCES, *DATES, *NAMES, "members of", "avoiding", "3 days", "host States", "week of", "in", "or"]
)
SAID = st.lists(PHRASES | WHOLE, max_size=5).map(", ".join) | spoilt_words(SENTENCES)
TARGETS = (
    Target("wishes", JSONS | TEXTS, wishes_are_read_or_faults_said, 20),
    Target(
        "plans",
        spoilt_json(PLAN).map(lambda held: json.dumps(held).encode()) | st.binary(max_size=40),
        plan_is_read_or_refused,
    ),
    Target(
        "sentences of ideas",
        st.dictionaries(st.sampled_from(IDEA_FIELDS), SAID, max_size=4),
        idea_is_understood_or_its_faults_said,
        20,
        needs_register=True,
    ),
)
