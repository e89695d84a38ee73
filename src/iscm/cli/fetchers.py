"""Who asks other sites: one fetcher for all commands that do."""

from typing import TYPE_CHECKING

from iscm.cli.failures import CommandError

if TYPE_CHECKING:
    from iscm.sources.fetching import Fetcher


def make_fetcher(*, asks_nobody: bool = False) -> "Fetcher":
    """A fetcher that says whose it is; raises `CommandError` where nobody has said so, unless it `asks_nobody`."""
    from django.conf import settings
    from django.utils.module_loading import import_string

    from iscm.sources.addresses import is_public
    from iscm.sources.fetching import Fetcher

    if not (settings.CONTACT or settings.SITE_URL) and not asks_nobody:
        raise CommandError("CONTACT is not set: those who run a site must be able to ask who visits it")
    # Only tests name other machines than public ones.
    permits = getattr(settings, "GATHER_PERMITS", None)
    return Fetcher(settings.CONTACT, settings.SITE_URL, permits=import_string(permits) if permits else is_public)
