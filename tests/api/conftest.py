"""A register with a little of everything, asked through the API; every answer is held against the description."""

import json
from functools import cache

import jsonschema
import pytest
from django.utils.translation import override

from iscm.api.openapi import described
from iscm.register.queries.paged.keyset import forget_counts
from tests.website.conftest import fill

ROOT = "/api/v1"


@pytest.fixture(autouse=True)
def afresh():
    """Nothing counted before, and English."""
    forget_counts()
    with override("en"):
        yield


@pytest.fixture
def register(db):
    """One of everything."""
    return fill()


@pytest.fixture
def ask(client):
    """`ask("/meetings?limit=2")` gives the answer, which is as the description says."""

    def get(address, **headers):
        response = client.get(address if address.startswith("/api/") else ROOT + address, headers=headers)
        check(response)
        return response

    return get


@cache
def description():
    """The description, closed: a field that it does not name is wrong here, though readers should ignore it."""
    made = described()
    for schema in made["components"]["schemas"].values():
        schema["additionalProperties"] = False
    return made


def check(response):
    """Hold an answer to a GET against the description of its call."""
    check_call(response, "get")


def check_call(response, method):
    """Hold an answer against the description of its call."""
    path = response.request["PATH_INFO"]
    calls = (each for pattern, each in description()["paths"].items() if method in each and fits(pattern, path))
    call = next((each[method] for each in calls), None)
    if call is None:
        assert response.status_code == 404
        return
    said = call["responses"][str(response.status_code)]
    content = said.get("content", {})
    if not content:
        assert response.content == b""
        return
    ((media, held),) = content.items()
    assert response.headers["Content-Type"] == media
    schema = {**held["schema"], "components": description()["components"]}
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    jsonschema.Draft202012Validator(schema, format_checker=checker).validate(json.loads(response.content))


def fits(pattern, path):
    """Whether an address is one of a call."""
    parts, asked = pattern.split("/"), path.split("/")
    return len(parts) == len(asked) and all(a == b or a.startswith("{") for a, b in zip(parts, asked, strict=True))
