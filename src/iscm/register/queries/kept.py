"""Whether what was published is still what it was: bytes against their sums, sums against the chain of the log."""

import hashlib
from collections import defaultdict

from iscm.register.models import Edition, EditionFile, EditionText, Revision


def altered_editions() -> tuple[int, tuple[str, ...]]:
    """How many editions there are, and the names of those that were altered, in the order of publication.

    An edition is whole if its texts and files, and no others, have the sums that were logged when it was published.
    Reads every byte, one file at a time.
    """
    logged = dict(Revision.objects.filter(object_type="edition", action="published").values_list("object_key", "new"))
    held = _sums()
    editions = {f"{name}/{number}": (id_, digest) for id_, name, number, digest in _editions()}
    altered = [key for key, (id_, digest) in editions.items() if {"digest": digest, **held[id_]} != logged.get(key)]
    return len(editions), (*altered, *(key for key in logged if key not in editions))


def _editions() -> list[tuple[int, str, int, str]]:
    return list(Edition.objects.order_by("id").values_list("id", "name", "number", "digest"))


def _sums() -> defaultdict[int, dict[str, str]]:
    """By edition the sums that its bytes have now; empty for bytes that have not the sum stored beside them."""
    found: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for text in EditionText.objects.iterator(chunk_size=1):
        found[text.edition_id][text.lang] = _sum(bytes(text.content), text.sha256)
    for file in EditionFile.objects.iterator(chunk_size=1):
        found[file.edition_id][f"{file.lang}.{file.form}"] = _sum(bytes(file.content), file.sha256)
    return found


def _sum(content: bytes, stored: str) -> str:
    found = hashlib.sha256(content).hexdigest()
    return found if found == stored else ""
