"""Which lines of a publication differ from those of another edition of it: words, rows, headings, one by one."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from iscm.publication.report import Block, Bullets, Heading, Paragraph, Report, Table, plain

MOST = 200


@dataclass(frozen=True, slots=True)
class LineChange:
    """One line that is `old` alone, or that is new."""

    is_new: bool
    words: str


def changed_lines(before: Report, now: Report) -> tuple[LineChange, ...]:
    """What reads otherwise, in the order of the publication: first what stood there, then what stands there now.

    The title is compared, too; not the boxes that tell what changed, nor charts, which follow from the rows. At most
    200 lines.
    """
    old, new = list(_lines(before)), list(_lines(now))
    found = []
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new).get_opcodes():
        if tag != "equal":
            found += [LineChange(is_new=False, words=line) for line in old[old_from:old_to]]
            found += [LineChange(is_new=True, words=line) for line in new[new_from:new_to]]
    return tuple(found[:MOST])


def _lines(report: Report) -> Iterator[str]:
    yield report.title
    for block in report.blocks:
        yield from filter(None, map(str.strip, _of(block)))


def _of(block: Block) -> Iterator[str]:
    match block:
        case Heading(words=words) | Paragraph(words=words):
            yield plain(words)
        case Bullets(items=items):
            yield from map(plain, items)
        case Table(columns=columns, rows=rows):
            shown = [n for n, column in enumerate(columns) if column.is_printed]
            yield from (" · ".join(filter(None, (row.cells[n].plain for n in shown))) for row in rows)
        case _:
            return
