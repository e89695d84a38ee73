"""Statements written as Turtle and as JSON-LD: the same statements, always in the same order."""

import json
from typing import Any

from rdflib import Graph, Namespace
from rdflib.namespace import DCTERMS, FOAF, OWL, RDF, SKOS, XSD

DCAT = Namespace("http://www.w3.org/ns/dcat#")  # rdflib's own knows version 2 only
SPDX = Namespace("http://spdx.org/rdf/terms#")
PREFIXES = {
    "dcat": DCAT,
    "dct": DCTERMS,
    "foaf": FOAF,
    "owl": OWL,
    "skos": SKOS,
    "spdx": SPDX,
    "xsd": XSD,
}


def new_graph() -> Graph:
    """An empty graph that knows our prefixes and no others."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, Namespace(str(namespace)))
    return graph


def render_graph(graph: Graph, form: str) -> bytes:
    """The graph, which has no blank nodes, in the form `ttl` or `jsonld`."""
    if form == "ttl":
        return graph.serialize(format="turtle", encoding="utf-8")
    context = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}
    held = json.loads(graph.serialize(format="json-ld", context=context, auto_compact=True))
    return (json.dumps(_in_order(held), ensure_ascii=False, indent=1) + "\n").encode()


def _in_order(value: Any) -> Any:
    """JSON-LD's lists are sets: sorted, they are the same in every run."""
    if isinstance(value, dict):
        return {key: _in_order(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return sorted((_in_order(one) for one in value), key=lambda one: json.dumps(one, sort_keys=True))
    return value


__all__ = ["DCAT", "DCTERMS", "FOAF", "OWL", "RDF", "SKOS", "SPDX", "XSD", "new_graph", "render_graph"]
