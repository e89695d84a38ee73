"""What has to be known of a register before it is asked: by its own API, as anybody would."""

import json

from benchmarks.peers.asking import Ask, answer_of
from benchmarks.scale.operations import FAR, YEAR, Found

API = "/api/v1/meetings"
MIDDLE = "06-15"


def look_up(port: int) -> Found:
    """A meeting in the middle of the year, and the hundredth page of 50, or the last where there are fewer."""
    uid = _asked(port, f"{API}?limit=1&from={YEAR}-{MIDDLE}")["items"][0]["uid"]
    far = f"{API}?limit=50"
    for _ in range(FAR - 1):
        far = _asked(port, far)["next"] or far
    return Found(uid, far)


def _asked(port: int, path: str) -> dict:
    return json.loads(answer_of(Ask(port, path)).body)
