"""The figures: what the register counts, as charts with their tables, and each as a file."""

from dataclasses import replace
from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext

from iscm.publication.charts.figures import KEYS, figures
from iscm.publication.charts.svg import render_svg
from iscm.publication.formats import csv_
from iscm.publication.report import Chart, Report
from iscm.publication.words import words_in
from iscm.register.queries import meetings
from iscm.register.queries.figures import figure_facts
from iscm.website.conditional import versioned
from iscm.website.drawings.charts import is_rtl, shown, table_of
from iscm.website.page import page
from iscm.website.views.calendar import FIRST_YEAR, LAST_YEAR

NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # a file of values alone says no time
MEDIA = {"svg": "image/svg+xml", "csv": "text/csv; charset=utf-8"}


@versioned
def figures_page(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """`/figures/` of all years, `/figures/2024/` of one."""
    return page(
        request,
        "figures",
        "figures",
        title=gettext("Figures %(year)s") % {"year": year} if year else gettext("Figures"),
        year=year,
        years=meetings.years(),
        figures=shown(_figures(year), year),
    )


@versioned
def figure_file(_: HttpRequest, key: str, form: str, year: int | None = None) -> HttpResponse:
    """`/figures/2024/months.svg` and `.csv`: one figure as a picture that stands alone, or as its values."""
    if key not in KEYS or form not in MEDIA:
        raise Http404
    chart = next((chart for chart in _figures(year) if chart.key == key), None)
    if chart is None:
        raise Http404
    content = render_svg(chart, is_rtl=is_rtl(), is_titled=True).encode() if form == "svg" else _values(chart)
    name = f"iscm-{key}-{year}.{form}" if year else f"iscm-{key}.{form}"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(content, content_type=MEDIA[form], headers=headers)


def _figures(year: int | None) -> tuple[Chart, ...]:
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    return figures(figure_facts(year), words_in(get_language() or "en"))


def _values(chart: Chart) -> bytes:
    """The table as CSV, its columns named as a reader sees them."""
    table = table_of(chart)
    named = replace(table, columns=tuple(replace(column, key=column.heading) for column in table.columns))
    return csv_.render(Report("figure", chart.key, "", chart.title, (), "", NEVER, (), (named,)))
