"""Columns without rules: tables whose columns show by the space between them, and text set in columns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from iscm.reading.layouts.geometry import Line, Rule, Word, group_lines

WIDE = 8.0
NARROW = 4.5
FEW_LINES = 8
LEAST_LINES = 3
PROSE_WORDS = 3.0
MOST_LINES = 500
MOST_GAPS = 64
ALIGNED = 3.0
LARGER = 1.15  # letters so much larger than those of a table are a heading, not a row
Gap = tuple[float, float]


@dataclass(frozen=True)
class Block:
    """Lines that stand together. `cuts` are the places between its columns, none for plain lines.

    `is_table` tells a table from text that is set in columns. `levels` are lines ruled between its rows, if any.
    """

    lines: list[Line]
    cuts: tuple[float, ...] = ()
    is_table: bool = False
    levels: tuple[float, ...] = ()

    @property
    def words(self) -> list[Word]:
        """All of them, line by line."""
        return [word for line in self.lines for word in line]

    def columns(self) -> list[list[Word]]:
        """The words of each column."""
        columns: list[list[Word]] = [[] for _ in range(len(self.cuts) + 1)]
        for word in self.words:
            columns[column_of(word, self.cuts)].append(word)
        return columns


def column_of(word: Word, cuts: Sequence[float]) -> int:
    """The number of the column in which the word stands, from 0."""
    return sum(word.centre > cut for cut in cuts)


def find_blocks(words: list[Word], levels: Sequence[Rule] = (), known: Block | None = None) -> list[Block]:
    """The words of a page (or of a part of it between ruled tables) as blocks, from top to bottom.

    `known` is the table that was open on the page before: it goes on although what is left of it may be too short
    to show its columns.
    """
    blocks: list[Block] = []
    lines = group_lines(words)
    at = 0
    while at < len(lines):
        ahead = lines[at : at + MOST_LINES]
        block = _next_block(ahead, known, is_first=at == 0)
        if block and block.is_table:
            block = known = Block(block.lines, block.cuts, is_table=True, levels=_crossing(block, levels))
        blocks.append(block or Block([lines[at]]))
        at += len(blocks[-1].lines)
    return blocks


def _next_block(lines: list[Line], known: Block | None, *, is_first: bool) -> Block | None:
    """The block that starts with the first line: the rest of the known table, or another.

    In the middle of a page, a table of other columns is another one where it shows its columns itself.
    """
    continued = _continued(lines, known, is_first=is_first) if known else None
    if continued is None or known is None or is_first or _is_aligned(lines[0], known):
        return continued or _grown(lines)
    grown = _grown(lines)
    return grown if grown and grown.is_table and len(grown.cuts) != len(known.cuts) else continued


def _continued(lines: list[Line], known: Block, *, is_first: bool) -> Block | None:
    """The rest of a table: all lines that leave its columns apart.

    Enough columns must be filled to know it by, or, at the head of a page, words start where its columns start.
    """
    cuts = known.cuts
    if not _fits(lines[0], cuts):
        return None
    filled = {column_of(word, cuts) for word in lines[0]}
    if len(filled) < min(3, len(cuts) + 1) and not (is_first and filled != {0} and _is_aligned(lines[0], known)):
        return None
    most = _height(known.lines) * LARGER
    end = next((i for i, line in enumerate(lines) if not _fits(line, cuts) or _height([line]) > most), len(lines))
    if not end:
        return None
    return Block(lines[:end], cuts, is_table=True)


def _height(lines: Sequence[Line]) -> float:
    """The height of the largest letters in the first of these lines."""
    return max(word.bottom - word.top for line in lines[:LEAST_LINES] for word in line)


def _is_aligned(line: Line, known: Block) -> bool:
    starts = [min((word.left for word in column), default=0.0) for column in known.columns()]
    firsts = {column_of(word, known.cuts): word.left for word in reversed(line)}
    return all(abs(starts[column] - left) <= ALIGNED for column, left in firsts.items())


def _fits(line: Line, cuts: Sequence[float]) -> bool:
    return not any(word.left < cut < word.right for word in line for cut in cuts)


def _grown(lines: list[Line]) -> Block | None:
    """The longest run of lines, from the first, that leave the same strips of the page free."""
    if not _wide_gaps(lines[0]):
        return None
    free = _inner_gaps(lines[0], NARROW)
    end, support = 1, dict.fromkeys(free, 1)
    most = _height(lines) * LARGER
    for line in lines[1:]:
        if _height([line]) > most:
            break
        kept = {gap: rest for gap in free if (rest := _free_part(gap, line))}
        lost = [gap for gap in free if gap not in kept]
        if not kept or any(support[gap] > 1 for gap in lost):
            break
        support = {rest: support[gap] + _is_parted(line, rest) for gap, rest in kept.items()}
        free = list(support)
        end += 1
    return _block(lines[:end], [gap for gap in free if support[gap] > 1])


def _block(lines: list[Line], gaps: list[Gap]) -> Block | None:
    least = WIDE if len(lines) < FEW_LINES else NARROW
    cuts = tuple(right - min(2.0, (right - left) / 2) for left, right in gaps if right - left >= least)
    if not cuts or len(lines) < LEAST_LINES:
        return None
    block = Block(lines, cuts, is_table=True)
    return Block(lines, cuts, is_table=False) if _is_prose(block) else block


def _wide_gaps(line: Line) -> list[Gap]:
    height = max(word.bottom - word.top for word in line)
    return _inner_gaps(line, max(WIDE, 0.7 * height))


def _inner_gaps(line: Line, least: float) -> list[Gap]:
    gaps: list[Gap] = []
    right = line[0].right
    for word in line[1:]:
        if word.left - right >= least:
            gaps.append((right, word.left))
        right = max(right, word.right)
    return gaps if len(gaps) <= MOST_GAPS else sorted(sorted(gaps, key=_width)[-MOST_GAPS:])


def _width(gap: Gap) -> float:
    return gap[1] - gap[0]


def _free_part(gap: Gap, line: Line) -> Gap | None:
    """The widest part of the gap that no word of the line covers."""
    left, right = gap
    parts, at = [], left
    for word in line:
        if word.right > at and word.left < right:
            parts.append((at, word.left))
            at = word.right
    parts.append((at, right))
    widest = max(parts, key=_width)
    return widest if _width(widest) >= NARROW else None


def _is_parted(line: Line, gap: Gap) -> bool:
    return line[0].right <= gap[0] + 1 and line[-1].left >= gap[1] - 1


def _is_prose(block: Block) -> bool:
    """Text set in columns: each column is full of lines, and the lines full of words."""
    if len(block.lines) <= LEAST_LINES:
        return False
    for words in block.columns():
        lines = group_lines(words)
        if not lines or len(words) < PROSE_WORDS * len(lines):
            return False
        height = sum(line[0].bottom - line[0].top for line in lines) / len(lines)
        if len(lines) * height * 2.5 < lines[-1][0].bottom - lines[0][0].top:
            return False
    return True


def _crossing(block: Block, levels: Iterable[Rule]) -> tuple[float, ...]:
    """Level lines that cross most of the block: a table ruled only between its rows."""
    left = min(line[0].left for line in block.lines)
    right = max(word.right for word in block.words)
    top, bottom = block.lines[0][0].top, block.lines[-1][-1].bottom
    across: dict[float, float] = {}
    for rule in levels:
        if top - 20 <= rule.at <= bottom + 20:
            covered = min(rule.end, right) - max(rule.start, left)
            across[round(rule.at)] = across.get(round(rule.at), 0.0) + max(covered, 0.0)
    return tuple(sorted(place for place, length in across.items() if length >= 0.7 * (right - left)))
