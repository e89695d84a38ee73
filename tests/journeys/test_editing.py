"""Two editors in real browsers: a crash loses nothing, and what both change in one meeting is chosen."""

import os
import subprocess
import sys

import pytest

from tests.browsing import SIZES, find_barriers, serving

SCRIPT = """
from django.contrib.auth.models import User
from django.contrib.auth import SESSION_KEY, BACKEND_SESSION_KEY, HASH_SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from iscm.register.models import Meeting
from iscm.register.rules import Role
from tests.factories.accounts import add_account
for name in ("ann", "bob"):
    user = add_account(name, Role.EDITOR)
    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session.save()
    print("session", session.session_key)
first, other = Meeting.objects.filter(year=2024, precision="day", is_listed=True, outcome="")[:2]
print("meetings", first.uid, other.uid)
"""


@pytest.fixture(scope="module")
def own_site(tmp_path_factory):
    """A site that only these tests change, and its folder."""
    folder = tmp_path_factory.mktemp("desks")
    with serving(folder) as address:
        yield address, folder


@pytest.fixture(scope="module")
def desks(browser, own_site):
    """Two windows, each with another editor signed in, and the address of a meeting."""
    own_address, folder = own_site
    environ = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | {"DATA_DIR": str(folder)}
    environ["DJANGO_SETTINGS_MODULE"] = "iscm.project.settings"
    words = [sys.executable, "-m", "iscm.cli", "manage", "shell", "--no-imports", "-c", SCRIPT]
    told = subprocess.run(words, env=environ, capture_output=True, text=True, check=True).stdout.split()
    keys = [told[place + 1] for place, word in enumerate(told) if word == "session"]
    windows = []
    for key in keys:
        context = browser.new_context(base_url=own_address, reduced_motion="reduce")
        context.add_cookies([{"name": "iscm-session", "value": key, "url": own_address}])
        page = context.new_page()
        page.complaints = []
        page.on("pageerror", lambda error, page=page: page.complaints.append(str(error)))
        windows.append(page)
    yield *windows, f"/desk/meetings/{told[-2]}/", f"/desk/meetings/{told[-2]}/same/?other={told[-1]}"
    for page in windows:
        page.context.close()


def test_two_editors_and_a_crash(desks):
    ann, bob, address, _ = desks
    for page in (ann, bob):
        page.goto(address)
    ann.fill("#date", "second half of 2027, tbc")
    ann.locator("#date-reading", has_text="July").wait_for()
    assert find_barriers(ann) == []
    ann.reload()
    assert (ann.input_value("#date"), ann.is_visible("[data-restored]")) == ("second half of 2027, tbc", True)
    ann.fill("#reason", "heard on the phone")

    bob.fill("#date", "5 July 2027")
    bob.fill("#outcome", "Agreed.")
    bob.fill("#reason", "the host wrote")
    bob.click("button[name=save]")
    assert "Saved." in bob.inner_text(".told")

    ann.click("button[name=save]")
    ann.locator(".stale").wait_for()
    assert "the host wrote" in ann.inner_text(".stale")
    assert (ann.input_value("#date"), ann.input_value("#outcome")) == ("second half of 2027, tbc", "Agreed.")
    assert find_barriers(ann) == []
    ann.check("input[name=keep-date][value=mine]")
    ann.click("button[name=save]")
    ann.locator(".told", has_text="Saved.").wait_for()
    assert ann.input_value("#outcome") == "Agreed."
    assert ann.evaluate("Object.keys(localStorage).length") == 0
    ann.reload()
    assert not ann.is_visible("[data-restored]")
    ann.fill("#topic", "Returns")
    ann.click("#field-date button:has-text('Use this') >> nth=0")
    ann.locator("#date-reading", has_text="5 July 2027").wait_for()
    assert (ann.input_value("#date"), ann.input_value("#topic")) == ("5 July 2027", "Returns")
    ann.goto(address)
    assert (ann.input_value("#date"), ann.input_value("#topic")) == ("5 July 2027", "Returns")
    ann.click("text=Forget it")
    assert ann.input_value("#topic") == ""
    assert ann.complaints + bob.complaints == []


def test_the_keyboard_alone_moves_a_meeting(desks):
    ann, _, address, _ = desks
    ann.goto(address)
    ann.focus("summary:has-text('Reschedule')")
    for key in ("Enter", "Tab"):
        ann.keyboard.press(key)
    ann.keyboard.type("autumn 2028, tbc")
    ann.locator("#fate-date-reading", has_text="2028").wait_for()
    ann.keyboard.press("Tab")
    ann.keyboard.type("the hall is taken")
    ann.keyboard.press("Enter")
    ann.locator(".told", has_text="Saved.").wait_for()
    assert "rescheduled" in ann.inner_text("main")
    ann.goto(address)
    ann.focus("#topic")
    ann.focus("#date")
    ann.keyboard.press("Enter")
    ann.wait_for_load_state()
    assert "Saved." not in ann.inner_text("main")


@pytest.mark.parametrize(("prefix", "scheme", "size"), [("", "light", "desktop"), ("/ar", "dark", "phone")])
def test_the_page_of_a_meeting_and_its_history_have_no_barriers(desks, prefix, scheme, size):
    ann, _, address, compared = desks
    ann.emulate_media(color_scheme=scheme)
    width, height = SIZES[size]
    ann.set_viewport_size({"width": width, "height": height})
    past = address.replace("/desk/meetings/", "/desk/history/meetings/")
    for path in (address, compared, past, "/desk/history/day/?day=2026-01-01"):
        ann.goto(prefix + path)
        ann.evaluate("for (const one of document.querySelectorAll('details:not([name])')) one.open = true")
        overflow = ann.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert (path, find_barriers(ann, is_thinned=True), overflow) == (path, [], 0)
