"""What all formats promise alike: the same bytes for the same report, no report they cannot write."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from iscm.publication.formats import FORMATS
from iscm.publication.report import Cell, Heading, Paragraph, Row, Run, text
from tests.factories.hostile_words import BAD_ADDRESSES, WORDS
from tests.factories.reports import (
    WORDINGS,
    make_calendar,
    make_empty,
    make_highlights,
    make_tracker,
    report_of,
    table_of,
)

OURS = ("docx", "xlsx", "csv", "json", "html", "md")
RENDER_ELSEWHERE = """
import hashlib, sys
from iscm.publication.formats import FORMATS
from tests.factories.reports import make_calendar, make_highlights
for suffix in sys.argv[1:]:
    for report in (make_calendar(30, "ar"), make_highlights()):
        print(hashlib.sha256(FORMATS[suffix].render(report)).hexdigest())
"""


def test_formats_are_named_in_the_order_of_their_use():
    assert list(FORMATS) == ["pdf", "docx", "xlsx", "csv", "json", "html", "md"]
    assert {suffix: made.suffix for suffix, made in FORMATS.items()} == {suffix: suffix for suffix in FORMATS}


def test_no_format_is_loaded_before_it_is_asked_for():
    code = "import sys, iscm.publication.formats; print(sorted({'xlsxwriter', 'typst', 'zipfile'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_same_report_gives_the_same_bytes_in_another_process_with_another_zone():
    root = Path(__file__).parents[3]
    prints = set()
    for seed, zone in (("1", "UTC"), ("2", "Pacific/Kiritimati")):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(root)}
        command = [sys.executable, "-c", RENDER_ELSEWHERE, *OURS]
        prints.add(subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout)
    assert len(prints) == 1


@pytest.mark.parametrize("suffix", OURS)
def test_every_format_writes_every_report(suffix):
    reports = [make_empty(), make_highlights(), make_tracker(), *(make_calendar(3, lang) for lang in WORDINGS)]
    assert [report.name for report in reports if not FORMATS[suffix].render(report)] == []


@pytest.mark.parametrize("suffix", OURS)
def test_hostile_words_and_addresses_stop_no_format(suffix):
    rows = [(word, word) for word in WORDS]
    runs = tuple(Run(word, href=href, lang=word) for word, href in zip(WORDS, BAD_ADDRESSES, strict=False))
    table = table_of(("A <b>", "B"), *rows)
    report = report_of(Heading(2, text(WORDS[0]), '"><x'), Paragraph(runs), table, title="<T> & \x00")
    assert FORMATS[suffix].render(replace(report, tables=(table,)))


def test_a_cell_without_words_shows_its_value():
    table = table_of(("Number",), ("",))
    report = report_of(replace(table, rows=(Row((Cell((), 7),)),)))
    assert '<th scope="row">7</th>' in FORMATS["html"].render(report).decode()
    assert "| 7 |" in FORMATS["md"].render(report).decode()
