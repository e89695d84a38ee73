"""The carried register as open data: checked by Frictionless, read back into an empty store, and given out again."""

import json
import warnings

import pytest
from django.conf import settings
from rdflib import Graph

from iscm.cli.main import main
from iscm.register.operations.build import build_register
from iscm.register.operations.rebuild import rebuild
from tests.register.test_rebuild_from import empty

with warnings.catch_warnings():
    # It still imports what its own dependencies call old.
    warnings.simplefilter("ignore")
    import frictionless


@pytest.fixture
def exported(db, tmp_path, monkeypatch):
    """The register as it is built at the first start, exported by the command."""
    monkeypatch.setattr("iscm.cli.store.migrate_store", lambda: None)
    build_register()
    assert main(["export", str(tmp_path / "one")]) == 0
    return tmp_path / "one"


def bytes_of(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.filterwarnings("ignore")
def test_real_register_goes_out_and_comes_back(exported, tmp_path):
    for package in sorted(path.parent for path in exported.glob("*/datapackage.json")):
        report = frictionless.validate(str(package / "datapackage.json"))
        assert (package.name, report.valid, report.flatten(["title", "message"])) == (package.name, True, [])
    for file in (exported / "catalog.ttl", *(exported / "vocabularies").glob("*.ttl")):
        assert len(Graph().parse(file, format="turtle")) > 20
    before = bytes_of(exported)
    empty()
    assert main(["rebuild", "--from", str(exported)]) == 0
    assert rebuild(check=True).is_sound
    assert main(["export", str(tmp_path / "two")]) == 0
    assert bytes_of(tmp_path / "two") == before


def test_addresses_are_relative_without_a_site(exported):
    assert settings.SITE_URL == ""
    rows = json.loads((exported / "all" / "meetings.json").read_text())
    assert {row["page"] for row in rows} == {f"/meetings/{row['uid']}/" for row in rows}
