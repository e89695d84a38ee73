"""The mechanisms: one JSON file each, in the words of `iscm.domain.mechanisms`."""

from typing import Any

from iscm.data.files import HERE, frozen, load_json
from iscm.domain.mechanisms import Body, Chair, Held, Mechanism, Membership, Name, Observers, Reference

LEVELS = ("global", "interregional", "regional")


def load_mechanisms() -> dict[str, Mechanism]:
    """All mechanisms by slug: global first, then interregional, then regional, each in the order of their slugs."""
    names = sorted(path.name for path in (HERE / "mechanisms").glob("*.json"))
    found = [_mechanism(load_json(f"mechanisms/{name}")) for name in names]
    found.sort(key=lambda mechanism: LEVELS.index(mechanism.level))
    return {mechanism.slug: mechanism for mechanism in found}


def _mechanism(facts: dict[str, Any]) -> Mechanism:
    parts = {
        "names": tuple(Name(**name) for name in facts.pop("names", ())),
        "chair": _one(Chair, facts.pop("chair", None), period=None, as_of=None),
        "members": _one(Membership, facts.pop("members", None)),
        "observers": _one(Observers, facts.pop("observers", None)),
        "bodies": tuple(_one(Body, body) for body in facts.pop("bodies", ())),
        "held": tuple(Held(**session) for session in facts.pop("held", ())),
        "references": tuple(_one(Reference, source, url=None, document=None) for source in facts.pop("references", ())),
    }
    return Mechanism(**frozen(facts), **parts)


def _one(made: type, facts: dict[str, Any] | None, **unsaid: None) -> Any:
    return None if facts is None else made(**{**unsaid, **frozen(facts)})
