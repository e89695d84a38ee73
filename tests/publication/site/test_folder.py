"""The folder of the site: what is ours is kept in order, what is not is never touched."""

import json
import os

import pytest

from iscm.domain.errors import ConflictError
from iscm.publication.site.folder import MANIFEST, WAITING, Folder, Written

SITE = {"index.html": b"home", "a/index.html": b"a", "a/b.css": b"b"}


def write(root, files, state="1", **changes):
    folder = Folder.open(root)
    with folder:
        for path, content in {**files, **changes}.items():
            folder.put(path, content)
        return folder.finish(state)


def held(root):
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }


def times(root):
    return {path: path.stat().st_mtime_ns for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "site"
    assert write(folder, SITE) == Written(3, 0, 3)
    for path in folder.rglob("*"):
        os.utime(path, (1, 1))
    return folder


def test_a_folder_is_filled(root):
    assert held(root) == SITE
    assert Folder.open(root).is_whole


def test_the_same_again_writes_nothing(root):
    before = times(root)
    assert write(root, SITE) == Written(0, 0, 3)
    assert times(root) == before


def test_only_what_changed_is_written(root):
    before = times(root)
    assert write(root, SITE | {"a/index.html": b"A"}, "2") == Written(1, 0, 3)
    changed = {path.name for path, time in times(root).items() if before.get(path) != time}
    assert (held(root), changed) == (SITE | {"a/index.html": b"A"}, {"index.html", MANIFEST})
    assert (root / "index.html").stat().st_mtime == 1


def test_what_is_no_longer_part_goes_with_its_folder(root):
    assert write(root, {"index.html": b"home"}, "2") == Written(0, 2, 1)
    assert sorted(path.name for path in root.iterdir()) == ["index.html", MANIFEST]


def test_what_others_put_there_stays(root):
    (root / "a" / "CNAME").write_text("example.org")
    (root / ".htaccess").write_text("x")
    write(root, {"index.html": b"home"}, "2")
    assert held(root) == {"index.html": b"home", "a/CNAME": b"example.org", ".htaccess": b"x"}


def test_a_folder_of_others_is_refused(tmp_path):
    (tmp_path / "thesis.docx").write_text("x")
    with pytest.raises(ConflictError, match="holds files that iscm site did not write"):
        Folder.open(tmp_path)
    (tmp_path / MANIFEST).write_text('{"made_by": "someone", "files": {}}')
    with pytest.raises(ConflictError):
        Folder.open(tmp_path)
    with pytest.raises(ConflictError, match="is no folder"):
        Folder.open(tmp_path / "thesis.docx")


def test_a_page_never_takes_the_place_of_what_others_wrote(root):
    (root / "new.html").write_text("mine")
    with pytest.raises(ConflictError, match=r"new\.html was not written by iscm site"):
        write(root, SITE | {"new.html": b"ours"}, "2")
    (root / "c").write_text("mine")
    with pytest.raises(ConflictError, match="a folder belongs there"):
        write(root, SITE | {"c/d.html": b"ours"}, "2")
    assert held(root) == SITE | {"new.html": b"mine", "c": b"mine"}


def test_a_link_is_not_followed(root, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (root / "c").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ConflictError, match="leads elsewhere"):
        write(root, SITE | {"c/d.html": b"ours"}, "2")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_list_that_names_files_outside_is_not_believed(root, tmp_path):
    (tmp_path / "thesis.docx").write_text("x")
    said = json.loads((root / MANIFEST).read_text())
    said["files"] |= {"../thesis.docx": ["", 1], str(tmp_path / "thesis.docx"): ["", 1]}
    (root / MANIFEST).write_text(json.dumps(said))
    write(root, SITE, "2")
    assert (tmp_path / "thesis.docx").exists()


def test_a_run_that_fails_leaves_the_site_as_it_was(root):
    with pytest.raises(ConflictError):
        write(root, {"index.html": b"other", "a": b"a folder of ours stands there"})
    assert held(root) == SITE
    assert not (root / WAITING).exists()


@pytest.mark.parametrize("at", [1, 2])
def test_a_run_that_is_killed_while_it_swaps_is_taken_up(root, at, monkeypatch):
    new = {"index.html": b"HOME", "z.css": b"z", "y.css": b"y"}
    replace, done = type(root).replace, []

    def fails(self, target):
        done.append(target)
        if len(done) > at:
            raise OSError("killed")
        return replace(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(type(root), "replace", fails)
        with pytest.raises(OSError, match="killed"):
            write(root, new, "2")
    assert (root / "index.html").read_bytes() == b"home"  # pages come last
    write(root, new, "2")
    assert held(root) == new


def test_a_first_run_that_is_killed_is_taken_up(tmp_path):
    folder = Folder.open(tmp_path / "site")
    folder.__enter__()
    folder.put("index.html", b"home")
    write(tmp_path / "site", SITE)
    assert held(tmp_path / "site") == SITE


def test_two_runs_do_not_meet(root):
    (root / WAITING).mkdir()
    (root / WAITING / "process").write_text(str(os.getppid()))
    with pytest.raises(ConflictError, match=f"process {os.getppid()}"):
        write(root, SITE, "2")


@pytest.mark.parametrize("harm", ["missing", "short"])
def test_a_site_that_lost_something_is_not_whole(root, harm):
    (root / "a" / "b.css").unlink() if harm == "missing" else (root / "a" / "b.css").write_bytes(b"")
    assert not Folder.open(root).is_whole
    assert write(root, SITE) == Written(1, 0, 3)
    assert held(root) == SITE


def test_of_a_file_that_comes_twice_the_last_counts(root):
    folder = Folder.open(root)
    with folder:
        for path, content in [*SITE.items(), ("index.html", b"draft"), ("index.html", b"home")]:
            folder.put(path, content)
        assert folder.finish("1") == Written(0, 0, 3)
    assert held(root) == SITE
