"""What the yearly publications print beside meetings."""

from iscm.register.models import Anniversary


def anniversaries(year: int) -> tuple[tuple[str, str, str, int], ...]:
    """Anniversaries printed for a year: slug, acronym and name of the mechanism, and the years. One query."""
    columns = ("mechanism__slug", "mechanism__acronym", "mechanism__name", "years")
    return tuple(Anniversary.objects.filter(year=year).values_list(*columns).distinct())
