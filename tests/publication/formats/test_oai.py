"""Answers as the protocol wants them written."""

from datetime import UTC, datetime

import pytest

from iscm.publication.formats import oai
from iscm.publication.formats.oai import Answer, Onward, Repository
from iscm.publication.harvest.values import Head
from iscm.publication.harvest.xml import Element
from tests.factories.oai import OAI, check, error_of

HERE = Repository("The <Office>", "https://calendar.example.org/oai", "calendar.example.org", "office@example.org")
NOW = "2024-01-01T00:00:00Z"
AT = datetime(2024, 1, 1, 12, 30, 15, 5, UTC)
HEAD = Head("meeting/1", AT, is_gone=False, sets=("meetings", "mechanism:rcm"))
GONE = Head("meeting/2", AT, is_gone=True, sets=("meetings",))


def answered(content, **asked):
    return check(oai.render(Answer(NOW, HERE.address, asked), content))


def test_error_says_its_code_and_why():
    assert error_of(oai.render(Answer(NOW, HERE.address), oai.error("badVerb", "say <verb>\x00"))) == "badVerb"


def test_identify_keeps_deleted_records_and_counts_in_seconds():
    found = answered(oai.identify(HERE, NOW, "meeting/1"), verb="Identify").find(f"{OAI}Identify")
    said = {name: found.findtext(OAI + name) for name in ("repositoryName", "deletedRecord", "granularity")}
    assert said == {
        "repositoryName": "The <Office>",
        "deletedRecord": "persistent",
        "granularity": "YYYY-MM-DDThh:mm:ssZ",
    }
    assert found.findtext(".//{*}sampleIdentifier") == "oai:calendar.example.org:meeting/1"


@pytest.mark.parametrize(
    ("host", "is_one"),
    {
        "calendar.example.org": True, "a-b.example": True, "localhost": False, "127.0.0.1": False, "::1": False,
        "a..b": False, "": False,
    }.items(),
)  # fmt: skip
def test_scheme_of_identifiers_wants_a_domain(host, is_one):
    here = Repository("x", "http://x/oai", host, "a@b.c")
    found = check(oai.render(Answer(NOW, "http://x/oai"), oai.identify(here, NOW, "meeting/1")))
    assert (oai.is_domain(host), found.find(".//{*}scheme") is not None) == (is_one, is_one)


def test_identifiers_are_of_this_repository():
    assert HERE.name_in(HERE.identifier("meeting/1")) == "meeting/1"
    assert [HERE.name_in(text) for text in ("meeting/1", "oai:other.org:meeting/1", "")] == ["", "", ""]


def test_deleted_record_is_a_head_alone():
    content = Element("about:x", "", {"xmlns:about": "tag:x"})
    items = [oai.record(HEAD, HERE, content), oai.record(GONE, HERE, None)]
    live, gone = answered(oai.listed("ListRecords", items, None)).iter(f"{OAI}record")
    assert [one.get("status") for one in (live[0], gone[0])] == [None, "deleted"]
    assert [len(one) for one in (live, gone)] == [2, 1]
    assert [one.text for one in live[0].iter(f"{OAI}setSpec")] == ["meetings", "mechanism:rcm"]
    assert gone[0].findtext(f"{OAI}datestamp") == "2024-01-01T12:30:15Z"


@pytest.mark.parametrize("token", ["a:b-c", ""])
def test_list_goes_on_or_ends_with_an_empty_token(token):
    found = answered(oai.listed("ListIdentifiers", [oai.header(HEAD, HERE)], Onward(token, 7, 5)))
    end = found.find(f".//{OAI}resumptionToken")
    assert (end.text or "", dict(end.attrib)) == (token, {"completeListSize": "7", "cursor": "5"})


def test_sets_and_formats():
    assert len(answered(oai.sets([("mechanism:rcm", "RCM")]))[2]) == 1
    assert len(answered(oai.formats([("oai_dc", "http://a/b.xsd", "http://a/")]))[2]) == 1
