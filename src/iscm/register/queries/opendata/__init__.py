"""The register as rows of the open data (`iscm.publication.opendata`): of everything, or of one year."""

from iscm.register.queries.opendata.source import RegisterSource, counted_by_year, snapshot

__all__ = ["RegisterSource", "counted_by_year", "snapshot"]
