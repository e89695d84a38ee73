"""The mail server and the organisation's sign-in, as an operator names them; and what is never left to him."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from iscm.domain.searching import EngineAddress
from iscm.project import settings
from iscm.project.environment import SettingError
from iscm.project.services import mail, search_engine, sign_in_provider

FOLDER = Path("/srv/iscm/mail")
SMTP = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD", "EMAIL_USE_SSL", "EMAIL_USE_TLS")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.example.org", ("mail.example.org", 587, "", "", False, True)),
        ("smtp://ann:s%40fe@mail.example.org:25", ("mail.example.org", 25, "ann", "s@fe", False, True)),
        ("smtp://localhost:25?starttls=0", ("localhost", 25, "", "", False, False)),
        ("smtps://ann:x@mail.example.org", ("mail.example.org", 465, "ann", "x", True, False)),
    ],
)
def test_a_mail_server_is_named_by_its_address(url, expected):
    found = mail(url, FOLDER)
    assert tuple(found[key] for key in SMTP) == expected
    assert found["EMAIL_TIMEOUT"] == 15


@pytest.mark.parametrize(("url", "folder"), [("", FOLDER), ("file:///tmp/post%20box", Path("/tmp/post box"))])
def test_mail_goes_into_files_until_a_server_is_named(url, folder):
    backend = "django.core.mail.backends.filebased.EmailBackend"
    assert mail(url, FOLDER) == {"EMAIL_BACKEND": backend, "EMAIL_FILE_PATH": folder}


@pytest.mark.parametrize(
    "url", ["mail.example.org", "smtp://", "http://mail.example.org", "smtp://a:b", "smtp://a?starttls=x", "file://x/y"]
)
def test_other_addresses_of_mail_servers_are_refused(url):
    with pytest.raises(SettingError, match="EMAIL_URL"):
        mail(url, FOLDER)


def test_a_provider_is_named_by_issuer_and_client():
    (found,) = sign_in_provider("", "https://sign-in.example.org/realm", "iscm", "secret")
    assert (found["name"], found["client_id"], found["secret"]) == ("sign-in.example.org", "iscm", "secret")
    assert found["settings"] == {"server_url": "https://sign-in.example.org/realm", "oauth_pkce_enabled": True}


def test_without_a_provider_there_is_none():
    assert sign_in_provider("Our office", "", "", "") == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("", "https://a.example", "", ""), "OIDC_CLIENT_ID and OIDC_CLIENT_SECRET must be set too"),
        (("", "", "iscm", "secret"), "OIDC_ISSUER must be set too"),
        (("", "http://a.example", "iscm", "secret"), "OIDC_ISSUER is 'http://a.example'"),
        (("", "a.example", "iscm", "secret"), "OIDC_ISSUER is 'a.example'"),
    ],
)
def test_half_a_provider_is_refused(given, said):
    with pytest.raises(SettingError, match=said):
        sign_in_provider(*given)


def test_passwords_are_hashed_by_argon2_only():
    assert settings.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


@pytest.mark.parametrize(
    ("behind_https", "expected"),
    [
        ("1", ["__Host-iscm-session", "__Host-iscm-form", True, True, 1, False]),
        ("0", ["iscm-session", "iscm-form", False, False, 0, True]),
    ],
)
def test_behind_https_cookies_are_for_this_host_only_and_one_proxy_is_believed(tmp_path, behind_https, expected):
    names = (
        "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE",
        "ALLAUTH_TRUSTED_PROXY_COUNT", "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN",
    )  # fmt: skip
    ask = f"import json; from iscm.project import settings; print(json.dumps([getattr(settings, n) for n in {names}]))"
    environ = os.environ | {"BEHIND_HTTPS": behind_https, "DATA_DIR": str(tmp_path)}
    told = subprocess.run([sys.executable, "-c", ask], env=environ, capture_output=True, text=True, check=True)
    assert json.loads(told.stdout) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("", None),
        ("http://127.0.0.1/iscm", EngineAddress("127.0.0.1", 9200, is_secure=False, name="iscm")),
        ("http://ann:x@localhost:1/a-b/", EngineAddress("localhost", 1, False, "a-b", "ann", "x")),
        (
            "https://ann:s%40fe@search.example.org:9201/iscm",
            EngineAddress("search.example.org", 9201, True, "iscm", "ann", "s@fe"),
        ),
    ],
)
def test_a_search_engine_is_named_by_its_address(url, expected):
    assert search_engine(url, "") == expected


@pytest.mark.parametrize(
    ("url", "authorities", "said"),
    [
        ("search.example.org:9200/iscm", "", "SEARCH_URL must read https://user:password@search.example.org:9200/iscm"),
        ("ftp://search.example.org/iscm", "", "SEARCH_URL must read"),
        ("https:///iscm", "", "SEARCH_URL must read"),
        ("https://search.example.org", "", "SEARCH_URL must read"),
        ("https://search.example.org/_all", "", "SEARCH_URL must read"),
        ("https://search.example.org/iscm,other", "", "SEARCH_URL must read"),
        ("https://search.example.org/iscm?refresh=1", "", "SEARCH_URL must read"),
        ("https://search.example.org:port/iscm", "", "SEARCH_URL has a port that is no number"),
        ("http://ann:x@search.example.org/iscm", "", "SEARCH_URL would send its password in the open: use https"),
        ("https://search.example.org/iscm", "/nowhere.pem", "SEARCH_CA is '/nowhere.pem': there is no such file"),
    ],
)
def test_what_is_no_search_engine_is_refused(url, authorities, said):
    with pytest.raises(SettingError, match=re.escape(said)):
        search_engine(url, authorities)


def test_the_password_of_a_search_engine_is_not_told():
    assert "hidden" not in repr(search_engine("https://ann:hidden@search.example.org/iscm", ""))
