"""The vocabularies in SKOS, parsed again by a library."""

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS

from iscm.publication.opendata.concepts import render_vocabulary
from iscm.publication.opendata.graphs import render_graph
from iscm.publication.opendata.vocabularies import VOCABULARIES
from tests.factories.opendata import ONLINE, TERMS, MadeUp, make_row, make_rows

BASE = "https://host.example/vocabularies/x.ttl"
BY_NAME = {vocabulary.name: vocabulary for vocabulary in VOCABULARIES}


def parsed(name, terms=TERMS, form="ttl", rows=None):
    content = render_graph(render_vocabulary(BY_NAME[name], MadeUp(rows), terms), form)
    return Graph().parse(content, format={"ttl": "turtle", "jsonld": "json-ld"}[form], publicID=BASE)


def at(path, site="https://host.example"):
    return URIRef(site + path)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")  # rdflib's own parser uses what it calls old
@pytest.mark.parametrize("name", BY_NAME)
def test_both_forms_say_the_same(name):
    assert set(parsed(name)) == set(parsed(name, form="jsonld"))


@pytest.mark.parametrize("name", BY_NAME)
def test_every_concept_is_of_its_scheme_with_one_label_a_language(name):
    graph = parsed(name)
    (scheme,) = graph.subjects(RDF.type, SKOS.ConceptScheme)
    assert (scheme, DCTERMS.title, None) in graph
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert concepts
    for concept in concepts:
        assert list(graph.objects(concept, SKOS.inScheme)) == [scheme]
        langs = [label.language for label in graph.objects(concept, SKOS.prefLabel)]
        assert langs
        assert len(langs) == len(set(langs))
        others = set(graph.objects(concept, SKOS.altLabel)) | set(graph.objects(concept, SKOS.hiddenLabel))
        assert not others & set(graph.objects(concept, SKOS.prefLabel))


@pytest.mark.parametrize("name", BY_NAME)
def test_every_concept_hangs_below_the_scheme(name):
    graph = parsed(name)
    (scheme,) = graph.subjects(RDF.type, SKOS.ConceptScheme)
    top = set(graph.objects(scheme, SKOS.hasTopConcept))
    below = {concept for one in top for concept in graph.transitive_subjects(SKOS.broader, one)}
    assert below == set(graph.subjects(RDF.type, SKOS.Concept))
    for narrower, broader in graph.subject_objects(SKOS.broader):
        assert (broader, SKOS.narrower, narrower) in graph


def test_what_is_retired_says_so_and_leads_on():
    rows = make_rows()
    merged = {"slug": "figures", "position": 3, "level": "theme", "broader": "evidence", "label_en": "Figures"}
    rows["themes"].append(make_row("themes", is_retired=True, replaced_by="data", **merged))
    graph = parsed("themes", rows=rows)
    assert set(graph.subjects(OWL.deprecated, Literal(True))) == {at("/themes/figures/")}
    assert set(graph.subject_objects(DCTERMS.isReplacedBy)) == {(at("/themes/figures/"), at("/themes/data/"))}


def test_theme_has_its_page_as_address_and_what_is_known_of_it():
    graph, theme = parsed("themes"), at("/themes/data/")
    assert set(graph.objects(theme, SKOS.prefLabel)) == {Literal("Data", lang="en"), Literal("Données", lang="fr")}
    assert list(graph.objects(theme, SKOS.altLabel)) == [Literal("Statistics", lang="en")]
    assert list(graph.objects(theme, SKOS.hiddenLabel)) == [Literal("Datas")]
    assert list(graph.objects(theme, SKOS.broader)) == [at("/data/#theme-evidence")]
    assert list(graph.objects(theme, SKOS.narrower)) == [at("/data/#theme-surveys")]
    assert list(graph.objects(theme, SKOS.closeMatch)) == [at("/initiatives/gcm/?objective=1")]
    assert list(graph.objects(theme, SKOS.scopeNote)) == [Literal("Figures and how they are made.", lang="en")]


def test_objective_is_below_its_initiative_and_near_its_theme():
    graph, objective = parsed("initiatives"), at("/initiatives/gcm/?objective=1")
    assert list(graph.objects(objective, SKOS.broader)) == [at("/initiatives/gcm/")]
    assert list(graph.objects(objective, SKOS.closeMatch)) == [at("/themes/data/")]
    assert list(graph.objects(objective, SKOS.notation)) == [Literal("1")]


def test_former_names_of_mechanisms_are_labels_and_misspellings_are_hidden():
    graph, mechanism = parsed("mechanisms"), at("/mechanisms/gfmd/")
    assert set(graph.objects(mechanism, SKOS.altLabel)) == {
        Literal("GFMD", lang="en"),
        Literal("Forum mondial", lang="fr"),
    }
    assert list(graph.objects(mechanism, SKOS.hiddenLabel)) == [Literal("GFDM", lang="en")]


@pytest.mark.parametrize("name", BY_NAME)
def test_addresses_are_of_the_site_where_there_is_one(name):
    graph = parsed(name, ONLINE)
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert {concept.split("/")[2] for concept in concepts} == {"calendar.example.org"}


def test_strange_addresses_and_words_do_no_harm():
    rows = make_rows()
    rows["initiatives"] = [
        make_row(
            "initiatives", slug="x", position=0, name='A "quoted" \\ name\n', url="https://x/> . <a> <b> <c", page="/"
        )
    ]
    rows["objectives"] = []
    graph = parsed("initiatives", rows=rows)
    assert list(graph.objects(at("/initiatives/x/"), SKOS.prefLabel)) == [Literal('A "quoted" \\ name\n', lang="en")]
    assert list(graph.objects(at("/initiatives/x/"), DCTERMS.source)) == []
