"""The files as they were received: whether each still is what it was."""

import hashlib

from iscm.register.models import Document, Received, Revision

AT_ONCE = 4
"""Files read at a time: each may have 32 MB."""


def spoilt_files() -> tuple[int, tuple[str, ...]]:
    """How many files are held, and a line for each that is not what came, and for each document that is missing.

    Reads every byte, a few files at a time; of what the log says was received, each document must be there.
    """
    number, lines = 0, []
    for sha256, name, content in (
        Received.objects.order_by("id").values_list("sha256", "name", "content").iterator(chunk_size=AT_ONCE)
    ):
        number += 1
        if hashlib.sha256(content).hexdigest() != sha256:
            lines.append(f"{name} ({sha256[:16]}) is {'not what came' if content else 'empty'}")
    held = set(Document.objects.values_list("sha256", flat=True))
    came = Revision.objects.filter(object_type="document", action="received").order_by("id")
    for sha256, new in came.values_list("object_key", "new"):
        if sha256 not in held:
            lines.append(f"{(new or {}).get('name', 'a document')} ({sha256[:16]}) is missing")
    return number, tuple(lines)
