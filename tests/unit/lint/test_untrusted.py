"""A configuration from a stranger: it names no file outside of its folder, and has bounds."""

import os
import re
import socket
import threading

import pytest

from parlq.cli import main
from parlq.lint.settings import bounded_toml
from parlq.lint.settings.configuration import Configuration, effective, nearest, read
from parlq.lint.settings.settings import SettingsError, most_jobs

POSIX = pytest.mark.skipif(os.name != "posix", reason="links and pipes as POSIX has them")

#: Names of all kinds of report.
REPORTS = ["text", "full", "concise", "json", "jsonl", "sarif", "junit", "github", "gitlab"]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A repository to work in, beside things of others."""
    made = tmp_path / "repository"
    (made / ".git" / "hooks").mkdir(parents=True)
    (made / "data").mkdir()
    (tmp_path / "others").mkdir()
    (tmp_path / "others" / "private.xml").write_text("private")
    monkeypatch.chdir(made)
    return made


def refusal(table):
    """The message of a configuration in the current folder that says this."""
    with pytest.raises(SettingsError) as caught:
        effective(Configuration(os.path.abspath("parlq.toml"), table), {})
    return str(caught.value)


OUTSIDE = [
    "../others/private.xml",
    "data/../../others/private.xml",
    "data/..",
    "..",
    "/etc/passwd",
    "{others}/private.xml",
    "data/a\0b",
    ".git/config",
    ".git",
    "data/.GIT/config",
    "./.git/hooks/post-checkout",
    ".git./config",
    "git~1/config",
    ".g\u200cit/config",
]


@pytest.mark.parametrize("name", OUTSIDE)
@pytest.mark.parametrize(
    ("setting", "form"),
    [("report", "text:{}"), ("schema", "{}"), ("shapes", "{}"), ("paths", "{}")],
)
def test_names_lead_nowhere_else(folder, setting, form, name):
    """No file that a configuration names is outside of its folder or below .git."""
    name = name.replace("{others}", str(folder.parent / "others"))
    value = form.format(name)
    message = refusal({setting: [value] if setting in {"report", "paths"} else value})
    assert f"parlq.toml: {setting}: " in message
    assert 1 == len(message.splitlines())


@POSIX
@pytest.mark.parametrize(
    "name", ["file", "folder/private.xml", "hooks/pre-commit", "pattern/*.xml"]
)
def test_links_lead_nowhere_else(folder, name):
    """A link is no way out, be it the file or a folder before it."""
    (folder / "file").symlink_to("../others/private.xml")
    (folder / "folder").symlink_to("../others")
    (folder / "pattern").symlink_to("../others")
    (folder / "hooks").symlink_to(".git/hooks")
    fault = "is below .git" if name.startswith("hooks") else "is a link out of the folder"
    if "*" in name:
        assert fault in refusal({"paths": [name]})
        return
    for table in ({"report": [f"json:{name}"]}, {"schema": name}, {"shapes": name}):
        assert fault in refusal(table)


@POSIX
def test_reports_replace_files_only(folder):
    """A report that a configuration asks for does not go into a pipe that lies in wait."""
    os.mkfifo("pipe")
    assert "is no file that could be replaced" in refusal({"report": ["text:pipe"]})
    assert "is no file that could be replaced" in refusal({"report": ["text:data"]})


@pytest.mark.parametrize("report", REPORTS)
def test_reports_replace_reports_only(folder, report, capsys):
    """A configuration replaces the reports of earlier runs, and neither documents nor itself."""
    document = '{"schema_version": "1.0", "type": "answer", "colour": 1}'
    (folder / "a.json").write_text(document)
    settings = f'report = ["{report}:out.txt"]'
    (folder / "parlq.toml").write_text(settings)
    assert [1, 1] == [main(["validate", "a.json"]) for _ in range(2)]  # the second one replaces
    (folder / "notes.txt").write_text("Buy bread: error in the list\n")
    for name in ("a.json", "parlq.toml", "notes.txt"):
        assert f"exists and is no {report} report" in refusal({"report": [f"{report}:{name}"]})
    (folder / "parlq.toml").write_text(f'report = ["{report}:a.json"]')
    capsys.readouterr()
    assert 2 == main(["validate", "a.json"])
    assert document == (folder / "a.json").read_text()


def test_what_lies_inside_is_taken(folder):
    """Files in the folder, patterns, the named schemas and standard streams are as before."""
    (folder / "data" / "house.xsd").touch()
    if os.name == "posix":
        (folder / "link.xsd").symlink_to("data/house.xsd")
    table = {
        "paths": ["data", "data/**/*.xml", "-", "..data"],
        "report": ["json:-", "sarif:data/new/out.sarif", "junit:.gitx"],
        "schema": "link.xsd" if os.name == "posix" else "data/house.xsd",
        "shapes": "./data/shapes.ttl",
    }
    settings = effective(Configuration(str(folder / "parlq.toml"), table), {}).settings
    assert ("data", f"data{os.sep}**{os.sep}*.xml", "-", "..data") == settings.paths
    assert "akn" == effective(Configuration("parlq.toml", {"schema": "akn"}), {}).settings.schema


def test_the_command_line_may_name_anything(folder):
    """What the user says is no matter of the configuration."""
    stated = {"report": ["json:../out.json"], "schema": "../house.xsd", "paths": ["../others"]}
    settings = effective(Configuration(), stated).settings
    assert (("json:../out.json",), ("../others",)) == (settings.reports, settings.paths)


@pytest.mark.parametrize("named", [[], ["--config", "parlq.toml"], ["--config", "pyproject.toml"]])
def test_nothing_is_written_outside(folder, capsys, named):
    """A run under such a configuration ends before it has written a byte, whatever it is called."""
    text = 'report = ["text:../others/private.xml"]\n'
    (folder / "parlq.toml").write_text(text)
    (folder / "pyproject.toml").write_text(f"[tool.parlq]\n{text}")
    (folder / "a.json").write_text("{}")
    assert 2 == main(["validate", "a.json", *named])
    assert "private" == (folder.parent / "others" / "private.xml").read_text()
    error = capsys.readouterr().err
    assert "report: '../others/private.xml' is outside the folder of the configuration" in error


# The search.


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_the_search_ends_with_the_repository(folder, monkeypatch, kind):
    """The folder that has .git is the last one that is looked into."""
    (folder.parent / "parlq.toml").write_text("quiet = true\n")
    if kind == "file":
        (folder / ".git" / "hooks").rmdir()
        (folder / ".git").rmdir()
        (folder / ".git").write_text("gitdir: elsewhere\n")
    monkeypatch.chdir("data")
    assert Configuration() == nearest()
    (folder / "parlq.toml").write_text("statistics = true\n")
    assert {"statistics": True} == nearest().values


def test_the_search_ends_with_the_home_folder(tmp_path, monkeypatch):
    """What lies above the home folder is not the user's."""
    inner = tmp_path / "home" / "work"
    inner.mkdir(parents=True)
    (tmp_path / "parlq.toml").write_text("quiet = true\n")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    monkeypatch.chdir(inner)
    assert Configuration() == nearest()
    (tmp_path / "home" / "parlq.toml").write_text("statistics = true\n")
    assert {"statistics": True} == nearest().values


def test_the_search_ends_with_the_file_system(tmp_path, monkeypatch):
    """A folder above that is on another device is not looked into."""
    (tmp_path / "parlq.toml").write_text("quiet = true\n")
    inner = tmp_path / "mounted" / "work"
    inner.mkdir(parents=True)
    real = os.stat

    def stat(path, *arguments, **options):
        found = list(real(path, *arguments, **options))
        found[2] += str(path).startswith(str(tmp_path / "mounted"))
        return os.stat_result(found)

    monkeypatch.chdir(inner)
    assert {"quiet": True} == nearest().values
    monkeypatch.setattr(os, "stat", stat)
    assert Configuration() == nearest()


def test_a_folder_that_is_gone_is_told(tmp_path, monkeypatch, capsys):
    """Without a current folder there is one line."""
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    try:
        (tmp_path / "gone").rmdir()
    except OSError:
        pytest.skip("a folder in use stays here")
    assert 2 == main(["config"])
    assert "parlq: the current folder cannot be read: " in capsys.readouterr().err


# The file itself.

K15 = ".".join("abcdefghijklmno")
HOSTILE = {
    "dots": "a." * 60_000 + "b = 1",
    "dots-quoted": "\"a\" . 'b'." * 20_000 + "b = 1",
    "dots-in-a-header": "[" + "a." * 60_000 + "b]",
    "dots-inside": "x = {" + "a." * 60_000 + "b = 1}",
    "headers": "".join(f"[{K15}.h{n}]\n" for n in range(5000)),
    "dotted-keys": f"[{K15}]\n" + "".join(f"{K15}.k{n} = 1\n" for n in range(5000)),
    "arrays": "x = " + "[" * 60_000,
    "arrays-closed": "x = " + "[" * 60_000 + "]" * 60_000,
    "tables": "x = " + "{a=" * 50_000,
    "both": "x = " + "[{a=" * 50_000,
    "many-arrays": "".join(f"x{n} = {'[' * 45}{']' * 45}\n" for n in range(1900)),
    "number": "jobs = " + "9" * 190_000,
    "number-hex": "jobs = 0x" + "f" * 190_000,
    "number-grouped": "jobs = " + "9_" * 90_000 + "9",
    "float": "jobs = 1." + "9" * 190_000,
    "key": "k" * 190_000 + " = 1",
    "key-quoted": '"' + "k" * 190_000 + '" = 1',
    "unclosed": 'x = "' + "\\" * 190_000,
    "unclosed-long": '"""' * 60_000,
    "unclosed-literal": "'''" * 60_000 + "x",
    "escapes": 'x = "' + "\\u0041" * 30_000 + '"',
    "date": "x = 2021-02-31",
    "nul": "\0" * 1000,
    "size": "#" * 200_001,
    "reports": f"report = [{', '.join(f'{chr(34)}json:o{n}{chr(34)}' for n in range(5000))}]",
    "patterns": f"exclude = [{', '.join(f'{chr(34)}a{n}{chr(34)}' for n in range(5000))}]",
    "patterns-long": f"exclude = [{', '.join([chr(34) + '*a' * 400 + chr(34)] * 100)}]",
    "pattern": f'exclude = ["{"*a" * 50_000}"]',
    "profile": f'profile = "{"strict" * 30_000}"',
    "rules": f'select = ["{"PQ" * 90_000}"]',
    "from": f'from = "{"json" * 40_000}"',
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("project", [False, True])
def test_hostile_files_are_refused_soon(folder, name, project):
    """Whatever is in the file: one short line, in bounded time."""
    text = HOSTILE[name]
    file = "pyproject.toml" if project else "parlq.toml"
    head = "[tool.parlq]\n" if project and not text.startswith("[") else "# parlq\n"
    (folder / file).write_text(head + text)
    if name in {"headers", "dotted-keys"} and project:
        assert Configuration() == nearest()
        return
    with pytest.raises(SettingsError) as caught:
        effective(nearest(), {})
    assert (1, True) == (len(str(caught.value).splitlines()), len(str(caught.value)) < 1500)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ('ignore = ["PQ411"] # a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q', {"ignore": ["PQ411"]}),
        (
            'exclude = ["a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r"]',
            {"exclude": ["a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r"]},
        ),
        ("exclude = ['''[[[[[[[[[[''']", {"exclude": ["[[[[[[[[[["]}),
        ('exclude = ["""a\\"""", "b"]', {"exclude": ['a"', "b"]}),
        ('exclude = ["""a""""", "[[["]', {"exclude": ['a""', "[[["]}),
        ('per-file-ignores."*.{a,b}" = []', {"per-file-ignores": {"*.{a,b}": []}}),
    ],
)
def test_quotes_and_comments_do_not_count(folder, text, values):
    """What is in quotes or in comments is neither a dotted key nor a bracket."""
    (folder / "parlq.toml").write_text(text)
    assert values == nearest().values


def test_a_large_project_file_of_others_is_no_concern(folder):
    """A large pyproject.toml counts only when it mentions parlq."""
    (folder / "pyproject.toml").write_text("#" * 300_000)
    assert Configuration() == nearest()
    (folder / "pyproject.toml").write_text("# parlq\n" + "#" * 300_000)
    with pytest.raises(SettingsError, match="is larger than 200000 bytes"):
        nearest()


@POSIX
@pytest.mark.parametrize("name", ["parlq.toml", "pyproject.toml"])
def test_what_is_no_file_is_refused_without_waiting(folder, name):
    """A pipe, a socket or a device in the place of a configuration is told."""
    os.mkfifo(name)
    with pytest.raises(SettingsError, match=re.escape(f"{name}: cannot be read: is a named pipe")):
        nearest()
    os.unlink(name)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(name)
        with pytest.raises(SettingsError, match="is a socket, not a file"):
            nearest()
    os.unlink(name)
    os.symlink("/dev/zero", name)
    with pytest.raises(SettingsError, match="is a device, not a file"):
        read(name)


def test_bytes_that_are_no_text_are_told_with_their_place(folder):
    """TOML is in UTF-8; lone surrogates and other encodings are not."""
    for data in (b"quiet = true # \xff", b"x = '\xed\xa0\x80'", "quiet = true".encode("utf-16")):
        (folder / "parlq.toml").write_bytes(data)
        with pytest.raises(SettingsError, match=r"is not UTF-8 at byte|is not TOML"):
            nearest()


# Numbers.


@pytest.mark.parametrize("value", [200 * 1000, 10**12, -1, 0, 2**63, 16**500])
def test_numbers_have_bounds(folder, value):
    """No number of a configuration is beyond what its setting takes; the message has no number of it."""
    for setting in ("jobs", "max-size", "max-problems"):
        if value == 0 and setting == "max-problems":
            continue
        if setting == "max-size" and value == 200_000:
            continue
        if setting == "max-problems" and value == 200_000:
            continue
        (folder / "parlq.toml").write_text(
            f"{setting} = {value:#x}" if value > 0 else f"{setting} = {value}"
        )
        with pytest.raises(SettingsError, match=f"{setting} must be a whole number from"):
            nearest()


def test_workers_are_bounded(folder, capsys):
    """There are at most four workers a processor, and 32 at least, whoever asks for them."""
    most = most_jobs()
    assert most >= 32
    (folder / "parlq.toml").write_text(f"jobs = {most}")
    assert {"jobs": most} == nearest().values
    (folder / "parlq.toml").write_text(f"jobs = {most + 1}")
    with pytest.raises(SettingsError, match=f"from 1 to {most} on this machine"):
        nearest()
    assert 2 == main(["validate", "--no-config", "data", "--jobs", str(most + 1)])
    assert f"is not a number of processes from 1 to {most}" in capsys.readouterr().err


def test_a_configuration_does_not_lift_other_bounds(folder):
    """A size from a file is a size; on the command line it lifts the bounds on depth and number, too."""
    found = effective(Configuration("parlq.toml", {"max-size": 1000}), {})
    assert (1000, False) == (found.settings.max_size, found.settings.unbounded)
    stated = effective(Configuration("parlq.toml", {"max-size": 1000}), {"max-size": 2000})
    assert (2000, True) == (stated.settings.max_size, stated.settings.unbounded)


def test_reading_is_safe_in_threads(folder):
    """Many threads that read the same file come to the same."""
    (folder / "parlq.toml").write_text('exclude = ["a"]\njobs = 3\n')
    seen = []
    threads = [threading.Thread(target=lambda: seen.append(read("parlq.toml"))) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [Configuration("parlq.toml", {"exclude": ["a"], "jobs": 3})] * 16 == seen


def test_the_bounds_are_those_that_are_documented():
    """The numbers in the page about CI are those of the module."""
    assert (200_000, 16, 50) == (
        bounded_toml.LARGEST,
        bounded_toml.MOST_PARTS,
        bounded_toml.DEEPEST,
    )


@POSIX
@pytest.mark.parametrize("name", ["parlq.toml", "pyproject.toml"])
def test_a_configuration_that_is_a_link_out_of_its_folder_is_not_read(folder, name):
    """What a stranger's checkout leads to is not opened unless --config names it; inside it is."""
    other = folder.parent / "others" / name
    other.write_text("[tool.parlq]\nquiet = true\n" if "project" in name else "quiet = true\n")
    (folder / name).symlink_to(other)
    with pytest.raises(SettingsError, match="a link out of its folder; to use it, name it with"):
        nearest()
    assert {"quiet": True} == read(str(folder / name)).values
    (folder / name).unlink()
    other.rename(folder / "data" / name)
    (folder / name).symlink_to(f"data/{name}")
    assert {"quiet": True} == nearest().values
