"""The Frictionless descriptor of a package (Data Package 1.0).

CSV files are tabular resources. JSON files say the same and carry the same schema for whoever reads them, as plain
resources: to look into them, validators need parts that few have installed.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from iscm.publication.opendata.columns import Column, Kind, Reference, Table
from iscm.publication.opendata.naming import KEYWORDS, LAYOUT, Scope
from iscm.publication.opendata.terms import Terms

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class File:
    """A file of a package. `table` and `form` are empty for what is no table; `sha256` in hexadecimal."""

    path: str
    title: str
    media: str
    sha256: str
    size: int
    rows: int = 0
    table: Table | None = None
    form: str = ""


def describe(
    scope: Scope, files: Iterable[File], terms: Terms, sources: Iterable[tuple[str, str]], modified: str | None
) -> bytes:
    """`datapackage.json`: the tables among the files with schemas and hashes. `sources` are titles and publishers.

    `modified` is the latest moment that stands in the package, None for an empty one.
    """
    held = [file for file in files if file.table]
    is_tabular = all(file.form == "csv" for file in held)
    said: Json = {
        "profile": "tabular-data-package" if is_tabular else "data-package",
        "name": f"iscm-meetings-{scope.folder}",
        "title": scope.title,
        "description": scope.says,
        "keywords": list(KEYWORDS),
        "version": modified or "0",
        **({"created": modified} if modified else {}),
        **({"homepage": terms.address("/data/")} if terms.site else {}),
        "licenses": [{"name": terms.licence, "path": terms.licence_url, "title": terms.licence_title}],
        "contributors": [{"title": terms.publisher_name, "role": "publisher"}],
        "sources": [{"title": f"{title} ({publisher})" if publisher else title} for title, publisher in sources],
        "iscm": {"layout": LAYOUT, "year": scope.year, "years": list(scope.years)},
        "resources": [_resource(file, scope) for file in held],
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def resource_name(table: str, form: str) -> str:
    """The name of a table in one form; no two of a package are the same."""
    return (table if form == "csv" else f"{table}-{form}").replace("_", "-")


def _resource(file: File, scope: Scope) -> Mapping[str, Any]:
    table = file.table
    if table is None:
        raise ValueError(f"{file.path} is no table")
    return {
        "profile": "tabular-data-resource" if file.form == "csv" else "data-resource",
        "name": resource_name(table.name, file.form),
        "title": table.title,
        "description": table.says,
        "path": file.path,
        "format": file.form,
        "mediatype": file.media,
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        **({"rows": file.rows} if file.form == "csv" else {}),
        **({"dialect": {"lineTerminator": "\r\n"}} if file.form == "csv" else {}),
        "schema": _schema(table, file.form, scope),
    }


def _schema(table: Table, form: str, scope: Scope) -> Json:
    references = [one for one in table.references if scope.year is None or not one.is_whole]
    said: Json = {
        "fields": [_field(column, form) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    if references:
        said["foreignKeys"] = [_foreign_key(one, table.name, form) for one in references]
    return said


def _foreign_key(reference: Reference, own: str, form: str) -> Json:
    resource = "" if reference.table == own else resource_name(reference.table, form)
    return {
        "fields": list(reference.columns),
        "reference": {"resource": resource, "fields": list(reference.target)},
    }


def _field(column: Column, form: str) -> Json:
    limits: Json = {
        **({"required": True} if column.is_required else {}),
        **({"maxLength": column.longest} if column.longest else {}),
        **({"minimum": 0} if column.kind is Kind.INTEGER else {}),
        **({"maximum": column.most} if column.most is not None else {}),
        **({"enum": [str(word) for word in column.among]} if column.among else {}),
    }
    said = {"name": column.name, "type": _type(column.kind, form), "description": column.says}
    return {**said, **({"constraints": limits} if limits else {})}


def _type(kind: Kind, form: str) -> str:
    if kind is Kind.LIST:
        return "array" if form == "json" else "string"
    return {
        Kind.TEXT: "string",
        Kind.INTEGER: "integer",
        Kind.NUMBER: "number",
        Kind.BOOLEAN: "boolean",
        Kind.DATE: "date",
        Kind.TIME: "datetime",
        Kind.JSON: "any",
    }[kind]
