"""What mechanisms share, whenever they meet: pairs, matrix, map and lists."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, ngettext

from iscm.data.plans import kept_years
from iscm.planning.overlaps import Overlap
from iscm.publication.planning_words import clash_in_words
from iscm.register.queries.overlaps import OverlapFacts, overlap_facts
from iscm.register.queries.vocabulary import vocabulary
from iscm.website import clock
from iscm.website.conditional import versioned
from iscm.website.dates import day_in_words
from iscm.website.labels import basis_label, country_name, labels, level_label
from iscm.website.page import page
from iscm.website.sharing import SeatsLine, all_href, seats_line, usual_year

SHOWN = 30  # pairs, and all of them where that is asked for
MOST_CHOSEN, LONGEST = 80, 80  # mechanisms, and letters of one
SHADES = (0, 2, 4, 6)  # a State in more mechanisms than these is a shade darker


@dataclass(frozen=True, slots=True)
class PairLine:
    """Two mechanisms and what they share, in one sentence, with how sure the less sure list is."""

    one: SeatsLine
    other: SeatsLine
    number: int
    percent: int
    why: str
    basis: str
    is_both: bool
    is_open: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; `wrong` says what of it was not understood, a sentence each."""

    mechanisms: tuple[str, ...]
    day: date
    everything: bool
    wrong: tuple[str, ...]


@versioned
def overlaps_page(request: HttpRequest) -> HttpResponse:
    """`/overlaps/?mechanism=rcm&mechanism=sacm&on=2024-06-01`: pairs first, then matrix, map and lists."""
    asked = _asked(request)
    facts = overlap_facts(asked.mechanisms, asked.day)
    lines = {one.mechanism: seats_line(one) for one in facts.chosen}
    pairs = [one for one in facts.overlaps if one.members or one.observers or one.themes]
    shown = pairs if asked.everything else pairs[:SHOWN]
    return page(
        request,
        "overlaps/overlaps",
        "overlaps",
        title=_title(facts),
        asked=asked,
        day=day_in_words(asked.day),
        sentence=_sentence(facts),
        choices=_choices(facts),
        chosen={facts.focus} if facts.focus else set(lines),
        lines=list(lines.values()),
        unlisted=[vocabulary().mechanisms[slug].acronym for slug in facts.unlisted],
        pairs=[_pair(one, lines) for one in shown],
        total=len(pairs),
        all_href=all_href(request) if len(shown) < len(pairs) else "",
        matrix=[] if facts.focus else _matrix(facts, lines),
        by_state=[
            (code, country_name(code), [lines[slug] for slug in slugs]) for code, slugs in facts.by_state.items()
        ],
        shades=sorted((code, sum(len(slugs) > most for most in SHADES)) for code, slugs in facts.by_state.items()),
        year=usual_year(),
        planned_years=kept_years(),
    )


def _asked(request: HttpRequest) -> Asked:
    known = vocabulary().mechanisms
    values = request.GET.getlist("mechanism")[:MOST_CHOSEN]
    named = [text for value in values for text in value[:LONGEST].lower().split(",") if text]
    wrong = [gettext("No mechanism is called “%(name)s”.") % {"name": text} for text in named if text not in known]
    said, day = request.GET.get("on", "").strip(), clock.today()
    if said:
        try:
            day = date.fromisoformat(said)
        except ValueError:
            wrong.append(
                gettext("“%(text)s” is no day: write it like 2024-06-01. Today is shown.") % {"text": said[:40]}
            )
    chosen = tuple(dict.fromkeys(text for text in named if text in known))
    return Asked(chosen, day, "all" in request.GET, tuple(dict.fromkeys(wrong)))


def _choices(facts: OverlapFacts) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Mechanisms to choose from, by how far they reach."""
    known = vocabulary().mechanisms
    by_level: dict[str, list[tuple[str, str, str]]] = {}
    for slug in facts.choices:
        one = known[slug]
        by_level.setdefault(one.level, []).append((slug, one.acronym, one.name))
    return [(level_label(level), those) for level, those in by_level.items()]


def _pair(one: Overlap, lines: dict[str, SeatsLine]) -> PairLine:
    codes = one.states.codes_of
    small = one.members & one.states.small
    reasons = [
        ("states-shared", codes(one.members)),
        ("small-states-shared", codes(small)),
        ("states-observing", codes(one.observers)),
        ("theme-shared", one.themes),
    ]
    return PairLine(
        lines[one.one],
        lines[one.other],
        one.number,
        round(one.share * 100),
        clash_in_words([(code, values) for code, values in reasons if values], labels()),
        basis_label(one.basis),
        one.is_both,
        one.is_open,
    )


def _matrix(facts: OverlapFacts, lines: dict[str, SeatsLine]) -> list[tuple[SeatsLine, list[tuple[str, int | None]]]]:
    """A row for each mechanism, a cell for each: acronym of the other and shared members, None for itself."""
    shared = {frozenset((one.one, one.other)): one.number for one in facts.overlaps}
    return [
        (line, [(other.acronym, shared.get(frozenset((slug, name)))) for name, other in lines.items()])
        for slug, line in lines.items()
    ]


def _title(facts: OverlapFacts) -> str:
    if not facts.focus:
        return gettext("Overlaps")
    return gettext("Overlaps of %(mechanism)s") % {"mechanism": vocabulary().mechanisms[facts.focus].acronym}


def _sentence(facts: OverlapFacts) -> str:
    sharing = sum(one.number > 0 for one in facts.overlaps)
    both = sum(one.is_both for one in facts.overlaps)
    parts = [
        ngettext("%(n)s mechanism", "%(n)s mechanisms", len(facts.chosen)) % {"n": len(facts.chosen)},
        ngettext("%(n)s pair of them shares members", "%(n)s pairs of them share members", sharing) % {"n": sharing},
        ngettext("%(n)s pair shares members and themes", "%(n)s pairs share members and themes", both) % {"n": both},
    ]
    return gettext("%(sentence)s.") % {"sentence": gettext("; ").join(parts)}
