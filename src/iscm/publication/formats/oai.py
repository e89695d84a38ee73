"""Answers of OAI-PMH 2.0 as XML: envelope, errors, heads, records, and the six lists. No rule of meetings is here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from iscm.publication.harvest.values import Head
from iscm.publication.harvest.xml import XSI, Element, write

NAMESPACE = "http://www.openarchives.org/OAI/2.0/"
_ROOT = {
    "xmlns": NAMESPACE,
    **XSI,
    "xsi:schemaLocation": f"{NAMESPACE} {NAMESPACE}OAI-PMH.xsd",
}
_IDENTIFIER = f"{NAMESPACE}oai-identifier"


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository as it tells itself; `host` is in every identifier (`oai:{host}:…`), `contact` a mail address."""

    name: str
    address: str
    host: str
    contact: str

    def identifier(self, name: str) -> str:
        """The identifier of an item."""
        return f"oai:{self.host}:{name}"

    def name_in(self, identifier: str) -> str:
        """The item's name in an identifier of this repository; empty for any other."""
        prefix = self.identifier("")
        return identifier.removeprefix(prefix) if identifier.startswith(prefix) else ""


@dataclass(frozen=True, slots=True)
class Onward:
    """Where a list goes on: `token` is empty on the last page. `cursor` counts what came before this page."""

    token: str
    size: int
    cursor: int


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `asked` are the arguments to be repeated in it: none if they were wrong. `at` is the moment of it."""

    at: str
    address: str
    asked: Mapping[str, str] = field(default_factory=dict, hash=False)


def render(answer: Answer, content: Element) -> bytes:
    """The answer's bytes."""
    held = (
        Element("responseDate", answer.at),
        Element("request", answer.address, answer.asked),
        content,
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{write(Element("OAI-PMH", held, _ROOT))}\n'.encode()


def error(code: str, message: str) -> Element:
    """An error of the protocol."""
    return Element("error", message, {"code": code})


def identify(repository: Repository, earliest: str, example: str) -> Element:
    """The repository. `earliest` is the first datestamp; `example` the name of an item, empty if there is none."""
    held = [
        Element("repositoryName", repository.name),
        Element("baseURL", repository.address),
        Element("protocolVersion", "2.0"),
        Element("adminEmail", repository.contact),
        Element("earliestDatestamp", earliest),
        Element("deletedRecord", "persistent"),
        Element("granularity", "YYYY-MM-DDThh:mm:ssZ"),
        Element("compression", "gzip"),
    ]
    if example and is_domain(repository.host):
        held.append(Element("description", (_scheme(repository, example),)))
    return Element("Identify", tuple(held))


def is_domain(host: str) -> bool:
    """Whether a host is a name of the kind that the scheme of OAI identifiers wants: with a dot, and no number."""
    labels = host.split(".")
    return len(labels) > 1 and all(one[:1].isalpha() and one.replace("-", "").isalnum() for one in labels)


def _scheme(repository: Repository, example: str) -> Element:
    held = (
        Element("scheme", "oai"),
        Element("repositoryIdentifier", repository.host),
        Element("delimiter", ":"),
        Element("sampleIdentifier", repository.identifier(example)),
    )
    return Element(
        "oai-identifier", held, {"xmlns": _IDENTIFIER, **XSI, "xsi:schemaLocation": f"{_IDENTIFIER} {_IDENTIFIER}.xsd"}
    )


def formats(found: Iterable[tuple[str, str, str]]) -> Element:
    """Formats: each with prefix, address of its schema, namespace."""
    names = ("metadataPrefix", "schema", "metadataNamespace")
    return Element(
        "ListMetadataFormats",
        tuple(
            Element("metadataFormat", tuple(Element(name, text) for name, text in zip(names, one, strict=True)))
            for one in found
        ),
    )


def sets(found: Iterable[tuple[str, str]]) -> Element:
    """Sets: each with spec and name."""
    return Element(
        "ListSets",
        tuple(Element("set", (Element("setSpec", spec), Element("setName", name))) for spec, name in found),
    )


def header(head: Head, repository: Repository) -> Element:
    """The head of an item."""
    held = (
        Element("identifier", repository.identifier(head.name)),
        Element("datestamp", head.stamp),
        *(Element("setSpec", spec) for spec in head.sets),
    )
    return Element("header", held, {"status": "deleted" if head.is_gone else None})


def record(head: Head, repository: Repository, metadata: Element | None) -> Element:
    """An item with its content; `metadata` is None for one that is gone."""
    held = (header(head, repository), *([Element("metadata", (metadata,))] if metadata else []))
    return Element("record", held)


def listed(verb: str, items: Iterable[Element], onward: Onward | None) -> Element:
    """A page of a list; `onward` is None for a list of one page."""
    more = []
    if onward:
        more = [
            Element("resumptionToken", onward.token, {"completeListSize": onward.size, "cursor": onward.cursor}),
        ]
    return Element(verb, (*items, *more))
