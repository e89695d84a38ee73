"""Markdown (CommonMark with pipe tables): a document to be read as it is, and by `iscm read`.

Imported text can start nothing: no heading, list, link, emphasis, table cell or HTML. Colours, directions and languages
are not kept, nor charts, which are shown as the table of their values.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from iscm.publication.charts.tables import chart_table
from iscm.publication.formats.cleaning import in_line, safe_address
from iscm.publication.formats.values import anchors_led_to, one_line, printed, words_of
from iscm.publication.report import Block, Box, Bullets, Heading, Paragraph, Report, Run, Table, Text, text
from iscm.publication.words import Words, words_in

SPECIAL = re.compile(r"[\\`*_\[\]<>|~]")
ENTITY = re.compile(r"&(?=#?\w)")
STARTS = re.compile(r"\d+(?=[.)])|(?=[#+\-=])")
CLOSING = re.compile(r"(?<!\\)#+$")
WEB = re.compile(r"(https?):(?=//)", re.IGNORECASE)
WORD_EDGES = re.compile(r"([\W_]*)(.*?)([\W_]*)", re.DOTALL)
DEEPEST = 6
IN_TARGET = str.maketrans({"(": "&#40;", ")": "&#41;", "&": "&amp;"})


def render(report: Report) -> bytes:
    """The document as UTF-8, its parts between blank lines."""
    anchors, words = anchors_led_to(report), words_in(report.lang)
    head = [_heading(1, text(report.title)), *map(_escaped, report.publisher), _escaped(report.edition)]
    body = [part for block in report.blocks for part in _parts(block, words, anchors)]
    return ("\n\n".join(part for part in [*head, *body, *_foot(report, words)] if part) + "\n").encode()


def _parts(block: Block, words: Words, anchors: frozenset[str]) -> Iterator[str]:
    if isinstance(block, Heading):
        yield _heading(block.level, block.words, block.anchor if block.anchor in anchors else "")
    elif isinstance(block, Paragraph):
        yield _running(block.words)
    elif isinstance(block, Bullets):
        yield "\n".join(f"- {said}" for item in block.items if (said := _running(item)))
    elif isinstance(block, Table):
        yield _table(block)
    elif isinstance(block, Box):
        for part in (block.heading, *block.blocks):
            yield from _parts(part, words, anchors)
    else:
        yield _running(text(block.chart.title, is_strong=True))
        yield _escaped(block.chart.summary)
        yield _table(chart_table(block.chart, words.gettext("Total")))


def _heading(level: int, words: Text, anchor: str = "") -> str:
    """A heading; number signs at its end would close it."""
    target = f'<a id="{anchor}"></a>' if anchor else ""
    said = CLOSING.sub(r"\\\g<0>", _running(words))
    return f"{'#' * min(level, DEEPEST)} {target}{said}"


def _foot(report: Report, words: Words) -> Iterator[str]:
    if report.licence:
        yield f"{_escaped(words.gettext('Licence'))}: {_escaped(report.licence)}"
    if safe_address(report.url):
        yield f"{_escaped(words.gettext('Permanent page'))}: {_link(Run(report.url, href=report.url))}"


def _table(table: Table) -> str:
    columns = printed(table)
    if not columns:
        return ""
    heads = [_escaped(column.heading) for _, column in columns]
    rules = ["---:" if column.kind == "number" else "---" for _, column in columns]
    rows = ([_running(words) for _, words in words_of(row, columns)] for row in table.rows)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, rules, *rows))


def _running(words: Text) -> str:
    """Running words in one line; runs in the same style are said as one."""
    alike = groupby(words, key=lambda run: (run.is_strong, safe_address(run.href)))
    runs = [Run("".join(run.text for run in runs), href, is_strong=strong) for (strong, href), runs in alike]
    if not one_line(words):
        return ""
    said = "".join(_link(run) if run.href else _marked(run) for run in runs).strip()
    # What starts a heading or a list: a sign, or a number with a point.
    return f"{start[0]}\\{said[start.end() :]}" if (start := STARTS.match(said)) else said


def _link(run: Run) -> str:
    """`[words](address)`, blanks at its edges outside; brackets among the words are entities, so that none is open."""
    address = safe_address(run.href)
    if run.text.strip() == address and address.startswith("http"):
        return f"<{address}>"
    label = _marked(run)
    inner = label.strip().replace(r"\[", "&#91;").replace(r"\]", "&#93;")
    before, after = label[: len(label) - len(label.lstrip())], label[len(label.rstrip()) :]
    return f"{before}[{inner}]({address.translate(IN_TARGET)}){after}" if inner else label


def _marked(run: Run) -> str:
    """The words escaped; strong ones between asterisks, which must touch a letter or figure on their inside."""
    if not run.is_strong:
        return _signs(run.text)
    before, core, after = WORD_EDGES.fullmatch(in_line(run.text)).groups()  # type: ignore[union-attr]  # fits any text
    return f"{_signs(before)}**{_signs(core)}**{_signs(after)}" if core else _signs(before + after)


def _escaped(words: str) -> str:
    return _running(text(words))


def _signs(words: str) -> str:
    """Signs that would mark something stand for themselves; an address in words does not become a link."""
    words = ENTITY.sub("&amp;", in_line(words))
    return WEB.sub(r"\1&#58;", SPECIAL.sub(r"\\\g<0>", words))
