"""Values as they are written in drawings and tables."""

_GROUPED_FROM = 10_000
_NARROW_BLANK = "\N{NARROW NO-BREAK SPACE}"


def number(value: float) -> str:
    """A value in figures: whole ones without a point, others with two decimals, thousands apart from 10,000."""
    rounded = round(value, 2) if value >= 1 else float(f"{value:.2g}")
    if rounded == int(rounded):
        return f"{int(rounded):,}".replace(",", _NARROW_BLANK) if rounded >= _GROUPED_FROM else str(int(rounded))
    if rounded < 1:
        return f"{rounded:.10f}".rstrip("0").rstrip(".")
    return f"{rounded:,.2f}".rstrip("0").replace(",", _NARROW_BLANK if rounded >= _GROUPED_FROM else "")
