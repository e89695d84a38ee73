"""Permanent names in addresses: made once, from words, and never again for something else."""

import re

from iscm.domain.names import fold
from iscm.register.models import Concept, Mechanism, Statement

LONGEST = 50
NEVER = frozenset({"new"})
"""What stands for something else in addresses of the desk."""


def free_slug(about: str, words: str) -> str:
    """A slug made of the words that nothing ever had: `prague-process`, `prague-process-2`.

    Three queries.
    """
    taken = {*Mechanism.objects.values_list("slug", flat=True), *Concept.objects.values_list("slug", flat=True)}
    taken |= NEVER | set(Statement.objects.filter(about=about).values_list("slug", flat=True))
    plain = re.sub(r"[^a-z0-9]+", "-", fold(words))[:LONGEST].strip("-") or about
    slug, number = plain, 2
    while slug in taken:
        slug, number = f"{plain}-{number}", number + 1
    return slug
