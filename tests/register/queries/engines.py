"""What every engine of the search must find alike: entries, questions, and the engines to ask."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from iscm.domain.searching import Bounds, EngineAddress
from iscm.register.models import SearchEntry
from iscm.register.queries.analyser import tokens
from tests.opensearch import fake_opensearch

BOUNDS = Bounds(ranked=500, told=100, weighed=2_000, counted=10_000)
REAL = os.environ.get("ISCM_TEST_SEARCH_URL", "")
"""An OpenSearch of an operator's, whose index may be filled and dropped, in place of the stand-in."""
# Kind, key, day, title, body.
ENTRIES = (
    ("meeting", "officials", "2024-03-01", "Senior Officials' Meeting on labour migration", "2024 Geneva Switzerland"),
    ("meeting", "cumbre", "2024-03-02", "Cumbre de Bogotá sobre integración", "2024 Colombia"),
    ("meeting", "kibar", "2024-03-03", "اجتماع كبار المسؤولين حول الهجرة", "2024 القاهرة"),
    ("meeting", "soveshchanie", "2024-03-04", "Совещание по миграции и развитию", "2024 Москва"),
    ("meeting", "guanyuan", "2024-03-05", "高级官员会议", "2024 北京"),
    ("meeting", "atelier", "2024-03-06", "Atelier sur les données", "2024 Türkiye"),
    ("meeting", "old-data", "2019-05-01", "Workshop on data", "2019"),
    ("meeting", "new-data", "2022-05-01", "Workshop on data", "2022"),
    ("meeting", "some-data", "2025-05-01", "Border management", "2025 data"),
    ("meeting", "undated", None, "Workshop on data", "nobody knows when"),
    ("mechanism", "gfmd", None, "GFMD Global Forum on Migration and Development", "Foro Mundial"),
    ("publication", "12", None, "Labour handbook", "report 2021 GFMD"),
    ("publication", "7", None, "Labour atlas", "report 2020 CSW"),
)
# Of what: what is asked, the meetings, mechanisms and publications found, in this order.
CASES = {
    "a word in English": ("officials", ["officials"], [], []),
    "its other forms": ("MIGRATIONS official", ["officials"], [], []),
    "another spelling": ("labor", [], [], []),
    "an accent left out": ("bogota integracion", ["cumbre"], [], []),
    "an accent too many": ("dönnées", ["atelier"], [], []),
    "letters of Turkish": ("turkiye", ["atelier"], [], []),
    "Arabic with the article": ("الهجرة", ["kibar"], [], []),
    "Arabic without": ("هجرة", ["kibar"], [], []),
    "Arabic with vowels": ("هِجْرَة", ["kibar"], [], []),
    "another case in Russian": ("миграция", ["soveshchanie"], [], []),
    "a part of a Chinese word": ("官员", ["guanyuan"], [], []),
    "more of it": ("高级官员", ["guanyuan"], [], []),
    "a letter of it": ("会", ["guanyuan"], [], []),
    "the last word begun": ("labour migr", ["officials"], [], []),
    "another word begun": ("migr officials", [], [], []),
    "several words in any order": ("geneva labour senior", ["officials"], [], []),
    "words in title and body": ("workshop 2022", ["new-data"], [], []),
    "one of them nowhere": ("workshop 2022 nothing", [], [], []),
    "nothing like it": ("xylophone", [], [], []),
    "titles first, the latest first": ("data", ["new-data", "old-data", "undated", "some-data"], [], []),
    "all kinds": ("gfmd", [], ["gfmd"], ["12"]),
    "equals in the order of their entries": ("report", [], [], ["12", "7"]),
    "a year": ("2019", ["old-data"], [], []),
}
HOSTILE = (
    '"', "data AND workshop NOT", "NEAR(a b)", "title:data", "data*", "*", "data' | 'b", "a & !b", "\\", "data\0x",
    '{"match_all":{}}', "data\n{}\n", "_id:state", "state", "data~2 ^4", "(((((",
    "ⅷ ﬁ ²", "%s %(x)s", "a" * 5000, "x " * 500,
)  # fmt: skip


def add_entries(entries=ENTRIES) -> None:
    for kind, key, day, title, body in entries:
        SearchEntry.objects.create(
            kind=kind,
            key=key,
            day=date.fromisoformat(day) if day else None,
            title_tokens=" ".join(tokens(title)),
            body_tokens=" ".join(tokens(body)),
        )


@contextmanager
def some_opensearch() -> Iterator[EngineAddress]:
    """An empty OpenSearch: the one that the operator names, or the stand-in."""
    from iscm.project.services import search_engine

    if not REAL:
        with fake_opensearch() as fake:
            yield search_engine(fake.url(), "")
        return
    from iscm.sources.searching.opensearch import OpenSearchEngine

    address = search_engine(REAL, os.environ.get("SEARCH_CA", ""))
    try:
        yield address
    finally:
        engine = OpenSearchEngine(address, 60)
        for index in engine.indexes():
            engine.wire.drop(index)
