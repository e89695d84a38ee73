"""Who dealt with which theme and initiative, as entries and as the chart of the most popular ones."""

from collections.abc import Iterable, Sequence

from iscm.publication.labels import Labels
from iscm.publication.report import Bullets, Chart, Series, Text, text
from iscm.publication.reports.filling import fill
from iscm.publication.reports.highlights.facts import GLOBAL_MEETING, HighlightsFacts, Indexed
from iscm.publication.reports.highlights.phrases import list_in_words
from iscm.publication.words import Words

MOST_SHOWN = 10  # themes in the chart


def theme_entries(found: Iterable[Indexed], facts: HighlightsFacts, words: Words) -> Bullets:
    """Each theme with its mechanisms, by label."""
    labels = Labels(facts.vocabulary, words)
    named = sorted(((labels.theme(one.slug, one.label), one) for one in found), key=lambda pair: pair[0].casefold())
    return Bullets(tuple(_entry(label, one, facts, words) for label, one in named if one.mechanisms))


def initiative_entries(facts: HighlightsFacts, words: Words) -> Bullets:
    """Each initiative with its mechanisms and what is printed beside them, in the order of the register."""
    found = [one for one in facts.initiatives if one.mechanisms or one.remark]
    return Bullets(tuple(_entry(initiative_name(one, facts), one, facts, words) for one in found))


def initiative_name(one: Indexed, facts: HighlightsFacts) -> str:
    """The name of an initiative with its acronym."""
    known = facts.vocabulary.initiatives.get(one.slug)
    if not known:
        return one.label or one.slug
    return known.name if not known.acronym or known.acronym in known.name else f"{known.name} ({known.acronym})"


def _entry(label: str, one: Indexed, facts: HighlightsFacts, words: Words) -> Text:
    listed = words.gettext(", ").join(_acronym(slug, facts, words) for slug in one.mechanisms)
    remark = text(one.remark, lang="" if words.lang == "en" else "en", is_quiet=True)
    listed_and = fill(words.gettext("%(one)s; %(other)s"), one=listed, other=remark) if listed and remark else ()
    return fill(
        words.gettext("%(theme)s: %(mechanisms)s"),
        theme=text(label, is_strong=True),
        mechanisms=listed_and or text(listed) or remark,
    )


def _acronym(slug: str, facts: HighlightsFacts, words: Words) -> str:
    if slug == GLOBAL_MEETING:
        return words.gettext("all ISCMs")
    return facts.names[slug].acronym if slug in facts.names else slug


def popularity(facts: HighlightsFacts, words: Words) -> Chart | None:
    """The themes that most mechanisms dealt with, beside the year compared with; None where no theme is known."""
    labels = Labels(facts.vocabulary, words)
    ranked = sorted(
        ((*counts(one, facts), labels.theme(one.slug, one.label)) for one in facts.themes),
        key=lambda held: (-held[0], -held[1], held[2].casefold()),
    )
    shown = [held for held in ranked if held[0]][:MOST_SHOWN]
    if not shown:
        return None
    series = [Series(str(facts.year), tuple(float(held[0]) for held in shown))]
    if facts.year_before:
        series.append(Series(str(facts.year_before), tuple(float(held[1]) for held in shown)))
    return Chart(
        key="themes",
        title=words.gettext("Mechanisms by theme, %(years)s")
        % {"years": list_in_words([one.name for one in series], words)},
        summary=_summary(shown, facts, words),
        shape="bars",
        labels_heading=words.gettext("Theme"),
        unit=words.gettext("mechanisms"),
        labels=tuple(held[2] for held in shown),
        series=tuple(series),
    )


def counts(one: Indexed, facts: HighlightsFacts) -> tuple[int, int]:
    """How many mechanisms now and the time before; "all ISCMs" are as many as met in that year."""
    return _count(one.mechanisms, len(facts.told)), _count(one.before, facts.met_before)


def _count(slugs: Sequence[str], everyone: int) -> int:
    return everyone if GLOBAL_MEETING in slugs else len(slugs)


def _summary(shown: Sequence[tuple[int, int, str]], facts: HighlightsFacts, words: Words) -> str:
    number = shown[0][0]
    first = words.ngettext(
        "%(theme)s leads in %(year)s with %(n)s mechanism", "%(theme)s leads in %(year)s with %(n)s mechanisms", number
    ) % {"theme": shown[0][2], "year": facts.year, "n": number}
    if not facts.year_before:
        return words.gettext("%(sentence)s.") % {"sentence": first}
    before = words.gettext("in %(year)s it had %(n)s") % {"year": facts.year_before, "n": shown[0][1]}
    return words.gettext("%(sentence)s.") % {
        "sentence": words.gettext("%(one)s; %(other)s") % {"one": first, "other": before}
    }
