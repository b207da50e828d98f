"""Bad input of every sort: one clear message, the documented exit code, nothing harmed.

Each input is converted onto a file that is there already, and validated. What is printed begins
`file:line:` (and column where it is known; just `file:` where there is no line), severity, rule.
"""

import os
import re
import sys

import pytest

import parlq
from parlq import limits
from parlq.cli import main

AKN = 'xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"'
QUESTION = parlq.Question(
    reference=parlq.Reference.parse("E-000101/2021"),
    variants=(
        parlq.LanguageVariant(
            language="en", body=(parlq.Paragraph(content="When do the ferries sail?"),)
        ),
    ),
)
XML = parlq.dumps(QUESTION, format="akn")
JSON = parlq.dumps(QUESTION, format="json")
PROLOG, ROOT = XML.split(b"\n", 1)
P = b'<p eId="dbsect_1__question_1__p_1">When'
OPEN = P[: -len("When")]
HEAD = b'{"schema_version": "1.0", "type": "question"'


def doctype(internal: bytes, text: bytes = b"x") -> bytes:
    """The document with a declaration, and what refers to it in its text."""
    return PROLOG + b"\n<!DOCTYPE akomaNtoso " + internal + b">\n" + ROOT.replace(b"When", text)


def laughs(count: int) -> bytes:
    """A billion laughs: entities of entities."""
    lines = [b'<!ENTITY l0 "lol">']
    for number in range(1, count):
        lines.append(b'<!ENTITY l%d "%s">' % (number, b"&l%d;" % (number - 1) * 10))
    return doctype(b"[" + b"".join(lines) + b"]", b"&l%d;" % (count - 1))


def utf16(data: bytes) -> bytes:
    """The same document in UTF-16, with its mark."""
    return data.decode().replace("UTF-8", "UTF-16").encode("utf-16")


#: Name of the file, its content, rule, where in the file (None for no line), exit code.
INPUTS = {
    "empty.xml": (b"", "PQ106", "1", 1),
    "empty.json": (b"", "PQ106", "1", 1),
    "blank.json": (b" \n\n", "PQ106", "1", 1),
    "bom.xml": (b"\xef\xbb\xbf", "PQ106", "1", 1),
    "empty": (b"", "PQ106", "1", 1),
    "unclosed.xml": (XML[:-20], "PQ101", r"\d+:\d+", 1),
    "crossed.xml": (XML.replace(b"</p>", b"</q>"), "PQ101", r"\d+:\d+", 1),
    "text.xml": (b"no markup", "PQ101", "1:1", 1),
    "nul.xml": (XML.replace(P, OPEN + b"\0"), "PQ101", r"\d+:\d+", 1),
    "control.xml": (XML.replace(P, OPEN + b"&#1;"), "PQ101", r"\d+:\d+", 1),
    "surrogate.xml": (XML.replace(P, OPEN + b"\xed\xa0\x80"), "PQ10[12]", r"\d+:\d+", 1),
    "entity.xml": (XML.replace(P, OPEN + b"&nbsp;"), "PQ101", r"\d+:\d+", 1),
    "namespace.xml": (XML.replace(P, b"<x:p>When", 1), "PQ101", r"\d+:\d+", 1),
    "two-roots.xml": (XML + ROOT, "PQ101", r"\d+:\d+", 1),
    "latin.xml": (XML.replace(P, OPEN + b"\xe9t\xe9"), "PQ102", r"\d+:\d+", 1),
    "klingon.xml": (XML.replace(b"UTF-8", b"x-klingon"), "PQ102", "1(:[0-9]+)?", 1),
    "half-utf16.xml": (utf16(XML)[:-1], "PQ10[12]", r"\d+(:\d+)?", 1),
    "root.xml": (b"<?xml version='1.0'?>\n<html/>", "PQ203", "2:1", 1),
    "bare-root.xml": (f"<question {AKN} by='#x'><p/></question>".encode(), "PQ203", "1:1", 1),
    # Lenient reading takes it as Akoma Ntoso that is empty.
    "no-namespace.xml": (b"<akomaNtoso/>", "PQ20[12]", "1:1", 1),
    "old-namespace.xml": (XML.replace(b"akn/3.0", b"akn/2.0"), "PQ202", "2:1", 1),
    "empty-root.xml": (f"<akomaNtoso {AKN}/>".encode(), "PQ201", "1:1", 1),
    "schema-invalid.xml": (XML.replace(b' by="#unknown"', b""), "PQ201", r"\d+:\d+", 1),
    "unknown-element.xml": (XML.replace(P, b"<zork/>" + P), "PQ201", r"\d+:\d+", 1),
    "wrong-value.xml": (XML.replace(b'"0001-01-01"', b'"today"'), "PQ201", r"\d+:\d+", 1),
    "twice-id.xml": (
        XML.replace(b'eId="parliament"', b'eId="parlq"'),
        "PQ201",
        r"\d+:\d+",
        1,
    ),
    "disagreement.xml": (XML.replace(b'/eng"', b'/deu"', 1), "PQ211", r"\d+:\d+", 1),
    "xinclude.xml": (
        XML.replace(
            P,
            b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd"'
            b' parse="text"/>' + P,
        ),
        "PQ201",
        r"\d+:\d+",
        1,
    ),
    "dtd.xml": (doctype(b'SYSTEM "a.dtd"'), "PQ103", "2:1", 1),
    "http-dtd.xml": (doctype(b'SYSTEM "http://x.example/a.dtd"'), "PQ103", "2:1", 1),
    "html-dtd.xml": (doctype(b'PUBLIC "-//W3C//DTD XHTML 1.0//EN" "x"'), "PQ103", "2:1", 1),
    "internal-entity.xml": (doctype(b'[<!ENTITY a "b">]', b"&a;"), "PQ103", "2:1", 1),
    "external-entity.xml": (
        doctype(b'[<!ENTITY a SYSTEM "file:///etc/passwd">]', b"&a;"),
        "PQ103",
        "2:1",
        1,
    ),
    "parameter-entity.xml": (
        doctype(b'[<!ENTITY % a SYSTEM "http://x.example/a"> %a;]'),
        "PQ103",
        "2:1",
        1,
    ),
    "laughs.xml": (laughs(10), "PQ103", "2:1", 1),
    "laughs-utf16.xml": (utf16(laughs(10)), "PQ10[13]", r"\d+(:\d+)?", 1),
    "quadratic-utf16.xml": (
        utf16(doctype(b'[<!ENTITY a "' + b"a" * 10_000 + b'">]', b"&a;" * 10_000)),
        "PQ10[13]",
        r"\d+(:\d+)?",
        1,
    ),
    "deep.xml": (
        XML.replace(P, OPEN + b"" + b"<b>" * 10_000 + b"</b>" * 10_000),
        "PQ105",
        r"\d+:\d+",
        1,
    ),
    "long-text.xml": (XML.replace(b"When", b"x" * 10_000_001), "PQ104", r"\d+:\d+", 1),
    "long-attribute.xml": (
        XML.replace(b'by="', b'by="' + b"x" * 10_000_001),
        "PQ104",
        r"\d+:\d+",
        1,
    ),
    "long-name.xml": (XML.replace(P, b"<" + b"x" * 60_000 + b"/>" + P), "PQ104", r"\d+:\d+", 1),
    "many-attributes.xml": (
        XML.replace(P, b"<p" + b"".join(b' a%d=""' % n for n in range(10_000)) + b">When"),
        "PQ104",
        r"\d+:\d+",
        1,
    ),
    "unclosed.json": (JSON[:-5], "PQ301", r"\d+:\d+", 1),
    "quotes.json": (JSON.replace(b'"', b"'"), "PQ301", r"\d+:\d+", 1),
    "comma.json": (HEAD + b",}", "PQ301", "1:45", 1),
    "nan.json": (HEAD + b', "term": NaN}', "PQ301", "1:55", 1),
    "infinity.json": (HEAD + b', "term": 1e400}', "PQ301", "1:55", 1),
    "nul.json": (HEAD + b', "rule": "\0"}', "PQ301", r"1:\d+", 1),
    "surrogate.json": (HEAD + rb', "rule": "\ud800"}', "PQ301", r"1:\d+", 1),
    "two.json": (JSON + JSON, "PQ301", r"\d+:\d+", 1),
    "latin.json": (HEAD + b',\n"rule": "\xe9"}', "PQ102", "2:10", 1),
    "utf16.json": (JSON.decode().encode("utf-16"), "PQ102", "1", 1),
    "utf32.json": (JSON.decode().encode("utf-32"), "PQ102", "1", 1),
    "array.json": (b"[[" + JSON + b"]]", "PQ107", "1", 1),
    "unknown-key.json": (HEAD + b',\n "colour": 1}', "PQ303", "2:2", 1),
    "wrong-type.json": (HEAD + b', "term": "9"}', "PQ304", "1:55", 1),
    "wrong-kind.json": (HEAD + b', "kind": "verbal"}', "PQ304", "1:55", 1),
    "huge-number.json": (HEAD + b', "term": ' + b"9" * 300 + b"}", "PQ304", "1:55", 1),
    "longer-number.json": (HEAD + b', "term": ' + b"9" * 5000 + b"}", "PQ301", "1:55", 1),
    "twice.json": (HEAD + b', "term": 1, "term": 1}', "PQ302", r"1:\d+", 1),
    "no-version.json": (b'{"type": "question"}', "PQ305", "1:1", 1),
    "newer.json": (b'{"schema_version": "9.0"}', "PQ306", "1:20", 1),
    "older.json": (b'{"schema_version": "0.1"}', "PQ307", "1:20", 1),
    "deep.json": (HEAD + b', "x": ' + b"[" * 10_000 + b"]" * 10_000 + b"}", "PQ105", r"1:\d+", 1),
    "deep-objects.json": (
        HEAD + b', "x": ' + b'{"x": ' * 10_000 + b"1" + b"}" * 10_001,
        "PQ105",
        r"1:\d+",
        1,
    ),
    "long-key.json": (HEAD + b', "' + b"k" * 1_000_000 + b'": 1}', "PQ303", r"1:\d+", 1),
    "noise": (bytes(range(256)) * 4, "PQ107", "1", 1),
    "picture.png": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PQ107", "1", 1),
    "html.data": (b"<svg><title>no page</title></svg>", "PQ107", "1", 1),
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder to work in, with an output that is there already."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "out.json").write_bytes(b"kept")
    return tmp_path


def judged(folder, capsys, name, rule, place, code):
    """Convert and validate one input, and hold what happens against what is documented."""
    before = sorted(os.listdir(folder))
    for arguments in (
        ["convert", name, "-o", "out.json"],
        ["convert", name, "-o", "out.json", "--lenient"],
        ["validate", name],
        ["show", name],
    ):
        result = main(arguments)
        out, error = capsys.readouterr()
        if "--lenient" in arguments and result == 0:
            (folder / "out.json").write_bytes(b"kept")  # preserved as extensions, with warnings
            assert "warning PQ" in error
            continue
        assert code == result, arguments
        if arguments[0] == "validate":  # its problems are what it is asked for
            assert "" == error
            *lines, last = out.splitlines()
            assert re.fullmatch(r"(\d+ errors?)?(, )?(\d+ warnings?)? in 1 file", last)
            error = "\n".join(
                line
                for line in lines
                if not re.search(r": \d+ more problems? (is|are) not listed \(", line)
            )
        else:
            assert "" == out or arguments[0] == "show"
        where = rf"{re.escape(name)}:" + (f"{place}:" if place else "")
        assert re.match(rf"{where} error {rule} \S", error.splitlines()[0]), error[:500]
        for line in error.splitlines():
            assert re.match(
                rf"{re.escape(name)}:(\d+:(\d+:)?)? (error|warning|info) PQ\d\d\d \S", line
            )
            assert not line.endswith(r"\n"), line
        assert all(len(line) < 1500 for line in error.splitlines())
        assert len(error.splitlines()) <= 1001
    assert b"kept" == (folder / "out.json").read_bytes()
    assert before == sorted(os.listdir(folder))


@pytest.mark.parametrize("name", INPUTS)
def test_bad_content(folder, capsys, name):
    """A file with bad content is refused with its place and rule, and nothing is harmed."""
    content, rule, place, code = INPUTS[name]
    (folder / name).write_bytes(content)
    judged(folder, capsys, name, rule, place, code)


@pytest.mark.parametrize("name", ["none.xml", "none", "a/b.json", "x" * 300 + ".xml"])
def test_missing_files(folder, capsys, name):
    """What is not there cannot be opened: exit code 2."""
    judged(folder, capsys, name, "PQ100", None, 2)


def test_folders(folder, capsys):
    """A folder is no input, even with the suffix of one: exit code 2."""
    (folder / "folder.xml").mkdir()
    judged(folder, capsys, "folder.xml", "PQ100", None, 2)


def test_forbidden_files(folder, capsys):
    """A file that may not be read: exit code 2."""
    if os.name != "posix" or os.geteuid() == 0:
        pytest.skip("nothing is forbidden to root")
    (folder / "secret.xml").touch(0o000)
    judged(folder, capsys, "secret.xml", "PQ100", None, 2)


@pytest.mark.skipif(os.name != "posix", reason="links as POSIX has them")
def test_links_in_circles(folder, capsys):
    """A link that leads to itself: exit code 2."""
    (folder / "loop.xml").symlink_to("loop.xml")
    judged(folder, capsys, "loop.xml", "PQ100", None, 2)


def test_one_gigabyte_of_one_text(folder, capsys):
    """A file far beyond the limit is refused without being read."""
    start, end = XML.split(b"When")
    with (folder / "giant.xml").open("wb") as file:
        file.write(start)
        file.seek(1 << 30, os.SEEK_CUR)  # sparse: a gigabyte that takes no room
        file.write(end)
    judged(folder, capsys, "giant.xml", "PQ104", "1", 1)


@pytest.mark.parametrize(
    ("name", "start", "piece", "end"),
    [
        ("many.xml", XML.split(b"When")[0], b"<b/>", XML.split(b"When")[1]),
        ("many.json", HEAD + b', "authors": [', b"[],", b"[]]}"),
    ],
)
def test_very_many_pieces(folder, capsys, monkeypatch, name, start, piece, end):
    """A file of more pieces than the limit is refused before they are parsed."""
    monkeypatch.setattr(limits, "MAX_NODES", 1000)
    (folder / name).write_bytes(start + piece * 2000 + end)
    judged(folder, capsys, name, "PQ104", None, 1)


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="no /dev/zero here")
def test_endless_devices(folder, capsys):
    """A device that never ends is refused."""
    judged(folder, capsys, "/dev/zero", "PQ100", "", 2)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_pipes(folder, capsys):
    """A named pipe is refused by each command, without waiting for a writer."""
    os.mkfifo("pipe")
    judged(folder, capsys, "pipe", "PQ100", "", 2)


#: Odd, but no errors: what is read, and with what warning.
ODD = {
    "utf16.xml": (utf16(XML), None),
    "bom.xml": (b"\xef\xbb\xbf" + XML, None),
    "bom.json": (b"\xef\xbb\xbf" + JSON, None),
    "crlf.json": (JSON.replace(b"\n", b"\r\n"), None),
    "stylesheet.xml": (
        PROLOG + b'\n<?xml-stylesheet href="http://x.example/a.xsl"?>\n' + ROOT,
        "stylesheet.xml:2:1: warning PQ215 this processing instruction",
    ),
    "location.xml": (
        XML.replace(
            b"<akomaNtoso ",
            b'<akomaNtoso xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
            b' xsi:schemaLocation="http://x.example/ http://x.example/a.xsd" ',
        ),
        "location.xml:2:67: warning PQ215 this attribute xsi:schemaLocation",
    ),
    "comment.xml": (XML.replace(P, b"<!-- \n -->" + P), "warning PQ215 this comment"),
    "cdata.xml": (XML.replace(P, OPEN + b"W<![CDATA[hen]]>"), None),
    "references.xml": (XML.replace(P, OPEN + b"&#87;&#x68;en"), None),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_content(folder, capsys, name):
    """An odd document is read; what is not kept of it is told."""
    content, warning = ODD[name]
    (folder / name).write_bytes(content)
    assert 0 == main(["convert", name, "-o", "out.json"])
    error = capsys.readouterr().err
    assert warning in error if warning else error == ""
    assert JSON == (folder / "out.json").read_bytes()


#: Inputs of very many very small pieces, or faults.
MANY = {
    "faults.json": HEAD + b', "authors": [' + b",".join([b"{}"] * 100_000) + b"]}",
    "faults.xml": XML.replace(P, b"<p/>" * 50_000 + P),
    "items.json": HEAD + b', "subjects": [' + b"0," * 1_700_000 + b"0]}",
    "keys.json": HEAD + b"".join(b', "k%d": 0' % n for n in range(700_000)) + b"}",
}


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory as Linux has them")
@pytest.mark.parametrize("name", [*MANY, "laughs-utf16.xml", "quadratic-utf16.xml", "deep.json"])
def test_memory_is_bounded(folder, name):
    """What would grow without end is refused in little memory, raised limits or not."""
    import subprocess
    from pathlib import Path

    (folder / name).write_bytes(MANY[name] if name in MANY else INPUTS[name][0])
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (1 << 29, 1 << 29));"
        "from parlq.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    for unbounded in ([], ["--max-size", "1000000000"]):
        done = subprocess.run(
            [sys.executable, "-c", code, "validate", name, *unbounded],
            capture_output=True,
            check=False,
            timeout=60,
            env={"PYTHONPATH": str(Path(parlq.__file__).parent.parent)},
        )
        assert (1, True) == (done.returncode, done.stdout.startswith(name.encode())), done.stderr
