"""Parsing of RDF: what is accepted, what is refused, where, and within which bounds."""

from __future__ import annotations

import pytest

from parlq.formats.ep.records.rdf import graphs
from parlq.formats.ep.records.vocabulary import rdf_terms
from parlq.limits import DEFAULT, Limits
from parlq.problems import InputError

pytest.importorskip("pyoxigraph")

SEA = "https://sea.example/"


def read(text, syntax="turtle", limits=DEFAULT):
    """The statements of a document."""
    data = text if isinstance(text, bytes) else text.encode()
    return graphs.read(data, syntax, file="sea.ttl", limits=limits)


def problem(text, syntax="turtle"):
    """The one problem of a document that is refused."""
    with pytest.raises(InputError) as caught:
        read(text, syntax)
    (found,) = caught.value.problems
    assert "sea.ttl" == found.file
    return found


def test_a_byte_order_mark_is_no_part_of_turtle():
    """A mark at the beginning is left out; one in a text stays."""
    text = "\ufeff<urn:a> <urn:b> '\ufeff' ."
    assert [("<urn:a>", "<urn:b>", '"\ufeff"')] == read(text)


def test_relative_identifiers_stand_on_the_portal():
    """Without a base of its own, a document is read on that of the portal."""
    assert [("<person/1>", "<urn:b>", "<org/x>")] == read("<person/1> <urn:b> <org/x> .")


def test_language_tags_are_compared_without_case():
    """Two spellings of one tag are one."""
    found = read('<urn:a> <urn:b> "x"@EN-gb, "x"@en-GB .')
    assert {("<urn:a>", "<urn:b>", '"x"@en-gb')} == set(found)


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ('\n"Pier" <urn:b> <urn:c> .', 2, 1, "not a valid subject"),
        ("<urn:a>\n <urn:b> <urn:c d> .", 2, 10, "IRI"),
        ('<urn:a> <urn:b> "x"@1a .', 1, 21, "language"),
        ("<urn:a> <urn:b> q:c .", 1, 17, "prefix"),
        ('<urn:a> <urn:b> "\\ud812" .', 1, 18, "surrogate"),
    ],
)
def test_a_syntax_error_has_its_position(text, line, column, words):
    """Line and column are those of the token at fault."""
    found = problem(text)
    assert "PQ101" == found.rule
    assert line == found.line
    assert abs(column - found.column) <= 2
    assert words in found.message


@pytest.mark.parametrize(
    "text",
    [
        "<urn:a> <urn:b> <<( <urn:c> <urn:d> <urn:e> )>> .",
        "<< <urn:c> <urn:d> <urn:e> >> <urn:b> <urn:a> .",
        "<urn:c> <urn:d> <urn:e> {| <urn:b> <urn:a> |} .",
        '<urn:a> <urn:b> "x"@ar--rtl .',
    ],
)
def test_rdf_1_2_is_refused(text):
    """Statements about statements, and texts with a direction, are not read."""
    found = problem(text)
    assert "PQ101" == found.rule
    assert "RDF 1.2" in found.message


@pytest.mark.parametrize("opening", ["[ <urn:b> ", "( "])
def test_brackets_nest_to_a_limit(opening):
    """A hundred levels are read, and one more is refused at its line, closed or not."""
    closing = {"[": "]", "(": ")"}[opening[0]]

    def nested(levels):
        return "<urn:a> <urn:b>\n" + opening * levels + "1" + closing * levels + " ."

    assert len(read(nested(100))) >= 101
    for text in (nested(101), nested(101).rstrip("]) .")):
        found = problem(text)
        assert ("PQ105", 2) == (found.rule, found.line)
    assert read(nested(101), limits=Limits(unbounded=True))


@pytest.mark.parametrize("quote", ['"', "'", '"""', "'''"])
def test_brackets_in_texts_are_no_brackets(quote):
    """Those in texts, comments and IRIs do not count."""
    many = "[(" * 200
    blank = "<urn:a> <urn:b> " + ", ".join("[ <urn:b> 1 ]" for _ in range(150)) + " ."
    text = f"# {many}\n{blank} <urn:a> <urn:c> {quote}{many}\\{quote[0]}{many}{quote}, <urn:{'(' * 99}> ."
    assert many in max((item for _, _, item in read(text)), key=len)


@pytest.mark.parametrize(
    "text",
    [
        "@prefix p: <urn:" + "x" * 5000 + "> . p:a p:b p:c .",
        "@prefix p: <urn:" + "x" * 4000 + "> . p:a p:b " + ", ".join(f"p:{n}" for n in range(9000)) + " .",
        "<urn:a> <urn:b> ( " + "1 " * 60_000 + ") .",
        "<urn:a> <urn:b> " + ", ".join(["[]"] * 60_000) + " .",
    ],
    ids=["iri", "prefix", "collection", "blank"],
)  # fmt: skip
def test_what_grows_without_bound_is_refused(text):
    """Short documents that stand for very long ones are refused."""
    assert "PQ104" == problem(text).rule


def test_numbers_are_kept_as_they_are_written():
    """A number is its text: nothing computes with it, however large it is."""
    text = '<urn:a> <urn:b> "1e999999999"^^<http://www.w3.org/2001/XMLSchema#decimal>, 007 .'
    integer = '"007"^^xsd:integer'
    assert {'"1e999999999"^^xsd:decimal', integer} == {item for _, _, item in read(text)}


@pytest.mark.parametrize("blank", ["\u00a0", "\u2003", "\u3000"])
def test_blanks_beyond_ascii_in_identifiers(blank):
    """They are characters like any others, in each syntax."""
    iri = f"{SEA}pier{blank}one"
    assert [(f"<{iri}>", "<urn:b>", f"<{iri}>")] == read(f"<{iri}> <urn:b> <{iri}> .", "nt")


def test_statements_of_n_triples_have_whole_identifiers():
    """N-Triples know no base."""
    found = problem("<urn:a> <urn:b> <urn:c> .\n<a> <urn:b> <urn:c> .", "nt")
    assert ("PQ101", 2) == (found.rule, found.line)


def test_a_scheme_is_one_by_its_letters():
    """What begins with no scheme of RFC 3986 is relative, in each syntax."""
    iri = "<https://data.europarl.europa.eu/1a:b>"
    assert [(iri, "<urn:b>", '"x"')] == read('<1a:b> <urn:b> "x" .')
    assert iri == rdf_terms.iri("1a:b")
