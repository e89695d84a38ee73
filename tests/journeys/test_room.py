"""A secretariat's confirmation: the desk makes a link, a telephone answers, the desk accepts, everybody reads it."""

import subprocess
import sys

import pytest

from tests.browsing import SIZES, find_barriers, serving

SCRIPT = """
from datetime import timedelta
from django.core.management import call_command
from django.contrib.auth import SESSION_KEY, BACKEND_SESSION_KEY, HASH_SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from iscm.domain.submissions import Sender
from iscm.register.operations.accept import accept
from iscm.register.operations.submit import submit
from iscm.register.rules import Role
from tests.factories.accounts import add_account
from iscm.register.operations.build import ensure_reference
call_command("migrate", interactive=False, verbosity=0)
ensure_reference()
user = add_account("ann", Role.EDITOR)
session = SessionStore()
session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
session.save()
for title, days in (("Forum on fair recruitment", 50), ("Forum on skills", 90), ("Forum on data", -50)):
    day = timezone.now().date() + timedelta(days=days)
    values = {"title": title, "date": day.isoformat(), "place": "Dhaka, Bangladesh", "mechanism": "colombo-process"}
    accept(submit(values, sender=Sender("Ann")).document, actor="ann", reason="the note of the host")
print(session.session_key)
"""
SERVES = ("manage", "runserver", "--noreload")  # without the records that the package carries


@pytest.fixture(scope="module")
def places(browser, tmp_path_factory):
    """An editor at a desk and a secretariat with a telephone: two windows to a site that only this test changes."""
    server = serving(tmp_path_factory.mktemp("rooms"), SERVES)
    environ = server.environ | {"DJANGO_SETTINGS_MODULE": "iscm.project.settings"}
    command = [sys.executable, "-m", "iscm.cli", "manage", "shell", "--no-imports", "-c", SCRIPT]
    key = subprocess.run(command, env=environ, capture_output=True, text=True, check=True).stdout.split()[-1]
    with server as address:
        width, height = SIZES["phone"]
        desk = browser.new_context(base_url=address, reduced_motion="reduce")
        desk.add_cookies([{"name": "iscm-session", "value": key, "url": address}])
        phone = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
        yield desk.new_page(), phone.new_page()
        desk.close()
        phone.close()


def answer(phone, room, title, **typed):
    """Open the form of a meeting in the room, write into it, send it; what is then said."""
    phone.goto(room)
    phone.click(f"h3 a:has-text('{title}')")
    for name, words in typed.items():
        phone.fill(f"#f-{name}", words)
    if "date" in typed:
        phone.locator("#f-date-reading", has_text="Understood").wait_for()
        assert find_barriers(phone) == []
    phone.click("form.editor button.main")
    return phone.inner_text("#told")


def accept_all(desk):
    """Accept what waits in the inbox, one after the other; from whom it came."""
    came = []
    while True:
        desk.goto("/desk/inbox/")
        if not desk.locator("ul.inbox h2 a").count():
            return came
        came.append(desk.locator("ul.inbox p.soft bdi").first.inner_text())
        desk.locator("ul.inbox h2 a").first.click()
        desk.click("form[action$='/accept/'] button")


def test_a_secretariat_confirms_by_telephone_and_everybody_reads_it(places):
    desk, phone = places
    desk.goto("/desk/secretariats/colombo-process/")
    desk.fill("#name", "The office")
    desk.click("text=Make the link")
    room = desk.inner_text(".secret")

    phone.goto(room)
    assert "3 things to answer" in phone.inner_text(".first-of-all")
    phone.click("article:has-text('fair recruitment') button.main")
    assert "An editor looks at it" in phone.inner_text("#told")
    waits = answer(phone, room, "Forum on skills", date="4 au 6 mai 2031")
    assert "An editor looks at it" in waits
    answer(phone, room, "Forum on data", outcome="Twelve States agreed on a common card.")
    assert "Everything is answered" in phone.inner_text(".first-of-all")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert phone.context.cookies() == []

    assert ["room of its secretariat" in words and "The office" in words for words in accept_all(desk)] == [
        True,
        True,
        True,
    ]
    phone.reload()
    assert phone.locator(".sent .fate.accepted").count() == 3

    phone.goto(room)
    phone.click("h3 a:has-text('Forum on skills')")
    phone.click("text=As readers see it")
    assert "4–6 May 2031" in phone.inner_text("main")
    phone.goto(room)
    phone.click("text=Show them, to correct or complete one")
    phone.click("a:has-text('Forum on data')")
    phone.click("text=As readers see it")
    assert "Twelve States agreed on a common card." in phone.inner_text("main")


def test_what_is_typed_before_the_scripts_came_is_read_too(places):
    desk, phone = places
    desk.goto("/desk/secretariats/rcm/")
    desk.fill("#name", "The office")
    desk.click("text=Make the link")
    late = []
    phone.route("**/reading*.js", lambda route: late.append(route))  # noqa: PLW0108  # Playwright marks the function itself
    phone.goto(desk.inner_text(".secret"), wait_until="commit")
    with phone.expect_request("**/reading*.js"):
        phone.click("text=Add a meeting", no_wait_after=True)
    phone.fill("#f-date", "4 au 6 mai 2031")
    assert phone.locator("#f-date-reading").inner_text() == ""
    phone.wait_for_timeout(600)
    assert phone.locator("#f-date-reading").inner_text() == ""
    late[-1].continue_()
    phone.locator("#f-date-reading", has_text="Understood").wait_for()
