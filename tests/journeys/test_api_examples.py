"""The whole answers in the description of the API are what the register that the package carries answers."""

import json
import urllib.request

from iscm.api.openapi import described
from scripts.make_api_examples import ADDRESSES, collect
from tests.browsing import PATIENCE


def test_the_answers_in_the_description_are_those_of_a_running_register(live_site):
    def ask(path):
        with urllib.request.urlopen(live_site + path, timeout=PATIENCE) as answer:
            return json.load(answer)

    calls = [call for path in described()["paths"].values() for call in path.values()]
    held = {call["operationId"]: call["responses"].get("200", {}).get("content", {}) for call in calls}
    answers = {call: content.get("application/json", {}) for call, content in held.items()}
    told = {call: answer["example"] for call, answer in answers.items() if "example" in answer}
    found = collect(ask, live_site, ADDRESSES)
    # A register that was just built has no edition.
    assert told.keys() - found.keys() == {"getEdition", "listEditions"}
    assert found == {call: told[call] for call in found}, "run: scripts/make_api_examples.py, then write_openapi"
