"""Documentation that fails when it lies."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from iscm.cli.main import find_commands
from iscm.project.environment import SETTINGS
from iscm.reading.problem_codes import PROBLEM_CODES
from iscm.register.problem_codes import REGISTER_CODES

ROOT = Path(__file__).resolve().parents[1]
DOCS = {path.name: path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md"))}
PAGES = DOCS | {"README.md": (ROOT / "README.md").read_text(encoding="utf-8")}
ROW = re.compile(r"^\| `([^`]+)` \| ([^|]+) \|", re.MULTILINE)


@pytest.mark.parametrize("command", find_commands())
def test_every_command_is_documented(command):
    assert f"`iscm {command}" in DOCS["operations.md"]


def test_every_setting_is_documented():
    documented = {name for name, _ in ROW.findall(DOCS["operations.md"])}
    assert set(SETTINGS) - documented == set()


def test_no_setting_is_read_that_is_not_in_the_list():
    sources = [ROOT / "src/iscm/project" / name for name in ("settings.py", "environment.py", "databases.py")]
    read = set(re.findall(r'environ(?:\.get\(|\[)"([A-Z_]+)"', "".join(path.read_text() for path in sources)))
    assert read - {"XDG_DATA_HOME"} == set(SETTINGS)


def test_problem_codes_are_documented_with_their_weight():
    reading = {code: str(entry.severity) for code, entry in PROBLEM_CODES.items()}
    register = {code: str(severity) for code, (severity, _) in REGISTER_CODES.items()}
    assert dict(ROW.findall(DOCS["desk.md"])) == reading | register


def test_every_target_of_make_is_documented():
    targets = re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert [target for target in targets if f"make {target}" not in DOCS["operations.md"]] == []


@pytest.mark.parametrize("page", PAGES)
def test_links_between_pages_lead_somewhere(page):
    folder = ROOT if page == "README.md" else ROOT / "docs"
    targets = re.findall(r"\]\(([^)#:]+)\)", PAGES[page])
    assert [target for target in targets if not (folder / target).exists()] == []


def test_files_that_the_pages_name_exist():
    named = re.findall(r"`((?:src|tests|scripts|requirements|benchmarks)/[\w./-]+)`", "".join(PAGES.values()))
    assert [path for path in named if not (ROOT / path).exists()] == []


def limits_of(page):
    """The constants that the page's tables name, with the values it gives."""
    found = re.findall(r"^\| `([\w.]+)\.([A-Z_]+)` \| ([\d,]+) \|", DOCS[page], re.MULTILINE)
    return {(module, name): int(value.replace(",", "")) for module, name, value in found}


def test_limits_are_those_of_the_code():
    documented = limits_of("operations.md")
    held = {(part, name): getattr(import_module(f"iscm.reading.{part}"), name) for part, name in documented}
    assert documented == held


def test_every_limit_of_a_document_is_documented():
    limits = import_module("iscm.reading.layouts.limits")
    named = {name for part, name in limits_of("operations.md") if part == "layouts.limits"}
    assert named == {name for name in vars(limits) if name.startswith("MAX_")}
