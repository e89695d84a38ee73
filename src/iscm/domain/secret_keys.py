"""Whether a secret key is one that nobody else can know."""

SHORTEST, FEWEST_SIGNS = 32, 12
KNOWN = (
    "django-insecure",
    "changeme",
    "change-me",
    "change_me",
    "replace",
    "example",
    "secret-key",
    "known to everyone",
)
"""What stands in keys that were copied from somewhere."""


def weakness_of(key: str) -> str:
    """What speaks against a key, in words that name nothing of it; empty if nothing does."""
    if any(words in key.lower() for words in KNOWN):
        return "is one that stands in public"
    if len(key) < SHORTEST:
        return f"is shorter than {SHORTEST} letters"
    if len(set(key)) < FEWEST_SIGNS:
        return "is too easily guessed"
    return ""
