"""Whom to tell of a hole (RFC 9116), and what robots may read."""

import pytest
import time_machine

LINES = ("Contact", "Expires", "Preferred-Languages", "Canonical")


@pytest.fixture
def ask(client):
    def asked():
        text = client.get("/.well-known/security.txt").content.decode()
        assert [line.partition(":")[0] for line in text.splitlines()] == list(LINES)
        return dict(line.split(": ", 1) for line in text.splitlines())

    return asked


@pytest.mark.parametrize(
    ("security", "contact", "expected"),
    [
        ("security@example.org", "office@example.org", "mailto:security@example.org"),
        ("https://example.org/report", "office@example.org", "https://example.org/report"),
        ("", "office@example.org", "mailto:office@example.org"),
        ("", "", "http://testserver/about/"),
    ],
)
def test_the_contact_is_the_one_for_security_else_the_office_else_a_page(ask, settings, security, contact, expected):
    settings.SECURITY_CONTACT, settings.CONTACT = security, contact
    told = ask()
    assert (told["Contact"], told["Canonical"]) == (expected, "http://testserver/.well-known/security.txt")


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2026-11-01", "2027-06-01T00:00:00Z"),
        ("2026-11-30", "2027-06-01T00:00:00Z"),
        ("2024-02-29", "2024-09-01T00:00:00Z"),
    ],
)
def test_it_is_the_same_all_month_and_good_for_half_a_year_or_more(ask, today, expected):
    with time_machine.travel(f"{today}T12:00:00Z"):
        assert ask()["Expires"] == expected


def test_robots_may_read_all_but_filtered_lists(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines == ["User-agent: *", "Disallow: /search/", "Disallow: /*?", "Sitemap: http://testserver/sitemap.xml"]
