"""The floors of the package: who imports whom, what is loaded when, how long a module is."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import parlq

SRC = Path(parlq.__file__).parent
MODULES = sorted(SRC.rglob("*.py"))

#: Rooms by floor: a room imports from lower floors and from itself only, so that formats are
#: strangers to each other.
FLOORS = {
    "_version": 0,
    "problems": 0,
    "resources": 0,
    "naming": 0,
    "lines": 0,
    "edits": 0,
    "ending": 0,
    "devices": 0,
    "drawn": 0,
    "model": 1,
    "bounded": 1,
    "bounded_child": 1,
    "limits": 1,
    "rules": 1,
    "signatures": 1,
    "sniffing": 1,
    "replacing": 1,
    "files": 2,
    "comparison": 2,
    "reading": 2,
    "testing": 2,
    "joining": 2,
    "checks": 3,
    "akn": 4,
    "jsonformat": 4,
    "pages": 4,
    "opendata": 4,
    "formats": 5,
    "api": 6,
    "validation": 7,
    "lint": 8,
    "cli": 9,
    "pytest_plugin": 9,
    "__main__": 10,
    "__init__": 10,
}
#: Packages that not every user has or needs at once, and the rooms that may import them.
HEAVY = {
    "lxml": {"akn", "pages", "opendata"},
    "cattrs": {"jsonformat"},
    "orjson": {"jsonformat", "opendata"},
    "hypothesis": {"testing"},
    "shtab": {"cli"},
    "pyoxigraph": {"opendata"},
    "rdflib": {"opendata"},
    "babel": {"pages"},
    "pypdf": {"pages"},
    "pyshacl": {"opendata"},
    "pytest": {"pytest_plugin"},
}
ALWAYS = {"attrs"}


def room_of(path: Path) -> str:
    """Name of the room that a module is, or lies in."""
    return path.relative_to(SRC).parts[0].removesuffix(".py")


def imports_of(path: Path) -> set[str]:
    """Absolute names of all that a module imports, wherever in the module it does."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: relative import"
            assert node.module
            if node.module == "parlq":
                found |= {f"parlq.{alias.name}" for alias in node.names}
            else:
                found.add(node.module)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in {
            "_Later",
            "import_module",
        }:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                found.add(first.value)
    return found


def rooms_imported(path: Path) -> set[str]:
    """Rooms of parlq that a module imports, but its own."""
    rooms = {name.split(".")[1] for name in imports_of(path) if name.startswith("parlq.")}
    return rooms - {room_of(path)}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SRC)))
def test_arrows_point_down(path):
    """A module imports from lower floors only: so formats are strangers, and there are no circles."""
    own = FLOORS[room_of(path)]
    assert set() == {room for room in rooms_imported(path) if FLOORS[room] >= own}


def test_every_room_has_a_floor():
    """No room is left out of the table above."""
    assert set(FLOORS) == {room_of(path) for path in MODULES}


def test_no_circles_between_modules():
    """No module comes to import itself, by whatever way, at whatever time."""
    graph = {}
    for path in MODULES:
        parts = path.relative_to(SRC.parent).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        tree = ast.parse(path.read_text("utf-8"))
        graph[name] = {
            inner
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("parlq.")
            for inner in (node.module, *(f"{node.module}.{a.name}" for a in node.names))
        }
    seen: dict[str, int] = {}

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert seen.get(name) != 1, f"circle: {' -> '.join((*trail, name))}"
        if name in seen:
            return
        seen[name] = 1
        for inner in sorted(graph[name] & set(graph)):
            # A room's face imports its modules, and they may name the room: not a circle in Python.
            if not name.startswith(f"{inner}.") and inner != name:
                visit(inner, (*trail, name))
        seen[name] = 2

    for name in sorted(graph):
        visit(name, ())


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SRC)))
def test_heavy_packages_stay_in_their_rooms(path):
    """What a package is imported for is done in one place."""
    others = {name.split(".")[0] for name in imports_of(path)} - set(sys.stdlib_module_names)
    others -= {"parlq", *ALWAYS}
    strangers = {name for name in others if room_of(path) not in HEAVY.get(name, set())}
    assert set() == strangers


def test_the_model_imports_nothing_but_attrs():
    """The model knows attrs, the standard library, problems and how names compare, no format."""
    for path in (SRC / "model").glob("*.py"):
        names = {name.split(".")[0] for name in imports_of(path)}
        assert names - set(sys.stdlib_module_names) <= {"attrs", "parlq"}
        assert rooms_imported(path) <= {"naming", "problems"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SRC)))
def test_modules_are_short(path):
    """A module has 300 lines at most."""
    assert len(path.read_text("utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SRC)))
def test_public_things_are_described(path):
    """Modules, public classes, functions and methods have a docstring."""
    tree = ast.parse(path.read_text("utf-8"))
    bare = [] if ast.get_docstring(tree) else [path.name]
    todo: list[ast.AST] = [tree]
    while todo:
        for node in todo.pop().body:  # type: ignore[attr-defined]  # modules and classes have one
            if not isinstance(node, ast.ClassDef | ast.FunctionDef) or node.name.startswith("_"):
                continue
            overloaded = any(getattr(d, "id", "") == "overload" for d in node.decorator_list)
            if not ast.get_docstring(node) and not overloaded:
                bare.append(f"{path.name}:{node.lineno} {node.name}")
            if isinstance(node, ast.ClassDef):
                todo.append(node)
    assert [] == bare


def loaded_after(code: str) -> set[str]:
    """Top-level packages that a fresh interpreter has loaded after running `code`."""
    tail = "\nimport sys\nprint(*{m.partition('.')[0] for m in sys.modules}, file=sys.stderr)"
    environment = {**os.environ, "PYTHONPATH": str(SRC.parent)}
    done = subprocess.run(
        [sys.executable, "-c", code + tail],
        capture_output=True,
        check=True,
        text=True,
        env=environment,
    )
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import parlq", {"attr", "lxml", "cattrs", "orjson", "babel", "hypothesis", "argparse"}),
        (
            "from parlq.cli import main; main(['--version'])",
            {"attr", "lxml", "cattrs", "orjson", "argparse"},
        ),
        (
            "from parlq.cli import main; main(['--help'])",
            {"lxml", "cattrs", "orjson", "babel", "hypothesis"},
        ),
        (
            "from parlq.cli import main; main(['schema', 'xsd'])",
            {"lxml", "cattrs", "orjson", "babel"},
        ),
        ("import parlq.model", {"lxml", "cattrs", "orjson", "babel", "pyoxigraph", "rdflib"}),
        ("import parlq.formats.akn", {"cattrs", "orjson", "babel", "pyoxigraph", "rdflib"}),
        ("import parlq.formats.json", {"lxml", "cattrs", "babel", "pyoxigraph", "rdflib"}),
    ],
    ids=["import", "version", "help", "schema", "model", "akn", "json"],
)
def test_what_is_not_needed_is_not_loaded(code, absent):
    """Start-up is cheap: packages are loaded when their format is first used."""
    assert set() == loaded_after(code) & absent


def test_validating_one_format_loads_no_other(tmp_path):
    """XML is validated without the packages for JSON, and the other way round."""
    from parlq.formats import akn
    from parlq.formats import json as jsonformat
    from parlq.model import Answer

    answer = Answer(date=None)
    akn.dump(answer, tmp_path / "a.xml")
    jsonformat.dump(answer, tmp_path / "a.json")
    code = "from parlq.cli import main; main(['validate', {!r}])"
    xml = loaded_after(code.format(str(tmp_path / "a.xml")))
    assert {"lxml"} == xml & {"lxml", "cattrs", "orjson", "babel"}
    json = loaded_after(code.format(str(tmp_path / "a.json")))
    assert {"orjson"} == json & {"lxml", "cattrs", "orjson", "babel"}
