"""What planning found, as plain values for the API and for the command line: JSON as it stands."""

from collections.abc import Iterable
from typing import Any

from iscm.planning.clashes import Clash
from iscm.planning.distances import Point
from iscm.planning.engagements import Engagement
from iscm.planning.ideas import Idea, Setting
from iscm.planning.observed import Observed, together
from iscm.planning.overlaps import Overlap
from iscm.planning.seats import Seats
from iscm.planning.windows import Found, Window
from iscm.publication.labels import Labels
from iscm.publication.planning_words import clash_in_words
from iscm.publication.window_words import (
    choice_in_words,
    days_in_words,
    hindrance_in_words,
    nothing_in_words,
    observed_in_words,
)

Told = dict[str, Any]
DIGITS = 4


def told_clash(clash: Clash, labels: Labels) -> Told:
    """The other meeting, how near and how sure that is, what both share, and why in a sentence."""
    codes = clash.states.codes_of
    return {
        "meeting": told_engagement(clash.other),
        "chance": round(clash.chance, DIGITS),
        "gap_days": clash.gap_days,
        "shared": list(codes(clash.shared)),
        "observing": list(codes(clash.shared_observers)),
        "invited": clash.invited.bit_count(),
        "themes": list(clash.themes),
        "same_city": clash.same_city,
        "same_secretariat": clash.same_secretariat,
        "kilometres": None if clash.kilometres is None else round(clash.kilometres),
        "weight": round(clash.weight, DIGITS),
        "why": clash_in_words(((reason.code, reason.values) for reason in clash.reasons), labels),
    }


def told_engagement(one: Engagement) -> Told:
    """A meeting as planning sees it: it starts on a day from `first` to `latest`. A closed one has no title."""
    return {
        "uid": one.key,
        "title": one.title,
        "mechanisms": list(one.mechanisms),
        "first": one.first.isoformat(),
        "latest": one.latest.isoformat(),
        "days": one.days,
        "likelihood": round(one.likelihood, DIGITS),
        "online": one.is_online,
        "place": told_point(one.place),
    }


def told_point(place: Point | None) -> Told | None:
    """A city with its country; None where none is known."""
    return {"city": place.city, "country": place.country} if place else None


def told_observed(told: Iterable[Observed], labels: Labels) -> list[Told]:
    """What is observed, by day."""
    return [
        {
            "kind": one.kind.value,
            "first": one.first.isoformat(),
            "last": one.last.isoformat(),
            "countries": list(one.countries),
            "names": list(one.names),
            "estimated": one.is_estimated,
            "said": observed_in_words(one.kind.value, one.names, one.countries, labels, is_estimated=one.is_estimated),
        }
        for one in told
    ]


def told_found(found: Found, labels: Labels) -> Told:
    """The windows of a city, or why it has none."""
    excluded = [(one.bar.value, one.country) for one in found.excluded_by]
    return {
        "place": told_point(found.place),
        "mean_kilometres": found.mean_way,
        "possible": found.possible,
        "considered": found.considered,
        "excluded_by": [
            {"code": code, "country": country, "said": hindrance_in_words(code, country, labels)}
            for code, country in excluded
        ],
        "said": nothing_in_words(excluded, labels) if excluded else "",
        "windows": [told_window(one, labels) for one in found.windows],
    }


def told_window(one: Window, labels: Labels) -> Told:
    """Free days with all that they still meet."""
    days = (one.last - one.first).days + 1
    return {
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "said": days_in_words(one.first, one.last, labels),
        "choices": one.choices,
        "between": [day.isoformat() for day in one.between],
        "choice": choice_in_words(days, one.choices, *one.between, labels),
        "weight": round(one.weight, DIGITS),
        "by_clashes": round(one.by_clashes, DIGITS),
        "by_observances": round(one.by_observances, DIGITS),
        "clashes": [told_clash(clash, labels) for clash in one.clashes],
        "observed": told_observed(together(one.observances), labels),
    }


def told_seats(seats: Seats) -> Told:
    """Who sits in a mechanism, and what that rests on."""
    return {
        "mechanism": seats.mechanism,
        "members": list(seats.states),
        "observers": list(seats.observers),
        "open": seats.is_open,
        "basis": seats.basis,
        "as_of": seats.as_of,
        "source": seats.source,
    }


def told_overlap(overlap: Overlap) -> Told:
    """What two mechanisms share."""
    codes = overlap.states.codes_of
    return {
        "mechanisms": [overlap.one, overlap.other],
        "members": list(codes(overlap.members)),
        "observing": list(codes(overlap.observers)),
        "themes": list(overlap.themes),
        "open": overlap.is_open,
        "basis": overlap.basis,
    }


def told_idea(idea: Idea, setting: Setting) -> Told:
    """How an idea was understood, and on which lists of members it rests."""
    return {
        "title": idea.title,
        "mechanisms": list(idea.mechanisms),
        "kind": idea.kind,
        "days": idea.days,
        "periods": [[first.isoformat(), last.isoformat()] for first, last in idea.periods],
        "cities": [{"city": place.city, "country": place.country} for place in idea.cities],
        "hosts": list(idea.hosts),
        "online": idea.is_online,
        "avoid": sorted(idea.avoid),
        "assumed": list(idea.assumed),
        "members": len(setting.seats.states),
        "basis": setting.seats.basis,
        "as_of": setting.seats.as_of,
        "open": setting.seats.is_open,
    }
