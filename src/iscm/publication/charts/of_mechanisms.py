"""Which mechanisms met most."""

from iscm.publication.charts.facts import FigureFacts, tally
from iscm.publication.charts.saying import leaders, sentence, single, titled
from iscm.publication.report import Chart
from iscm.publication.words import Words


def mechanisms(facts: FigureFacts, words: Words) -> Chart | None:
    """The mechanisms by their number of meetings, the busiest first; those without any are left out."""
    found, acronyms = tally(facts.mechanisms, facts.year), dict(facts.acronyms)
    ranked = sorted(
        ((number, acronyms.get(slug, slug)) for slug, number in found.items() if number),
        key=lambda pair: (-pair[0], pair[1].casefold()),
    )
    if not ranked:
        return None
    busiest, most = leaders(((acronym, number) for number, acronym in ranked), words)
    return Chart(
        key="mechanisms",
        title=titled(words.gettext("Mechanisms by number of meetings"), facts.year, words),
        summary=sentence(
            words,
            words.ngettext("%(n)s mechanism met", "%(n)s mechanisms met", len(ranked)) % {"n": len(ranked)},
            words.gettext("most often: %(label)s, with %(n)s") % {"label": busiest, "n": most} if busiest else "",
            words.gettext("a joint meeting counts for each of its mechanisms"),
        ),
        shape="bars",
        labels_heading=words.gettext("Mechanism"),
        unit=words.gettext("meetings"),
        labels=tuple(acronym for _, acronym in ranked),
        series=single(words.gettext("Meetings"), (number for number, _ in ranked)),
    )
