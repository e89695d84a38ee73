"""References in BibTeX and RIS."""

from iscm.publication.formats.citations import Cited, render_bibtex, render_ris

CITED = Cited("iscm1", "Costs & {benefits}: 50%", 2022, ("RCM", "SACM"), "report", "https://example.org/a", "en")


def test_bibtex_keeps_signs_as_they_are_read():
    assert render_bibtex([CITED]) == (
        "@techreport{iscm1,\n"
        "  title = {{Costs \\& \\{benefits\\}: 50\\%}},\n"
        "  author = {{RCM} and {SACM}},\n"
        "  year = {2022},\n"
        "  type = {report},\n"
        "  url = {https://example.org/a},\n"
        "}\n"
    )


def test_ris_has_one_line_a_field():
    lines = render_ris([CITED]).split("\r\n")
    assert lines == [
        "TY  - RPRT", "ID  - iscm1", "TI  - Costs & {benefits}: 50%", "AU  - RCM", "AU  - SACM", "PY  - 2022",
        "UR  - https://example.org/a", "LA  - en", "ER  - ", "", "",
    ]  # fmt: skip


def test_what_is_not_known_is_left_out():
    unknown = Cited("iscm2", "A\nB", None, (), "", "", "und")
    assert render_bibtex([unknown]) == "@techreport{iscm2,\n  title = {{A B}},\n}\n"
    assert render_ris([unknown]) == "TY  - RPRT\r\nID  - iscm2\r\nTI  - A B\r\nER  - \r\n\r\n"
