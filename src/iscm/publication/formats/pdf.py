"""A report as PDF: tagged so that everyone can read it (PDF/UA-1), set by Typst with our own template and fonts."""

import json
from typing import Any

from iscm.publication.charts.measuring import BOLD, cut
from iscm.publication.formats.letters import fit_to_fonts
from iscm.publication.formats.pdf_names import name_anchors, tongue
from iscm.publication.formats.pdf_parts import Parts
from iscm.publication.formats.pdf_sizes import BOTTOM, HEADINGS, PAPERS, RUNNING, SIDE, SIZES, TOP
from iscm.publication.formats.typesetter import stamp, typeset
from iscm.publication.report import Block, Box, Report, Run, Table, Text
from iscm.publication.words import words_in

# With so many columns a table is set on paper turned on its side.
MANY_COLUMNS = 6


def render(report: Report, paper: str = "a4") -> bytes:
    """The report on `a4` or `letter` paper; the same bytes for the same report. Raises `ValueError` for other paper."""
    if paper not in PAPERS:
        raise ValueError(f"paper is a4 or letter, not {paper}")
    content = json.dumps(_content(report, paper), ensure_ascii=False, separators=(",", ":"))
    return typeset(
        "report.typ", {"report": content}, format="pdf", pdf_standards=["ua-1"], timestamp=stamp(report.modified)
    )


def _content(report: Report, paper: str) -> dict[str, Any]:
    is_landscape = any(_printed(table) >= MANY_COLUMNS for table in _tables(report.blocks))
    name, *sides = PAPERS[paper]
    wide, high = reversed(sides) if is_landscape else sides
    width, height = wide - 2 * SIDE, high - TOP - BOTTOM
    lang = tongue(report.lang) or "en"
    parts = Parts(lang, width, height, report.is_rtl, name_anchors(report.blocks))
    title = fit_to_fonts(report.title).strip() or report.name or report.kind
    return {
        "paper": name,
        "sizes": SIZES,
        "landscape": is_landscape,
        "lang": lang,
        "rtl": report.is_rtl,
        "title": title,
        "heading": parts.words((Run(title),), size=HEADINGS[0] * BOLD),
        "running": cut(title, 0.95 * width, RUNNING),
        "authors": [fit_to_fonts(line) for line in report.publisher],
        "publisher": [parts.words((Run(line),)) for line in report.publisher],
        "edition": parts.words((Run(report.edition),)),
        "page": words_in(report.lang).gettext("Page %(page)s of %(pages)s") % {"page": "{page}", "pages": "{pages}"},
        "blocks": parts.of(report.blocks),
        "colophon": parts.words(_colophon(report)),
    }


def _colophon(report: Report) -> Text:
    """The closing line: where the publication stands for good, and under which licence."""
    address = (Run(report.url, href=report.url),) if report.url else ()
    said = f"{words_in(report.lang).gettext('Licence')}: {report.licence}"
    licence = (Run(said),) if report.licence else ()
    return (*address, Run(" · "), *licence) if address and licence else (*address, *licence)


def _tables(blocks: tuple[Block, ...]) -> list[Table]:
    found: list[Table] = []
    for block in blocks:
        inner = block.blocks if isinstance(block, Box) else (block,)
        found += [one for one in inner if isinstance(one, Table)]
    return found


def _printed(table: Table) -> int:
    return sum(column.is_printed for column in table.columns)
