"""What pages are when they are written as files (`iscm site`), without a server behind them.

The command says so beside the request, where no header from outside can: pages then offer no more than files can do.
"""

from dataclasses import dataclass

from django.http import HttpRequest

KEY = "iscm.files"
# The filters of a year whose single values are written as pages of their own.
FILTERS = ("mechanism", "theme", "initiative", "attendance", "status")


@dataclass(frozen=True, slots=True)
class AsFiles:
    """`languages` and forms of files that are written; whether the address of the web space is known."""

    languages: tuple[str, ...]
    left_out: frozenset[str]
    has_place: bool
    filters: tuple[str, ...] = FILTERS

    def has(self, href: str) -> bool:
        """Whether a file is written, by the suffix of its address."""
        return href.partition("?")[0].rpartition(".")[2] not in self.left_out


def as_files(request: HttpRequest) -> AsFiles | None:
    """How the site is written as files; None where a server answers."""
    said = request.META.get(KEY)
    return AsFiles(said["languages"], said["left_out"], said["has_place"]) if said else None
