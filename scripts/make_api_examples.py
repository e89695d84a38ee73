"""Write whole answers of the API for its description: `src/iscm/api/examples.json`.

    .venv/bin/python scripts/make_api_examples.py
    .venv/bin/iscm manage write_openapi docs/openapi.json

Builds a register of its own from what the package carries, publishes one calendar of it, asks each call, and takes out
what differs from one register to another: uids, moments, cursors, sums and sizes of files. A test asks a running
register again.
"""

import json
import os
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

ROOT = "/api/v1"
FILE = Path(__file__).parents[1] / "src/iscm/api/examples.json"
SITE = "https://calendar.example.org"
ADDRESSES = {
    "listMeetings": "/meetings?mechanism=rcm&year=2024&limit=1",
    "listChanges": "/changes?limit=1",
    "listMechanisms": "/mechanisms?limit=1",
    "getMechanism": "/mechanisms/gfmd",
    "listMemberships": "/memberships?mechanism=rcm&as_of=2024-12-31&limit=2",
    "listCountries": "/countries?limit=2",
    "getCountry": "/countries/MA",
    "listThemes": "/themes?limit=1",
    "getTheme": "/themes/climate-change",
    "listInitiatives": "/initiatives?limit=1",
    "getInitiative": "/initiatives/gcm",
    "listDocuments": "/documents?year=2024&limit=1",
    "listRecords": "/records?limit=1",
    "listProblems": "/problems?state=all&limit=1",
    "listMaterials": "/materials?limit=2",
    "listClashes": "/planning/clashes?idea=SOM+of+the+Prague+Process,+3+days,+Vilnius,+4-6+May+2099",
    "listWindows": "/planning/windows?days=3&when=4-8+May+2099&members=rabat-process&place=Rome,+Italy&limit=1",
    "listOverlaps": "/planning/overlaps?mechanism=abu-dhabi-dialogue,almaty-process&as_of=2024-06-01",
}
OF_EDITIONS = {"listEditions": "/editions?name=calendar-2024", "getEdition": "/editions/calendar-2024/1"}
# A call for one thing, and the list whose first item it is about.
FIRST_OF = {
    "getMeeting": ("listMeetings", "uid"),
    "getDocument": ("listDocuments", "id"),
    "getRecord": ("listRecords", "key"),
}
MOMENT, SUM, SIZE = "2024-10-01T08:00:00Z", "0123456789abcdef" * 4, 12_345
MOMENTS = {
    "last_modified", "changed_at", "received_at", "accepted_at", "found_at", "resolved_at", "dismissed_at",
    "published_at", "modified",
}  # fmt: skip
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
CURSOR = re.compile(r"(?<=cursor=)[^&]+")
Ask = Callable[[str], Any]


def collect(ask: Ask, origin: str, addresses: dict[str, str]) -> dict[str, Any]:
    """The answers of these calls, and of those about the first items of their lists, alike for every register."""
    asked = {call: ask(ROOT + address) for call, address in addresses.items()}
    for call, (of, key) in FIRST_OF.items():
        if of in asked:
            path = of.removeprefix("list").lower()
            asked[call] = ask(f"{ROOT}/{path}/{quote(str(asked[of]['items'][0][key]), safe='')}")
    uids: dict[str, str] = {}
    return {call: plain(asked[call], origin, uids) for call in sorted(asked)}


def plain(value: Any, origin: str, uids: dict[str, str], name: str = "") -> Any:
    """An answer without what differs between registers; `uids` has the names given so far."""
    if isinstance(value, dict):
        return {key: plain(held, origin, uids, key) for key, held in value.items()}
    if isinstance(value, list):
        return [plain(held, origin, uids, name) for held in value]
    if not isinstance(value, str):
        return SIZE if name == "size" else value
    if name in MOMENTS:
        return MOMENT
    if name in {"sha256", "digest"}:
        return SUM
    named = UUID.sub(lambda found: uids.setdefault(found[0], str(uuid5(NAMESPACE_URL, f"{SITE}/{len(uids)}"))), value)
    return CURSOR.sub("eyJleGFtcGxlIjp0cnVlfQ", named.replace(origin, SITE))


def main() -> None:
    """Build, publish, ask, write."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATA_DIR": folder, "SECRET_KEY": "examples"}
        os.environ.pop("DATABASE_URL", None)
        from iscm.cli import serving  # noqa: PLC0415  # settings are read when it is imported
        from iscm.cli.main import main as command  # noqa: PLC0415  # the same
        from iscm.cli.store import open_store  # noqa: PLC0415  # the same

        open_store()
        serving.build_if_needed()
        command(["publish", "calendar", "2024", "--note", "As of 24 September 2024."])
        from django.test import Client  # noqa: PLC0415  # it needs settings

        client = Client(SERVER_NAME="localhost")
        found = collect(lambda path: client.get(path).json(), "http://localhost", ADDRESSES | OF_EDITIONS)
    FILE.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(found)} answers, {FILE.stat().st_size / 1000:.0f} kB\n")


if __name__ == "__main__":
    main()
