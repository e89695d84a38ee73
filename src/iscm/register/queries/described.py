"""The descriptions of sources: ours, and the operator's in the folder `sources` of DATA_DIR."""

from pathlib import Path

from django.conf import settings

from iscm.data.sources import Known, Source, known_sources


def folder_of_sources() -> Path:
    """Where an operator describes sources."""
    return Path(settings.DATA_DIR) / "sources"


def described() -> Known:
    """All sources, and what is wrong with descriptions that cannot be taken."""
    return known_sources(folder_of_sources())


def described_sources() -> tuple[Source, ...]:
    """All sources in the order of their slugs."""
    return tuple(described().sources.values())


def source_of_key(key: str) -> Source | None:
    """The source of which this is the key, None if there is none: a document has it whose source has one address."""
    return next((source for source in described_sources() if source.key == key), None)
