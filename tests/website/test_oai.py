"""The repository as harvesters see it: six verbs, every error, tokens that say all and are taken only as given."""

from datetime import timedelta

import pytest
from lxml import etree

from iscm.domain.names import fold
from iscm.publication.harvest import own_format
from iscm.register.models import MaterialStamp, Meeting, Publication
from tests.factories.oai import OAI, check, error_of
from tests.factories.rows import NOON, add_document, add_meeting, add_theme, cite

pytestmark = pytest.mark.django_db
LIST = {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc"}
RECORDS = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}
PAGE = 100


@pytest.fixture
def ask(client):
    """Ask by GET; gives the root of an answer that keeps to the rules."""

    def ask(**asked):
        response = client.get("/oai", asked)
        assert (response.status_code, response["Content-Type"]) == (200, "text/xml; charset=utf-8")
        return check(response.content)

    return ask


@pytest.fixture
def refuse(client):
    """Ask by GET; gives the code of the error."""
    return lambda **asked: error_of(client.get("/oai", asked).content)


def add_material(title="A study", at=NOON, **rest):
    name = f"{MaterialStamp.objects.count():020}"
    Publication.objects.create(title=title, title_key=fold(title), kind="study", **rest)
    MaterialStamp.objects.create(name=name, title_key=fold(title), digest="", touched_at=at)
    return f"oai:testserver:library/{name}"


def identifier(meeting):
    return f"oai:testserver:meeting/{meeting.uid}"


def identifiers(root):
    return [one.text for one in root.iter(f"{OAI}identifier")]


def token(root):
    return root.find(f".//{OAI}resumptionToken")


def withdraw(meeting, at):
    values = {"is_listed": False, "withdrawn_at": at, "touched_at": at}
    Meeting.objects.filter(pk=meeting.pk).update(**values)


def test_empty_register_is_a_repository_too(ask, refuse):
    assert ask(verb="Identify").findtext(f".//{OAI}earliestDatestamp") == "1970-01-01T00:00:00Z"
    assert len(ask(verb="ListSets")[2]) == 4
    assert refuse(**LIST) == "noRecordsMatch"


def test_identify(ask, settings):
    settings.PUBLISHER, settings.CONTACT = ("The Office", "A unit"), "office@example.org"
    add_meeting()
    found = ask(verb="Identify")[2]
    said = ("repositoryName", "baseURL", "adminEmail", "earliestDatestamp", "deletedRecord")
    assert [found.findtext(OAI + name) for name in said] == [
        "The Office, A unit",
        "http://testserver/oai",
        "office@example.org",
        "2024-09-24T12:00:00Z",
        "persistent",
    ]


def test_site_url_names_the_repository_wherever_it_is_asked(ask, settings):
    settings.SITE_URL = "https://calendar.example.org/iscm"
    meeting = add_meeting()
    assert ask(verb="Identify").findtext(f".//{OAI}baseURL") == "https://calendar.example.org/iscm/oai"
    named = f"oai:calendar.example.org:meeting/{meeting.uid}"
    found = ask(verb="GetRecord", identifier=named, metadataPrefix="oai_dc")
    page = f"https://calendar.example.org/iscm/meetings/{meeting.uid}/"
    assert next(one.text for one in found.iter("{http://purl.org/dc/elements/1.1/}identifier")) == page


def test_answer_repeats_what_was_asked_unless_it_was_wrong(ask, client):
    meeting = add_meeting()
    asked = {"verb": "GetRecord", "identifier": identifier(meeting), "metadataPrefix": "iscm"}
    assert dict(ask(**asked)[1].attrib) == asked
    wrong = check(client.get("/oai", {"verb": "Identify", "x\x01": "<y>"}).content)
    assert dict(wrong[1].attrib) == {}


def test_formats_of_all_and_of_one(ask):
    meeting, material = add_meeting(), add_material()
    prefixes = {
        name: [one.text for one in ask(verb="ListMetadataFormats", **about).iter(f"{OAI}metadataPrefix")]
        for name, about in {
            "all": {},
            "meeting": {"identifier": identifier(meeting)},
            "material": {"identifier": material},
        }.items()
    }
    assert prefixes == {"all": ["oai_dc", "iscm"], "meeting": ["oai_dc", "iscm"], "material": ["oai_dc"]}


def test_sets_are_named(ask):
    add_meeting(themes=("data",))
    found = {one[0].text: one[1].text for one in ask(verb="ListSets").iter(f"{OAI}set")}
    assert list(found) == ["meetings", "library", "mechanism", "mechanism:gfmd", "theme", "theme:data"]
    assert (found["mechanism:gfmd"], found["theme:data"] != "data") == ("GFMD", True)


def test_own_format_of_a_record_keeps_to_the_schema_that_is_served(ask, client):
    meeting = add_meeting(themes=("data",), initiatives=("gcm",))
    cite(meeting, add_document(), title=("x", "x"))
    response = client.get("/oai/iscm.xsd")
    assert (response.status_code, response["Content-Type"]) == (200, "text/xml; charset=utf-8")
    found = ask(verb="GetRecord", identifier=identifier(meeting), metadataPrefix="iscm")
    (record,) = found.iter(f"{{{own_format.NAMESPACE}}}meeting")
    etree.XMLSchema(etree.fromstring(response.content)).assertValid(etree.ElementTree(record))


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({}, "badVerb"),
        ({"verb": "Identify", "set": "x"}, "badArgument"),
        (
            {"verb": "GetRecord", "identifier": "oai:testserver:meeting/none", "metadataPrefix": "oai_dc"},
            "idDoesNotExist",
        ),
        ({"verb": "GetRecord", "identifier": "http://elsewhere/", "metadataPrefix": "oai_dc"}, "idDoesNotExist"),
        ({"verb": "ListMetadataFormats", "identifier": "oai:testserver:"}, "idDoesNotExist"),
        ({"verb": "ListRecords", "metadataPrefix": "marc21"}, "cannotDisseminateFormat"),
        ({**LIST, "set": "mechanism:nobody"}, "noRecordsMatch"),
        ({**LIST, "set": "nothing"}, "noRecordsMatch"),
        ({**LIST, "metadataPrefix": "iscm", "set": "library"}, "noRecordsMatch"),
        ({**LIST, "from": "2024-09-25"}, "noRecordsMatch"),
        ({**LIST, "until": "2024-09-23"}, "noRecordsMatch"),
        ({"verb": "ListSets", "resumptionToken": "x"}, "badResumptionToken"),
        ({"verb": "ListRecords", "resumptionToken": "x"}, "badResumptionToken"),
        ({"verb": "ListRecords", "resumptionToken": ""}, "badResumptionToken"),
    ],
)
def test_every_error_has_its_code(refuse, asked, code):
    add_meeting()
    assert refuse(**asked) == code


def test_publication_is_not_given_out_in_the_format_of_meetings(refuse, ask):
    material = add_material()
    assert refuse(verb="GetRecord", identifier=material, metadataPrefix="iscm") == "cannotDisseminateFormat"
    assert identifiers(ask(verb="GetRecord", identifier=material, metadataPrefix="oai_dc")) == [material]


def test_arguments_may_be_posted(client, ask):
    meeting = add_meeting()
    response = client.post("/oai", LIST)
    assert identifiers(check(response.content)) == identifiers(ask(**LIST)) == [identifier(meeting)]


def test_posting_needs_no_cookie_of_ours():
    from django.test import Client

    add_meeting()
    assert Client(enforce_csrf_checks=True).post("/oai", LIST).status_code == 200


def test_other_methods_are_refused(client):
    assert [client.put("/oai").status_code, client.delete("/oai").status_code] == [405, 405]


def test_argument_twice_is_refused(client):
    assert (
        error_of(client.get("/oai?verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc").content)
        == "badArgument"
    )


@pytest.mark.parametrize(
    ("times", "number"),
    [
        ({"from": "2024-09-24T12:00:00Z"}, 2),
        ({"from": "2024-09-24T12:00:01Z"}, 1),
        ({"until": "2024-09-24T12:00:00Z"}, 1),
        ({"from": "2024-09-24", "until": "2024-09-24"}, 1),
        ({"from": "2024-09-25"}, 1),
    ],
)
def test_from_and_until_are_included(ask, times, number):
    add_meeting("One", last_modified=NOON + timedelta(milliseconds=999))
    add_meeting("Two", last_modified=NOON + timedelta(days=1))
    assert len(identifiers(ask(**LIST, **times))) == number


def test_withdrawn_and_merged_meetings_are_deleted_heads_in_every_list(ask):
    withdrawn, merged, other = add_meeting("Withdrawn"), add_meeting("Merged"), add_meeting("Other")
    withdraw(withdrawn, NOON + timedelta(hours=1))
    later = NOON + timedelta(hours=2)
    Meeting.objects.filter(pk=merged.pk).update(is_listed=False, merged_into=other, touched_at=later)
    gone = [identifier(withdrawn), identifier(merged)]
    for prefix in ("oai_dc", "iscm"):
        heads = list(
            ask(verb="ListRecords", metadataPrefix=prefix, **{"from": "2024-09-24T13:00:00Z"}).iter(f"{OAI}header")
        )
        assert [(one.get("status"), one[0].text) for one in heads] == [("deleted", name) for name in gone]
        for name in gone:
            record = ask(verb="GetRecord", identifier=name, metadataPrefix=prefix).find(f".//{OAI}record")
            assert (len(record), record[0].get("status")) == (1, "deleted")


def test_material_that_went_stays_as_a_deleted_head(ask):
    material = add_material()
    Publication.objects.all().delete()
    MaterialStamp.objects.update(is_gone=True, touched_at=NOON + timedelta(hours=1))
    head = ask(verb="GetRecord", identifier=material, metadataPrefix="oai_dc").find(f".//{OAI}header")
    assert (head.get("status"), head.findtext(f"{OAI}datestamp")) == ("deleted", "2024-09-24T13:00:00Z")


@pytest.fixture
def long_list(db):
    """Two and a half pages."""
    return [identifier(add_meeting(f"Meeting {n}")) for n in range(2 * PAGE + 50)]


def test_long_list_is_given_out_page_by_page(ask, long_list):
    found, cursors, root = [], [], ask(**LIST)
    while True:
        found += identifiers(root)
        end = token(root)
        cursors.append((int(end.get("cursor")), int(end.get("completeListSize"))))
        if not end.text:
            break
        root = ask(verb="ListIdentifiers", resumptionToken=end.text)
    assert found == long_list
    assert cursors == [(0, 250), (PAGE, 250), (2 * PAGE, 250)]


def test_same_token_is_answered_the_same_again(ask, long_list):
    asked = {"verb": "ListIdentifiers", "resumptionToken": token(ask(**LIST)).text}
    one, again = ask(**asked), ask(**asked)
    assert etree.tostring(one[2]) == etree.tostring(again[2])


def test_token_keeps_set_format_and_time(ask, long_list):
    add_theme("data")
    first, *_ = Meeting.objects.all()
    Meeting.objects.filter(pk=first.pk).update(touched_at=NOON + timedelta(days=2))
    asked = {"verb": "ListRecords", "metadataPrefix": "iscm", "set": "mechanism:gfmd", "until": "2024-09-24"}
    root = ask(**asked)
    found = identifiers(root)
    while token(root).text:
        root = ask(verb="ListRecords", resumptionToken=token(root).text)
        found += identifiers(root)
        assert len(list(root.iter(f"{{{own_format.NAMESPACE}}}meeting"))) == len(identifiers(root))
    assert found == long_list[1:]


def test_token_is_taken_only_as_it_was_given(ask, refuse, long_list):
    given = token(ask(**LIST)).text
    changed = [given[:n] + ("A" if given[n] != "A" else "B") + given[n + 1 :] for n in range(0, len(given), 7)]
    for wrong in (*changed, given + "A", given[:-1], given.replace(":", ""), given.swapcase(), "a:b", "é"):
        assert refuse(verb="ListIdentifiers", resumptionToken=wrong) == "badResumptionToken"
    assert refuse(verb="ListRecords", resumptionToken=given) == "badResumptionToken"


def test_list_of_one_page_has_no_token(ask):
    add_meeting()
    assert token(ask(**LIST)) is None


def test_list_whose_rest_left_the_set_ends(ask, refuse, long_list):
    given = token(ask(**LIST, set="mechanism:gfmd")).text
    for meeting in Meeting.objects.all():
        meeting.parties.all().delete()
    assert refuse(verb="ListIdentifiers", resumptionToken=given) == "noRecordsMatch"


HOSTILE = "\x01\x1b[2J <script>&amp; ]]> \u202egnp\u202c \ufffe\u0645 \U0001f600 \u0085\u2028\r\n"


@pytest.mark.parametrize("prefix", ["oai_dc", "iscm"])
def test_hostile_words_leave_the_answer_well_formed(ask, prefix):
    meeting = add_meeting(HOSTILE, places=(f"{HOSTILE}|CH",), outcome=HOSTILE, topic=HOSTILE)
    cite(meeting, add_document(title=HOSTILE), title=("x", "x"))
    add_material(HOSTILE, url=f"https://example.org/{HOSTILE}")
    found = ask(verb="ListRecords", metadataPrefix=prefix)
    (title, *_) = (one.text for one in found.iter("{*}title"))
    assert "<script>&amp; ]]> \u202egnp\u202c" in title


@pytest.mark.parametrize("number", [1, 7, 50])
def test_number_of_queries_does_not_grow_with_the_page(client, number, django_assert_num_queries):
    document = add_document()
    for n in range(number):
        cite(add_meeting(f"Meeting {n}", themes=("data",)), document, title=("x", "x"))
        add_material(f"Study {n}")
    for asked, queries in (
        (LIST, 5), (RECORDS, 15), ({**RECORDS, "metadataPrefix": "iscm"}, 10), ({"verb": "ListSets"}, 3),
        ({"verb": "Identify"}, 7),
    ):  # fmt: skip
        with django_assert_num_queries(queries):
            client.get("/oai", asked)
