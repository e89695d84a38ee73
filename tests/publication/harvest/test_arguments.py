"""Every argument of the protocol, and every way to get it wrong."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.publication.harvest.arguments import Asked, RefusedError, parse

LIST = "verb=ListRecords&metadataPrefix=oai_dc"


LAST = datetime.max.replace(tzinfo=UTC)


def day(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def asked(query):
    return parse([tuple(part.split("=", 1)) for part in query.split("&") if part])


@pytest.mark.parametrize(
    ("query", "code"),
    {
        "": "badVerb",
        "verb=": "badVerb",
        "verb=listrecords": "badVerb",
        "verb=Identify&verb=Identify": "badVerb",
        "verb=Identify&set=a": "badArgument",
        "verb=Identify&nonsense=1": "badArgument",
        "verb=ListSets&resumptionToken=": "badResumptionToken",
        "verb=ListRecords&resumptionToken=": "badResumptionToken",
        "verb=ListSets&resumptionToken=a&set=b": "badArgument",
        "verb=GetRecord&identifier=oai:a:b": "badArgument",
        "verb=GetRecord&metadataPrefix=oai_dc": "badArgument",
        "verb=GetRecord&identifier=oai:a:b&metadataPrefix=marc21": "cannotDisseminateFormat",
        "verb=GetRecord&identifier=<a b>&metadataPrefix=oai_dc": "badArgument",
        "verb=GetRecord&identifier=%zz&metadataPrefix=oai_dc": "badArgument",
        "verb=ListMetadataFormats&identifier=": "badArgument",
        "verb=ListRecords": "badArgument",
        "verb=ListRecords&metadataPrefix=": "badArgument",
        "verb=ListRecords&metadataPrefix=a b": "badArgument",
        "verb=ListIdentifiers&metadataPrefix=marc21": "cannotDisseminateFormat",
        f"{LIST}&metadataPrefix=oai_dc": "badArgument",
        f"{LIST}&resumptionToken=a": "badArgument",
        f"{LIST}&set=a b": "badArgument",
        f"{LIST}&set=a::b": "badArgument",
        f"{LIST}&set=": "badArgument",
        f"{LIST}&from=2024": "badArgument",
        f"{LIST}&from=": "badArgument",
        f"{LIST}&from=2024-02-30": "badArgument",
        f"{LIST}&until=0000-01-01": "badArgument",
        f"{LIST}&from=2024-01-01T00:00:00": "badArgument",
        f"{LIST}&from=2024-01-01T00:00:60Z": "badArgument",
        f"{LIST}&from=２０２４-01-01": "badArgument",
        f"{LIST}&from=2024-01-02&until=2024-01-01": "badArgument",
        f"{LIST}&from=2024-01-01&until=2024-01-02T00:00:00Z": "badArgument",
    }.items(),
)
def test_what_is_wrong_has_its_code(query, code):
    with pytest.raises(RefusedError) as refused:
        asked(query)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("query", "since", "before"),
    [
        (LIST, None, None),
        (f"{LIST}&from=2024-01-31", day("2024-01-31"), None),
        (f"{LIST}&until=2024-01-31", None, day("2024-02-01")),
        (f"{LIST}&from=2024-01-31&until=2024-01-31", day("2024-01-31"), day("2024-02-01")),
        (f"{LIST}&until=2024-12-31T23:59:59Z", None, day("2025-01-01")),
        (f"{LIST}&until=9999-12-31", None, LAST),
        (f"{LIST}&until=9999-12-31T23:59:59Z", None, LAST),
    ],
)
def test_from_and_until_are_both_included(query, since, before):
    found = asked(query)
    assert (found.since, found.before) == (since, before)


def test_token_stands_alone():
    assert asked("verb=ListRecords&resumptionToken=a=b") == Asked("ListRecords", token="a=b")


NAMES = ["verb", "metadataPrefix", "set", "from", "until", "identifier", "resumptionToken", "x"]


@given(
    st.lists(st.tuples(st.sampled_from(NAMES), st.text() | st.sampled_from(["ListRecords", "oai_dc", "2024-01-01"])))
)
def test_anything_is_understood_or_refused(pairs):
    with suppress(RefusedError):
        assert parse(pairs).verb == dict(pairs)["verb"]
