"""Links that lead nowhere any more, marked in words; with the copy in an archive where one is known."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext

from iscm.domain.addresses import followable
from iscm.register.queries.links import dead_links
from iscm.website.dates import day_in_words


@dataclass(frozen=True, slots=True)
class Mark:
    """What is said beside a dead link, and the address of a copy, empty if none is known."""

    says: str
    archived: str


def marks(urls: Collection[str]) -> dict[str, Mark]:
    """The marks of those of these links that are dead. One query, none without links."""
    return {
        url: Mark(
            gettext("Dead link: no answer since %(day)s.") % {"day": day_in_words(dead.since.date())},
            followable(dead.archived),
        )
        for url, dead in dead_links(urls).items()
    }
