"""The vocabularies in SKOS: themes with their groups and topics, initiatives with objectives, kinds, mechanisms."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rdflib import Graph, Literal, URIRef

from iscm.publication.labels import kind_level_words, level_words
from iscm.publication.opendata.graphs import DCTERMS, OWL, RDF, SKOS, new_graph
from iscm.publication.opendata.source import Source, named_rows
from iscm.publication.opendata.tables.reference import LANGS
from iscm.publication.opendata.terms import Terms
from iscm.publication.opendata.vocabularies import Vocabulary
from iscm.publication.words import LANGUAGES, Words, words_in

Row = dict[str, Any]
ADDRESS = re.compile(r"""https?://[^\s<>"{}|\\^`]+""")


def render_vocabulary(vocabulary: Vocabulary, source: Source, terms: Terms) -> Graph:
    """The concept scheme of a vocabulary."""
    scheme = _Scheme(new_graph(), terms, URIRef(terms.address(vocabulary.scheme)))
    scheme.say(scheme.uri, RDF.type, SKOS.ConceptScheme)
    scheme.say(scheme.uri, DCTERMS.title, Literal(vocabulary.title, lang="en"))
    scheme.say(scheme.uri, DCTERMS.license, URIRef(terms.licence_url))
    FILLS[vocabulary.name](scheme, source)
    return scheme.graph


@dataclass(frozen=True, slots=True)
class _Scheme:
    graph: Graph
    terms: Terms
    uri: URIRef

    def say(self, subject: URIRef, predicate: URIRef, *values: Any) -> None:
        for value in values:
            self.graph.add((subject, predicate, value))

    def concept(self, path: str, notation: str, labels: dict[str, str]) -> URIRef:
        """A concept of this scheme: its address, its notation, one preferred label for each language."""
        uri = self.at(path)
        self.say(uri, RDF.type, SKOS.Concept)
        self.say(uri, SKOS.inScheme, self.uri)
        self.say(uri, SKOS.notation, Literal(notation))
        self.say(uri, SKOS.prefLabel, *(Literal(label, lang=lang) for lang, label in labels.items() if label))
        return uri

    def at(self, path: str) -> URIRef:
        return URIRef(self.terms.address(path))

    def retire(self, uri: URIRef, instead: URIRef | None) -> None:
        """Mark a concept as used for nothing new; it stays readable."""
        self.say(uri, OWL.deprecated, Literal(True))
        self.say(uri, DCTERMS.isReplacedBy, *((instead,) if instead else ()))

    def narrow(self, broader: URIRef | None, narrower: URIRef) -> None:
        """Put a concept below another, or at the top of the scheme."""
        if broader is None:
            self.say(self.uri, SKOS.hasTopConcept, narrower)
            self.say(narrower, SKOS.topConceptOf, self.uri)
        else:
            self.say(narrower, SKOS.broader, broader)
            self.say(broader, SKOS.narrower, narrower)


def theme_path(slug: str, level: str) -> str:
    """The address of a theme is its page; groups and topics are named on the page of the data."""
    return f"/themes/{slug}/" if level == "theme" else f"/data/#theme-{slug}"


def goal_path(row: Row) -> str:
    """The address of an objective or target: the page of the meetings near it."""
    return f"/initiatives/{row['initiative']}/?{row['kind']}={row['number']}"


def _themes(scheme: _Scheme, source: Source) -> None:
    rows = list(named_rows(source, "themes"))
    paths = {row["slug"]: theme_path(row["slug"], row["level"]) for row in rows}
    for row in rows:
        labels = {lang: row[f"label_{lang}"] for lang in LANGS}
        uri = scheme.concept(paths[row["slug"]], row["slug"], labels)
        for lang, words in (row["alt_labels"] or {}).items():
            scheme.say(uri, SKOS.altLabel, *(Literal(word, lang=lang) for word in words if word != labels.get(lang)))
        hidden = set(row["hidden_labels"] or ()) - set(labels.values())
        scheme.say(uri, SKOS.hiddenLabel, *(Literal(word) for word in hidden))
        scheme.say(uri, SKOS.scopeNote, *_literals(row["scope_note"], "en"))
        if row["is_retired"]:
            scheme.retire(uri, scheme.at(paths[row["replaced_by"]]) if row["replaced_by"] in paths else None)
        scheme.narrow(scheme.at(paths[row["broader"]]) if row["broader"] in paths else None, uri)
    for row in named_rows(source, "objectives"):
        target = scheme.at(goal_path(row))
        for slug in row["themes"]:
            if slug in paths:
                scheme.say(scheme.at(paths[slug]), SKOS.closeMatch, target)


def _initiatives(scheme: _Scheme, source: Source) -> None:
    for row in named_rows(source, "initiatives"):
        uri = scheme.concept(f"/initiatives/{row['slug']}/", row["slug"], {"en": row["name"]})
        others = [name for name in (row["acronym"], *(row["other_names"] or ())) if name and name != row["name"]]
        scheme.say(uri, SKOS.altLabel, *(Literal(name) for name in others))
        scheme.say(uri, DCTERMS.date, *_literals(row["adopted"] or row["held"]))
        scheme.say(uri, DCTERMS.identifier, *_literals(row["symbol"]))
        scheme.say(uri, DCTERMS.source, *((URIRef(row["url"]),) if ADDRESS.fullmatch(row["url"] or "") else ()))
        scheme.narrow(None, uri)
    for row in named_rows(source, "objectives"):
        label = row["short"] or row["title"]
        uri = scheme.concept(goal_path(row), row["number"], {"en": label})
        scheme.say(uri, SKOS.definition, *_literals(row["title"] if row["title"] != label else None, "en"))
        scheme.narrow(scheme.at(f"/initiatives/{row['initiative']}/"), uri)
        themes = (scheme.at(theme_path(slug, "theme")) for slug in row["themes"])
        scheme.say(uri, SKOS.closeMatch, *themes)


def _kinds(scheme: _Scheme, source: Source) -> None:
    """Kinds stand below their usual level."""
    levels: dict[str, URIRef] = {}
    for row in named_rows(source, "kinds"):
        level = row["level"]
        if level not in levels:
            slug = level.replace(" ", "-")
            levels[level] = scheme.concept(f"/data/#level-{slug}", slug, _in_each(kind_level_words, level))
            scheme.narrow(None, levels[level])
        labels = {lang: row[f"label_{lang}"] for lang in LANGS}
        uri = scheme.concept(f"/data/#kind-{row['slug']}", row["slug"], labels)
        scheme.say(uri, SKOS.altLabel, *_literals(row["plural"] if row["plural"] != labels["en"] else None, "en"))
        scheme.narrow(levels[level], uri)


def _mechanisms(scheme: _Scheme, source: Source) -> None:
    """Mechanisms stand below their level; former names and spellings are other labels of theirs."""
    levels: dict[str, URIRef] = {}
    known: dict[str, tuple[URIRef, str]] = {}
    for row in named_rows(source, "mechanisms"):
        level = row["level"]
        if level not in levels:
            levels[level] = scheme.concept(f"/mechanisms/#{level}", level, _in_each(level_words, level))
            scheme.narrow(None, levels[level])
        uri = scheme.concept(f"/mechanisms/{row['slug']}/", row["slug"], {"en": row["name"]})
        known[row["slug"]] = (uri, row["name"])
        scheme.say(uri, SKOS.altLabel, *_literals(row["acronym"] if row["acronym"] != row["name"] else None, "en"))
        scheme.narrow(levels[level], uri)
    for row in named_rows(source, "mechanism_names"):
        uri, name = known[row["mechanism"]]
        if row["text"] != name:
            scheme.say(
                uri, SKOS.hiddenLabel if row["seen_in"] else SKOS.altLabel, Literal(row["text"], lang=row["lang"])
            )


def _in_each(say: Callable[[Words], Mapping[str, str]], word: str) -> dict[str, str]:
    """What a word of ours is called in each language."""
    return {words.key: say(words).get(word, word) for words in map(words_in, LANGUAGES)}


def _literals(words: str | None, lang: str | None = None) -> Iterator[Literal]:
    if words:
        yield Literal(words, lang=lang)


FILLS: dict[str, Callable[[_Scheme, Source], None]] = {
    "themes": _themes,
    "initiatives": _initiatives,
    "kinds": _kinds,
    "mechanisms": _mechanisms,
}
