"""What a backup says of itself: format, moment, state of the tables, and of every part its size and hash."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

FORMAT, VERSION = "iscm-backup", 1
TABLE_PATH = re.compile(r"tables/[a-z]{1,40}\.[A-Za-z_]{1,80}\.jsonl")
FILE_PATH = re.compile(r"kept/(secret-key|sources/\w[\w.-]{0,100}\.toml)")
SHA256 = re.compile(r"[0-9a-f]{64}")
NAME = re.compile(r"[A-Za-z_][\w.]{0,100}")


class ManifestError(ValueError):
    """A manifest that iscm never writes."""


class NewerFormatError(ManifestError):
    """A manifest of a format that this iscm does not know."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the archive: its path, its size unpacked, and the hash of that."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table: the model's label, its columns in the order of each row, how many rows, and where they are."""

    label: str
    columns: tuple[str, ...]
    rows: int
    part: Part


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that is told of a backup. `migrations` has the applied ones by app; `files` are those beside the database."""

    made_at: str
    iscm: str
    database: str
    migrations: Mapping[str, tuple[str, ...]]
    tables: tuple[Table, ...]
    files: tuple[Part, ...]

    @property
    def rows(self) -> int:
        """The rows of all tables."""
        return sum(table.rows for table in self.tables)

    @property
    def parts(self) -> tuple[Part, ...]:
        """All parts in the order of the archive."""
        return (*(table.part for table in self.tables), *self.files)


def write_manifest(manifest: Manifest) -> bytes:
    """The manifest as JSON."""
    told = {"format": FORMAT, "version": VERSION, **asdict(manifest)}
    return (json.dumps(told, indent=1, sort_keys=True) + "\n").encode("ascii")


def read_manifest(content: bytes) -> Manifest:
    """The manifest of these bytes; raises `NewerFormatError`, or `ManifestError` for what is none of ours."""
    try:
        told = json.loads(content)
        _check_format(told["format"], told["version"])
        return _manifest(told)
    except ManifestError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ManifestError("its manifest is not in order") from error


def _check_format(name: object, number: object) -> None:
    if name != FORMAT:
        raise ManifestError("it is of another program")
    if number != VERSION:
        raise NewerFormatError(str(number)[:20])


def _manifest(told: dict[str, Any]) -> Manifest:
    migrations = {_word(app): tuple(map(_word, names)) for app, names in told["migrations"].items()}
    found = Manifest(
        made_at=_text(told["made_at"]),
        iscm=_text(told["iscm"]),
        database=_text(told["database"]),
        migrations=migrations,
        tables=tuple(_tables(told["tables"])),
        files=tuple(_part(one, FILE_PATH) for one in told["files"]),
    )
    if len({part.path for part in found.parts}) < len(found.parts):
        raise ManifestError("it names a part twice")
    return found


def _tables(told: list[dict[str, Any]]) -> Iterator[Table]:
    for one in told:
        part = _part(one["part"], TABLE_PATH)
        if part.path != path_of(one["label"]):
            raise ManifestError("a table is not where it should be")
        yield Table(one["label"], tuple(map(_word, one["columns"])), _count(one["rows"]), part)


def path_of(label: str) -> str:
    """Where the rows of a model lie in the archive."""
    return f"tables/{label}.jsonl"


def _part(told: dict[str, Any], form: re.Pattern[str]) -> Part:
    path, digest = _text(told["path"]), _text(told["sha256"])
    if not form.fullmatch(path) or not SHA256.fullmatch(digest):
        raise ManifestError("it names a part that no backup has")
    return Part(path, _count(told["size"]), digest)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ManifestError("a text is none")
    return value


def _word(value: object) -> str:
    if not NAME.fullmatch(text := _text(value)) and not re.fullmatch(r"\d{4}\w{1,200}", text):
        raise ManifestError("a name is none")
    return text


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ManifestError("a number is none")
    return value
