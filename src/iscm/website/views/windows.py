"""Free days for a meeting: an idea in words, and the days on which the fewest are bound elsewhere."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, ngettext

from iscm.planning.clashes import WITHIN, Clash
from iscm.planning.ideas import Idea
from iscm.planning.observed import together
from iscm.planning.windows import Found, Window
from iscm.publication.planning_words import clash_in_words, weight_in_words
from iscm.publication.window_words import choice_in_words, days_in_words, nothing_in_words, observed_in_words
from iscm.register.queries.ideas import setting_of, windows_of_idea
from iscm.register.queries.meetings import by_uids
from iscm.website import clock
from iscm.website.conditional import versioned
from iscm.website.entries import Entry, entry
from iscm.website.idea_form import AVOIDABLE, IdeaForm, asked_form, idea_in
from iscm.website.labels import basis_label, country_name, kind_label, labels
from iscm.website.page import page

SHOWN, MOST_NEAR = 8, 6  # windows of a city, and meetings near each of them


@dataclass(frozen=True, slots=True)
class NearEntry:
    """A meeting that is near some days, and why that matters, in one sentence."""

    entry: Entry | None
    why: str


@dataclass(frozen=True, slots=True)
class ShownWindow:
    """Free days as a page tells them; `more` are meetings near them that are not shown."""

    days: str
    first: str
    weight: str
    choice: str
    near: tuple[NearEntry, ...]
    more: int
    observed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownCity:
    """A city with its windows, or the sentence that says why there are none."""

    name: str
    way: str
    counted: str
    windows: tuple[ShownWindow, ...]
    nothing: str


@versioned
def windows_page(request: HttpRequest) -> HttpResponse:
    """`/overlaps/windows/?idea=…`: the form, how it was understood, and the freest days of each city."""
    form = asked_form(request.GET)
    idea = idea_in(form, clock.today())
    found = _found(idea, form) if idea else ()
    return page(
        request,
        "overlaps/windows",
        "overlaps",
        title=gettext("When to meet"),
        form=form,
        is_open=form.is_bound and any(form[name].value() for name in form.fields if name != "idea"),
        understood=_understood(idea) if idea else (),
        cities=_shown(found),
    )


def _found(idea: Idea, form: IdeaForm) -> tuple[Found, ...]:
    within, gap = form.cleaned_data["within"], form.cleaned_data["gap"]
    return windows_of_idea(idea, clock.today(), within=WITHIN if within is None else within, gap=gap or 0, limit=SHOWN)


def _understood(idea: Idea) -> list[tuple[str, str]]:
    """How the idea was understood, field by field."""
    setting, of = setting_of(idea), labels()
    joined = gettext("; ").join
    spans = joined(days_in_words(first, last, of) for first, last in idea.periods)
    names = joined(of.mechanism(slug) for slug in idea.mechanisms)
    whose = gettext("Members of") if idea.is_for_members else gettext("Meeting of")
    places = joined(
        gettext("%(city)s, %(country)s") % {"city": place.city, "country": country_name(place.country or "")}
        for place in idea.cities
    )
    avoided = dict(AVOIDABLE)
    basis = gettext("all States, open") if setting.seats.is_open else basis_label(setting.seats.basis)
    members = ngettext("%(n)s member", "%(n)s members", len(setting.seats.states)) % {"n": len(setting.seats.states)}
    found = [
        (whose, names),
        (gettext("Kind"), kind_label(idea.kind) if idea.kind else ""),
        (gettext("Length"), ngettext("%(n)s day", "%(n)s days", idea.days) % {"n": idea.days}),
        (gettext("Time"), spans),
        (gettext("Where"), gettext("online") if idea.is_online else places),
        (gettext("Host States"), joined(country_name(code) for code in idea.hosts)),
        (gettext("Left out"), joined(str(avoided[kind.value]) for kind in sorted(idea.avoid) if kind.value in avoided)),
        (gettext("Rests on"), gettext("; ").join((members, basis))),
    ]
    return [(name, said) for name, said in found if said]


def _shown(found: tuple[Found, ...]) -> list[ShownCity]:
    near = {clash.other.key for one in found for window in one.windows for clash in window.clashes[:MOST_NEAR]}
    rows = {row.uid: entry(row) for row in by_uids(tuple(sorted(near)))} if near else {}
    return [_city(one, rows) for one in found]


def _city(found: Found, rows: dict[str, Entry]) -> ShownCity:
    of, place = labels(), found.place
    counted = ngettext(
        "%(n)s first day is possible of %(all)s.", "%(n)s first days are possible of %(all)s.", found.possible
    ) % {"n": found.possible, "all": found.considered}
    way = gettext("%(distance)s km from the States concerned, on average") % {"distance": found.mean_way}
    return ShownCity(
        gettext("%(city)s, %(country)s") % {"city": place.city, "country": country_name(place.country)}
        if place
        else "",
        way if found.mean_way is not None else "",
        counted,
        tuple(_window(one, rows) for one in found.windows),
        nothing_in_words([(one.bar.value, one.country) for one in found.excluded_by], of) if found.excluded_by else "",
    )


def _window(one: Window, rows: dict[str, Entry]) -> ShownWindow:
    of = labels()
    return ShownWindow(
        days=days_in_words(one.first, one.last, of),
        first=one.first.isoformat(),
        weight=weight_in_words(one.weight, of.words),
        choice=choice_in_words((one.last - one.first).days + 1, one.choices, *one.between, of),
        near=tuple(_near(clash, rows) for clash in one.clashes[:MOST_NEAR]),
        more=max(0, len(one.clashes) - MOST_NEAR),
        observed=tuple(
            observed_in_words(each.kind.value, each.names, each.countries, of, is_estimated=each.is_estimated)
            for each in together(one.observances)
        ),
    )


def _near(clash: Clash, rows: dict[str, Entry]) -> NearEntry:
    return NearEntry(
        rows.get(clash.other.key),
        clash_in_words(((reason.code, reason.values) for reason in clash.reasons), labels()),
    )
