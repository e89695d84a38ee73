"""The files of `deploy/`: each command and setting in them exists, and the programs that read them take them."""

import argparse
import importlib
import re
import shlex
import shutil
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest
import yaml

from iscm.cli.main import find_commands
from iscm.project.environment import SECRETS, SETTINGS
from tests.programs import find_program

ROOT = Path(__file__).resolve().parents[1]
DEPLOY = ROOT / "deploy"
UNITS = sorted(path for path in (DEPLOY / "systemd").rglob("*") if path.is_file())
GUIDE = (ROOT / "docs" / "installations.md").read_text()
FILES = sorted(path for path in DEPLOY.rglob("*") if path.is_file())
OF_CONTAINERS = {"PATH", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"}
OF_COMPOSE = {"SITE_HOST", "SITE_SERVERS", "POSTGRES_PASSWORD", "POSTGRES_USER", "POSTGRES_DB"}
OF_SYSTEMD = {"HOME"}
KNOWN = {*SETTINGS, *(f"{name}_FILE" for name in SECRETS)}
STEPS = re.compile(r"^([A-Z]+) ((?:.*\\\n)*.*)", re.MULTILINE)


def compose():
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text())


def container():
    """The steps of the Containerfile: (instruction, words)."""
    text = "\n".join(line for line in (DEPLOY / "Containerfile").read_text().splitlines() if not line.startswith("#"))
    return [(name, words.replace("\\\n", " ")) for name, words in STEPS.findall(text)]


def commands():
    """Every `iscm …` that a file starts, with the file."""
    for unit in UNITS:
        yield from (
            (unit.name, line) for line in re.findall(r"^ExecStart=\S*/iscm (.+)$", unit.read_text(), re.MULTILINE)
        )
    for name, service in compose()["services"].items():
        for words in service.get("command", []):
            yield from ((name, line.strip()) for line in re.findall(r"\biscm ([^;]+)", words))
    yield from (
        ("installations.md", line) for line in re.findall(r"^    iscm ([^#\n]+?)\s*(?:#|$)", GUIDE, re.MULTILINE)
    )
    yield from (("Containerfile", " ".join(yaml.safe_load(w)[1:])) for step, w in container() if step == "CMD")


@pytest.mark.parametrize(("where", "line"), [pytest.param(*one, id=" ".join(one)) for one in commands()])
def test_each_command_takes_its_words(where, line):
    name, *words = shlex.split(line)
    assert name in find_commands()
    parser = argparse.ArgumentParser(exit_on_error=False)
    importlib.import_module(f"iscm.cli.{name}").add_arguments(parser)
    assert parser.parse_args(words)


def test_as_many_commands_are_looked_at_as_there_are():
    assert len(list(commands())) == 15


def test_each_file_that_the_guide_names_is_there():
    named = set(re.findall(r"deploy/[\w./-]*\w", GUIDE)) - {"deploy/.env"}
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []
    assert {"deploy/Caddyfile", "deploy/nginx.conf", "deploy/systemd", "deploy/compose.yaml"} <= named


def settings_named():
    """The names of all settings in the files, with the file."""
    example = (DEPLOY / "env.example").read_text()
    yield from (("env.example", name) for name in re.findall(r"^#?([A-Z_]+)=", example, re.MULTILINE))
    for unit in UNITS:
        for line in re.findall(r"^Environment=(.+)$", unit.read_text(), re.MULTILINE):
            yield from ((unit.name, word.partition("=")[0]) for word in line.split())
    for name, service in compose()["services"].items():
        yield from ((name, key) for key in service.get("environment", {}))
    for step, words in container():
        yield from (("Containerfile", word.partition("=")[0]) for word in words.split() if step == "ENV")


def test_each_setting_exists():
    usual = KNOWN | OF_CONTAINERS | OF_COMPOSE | OF_SYSTEMD
    assert [(where, name) for where, name in settings_named() if name not in usual] == []


def test_what_containers_ask_of_their_environment_is_in_the_example():
    asked = set(re.findall(r"\$\{([A-Z_]+)", (DEPLOY / "compose.yaml").read_text()))
    assert asked <= set(re.findall(r"^#?([A-Z_]+)=", (DEPLOY / "env.example").read_text(), re.MULTILINE))


def test_no_container_of_ours_writes_elsewhere_or_may_more_than_it_must():
    ours = [one for one in compose()["services"].values() if one.get("image") == "iscm"]
    assert len(ours) == 3
    for one in ours:
        assert (one["read_only"], one["cap_drop"], one["security_opt"]) == (True, ["ALL"], ["no-new-privileges:true"])
    assert [name for name, one in compose()["services"].items() if "ports" in one] == ["proxy"]


def test_an_image_runs_as_an_account_of_its_own_and_says_how_it_is():
    steps = container()
    names = [name for name, _ in steps]
    assert names.count("FROM") == 2
    assert dict(steps)["USER"] == "10001:10001"
    assert {"HEALTHCHECK", "CMD"} <= set(names)
    (installing,) = [words for name, words in steps if name == "RUN" and "-r requirements" in words]
    assert "--require-hashes" in installing.split()


def test_what_is_copied_into_an_image_is_there_and_let_through():
    lines = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and not line.startswith("#")]
    allowed = [line[1:] for line in lines if line.startswith("!")]
    assert lines[0] == "*"
    copied = [words.split()[:-1] for name, words in container() if name == "COPY" and "--from" not in words]
    for path in (path for paths in copied for path in paths):
        assert (ROOT / path).exists()
        assert any(fnmatch(path, one) for one in allowed)


def test_the_package_as_an_image_installs_it_is_whole(tmp_path):
    """The last step of the build, in a clean folder with those files only that are copied."""
    source, target = tmp_path / "build", tmp_path / "installed"
    source.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    shutil.copytree(ROOT / "src", source / "src", ignore=shutil.ignore_patterns("__pycache__"))
    build = "import sys; from flit_core.buildapi import build_wheel; print(build_wheel(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", build, tmp_path], cwd=source, capture_output=True, text=True, check=True
    )
    shutil.unpack_archive(tmp_path / done.stdout.strip(), target, "zip")
    have, should = (
        {str(file.relative_to(top)) for file in (top / "iscm").rglob("*") if file.is_file() and file.suffix != ".pyc"}
        for top in (target, source / "src")
    )
    assert should - have == set()


def test_no_file_names_where_packages_come_from():
    text = "".join(path.read_text() for path in [*FILES, ROOT / ".dockerignore"])
    assert re.findall(r"pypi|docker\.io|ghcr\.io|quay\.io|--index-url|--extra-index", text) == []


@pytest.fixture
def units(tmp_path):
    """The units as they would be, with a program that is there."""
    folder = tmp_path / "units"
    shutil.copytree(DEPLOY / "systemd", folder)
    for unit in folder.glob("*.service"):
        unit.write_text(unit.read_text().replace("/opt/iscm/.venv/bin/iscm", "/bin/true"))
    return folder


def test_systemd_takes_the_units(units):
    analyze = find_program("systemd-analyze")
    files = [str(file) for file in sorted(units.glob("iscm*.*")) if file.is_file()]
    done = subprocess.run([analyze, "verify", "--man=no", *files], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_what_a_unit_may_do_is_little(units):
    analyze = find_program("systemd-analyze")
    services = sorted(str(file) for file in units.glob("*.service"))
    told = subprocess.run(
        [analyze, "security", "--offline=true", "--threshold=20", *services],
        capture_output=True,
        text=True,
        check=False,
    )
    levels = [float(level) for level in re.findall(r"Overall exposure level for \S+ ([0-9.]+)", told.stdout)]
    assert (told.returncode, len(levels), max(levels) <= 2.0) == (0, len(services), True)


def test_each_timer_has_its_unit():
    timers = {unit.stem for unit in UNITS if unit.suffix == ".timer"}
    assert timers == {unit.stem for unit in UNITS if unit.suffix == ".service"} - {"iscm"}


def test_nginx_takes_its_file(tmp_path):
    nginx, openssl = find_program("nginx"), find_program("openssl")
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1",
         "-subj", "/CN=calendar.example.org", "-keyout", tmp_path / "privkey.pem", "-out", tmp_path / "fullchain.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    text = (DEPLOY / "nginx.conf").read_text().replace("/etc/ssl/iscm", str(tmp_path))
    text = text.replace("/var/cache/nginx/iscm", str(tmp_path / "cache"))
    whole = f"pid {tmp_path}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\naccess_log off;\n{text}\n}}\n"
    (tmp_path / "nginx.conf").write_text(whole)
    done = subprocess.run(
        [nginx, "-t", "-p", tmp_path, "-c", tmp_path / "nginx.conf"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, "warn" in done.stderr) == (0, False), done.stderr
