"""The catalogue of the open data in DCAT 3: a series with a dataset a year, one of everything, every file with hash."""

from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import Graph, Literal, URIRef

from iscm.publication.opendata.descriptor import File
from iscm.publication.opendata.graphs import DCAT, DCTERMS, FOAF, RDF, SPDX, XSD, new_graph
from iscm.publication.opendata.naming import DESCRIPTOR, KEYWORDS, TITLE, Scope
from iscm.publication.opendata.terms import Terms
from iscm.publication.opendata.vocabularies import VOCABULARIES

DATA = "/data/"
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
IRREGULAR = URIRef("http://publications.europa.eu/resource/authority/frequency/IRREG")
ANNUAL = URIRef("http://publications.europa.eu/resource/authority/frequency/ANNUAL")
ENGLISH = URIRef("http://publications.europa.eu/resource/authority/language/ENG")
CHECKED_BY = URIRef("http://spdx.org/rdf/terms#checksumAlgorithm_sha256")
DESCRIBED_BY = URIRef("https://specs.frictionlessdata.io/tabular-data-package/")


@dataclass(frozen=True, slots=True)
class Package:
    """A package as it was written: its files and the latest moment that stands in it."""

    scope: Scope
    files: tuple[File, ...]
    modified: str | None


def render_catalogue(packages: Iterable[Package], terms: Terms) -> Graph:
    """The catalogue of the packages. Its own parts have addresses below that of the catalogue."""
    made = list(packages)
    writer = _Writer(new_graph(), terms)
    publisher = writer.part("publisher")
    writer.say(publisher, RDF.type, FOAF.Agent)
    writer.say(publisher, FOAF.name, Literal(terms.publisher_name))
    catalogue, series = writer.at(f"{DATA}#catalogue"), writer.at(f"{DATA}#series")
    latest = max((one.modified for one in made if one.modified), default=None)
    what = "Open data of the register of inter-State consultation mechanisms on migration"
    writer.describe(catalogue, DCAT.Catalog, TITLE, what, latest)
    writer.say(catalogue, DCAT.themeTaxonomy, *(writer.at(one.scheme) for one in VOCABULARIES))
    years = sorted((one for one in made if one.scope.year is not None), key=lambda one: one.scope.year or 0)
    if years:
        writer.describe(series, DCAT.DatasetSeries, f"{TITLE}, by year", "One dataset a year.", latest)
        writer.say(series, DCTERMS.accrualPeriodicity, ANNUAL)
        writer.say(catalogue, DCAT.dataset, series)
    datasets = {one.scope.folder: writer.dataset(one) for one in made}
    writer.say(catalogue, DCAT.dataset, *datasets.values())
    for place, one in enumerate(years):
        dataset = datasets[one.scope.folder]
        writer.say(dataset, DCAT.inSeries, series)
        writer.say(series, DCAT.seriesMember, dataset)
        if place:
            writer.say(dataset, DCAT.prev, datasets[years[place - 1].scope.folder])
    return writer.graph


@dataclass(frozen=True, slots=True)
class _Writer:
    graph: Graph
    terms: Terms

    def say(self, subject: URIRef, predicate: URIRef, *values: URIRef | Literal) -> None:
        for value in values:
            self.graph.add((subject, predicate, value))

    def at(self, path: str) -> URIRef:
        return URIRef(self.terms.address(path))

    def part(self, name: str) -> URIRef:
        return self.at(f"{DATA}#{name}")

    def describe(self, what: URIRef, kind: URIRef, title: str, says: str, modified: str | None) -> None:
        self.say(what, RDF.type, kind)
        self.say(what, DCTERMS.title, Literal(title, lang="en"))
        self.say(what, DCTERMS.description, Literal(says, lang="en"))
        self.say(what, DCTERMS.publisher, self.part("publisher"))
        self.say(what, DCTERMS.license, URIRef(self.terms.licence_url))
        self.say(what, DCTERMS.language, ENGLISH)
        self.say(what, DCAT.landingPage if kind != DCAT.Catalog else FOAF.homepage, self.at(DATA))
        if modified:
            self.say(what, DCTERMS.modified, Literal(modified, datatype=XSD.dateTime, normalize=False))

    def dataset(self, package: Package) -> URIRef:
        scope = package.scope
        uri = self.at(f"{DATA}{scope.folder}/")
        self.describe(uri, DCAT.Dataset, scope.title, scope.says, package.modified)
        self.say(uri, DCTERMS.identifier, Literal(f"iscm-meetings-{scope.folder}"))
        self.say(uri, DCAT.keyword, *(Literal(word, lang="en") for word in KEYWORDS))
        self.say(uri, DCTERMS.accrualPeriodicity, IRREGULAR)
        if package.modified:
            self.say(uri, DCAT.version, Literal(package.modified))
        if scope.span:
            period = self.part(f"period-{scope.folder}")
            self.say(uri, DCTERMS.temporal, period)
            self.say(period, RDF.type, DCTERMS.PeriodOfTime)
            self.say(period, DCAT.startDate, Literal(scope.span[0], datatype=XSD.date))
            self.say(period, DCAT.endDate, Literal(scope.span[1], datatype=XSD.date))
        self.say(uri, DCAT.distribution, *(self._distribution(file, scope) for file in package.files))
        return uri

    def _distribution(self, file: File, scope: Scope) -> URIRef:
        address = self.at(f"{DATA}{scope.folder}/{file.path}")
        uri, checksum = (self.part(f"{kind}-{scope.folder}-{file.path}") for kind in ("file", "sha256"))
        self.say(uri, RDF.type, DCAT.Distribution)
        self.say(uri, DCTERMS.title, Literal(f"{file.title} ({file.path})", lang="en"))
        self.say(uri, DCAT.accessURL, self.at(DATA))
        self.say(uri, DCAT.downloadURL, address)
        self.say(uri, DCAT.mediaType, URIRef(MEDIA_TYPES + file.media))
        self.say(uri, DCAT.byteSize, Literal(file.size, datatype=XSD.nonNegativeInteger))
        self.say(uri, DCTERMS.license, URIRef(self.terms.licence_url))
        if file.path == DESCRIPTOR:
            self.say(uri, DCTERMS.conformsTo, DESCRIBED_BY)
        self.say(uri, SPDX.checksum, checksum)
        self.say(checksum, RDF.type, SPDX.Checksum)
        self.say(checksum, SPDX.algorithm, CHECKED_BY)
        self.say(checksum, SPDX.checksumValue, Literal(file.sha256, datatype=XSD.hexBinary))
        return uri
