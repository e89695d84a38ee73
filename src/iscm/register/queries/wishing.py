"""Wishes as people write them: mechanisms and States by their names, as well as by slug and code."""

from dataclasses import replace

from iscm.domain.names import fold
from iscm.domain.vocabulary import Vocabulary
from iscm.planning.requests import Period
from iscm.planning.wishes import Fault, Wish, Wishes
from iscm.planning.wishes_reading import read_wishes
from iscm.register.queries.idea_clauses import short_mechanism
from iscm.register.queries.idea_fields import country_names
from iscm.register.queries.vocabulary import vocabulary


def wishes_in(content: bytes, form: str, usual: Period | None = None) -> tuple[Wishes, tuple[Fault, ...]]:
    """The same as `read_wishes`, with the slugs and codes of what is called by name; a name that nobody knows stays as
    it is, and `plans.faults_of` tells it."""
    wishes, faults = read_wishes(content, form, usual)
    known = vocabulary()
    return Wishes(tuple(_named(one, known) for one in wishes)), faults


def _named(wish: Wish, known: Vocabulary) -> Wish:
    slugs = tuple(dict.fromkeys(short_mechanism(name, known) or name for name in wish.mechanisms))
    return replace(wish, mechanisms=slugs, country=country_names(known).get(fold(wish.country), wish.country))
