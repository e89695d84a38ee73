"""References in BibTeX, RIS and CSL-JSON."""

import json

from iscm.publication.formats.citations import Cited, render_bibtex, render_csl, render_ris

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


def test_csl_has_bodies_as_authors_and_the_year_as_a_date():
    assert json.loads(render_csl([CITED])) == [
        {
            "id": "iscm1", "type": "report", "title": "Costs & {benefits}: 50%",
            "author": [{"literal": "RCM"}, {"literal": "SACM"}], "issued": {"date-parts": [[2022]]}, "genre": "report",
            "URL": "https://example.org/a", "language": "en",
        }
    ]  # fmt: skip


def test_no_publications_make_an_empty_list_of_each_kind():
    assert (render_bibtex([]), render_ris([]), json.loads(render_csl([]))) == ("", "", [])


def test_what_is_not_known_is_left_out():
    unknown = Cited("iscm2", "A\nB", None, (), "", "", "und")
    assert render_bibtex([unknown]) == "@techreport{iscm2,\n  title = {{A B}},\n}\n"
    assert render_ris([unknown]) == "TY  - RPRT\r\nID  - iscm2\r\nTI  - A B\r\nER  - \r\n\r\n"
    assert json.loads(render_csl([unknown])) == [{"id": "iscm2", "type": "report", "title": "A B"}]
