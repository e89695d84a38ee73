"""An export in a folder: whole, described truly, and always the same bytes."""

import hashlib
import json
import warnings
from pathlib import Path

import pytest

from iscm.publication.opendata.folder import Order, write_export
from iscm.publication.opendata.naming import MARKER, scopes_of
from iscm.publication.opendata.tables import TABLES
from tests.factories.opendata import ONLINE, TERMS, MadeUp

with warnings.catch_warnings():
    # It still imports what its own dependencies call old.
    warnings.simplefilter("ignore")
    import frictionless


def quietly(_done, _total, _what):
    pass


def export(folder, source=None, terms=TERMS, forms=("csv", "json"), only=None):
    held = source or MadeUp()
    folder.mkdir(parents=True)
    write_export(folder, held, Order(terms, scopes_of(held.years, only), forms), quietly)
    return folder


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return export(tmp_path_factory.mktemp("export") / "out")


def descriptor(folder):
    return json.loads((folder / "datapackage.json").read_text())


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("package", ["all", "2024"])
def test_frictionless_finds_descriptor_and_data_sound(whole, package):
    report = frictionless.validate(str(whole / package / "datapackage.json"))
    assert (report.valid, report.flatten(["title", "message"])) == (True, [])
    assert report.stats["tasks"] == len(descriptor(whole / package)["resources"])


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("forms", [("csv",), ("json",)])
def test_frictionless_finds_one_form_sound(tmp_path, forms):
    folder = export(tmp_path / "out", forms=forms)
    assert frictionless.validate(str(folder / "all" / "datapackage.json")).valid
    assert {path.suffix for path in (folder / "all").iterdir()} == {f".{forms[0]}", ".md", ".json"}


@pytest.mark.filterwarnings("ignore")
def test_json_says_what_its_schema_allows(whole):
    """As rows in memory: frictionless reads JSON files only with parts that we have not installed."""
    wrong = {}
    for resource in descriptor(whole / "all")["resources"]:
        rows = json.loads((whole / "all" / resource["path"]).read_text()) if resource["format"] == "json" else []
        if rows:
            schema = {**resource["schema"], "foreignKeys": []}
            held = frictionless.Resource.from_descriptor({"name": "x", "data": rows, "schema": schema})
            wrong |= {resource["name"]: messages} if (messages := held.validate().flatten(["message"])) else {}
    assert wrong == {}


@pytest.mark.filterwarnings("ignore")
def test_frictionless_finds_a_changed_value(whole, tmp_path):
    folder = export(tmp_path / "out", forms=("csv",))
    file = folder / "all" / "meeting_mechanisms.csv"
    file.write_text(file.read_text().replace("gfmd", "nobody"))
    assert not frictionless.validate(str(folder / "all" / "datapackage.json")).valid


@pytest.mark.parametrize("package", ["all", "2024"])
def test_hashes_and_sizes_are_those_of_the_files(whole, package):
    for resource in descriptor(whole / package)["resources"]:
        content = (whole / package / resource["path"]).read_bytes()
        assert (resource["hash"], resource["bytes"]) == (f"sha256:{hashlib.sha256(content).hexdigest()}", len(content))


def test_descriptor_says_who_when_and_on_which_terms(whole):
    said = descriptor(whole / "2024")
    assert (said["version"], said["created"]) == ("2024-09-24T12:00:00Z", "2024-09-24T12:00:00Z")
    assert said["licenses"][0]["name"] == "CC-BY-4.0"
    assert said["contributors"] == [{"title": "Desk & Co, Geneva", "role": "publisher"}]
    assert said["sources"] == [{"title": "2024 Calendar (IOM)"}]
    assert "homepage" not in said


def test_same_register_gives_the_same_bytes(whole, tmp_path):
    assert contents(export(tmp_path / "again")) == contents(whole)


def test_marker_lists_every_file(whole):
    listed = json.loads((whole / MARKER).read_text())["files"]
    assert sorted(listed) == sorted(set(contents(whole)) - {MARKER})


def test_addresses_are_of_the_site_where_there_is_one(tmp_path):
    folder = export(tmp_path / "out", terms=ONLINE)
    assert descriptor(folder / "all")["homepage"] == "https://calendar.example.org/data/"
    assert "https://calendar.example.org/data/" in (folder / "README.md").read_text()
    assert "creativecommons.org/publicdomain/zero" in (folder / "README.md").read_text()


def test_one_year_only(tmp_path):
    folder = export(tmp_path / "out", only=2024)
    assert [path.name for path in sorted(folder.iterdir()) if path.is_dir()] == ["2024", "vocabularies"]


@pytest.mark.filterwarnings("ignore")
def test_empty_register_is_exported_too(tmp_path):
    folder = export(tmp_path / "out", MadeUp({}, ()))
    assert frictionless.validate(str(folder / "all" / "datapackage.json")).valid
    assert descriptor(folder / "all")["version"] == "0"


def test_every_table_is_a_file_in_both_forms(whole):
    names = {path.stem for path in (whole / "all").glob("*.csv")}
    assert names == {path.stem for path in (whole / "all").glob("*.json")} - {"datapackage"} == {*TABLES, "dictionary"}


def test_no_formula_begins_a_cell(whole):
    assert "'=SUM(1)" in (whole / "all" / "meetings.csv").read_text()


def test_no_machine_is_named(whole):
    assert [name for name, content in contents(whole).items() if str(Path.home()).encode() in content] == []
