"""The files of this package, as plain values."""

import csv
import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def load_json(name: str) -> Any:
    """What stands in a JSON file of the package."""
    return json.loads((HERE / name).read_text(encoding="utf-8"))


def load_csv(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file of the package, by the names in its first line."""
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def frozen(facts: dict[str, Any]) -> dict[str, Any]:
    """The same facts with every list as a tuple, ready for a frozen value."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in facts.items()}
