"""Which files are checked."""

import os
import socket
import sys

import pytest

from parlq.lint.discovery.inputs import found
from parlq.lint.discovery.skipped_files import Skips
from parlq.lint.settings.settings import Settings
from parlq.problems import Problem

FILES = (
    "a.xml",
    "b.json",
    "c.akn",
    "d.XML",
    "notes.txt",
    "page.html",
    "table.csv",
    "data/e.xml",
    "data/old/f.xml",
    "data/old/g.json",
    "data/z.xml",
    ".hidden/h.xml",
    ".i.xml",
    "node_modules/j.xml",
    "venv/k.xml",
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with files of every sort, to work in."""
    monkeypatch.chdir(tmp_path)
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    return tmp_path


def names(*paths, **settings):
    """What is found, with slashes; a problem by its file and message."""
    made = Settings(**settings)
    return [
        (one.file.replace(os.sep, "/"), one.message)
        if isinstance(one, Problem)
        else one.replace(os.sep, "/")
        for one in found(paths, made)
    ]


HERE = ["a.xml", "b.json", "c.akn", "d.XML"]
DATA = ["data/e.xml", "data/old/f.xml", "data/old/g.json", "data/z.xml"]


def test_folders_are_searched(folder):
    """Of a folder the files with a suffix of a strict format, sorted; none of hidden places and tools."""
    assert [*HERE, *DATA] == names(".") == names("./") == names("./.")
    assert DATA == names("data") == names("data/") == names("./data")
    assert [f"{folder.as_posix()}/{name}" for name in DATA] == names(str(folder / "data"))


def test_what_is_named_is_taken(folder):
    """A file is taken when it is named, whatever its suffix and place."""
    given = ("notes.txt", ".hidden/h.xml", "venv/k.xml", "table.csv")
    assert list(given) == names(*given)


def test_hidden_folders_can_be_named(folder):
    """A folder that would be passed over is searched when it is named."""
    assert [".hidden/h.xml", "node_modules/j.xml"] == names(".hidden", "node_modules")


def test_order_is_that_of_the_arguments_and_each_file_comes_once(folder):
    """A file that is named and found again comes where it is first met."""
    assert ["data/z.xml", *DATA[:3], "a.xml"] == names("data/z.xml", "data", "a.xml", "./a.xml")
    assert DATA == names("data", "data/old")


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.xml", ["a.xml"]),
        ("*.json", ["b.json"]),
        ("data/*.xml", ["data/e.xml", "data/z.xml"]),
        ("data/**/*.json", ["data/old/g.json"]),
        ("[ab].*", ["a.xml", "b.json"]),
        ("dat?", DATA),
    ],
)
def test_patterns(folder, pattern, expected):
    """A pattern stands for what matches it: files whatever they are, folders for what is in them."""
    assert expected == names(pattern)


def test_a_name_may_look_like_a_pattern(folder):
    """A file whose name has brackets is that file."""
    (folder / "q[1].xml").write_text("x")
    assert ["q[1].xml"] == names("q[1].xml")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("x*.xml", "matches no file"),
        ("empty", "contains no file to check"),
        (".", None),
    ],
)
def test_finding_nothing_is_a_problem(folder, path, message):
    """A pattern or folder without a file to check is told, unless that is allowed."""
    (folder / "empty").mkdir()
    assert ([(path, message)] if message else names(path)) == names(path)
    assert [] == names("x*.xml", "empty", allow_empty=True)


@pytest.mark.parametrize(
    ("name", "settings", "message"),
    [
        ("p.txt", {}, "; to check its .txt files, add --include '*.txt'"),
        ("p.HTML", {}, "; to check its .html files, add --include '*.html'"),
        ("p.jpg", {}, ""),
        (".p.txt", {}, ""),
        ("p.txt", {"exclude": ("p*",)}, ""),
        ("p.txt", {"include": ("*.md",)}, ", as none matches --include"),
    ],
)
def test_what_could_be_checked_is_told(tmp_path, monkeypatch, name, settings, message):
    """Of a folder with nothing but files of other formats the message says how to check them."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / name).write_text("x")
    assert [(".", f"contains no file to check{message}")] == names(".", **settings)


def test_a_missing_file_is_left_to_its_reader(folder):
    """What is not there is a name to be opened, even where finding nothing is allowed."""
    assert ["none.xml"] == names("none.xml") == names("none.xml", allow_empty=True)


@pytest.mark.parametrize(
    ("exclude", "expected"),
    [
        (("old",), [*HERE, "data/e.xml", "data/z.xml"]),
        (("data/old/*.json",), [*HERE, "data/e.xml", "data/old/f.xml", "data/z.xml"]),
        (("*.xml", "*.XML"), ["b.json", "c.akn", "data/old/g.json"]),
        (("data",), HERE),
    ],
)
def test_exclude(folder, exclude, expected):
    """What matches is left out, and whole folders are not looked into."""
    assert expected == names(".", exclude=exclude)
    kept = [name for name in expected if name.endswith(".json")]
    assert kept == [n for n in names("**/*.json", exclude=exclude) if isinstance(n, str)]


def test_exclude_holds_for_what_is_found_only(folder):
    """A file that is named is checked all the same, unless that is forced."""
    assert ["a.xml"] == names("a.xml", exclude=("*.xml",))
    assert [] == names("a.xml", "data", exclude=("*.xml", "data"), force_exclude=True)
    assert [] == names("-", exclude=("*.xml",), force_exclude=True, stdin_filename="old/a.xml")
    assert ["-"] == names("-", exclude=("*.xml",), force_exclude=True)


def test_include(folder):
    """Patterns of files to check in folders stand in the place of the suffixes."""
    assert ["notes.txt", "page.html"] == names(".", include=("*.txt", "*.html"))


def test_reports_are_no_inputs(folder):
    """A report in a folder that is searched is passed over."""
    here = frozenset({str(folder / "b.json")})
    assert ["a.xml", "c.akn", "d.XML"] == list(found((".",), Settings(exclude=("data",)), here))


@pytest.mark.skipif(os.name != "posix", reason="links as POSIX has them")
def test_links(folder):
    """Links to files in the folder are followed; what links to folders lead to is found where it lies."""
    (folder / "data" / "again").symlink_to(folder / "data")
    (folder / "data" / "up").symlink_to(folder)
    (folder / "l.xml").symlink_to("a.xml")
    (folder / "loop.xml").symlink_to("loop.xml")
    (folder / "gone.xml").symlink_to("none.xml")
    assert [
        *HERE,
        *DATA,
        "gone.xml",
        "l.xml",
        "loop.xml",
    ] == names(".")


@pytest.mark.skipif(os.name != "posix", reason="links as POSIX has them")
def test_links_that_lead_out_are_skipped(folder):
    """Neither files nor folders elsewhere are found by a link, nor what lies in .git; they are counted."""
    outside = folder.parent / "outside"
    outside.mkdir(exist_ok=True)
    (outside / "o.xml").write_text("x")
    (folder / ".git").mkdir()
    (folder / ".git" / "g.xml").write_text("x")
    (folder / "data" / "file.xml").symlink_to(outside / "o.xml")
    (folder / "data" / "folder").symlink_to(outside)
    (folder / "data" / "none.xml").symlink_to(outside / "none.xml")
    (folder / "data" / "git.xml").symlink_to("../.git/g.xml")
    (folder / "data" / "hidden").symlink_to("../.hidden")
    (folder / "data" / "back.xml").symlink_to("../a.xml")
    skips = Skips()
    assert DATA == list(found(("data",), Settings(), skips=skips))
    assert (6, "skipped 6 links that parlq does not follow") == (skips.total, str(skips))
    assert "data/back.xml" in names(".")
    assert ["data/folder/o.xml"] == names("data/folder")


@pytest.mark.skipif(os.name != "posix", reason="links as POSIX has them")
def test_a_folder_that_is_a_link_can_be_named(folder):
    """Whoever names a link means what it leads to; links in it lead out of that, or not."""
    (folder / "link").symlink_to("data")
    (folder / "data" / "in.xml").symlink_to("old/f.xml")
    (folder / "data" / "out.xml").symlink_to("../a.xml")
    assert [
        "link/e.xml",
        "link/in.xml",
        "link/old/f.xml",
        "link/old/g.json",
        "link/z.xml",
    ] == names("link")


@pytest.mark.skipif(os.name != "posix", reason="links as POSIX has them")
@pytest.mark.parametrize("pattern", ["data/*.xml", "**/*.xml", "data/**", "d*/*.xml", "*"])
def test_patterns_lead_nowhere_else(folder, pattern):
    """Patterns find nothing by links that lead out, and end however many links lead round."""
    outside = folder.parent / "outside"
    outside.mkdir(exist_ok=True)
    (outside / "o.xml").write_text("x")
    (folder / "data" / "o.xml").symlink_to(outside / "o.xml")
    (folder / "out").symlink_to(outside)
    for number in range(20):
        (folder / "data" / f"round{number}").symlink_to(".")
        (folder / f"round{number}").symlink_to(".")
    given = [one for one in names(pattern) if isinstance(one, str)]
    assert len(given) == len(set(given)) < 20
    assert not [one for one in given if "round" in one or one.endswith("o.xml")]


@pytest.mark.skipif(os.name != "posix", reason="pipes and sockets as POSIX has them")
@pytest.mark.parametrize("path", ["data", "data/*", "data/**/*.xml"])
def test_pipes_sockets_and_devices_are_skipped(folder, path):
    """What is found and would never end, or cannot be opened, is counted and not opened."""
    os.mkfifo("data/p.xml")
    (folder / "data" / "zero.xml").symlink_to("/dev/zero")
    (folder / "data" / "to-pipe.xml").symlink_to("p.xml")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("data/s.xml")
        skips = Skips()
        given = [one for one in found((path,), Settings(), skips=skips) if one.endswith(".xml")]
    assert set(given) <= {"data/e.xml", "data/z.xml", "data/old/f.xml"}
    assert "3 pipes, sockets or devices" in str(skips)


def test_what_is_all_skipped_is_told(folder):
    """A folder of which everything is skipped is none that has been checked."""
    (folder / "empty").mkdir()
    if os.name == "posix":
        (folder / "empty" / "a.xml").symlink_to("../a.xml")
        assert [("empty", "contains no file to check that is not skipped")] == names("empty")


@pytest.mark.skipif(os.name != "posix", reason="names as POSIX has them")
def test_names_that_are_no_text(folder):
    """A name in no encoding is found and can be opened."""
    with open(os.fsencode(str(folder / "data")) + b"/\xff.xml", "wb") as file:
        file.write(b"x")
    (name,) = [one for one in names("data") if one.startswith("data/\udcff")]
    with open(name, "rb") as file:
        assert b"x" == file.read()


def test_deep_trees_are_no_danger(folder):
    """A tree deeper than the stack is searched."""
    path = folder.joinpath("deep", *["d"] * 400)
    path.mkdir(parents=True)
    (path / "a.xml").write_text("x")
    depth, frame = 0, sys._getframe()
    while frame is not None:
        depth, frame = depth + 1, frame.f_back
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(depth + 100)
    try:
        assert [f"deep/{'d/' * 400}a.xml"] == names("deep")
    finally:
        sys.setrecursionlimit(usual)
