"""The floors of the package: who imports whom, what is loaded when, how long a module is."""

from __future__ import annotations

import ast
import os
import subprocess
import sys

import pytest
from tests.rooms import FLOOR_OF, MODULES, SRC, imports_of, room_of, rooms_imported

#: Packages that not every user has or needs at once, and the rooms that may import them.
HEAVY = {
    "lxml": ("formats.akn", "formats.ep.pages.extract", "formats.ep.records"),
    "cattrs": ("formats.json",),
    "orjson": ("formats.json", "formats.html", "formats.ep.records", "tables"),
    "hypothesis": ("testing",),
    "shtab": ("cli",),
    "pyoxigraph": ("formats.ep.records.rdf",),
    "rdflib": ("formats.ep.records.shacl",),
    "pyarrow": ("tables",),
    "pyspark": ("tables.spark",),
    "pandas": ("tables",),
    "polars": ("tables",),
    "xlsxwriter": ("tables",),
    "vl_convert": ("tables",),
    "babel": ("formats.ep.pages.language",),
    "jinja2": ("formats.html",),
    "markupsafe": ("formats.html",),
    "pypdf": ("formats.ep.pages.extract.pdf",),
    "pyshacl": ("formats.ep.records.shacl",),
    "pytest": ("testing.pytest_plugin",),
    "zstandard": ("corpus",),
    "compression": ("corpus",),
    "rich": ("cli",),
}
ALWAYS = {"attrs"}
#: Rooms of one format: none of them imports one of another format.
STRANGERS = (
    "formats.akn",
    "formats.html",
    "formats.json",
    "formats.ep.pages",
    "formats.ep.records",
)
#: A page for readers carries JSON, cites parts by their `eId` and speaks the words of published pages.
MADE_OF = {
    "formats.html": (
        "formats.json",
        "formats.akn.profile",
        "formats.akn.xml",
        "formats.ep.pages.language",
    )
}


def lies_in(module: str, rooms: tuple[str, ...]) -> bool:
    """Whether a module is in one of these rooms, or in a room inside them."""
    return any(f"{module}.".startswith(f"{room}.") for room in rooms)


@pytest.mark.parametrize("module", MODULES)
def test_arrows_point_down(module):
    """A module imports from rooms of lower floors only, so there are no circles of rooms."""
    own = FLOOR_OF[room_of(module)]
    assert set() == {room for room in rooms_imported(module) if FLOOR_OF[room] >= own}


@pytest.mark.parametrize("module", [name for name in MODULES if lies_in(name, STRANGERS)])
def test_formats_are_strangers(module):
    """A format imports no other format."""
    (own,) = (room for room in STRANGERS if lies_in(module, (room,)))
    others = tuple(room for room in STRANGERS if room != own)
    allowed = MADE_OF.get(own, ())
    strangers = [room for room in rooms_imported(module) if lies_in(room, others)]
    assert [] == [room for room in strangers if not lies_in(room, allowed)]


def test_every_room_has_a_floor():
    """No module is left out of the table, and no row of it is without a module."""
    assert set(FLOOR_OF) == {room_of(module) for module in MODULES}


def test_rooms_are_small():
    """A folder has 15 modules at most, and the top of the package 20 entries."""
    folders = [path.parent for path in MODULES.values()]
    assert {} == {str(each): folders.count(each) for each in folders if folders.count(each) > 15}
    copies = {"docs", "schemas", "__pycache__"}  # those of the wheel
    entries = [path for path in SRC.iterdir() if path.name not in copies]
    assert len(entries) <= 20


def test_no_circles_between_modules():
    """No module comes to import itself, by whatever way, at whatever time."""
    graph = {}
    for module, path in MODULES.items():
        name = f"parlq.{module}".removesuffix(".__init__")
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


@pytest.mark.parametrize("module", MODULES)
def test_heavy_packages_stay_in_their_rooms(module):
    """What a package is imported for is done in one place."""
    others = {name.split(".")[0] for name in imports_of(MODULES[module])} - set(
        sys.stdlib_module_names
    )
    others -= {"parlq", *ALWAYS}
    strangers = {name for name in others if not lies_in(module, HEAVY.get(name, ()))}
    assert set() == strangers


@pytest.mark.parametrize("module", [name for name in MODULES if lies_in(name, ("model",))])
def test_the_model_imports_nothing_but_attrs(module):
    """The model knows attrs, the standard library and problems, and no format."""
    names = {name.split(".")[0] for name in imports_of(MODULES[module])}
    assert names - set(sys.stdlib_module_names) <= {"attrs", "parlq"}
    assert all(lies_in(room, ("model", "problems")) for room in rooms_imported(module))


@pytest.mark.parametrize("path", MODULES.values(), ids=MODULES)
def test_modules_are_short(path):
    """A module has 300 lines at most."""
    assert len(path.read_text("utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", MODULES.values(), ids=MODULES)
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


def test_canonical_output_is_read_without_lxml(tmp_path):
    """Reading what parlq wrote needs no lxml, whatever the blocks and inlines of the text."""
    from parlq.formats import akn
    from parlq.model import Bold, LanguageVariant, Note, NoteRef, Paragraph, Question

    marked = Paragraph(content=("see ", Bold(content=("this",)), NoteRef(marker="1")))
    note = Note(marker="1", content=(Paragraph(content=("there",)),))
    question = Question(variants=(LanguageVariant(language="en", body=(marked, note)),))
    akn.dump(question, tmp_path / "a.xml")
    code = "import parlq; assert parlq.load({!r}).variants[0].body"
    assert "lxml" not in loaded_after(code.format(str(tmp_path / "a.xml")))
