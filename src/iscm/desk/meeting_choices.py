"""What may be chosen in the form of a meeting, and how what was chosen stands in one field."""

from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext

from iscm.desk.meeting_words import labels, role_in_words, value_in_words
from iscm.domain.meetings import Role, Status
from iscm.domain.places import Attendance
from iscm.register.operations.states import STATED
from iscm.register.queries.vocabulary import vocabulary

Json = dict[str, Any]
TOPICS = ("themes", "initiatives")
BY_PLACE = (Role.HOST.value, Role.CO_HOST.value)
ROLES = frozenset(one.value for one in Role)


def options_of(name: str) -> list[tuple[str, str]]:
    """What may be chosen in a field, with words; an empty list for a field that is typed."""
    known = vocabulary()
    if name == "kind":
        kinds = sorted(((slug, labels().kind(slug)) for slug in known.kinds), key=lambda one: one[1])
        return [("", gettext("not said")), *kinds]
    if name == "status":
        return [(one.value, value_in_words("status", one.value)) for one in Status]
    if name == "attendance":
        return [(one.value, value_in_words("attendance", one.value)) for one in Attendance]
    if name == "closed":
        return [("no", value_in_words("closed", value=False)), ("yes", value_in_words("closed", value=True))]
    if name == "mechanism":
        return [(slug, one.acronym or one.name) for slug, one in known.mechanisms.items()]
    return []


def roles_to_choose() -> list[tuple[str, str]]:
    """What a mechanism may do in a meeting, with words."""
    return [(one.value, role_in_words(one.value)) for one in Role]


def topics_to_choose(name: str) -> dict[str, str]:
    """The themes or initiatives that may be chosen, by slug, in the order of their words."""
    known = vocabulary()
    if name == "themes":
        found = {slug: labels().theme(slug) for slug, one in known.themes.items() if not one.is_retired}
    else:
        found = {slug: labels().initiative(slug) for slug in known.initiatives}
        shared = [*found.values()]
        found = {slug: known.initiatives[slug].name if shared.count(says) > 1 else says for slug, says in found.items()}
    return dict(sorted(found.items(), key=lambda one: one[1].casefold()))


def bodies_to_choose(mechanisms: Iterable[str]) -> list[str]:
    """The bodies of these mechanisms, in the order of the mechanisms."""
    known = vocabulary().mechanisms
    return [body.name for slug in mechanisms if slug in known for body in known[slug].bodies]


def chosen_in(asked: QueryDict) -> dict[str, str]:
    """What was chosen in a sent form, each field as one text."""
    found = {name: ";".join(filter(None, asked.getlist(name))) for name in TOPICS if name in asked}
    if "bodies" in asked:
        found["bodies"] = "\n".join(dict.fromkeys(filter(None, map(str.strip, asked.getlist("bodies")))))
    if "mechanism" in asked:
        slots = zip_longest(asked.getlist("mechanism"), asked.getlist("role"), fillvalue="")
        chosen = [(slug, role) for slug, role in slots if slug]
        roles = [{"mechanism": slug, "role": role} for slug, role in chosen if role]
        found["mechanism"] = party_words([slug for slug, _ in chosen], roles)
    return found


def party_words(mechanisms: Iterable[str], roles: Iterable[Json] = ()) -> str:
    """Mechanisms as they stand in their field: each with its role where that does not follow from its place."""
    slugs = list(dict.fromkeys(mechanisms))
    said = {one["mechanism"]: one["role"] for one in roles}
    if Role.HOST.value not in said.values() and slugs and said.get(slugs[0]) == Role.CO_HOST.value:
        del said[slugs[0]]  # the first of those without a host is it
    parts = ((slug, said.get(slug), BY_PLACE[bool(place)]) for place, slug in enumerate(slugs))
    return ";".join(f"{slug}:{role}" if role not in {None, usual} else slug for slug, role, usual in parts)


def parties_in(words: str) -> tuple[list[str], dict[str, str]]:
    """The mechanisms that stand in their field, and the roles that were said."""
    parts = [part.strip().partition(":") for part in words.split(";") if part.strip()]
    return list(dict.fromkeys(slug for slug, _, _ in parts)), {slug: role for slug, _, role in parts if role}


def topic_words(value: Iterable[Json]) -> str:
    """Themes or initiatives as they stand in their field: a slug, with a minus before it where it is denied."""
    return ";".join(one["slug"] if one.get("score") else f"-{one['slug']}" for one in value)


def topics_in(words: str) -> dict[str, bool]:
    """The themes or initiatives that stand in their field: whether each is said to be so, or denied."""
    parts = [part.strip() for part in words.split(";") if part.strip()]
    return {part.removeprefix("-"): not part.startswith("-") for part in parts}


def topics_said(said: Mapping[str, bool]) -> list[Json]:
    """The same as the value of a claim."""
    return [{"slug": slug, "reason": STATED, "score": float(is_so)} for slug, is_so in said.items()]
