"""Dumps work by work, in constant memory."""

from __future__ import annotations

import io
import os

import pytest

from parlq.formats.ep.records import csv as csvfile
from parlq.formats.ep.records.rdf import chunks, ntriples, stream_works, turtle
from parlq.limits import Limits
from parlq.problems import InputError

pytest.importorskip("rdflib")


@pytest.mark.parametrize("format", ["turtle", "ntriples"])
def test_works_are_those_of_the_whole(tmp_path, dump, format):
    """Work by work gives the same questions and answers as the whole."""
    whole = turtle.loads(dump)
    path = tmp_path / "dump"
    path.write_bytes(dump if format == "turtle" else ntriples.dumps(whole))
    found = [reading.value for reading in stream_works.works(path, format=format)]
    assert set(whole.works) == set(found)


@pytest.mark.parametrize("size", [1, 7, 64])
def test_cutting_does_not_depend_on_blocks(dump, size, monkeypatch):
    """Wherever a block ends, the statements are the same."""
    whole = list(chunks.statements(io.StringIO(dump.decode()), Limits(), None))
    monkeypatch.setattr(chunks, "BLOCK", size)
    assert whole == list(chunks.statements(io.StringIO(dump.decode()), Limits(), None))


def test_full_stops_in_texts():
    """A full stop in a text, an IRI or a comment ends nothing."""
    text = (
        "@prefix a: <http://x.y/> . # one. two\n"
        'a:b a:c "one. \\" two", \'\'\'three\' . \'\'\', """four" . """ . PREFIX b: <http://z/> b:c a:b 1.5 .'
    )
    found = list(chunks.statements(io.StringIO(text), Limits(), None))
    assert 3 == len([each for each in found if each.strip()])
    assert text == "".join(found).removesuffix("\n")


def test_every_part_has_the_prefixes(dump, monkeypatch):
    """Each part can be read on its own."""
    monkeypatch.setattr(chunks, "PART", 1)
    parts = list(chunks.turtle_parts(io.StringIO(dump.decode()), Limits(), None))
    assert len(parts) > 50
    assert {True} == {part.startswith("@base") for part in parts}


def test_a_statement_is_bounded(tmp_path, dump):
    """One statement without an end is refused at the limit."""
    path = tmp_path / "dump.ttl"
    path.write_bytes(b'<a> <b> "' + b"x" * 5000)
    with pytest.raises(InputError) as caught:
        list(stream_works.works(path, limits=Limits(size=1000)))
    assert ["PQ104"] == [problem.rule for problem in caught.value.problems]


def test_blank_nodes_are_refused(tmp_path, dump):
    """Blank nodes have no name across parts, so they are refused rather than lost."""
    path = tmp_path / "dump.ttl"
    path.write_bytes(dump + b"<eli/dl/doc/E-9-2022-990004> epvoc:mood [ epvoc:tone 1 ] .\n")
    with pytest.raises(InputError) as caught:
        list(stream_works.works(path))
    assert ["PQ615"] == [problem.rule for problem in caught.value.problems]


def test_a_file_that_is_not_there(tmp_path):
    """A file that cannot be opened is a problem, not a bare system error."""
    with pytest.raises(InputError) as caught:
        list(stream_works.works(tmp_path / "none.ttl"))
    assert ["PQ100"] == [problem.rule for problem in caught.value.problems]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
@pytest.mark.parametrize("read", [stream_works.works, csvfile.rows], ids=["works", "rows"])
def test_a_named_pipe_is_refused(tmp_path, read):
    """A named pipe may never end, so it is not opened."""
    pipe = tmp_path / "dump.nt"
    os.mkfifo(pipe)
    with pytest.raises(InputError) as caught:
        list(read(pipe))
    assert ["PQ100"] == [problem.rule for problem in caught.value.problems]
