"""Values as they are written in drawings and tables."""

_GROUPED_FROM = 10_000
_NARROW_BLANK = "\N{NARROW NO-BREAK SPACE}"


def number(value: float) -> str:
    """A value in figures: two decimals or two figures where it is not whole; from 10,000 whole, thousands apart."""
    if value >= _GROUPED_FROM:
        return f"{round(value):,}".replace(",", _NARROW_BLANK)
    figures = f"{value:.2f}" if value >= 1 else f"{float(f'{value:.2g}'):.10f}"
    return figures.rstrip("0").rstrip(".")
