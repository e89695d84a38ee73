"""The open data: what there is, and its files."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import cast

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext, gettext_lazy

from iscm.publication.opendata.naming import DESCRIPTOR, WHOLE
from iscm.publication.opendata.source import named_rows
from iscm.publication.opendata.tables.reference import LANGS
from iscm.publication.opendata.vocabularies import GRAPH_FORMS, VOCABULARIES
from iscm.publication.opendata.words import cite_as
from iscm.register.queries.opendata import RegisterSource
from iscm.website import opendata
from iscm.website.as_files import as_files
from iscm.website.conditional import answer_by_version
from iscm.website.dates import day_in_words
from iscm.website.labels import kind_label, kind_level
from iscm.website.opendata import Overview, PackageLine
from iscm.website.page import page

MEDIA = {
    ".csv": "text/csv; charset=utf-8; header=present",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".cff": "application/yaml",
    ".zip": "application/zip",
    **{f".{form}": media + ("; charset=utf-8" if form == "ttl" else "") for form, media in GRAPH_FORMS.items()},
}
KEPT = frozenset({".csv", ".zip"})  # browsers keep these; the others they show
TITLES = {
    "themes": gettext_lazy("Themes, with their groups and topics"),
    "initiatives": gettext_lazy("Initiatives, objectives and targets"),
    "kinds": gettext_lazy("Kinds of meeting"),
    "mechanisms": gettext_lazy("Mechanisms, with former names"),
}
View = Callable[..., HttpResponse]


def _with_files(view: View) -> View:
    """Answer with ETag, before any file is made; 503 where the machine cannot make them."""

    @wraps(view)
    def answer(request: HttpRequest, **kwargs: str) -> HttpResponse:
        try:
            return answer_by_version(request, [opendata.state()], lambda: view(request, **kwargs))
        except OSError:
            words = gettext("The files cannot be made at the moment. Please come back later.")
            return page(request, "no_data", title=gettext("Open data"), words=words, http_status=503)

    return answer


def data_page(request: HttpRequest) -> HttpResponse:
    """`/data/`: packages, vocabularies, catalogue, licence, and how to cite; no file is made for it."""
    made = {} if as_files(request) else opendata.archives()  # a site of files has the same bytes each time
    return answer_by_version(request, [opendata.state(), made], lambda: _data_page(request, made))


def _data_page(request: HttpRequest, made: Mapping[str, int]) -> HttpResponse:
    packages, terms = opendata.overview(made), opendata.terms()
    source, changed = RegisterSource(terms), packages[0].changed_at
    return page(
        request,
        "data",
        title=gettext("Open data"),
        packages=[(one, _name(one), day_in_words(one.changed_at.date()) if one.changed_at else "") for one in packages],
        vocabularies=[(one.name, TITLES[one.name], one.scheme) for one in VOCABULARIES],
        groups=_below_and_above(source),
        kinds=_kinds(source),
        terms=terms,
        citation=cite_as(terms, changed.isoformat() if changed else None),
    )


@_with_files
def package_page(request: HttpRequest, name: str) -> HttpResponse:
    """`/data/2024/`: the tables of a package."""
    descriptor = opendata.found(f"{name}/{DESCRIPTOR}")
    if descriptor is None:
        raise Http404
    found = opendata.package(descriptor.parent)
    return page(request, "data_package", title=_name(found), line=found, day=_day(found), terms=opendata.terms())


@_with_files
def data_file(_request: HttpRequest, path: str) -> HttpResponse:
    """`/data/2024/meetings.csv`, `/data/2024.zip`, `/data/catalog.ttl` …: a file of the export."""
    return _file(path)


@_with_files
def vocabulary_file(_request: HttpRequest, name: str) -> HttpResponse:
    """`/vocabularies/themes.ttl`: a vocabulary in SKOS."""
    return _file(f"vocabularies/{name}")


def _file(path: str) -> HttpResponse:
    """A file by its path; the addresses allow for letters and one dot only, so that no path leads out."""
    file = opendata.found(path) if Path(path).suffix in MEDIA else None
    if file is None:
        raise Http404
    name = "-".join(("iscm", *Path(path).parts))
    response = FileResponse(
        file.open("rb"), as_attachment=file.suffix in KEPT, filename=name, content_type=MEDIA[file.suffix]
    )
    response.headers["Access-Control-Allow-Origin"] = "*"
    return cast("HttpResponse", response)  # it has all that this site asks of a response


def _name(line: Overview | PackageLine) -> str:
    return gettext("Everything") if line.name == WHOLE else gettext("Meetings of %(year)s") % {"year": line.name}


def _day(line: PackageLine) -> str:
    return day_in_words(datetime.fromisoformat(line.modified).date()) if line.modified else ""


def _below_and_above(source: RegisterSource) -> list[tuple[str, str, str]]:
    """Slug and label of groups and topics, which have no pages of their own; and the language of the label."""
    lang = (get_language() or "en").partition("-")[0]
    rows = (row for row in named_rows(source, "themes") if row["level"] != "theme")
    shown = lang if lang in LANGS else "en"
    return [
        (row["slug"], row[f"label_{shown}"] or row["label_en"], shown if row[f"label_{shown}"] else "en")
        for row in rows
    ]


def _kinds(source: RegisterSource) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """By level (slug, label): the kinds of meeting."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in named_rows(source, "kinds"):
        level = (row["level"].replace(" ", "-"), kind_level(row["slug"]))
        found.setdefault(level, []).append((row["slug"], kind_label(row["slug"])))
    return [(slug, label, held) for (slug, label), held in found.items()]
