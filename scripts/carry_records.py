"""Read the five documents we started from and keep what they say as records, without their sentences.

    python scripts/carry_records.py ../shared/documents

The documents themselves are not kept. Dates, places, names and titles are facts and stay as printed; outcomes and
topics are told in our own words, from `outcomes.csv` and `topics.csv` by the number of the record, and lines that were
set aside keep their reason but not their words. Read the diff of the records before committing it.
"""

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from iscm.data import CARRIED, load_vocabulary
from iscm.data.files import HERE, load_csv
from iscm.domain.documents import Document
from iscm.domain.readings import Reading
from iscm.domain.records import Record
from iscm.reading.interchange import as_json
from iscm.reading.read import read

WIDTH = 120
DOCUMENT_INDENT = 4


def main(folder: Path) -> None:
    """Write the records of every document that we carry, found by name in `folder`."""
    earlier: list[Reading] = []
    for name in CARRIED:
        file = folder / f"{name}.txt"
        reading = read(Document(file.name, file.read_bytes()), load_vocabulary(), earlier=tuple(earlier))
        earlier.append(reading)
        lines = laid_out({"documents": [as_json(carried(reading, name))]})
        (HERE / "records" / f"{name}.json").write_text(lines + "\n", encoding="utf-8")
        print(f"{name}: {len(reading.records)} records, {len(reading.problems)} problems")


def carried(reading: Reading, name: str) -> Reading:
    """The reading without sentences of the document, with our own words for outcomes and topics."""
    outcomes, topics = _own_words("outcome", name), _own_words("topic", name)
    return replace(
        reading,
        records=tuple(
            _carried_record(record, outcomes.get(record.n), topics.get(record.n)) for record in reading.records
        ),
        set_aside=tuple(replace(line, text="") for line in reading.set_aside),
    )


def laid_out(value: Any, indent: int = 0, key: str = "") -> str:
    """JSON to be reviewed by diff: what fits on one line stands on one, every record begins on its own."""
    pad, flat = " " * indent, json.dumps(value, ensure_ascii=False)
    fits = indent + len(key) + len(flat) < WIDTH
    if not isinstance(value, dict | list) or (fits and indent > DOCUMENT_INDENT):
        return flat
    if isinstance(value, list):
        parts = [laid_out(part, indent + 2) for part in value]
    else:
        parts = [f"{json.dumps(name)}: {laid_out(part, indent + 2, f'{name}: ')}" for name, part in value.items()]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    if not parts:
        return opening + closing
    return f"{opening}\n" + ",\n".join(f"{pad}  {part}" for part in parts) + f"\n{pad}{closing}"


def _own_words(field: str, name: str) -> dict[int, str]:
    return {int(row["n"]): row[field] for row in load_csv(f"{field}s.csv") if row["document"] == name}


def _carried_record(record: Record, outcome: str | None, topic: str | None) -> Record:
    return replace(record, outcome=outcome, topic=topic, printed=replace(record.printed, outcome=None))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
