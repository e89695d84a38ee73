"""The pages of open data, and the files they lead to."""

import io
import json
import zipfile

import pytest
from django.template.defaultfilters import filesizeformat
from rdflib import Graph

from iscm.publication.opendata.naming import MARKER
from iscm.register.models import Meeting
from iscm.website import opendata
from tests.factories.rows import raise_stamp

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def shelf(settings, tmp_path):
    """The files are made below a folder of the test's own."""
    settings.DATA_DIR = tmp_path
    return tmp_path / "opendata"


def content(response):
    return b"".join(response.streaming_content)


def test_page_lists_every_package_with_its_files(client, register):
    html = client.get("/data/").content.decode()
    for address in ("/data/all/", "/data/2024/", "/data/all.zip", "/data/2024.zip", "/data/catalog.ttl"):
        assert f'href="{address}"' in html
    assert "CC-BY-4.0" in html


def test_the_page_makes_no_file_and_says_the_size_of_what_is_made(client, register, shelf):
    first = client.get("/data/")
    assert (shelf.exists(), "bytes" in first.text or "KB" in first.text) == (False, False)
    size = len(content(client.get("/data/2024.zip")))
    second = client.get("/data/", headers={"If-None-Match": first.headers["ETag"]})
    assert (second.status_code, second.text.count(filesizeformat(size))) == (200, 1)


@pytest.mark.parametrize("package", ["all", "2024"])
def test_every_file_of_a_package_is_there_and_is_what_the_descriptor_says(client, register, package):
    html = client.get(f"/data/{package}/").content.decode()
    described = json.loads(content(client.get(f"/data/{package}/datapackage.json")))
    for resource in described["resources"]:
        address = f"/data/{package}/{resource['path']}"
        assert f'href="{address}"' in html
        assert len(content(client.get(address))) == resource["bytes"]


@pytest.mark.parametrize(
    ("address", "media"),
    [
        ("/data/2024/meetings.csv", "text/csv; charset=utf-8; header=present"),
        ("/data/2024/meetings.json", "application/json"),
        ("/data/2024/dictionary.md", "text/markdown; charset=utf-8"),
        ("/data/2024.zip", "application/zip"),
        ("/data/catalog.ttl", "text/turtle; charset=utf-8"),
        ("/data/catalog.jsonld", "application/ld+json"),
        ("/data/README.md", "text/markdown; charset=utf-8"),
        ("/data/CITATION.cff", "application/yaml"),
        ("/vocabularies/themes.ttl", "text/turtle; charset=utf-8"),
        ("/vocabularies/initiatives.jsonld", "application/ld+json"),
        ("/vocabularies/kinds.ttl", "text/turtle; charset=utf-8"),
        ("/vocabularies/mechanisms.ttl", "text/turtle; charset=utf-8"),
    ],
)
def test_file_has_its_media_type_and_answers_304(client, register, address, media):
    first = client.get(address)
    assert (first.status_code, first["Content-Type"]) == (200, media)
    assert first["Access-Control-Allow-Origin"] == "*"
    assert content(first)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_changed_register_has_other_files_and_the_older_ones_go(client, register, shelf):
    first = client.get("/data/2024/meetings.csv")
    assert b"Renamed" not in content(first)
    Meeting.objects.update(title="Renamed")
    raise_stamp()
    second = client.get("/data/2024/meetings.csv", headers={"If-None-Match": first["ETag"]})
    assert second.status_code == 200
    assert b"Renamed" in content(second)
    assert [path.name for path in shelf.iterdir()] == [opendata.state()]


def test_files_are_those_of_the_export_command(client, register):
    """The same writer: an export that is known by its marker."""
    assert json.loads(content(client.get(f"/data/{MARKER}")))["made_by"] == "iscm export"


def test_zip_holds_the_package(client, register):
    with zipfile.ZipFile(io.BytesIO(content(client.get("/data/2024.zip")))) as archive:
        assert archive.testzip() is None
        assert archive.read("meetings.csv") == content(client.get("/data/2024/meetings.csv"))


def test_settings_are_said(client, register, settings):
    settings.SITE_URL, settings.PUBLISHER, settings.LICENCE = "https://calendar.example.org", ("A", "B"), "CC0-1.0"
    html = client.get("/data/").content.decode()
    assert "A, B (" in html
    assert "https://creativecommons.org/publicdomain/zero/1.0/" in html
    graph = Graph().parse(data=content(client.get("/data/catalog.ttl")), format="turtle")
    assert "https://calendar.example.org/data/2024/" in {str(one) for one in graph.subjects()}


@pytest.mark.parametrize(
    "address",
    [
        "/data/2031/",
        "/data/2031.zip",
        "/data/2024/nothing.csv",
        "/data/2024/meetings.exe",
        "/data/..%2F..%2Fsecret-key",
        "/data/../secret-key.md",
        "/vocabularies/..%2Fcatalog.ttl",
        "/vocabularies/nothing.ttl",
        "/vocabularies/",
    ],
)
def test_what_is_not_there_is_not_found(client, register, address, tmp_path):
    (tmp_path / "secret-key").write_text("x")
    (tmp_path / "secret-key.md").write_text("x")
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("lang", ["fr", "ar", "zh-hans"])
def test_pages_are_there_in_other_languages(client, register, lang):
    for address in (f"/{lang}/data/", f"/{lang}/data/2024/"):
        html = client.get(address).content.decode()
        assert f'lang="{lang}"' in html
        assert f'href="/{lang}/data/2024.zip"' not in html


def test_empty_register_has_a_package_too(client, db):
    assert client.get("/data/").status_code == 200
    assert client.get("/data/all/").status_code == 200


def test_full_disk_is_told_on_a_page(client, register, shelf):
    shelf.write_text("in the way")
    response = client.get("/data/all/")
    assert (response.status_code, "cannot be made" in response.content.decode()) == (503, True)


def test_draft_of_somebody_else_is_left_until_it_is_old(client, register, shelf, monkeypatch):
    (shelf / ".123-abc").mkdir(parents=True)
    client.get("/data/all/")
    assert (shelf / ".123-abc").is_dir()
    monkeypatch.setattr(opendata, "STALE", -1)
    raise_stamp()
    client.get("/data/all/")
    assert not (shelf / ".123-abc").exists()


def test_one_table_is_made_without_all_packages(client, register, shelf):
    table = content(client.get("/data/2024/meetings.csv"))
    held = [path.relative_to(shelf / opendata.state()).as_posix() for path in shelf.rglob("*.*")]
    assert held == ["2024/meetings.csv"]
    content(client.get("/data/catalog.ttl"))
    assert content(client.get("/data/2024/meetings.csv")) == table


def test_one_package_is_made_without_the_others(client, register, shelf):
    archive = content(client.get("/data/2024.zip"))
    assert {path.name for path in (shelf / opendata.state()).iterdir()} == {"2024", "2024.zip"}
    content(client.get("/data/catalog.ttl"))
    assert content(client.get("/data/2024.zip")) == archive


@pytest.mark.parametrize("address", ["/data/2031/meetings.csv", "/data/2024/nothing.csv"])
def test_what_is_not_there_is_looked_for_once(client, register, monkeypatch, address):
    content(client.get("/data/catalog.ttl"))
    monkeypatch.setattr(opendata, "_write", None)
    assert client.get(address).status_code == 404
