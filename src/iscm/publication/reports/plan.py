"""A plan for a year, a proposal and nothing more: days for meetings, what each still meets, and how good it can be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import NAMESPACE_URL, uuid5

from iscm.domain.dates import Edtf
from iscm.domain.vocabulary import Vocabulary
from iscm.publication.dates import in_words
from iscm.publication.formats.ics import CalendarEvent
from iscm.publication.labels import Labels
from iscm.publication.planning_words import weight_in_words
from iscm.publication.report import Block, Bullets, Cell, Column, Heading, Paragraph, Report, Row, Table, text
from iscm.publication.words import Words

SHARES = (0.2, 0.2, 0.13, 0.25, 0.22)
SEPARATOR = "; "


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One meeting on its proposed days, both inclusive.

    `was` is its first day so far, None where it had none; `weight` what its days still cost, in States that would have
    to be elsewhere; `meets` the meetings within reach that it shares States with, each in a sentence; `others` the best
    other first days with what they would cost more.
    """

    key: str
    title: str
    mechanisms: tuple[str, ...]
    city: str
    country: str
    is_online: bool
    first: date
    last: date
    was: date | None
    is_fixed: bool
    weight: float
    meets: tuple[str, ...]
    others: tuple[tuple[date, float], ...]

    @property
    def is_moved(self) -> bool:
        """Whether it has another day than so far."""
        return self.was is not None and self.was != self.first

    @property
    def when(self) -> Edtf:
        """Its days."""
        return Edtf.of_days(self.first, self.last)


@dataclass(frozen=True, slots=True)
class ClashCount:
    """How many pairs of meetings clash, and in how many cases a State is a member in both; before and in the plan."""

    pairs: int
    states: int
    pairs_before: int
    states_before: int


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """A plan as it is told. `weight` is what all costs together, `bound` what no plan of these wishes can do without.

    `weight_before` is what the days so far cost, None where they are not all known. `same_day` counts meetings that
    share a day, `near` those within `within` days. `has_solver`: the bound is the solver's, not only what each wish
    costs by itself.
    """

    name: str
    lines: tuple[PlanLine, ...]
    weight: float
    bound: float
    weight_before: float | None
    same_day: ClashCount
    near: ClashCount
    within: int
    has_solver: bool
    modified: datetime
    vocabulary: Vocabulary

    @property
    def is_optimal(self) -> bool:
        """Whether it is proven that no plan is better."""
        return self.weight <= self.bound


def build_plan(facts: PlanFacts, words: Words, edition: str) -> Report:
    """The report in one language; `edition` is the line that says of when the register is."""
    labels = Labels(facts.vocabulary, words)
    table = _table(facts, labels)
    blocks: list[Block] = [
        Paragraph(text(proposal(words))),
        Bullets(tuple(text(line) for line in summary(facts, words))),
        Heading(2, text(words.gettext("Proposed days")), "days"),
        table,
    ]
    return Report(
        kind="plan",
        name=facts.name,
        lang=words.lang,
        title=words.gettext("A proposed plan"),
        publisher=(),
        edition=edition,
        modified=facts.modified,
        blocks=tuple(blocks),
        tables=(table,),
    )


def proposal(words: Words) -> str:
    """That nothing of it is agreed."""
    return words.gettext("This is a proposal of a program. Nothing in it is agreed with anybody, and nothing is fixed.")


def summary(facts: PlanFacts, words: Words) -> tuple[str, ...]:
    """How good it is, and what changed, each in a sentence."""
    moved = sum(line.is_moved for line in facts.lines)
    found = [
        *_clashes(facts, words),
        words.ngettext("%(n)s meeting moves.", "%(n)s meetings move.", moved) % {"n": moved} if moved else "",
        _weighed(facts, words),
        _bounded(facts, words),
    ]
    return tuple(line for line in found if line)


def _clashes(facts: PlanFacts, words: Words) -> tuple[str, str]:
    """The clashes that are left; beside those before, where any of the meetings had a day before."""
    counts, within = (facts.same_day, facts.near), {"within": facts.within}
    if any(line.was for line in facts.lines):
        same = words.gettext("Meetings that share a day: %(now)s, before %(before)s.")
        near = words.gettext("Meetings within %(within)s days of each other: %(now)s, before %(before)s.")
    else:
        same = words.gettext("Meetings that share a day: %(now)s.")
        near = words.gettext("Meetings within %(within)s days of each other: %(now)s.")
    of_day, of_near = (_counted(count, words) for count in counts)
    return same % of_day, near % (of_near | within)


def plan_events(facts: PlanFacts, words: Words) -> list[CalendarEvent]:
    """The plan as tentative entries with uids of their own: nobody takes them for the meetings of the register."""
    return [_event(line, facts, Labels(facts.vocabulary, words)) for line in facts.lines]


def _event(line: PlanLine, facts: PlanFacts, labels: Labels) -> CalendarEvent:
    words = labels.words
    acronyms = _acronyms(line, labels)
    title = line.title or words.gettext("Closed meeting")
    return CalendarEvent(
        uid=str(uuid5(NAMESPACE_URL, f"iscm:plan:{facts.name}:{line.key}")),
        changed=facts.modified,
        sequence=0,
        first=line.first,
        last=line.last,
        summary=f"[{words.gettext('proposal')}] " + ": ".join(part for part in (acronyms, title) if part),
        status="TENTATIVE",
        url="",
        location=_place(line, labels),
        description="\n".join((proposal(words), *line.meets)),
        categories=tuple(labels.mechanism(slug) for slug in line.mechanisms),
    )


def _table(facts: PlanFacts, labels: Labels) -> Table:
    words = labels.words
    columns = (
        Column("date", words.gettext("Date"), SHARES[0], is_row_header=True),
        Column("title", words.gettext("Meeting"), SHARES[1]),
        Column("place", words.gettext("Place"), SHARES[2]),
        Column("meets", words.gettext("Still near"), SHARES[3]),
        Column("others", words.gettext("Best other first days"), SHARES[4]),
        Column("first", words.gettext("First day"), kind="day", is_printed=False),
        Column("last", words.gettext("Last day"), kind="day", is_printed=False),
        Column("was", words.gettext("First day so far"), kind="day", is_printed=False),
        Column("moved", words.gettext("Days moved"), kind="number", is_printed=False),
        Column("weight", words.gettext("Weight"), kind="number", is_printed=False),
        Column("mechanisms", words.gettext("Mechanisms"), is_printed=False),
        Column("key", words.gettext("Key"), is_printed=False),
    )
    caption = words.gettext("Proposed days of each meeting, with what lies near them")
    return Table("plan", caption, columns, tuple(_row(line, labels) for line in facts.lines))


def _row(line: PlanLine, labels: Labels) -> Row:
    words, moved = labels.words, (line.first - line.was).days if line.was else None
    said = in_words(line.when.text, "confirmed", words)
    if line.is_moved and line.was:
        so_far = in_words(line.was.isoformat(), "confirmed", words)
        said = words.gettext("%(date)s (so far from %(was)s)") % {"date": said, "was": so_far}
    acronyms, title = _acronyms(line, labels), line.title or words.gettext("Closed meeting")
    return Row(
        (
            Cell(text(said), line.when.text),
            Cell(text(": ".join(part for part in (acronyms, title) if part)), title),
            _cell(_place(line, labels)),
            _cell(" ".join(line.meets)),
            _cell(_others(line, words)),
            Cell(text(line.first.isoformat()), line.first),
            Cell(text(line.last.isoformat()), line.last),
            Cell(text(line.was.isoformat() if line.was else ""), line.was),
            Cell(text("" if moved is None else str(moved)), moved),
            Cell(text(weight_in_words(line.weight, words)), round(line.weight, 3)),
            _cell(SEPARATOR.join(line.mechanisms)),
            _cell(line.key),
        )
    )


def _others(line: PlanLine, words: Words) -> str:
    if line.is_fixed:
        return words.gettext("fixed")
    said = [
        words.gettext("%(date)s (+%(more)s)")
        % {"date": in_words(first.isoformat(), "confirmed", words), "more": weight_in_words(more, words)}
        for first, more in line.others
    ]
    return SEPARATOR.join(said)


def _weighed(facts: PlanFacts, words: Words) -> str:
    weight = weight_in_words(facts.weight, words)
    if facts.weight_before is None:
        return words.gettext("All together weighs %(weight)s States that would have to be elsewhere.") % {
            "weight": weight
        }
    said = words.gettext("All together weighs %(weight)s States that would have to be elsewhere, before %(before)s.")
    return said % {"weight": weight, "before": weight_in_words(facts.weight_before, words)}


def _bounded(facts: PlanFacts, words: Words) -> str:
    if facts.is_optimal:
        return words.gettext("It is proven that no plan of these wishes weighs less.")
    bound = {"bound": weight_in_words(facts.bound, words)}
    if facts.has_solver:
        return words.gettext("It is proven that no plan of these wishes weighs less than %(bound)s.") % bound
    return (
        words.gettext(
            "Each meeting on its own best day would together weigh %(bound)s. The solver, which tells more, is missing."
        )
        % bound
    )


def _counted(count: ClashCount, words: Words) -> dict[str, str | int]:
    return {
        "now": _pairs(count.pairs, count.states, words),
        "before": _pairs(count.pairs_before, count.states_before, words),
    }


def _pairs(pairs: int, states: int, words: Words) -> str:
    said = words.ngettext("%(n)s pair", "%(n)s pairs", pairs) % {"n": pairs}
    of = words.ngettext("%(n)s case of a State in both", "%(n)s cases of a State in both", states) % {"n": states}
    return words.gettext("%(pairs)s with %(cases)s") % {"pairs": said, "cases": of}


def _acronyms(line: PlanLine, labels: Labels) -> str:
    known: Sequence[str] = [
        labels.vocabulary.mechanisms[slug].acronym if slug in labels.vocabulary.mechanisms else slug
        for slug in line.mechanisms
    ]
    return ", ".join(known)


def _place(line: PlanLine, labels: Labels) -> str:
    if line.is_online:
        return labels.words.gettext("Online")
    return ", ".join(filter(None, (line.city, labels.country(line.country) if line.country else "")))


def _cell(words: str) -> Cell:
    return Cell(text(words), words)
