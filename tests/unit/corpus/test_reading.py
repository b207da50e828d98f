"""Documents are read from files, folders, archives and lines, one at a time and in order."""

import gzip
import io
import json
import tarfile
import zipfile

import pytest

import parlq
from parlq import corpus
from parlq.limits import Limits
from parlq.testing import corpus as made

QUESTIONS = list(made(6, seed=3, kind="question"))
LINES = b"".join(
    json.dumps(parlq.to_dict(each), ensure_ascii=False).encode() + b"\n" for each in QUESTIONS
)


def zipped(members):
    """A ZIP archive of members, by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(members, *, format=tarfile.PAX_FORMAT):
    """A tar archive of members, by name."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=format) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def packed(data):
    """Zstandard data."""
    zstandard = pytest.importorskip("zstandard")
    return zstandard.ZstdCompressor().compress(data)


MEMBERS = {
    "b/one.xml": parlq.dumps(QUESTIONS[0], format="akn"),
    "a/two.json": parlq.dumps(QUESTIONS[1], format="json"),
    "readme.md": b"not a document",
    "lines.jsonl": LINES,
    "small.json.gz": gzip.compress(parlq.dumps(QUESTIONS[2], format="json")),
}
EXPECTED = [QUESTIONS[0], QUESTIONS[1], *QUESTIONS, QUESTIONS[2]]
PACKED = {
    "all.zip": lambda: zipped(MEMBERS),
    "all.tar": lambda: tarred(MEMBERS),
    "gnu.tar": lambda: tarred(
        {f"{'d' * 120}/{n}": d for n, d in MEMBERS.items()}, format=tarfile.GNU_FORMAT
    ),
    "pax.tar": lambda: tarred({f"{'d' * 200}/é/{n}": d for n, d in MEMBERS.items()}),
    "all.tar.gz": lambda: gzip.compress(tarred(MEMBERS)),
    "all.tgz": lambda: gzip.compress(tarred(MEMBERS)),
    "all.tar.zst": lambda: packed(tarred(MEMBERS)),
    "no-suffix": lambda: zipped(MEMBERS),
}


@pytest.mark.parametrize("name", PACKED)
def test_archives_give_their_documents_in_order(tmp_path, name):
    """An archive gives the documents of its members, whatever packs it."""
    file = tmp_path / name
    file.write_bytes(PACKED[name]())
    found = list(corpus.read(file))
    assert EXPECTED == [entry.value for entry in found]
    assert {str(file)} == {entry.provenance.file for entry in found}
    assert [1, 2, 3, 4, 5, 6] == [e.provenance.line for e in found if e.provenance.line]
    assert found[0].provenance.member.endswith("b/one.xml")


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("a.jsonl", bytes),
        ("a.ndjson", bytes),
        ("a.jsonl.gz", gzip.compress),
        ("a.jsonl.zst", packed),
    ],
)
def test_lines_give_a_document_each(tmp_path, name, pack):
    """JSON Lines may be compressed, begin with a byte order mark and have blank lines."""
    file = tmp_path / name
    file.write_bytes(pack(b"\xef\xbb\xbf" + LINES.replace(b"\n", b"\r\n\n")))
    found = list(corpus.read(file))
    assert QUESTIONS == [entry.value for entry in found]
    assert [1, 3, 5, 7, 9, 11] == [entry.provenance.line for entry in found]


def test_a_bad_line_stops_nothing(tmp_path):
    """A line that is no document is a problem on its line, and the next ones are read."""
    file = tmp_path / "a.jsonl"
    lines = LINES.splitlines(keepends=True)
    file.write_bytes(
        lines[0] + b'{"schema_version": "1.0", "type": "question", "dat": 1}\n' + b"[\n" + lines[1]
    )
    found = list(corpus.read(file, strict=True))
    assert [True, False, False, True] == [entry.value is not None for entry in found]
    assert [("PQ303", 2), ("PQ301", 3)] == [
        (e.problems[0].rule, e.problems[0].line) for e in found[1:3]
    ]


def test_a_line_over_the_limit_is_skipped(tmp_path):
    """A line beyond the limit is refused without being held, and the next one is read."""
    file = tmp_path / "a.jsonl"
    first, *_ = LINES.splitlines(keepends=True)
    file.write_bytes(b'{"' + b"x" * 3_000_000 + b'"}\n' + first)
    found = list(corpus.read(file, limits=Limits(size=len(first))))
    assert ["PQ104"] == [problem.rule for problem in found[0].problems]
    assert QUESTIONS[0] == found[1].value


def test_locations_in_lines_are_those_of_the_file(tmp_path):
    """A part of a document on a line is found on that line."""
    file = tmp_path / "a.jsonl"
    file.write_bytes(LINES)
    third = list(corpus.read(file))[2]
    assert 3 == third.locate(("date",)).line


def test_folders_are_read_in_order(tmp_path):
    """A folder gives the files of all formats and archives, sorted, without the output of tools."""
    for name, data in {**MEMBERS, ".hidden/x.xml": b"", "package.json": b'{"name": "x"}'}.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(data)
    found = list(corpus.read([tmp_path]))
    assert [QUESTIONS[1], QUESTIONS[0], *QUESTIONS, QUESTIONS[2]] == [each.value for each in found]
    globbed = list(corpus.read(f"{tmp_path}/*/*.xml"))
    assert [QUESTIONS[0]] == [each.value for each in globbed]


def test_what_is_no_document_is_an_entry(tmp_path):
    """Faults are problems of their entry; only an unknown format raises."""
    (tmp_path / "a.xml").write_bytes(b"<a")
    (tmp_path / "b.xml").write_bytes(MEMBERS["b/one.xml"])
    found = list(corpus.read([tmp_path / "a.xml", tmp_path / "none.xml", tmp_path / "b.xml"]))
    assert ["PQ101", "PQ100"] == [each.problems[0].rule for each in found[:2]]
    assert QUESTIONS[0] == found[2].document()
    with pytest.raises(parlq.InputError):
        found[0].document()
    with pytest.raises(parlq.UnknownFormatError):
        corpus.read(tmp_path, format="nothing")


def test_reading_is_lazy(tmp_path):
    """The second file is not opened before its entry is asked for."""
    (tmp_path / "a.xml").write_bytes(MEMBERS["b/one.xml"])
    (tmp_path / "b.xml").write_bytes(b"")
    found = corpus.read(tmp_path)
    next(found)
    (tmp_path / "b.xml").write_bytes(MEMBERS["b/one.xml"])
    assert QUESTIONS[0] == next(found).value
