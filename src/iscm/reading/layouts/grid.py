"""Ruled tables: from lines on a page to cells, also merged ones and those a page break cuts."""

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass

from iscm.reading.layouts.geometry import Page, Rule, Word

SNAP = 2.5
REACH = 4.0
MAX_RULES = 1_000
MAX_GRID = 50_000


@dataclass(frozen=True)
class Grid:
    """A ruled table: the edges of its columns and rows, and for each (row, column) the cell it is part of.

    A cell is named by its first row and column; a merged one stands at several places.
    """

    xs: list[float]
    ys: list[float]
    cells: dict[tuple[int, int], tuple[int, int]]

    @property
    def top(self) -> float:
        """Its upper end."""
        return self.ys[0]

    @property
    def bottom(self) -> float:
        """Its lower end."""
        return self.ys[-1]

    def holds(self, word: Word) -> bool:
        """Whether the word stands inside the table."""
        return (
            self.ys[0] - 1 <= word.middle <= self.ys[-1] + 1 and self.xs[0] - SNAP <= word.centre <= self.xs[-1] + SNAP
        )

    def cell_of(self, word: Word) -> tuple[int, int]:
        """The cell in which the word stands."""
        row = min(max(bisect_right(self.ys, word.middle) - 1, 0), len(self.ys) - 2)
        column = min(max(bisect_right(self.xs, word.centre) - 1, 0), len(self.xs) - 2)
        return self.cells[row, column]


def find_grids(page: Page) -> list[Grid]:
    """The ruled tables of a page with at least two cells, from top to bottom.

    A row that a page break cuts has no line at the cut, so the ends of the vertical lines count as lines too.
    """
    verticals, levels = _merged(page.verticals), _merged(page.levels)
    if not verticals or not levels or len(verticals) + len(levels) > MAX_RULES:
        return []
    grids = [grid for group in _touching(verticals, levels) if (grid := _grid(*group))]
    return sorted((grid for grid in grids if not _is_inside(grid, grids)), key=lambda grid: grid.top)


def _merged(rules: list[Rule]) -> list[Rule]:
    """Lines drawn in pieces (one a cell, or both sides of a bar) as one."""
    merged: list[Rule] = []
    for group in _near(rules):
        at = sum(rule.at for rule in group) / len(group)
        start, end = None, 0.0
        for rule in sorted(group, key=lambda rule: rule.start):
            if start is None:
                start, end = rule.start, rule.end
            elif rule.start <= end + SNAP:
                end = max(end, rule.end)
            else:
                merged.append(Rule(at, start, end))
                start, end = rule.start, rule.end
        if start is not None:
            merged.append(Rule(at, start, end))
    return merged


def _near(rules: list[Rule]) -> list[list[Rule]]:
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if groups and rule.at - groups[-1][-1].at <= SNAP and rule.at - groups[-1][0].at <= 2 * SNAP:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return groups


def _touching(verticals: list[Rule], levels: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """The lines in groups that hang together."""
    parent = list(range(len(verticals) + len(levels)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, vertical in enumerate(verticals):
        for j, level in enumerate(levels, len(verticals)):
            if _meet(vertical, level):
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for index, rule in enumerate(verticals + levels):
        groups[root(index)][index >= len(verticals)].append(rule)
    return list(groups.values())


def _meet(vertical: Rule, level: Rule) -> bool:
    across = level.start - REACH <= vertical.at <= level.end + REACH
    return across and vertical.start - REACH <= level.at <= vertical.end + REACH


def _grid(verticals: list[Rule], levels: list[Rule]) -> Grid | None:
    if not verticals or not levels:
        return None
    xs = _edges([rule.at for rule in verticals], levels)
    ys = _edges([rule.at for rule in levels], verticals)
    rows, columns = len(ys) - 1, len(xs) - 1
    if min(columns - 1, rows) < 1 or rows * columns > MAX_GRID:
        return None
    return Grid(xs, ys, _cells(xs, ys, _by_place(verticals, xs), _by_place(levels, ys)))


def _edges(places: list[float], crossing: list[Rule]) -> list[float]:
    """The places of the lines, with the far ends of the lines across them."""
    edges = sorted(set(places))
    first, last = min(rule.start for rule in crossing), max(rule.end for rule in crossing)
    if first < edges[0] - REACH:
        edges.insert(0, first)
    if last > edges[-1] + REACH:
        edges.append(last)
    return edges


def _by_place(rules: list[Rule], places: list[float]) -> list[list[Rule]]:
    at: dict[float, list[Rule]] = defaultdict(list)
    for rule in rules:
        at[rule.at].append(rule)
    return [at.get(place, []) for place in places]


def _cells(
    xs: list[float], ys: list[float], verticals: list[list[Rule]], levels: list[list[Rule]]
) -> dict[tuple[int, int], tuple[int, int]]:
    """Squares of the grid between which no line is drawn are one cell."""
    cells: dict[tuple[int, int], tuple[int, int]] = {}
    for row, column in ((row, column) for row in range(len(ys) - 1) for column in range(len(xs) - 1)):
        middle, centre = (ys[row] + ys[row + 1]) / 2, (xs[column] + xs[column + 1]) / 2
        cell = (row, column)
        if column and not _is_drawn(verticals[column], middle):
            cell = cells[row, column - 1]
        if row and not _is_drawn(levels[row], centre):
            cell = cell if cell != (row, column) else cells[row - 1, column]
        cells[row, column] = cell
    return cells


def _is_drawn(rules: list[Rule], place: float) -> bool:
    return any(rule.start - SNAP <= place <= rule.end + SNAP for rule in rules)


def _is_inside(grid: Grid, others: list[Grid]) -> bool:
    """A table in a cell of another: its words are left in that cell."""
    return any(
        other is not grid
        and other.xs[0] < grid.xs[0] - SNAP
        and other.xs[-1] > grid.xs[-1] + SNAP
        and other.top < grid.top
        and other.bottom > grid.bottom
        for other in others
    )
