"""Whether the register has what an address names."""

from django.db.models import QuerySet

from iscm.register.models import Concept, Initiative, Mechanism, Territory


def is_known(field: str, value: str) -> bool:
    """Whether there is a page of this mechanism, theme, initiative (slugs) or country (alpha-2 code).

    Never for other fields of a filter: they have no pages. One query.
    """
    found: dict[str, QuerySet[Mechanism] | QuerySet[Concept] | QuerySet[Initiative] | QuerySet[Territory]] = {
        "mechanism": Mechanism.objects.filter(slug=value),
        "theme": Concept.objects.filter(scheme="theme", slug=value),
        "initiative": Initiative.objects.filter(slug=value),
        "country": Territory.objects.filter(alpha_2=value),
    }
    return field in found and found[field].exists()
