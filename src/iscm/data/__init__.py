"""The reference facts and records that the package carries, reviewed by diff."""

from functools import cache

from iscm.data.files import load_json
from iscm.data.mechanisms import load_mechanisms
from iscm.data.schemes import load_concepts, load_initiatives, load_kinds
from iscm.data.territories import load_cities, load_territories
from iscm.domain.vocabulary import Vocabulary


@cache
def load_vocabulary() -> Vocabulary:
    """The words a reader knows. Loaded once; every call hands back the same value."""
    return Vocabulary(
        mechanisms=load_mechanisms(),
        partners={slug: tuple(facts["names"]) for slug, facts in load_json("partners.json").items()},
        themes=load_concepts("themes"),
        initiatives=load_initiatives(),
        kinds=load_kinds(),
        territories=load_territories(),
        cities=load_cities(),
    )
