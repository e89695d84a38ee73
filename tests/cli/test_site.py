"""`iscm site`: all of the site as files, and only what changed written again."""

import argparse
import errno
import os

import pytest
from django.utils.translation import get_language

from iscm.cli import site
from iscm.cli.failures import CommandError
from iscm.cli.main import main
from iscm.cli.siting.asking import Answer, Asker
from iscm.cli.siting.making import Making
from iscm.publication.site.addresses import Layout
from iscm.publication.site.folder import Folder
from iscm.publication.site.texts import Texts
from iscm.register.models import Meeting
from tests.factories.rows import raise_stamp
from tests.website.conftest import fill

pytestmark = pytest.mark.django_db

ENGLISH = ("--lang", "en", "--light")


@pytest.fixture
def iscm(capsys, monkeypatch):
    """Run the command; gives its status and the lines of both outputs."""
    monkeypatch.setattr("iscm.cli.store.migrate_store", lambda: None)
    monkeypatch.setattr("iscm.cli.serving.collect_static", lambda: None)

    def iscm(*words):
        status = main([str(word) for word in words])
        printed = capsys.readouterr()
        return status, printed.out.splitlines(), printed.err.splitlines()

    return iscm


def files(root):
    return {
        path.relative_to(root).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
        for path in root.rglob("*")
        if path.is_file()
    }


def test_only_what_changed_is_written_again(iscm, tmp_path):
    fill(2)
    english = tmp_path / "site"
    status, said, _ = iscm("site", english, *ENGLISH)
    before = files(english)
    assert (status, said) == (0, [f"{english}: {len(before) - 1} files written, 0 removed, 0 as they were"])
    nothing = (0, [f"{english}: nothing changed ({len(before) - 1} files)"], [])
    assert iscm("site", english, *ENGLISH) == nothing
    assert iscm("site", english, *ENGLISH, "--force") == nothing
    assert files(english) == before
    (english / "CNAME").write_text("example.org")
    meeting = Meeting.objects.order_by("id")[0]
    # A meeting changes its own pages and those that name it.
    Meeting.objects.filter(pk=meeting.pk).update(title="Another title")
    raise_stamp()
    raise_stamp("mechanism:gfmd")
    (english / "search" / "index.html").unlink()
    assert iscm("site", english, *ENGLISH)[0] == 0
    after = files(english)
    changed = {path for path in after if after[path] != before.get(path)}
    own = {f"meetings/{meeting.uid}/index.html", f"meetings/{meeting.uid}.ics"}
    assert {path for path in changed if path.startswith("meetings/")} == own
    assert after["CNAME"][1] == b"example.org"
    assert not {path for path in changed if path.startswith(("static/", "about/", "documents/index", "robots"))}
    assert changed >= {"calendar/2024/index.html", "mechanisms/gfmd/index.html", "calendar.ics", "search/index.html"}


def test_the_place_of_the_site_is_told_where_it_is_known(iscm, tmp_path, settings):
    fill()
    settings.SITE_URL = "https://example.org/m"
    root = tmp_path / "site"
    assert iscm("site", root, "--lang", "fr", "--light")[0] == 0
    meeting = Meeting.objects.get()
    assert (
        f"URL:https://example.org/m/fr/meetings/{meeting.uid}/\r\n" in (root / "fr/calendar.ics").read_bytes().decode()
    )
    assert f"<loc>https://example.org/m/fr/meetings/{meeting.uid}/</loc>" in (root / "sitemap.xml").read_text()
    assert (root / "robots.txt").read_text().splitlines()[-1] == "Sitemap: https://example.org/m/sitemap.xml"
    assert 'content="0; url=fr/index.html"' in (root / "index.html").read_text()
    assert "webcal://example.org/m/fr/calendar.ics" in (root / "fr/feeds/index.html").read_text()


def test_what_cannot_be_done_is_told_in_one_line(iscm, tmp_path):
    (tmp_path / "mine.txt").write_text("x")
    fill()
    mine, ours = (
        tmp_path / "mine.txt",
        "holds files that iscm site did not write: name a folder that is empty or not there",
    )
    tongues = "argument --lang: 'en,de': use some of en,fr,es,ar,ru,zh-hans (see iscm site --help)"
    refused = {
        (tmp_path,): f"{tmp_path} {ours}",
        (mine,): f"{mine} is no folder",
        (mine / "site",): f"{mine / 'site'} cannot be written: not a directory",
        (tmp_path / "new", "--lang", "en,de"): tongues,
    }
    assert {words: iscm("site", *words) for words in refused} == {
        words: (2, [], [f"iscm: {line}"]) for words, line in refused.items()
    }


class Fake:
    """A site of a few pages."""

    def __init__(self, **pages):
        self.pages = {"/robots.txt": "", "/sitemap.xml": ""} | {
            f"/{name}/" if name else "/": html for name, html in pages.items()
        }

    def ask(self, address):
        html = self.pages.get(address)
        if isinstance(html, Exception):
            raise html
        return Answer(404 if html is None else 200, "text/html", (html or "not here").encode())


def write(root, pages, place=""):
    folder = Folder.open(root)
    with folder:
        Making(pages, Texts(Layout(("en",)), place), folder, lambda *_: None).write()
        folder.finish("1")


def test_a_link_that_turns_out_to_lead_nowhere_becomes_words(tmp_path):
    pages = {"": '<a href="/a/">a</a> <a href="/b/">b</a>', "a": '<a href="/">home</a>', "search": ""}
    write(tmp_path / "site", Fake(**pages))
    assert (tmp_path / "site" / "index.html").read_text() == '<a href="a/index.html">a</a> <span>b</span>'
    assert not (tmp_path / "site" / "b").exists()


@pytest.mark.parametrize(
    ("place", "expected"), [("", False), ("https://a.example/m", False), ("https://a.example", True)]
)
def test_whom_to_tell_of_a_hole_stands_at_the_root_of_a_host_only(tmp_path, place, expected):
    pages = Fake(**{"": "home", "search": ""})
    pages.pages["/.well-known/security.txt"] = "Contact: mailto:a@example.org"
    write(tmp_path / "site", pages, place)
    assert (tmp_path / "site/.well-known/security.txt").is_file() is expected


def test_a_page_that_fails_leaves_the_site_as_it_was(tmp_path):
    write(tmp_path / "site", Fake(**{"": '<a href="/a/">a</a>', "a": "before", "search": ""}))
    before = files(tmp_path / "site")
    with pytest.raises(ValueError, match="a fault"):
        write(tmp_path / "site", Fake(**{"": '<a href="/a/">a</a> changed', "a": ValueError("a fault"), "search": ""}))
    assert files(tmp_path / "site") == before


@pytest.mark.parametrize(
    ("number", "error"), [(errno.ENOSPC, OSError), (errno.EACCES, CommandError), (errno.EROFS, CommandError)]
)
def test_a_disk_that_refuses_leaves_nothing_behind(iscm, tmp_path, monkeypatch, number, error):
    fill()

    def refuse(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("iscm.publication.site.folder.Folder.put", refuse)
    # A full disk is told by the command line itself, for all subcommands alike.
    with pytest.raises(error, match=os.strerror(number).lower() if error is CommandError else os.strerror(number)):
        site.run(argparse.Namespace(folder=str(tmp_path / "site"), lang=("en",), light=True, force=False))
    assert list((tmp_path / "site").iterdir()) == []


def test_a_fault_of_a_page_is_raised_and_everything_is_as_before(db, monkeypatch):
    def fails(*_, **__):
        raise ValueError("a fault")

    monkeypatch.setattr("iscm.website.views.about.page", fails)
    said = {"languages": ("en", "ar"), "left_out": frozenset(), "has_place": False}
    with Asker(said) as asker:
        assert asker.ask("/ar/feeds/").status == 200
        with pytest.raises(ValueError, match="a fault"):
            asker.ask("/about/")
    assert get_language() == "en"
