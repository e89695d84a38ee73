"""The library: materials and research, filtered, and cited in BibTeX, RIS and CSL-JSON."""

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from iscm.publication.formats.citations import Cited, render_bibtex, render_csl, render_ris
from iscm.publication.titles import tidied
from iscm.register.queries import library, themes
from iscm.register.queries.library import PublicationLine
from iscm.register.queries.meeting_materials import MeetingMaterial, public_materials
from iscm.website.alternates import Typed, signposted
from iscm.website.conditional import versioned
from iscm.website.dead import Mark, marks
from iscm.website.labels import theme_label
from iscm.website.materials import ShownMaterial, shown_materials
from iscm.website.page import in_english, page

FORMS = {
    "bib": ("application/x-bibtex", render_bibtex),
    "ris": ("application/x-research-info-systems", render_ris),
    "json": ("application/vnd.citationstyles.csl+json", render_csl),
}
ASKED = ("mechanism", "theme", "kind", "year")


@versioned
def library_page(request: HttpRequest) -> HttpResponse:
    """`/library/`"""
    lines = library.publications()
    wanted, known = _wanted(request), {m[0]: m for m in themes.mechanism_order()}
    shown = [line for line in lines if _fits(line, wanted)]
    dead = marks({line.url for line in shown if line.url})
    answer = page(
        request,
        "library",
        "library",
        title=gettext("Library"),
        shown=[
            (
                line,
                [known[slug] for slug, _ in line.mechanisms if slug in known],
                [(slug, theme_label(slug)) for slug in line.themes],
                dead.get(line.url),
            )
            for line in shown
        ],
        total=len(lines),
        wanted=wanted,
        choices=_choices(lines, wanted),
        query=_query(wanted),
        of_meetings=_of_meetings(wanted),
    )
    return signposted(answer, _signs(request, wanted, shown))


@versioned
def citations(request: HttpRequest, form: str) -> HttpResponse:
    """`/library/citations.bib`, `.ris` and `.json`: the publications that the same filters show."""
    if form not in FORMS:
        raise Http404
    media, render = FORMS[form]
    wanted = _wanted(request)
    cited = [_cited(line) for line in library.publications() if _fits(line, wanted)]
    headers = {
        "Content-Disposition": f'attachment; filename="library.{form}"',
        "Access-Control-Allow-Origin": "*",
    }
    return HttpResponse(render(cited), content_type=f"{media}; charset=utf-8", headers=headers)


def _of_meetings(wanted: dict[str, str]) -> list[tuple[ShownMaterial, MeetingMaterial, str, Mark | None]]:
    """Files and links that editors put beside meetings, each with its meeting, the title of this, and its mark.

    They have no theme and their own kinds: filters by these let none through.
    """
    if not wanted.keys() <= {"mechanism", "year"}:
        return []
    slug, year = wanted.get("mechanism"), wanted.get("year")
    fitting = [
        one
        for one in public_materials()
        if slug in {None, *dict(one.mechanisms)} and year in {None, str(one.year or "")}
    ]
    dead = marks({one.line.url for one in fitting if one.line.url})
    shown = [(shown_materials([one.line]), one) for one in fitting]
    return [(each, one, tidied(one.meeting_title), dead.get(each.href)) for some, one in shown for each in some]


def _signs(request: HttpRequest, wanted: dict[str, str], shown: list[PublicationLine]) -> Iterator[Typed]:
    """What the page is, how it is cited and described, and what it lists."""
    here, query = request.build_absolute_uri, _query(wanted)
    yield Typed("cite-as", here(in_english("library") + query))
    yield Typed("type", "https://schema.org/CollectionPage")
    for form, (media, _) in FORMS.items():
        yield Typed("describedby", here(in_english("citations", form=form) + query), media)
    for line in shown:
        yield Typed("item", line.url)


def _wanted(request: HttpRequest) -> dict[str, str]:
    return {name: value[:80] for name in ASKED if (value := request.GET.get(name, ""))}


def _fits(line: PublicationLine, wanted: dict[str, str]) -> bool:
    return all(value in _values(line, name) for name, value in wanted.items())


def _values(line: PublicationLine, name: str) -> dict[str, str]:
    """The values of a publication for one filter, each with its label."""
    return {
        "mechanism": dict(line.mechanisms),
        "theme": {slug: theme_label(slug) for slug in line.themes},
        "kind": {line.kind: gettext(line.kind)} if line.kind else {},
        "year": {str(line.year): str(line.year)} if line.year else {},
    }[name]


def _choices(
    lines: tuple[PublicationLine, ...], wanted: dict[str, str]
) -> list[tuple[str, str, list[tuple[str, int, str, bool]]]]:
    """For each filter its values: label, number shown if chosen, address, and whether it is on."""
    titles = (gettext("Mechanism"), gettext("Theme"), gettext("Kind"), gettext("Year"))
    found = []
    for name, title in zip(ASKED, titles, strict=True):
        others = {key: value for key, value in wanted.items() if key != name}
        labels: dict[str, str] = {}
        counts: Counter[str] = Counter()
        for line in lines:
            labels |= _values(line, name)
            counts.update(list(_values(line, name)) if _fits(line, others) else [])
        values = [
            (
                labels[v],
                counts[v],
                reverse("library") + _query(others if wanted.get(name) == v else others | {name: v}),
                wanted.get(name) == v,
            )
            for v in sorted(labels, key=lambda v: (-counts[v], labels[v]))
        ]
        found.append((name, title, values))
    return found


def _query(wanted: dict[str, str]) -> str:
    return f"?{urlencode(wanted)}" if wanted else ""


def _cited(line: PublicationLine) -> Cited:
    return Cited(
        f"iscm{line.id}",
        line.title,
        line.year,
        tuple(name for _, name in line.mechanisms),
        line.kind,
        line.url,
        line.lang,
    )
