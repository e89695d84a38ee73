"""What is counted for the figures: of every year, and of one. Ten queries at most, however much is counted."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.db.models import Count as Number
from django.db.models import Sum, Value
from django.db.models.functions import Coalesce

from iscm.publication.charts.facts import Count, Dated, FigureFacts, Held, Seat
from iscm.publication.reports.highlights.facts import GLOBAL_MEETING
from iscm.register.models import Concept, IndexEntry, Mechanism, Party
from iscm.register.queries.rows import listed
from iscm.register.queries.tallies import tallies
from iscm.register.queries.vocabulary import vocabulary as current_vocabulary

ENDED = "ended"


def figure_facts(year: int | None = None) -> FigureFacts:
    """The facts of all figures; what is told of one year alone is empty without one."""
    mechanisms, index = tuple(_mechanisms()), _index()
    themes = list(_themes(year)) if year else []
    return replace(
        membership_facts(),
        year=year,
        held=tuple(_held()),
        mechanisms=tuple(count for count, _ in mechanisms),
        acronyms=tuple({count.key: acronym for count, acronym in mechanisms}.items()),
        index=tuple(_counted(index, (count for count, _ in mechanisms))),
        for_all=tuple(entry for entry, printed in index.items() if GLOBAL_MEETING in printed),
        stated=tuple(count for basis, count in themes if basis == "stated"),
        suggested=tuple(count for basis, count in themes if basis == "suggested"),
        filed=_filed(year) if year else 0,
        dates=tuple(_dates(year)) if year else (),
    )


def membership_facts() -> FigureFacts:
    """Only what is known of who sits where. Two queries."""
    seats = tuple(_seats())
    known = Mechanism.objects.exclude(status=ENDED).filter(is_iscm=True).values_list("slug", flat=True)
    unlisted = len(set(known) - {seat.mechanism for seat in seats})
    return FigureFacts(vocabulary=current_vocabulary(), seats=seats, unlisted=unlisted)


def _held() -> Iterator[Held]:
    rows = tallies("meeting").order_by("year", "key", "basis").values_list("year", "key", "basis", "number")
    for year, kind, attendance, number in rows:
        yield Held(year=year or None, kind=kind, attendance=attendance, number=number)


def _mechanisms() -> Iterator[tuple[Count, str]]:
    """The meetings of every mechanism in every year, with its acronym."""
    known = {str(id_): (slug, acronym) for id_, slug, acronym in Mechanism.objects.values_list("id", "slug", "acronym")}
    met = tallies("mechanism").values_list("key", "year", "number")
    found = sorted((year, known[key], number) for key, year, number in met if key in known)
    for year, (slug, acronym), number in found:
        yield Count(year or None, slug, number), acronym


def _index() -> dict[tuple[int, str], set[str]]:
    """The mechanisms that the index of a year prints under a theme."""
    printed = IndexEntry.objects.filter(theme__isnull=False, mechanism__isnull=False, year__isnull=False)
    under: dict[tuple[int, str], set[str]] = {}
    words = current_vocabulary()
    for year, theme, mechanism in printed.order_by("year", "theme__position").values_list(
        "year", "theme__slug", "mechanism__slug"
    ):
        under.setdefault((year or 0, words.theme(theme)), set()).add(mechanism)
    return under


def _counted(index: dict[tuple[int, str], set[str]], met: Iterable[Count]) -> Iterator[Count]:
    """How many mechanisms these are; where all are printed, as many as met that year."""
    everyone = Counter(count.year for count in met if count.key != GLOBAL_MEETING)
    for (year, theme), mechanisms in index.items():
        yield Count(year, theme, everyone[year] if GLOBAL_MEETING in mechanisms else len(mechanisms))


def _themes(year: int) -> Iterator[tuple[str, Count]]:
    """The meetings of a year by theme, with the basis on which they are filed under it."""
    slugs = {str(id_): slug for id_, slug in Concept.objects.order_by().values_list("id", "slug")}
    filed = tallies("theme").filter(year=year).values_list("key", "basis", "number")
    for slug, basis, number in sorted((slugs[key], basis, number) for key, basis, number in filed if key in slugs):
        yield basis, Count(year, slug, number)


def _filed(year: int) -> int:
    """How many meetings of a year are filed under any theme."""
    with_theme = listed().filter(year=year, themes__isnull=False).distinct().values("pk")
    found = listed().filter(pk__in=with_theme).aggregate(number=Sum(Coalesce("count", Value(1))))
    return found["number"] or 0


def _dates(year: int) -> Iterator[Dated]:
    rows = listed().filter(year=year).order_by().values("edtf", "count").annotate(rows=Number("id"))
    for row in rows.order_by("edtf", "count"):
        for _ in range(row["rows"]):
            yield Dated(row["edtf"], 1 if row["count"] is None else row["count"])


def _seats() -> Iterator[Seat]:
    """The seats of States in mechanisms that have not ended."""
    rows = Party.objects.filter(role="member", territory__isnull=False).exclude(mechanism__status=ENDED)
    columns = ("mechanism__slug", "territory__alpha_2", "territory__region_m49", "mechanism__membership__basis")
    for slug, state, region, basis in rows.order_by("mechanism__position", "territory__alpha_2").values_list(*columns):
        yield Seat(slug, state, region, basis or "")
