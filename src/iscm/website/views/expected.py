"""What the rhythm of each series suggests: no meetings, and nobody announced them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy, ngettext

from iscm.planning.rhythm import BackTest, Expectation, back_test, expectations
from iscm.register.queries.expectations import MOST, is_cut, known_years, lines
from iscm.register.queries.meetings import by_uids
from iscm.register.queries.vocabulary import vocabulary
from iscm.website import clock
from iscm.website.conditional import versioned
from iscm.website.dates import month_name
from iscm.website.entries import Chip, Entry, entry
from iscm.website.labels import kind_label
from iscm.website.page import page

OFTEN = {
    0.5: gettext_lazy("twice a year"),
    1.0: gettext_lazy("yearly"),
    2.0: gettext_lazy("every two years"),
    3.0: gettext_lazy("every three years"),
    4.0: gettext_lazy("every four years"),
}
TRIED = 20  # years that are over, the last ones
LAST_SHOWN = 4  # meetings of a series on which its rhythm rests


@dataclass(frozen=True, slots=True)
class ExpectedLine:
    """What is expected of one series: whose, about when, how often, how likely, and what that rests on."""

    chips: tuple[Chip, ...]
    title: str
    about: str
    rhythm: str
    percent: int
    missed: int
    last: tuple[Entry, ...]


@versioned
def expected_page(request: HttpRequest) -> HttpResponse:
    """`/overlaps/expected/`: what is expected after today, by month, and how well that would have worked before."""
    today, series, years = clock.today(), lines(), known_years()
    found = expectations(series, years, today)
    rows = {uid for one in found for uid in one.rests_on[-LAST_SHOWN:]}
    held = {row.uid: entry(row) for row in by_uids(tuple(sorted(rows)))} if rows else {}
    over = [year for year in sorted(years)[1:] if year < today.year]
    tried = [back_test(series, years, year) for year in over[-TRIED:]]
    return page(
        request,
        "overlaps/expected",
        "overlaps",
        title=gettext("What is to be expected"),
        lines=[_line(one, held) for one in found],
        tried=[_tried(one) for one in tried],
        is_cut=is_cut(),
        most=MOST,
    )


def _line(one: Expectation, held: Mapping[str, Entry]) -> ExpectedLine:
    known = vocabulary().mechanisms
    chips = tuple(
        Chip(slug, known[slug].acronym, known[slug].name, known[slug].level, reverse("mechanism", args=[slug]))
        for slug in one.mechanisms
        if slug in known
    )
    return ExpectedLine(
        chips,
        kind_label(one.kind) if _is_kind(one) else one.title,
        gettext("%(month)s %(year)s") % {"month": month_name(one.about.month), "year": one.about.year},
        capfirst(_rhythm(one)),
        round(one.likelihood * 100),
        one.missed,
        tuple(held[uid] for uid in one.rests_on[-LAST_SHOWN:] if uid in held),
    )


def _is_kind(one: Expectation) -> bool:
    """Whether the series has no name but its kind."""
    kind = vocabulary().kinds.get(one.kind)
    return kind is not None and kind.label == one.title


def _rhythm(one: Expectation) -> str:
    often = OFTEN[one.interval]
    if not one.months:
        return gettext("%(often)s, at no regular time of the year; none announced yet") % {"often": often}
    return gettext("%(often)s, %(months)s; none announced yet") % {"often": often, "months": _months(one.months)}


def _months(months: Sequence[int]) -> str:
    first, last = month_name(months[0]), month_name(months[-1])
    return first if len(months) == 1 else gettext("%(first)s to %(last)s") % {"first": first, "last": last}


def _tried(test: BackTest) -> list[str]:
    """How well the same would have told a year that is over, in sentences."""
    year, number = test.year, len(test.tried)
    if not number:
        return [gettext("%(year)s: the years before tell nothing of it.") % {"year": year}]
    told = {"year": year, "n": number, "percent": round(test.hit_rate * 100)}
    said = [
        ngettext(
            "%(year)s: the years before suggested %(n)s meeting; %(percent)s%% of that was held in the year.",
            "%(year)s: the years before suggested %(n)s meetings; %(percent)s%% of them were held in the year.",
            number,
        )
        % told
    ]
    if test.median_error is not None:
        days = round(test.median_error)
        said.append(
            ngettext(
                "Half of those held began within %(n)s day of the day told.",
                "Half of those held began within %(n)s days of the day told.",
                days,
            )
            % {"n": days}
        )
    if any(one.expectation.months for one in test.tried):
        share = {"percent": round(test.in_months * 100)}
        said.append(gettext("Of those with months, %(percent)s%% were held in one of them.") % share)
    return said
