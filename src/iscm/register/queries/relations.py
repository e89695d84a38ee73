"""Which meetings follow each other."""

from collections import defaultdict

from iscm.register.models import Relation


def siblings() -> dict[str, tuple[str, ...]]:
    """For each meeting that follows one of its series, the uid of that one. One query."""
    found: dict[str, list[str]] = defaultdict(list)
    follows = Relation.objects.filter(kind="follows", meeting__is_listed=True, other__is_listed=True).order_by("id")
    for uid, other in follows.values_list("meeting__uid", "other__uid"):
        found[uid].append(other)
    return {uid: tuple(others) for uid, others in found.items()}
