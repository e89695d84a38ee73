"""The catalogue in DCAT 3, parsed again by a library, has what an open data portal needs."""

import hashlib

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF, RDF, XSD

from tests.factories.opendata import ONLINE, MadeUp
from tests.publication.opendata.test_folder import export

DCAT, SPDX = Namespace("http://www.w3.org/ns/dcat#"), Namespace("http://spdx.org/rdf/terms#")
SITE = "https://calendar.example.org"
NEEDED = {
    DCAT.Catalog: (
        DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCTERMS.license, DCTERMS.modified, DCAT.dataset,
    ),
    DCAT.DatasetSeries: (DCTERMS.title, DCTERMS.description, DCTERMS.accrualPeriodicity, DCTERMS.publisher),
    DCAT.Dataset: (
        DCTERMS.title, DCTERMS.description, DCTERMS.identifier, DCTERMS.publisher, DCTERMS.license, DCTERMS.modified,
        DCTERMS.temporal, DCTERMS.language, DCTERMS.accrualPeriodicity, DCAT.keyword, DCAT.landingPage, DCAT.version,
        DCAT.distribution,
    ),
    DCAT.Distribution: (
        DCTERMS.title, DCTERMS.license, DCAT.accessURL, DCAT.downloadURL, DCAT.mediaType, DCAT.byteSize, SPDX.checksum,
    ),
    SPDX.Checksum: (SPDX.algorithm, SPDX.checksumValue),
    DCTERMS.PeriodOfTime: (DCAT.startDate, DCAT.endDate),
    FOAF.Agent: (FOAF.name,),
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return export(tmp_path_factory.mktemp("export") / "out", MadeUp(years=(2022, 2024)), ONLINE)


@pytest.fixture(scope="module")
def graph(folder):
    return Graph().parse(folder / "catalog.ttl", format="turtle")


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")  # rdflib's own parser uses what it calls old
def test_both_forms_say_the_same(folder, graph):
    assert set(graph) == set(Graph().parse(folder / "catalog.jsonld", format="json-ld"))


@pytest.mark.parametrize("kind", NEEDED, ids=lambda kind: kind.rpartition("/")[2])
def test_nothing_that_is_needed_is_missing(graph, kind):
    things = list(graph.subjects(RDF.type, kind))
    assert things
    missing = [(thing, wanted) for thing in things for wanted in NEEDED[kind] if (thing, wanted, None) not in graph]
    assert missing == []


def test_years_are_a_series_in_order(graph):
    (series,) = graph.subjects(RDF.type, DCAT.DatasetSeries)
    members = {str(one) for one in graph.subjects(DCAT.inSeries, series)}
    assert members == {f"{SITE}/data/2022/", f"{SITE}/data/2024/"}
    assert list(graph.objects(URIRef(f"{SITE}/data/2024/"), DCAT.prev)) == [URIRef(f"{SITE}/data/2022/")]


def test_datasets_cover_their_time(graph):
    def days(name):
        (period,) = graph.objects(URIRef(f"{SITE}/data/{name}/"), DCTERMS.temporal)
        return [str(graph.value(period, end)) for end in (DCAT.startDate, DCAT.endDate)]

    assert days("2022") == ["2022-01-01", "2022-12-31"]
    assert days("all") == ["2022-01-01", "2024-12-31"]


def test_checksums_are_those_of_the_files(graph, folder):
    seen = 0
    for file in graph.subjects(RDF.type, DCAT.Distribution):
        path = str(graph.value(file, DCAT.downloadURL)).removeprefix(f"{SITE}/data/")
        content = (folder / path).read_bytes()
        value = graph.value(graph.value(file, SPDX.checksum), SPDX.checksumValue)
        assert value == Literal(hashlib.sha256(content).hexdigest(), datatype=XSD.hexBinary)
        assert int(graph.value(file, DCAT.byteSize)) == len(content)
        seen += 1
    assert seen == sum(1 for name in ("all", "2022", "2024") for _ in (folder / name).iterdir())


def test_media_types_are_registered_ones(graph):
    media = {str(one).partition("media-types/")[2] for one in graph.objects(None, DCAT.mediaType)}
    assert media == {"text/csv", "application/json", "text/markdown"}
