"""The log of the server keeps no address that opens something."""

import logging

import pytest
from django.conf import settings

from iscm.project.logs import WithoutLinks

TOKEN = "x" * 24 + "." + "Y" * 43
LINES = [
    (
        ("%s: %s", "Internal Server Error", f"/fr/room/{TOKEN}/meetings/1/"),
        "Internal Server Error: /fr/room/…/meetings/1/",
    ),
    (("%s: %s", "Not Found", f"/follow/{TOKEN}/stop/"), "Not Found: /follow/…/stop/"),
    (("GET /room/gfmd/ took %s ms", 3), "GET /room/gfmd/ took 3 ms"),
    ((f"no arguments, /room/{TOKEN}",), "no arguments, /room/…"),
    (("100 % of /meetings/a-long-address-of-a-meeting/",), "100 % of /meetings/a-long-address-of-a-meeting/"),
]


@pytest.mark.parametrize(("said", "kept"), LINES)
def test_links_are_shortened_and_everything_else_stays(said, kept):
    record = logging.LogRecord("django.request", logging.ERROR, "", 0, said[0], said[1:], None)
    assert (WithoutLinks().filter(record), record.getMessage()) == (True, kept)


def test_whatever_is_logged_passes_it():
    assert {name: one["filters"] for name, one in settings.LOGGING["handlers"].items()} == {"stderr": ["links"]}
