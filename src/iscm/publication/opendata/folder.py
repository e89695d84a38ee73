"""An export written into a folder, table by table and row by row."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from iscm.publication.opendata.catalogue import Package, render_catalogue
from iscm.publication.opendata.cells import moment_of
from iscm.publication.opendata.columns import Kind, Row, Table
from iscm.publication.opendata.concepts import render_vocabulary
from iscm.publication.opendata.descriptor import File, describe
from iscm.publication.opendata.dictionary import DICTIONARY, dictionary_page, dictionary_rows
from iscm.publication.opendata.forms import FORMS, Form, Writer, plain_of
from iscm.publication.opendata.graphs import render_graph
from iscm.publication.opendata.naming import DESCRIPTOR, LAYOUT, MARKER, Scope
from iscm.publication.opendata.source import Source, named_rows
from iscm.publication.opendata.tables import tables_of
from iscm.publication.opendata.terms import Terms
from iscm.publication.opendata.vocabularies import GRAPH_FORMS, VOCABULARIES
from iscm.publication.opendata.words import render_citation, render_readme

Progress = Callable[[int, int, str], None]
"""Told how many steps are done, of how many, and what comes next."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted: which packages, in which forms (keys of `FORMS`), on which terms."""

    terms: Terms
    scopes: tuple[Scope, ...]
    forms: tuple[str, ...]


def write_export(folder: Path, source: Source, order: Order, tell: Progress) -> tuple[Package, ...]:
    """Write packages, catalogue, vocabularies and pages into an empty folder; the same register gives the same bytes.

    Memory does not grow with the register. Raises `OSError` for what cannot be written.
    """
    steps = sum(len(tables_of(is_whole=scope.year is None)) for scope in order.scopes)
    counter = _Counter(tell, steps)
    packages = tuple(_write_package(folder / scope.folder, source, order, scope, counter) for scope in order.scopes)
    _write_graphs(folder, source, order.terms, packages)
    modified = max((one.modified for one in packages if one.modified), default=None)
    (folder / "CITATION.cff").write_bytes(render_citation(order.terms, modified))
    folders = tuple(scope.folder for scope in order.scopes)
    (folder / "README.md").write_bytes(render_readme(order.terms, modified, folders))
    _write_marker(folder)
    tell(steps, steps, "done")
    return packages


@dataclass
class _Counter:
    tell: Progress
    steps: int
    done: int = 0

    def next(self, what: str) -> None:
        self.tell(self.done, self.steps, what)
        self.done += 1


def write_package(folder: Path, source: Source, order: Order, scope: Scope) -> Package:
    """Write one package of an export into a folder that is not there yet."""
    return _write_package(folder, source, order, scope, _Counter(lambda *_: None, 0))


def _write_package(folder: Path, source: Source, order: Order, scope: Scope, counter: _Counter) -> Package:
    folder.mkdir()
    tables = tables_of(is_whole=scope.year is None)
    latest, files = _Latest(), []
    for table in tables:
        counter.next(f"{scope.folder}/{table.name}")
        files += write_table(folder, table, latest.watch(table, source.rows(table.name, scope.year)), order.forms)
    files += write_table(folder, DICTIONARY, dictionary_rows(tables), order.forms)
    modified = moment_of(latest.at) if latest.at else None
    sources = (
        (row["title"] or row["name"], row["publisher"] or "") for row in named_rows(source, "documents", scope.year)
    )
    page = dictionary_page((*tables, DICTIONARY), scope.title).encode()
    described = describe(scope, files, order.terms, sources, modified)
    files.append(_write_file(folder, "dictionary.md", "Data dictionary", "text/markdown", page))
    files.append(_write_file(folder, DESCRIPTOR, "Descriptor", "application/json", described))
    return Package(scope, tuple(files), modified)


@dataclass
class _Latest:
    """The latest moment among the rows that pass."""

    at: datetime | None = None

    def watch(self, table: Table, rows: Iterable[Row]) -> Iterator[Row]:
        places = [place for place, column in enumerate(table.columns) if column.kind is Kind.TIME]
        for row in rows:
            for place in places:
                if row[place] and (self.at is None or row[place] > self.at):
                    self.at = row[place]
            yield row


@dataclass
class _Writing:
    """A file that is being written in one form."""

    form: Form
    name: str
    path: str
    handle: BinaryIO
    row: Writer
    digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)
    size: int = 0

    def write(self, text: str) -> None:
        content = text.encode()
        self.digest.update(content)
        self.size += len(content)
        self.handle.write(content)


def write_table(folder: Path, table: Table, rows: Iterable[Row], forms: tuple[str, ...]) -> list[File]:
    """Write one table into a folder: one pass over the rows, in every form at once."""
    held = []
    count = 0
    try:
        for name in forms:
            path = f"{table.name}.{FORMS[name].suffix}"
            held.append(_Writing(FORMS[name], name, path, (folder / path).open("xb"), FORMS[name].writer(table)))
            held[-1].write(FORMS[name].begin(table))
        as_plain = plain_of(table)
        for row in rows:
            plain = as_plain(row)
            for one in held:
                one.write(one.row(plain, count == 0))
            count += 1
        for one in held:
            one.write(one.form.end(count == 0))
    finally:
        for one in held:
            one.handle.close()
    return [
        File(one.path, table.title, one.form.media, one.digest.hexdigest(), one.size, count, table, one.name)
        for one in held
    ]


def _write_file(folder: Path, path: str, title: str, media: str, content: bytes) -> File:
    (folder / path).write_bytes(content)
    return File(path, title, media, hashlib.sha256(content).hexdigest(), len(content))


def _write_graphs(folder: Path, source: Source, terms: Terms, packages: tuple[Package, ...]) -> None:
    (folder / "vocabularies").mkdir()
    catalogue = render_catalogue(packages, terms)
    for form in GRAPH_FORMS:
        (folder / f"catalog.{form}").write_bytes(render_graph(catalogue, form))
    for vocabulary in VOCABULARIES:
        graph = render_vocabulary(vocabulary, source, terms)
        for form in GRAPH_FORMS:
            (folder / "vocabularies" / f"{vocabulary.name}.{form}").write_bytes(render_graph(graph, form))


def _write_marker(folder: Path) -> None:
    """The list of all files: by it an export is known, and replaced by a newer one without touching anything else."""
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    said = {"made_by": "iscm export", "layout": LAYOUT, "files": files}
    (folder / MARKER).write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")
