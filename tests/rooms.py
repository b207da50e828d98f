"""The rooms of the package, floor by floor: the one table that says who may import whom.

A module belongs to the room with the longest name that fits. It imports from its own room and from
rooms of the rows above. `tests/unit/test_floors.py` holds the package to the table, and
`docs/architecture.md` prints it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from pathlib import Path

import parlq

SRC = Path(parlq.__file__).parent

#: One row a floor, the lowest first. Rooms of one row do not import each other.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("_version", "problems"),
    ("limits", "rules", "model.fields"),
    ("model.languages",),
    ("model.references",),
    ("model",),
    ("io", "comparison", "merging", "testing"),
    ("checks",),
    ("checks.status",),
    # The formats: each is a stranger to the others, but for pages for readers, which are made of three.
    ("formats.json", "formats.akn.xml", "formats.ep.pages.lines", "formats.ep.records.vocabulary"),
    (
        "formats.akn.debates",
        "formats.akn.schemas",
        "formats.akn.profile",
        "formats.ep.pages.language",
        "formats.ep.records.nodes",
    ),
    (
        "formats.akn.profile.tree",
        "formats.ep.pages.segment",
        "formats.ep.records.writing",
    ),
    (
        "formats.akn.profile.fast",
        "formats.akn.generic",
        "formats.akn.repair",
        "formats.ep.pages.parse",
        "formats.ep.records.reading",
    ),
    (
        "formats.akn.sitting",
        "formats.ep.pages.extract.html",
        "formats.ep.records.rdf",
        "formats.ep.records.csv",
    ),
    (
        "formats.ep.pages.extract.docx",
        "formats.ep.pages.extract.pdf",
        "formats.ep.records.api",
    ),
    ("formats.ep.pages.extract", "formats.ep.records.jsonld"),
    (
        "formats.akn",
        "formats.html",
        "formats.ep.pages",
        "formats.ep.records.shacl",
        "formats.ep.records.loss",
        "formats.ep.records",
    ),
    ("formats.akn.streaming", "formats.ep"),
    ("formats",),
    # What works with any format.
    ("api",),
    ("validation",),
    ("lint.settings",),
    ("lint.discovery",),
    ("corpus",),
    ("tables",),
    ("lint", "formats.html.site"),
    ("lint.reports",),
    ("cli", "testing.pytest_plugin"),
    ("__init__", "__main__"),
)
FLOOR_OF = {room: floor for floor, row in enumerate(FLOORS) for room in row}

#: The modules, by their dotted names below `parlq`.
MODULES = {
    ".".join(path.relative_to(SRC).with_suffix("").parts): path
    for path in sorted(SRC.rglob("*.py"))
}


def room_of(module: str) -> str:
    """The room that a module is, or lies in; KeyError when the table has none."""
    name = module.removesuffix(".__init__")
    while name not in FLOOR_OF:
        name, dot, _ = name.rpartition(".")
        if not dot:
            raise KeyError(module)
    return name


def imports_of(path: Path) -> set[str]:
    """Absolute names of all that a module imports, wherever in the module it does."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: relative import"
            assert node.module
            found |= {_module(f"{node.module}.{alias.name}") for alias in node.names}
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in {
            "_Later",
            "import_module",
        }:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                found.add(first.value)
    return found


def _module(name: str) -> str:
    """The module that a name is, or that it is imported from."""
    inner = name.removeprefix("parlq.")
    if inner == name or inner in MODULES or f"{inner}.__init__" in MODULES:
        return name if inner != name else name.rpartition(".")[0]
    return name.rpartition(".")[0]


def rooms_imported(module: str) -> set[str]:
    """The other rooms that a module imports from."""
    own = room_of(module)
    names = {
        name.removeprefix("parlq.") for name in imports_of(MODULES[module]) if "parlq." in name
    }
    return {room_of(name if name in MODULES else f"{name}.__init__") for name in names} - {own}


def described() -> list[tuple[int, str, str]]:
    """Floor, room and the first line of what the room says of itself, the highest floor first."""
    rows = []
    for floor, row in reversed(list(enumerate(FLOORS))):
        for room in row:
            path = MODULES.get(f"{room}.__init__") or MODULES.get(room)
            text = ast.get_docstring(ast.parse(path.read_text("utf-8"))) if path else ""
            rows.append((floor, room, (text or "").partition("\n")[0]))
    return rows


def outer(room: str) -> str:
    """The room as the picture shows it: a format as one, and so the model and the validator."""
    parts = room.split(".")
    # Corpora are found with the first two; a site is made of tables and corpora.
    if room in {"lint.settings", "lint.discovery", "formats.html.site"}:
        return room
    if parts[0] == "formats" and len(parts) > 1:
        return ".".join(parts[: 3 if parts[1] == "ep" else 2])
    return parts[0]


def arrows() -> list[tuple[str, str]]:
    """Who imports whom between the rooms of the picture, without what follows from the others."""
    graph: dict[str, set[str]] = {}
    for module in MODULES:
        own = outer(room_of(module))
        if own not in {"__init__", "__main__", "_version", "formats.ep"}:
            others = {outer(room) for room in rooms_imported(module)}
            graph.setdefault(own, set()).update(others - {own, "_version"})

    def below(rooms: Iterable[str]) -> set[str]:
        return {far for room in rooms for far in (graph[room] | below(graph[room]))}

    return sorted(
        (room, other) for room, others in graph.items() for other in others - below(others)
    )
