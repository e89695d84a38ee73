"""The API: a page of 50 of the built register, and of a large made-up one, from its first part to its hundredth."""

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from tempfile import TemporaryDirectory

from benchmarks.measuring import Measure, measure

SIZES, PARTS = (6_000, 60_000), 100
PAGE_TARGET, UNCHANGED, FLAT = 0.05, 0.01, 1.5
ADDRESSES = ("/api/v1/meetings", "/api/v1/meetings?mechanism=gfmd&year=2022", "/api/v1/changes", "/api/v1/records")


def measure_api() -> Iterator[Measure]:
    """Pages of the built register, afresh and unchanged; then the same page of registers of two sizes."""
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    for path in ADDRESSES:
        tag = client.get(path).headers["ETag"]
        yield measure("api", path, lambda path=path: client.get(path), target=PAGE_TARGET)
        again = {"if-none-match": tag}
        name = f"{path}, unchanged"
        yield measure("api", name, lambda path=path, again=again: client.get(path, headers=again), target=UNCHANGED)
    small, large = (_grown(size) for size in SIZES)
    for name, least in small.items():
        yield Measure(f"{SIZES[0]:,} meetings, {name}", "api", 15, least, least, least)
        taken, note = large[name], f"at most {FLAT} times that of {SIZES[0]:,}"
        yield Measure(f"{SIZES[1]:,} meetings, {name}", "api", 15, taken, taken, taken, least * FLAT, note)


def _grown(size: int) -> dict[str, float]:
    """Medians by name, of a register of its own in a process of its own."""
    with TemporaryDirectory() as folder:
        environ = os.environ | {"DATA_DIR": folder}
        command = [sys.executable, "-m", "benchmarks.api", str(size)]
        done = subprocess.run(command, env=environ, capture_output=True, text=True, check=True)
    pairs = (line.split("\t") for line in done.stdout.splitlines() if "\t" in line)
    return {name: float(median) for name, median in pairs}


def main(size: int) -> None:
    """Fill a store with so many meetings, measure, print."""
    from iscm.cli import serving
    from iscm.cli.store import open_store

    os.environ["API_LIMIT"] = "0"
    open_store()
    serving.build_if_needed()
    fill(size)
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    far = "/api/v1/meetings?limit=50"
    for _ in range(PARTS):
        far = client.get(far).json()["next"]
    addresses = {
        "first part": "/api/v1/meetings?limit=50",
        f"part {PARTS}": far,
        "of a mechanism": "/api/v1/meetings?mechanism=gfmd",
        "last changes": "/api/v1/meetings?sort=-modified",
    }
    for name, path in addresses.items():
        print(f"{name}\t{measure('api', name, lambda path=path: client.get(path), runs=15).median}")


def fill(size: int) -> None:
    """Made-up meetings, each of one mechanism, theme and country; always the same ones."""
    from iscm.register.models import Concept, Mechanism, Meeting, MeetingMechanism, MeetingPlace, MeetingTheme

    made_up, now = random.Random(7), datetime(2026, 1, 1, tzinfo=UTC)
    days = [date(1985, 1, 1) + timedelta(days=made_up.randrange(15_000)) for _ in range(size)]
    plain = {
        "precision": "day",
        "date_status": "confirmed",
        "status": "held",
        "attendance": "online",
        "created_at": now,
    }
    meetings = Meeting.objects.bulk_create(
        [
            Meeting(
                title=f"Meeting {n}", edtf=day.isoformat(), earliest=day, latest=day, year=day.year, sort_day=day,
                sort_rank=0, last_modified=now + timedelta(seconds=n), **plain,
            )
            for n, day in enumerate(days)
        ],
        batch_size=500,
    )  # fmt: skip
    mechanisms = [*Mechanism.objects.values_list("pk", flat=True)]
    themes = [*Concept.objects.filter(scheme="theme").values_list("pk", flat=True)]
    kinds = (
        (MeetingMechanism, lambda: {"mechanism_id": made_up.choice(mechanisms), "role": "host", "position": 0}),
        (MeetingTheme, lambda: {"theme_id": made_up.choice(themes), "basis": "stated"}),
        (MeetingPlace, lambda: {"city": "", "country": made_up.choice(("CH", "KE", "MA")), "position": 0}),
    )
    for model, values in kinds:
        rows = [model(meeting=one, sort_day=one.sort_day, sort_rank=0, year=one.year, **values()) for one in meetings]
        model.objects.bulk_create(rows, batch_size=500)


if __name__ == "__main__":
    main(int(sys.argv[1]))
