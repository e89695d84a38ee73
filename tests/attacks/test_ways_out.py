"""No name leads out of its folder, no address off this site, and no header of a caller is believed."""

import io
import re
import zipfile
from urllib.parse import urljoin, urlsplit

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from iscm.cli.main import main
from iscm.publication.site.addresses import Layout
from iscm.register.rules import Role
from tests.desk.conftest import english, nothing_left_to_send, posted, signed_in  # noqa: F401  # fixtures
from tests.factories.accounts import PASSWORD, add_account
from tests.register.conftest import few, register  # noqa: F401  # fixtures

pytestmark = pytest.mark.django_db
UP = (
    *("../../../etc/passwd", "..%2f..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/etc/passwd", "....//....//etc/passwd"),
    *(
        "..%5c..%5cetc%5cpasswd",
        "%252e%252e%252fetc%252fpasswd",
        "/etc/passwd",
        "//etc/passwd",
        "%00/etc/passwd",
        "..;/x",
    ),
    *(
        "secret-key",
        "register.sqlite3",
        "../secret-key",
        "static/../secret-key",
        "all/../../secret-key",
        "C:%5cx",
        "~root",
    ),
)
FOLDERS = (
    *("/static/", "/data/", "/vocabularies/", "/materials/", "/editions/", "/calendar/", "/highlights/", "/figures/"),
    *(
        "/initiatives/",
        "/library/citations.",
        "/feeds/",
        "/oai/",
        "/embed/",
        "/",
        "/fr/",
        "/desk/",
        "/room/",
        "/.well-known/",
    ),
)
AWAY = (
    *(
        "https://evil.example/",
        "//evil.example/",
        "\\\\evil.example",
        "/\\evil.example/",
        "///evil.example",
        "https:evil.example",
    ),
    *(
        "javascript:alert(1)",
        "%2f%2fevil.example",
        "http:///evil.example",
        "/%09/evil.example",
        "\t//evil.example/",
        "//evil%E3%80%82example",
    ),
    *(
        "https://testserver@evil.example/",
        "https://testserver.evil.example/",
        "data:text/html,x",
        "/desk/\r\nX-Evil: 1",
    ),
)
# What a cache in front may not know by, and what nobody may set who only asks.
FOREIGN = {
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Server": "evil.example",
    "X-Host": "evil.example",
    "X-Original-URL": "/desk/",
    "X-Rewrite-URL": "/desk/",
    "X-Forwarded-Prefix": "/evil",
    "X-Forwarded-Scheme": "nothttps",
    "X-HTTP-Method-Override": "DELETE",
    "Forwarded": "host=evil.example",
    "Origin": "https://evil.example",
    "Referer": "https://evil.example/",
}
PAGES = (
    *(
        "/",
        "/calendar.ics",
        "/calendar.json",
        "/feeds/meetings.atom",
        "/sitemap.xml",
        "/robots.txt",
        "/data/catalog.jsonld",
    ),
    *(
        "/oai?verb=Identify",
        "/api/v1/meetings",
        "/api/v1/openapi.json",
        "/embed/",
        "/.well-known/security.txt",
        "/desk/sign-in/",
    ),
)


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_address_gives_out_a_file_that_is_none_of_its_folder(settings, tmp_path, folder):
    settings.DATA_DIR = tmp_path
    (tmp_path / "secret-key").write_text("the secret of this site")
    for up in UP:
        answer = Client().get(f"{folder}{up}")
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert answer.status_code in {301, 302, 400, 404, 405}, up
        assert b"the secret of this site" not in content
        assert b"root:" not in content
        assert answer.get("Location", "/").startswith("/"), up
        assert not answer.get("Location", "/").startswith(("//", "/\\")), up


@pytest.mark.parametrize("path", ["/../x", "/a/../../x", "/\\x", "//evil.example/x", "/%2e%2e/x", "/a\0b"])
def test_the_site_of_files_writes_below_its_folder(path):
    found = Layout(frozenset({"en", "fr"})).place(path) or "nothing"
    assert not found.startswith(("/", "\\"))
    assert ".." not in re.split(r"[/\\]", found)


@pytest.mark.parametrize("way", AWAY)
def test_nobody_is_led_off_the_site(signed_in, way):  # noqa: F811  # the fixture
    add_account("eve", Role.READER)
    login = {"login": "eve@example.org", "password": PASSWORD, "next": way}
    answers = [
        Client().post(reverse("account_login"), login),
        Client().post(f"{reverse('account_login')}?next={way}", login),
        signed_in("ann", Role.READER).post(reverse("account_logout"), {"next": way}),
        Client().get(f"/desk/?next={way}"),
        Client().get("/" + way.lstrip("/")),
    ]
    for answer in answers:
        where = re.sub(r"[\t\r\n]", "", answer.get("Location", "/")).replace("\\", "/")  # as browsers read it
        assert urlsplit(urljoin("https://testserver/desk/sign-in/", where)).netloc == "testserver", where


@pytest.mark.parametrize("path", PAGES)
def test_what_a_caller_says_of_our_address_is_in_no_answer(path):
    """Else a cache in front would give the words of one caller to everybody."""
    with override("en"):
        plain, foreign = Client().get(path), Client().get(path, headers=FOREIGN)
    said = b"".join(b"".join(one.streaming_content) if one.streaming else one.content for one in (foreign, plain))
    assert (foreign.status_code, b"evil" in said) == (plain.status_code, False)
    assert [value for value in foreign.headers.values() if "evil" in value] == []


@pytest.mark.parametrize(
    "host", ["evil.example", "testserver.evil.example", "testserver:80@evil.example", "testserver\\@x", "", "a b"]
)
@pytest.mark.parametrize("path", ["/", "/calendar.ics", "/feeds/meetings.atom", "/api/v1/meetings", "/desk/sign-in/"])
def test_another_host_is_not_answered(host, path):
    answer = Client(headers={"Host": host}).get(path)
    assert (answer.status_code, b"evil" in answer.content) == (400, False)


def test_mails_lead_to_the_site_and_not_to_what_a_caller_says(settings, posted):  # noqa: F811  # the fixture
    settings.SITE_URL = "https://register.example"
    add_account("eve", Role.READER)
    Client().post(reverse("account_reset_password"), {"email": "eve@example.org"}, headers=FOREIGN)
    (sent,) = posted()
    assert "evil" not in sent.body
    assert mail.outbox == [sent]


@pytest.mark.parametrize(
    "name", ["../../x.txt", "/etc/x.txt", "a\r\nX-Evil: 1.txt", 'a"; filename="b.exe', "\u202etxt.exe", "a\0.txt"]
)
def test_the_name_of_a_file_is_one_name_in_one_header(signed_in, name):  # noqa: F811  # the fixture
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = signed_in(role=Role.EDITOR)
    file = SimpleUploadedFile("x.txt", b"Date\tPlace\n3 May 2024\tTunis")
    file._name = name
    client.post(reverse("desk-inbox-upload"), {"file": file})
    page = client.get(reverse("desk-inbox"))
    assert (page.status_code, "X-Evil" in page.headers) == (200, False)


@pytest.mark.parametrize("name", ["../../evil.csv", "/tmp/evil.csv", "..\\evil.csv", "all/../../evil.csv"])
def test_an_archive_leads_nowhere(tmp_path, monkeypatch, capsys, name):
    monkeypatch.chdir(tmp_path)
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr(name, "x")
        archive.writestr("datapackage.json", "{}")
    (tmp_path / "within").mkdir()
    (tmp_path / "within" / "all.zip").write_bytes(package.getvalue())
    for command in (["rebuild", "--from", "within/all.zip"], ["restore", "within/all.zip"], ["read", "within/all.zip"]):
        assert main(command) == 2
        assert capsys.readouterr().err.count("\n") == 1
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["all.zip", "within"]
