import subprocess
import sys
from pathlib import Path

import pytest

import iscm
from iscm.cli.main import ROAD, find_commands, main


def run(*words, capsys):
    status = main(list(words))
    out, err = capsys.readouterr()
    return status, out, err


def test_help_names_every_subcommand(capsys):
    status, out, _ = run("--help", capsys=capsys)
    assert status == 0
    assert [name for name in find_commands() if f"  {name} " not in out] == []


def test_every_subcommand_stands_on_the_road():
    assert set(find_commands()) == set(ROAD)


def test_no_subcommand_shows_the_help_and_is_wrong_use(capsys):
    status, out, _ = run(capsys=capsys)
    assert (status, out.splitlines()[0]) == (2, "usage: iscm SUBCOMMAND …")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["sevre"], "iscm: no subcommand 'sevre'; did you mean 'serve'?\n"),
        (["failures"], "iscm: no subcommand 'failures' (see iscm --help)\n"),
        (["../etc"], "iscm: no subcommand '../etc' (see iscm --help)\n"),
        (["serve", "--port", "many"], "iscm: argument --port: invalid int value: 'many' (see iscm serve --help)\n"),
        (["serve", "--port", "99999"], "iscm: --port is a number from 1 to 65535, --workers at least 1\n"),
        (["\x1b[2J"], "iscm: no subcommand '\\x1b[2J' (see iscm --help)\n"),
    ],
)
def test_wrong_use_is_one_line_and_status_two(words, said, capsys):
    assert run(*words, capsys=capsys) == (2, "", said)


@pytest.mark.parametrize("name", ROAD)
def test_each_subcommand_explains_itself(name, capsys):
    status, out, err = run(name, "--help", capsys=capsys)
    assert (status, err) == (0, "")
    assert out.startswith(f"usage: iscm {name}")


@pytest.mark.parametrize(
    ("error", "what"),
    [
        (ModuleNotFoundError("No module", name="iscm.data"), "iscm.data"),
        (FileNotFoundError(2, "No such file", str(Path(iscm.__file__).parent / "data/cities.csv")), "data/cities.csv"),
    ],
    ids=["module", "file"],
)
def test_a_half_copied_iscm_says_what_is_missing(capsys, monkeypatch, error, what):
    def run_without(_):
        raise error

    monkeypatch.setattr("iscm.cli.doctor.run", run_without)
    expected = f"iscm: this copy of iscm is not whole: {what} is missing. Copy or install it again.\n"
    assert run("doctor", capsys=capsys) == (2, "", expected)


def test_a_fault_of_ours_is_one_line_without_traceback(capsys, monkeypatch):
    monkeypatch.setattr("iscm.cli.doctor.run", lambda _: 1 / 0)
    expected = "iscm: ZeroDivisionError: division by zero (a fault of iscm; ISCM_TRACEBACK=1 tells where)\n"
    assert run("doctor", capsys=capsys) == (2, "", expected)


def test_help_and_reading_import_no_django(tmp_path):
    file = tmp_path / "calendar.csv"
    file.write_text("Date,Place,ISCM,Meeting\n3 March 2026,Online,RCM,Workshop\n")
    code = (
        "import sys; from iscm.cli.main import main; main(['--help']); status = main(['read', sys.argv[1]]); "
        "print(status, 'django' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=True)
    assert told.stdout.splitlines()[-1] == "0 False"


def test_a_reader_that_goes_away_is_no_error():
    command = f"{sys.executable} -m iscm.cli --help | true; echo ${{PIPESTATUS[0]}}"
    told = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert told.stderr == ""


def test_output_that_no_longer_fits_is_told_even_where_python_buffers_nothing(tmp_path):
    code = (
        "import resource, signal, sys; from iscm.cli.main import main\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000))\n"
        "sys.exit(main(['calendar', '--help']))"
    )
    with (tmp_path / "out.txt").open("wb") as out:
        told = subprocess.run([sys.executable, "-uB", "-c", code], stdout=out, stderr=subprocess.PIPE, check=False)
    assert (told.returncode, told.stderr) == (2, b"iscm: the output cannot be written: file too large\n")
