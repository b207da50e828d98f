"""A published version of the schemas does not change: a change needs a new version."""

from __future__ import annotations

import hashlib
from pathlib import Path

from parlq.formats.json.field_kinds import SCHEMA_VERSION
from parlq.io import resources

SCHEMAS = Path(__file__).parents[2] / "schemas"
#: Version of the schemas, and the digest of each of its files without blanks at the ends of lines.
FROZEN = {
    "1.0": {
        "context.jsonld": "8beecf2559f3b8874fbed8e89c7155f9c1b6234baf1f6b1cf9e46bb96aa94453",
        "parlq-1.0.schema.json": "05d32fbab5fb32d16273e78049b229ca99c25534fc87355f00e604d15ee8801e",
        "parlq-1.0.xsd": "682963754c8ea7762f0289a7d0bc53d7a3979c36a29647e4a4240067020e820d",
    },
}


def digest(path: Path) -> str:
    """What identifies the text of a file, whatever its line ends."""
    return hashlib.sha256("\n".join(path.read_text("utf-8").splitlines()).encode()).hexdigest()


def test_the_version_is_known():
    """The version that parlq writes is among those that are frozen."""
    assert SCHEMA_VERSION in FROZEN


def test_published_schemas_do_not_change():
    """Whoever changes a schema gives it a new version, or, before the first release, a new digest."""
    for files in FROZEN.values():
        assert files == {name: digest(SCHEMAS / name) for name in files}


def test_the_package_has_these_schemas():
    """The schemas that are installed are the files of the source code."""
    for name in FROZEN[SCHEMA_VERSION]:
        assert resources.schema_bytes(name) == (SCHEMAS / name).read_bytes()
