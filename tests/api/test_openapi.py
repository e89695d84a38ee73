"""The description: valid, the same as the kept copy, with every call named for good."""

import json
from pathlib import Path

import jsonschema
import pytest

from iscm.api.openapi import SAYS, described, described_as_text
from tests.api.conftest import description

KEPT = Path(__file__).resolve().parents[2] / "docs" / "openapi.json"


def calls():
    return [call for path in described()["paths"].values() for call in path.values()]


def open_calls():
    """Those that anybody may make: they read, and what they answer may be kept."""
    return [call for call in calls() if "security" not in call]


def test_the_kept_copy_is_what_is_served(db, client):
    assert KEPT.read_text(encoding="utf-8") == described_as_text(), "run: iscm manage write_openapi docs/openapi.json"
    served = client.get("/api/v1/openapi.json")
    assert served.content.decode() == described_as_text()
    assert client.get("/api/v1/openapi.json", headers={"if-none-match": served.headers["ETag"]}).status_code == 304


def test_it_is_openapi_3_1_with_names_that_stay():
    made = described()
    assert made["openapi"] == "3.1.0"
    assert sorted(call["operationId"] for call in calls()) == [
        "getCountry", "getDocument", "getEdition", "getInitiative", "getMechanism", "getMeeting", "getRecord",
        "getSubmission", "getTheme", "listChanges", "listClashes", "listCountries", "listDocuments", "listEditions",
        "listInitiatives", "listMaterials", "listMechanisms", "listMeetings", "listMemberships", "listOverlaps",
        "listProblems", "listRecords", "listThemes", "listWindows", "sendSubmission",
    ]  # fmt: skip


@pytest.mark.parametrize("call", open_calls(), ids=lambda call: call["operationId"])
def test_every_call_has_a_whole_answer_that_is_as_described(call):
    held = call["responses"]["200"]["content"]["application/json"]
    schema = {**held["schema"], "components": description()["components"]}
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    jsonschema.Draft202012Validator(schema, format_checker=checker).validate(held["example"])
    assert held["example"].get("items") != []


def test_every_reference_leads_to_a_schema():
    text = json.dumps(described())
    named = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert named - set(described()["components"]["schemas"]) == set()


def test_only_what_has_a_key_writes_and_says_so():
    keyed = {call["operationId"]: set(call["responses"]) for call in calls() if "security" in call}
    assert keyed == {
        "sendSubmission": {"201", "400", "401", "403", "409", "422", "429"},
        "getSubmission": {"200", "400", "401", "404", "429"},
    }
    methods = {(path, method) for path, found in described()["paths"].items() for method in found if method != "get"}
    assert methods == {("/api/v1/submissions", "post")}


@pytest.mark.parametrize("call", open_calls(), ids=lambda call: call["operationId"])
def test_every_call_says_what_may_come(call):
    assert {"200", "304", "400", "404", "429"} <= set(call["responses"])
    for status, response in call["responses"].items():
        assert response["description"] == SAYS[status]
        assert [*response.get("content", {})] == (
            [] if status in {"301", "304"} else ["application/json" if status == "200" else "application/problem+json"]
        )
    assert all(one["description"] for one in call["parameters"] if one["in"] == "query")
