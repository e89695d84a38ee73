"""Where the States come from that sit in mechanisms, and how sure the lists are."""

from collections import Counter, defaultdict

from iscm.publication.charts.facts import FigureFacts
from iscm.publication.charts.saying import layers, sentence
from iscm.publication.labels import Labels
from iscm.publication.report import Chart
from iscm.publication.words import Words

READ, COMPOSED, UNSURE = "listed", "composed", "unsure"


def membership(facts: FigureFacts, words: Words) -> Chart | None:
    """Seats of States in mechanisms by region, stacked by what their lists rest on."""
    if not facts.seats:
        return None
    labels, of_region = Labels(facts.vocabulary, words), defaultdict[str, Counter[str]](Counter)
    for seat in facts.seats:
        of_region[seat.region][seat.basis if seat.basis in {READ, COMPOSED} else UNSURE] += 1
    regions = sorted(of_region, key=lambda region: (-of_region[region].total(), labels.region(region)))
    names = {
        READ: words.gettext("complete list read"),
        COMPOSED: words.gettext("list filled in from a known grouping"),
        UNSURE: words.gettext("from attendance, in part, or still to be checked"),
    }
    return Chart(
        key="membership",
        title=words.gettext("Membership by region"),
        summary=_summary(facts, words),
        shape="bars",
        labels_heading=words.gettext("Region"),
        unit=words.gettext("seats of States in mechanisms"),
        labels=tuple(labels.region(region) for region in regions),
        series=layers(names, [of_region[region] for region in regions]),
        is_stacked=True,
    )


def _summary(facts: FigureFacts, words: Words) -> str:
    lists = {seat.mechanism: seat.basis for seat in facts.seats}
    states, complete = len({seat.state for seat in facts.seats}), sum(basis == READ for basis in lists.values())
    return sentence(
        words,
        words.ngettext(
            "%(n)s State or territory sits in %(lists)s mechanisms",
            "%(n)s States and territories sit in %(lists)s mechanisms",
            states,
        )
        % {"n": states, "lists": len(lists)},
        words.ngettext(
            "the list of %(n)s of them was read complete", "the lists of %(n)s of them were read complete", complete
        )
        % {"n": complete},
        words.ngettext("%(n)s more mechanism has no list", "%(n)s more mechanisms have no list", facts.unlisted)
        % {"n": facts.unlisted}
        if facts.unlisted
        else "",
        words.gettext("mechanisms that have ended are left out"),
    )
