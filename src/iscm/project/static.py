"""Static files under names that carry their hash, once collected; under their own names before."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class CollectedStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise is untyped
    """`iscm serve` collects; tests and a bare checkout have no manifest and get the plain names."""

    def stored_name(self, name: str) -> str:
        """The name with its hash if the manifest has one, else the name as it is."""
        return str(self.hashed_files.get(self.hash_key(self.clean_name(name)), name))
