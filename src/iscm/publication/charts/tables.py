"""The table beside a chart: the same values for those who read rather than look, for sheets and data."""

from iscm.publication.charts.numbers_ import number
from iscm.publication.report import Cell, Chart, Column, Row, Table, text
from iscm.publication.words import Words

_LABEL_SHARE = 0.55  # of the width, beside columns of figures


def chart_table(chart: Chart, total: str = "") -> Table:
    """A row for each label and a column for each series; of a stacked chart also their sum, headed `total`.

    The sum is left out where no heading is given for it. Values stay numbers: whole ones whole.
    """
    has_total = bool(total) and chart.is_stacked and len(chart.series) > 1
    headings = [series.name or chart.unit for series in chart.series] + [total] * has_total
    share = (1 - _LABEL_SHARE) / max(len(headings), 1)
    columns = [Column("label", chart.labels_heading, _LABEL_SHARE if headings else 1.0, is_row_header=True)]
    columns += [
        Column(f"series_{n}", heading, share, "number", chart.unit) for n, heading in enumerate(headings, start=1)
    ]
    values = [series.values for series in chart.series]
    rows = []
    for place, label in enumerate(chart.labels):
        counts = [each[place] for each in values]
        counts += [sum(counts)] * has_total
        rows.append(Row((Cell(text(label), label), *map(_cell, counts))))
    return Table(chart.key, chart.title, tuple(columns), tuple(rows))


def table_in_words(chart: Chart, words: Words) -> Table:
    """The same with its sums, headed in a language."""
    return chart_table(chart, words.gettext("Total"))


def _cell(value: float) -> Cell:
    return Cell(text(number(value)), int(value) if value == int(value) else value)
