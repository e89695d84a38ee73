"""The first administrator in a real browser: invited on the server, in with app and passkey; every page of the desk."""

import os
import re
import subprocess
import sys
import time
from urllib.parse import urlsplit

import pytest

from tests.browsing import SIZES, find_barriers
from tests.desk.pages import ENTRANCE_PAGES, PAGES
from tests.factories.accounts import code_of

PASSWORD = "correct horse battery"
MAIL = "office@example.org"
KEEPS_PASSKEYS = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def here(live_site):
    """The site under a name: passkeys belong to names, not to addresses."""
    return live_site.replace("127.0.0.1", "localhost")


@pytest.fixture(scope="module")
def way(live_folder, live_site):
    """The link that `iscm account add` prints, without the host."""
    left_out = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    environ = {k: v for k, v in os.environ.items() if k not in left_out} | {"DATA_DIR": str(live_folder)}
    words = [sys.executable, "-m", "iscm.cli", "account", "add", MAIL, "--role", "administrator"]
    told = subprocess.run(words, env=environ, capture_output=True, text=True, check=True).stdout
    return urlsplit(re.search(r"http\S+", told)[0]).path


@pytest.fixture(scope="module")
def window(browser, here):
    """One window, with all that its console complains of in `complaints`."""
    context = browser.new_context(base_url=here, reduced_motion="reduce")
    page = context.new_page()
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("console", lambda told: page.complaints.append(told.text) if "Policy" in told.text else None)
    yield page
    context.close()


@pytest.fixture(scope="module")
def signed_in(window, way):
    """The administrator follows the link, sets the password and an app; gives the window and the secret of the app."""
    window.goto(way)
    assert find_barriers(window) == []
    for place in ("#id_password1", "#id_password2"):
        window.fill(place, PASSWORD)
    window.click("button.main")
    assert window.locator("text=Your role needs a second factor").is_visible()
    window.click("text=Set up an app")
    assert window.locator(".qr svg").bounding_box()["width"] > 150
    assert find_barriers(window) == []
    secret = window.inner_text("code.key")
    window.fill("#id_code", code_of(secret))
    window.click("button.main")
    assert window.locator(".codes code").count() == 10
    assert find_barriers(window) == []
    window.click("text=To the desk")
    assert urlsplit(window.url).path == "/desk/"
    return window, secret


def test_password_and_app_open_the_desk(signed_in, browser, here):
    _, secret = signed_in
    context = browser.new_context(base_url=here, java_script_enabled=False)
    page = context.new_page()
    page.goto("/desk/accounts/")
    page.fill("#id_login", MAIL)
    page.fill("#id_password", PASSWORD)
    assert not page.locator("#passkey_login").is_visible()
    page.click("button.main")
    # The code of the next half minute: the last one was used to set up the app.
    page.fill("#id_code", code_of(secret, time.time() + 30))
    page.click("button.main")
    assert urlsplit(page.url).path == "/desk/accounts/"
    context.close()


def test_a_passkey_alone_opens_the_desk(signed_in):
    window, _ = signed_in
    session = window.context.new_cdp_session(window)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": KEEPS_PASSKEYS})
    window.goto("/desk/account/passkeys/add/")
    window.fill("#id_name", "Laptop of the office")
    window.click("#passkey_add")
    window.wait_for_url("**/desk/account/")
    window.goto("/desk/account/passkeys/")
    assert "Laptop of the office" in window.inner_text(".lines")
    window.click("text=Sign out")
    window.wait_for_url("**/desk/sign-in/")
    window.click("#passkey_login")
    window.wait_for_url("**/desk/")
    assert window.complaints == []


@pytest.mark.usefixtures("signed_in")
def test_what_is_wrong_is_told_without_barriers(browser, here):
    context = browser.new_context(base_url=here)
    page = context.new_page()
    page.goto("/desk/sign-in/")
    page.fill("#id_login", MAIL)
    page.fill("#id_password", "wrong")
    page.click("button.main")
    assert (page.locator(".errorlist").count(), find_barriers(page)) == (1, [])
    page.fill("#id_password", PASSWORD)
    page.click("button.main")
    page.fill("#id_code", "000000")
    page.click("button.main")
    assert (page.locator(".errorlist").count(), find_barriers(page)) == (1, [])
    context.close()


def test_a_passkey_that_is_not_there_is_told(browser, here):
    context = browser.new_context(base_url=here)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    nobody = KEEPS_PASSKEYS | {"isUserVerified": False}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": nobody})
    page.goto("/desk/sign-in/")
    page.click("#passkey_login")
    page.locator("[data-passkey-trouble]").wait_for(state="visible")
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_page_of_the_desk_has_no_barrier_and_fits_its_window(signed_in, path):
    window, _ = signed_in
    look_at(window, path)


@pytest.mark.parametrize("path", ENTRANCE_PAGES)
def test_page_of_the_entrance_has_no_barrier_and_fits_its_window(browser, here, path):
    context = browser.new_context(base_url=here, reduced_motion="reduce")
    look_at(context.new_page(), path)
    context.close()


def look_at(page, path):
    """As everyone sees it, and from right to left in the dark."""
    for prefix, scheme, sizes in (("", "light", ("desktop", "phone")), ("/ar", "dark", ("phone",))):
        page.emulate_media(color_scheme=scheme)
        page.goto(prefix + path)
        assert urlsplit(page.url).path == prefix + urlsplit(path).path
        for size in sizes:
            width, height = SIZES[size]
            page.set_viewport_size({"width": width, "height": height})
            assert (prefix, size, overflow(page)) == (prefix, size, 0)
        assert (prefix, find_barriers(page, is_thinned=True)) == (prefix, [])


def overflow(page):
    """By how many pixels a page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
