"""Who may know whom: the imports of the source, read and held against the floors."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "src/parlq"
ROOMS = ("akn", "jsonformat", "pages", "opendata", "checks", "cli", "model")
FORMATS = {"akn", "jsonformat", "pages", "opendata"}
ABOVE = {"api", "validation", "cli", "formats", "corpus", "joining"}
MODULES = sorted(ROOT.rglob("*.py"))


def imports(path):
    """First two names of every parlq import, and first names of the others."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
            if node.module == "parlq":
                names = [f"parlq.{alias.name}" for alias in node.names]
        yield from names


@pytest.mark.parametrize("room", sorted(FORMATS))
def test_formats_know_no_other_format_and_nothing_above(room):
    """A format imports neither another format nor what stands above it."""
    forbidden = (FORMATS - {room}) | ABOVE
    for path in (ROOT / room).rglob("*.py"):
        for name in imports(path):
            parts = name.split(".")
            assert not (parts[0] == "parlq" and len(parts) > 1 and parts[1] in forbidden), (
                f"{path.name} imports {name}"
            )


def test_the_model_knows_only_itself():
    """The model imports attrs, the standard library, problems and its own rooms."""
    allowed = {"parlq.model", "parlq.problems"}
    for path in (ROOT / "model").rglob("*.py"):
        for name in imports(path):
            if name.startswith("parlq"):
                assert ".".join(name.split(".")[:2]) in allowed, f"{path.name} imports {name}"
            else:
                assert name.split(".")[0] not in {"lxml", "cattrs", "orjson", "babel"}


@pytest.mark.parametrize(
    ("package", "rooms"),
    [("cattrs", {"jsonformat"}), ("lxml", {"akn", "pages", "opendata"})],
)
def test_libraries_stay_in_their_rooms(package, rooms):
    """Lxml and cattrs are imported in their rooms only."""
    found = {
        path.relative_to(ROOT).parts[0]
        for path in MODULES
        for name in imports(path)
        if name.split(".")[0] == package
    }
    assert found <= rooms
