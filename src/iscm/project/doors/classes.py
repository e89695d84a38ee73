"""The one table of what costs how much: classes of answers, and which addresses are of which.

`docs/operations.md` has the same table for operators.
"""

from dataclasses import dataclass

from django.conf import settings
from django.urls import ResolverMatch

MINUTE = 60
API = "api-v1"
OF_THE_DESK = ("iscm.desk.", "allauth.")
"""Whose views have doors of their own: who signed in is known, and attempts to sign in are counted apart."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A class of answers: `quota` are those that one client gets a minute; `is_heavy` ones also share few slots.

    `at_the_door`: counted when asked for, not only when it must be made.
    """

    name: str
    quota: int
    is_heavy: bool = False
    at_the_door: bool = False

    @property
    def most(self) -> int:
        """What the operator made of the quota; 0 for no limit."""
        factor: int = settings.LIMIT_FACTOR
        return int(settings.API_LIMIT) if self.name.startswith("api") else self.quota * factor


PAGES = Kind("pages", 600)
FILTERS = Kind("filters", 240, is_heavy=True)
SEARCH = Kind("search", 180, is_heavy=True)
FILES = Kind("files", 60, is_heavy=True)
PLANNING = Kind("planning", 60, is_heavy=True)
HARVEST = Kind("harvest", 240, at_the_door=True)
FORMS = Kind("forms", 60, at_the_door=True)
CALLS = Kind("api", 600, at_the_door=True)
KINDS = (PAGES, FILTERS, SEARCH, FILES, PLANNING, HARVEST, FORMS, CALLS)

ROUTES = {
    "search": SEARCH,
    "oai": HARVEST,
    "suggest-reading": FORMS,
    **dict.fromkeys(("windows", "overlaps", "overlaps-country", "expected", "clashes", "clashes-feed"), PLANNING),
    **dict.fromkeys(("plan-of-year", "plan-file", "clashes-file"), PLANNING),
    **dict.fromkeys(("year-file", "initiative-file", "highlights-file", "edition-file", "citations"), FILES),
    **dict.fromkeys(("figure", "figure-of-year", "data-file", "vocabulary", "sitemap", "sitemap-part"), FILES),
}
READ = frozenset({"GET", "HEAD", "OPTIONS"})


def kind_of(match: ResolverMatch, method: str, *, is_asked: bool) -> Kind | None:
    """The class of what is asked for, None for what has doors of its own; `is_asked` says that there is a query."""
    if match.namespace == API:
        return CALLS
    if match.func.__module__.startswith(OF_THE_DESK):
        return None
    if method not in READ:
        return FORMS
    return ROUTES.get(match.url_name or "") or (FILTERS if is_asked else PAGES)
