"""Which themes are popular: by the yearly indexes, or where a year has none by its meetings."""

from collections import Counter
from collections.abc import Iterator

from iscm.publication.charts.facts import FigureFacts, tally
from iscm.publication.charts.saying import layers, leaders, sentence, titled
from iscm.publication.labels import Labels
from iscm.publication.report import Chart, Series
from iscm.publication.words import Words

STATED, SUGGESTED = "stated", "suggested"


def themes(facts: FigureFacts, words: Words) -> Chart | None:
    """Themes by the printed index of the year, beside the index before it; by its meetings if it has no index.

    Of all years: the last index beside the one before it.
    """
    year = facts.year or next(iter(facts.indexed), None)
    if year in facts.indexed:
        before = next((indexed for indexed in facts.indexed if indexed < year), None)
        return _by_index(facts, year, before, words)
    return _by_meetings(facts, words) if facts.year else None


def _by_index(facts: FigureFacts, year: int, before: int | None, words: Words) -> Chart:
    years = (year, before) if before else (year,)
    counts = [tally(facts.index, each) for each in years]
    ranked = _ranked(counts, facts, words)
    first, number = leaders(((label, counts[0][slug]) for slug, label in ranked), words)
    title = words.gettext("Popular themes, %(year)s beside %(before)s") % {"year": year, "before": before}
    return Chart(
        key="themes",
        title=title if before else titled(words.gettext("Popular themes"), year, words),
        summary=sentence(
            words,
            words.gettext("how many mechanisms the yearly index prints under each theme"),
            words.gettext("in %(year)s most often: %(label)s, with %(n)s") % {"year": year, "label": first, "n": number}
            if first
            else "",
            *_for_all(years, facts, words),
        ),
        shape="bars",
        labels_heading=words.gettext("Theme"),
        unit=words.gettext("mechanisms"),
        labels=tuple(label for _, label in ranked),
        series=tuple(
            Series(str(each), tuple(float(of[slug]) for slug, _ in ranked))
            for each, of in zip(years, counts, strict=True)
        ),
    )


def _for_all(years: tuple[int, ...], facts: FigureFacts, words: Words) -> Iterator[str]:
    labels = Labels(facts.vocabulary, words)
    for year, slug in facts.for_all:
        if year in years:
            said = words.gettext("the index of %(year)s prints all mechanisms under one: %(label)s")
            yield said % {"label": labels.theme(slug), "year": year}


def _by_meetings(facts: FigureFacts, words: Words) -> Chart | None:
    stated, suggested = tally(facts.stated, facts.year), tally(facts.suggested, facts.year)
    ranked = _ranked([stated + suggested], facts, words)
    if not ranked:
        return None
    names = {STATED: words.gettext("stated by a source"), SUGGESTED: words.gettext("suggested from its words")}
    of_each = [Counter({STATED: stated[slug], SUGGESTED: suggested[slug]}) for slug, _ in ranked]
    unfiled = sum(each.number for each in facts.held if each.year == facts.year) - facts.filed
    return Chart(
        key="themes",
        title=titled(words.gettext("Themes of the meetings"), facts.year, words),
        summary=sentence(
            words,
            words.gettext("no yearly index was read, so meetings are counted; one may have several themes"),
            words.ngettext("%(n)s has none", "%(n)s have none", unfiled) % {"n": unfiled} if unfiled > 0 else "",
            "" if stated else words.gettext("all are suggested from the words of a meeting, not stated by a source"),
        ),
        shape="bars",
        labels_heading=words.gettext("Theme"),
        unit=words.gettext("meetings"),
        labels=tuple(label for _, label in ranked),
        series=layers(names, of_each),
        is_stacked=True,
    )


def _ranked(counts: list[Counter[str]], facts: FigureFacts, words: Words) -> list[tuple[str, str]]:
    """Slug and label of every theme that any of the counts has, the most popular of the first first."""
    labels = Labels(facts.vocabulary, words)
    named = [(slug, labels.theme(slug)) for slug in {slug for of in counts for slug, n in of.items() if n}]
    return sorted(named, key=lambda pair: (*(-of[pair[0]] for of in counts), pair[1].casefold(), pair[0]))
