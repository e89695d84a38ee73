"""The tables describe themselves."""

import pytest

from iscm.publication.opendata.dictionary import DICTIONARY, dictionary_page, dictionary_rows
from iscm.publication.opendata.tables import ALL, TABLES, tables_of


@pytest.mark.parametrize("table", ALL, ids=lambda table: table.name)
def test_every_column_is_described_once(table):
    assert [column.name for column in table.columns if not column.says.strip()] == []
    assert len(set(table.names)) == len(table.names)
    assert table.says.endswith(".")
    assert set(table.key) <= set(table.names)


@pytest.mark.parametrize("table", ALL, ids=lambda table: table.name)
def test_references_lead_to_keys(table):
    for reference in table.references:
        assert set(reference.columns) <= set(table.names)
        assert reference.target == TABLES[reference.table].key
        assert table.is_whole or not TABLES[reference.table].is_whole


def test_dictionary_has_every_column_of_every_table():
    named = {(table.name, name) for table in (*ALL, DICTIONARY) for name in table.names}
    rows = list(dictionary_rows((*ALL, DICTIONARY)))
    assert {row[:2] for row in rows} == named
    assert len(rows) == len(named)


def test_dictionary_page_has_every_column():
    page = dictionary_page(tables_of(is_whole=True), "everything")
    rows = [line.split("|")[1].strip(" `") for line in page.splitlines() if line.startswith("| `")]
    assert rows == [name for table in ALL for name in table.names]


def test_a_year_has_no_table_of_work():
    assert {table.name for table in tables_of(is_whole=True)} - {table.name for table in tables_of(is_whole=False)} == {
        "judgements", "questions", "problems", "changes", "set_aside", "fingerprints", "document_links", "facts",
    }  # fmt: skip
