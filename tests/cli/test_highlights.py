"""The command that writes highlights: what it prints, and what it says of bad input."""

import json

import pytest

from iscm.cli.main import main
from iscm.register.models import Wording
from tests.factories.rows import NOON, add_document, add_meeting, cite

pytestmark = pytest.mark.django_db


@pytest.fixture
def iscm(capsysbinary, monkeypatch):
    """Run the command; gives its status and both outputs as text."""
    monkeypatch.setattr("iscm.cli.store.migrate_store", lambda: None)

    def iscm(*words):
        status = main([str(word) for word in words])
        printed = capsysbinary.readouterr()
        return status, printed.out.decode(), printed.err.decode()

    return iscm


@pytest.fixture
def som(db):
    """One meeting of 2022."""
    meeting = add_meeting("SOM", "2022-06-14", mechanisms=("rcm",), places=())
    cite(meeting, add_document(year=2022))
    return meeting


def test_markdown_on_standard_output(iscm, som):
    status, out, err = iscm("highlights", 2022)
    assert (status, err, out.splitlines()[0]) == (0, "", "# ISCM 2022 Highlights")
    assert "SOM (14 June)." in out.splitlines()


def test_the_name_of_the_file_says_the_format(iscm, som, tmp_path):
    target = tmp_path / "h.json"
    assert iscm("highlights", 2022, "--lang", "fr", "-o", target) == (0, "", "")
    assert json.loads(target.read_text(encoding="utf-8"))["lang"] == "fr"


def test_the_same_register_gives_the_same_bytes(iscm, som, tmp_path):
    targets = [tmp_path / name for name in ("a.xlsx", "b.xlsx")]
    for target in targets:
        assert iscm("highlights", 2022, "-o", target)[0] == 0
    assert targets[0].read_bytes() == targets[1].read_bytes()


def test_sentences_with_their_keys_and_marks(iscm, som):
    said = {"words": "Officials met", "actor": "ann", "at": NOON}
    Wording.objects.create(year=2022, key=f"rcm/{som.uid}", lang="en", uids=[som.uid], facts_digest="old", **said)
    Wording.objects.create(year=2022, key="rcm/x", lang="en", uids=["x"], facts_digest="old", **said)
    status, out, err = iscm("highlights", 2022, "--sentences")
    assert (status, err, [line.split("\t") for line in out.splitlines()]) == (
        0,
        "",
        [
            ["/opening", "", "1 meeting of 1 mechanism in 2022"],
            [f"rcm/{som.uid}", "changed", "Officials met [facts changed since]"],
            ["rcm/x", "gone", "Officials met [no longer in the register]"],
        ],
    )


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ((1999,), "iscm: no meeting of 1999 is in the register; the years with meetings are: 2022\n"),
        (
            (2022, "--edition", 3),
            "iscm: no edition 3 of highlights-2022 was published; the editions are: none\n",
        ),
        (
            (2022, "--sentences", "--format", "pdf"),
            "iscm: --sentences lists what stands in the register now, as text: without --format and --edition\n",
        ),
        (
            (2022, "-o", "h.doc"),
            "iscm: no format is called 'doc': use one of pdf, docx, xlsx, csv, json, html, md, or --format\n",
        ),
        (("twenty",), "iscm: argument YEAR: invalid int value: 'twenty' (see iscm highlights --help)\n"),
    ],
)
def test_bad_input_is_one_line(iscm, som, words, complaint):
    assert iscm("highlights", *words) == (2, "", complaint)


def test_a_folder_that_cannot_be_written_keeps_what_was_there(iscm, som, tmp_path):
    status, out, err = iscm("highlights", 2022, "-o", tmp_path / "no" / "h.md")
    assert (status, out, err.count("\n"), list(tmp_path.iterdir())) == (2, "", 1, [])
