"""What has to be known of a register before it is asked: by its own API, as anybody would."""

import json

from benchmarks.peers.asking import Ask, answer_of
from benchmarks.scale.operations import FAR, YEAR, Found

API = "/api/v1/meetings"
MIDDLE, MANY, FURTHER = "06-15", 60, 40


def look_up(port: int) -> Found:
    """Meetings from the middle of the year on; the hundredth page of 50 and those after it, or the last there is."""
    held = _asked(port, f"{API}?limit={MANY}&from={YEAR}-{MIDDLE}")["items"]
    pages = [f"{API}?limit=50"]
    while len(pages) < FAR + FURTHER and (following := _asked(port, pages[-1])["next"]):
        pages.append(following)
    uids, far = tuple(one["uid"] for one in held), tuple(pages[FAR - 1 :] or pages[-1:])
    return Found(uids, tuple(pages[:FURTHER]), far)


def _asked(port: int, path: str) -> dict:
    return json.loads(answer_of(Ask(port, path)).body)
