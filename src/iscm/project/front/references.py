"""The reference of one request: what a reader can tell, the log has, and nobody can tell anything else from."""

import random
import re

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # without what is mistaken for something else when read aloud
LENGTH = 8
WELL_FORMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")


def reference_for(told: str = "") -> str:
    """The reference that a trusted proxy gave, if it is well-formed; else a new one."""
    if told and WELL_FORMED.fullmatch(told):
        return told
    return "".join(random.choices(ALPHABET, k=LENGTH))  # noqa: S311  # a name, not a secret
