"""The values of a chart as a table, for formats without pictures and for those who do not see them."""

from iscm.publication.report import Cell, Chart, Column, Row, Table, text


def values_of(chart: Chart) -> Table:
    """A row for each label, a column for each series."""
    share = 0.5 / max(len(chart.series), 1)
    columns = (
        Column("label", chart.labels_heading, 0.5, is_row_header=True),
        *(Column(f"series_{n}", one.name, share, "number") for n, one in enumerate(chart.series, 1)),
    )
    rows = (
        Row((Cell(text(label)), *(Cell(text(f"{value:g}"), value) for value in values)))
        for label, *values in zip(chart.labels, *(one.values for one in chart.series), strict=True)
    )
    return Table(chart.key, chart.title, columns, tuple(rows))
