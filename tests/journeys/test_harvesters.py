"""Two harvesters that are not ours read a running site to the end, while nothing changes and while much does."""

import warnings
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice

import pytest
from oaipmh_scythe import Scythe
from oaipmh_scythe.exceptions import NoRecordsMatch as NothingForScythe

from iscm.data.reference import KnownPublication
from iscm.domain.documents import Document
from iscm.reconciliation.judgements import Verdict
from iscm.register.models import Meeting, MeetingCitation
from iscm.register.operations.correct import correct
from iscm.register.operations.ingest import ingest_readings
from iscm.register.operations.judge import judge
from iscm.register.operations.materials import stamp_materials
from iscm.register.operations.reference import load_reference
from tests.browsing import PATIENCE
from tests.factories.records import make_reading, make_record

with warnings.catch_warnings():  # of patterns that are written as Python 2 let them be
    warnings.simplefilter("ignore", DeprecationWarning)
    from sickle import Sickle
    from sickle.oaiexceptions import NoRecordsMatch as NothingForSickle

LONG_AGO = datetime(2024, 1, 1, 8, tzinfo=UTC)
BEGAN = "2024-01-01T08:00:00Z"
MEETINGS, MATERIALS, PAGE = 230, 25, 100
DC = "oai_dc"
Seen = tuple[str, bool, str]
"""An identifier, whether it is gone, its datestamp."""


def by_sickle(
    address: str, since: str | None = None, spec: str | None = None, prefix: str = "oai_dc"
) -> Iterator[Seen]:
    """Records as sickle finds them."""
    asked = {"metadataPrefix": prefix, "from": since, "set": spec}
    client = Sickle(address, timeout=PATIENCE)
    for one in client.ListRecords(**{name: value for name, value in asked.items() if value}):
        yield one.header.identifier, one.deleted, one.header.datestamp


def by_scythe(
    address: str, since: str | None = None, spec: str | None = None, prefix: str = "oai_dc"
) -> Iterator[Seen]:
    """Records as oaipmh-scythe finds them."""
    with Scythe(address) as client:
        for one in client.list_records(metadata_prefix=prefix, from_=since, set_=spec):
            yield one.header.identifier, one.header.deleted, one.header.datestamp


harvesters = pytest.mark.parametrize("harvest", [by_sickle, by_scythe])


@pytest.fixture
def site(live_server, vocabulary):
    """The address of a repository with several pages of meetings and materials."""
    slugs = ("rcm", "pafom")
    mechanisms = {slug: replace(vocabulary.mechanisms[slug], members=None, observers=None) for slug in slugs}
    known = [KnownPublication(f"Study {n}", "study", 2020, slugs[:1], "a page") for n in range(MATERIALS)]
    load_reference(replace(vocabulary, mechanisms=mechanisms), known)
    stamp_materials(LONG_AGO)
    ingest(make_reading(*(record(n) for n in range(MEETINGS)), last_update=date(2024, 1, 1)), LONG_AGO)
    return f"{live_server.url}/oai"


def record(n):
    when = date(2024, 1, 1) + timedelta(days=n)
    title = f"Workshop on {WORDS[n % 23]} and {WORDS[n // 23]}"
    return make_record(title=title, when=when.isoformat(), kind="workshop", mechanisms=("rcm",))


WORDS = (
    "visas", "data", "remittances", "borders", "asylum", "integration", "labour", "health", "climate", "youth",
    "diaspora", "gender", "return", "smuggling", "trafficking", "detention", "statelessness", "housing", "schools",
    "skills", "mobility", "ports", "consulates",
)  # fmt: skip


def ingest(reading, now):
    document = Document(reading.name, reading.sha256.encode())
    ingest_readings([reading], document, actor="ann", accept=True, now=now)


def uid_of(seen: Seen) -> str:
    return seen[0].rpartition("/")[2]


def change(uids):
    """Correct the first meeting, merge the next two, take back the fourth; gives those gone and those changed."""
    corrected, merged, other, withdrawn = uids
    correct(corrected, {"title": "Workshop on <everything>"}, actor="ann", reason="the agenda")
    keys = [MeetingCitation.objects.get(meeting__uid=uid).occurrence for uid in (other, merged)]
    judge(*keys, Verdict.SAME, actor="ann", reason="asked the secretariat")
    now = datetime.now(tz=UTC)
    Meeting.objects.filter(uid=withdrawn).update(is_listed=False, withdrawn_at=now, touched_at=now)
    gone = set(Meeting.objects.filter(is_listed=False).values_list("uid", flat=True))
    assert gone - {withdrawn} < {merged, other}
    return gone, set(uids) - gone


def everything():
    return {uid: not is_listed for uid, is_listed in Meeting.objects.values_list("uid", "is_listed")}


@harvesters
def test_unchanged_register_is_harvested_to_the_end(site, harvest):
    found = list(harvest(site))
    assert (len(found), len({seen[0] for seen in found})) == (MEETINGS + MATERIALS, MEETINGS + MATERIALS)
    assert {seen[1:] for seen in found} == {(False, BEGAN)}
    assert list(harvest(site)) == found


@harvesters
@pytest.mark.parametrize(("spec", "number"), [("library", MATERIALS), ("mechanism:rcm", MEETINGS + MATERIALS)])
def test_set_is_harvested_to_the_end(site, harvest, spec, number):
    assert len(list(harvest(site, spec=spec))) == number


@harvesters
def test_own_format_is_harvested_to_the_end(site, harvest):
    assert {uid_of(seen) for seen in harvest(site, prefix="iscm")} == set(everything())


@harvesters
@pytest.mark.parametrize("already", [1, PAGE, PAGE + 1])
def test_nothing_is_lost_while_the_register_changes(site, harvest, already):
    """What changes after the first pages, before or behind the place where the harvester is, comes in the same list."""
    order = [uid_of(seen) for seen in harvest(site, spec="meetings")]
    chosen = [order[0], order[5], order[-2], order[-1]]
    with closing(harvest(site, spec="meetings")) as records:
        found = list(islice(records, already))
        gone, changed = change(chosen)
        found += records
    last = {uid_of(seen): seen[1:] for seen in found}
    assert {uid: is_gone for uid, (is_gone, _) in last.items()} == everything()
    assert {uid for uid, (_, stamp) in last.items() if stamp > BEGAN} == gone | changed


@harvesters
def test_next_harvest_brings_what_changed_since(site, harvest):
    uids = [uid_of(seen) for seen in harvest(site, spec="meetings")]
    started = datetime.now(tz=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    gone, changed = change(uids[:4])
    found = {uid_of(seen): seen[1] for seen in harvest(site, since=started)}
    assert found == dict.fromkeys(gone, True) | dict.fromkeys(changed, False)


@harvesters
def test_nothing_new_is_no_records(site, harvest):
    with pytest.raises((NothingForSickle, NothingForScythe)):
        list(harvest(site, since="2024-01-01T08:00:01Z"))


def test_both_read_what_the_repository_says_of_itself(site):
    sickle = Sickle(site, timeout=PATIENCE)
    with Scythe(site) as scythe:
        theirs = scythe.identify()
        assert sickle.Identify().deletedRecord == theirs.deletedRecord == "persistent"
        assert [one.setSpec for one in sickle.ListSets()] == [one.setSpec for one in scythe.list_sets()]
        formats = [one.metadataPrefix for one in sickle.ListMetadataFormats()]
        assert formats == [one.metadataPrefix for one in scythe.list_metadata_formats()] == ["oai_dc", "iscm"]
        first = next(iter(sickle.ListIdentifiers(metadataPrefix="oai_dc")))
        known = sickle.GetRecord(identifier=first.identifier, metadataPrefix="oai_dc").metadata
        assert known["title"] == scythe.get_record(identifier=first.identifier).metadata["title"]
