"""The months of a year as the sections of a diary."""

from django.utils.translation import gettext

from iscm.website.dates import month_name


def named_month(month: int, year: int) -> tuple[str, str]:
    """The name of a section and its anchor; 0 is that of meetings of which only the year is known."""
    return (month_name(month), f"m{month:02}") if month else (gettext("Some time in %(year)s") % {"year": year}, "year")
