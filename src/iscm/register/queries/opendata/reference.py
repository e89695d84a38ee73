"""The reference facts as rows of the open data. There are few of them: every package has them all."""

from collections.abc import Callable, Iterator
from typing import Any

from iscm.data.reference import load_theme_groups, load_topics
from iscm.publication.opendata.columns import Row
from iscm.publication.opendata.tables.reference import LANGS
from iscm.publication.words import LANGUAGES, words_in
from iscm.register.models import (
    Body,
    Concept,
    Initiative,
    Mechanism,
    MechanismName,
    MechanismReference,
    Membership,
    Objective,
    Party,
    Territory,
)
from iscm.register.queries.opendata.wanted import Wanted, counted, plain
from iscm.register.queries.themes import MERGED
from iscm.register.queries.vocabulary import vocabulary as current_vocabulary

MECHANISM = (
    "slug", "position", "acronym", "name", "level", "regions", "established", "status", "status_note", "website",
    "secretariat", "chair_states", "chair_period", "chair_as_of", "chair_note", "languages", "focus", "predecessor",
    "successor", "formal_association", "held", "is_iscm",
)  # fmt: skip
MEMBERSHIP = ("basis", "as_of", "stated_count", "rule", "note", "observers_note")
IN_ORDER = ("mechanism__position", "id")


def _mechanisms(wanted: Wanted) -> Iterator[Row]:
    known = {row[0]: row[1:] for row in plain(Membership.objects.all(), "mechanism__slug", *MEMBERSHIP)}
    unknown = (None,) * len(MEMBERSHIP)
    for row in plain(Mechanism.objects.order_by("position"), *MECHANISM):
        yield (*row, *known.get(row[0], unknown), wanted.address(f"/mechanisms/{row[0]}/"))


def _of_mechanism(model: Any, *columns: str) -> Callable[[Wanted], Iterator[Row]]:
    return lambda _wanted: counted(plain(model.objects.order_by(*IN_ORDER), "mechanism__slug", *columns))


def _memberships(_wanted: Wanted) -> Iterator[Row]:
    sure = {slug: rest for slug, *rest in plain(Membership.objects.all(), "mechanism__slug", "basis", "as_of")}
    columns = ("mechanism__slug", "role", "territory__alpha_2", "organisation", "since", "until", "basis")
    for *row, since, until, own in counted(plain(Party.objects.order_by(*IN_ORDER), *columns)):
        basis, as_of = sure.get(row[0], (None, None))
        yield (*row, own or basis, as_of, since, until)


def _themes(wanted: Wanted) -> Iterator[Row]:
    """Groups, themes and topics in one order, then what was merged; groups and topics are in no table of the store."""
    position = 0
    levels = (("group", load_theme_groups()), ("theme", None), ("topic", load_topics()))
    for level, concepts in levels:
        for one in concepts.values() if concepts is not None else _stored_themes("theme"):
            yield _theme(wanted, one, position, level)
            position += 1
    for one in _stored_themes(MERGED):
        yield _theme(wanted, one, position, "theme")
        position += 1


def _theme(wanted: Wanted, one: Any, position: int, level: str) -> Row:
    page = wanted.address(f"/themes/{one.slug}/") if level == "theme" else None
    labels = (one.pref_label.get(lang) for lang in LANGS)
    rest = (one.alt_labels, one.hidden_labels, one.scope_note, page, one.is_retired, one.replaced_by)
    return (one.slug, position, level, one.broader, *labels, *rest)


def _stored_themes(scheme: str) -> Any:
    return Concept.objects.filter(scheme=scheme).order_by("position")


def _initiatives(wanted: Wanted) -> Iterator[Row]:
    columns = (
        "slug",
        "position",
        "name",
        "acronym",
        "other_names",
        "kind",
        "adopted",
        "held",
        "place",
        "symbol",
        "url",
    )
    for row in plain(Initiative.objects.order_by("position"), *columns):
        yield (*row, wanted.address(f"/initiatives/{row[0]}/"))


def _objectives(wanted: Wanted) -> Iterator[Row]:
    known = current_vocabulary().initiatives
    for initiative in Initiative.objects.order_by("position"):
        page = wanted.address(f"/initiatives/{initiative.slug}/")
        held = Objective.objects.filter(initiative=initiative).order_by("number")
        for number, title, short, themes in held.values_list("number", "title", "short", "themes"):
            yield (initiative.slug, str(number), "objective", title, short, themes, f"{page}?objective={number}")
        near = known[initiative.slug].target_themes if initiative.slug in known else {}
        for number, subject in sorted(initiative.targets.items(), key=lambda one: _in_order(one[0])):
            yield (initiative.slug, number, "target", subject, None, near.get(number, ()), f"{page}?target={number}")


def _in_order(number: str) -> tuple[int, int, str]:
    goal, _, target = number.partition(".")
    return (int(goal), int(target) if target.isdecimal() else 1000, target)


def _kinds(_wanted: Wanted) -> Iterator[Row]:
    languages = [words_in(lang) for lang in LANGUAGES]
    held = Concept.objects.filter(scheme="kind").order_by("position")
    for slug, position, level, label, plural in plain(held, "slug", "position", "level", "label", "plural"):
        yield (slug, position, level, *(words.gettext(label) for words in languages), plural)


def _territories(_wanted: Wanted) -> Iterator[Row]:
    columns = ("alpha_2", "alpha_3", "numeric", "region_m49", "subregion_m49", "names")
    for *codes, names in plain(Territory.objects.order_by("alpha_2"), *columns):
        yield (*codes, *(names.get(lang) for lang in LANGS))


ROWS: dict[str, Callable[[Wanted], Iterator[Row]]] = {
    "mechanisms": _mechanisms,
    "mechanism_names": _of_mechanism(MechanismName, "text", "lang", "since", "until", "seen_in", "note"),
    "memberships": _memberships,
    "bodies": _of_mechanism(Body, "name", "kind", "note", "states"),
    "mechanism_references": _of_mechanism(MechanismReference, "url", "document", "says", "accessed"),
    "themes": _themes,
    "initiatives": _initiatives,
    "objectives": _objectives,
    "kinds": _kinds,
    "territories": _territories,
}
