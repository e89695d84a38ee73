"""Fixtures of tests in a real browser: a site with the carried register, Debian's Chromium, and axe's rules."""

import itertools
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.programs import find_program

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
    "--force-color-profile=srgb",
]
SIZES = {"phone": (360, 780), "tablet": (768, 1024), "desktop": (1440, 900)}
ARTIFACTS = Path(__file__).resolve().parents[1] / "test-artifacts"
PATIENCE = 90  # seconds for whatever must come to be seen, however busy the machine is
# Below those that the system gives out by itself; each process of tests begins at another place.
FIRST_PORT, PORTS_EACH, PLACES = 11_000, 100, 200
_PORTS = itertools.cycle(range(PORTS_EACH))
# What has nothing that its neighbours before it had not looks like one of them.
THIN_OUT = """() => {
  for (const parent of document.querySelectorAll("ul, ol, tbody, dl, main, .diary-year")) {
    const met = new Set();
    [...parent.children].forEach((child, place) => {
      const looks = [child, ...child.querySelectorAll("*")].flatMap(
        (each) => [each.tagName, ...(each.getAttribute("class") ?? "").split(" ")]);
      const isNew = looks.some((look) => !met.has(look));
      looks.forEach((look) => met.add(look));
      if (place > 2 && !isNew && /^(LI|TR|DIV|SECTION)$/.test(child.tagName)) child.remove();
    });
  }
}"""
AXE = Axe().axe_script
expect.set_options(timeout=PATIENCE * 1000)


@pytest.fixture(scope="session")
def live_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of all that the running site keeps."""
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="session")
def live_site(live_folder: Path) -> Iterator[str]:
    """The address of `iscm serve` as anyone starts it: its own empty folder, the register built on the way."""
    with serving(live_folder) as address:
        yield address


class serving:  # noqa: N801  # used like a function, in a with statement
    """`iscm serve` on a free port as long as the block runs; gives the address. Other `words` may serve instead."""

    def __init__(self, data_dir: Path, words: tuple[str, ...] = ("serve", "--port")) -> None:
        self.words = words
        self.port = free_port()
        self.log = data_dir / "serve.log"
        self.environ = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
        self.environ |= {"DATA_DIR": str(data_dir), "ALLOWED_HOSTS": "127.0.0.1,localhost"}

    def __enter__(self) -> str:
        """Start, and wait for the first page."""
        command = [sys.executable, "-m", "iscm.cli", *self.words, str(self.port)]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, env=self.environ, stdout=log, stderr=log)
        address, end = f"http://127.0.0.1:{self.port}", time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            with suppress(OSError), urllib.request.urlopen(address + "/", timeout=PATIENCE):
                return address
            time.sleep(0.1)
        self.__exit__()
        pytest.fail(f"iscm serve did not come up:\n{self.log.read_text()[-3000:]}")

    def __exit__(self, *_: object) -> None:
        """Stop, and wait until it has."""
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def free_port() -> int:
    """A port that nobody listens on, and that nobody else is given before a server takes it."""
    for place in itertools.islice(_PORTS, PORTS_EACH):
        port = FIRST_PORT + os.getpid() % PLACES * PORTS_EACH + place
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    pytest.fail("all ports of this process are taken")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium from the path, once a session; it can reach nothing but this machine."""
    program = find_program("chromium", "chromium-browser", "google-chrome")
    offline = ["--proxy-server=127.0.0.1:9", "--proxy-bypass-list=127.0.0.1;localhost"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=program, args=CHROMIUM_FLAGS + offline, timeout=PATIENCE * 1000
        )
        chromium.new_context = waiting_long(chromium.new_context)
        yield chromium
        chromium.close()


def waiting_long(open_: Callable[..., BrowserContext]) -> Callable[..., BrowserContext]:
    """Windows that wait for what is to be seen as long as a busy machine may need."""

    def new_context(**how: object) -> BrowserContext:
        context = open_(**how)
        context.set_default_timeout(PATIENCE * 1000)
        return context

    return new_context


@pytest.fixture
def open_page(browser: Browser, live_site: str, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """`open_page("/calendar/2024/", size="phone", scripts=True, scheme="light", lang="en")` gives a loaded page.

    Pages of a failing test are kept as pictures in test-artifacts/.
    """
    pages: list[Page] = []

    def open_(
        path: str, *, size: str = "desktop", scripts: bool = True, scheme: str = "light", lang: str = "en"
    ) -> Page:
        width, height = SIZES[size]
        context = browser.new_context(
            base_url=live_site,
            viewport={"width": width, "height": height},
            java_script_enabled=scripts,
            color_scheme=scheme,
            locale=lang,
            reduced_motion="reduce",
        )
        pages.append(page := context.new_page())
        page.goto(path)
        return page

    yield open_
    if failed_ := getattr(request.node, "failed", False):
        ARTIFACTS.mkdir(exist_ok=True)
    for number, page in enumerate(pages, 1):
        if failed_ and not page.is_closed():
            name = re.sub(r"[^\w-]+", "-", request.node.name)
            page.screenshot(path=ARTIFACTS / f"{name}-{number}.png", full_page=True)
        page.context.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item):
    """Let the fixtures know, when they end, that their test failed."""
    report = yield
    if report.when == "call":
        item.failed = report.failed
    return report


def find_barriers(page: Page, *, is_thinned: bool = False) -> list[str]:
    """What axe holds against a page, one line an element: rule, element, what to do.

    With `is_thinned` the page is first left with the beginning of each list and table, and what looks otherwise:
    measuring contrast takes longer the more there is, and the hundredth row has what the first has. The page is not
    whole after that.
    """
    if is_thinned:
        page.evaluate(THIN_OUT)
    page.evaluate(AXE)
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then(results => results.violations)")
    return [f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]]
