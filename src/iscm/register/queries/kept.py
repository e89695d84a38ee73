"""Whether what was published is still what it was: bytes against their sums, sums against the chain of the log."""

import hashlib
from collections import defaultdict
from datetime import datetime

from iscm.register.models import Edition, EditionFile, EditionText, Revision


def altered_editions() -> tuple[int, tuple[str, ...]]:
    """How many editions there are, and the names of those that were altered, in the order of publication.

    An edition is whole if its day, its publisher and its note are those that were logged when it was published, and its
    texts and files, and no others, have the sums that were logged. Reads every byte, one file at a time.
    """
    entries = Revision.objects.filter(object_type="edition", action="published").order_by("id")
    logged = {key: said for key, *said in entries.values_list("object_key", "at", "actor", "reason", "new")}
    sums = _sums()
    held = {
        f"{name}/{number}": [at, actor, note, {"digest": digest, **sums[id_]}]
        for id_, name, number, digest, at, actor, note in _editions()
    }
    altered = [key for key, said in held.items() if said != logged.get(key)]
    return len(held), (*altered, *(key for key in logged if key not in held))


def _editions() -> list[tuple[int, str, int, str, datetime, str, str]]:
    columns = ("id", "name", "number", "digest", "published_at", "actor", "note")
    return list(Edition.objects.order_by("id").values_list(*columns))


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
