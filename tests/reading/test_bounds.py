"""Reading stays linear and bounded, whatever the document is made of.

What is counted are steps of the program, not seconds; only what a regular expression does by itself is bounded by a
process that has far more time than it needs.
"""

import contextlib
import cProfile
import resource
import subprocess
import sys

import pytest

from iscm.data import load_vocabulary
from iscm.domain.documents import Document
from iscm.domain.errors import UnreadableInputError
from iscm.reading import budget
from iscm.reading.read import read_all

HEADER = "Date\tPlace\tISCM\tTitle\n"
ROW = "3 May 2019\tTunis, Tunisia\tRabat Process\tSOM {}\n"
TIMES = 4  # the larger document of a pair
SLACK = 1.5  # what caches and fixed costs may add
SMALL = 100
PATIENCE = 300
LETTERS = 8000
GIGABYTE = 2**30

DOCUMENTS = {
    "a table": lambda n: HEADER + "".join(ROW.format(i) for i in range(n)),
    "rows that go on with one entry": lambda n: HEADER + ROW + "".join(f"\t\t\tand word{i}\n" for i in range(n)),
    "one cell a line between two dates": lambda n: (
        "Date\nPlace\nISCM\nTitle\n3 May 2019\n" + "".join(f"word{i}\n" for i in range(n)) + "4 May 2019\nTunis\n"
    ),
    "prose": lambda n: "".join(f"This {i}th line says nothing much of the world.\n" for i in range(n)),
    "prose with dates": lambda n: "".join(
        f"The RCM met on {i % 28 + 1} May 2019 for the {i}th time.\n" for i in range(n)
    ),
    "a list": lambda n: "May 2019\n" + "".join(f"- {i % 28 + 1}: Rabat Process meeting {i}, Tunis\n" for i in range(n)),
    "glued cells": lambda n: "2019\n" + "".join(f"{i % 28 + 1} MayConsultations {i}Geneva/Hybrid\n" for i in range(n)),
    "notices": lambda n: "".join(f"Forum {i}\nDate: {i % 28 + 1} May 2019\nLocation: Tunis\n\n" for i in range(n)),
    "a newsletter": lambda n: (
        "Highlights 2021\n\n"
        + "".join(f"Rabat Process\n\nIts {i}th meeting was on 3 May 2021 in Tunis.\n\n" for i in range(n))
    ),
    "headers": lambda n: HEADER * n,
    "unknown words": lambda n: HEADER + "".join(f"soon{i}\tNowhere{i}\tProzess{i}\tT{i}\n" for i in range(n)),
    "one long title": lambda n: HEADER + ROW.format("1st word of (a “list, " * n) + ROW,
    "one long line": lambda n: "3 May 2019, Tunis (the RCM) and " * n,
}


def steps(text):
    """How many calls of functions it takes to read the text, nothing kept from before."""
    for module in [module for name, module in sys.modules.items() if name.startswith("iscm.reading")]:
        for value in vars(module).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()
    vocabulary, profile = load_vocabulary(), cProfile.Profile(subcalls=False)
    profile.enable()
    try:
        read_all(Document("file", text.encode()), vocabulary)
    finally:
        profile.disable()
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize("make", DOCUMENTS.values(), ids=DOCUMENTS)
def test_reading_is_linear_in_the_document(make):
    steps(make(SMALL // 10))  # loads what is loaded only when met
    assert steps(make(SMALL * TIMES)) <= steps(make(SMALL)) * TIMES * SLACK


def test_a_document_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(budget, "MAX_SECONDS", 0)
    text = DOCUMENTS["prose with dates"](500)
    with pytest.raises(UnreadableInputError, match="reading it takes more than"):
        read_all(Document("file", text.encode()), load_vocabulary())


def test_time_is_counted_for_each_document_by_itself():
    with budget.bounded("one"), budget.bounded("two"):
        budget.spend()
    budget.spend()


PIECES = (
    *(
        "a",
        "a ",
        "A",
        "Ab ",
        "1",
        "1-",
        "-1",
        " - ",
        "--",
        ".",
        ". ",
        ",",
        ", ",
        ";",
        ":",
        "a: ",
        "/",
        "a/",
        "|",
        "&",
        "&amp;",
    ),
    *(
        "(",
        ")",
        "a)",
        "(a) ",
        "[",
        "[a](",
        "“",
        "”",
        '"',
        "'",
        "«",
        "<",
        "<a ",
        "<a href=x>",
        "*",
        "**",
        "#",
        "_",
        "`",
        "~",
        "\\",
    ),
    *(
        "May ",
        "may-",
        "3 May 2019, ",
        "(3 May 2019) ",
        "2019 ",
        "2019-",
        "1st ",
        "first ",
        "second half of ",
        "to ",
        "and ",
    ),
    *(
        "Rabat Process, ",
        "Rabat Process and ",
        "Tunis, ",
        "Meeting of the ",
        "three ",
        "twenty-",
        "X",
        "XIV ",
        "TBC ",
        "www.",
    ),
    *(
        "https://x.org/aaaaaaaaaaaaaaa ",
        "a@b.",
        "اجتماع ",
        "\u2028",
        "e\u0301",
        "a\u200b",
        "\u00a0",
        "\u3000",
        "Ð",
        "٣",
    ),
)
PROGRAM = "from tests.reading.test_bounds import read_pieces; read_pieces()"


def read_pieces():
    """Each piece, many times over, as a cell of each column, a line, and a paragraph of a newsletter."""
    for piece in PIECES:
        run = (piece * LETTERS)[:LETTERS]
        cells = [(*ROW.split("\t")[:at], run, *ROW.strip().split("\t")[at + 1 :]) for at in range(4)]
        table = HEADER + "".join("\t".join(row) + "\n" for row in cells)
        paragraph = f"Highlights 2019\n\nRabat Process\n\nIt met twice in May 2019.\n{run}\n\nBali Process\n\nIt met.\n"
        for text in (table, run, f"{run}!", paragraph):
            with contextlib.suppress(UnreadableInputError):
                read_all(Document("file", text.encode()), load_vocabulary())


def test_no_piece_repeated_in_cells_lines_or_paragraphs_takes_long():
    done = subprocess.run([sys.executable, "-c", PROGRAM], timeout=PATIENCE, check=False, capture_output=True)
    assert (done.returncode, done.stderr.decode()) == (0, "")


def test_the_largest_text_that_is_read_takes_less_than_a_gigabyte(tmp_path):
    line = (b"w" * 99 + b" ") * 10_000 + b"\n"
    (tmp_path / "large.txt").write_bytes(line * 33)
    program = "import sys; from iscm.cli.main import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", program, "read", tmp_path / "large.txt"],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (GIGABYTE, GIGABYTE)),
        timeout=PATIENCE,
        check=False,
        capture_output=True,
    )
    assert (done.returncode, done.stderr.count(b"\n"), b"memory" in done.stderr) == (2, 1, False)
