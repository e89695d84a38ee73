"""How often something may be sent from one room, so that nobody fills the register with a link that went astray."""

from django.core.cache import cache

HOUR = 3600
MOST_SENT, MOST_FILES = 300, 30


def too_many(owner: str, what: str = "sent", most: int = MOST_SENT) -> bool:
    """Count this one; whether it is one too many of its link or account within about an hour."""
    key = f"iscm.room:{what}:{owner}"
    if cache.add(key, 1, HOUR):
        return False
    try:
        return int(cache.incr(key)) > most
    except ValueError:  # it ran out in between
        cache.set(key, 1, HOUR)
        return False
