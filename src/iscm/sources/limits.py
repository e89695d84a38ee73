"""How much, how long and how often: what a fetcher takes from a site, and what it spares it."""

from dataclasses import dataclass

MOST_BYTES = 32 * 1024 * 1024
MOST_ROBOTS_BYTES = 1024 * 1024
PORTS = frozenset({80, 443, 8080, 8443})


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds, unless said otherwise.

    `connect` is for one connection, `silence` for the next byte, `total` for one answer from the name's resolution to
    its last byte, `whole` for an address with all its redirects, rules and waits: after it no further request is made.
    `redirects` and `attempts` are counts. `pause` lies between two requests to one host; a site's own
    crawl delay is kept up to `longest_pause`, and its Retry-After up to `longest_wait`: beyond, we come another time.
    `robots_kept` and `failure_kept` say for how long a robots.txt, or that it could not be read, is remembered.
    """

    connect: float = 10
    silence: float = 20
    total: float = 120
    whole: float = 600
    redirects: int = 5
    attempts: int = 3
    pause: float = 1
    longest_pause: float = 30
    longest_wait: float = 120
    robots_kept: float = 24 * 60 * 60
    failure_kept: float = 10 * 60
