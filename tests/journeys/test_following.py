"""A reader follows in a real browser, a meeting is cancelled, the news comes by mail, and one click ends it."""

import email
import email.policy
import os
import re
import subprocess
import sys
from urllib.parse import urlsplit

import pytest

from tests.browsing import find_barriers, serving

# What an editor does at the desk.
CANCEL = """
from iscm.register.models import Meeting
from iscm.register.operations.correct import correct
uid = Meeting.objects.filter(parties__mechanism__slug="gfmd", is_listed=True).order_by("-latest").first().uid
correct(uid, {"status": "cancelled"}, actor="eve", reason="The host withdrew")
print(uid)
"""


@pytest.fixture
def folder(tmp_path):
    """The folder of a site of its own: its meetings will not be what they were."""
    return tmp_path


@pytest.fixture
def site(folder):
    with serving(folder) as address:
        yield address


@pytest.fixture
def window(browser, site):
    size = {"width": 360, "height": 780}
    context = browser.new_context(base_url=site, viewport=size, reduced_motion="reduce")
    page = context.new_page()
    page.goto("/")
    yield page
    context.close()


def iscm(folder, site, *words):
    """What a subcommand prints."""
    left_out = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    environ = {k: v for k, v in os.environ.items() if k not in left_out} | {"DATA_DIR": str(folder), "SITE_URL": site}
    command = [sys.executable, "-m", "iscm.cli", *words]
    return subprocess.run(command, env=environ, capture_output=True, text=True, check=True).stdout


def newest_mail(folder):
    """The last message that went out, here into files."""
    file = max((folder / "mail").iterdir(), key=lambda path: path.stat().st_mtime_ns)
    return email.message_from_bytes(file.read_bytes().partition(b"\n" + b"-" * 79)[0], policy=email.policy.default)


def links_of(message):
    """The paths of this site that the plain words of a mail lead to."""
    return [urlsplit(link).path for link in re.findall(r"http\S+", message.get_body(("plain",)).get_content())]


def follow(page):
    """Fill in the form and send it, as patiently as people do."""
    page.get_by_role("link", name="Follow by mail").click()
    page.get_by_label("Your mail address").fill("ann@example.org")
    page.locator("summary").first.click()
    page.get_by_label("GFMD").check()
    page.get_by_label("changes of dates at once").check()
    page.get_by_label("Language", exact=True).select_option("fr")
    assert find_barriers(page) == []
    page.wait_for_timeout(3000)
    page.get_by_role("button", name="Send me the link to confirm").click()
    page.get_by_role("heading", name="Look into your mailbox").wait_for()


def test_followed_confirmed_cancelled_told_and_stopped(window, folder, site):
    follow(window)
    (link,) = links_of(newest_mail(folder))
    window.goto(link)
    assert find_barriers(window) == []
    window.locator("button[name=confirm]").click()
    window.locator("form.writing").wait_for()
    assert find_barriers(window) == []
    uid = iscm(folder, site, "manage", "shell", "-v", "0", "-c", CANCEL).split()[-1]
    assert iscm(folder, site, "digest") == "1 notice of changed dates\n"
    message = newest_mail(folder)
    assert (message["To"], {link, f"/fr/meetings/{uid}/"} <= {*links_of(message)}) == ("ann@example.org", True)
    window.goto("/changes/")
    assert window.locator(".bulletin.cancelled li").count() == 1
    window.goto(urlsplit(message["List-Unsubscribe"].strip(" <>")).path)
    assert find_barriers(window) == []
    window.locator("form.plain-form button").click()
    window.locator("form.plain-form").wait_for(state="detached")
    assert iscm(folder, site, "digest", "--forget", "ann@example.org") == "nobody follows with this address\n"
