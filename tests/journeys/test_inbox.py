"""The 2024 calendar over a register that holds half of it: brought, compared, answered by keys, taken, undone."""

import re
import subprocess
import sys
from itertools import cycle
from urllib.parse import urlsplit

import pytest

from tests.browsing import find_barriers, serving
from tests.factories.accounts import code_of

pytestmark = [pytest.mark.shared, pytest.mark.xdist_group("browser")]
PASSWORD = "correct horse battery"
MEETING = re.compile(r"[A-Z][a-z]+ .*2024")
DAY = re.compile(r"[A-Z][a-z]+ (\d{1,2})")
TITLE = "The First Network Meeting: Gender"
MOVED = {"10th Reference Group Meeting": 2, TITLE: -2}
SERVES = ("manage", "runserver", "--noreload")  # without the records that the package carries


def half_of(text):
    """Every second meeting, under another title; of two meetings the day is another one."""
    odd = cycle((False, True))
    kept = [line for line in text.split("\n") if not MEETING.match(line) or next(odd)]
    return "\n".join(map(moved, kept)).replace("2024 Calendar of Meetings", "Calendar 2024 of some meetings")


def moved(row):
    days = next((days for words, days in MOVED.items() if words in row), 0)
    return DAY.sub(lambda found: found[0].replace(found[1], str(int(found[1]) + days)), row, count=1) if days else row


@pytest.fixture(scope="module")
def half(shared, tmp_path_factory):
    """A register with half of the calendar and an editor's link, served; and the calendar."""
    folder, calendar = tmp_path_factory.mktemp("half"), shared / "documents" / "calendar-2024.txt"
    (folder / "half.txt").write_text(half_of(calendar.read_text(encoding="utf-8")), encoding="utf-8")
    server = serving(folder, SERVES)
    run(server, "ingest", "--accept", str(folder / "half.txt"))
    way = urlsplit(re.search(r"http\S+", run(server, "account", "add", "eve@example.org", "--role", "editor"))[0]).path
    with server as address:
        yield address, way, calendar


def run(server, *words):
    command = [sys.executable, "-m", "iscm.cli", *words]
    return subprocess.run(command, env=server.environ, capture_output=True, text=True, check=False).stdout


@pytest.fixture(scope="module")
def window(half, browser):
    """An editor, signed in."""
    address, way, _ = half
    context = browser.new_context(base_url=address, reduced_motion="reduce")
    page = context.new_page()
    page.goto(way)
    for place in ("#id_password1", "#id_password2"):
        page.fill(place, PASSWORD)
    page.click("button.main")
    page.click("text=Set up an app")
    page.fill("#id_code", code_of(page.inner_text("code.key")))
    page.click("button.main")
    yield page
    context.close()


def tabs(page):
    """The fates of the rows with their numbers."""
    return {
        line.rpartition(" ")[0]: int(line.rpartition(" ")[2]) for line in page.locator(".shelves a").all_inner_texts()
    }


def meetings(page, title):
    """The addresses of all meetings of the year with such a title, as everybody sees them."""
    page.goto("/calendar/2024/")
    links = page.locator(f'a[href*="/meetings/"]:has-text("{title}")').all()
    return {link.get_attribute("href").partition("#")[0] for link in links}


def test_the_calendar_comes_over_half_of_it(half, window):
    window.goto("/desk/inbox/upload/")
    window.set_input_files("#files", half[2])
    window.click("text=Read them")
    assert tabs(window) == {"All rows": 119, "To decide": 2, "New": 59, "Nothing changes": 58}
    assert find_barriers(window) == []

    window.keyboard.press("j")
    first = window.evaluate("document.activeElement.id")
    with window.expect_navigation():
        window.keyboard.press("s")
    assert tabs(window) == {"All rows": 119, "To decide": 1, "Changes a meeting": 1, "New": 59, "Nothing changes": 58}
    assert window.evaluate("document.activeElement.id") not in {"", first}

    window.keyboard.press("a")
    with window.expect_navigation():
        window.keyboard.press("Enter")
    assert "Accepted: 59 meetings are new, 1 changed." in window.inner_text(".told")
    assert tabs(window) == {"All rows": 119, "To decide": 1, "Counts": 118}

    document = window.url
    assert len(meetings(window, TITLE)) == 1
    window.goto(document)
    with window.expect_navigation():
        window.click("text=Take back")
    assert "Taken back." in window.inner_text(".told")
    assert len(meetings(window, TITLE)) == 2


def test_keys_can_be_turned_off_and_do_nothing_while_one_types(window):
    window.goto("/desk/inbox/2/")
    window.locator("article.row").first.focus()
    window.keyboard.press("r")
    window.keyboard.type("just a jest")
    assert window.locator("article.row input[name=reason]:focus").input_value() == "just a jest"
    window.uncheck("#keys")
    window.locator("article.row").first.focus()
    window.keyboard.press("j")
    assert window.evaluate("document.activeElement.id") == window.locator("article.row").first.get_attribute("id")
