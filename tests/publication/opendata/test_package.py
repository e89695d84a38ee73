"""A package is opened whole, or refused in one line."""

import hashlib
import json
import os
import shutil
import zipfile

import pytest

from iscm.domain.errors import UnreadableInputError
from iscm.publication.opendata.archive import write_archive
from iscm.publication.opendata.package import open_package
from iscm.publication.opendata.tables import TABLES
from tests.factories.opendata import MadeUp, make_rows
from tests.publication.opendata.test_folder import export


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return export(tmp_path_factory.mktemp("export") / "out")


@pytest.fixture
def whole(made, tmp_path):
    return shutil.copytree(made, tmp_path / "out")


def rows_of(path):
    with open_package(path) as package:
        return {table: rows for table in TABLES if (rows := list(package.rows(table)))}


def descriptor(whole, change):
    file = whole / "all" / "datapackage.json"
    said = json.loads(file.read_text())
    change(said)
    file.write_text(json.dumps(said))


def test_rows_are_those_that_were_exported(whole):
    assert rows_of(whole) == rows_of(whole / "all") == make_rows()


@pytest.mark.parametrize("forms", [("csv",), ("json",)])
def test_either_form_will_do(tmp_path, forms):
    assert rows_of(export(tmp_path / "one", forms=forms)) == make_rows()


def test_zip_will_do_and_has_always_the_same_bytes(whole, tmp_path):
    write_archive(whole / "all", tmp_path / "a.zip")
    os.utime(whole / "all" / "meetings.csv", (0, 0))
    write_archive(whole / "all", tmp_path / "b.zip")
    assert rows_of(tmp_path / "a.zip") == make_rows()
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def spoil_bytes(whole):
    with (whole / "all" / "claims.csv").open("ab") as file:
        file.write(b"x")


def spoil_same_length(whole):
    file = whole / "all" / "claims.csv"
    file.write_bytes(file.read_bytes()[:-3] + b"X\r\n")


def pipe(whole):
    (whole / "all" / "claims.csv").unlink()
    os.mkfifo(whole / "all" / "claims.csv")


DAMAGED = {
    "bytes added": spoil_bytes,
    "bytes changed": spoil_same_length,
    "file missing": lambda whole: (whole / "all" / "records.csv").unlink(),
    "a pipe": pipe,
    "no descriptor": lambda whole: (whole / "all" / "datapackage.json").unlink(),
    "no json": lambda whole: (whole / "all" / "datapackage.json").write_text("x"),
    "deep json": lambda whole: (whole / "all" / "datapackage.json").write_text("[" * 200_000),
    "foreign": lambda whole: (whole / "all" / "datapackage.json").write_text('{"name": "other", "resources": []}'),
    "large": lambda whole: (whole / "all" / "datapackage.json").write_text(" " * 9_000_000),
    "layout": lambda whole: descriptor(whole, lambda said: said["iscm"].update(layout=99)),
    "year": lambda whole: descriptor(whole, lambda said: said["iscm"].update(year=2024)),
    "no table": lambda whole: descriptor(whole, lambda said: said.update(resources=said["resources"][4:])),
    "no resources": lambda whole: descriptor(whole, lambda said: said.update(resources=None)),
    "huge size": lambda whole: descriptor(whole, lambda said: said["resources"][0].update(bytes=10**30)),
    "size below nought": lambda whole: descriptor(whole, lambda said: said["resources"][0].update(bytes=-1)),
    "endless size": lambda whole: descriptor(whole, lambda said: said["resources"][0].update(bytes=float("inf"))),
    "no hash": lambda whole: descriptor(whole, lambda said: said["resources"][0].update(hash="md5:x")),
}


@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED)
def test_damaged_or_foreign_is_refused_in_one_line(whole, damage):
    damage(whole)
    with pytest.raises(UnreadableInputError) as found:
        rows_of(whole)
    assert "\n" not in str(found.value)


def test_path_in_a_descriptor_is_never_followed(whole, tmp_path):
    """The name of a file follows from its table."""
    (tmp_path / "secret").write_text("x")
    descriptor(whole, lambda said: said["resources"][0].update(path="../../secret"))
    assert rows_of(whole) == make_rows()


def test_year_and_nothing_are_no_whole(tmp_path):
    for path in (export(tmp_path / "out", only=2024) / "2024", tmp_path / "nowhere", tmp_path):
        with pytest.raises(UnreadableInputError):
            rows_of(path)


@pytest.mark.parametrize("name", ["../evil", "/etc/passwd", "a\\..\\b", "all/../../x"])
def test_zip_that_leads_out_is_refused(whole, tmp_path, name):
    write_archive(whole / "all", tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip", "a") as archive:
        archive.writestr(name, "x")
    with pytest.raises(UnreadableInputError, match="names that no export has"):
        rows_of(tmp_path / "a.zip")


def test_zip_with_a_name_twice_is_refused(whole, tmp_path):
    write_archive(whole / "all", tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip", "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("meetings.csv", "x")
    with pytest.raises(UnreadableInputError):
        rows_of(tmp_path / "a.zip")


def test_broken_zip_is_refused(whole, tmp_path):
    write_archive(whole / "all", tmp_path / "a.zip")
    content = (tmp_path / "a.zip").read_bytes()
    middle = len(content) // 2
    for name, broken in (("cut", content[:middle]), ("bent", content[:500] + b"\xff" * 500 + content[1000:])):
        (tmp_path / name).write_bytes(broken)
        with pytest.raises(UnreadableInputError):
            rows_of(tmp_path / name)


def test_rows_of_another_shape_are_refused_though_their_hash_fits(whole):
    file = whole / "all" / "kinds.csv"
    content = file.read_bytes().replace(b"forum,0", b"forum,-1")
    file.write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()

    def fit(said):
        (resource,) = (one for one in said["resources"] if one["name"] == "kinds")
        resource.update(hash=f"sha256:{digest}", bytes=len(content))

    descriptor(whole, fit)
    with pytest.raises(UnreadableInputError, match="row 1 is not as iscm export writes it"):
        rows_of(whole)


def test_register_without_anything_is_a_package_too(tmp_path):
    assert rows_of(export(tmp_path / "empty", MadeUp({}, ()))) == {}
