"""Descriptors of tables for catalogues: Frictionless for CSV and JSON Lines, Croissant for Parquet."""

from __future__ import annotations

import hashlib
import json
import os
from typing import Any, Final

from parlq.problems import encodable
from parlq.tables.columns import Column, Type
from parlq.tables.projection import Plan
from parlq.tables.table import TableError

#: Media types of the formats that can be described.
_MEDIA: Final = {
    "csv": "text/csv",
    "jsonl": "application/jsonl",
    "parquet": "application/vnd.apache.parquet",
}
#: Types of Table Schema and of Croissant. A list is one text in CSV.
_TABLE_SCHEMA: Final = {
    Type.TEXT: "string",
    Type.INTEGER: "integer",
    Type.BOOLEAN: "boolean",
    Type.DATE: "date",
}
_CROISSANT: Final = {
    Type.TEXT: "sc:Text",
    Type.INTEGER: "sc:Integer",
    Type.BOOLEAN: "sc:Boolean",
    Type.DATE: "sc:Date",
    Type.TEXTS: "sc:Text",
}
_BLOCK: Final = 1 << 20


def descriptor(path: str | os.PathLike[str], format: str, plan: Plan) -> tuple[str, bytes]:
    """The descriptor of a table that has been written: the usual name of its file, and its bytes.

    It states what follows from the table: columns, size and hash. Add the licence and the source.

    Args:
        path: the file with the table.
        format: its format: `csv`, `jsonl` or `parquet`.
        plan: what the table has.

    Raises:
        TableError: there is no descriptor for the format.
        OSError: the file cannot be read.
    """
    if format not in _MEDIA:
        raise TableError(f"a descriptor is of csv, jsonl or parquet, not of {format}")
    digest, size = hashlib.sha256(), 0
    with open(path, "rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
            size += len(block)
    name = encodable(os.path.basename(os.fspath(path)))
    if format == "parquet":
        made = _croissant(name, digest.hexdigest(), size, plan)
        return "croissant.json", _bytes(made)
    return "datapackage.json", _bytes(_package(name, format, digest.hexdigest(), size, plan))


def _bytes(made: dict[str, Any]) -> bytes:
    return json.dumps(made, ensure_ascii=False, indent=2).encode() + b"\n"


def _package(name: str, format: str, digest: str, size: int, plan: Plan) -> dict[str, Any]:
    """A data package with the table as its resource."""
    lists = "string" if format == "csv" else "array"
    fields = [
        {
            "name": column.name,
            "type": _TABLE_SCHEMA.get(column.type, lists),
            "description": column.doc,
        }
        for column in plan.columns
    ]
    resource = {
        "name": "table",
        "type": "table",
        "path": name,
        "format": format,
        "mediatype": _MEDIA[format],
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{digest}",
        "schema": {"fields": fields, "missingValues": [""]},
    }
    return {
        "name": "parliamentary-questions",
        "title": "Parliamentary questions and answers",
        "resources": [resource],
    }


def _croissant(name: str, digest: str, size: int, plan: Plan) -> dict[str, Any]:
    """A data set with the table as its record set."""
    return {
        "@context": {
            "@language": "en",
            "@vocab": "https://schema.org/",
            "sc": "https://schema.org/",
            "cr": "http://mlcommons.org/croissant/",
            "dct": "http://purl.org/dc/terms/",
            "column": "cr:column",
            "conformsTo": "dct:conformsTo",
            "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
            "extract": "cr:extract",
            "field": "cr:field",
            "fileObject": "cr:fileObject",
            "recordSet": "cr:recordSet",
            "repeated": "cr:repeated",
            "source": "cr:source",
        },
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": "parliamentary-questions",
        "description": "Parliamentary questions and answers",
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": "table-file",
                "name": name,
                "contentUrl": name,
                "contentSize": f"{size} B",
                "encodingFormat": "application/x-parquet",
                "sha256": digest,
            }
        ],
        "recordSet": [
            {
                "@type": "cr:RecordSet",
                "@id": "table",
                "name": "table",
                "field": [_field(column) for column in plan.columns],
            }
        ],
    }


def _field(column: Column) -> dict[str, Any]:
    made: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"table/{column.name}",
        "name": column.name,
        "description": column.doc,
        "dataType": _CROISSANT[column.type],
        "source": {"fileObject": {"@id": "table-file"}, "extract": {"column": column.name}},
    }
    return made | {"repeated": True} if column.type is Type.TEXTS else made
