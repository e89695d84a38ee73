"""HTML: one file that stands alone, without scripts, or a page that takes its style from an address."""

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from html import escape
from pathlib import Path

from iscm.publication.charts.tables import chart_table
from iscm.publication.formats.cleaning import clean, in_utc, safe_address
from iscm.publication.formats.languages import is_other, is_rtl
from iscm.publication.formats.values import printed, words_of
from iscm.publication.report import (
    Block,
    Box,
    Bullets,
    Chart,
    Column,
    Heading,
    Paragraph,
    Report,
    Row,
    Run,
    Table,
    Text,
)
from iscm.publication.words import Words, words_in

STACKED_FROM, MANY_FROM = 3, 6  # columns of text: such tables are stacked on a phone, on a tablet too
KNOWN_SHARES = range(4, 60)
DEEPEST = 6
PHONE = 330  # wide, in pixels


def render(report: Report, stylesheet_href: str | None = None) -> bytes:
    """The page as UTF-8. With `stylesheet_href` it asks for its style there, and nothing of it is inline."""
    return "".join(_page(report, stylesheet_href)).encode()


def render_blocks(report: Report) -> str:
    """What is read, for a page that has a frame and a title of its own; it styles the classes itself."""
    words = words_in(report.lang)
    return "".join(part for block in report.blocks for part in _block(block, report, words))


@cache
def stylesheet() -> str:
    """The style of the page, for those who serve it at an address of its own."""
    return Path(__file__).with_name("page.css").read_text(encoding="utf-8")


def _page(report: Report, href: str | None) -> Iterator[str]:
    words = words_in(report.lang)
    yield f'<!doctype html>\n<html lang="{_attribute(report.lang)}" dir="{_direction(report.lang)}">\n<head>\n'
    yield '<meta charset="utf-8">\n'
    yield from _style(href)
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>{_said(report.title)}</title>\n"
    yield f'<meta name="dcterms.modified" content="{in_utc(report.modified):%Y-%m-%dT%H:%M:%SZ}">\n'
    if url := safe_address(report.url):
        yield f'<link rel="canonical" href="{_attribute(url)}">\n'
    yield '</head>\n<body>\n<header>\n<p class="publisher">'
    yield "<br>".join(map(_said, report.publisher))
    yield f"</p>\n<h1>{_said(report.title)}</h1>\n"
    yield f'<p class="edition">{_said(report.edition)}</p>\n</header>\n<main>\n'
    yield render_blocks(report)
    yield "</main>\n"
    yield from _foot(report, words)
    yield "</body>\n</html>\n"


def _style(href: str | None) -> Iterator[str]:
    """The style; a file that stands alone allows itself nothing but that, should anyone put more into it."""
    if href is not None:
        yield f'<link rel="stylesheet" href="{_attribute(href)}">\n'
        return
    digest = b64encode(hashlib.sha256(stylesheet().encode()).digest()).decode()
    allowed = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    yield f'<meta http-equiv="Content-Security-Policy" content="{allowed}">\n<style>{stylesheet()}</style>\n'


def _foot(report: Report, words: Words) -> Iterator[str]:
    lines = []
    if report.licence:
        lines.append(f"{_said(words.gettext('Licence'))}: {_said(report.licence)}")
    if safe_address(report.url):
        lines.append(f"{_said(words.gettext('Permanent page'))}: {_run(Run(report.url, href=report.url), report.lang)}")
    if lines:
        yield f"<footer>\n<p>{'<br>'.join(lines)}</p>\n</footer>\n"


def _block(block: Block, report: Report, words: Words) -> Iterator[str]:
    if isinstance(block, Heading):
        level = min(block.level, DEEPEST)
        anchor = f' id="{_attribute(block.anchor)}"' if block.anchor else ""
        yield f"<h{level}{anchor}>{_running(block.words, report.lang)}</h{level}>\n"
    elif isinstance(block, Paragraph):
        quiet = ' class="quiet"' if block.is_quiet else ""
        yield f"<p{quiet}>{_running(block.words, report.lang)}</p>\n"
    elif isinstance(block, Bullets):
        items = "".join(f"<li>{_running(item, report.lang)}</li>\n" for item in block.items)
        yield f"<ul>\n{items}</ul>\n" if items else ""
    elif isinstance(block, Table):
        yield from _table(block, report.lang)
    elif isinstance(block, Box):
        yield '<section class="box">\n'
        for part in (block.heading, *block.blocks):
            yield from _block(part, report, words)
        yield "</section>\n"
    else:
        yield from _figure(block.chart, report, words)


def _figure(chart: Chart, report: Report, words: Words) -> Iterator[str]:
    from iscm.publication.charts.svg import render_svg  # noqa: PLC0415  # most reports have no chart

    yield f"<figure>\n<figcaption>{_said(chart.title)}</figcaption>\n"
    yield f'<div class="wide">{render_svg(chart, is_rtl=report.is_rtl)}</div>\n'
    small = render_svg(replace(chart, key=f"{chart.key}-narrow"), is_rtl=report.is_rtl, width=PHONE)
    yield f'<div class="narrow">{small}</div>\n'
    yield f"<details>\n<summary>{_said(words.gettext('Values as a table'))}</summary>\n"
    yield from _table(chart_table(chart, words.gettext("Total")), report.lang)
    yield "</details>\n</figure>\n"


def _table(table: Table, lang: str) -> Iterator[str]:
    columns = printed(table)
    if not columns:
        return
    yield f"<table{_stacked(columns)}>\n<caption>{_said(table.caption)}</caption>\n"
    yield f"<colgroup>{''.join(_col(column) for _, column in columns)}</colgroup>\n<thead>\n<tr>"
    for _, column in columns:
        yield f'<th scope="col"{_numeric(column.kind)}>{_said(column.heading)}</th>'
    yield "</tr>\n</thead>\n<tbody>\n"
    for number, row in enumerate(table.rows):
        if row.bookmark and number:
            yield "</tbody>\n<tbody>\n"
        yield _row(row, columns, lang)
    yield "</tbody>\n</table>\n"


def _stacked(columns: tuple[tuple[int, Column], ...]) -> str:
    """Whether its rows are set as entries one below the other where the window is narrow."""
    texts = sum(column.kind != "number" for _, column in columns)
    return ' class="stacked many"' if texts >= MANY_FROM else ' class="stacked"' if texts >= STACKED_FROM else ""


def _col(column: Column) -> str:
    """A column with its share of the width, which the style knows from `.w4` to `.w59`."""
    share = round(column.share * 100)
    return f'<col class="w{share}">' if share in KNOWN_SHARES else "<col>"


def _row(row: Row, columns: tuple[tuple[int, Column], ...], lang: str) -> str:
    cells = []
    for column, words in words_of(row, columns):
        name, scope = ("th", ' scope="row"') if column.is_row_header else ("td", "")
        cells.append(f"<{name}{scope}{_numeric(column.kind)}>{_running(words, lang)}</{name}>")
    return f"<tr>{''.join(cells)}</tr>\n"


def _numeric(kind: str) -> str:
    return ' class="number"' if kind == "number" else ""


def _running(words: Text, lang: str) -> str:
    return "".join(_run(run, lang) for run in words)


def _run(run: Run, lang: str) -> str:
    """One run: its language and direction where they are others, which also keeps its signs to itself."""
    said = _said(run.text)
    if href := safe_address(run.href):
        rel = "" if href.startswith("#") else ' rel="noopener"'
        said = f'<a href="{_attribute(href)}"{rel}>{said}</a>'
    if run.is_strong:
        said = f"<strong>{said}</strong>"
    if is_other(run.lang, lang):
        said = f'<span lang="{_attribute(run.lang)}" dir="{_direction(run.lang)}">{said}</span>'
    return f'<span class="quiet">{said}</span>' if run.is_quiet else said


def _direction(lang: str) -> str:
    return "rtl" if is_rtl(lang) else "ltr"


def _said(words: str) -> str:
    return escape(clean(words), quote=False)


def _attribute(words: str) -> str:
    return escape(clean(words))
