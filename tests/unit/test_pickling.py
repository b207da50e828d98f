"""All that a user can hold is copied and pickled, as process pools need it."""

from __future__ import annotations

import contextlib
import copy
import importlib
import pickle
import pkgutil
from enum import Enum
from pathlib import Path

import attrs
import pytest

import parlq
from parlq import formats, limits, problems, rules
from parlq import model as m
from parlq.model import (
    EventKind,
    FrbrUri,
    Language,
    LanguageVariant,
    Paragraph,
    Question,
    Reference,
)
from parlq.testing import corpus

WAYS = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    **{
        f"pickle-{number}": lambda value, number=number: pickle.loads(pickle.dumps(value, number))
        for number in range(pickle.HIGHEST_PROTOCOL + 1)
    },
}
every_way = pytest.mark.parametrize("again", WAYS.values(), ids=WAYS)
OUTSIDE = Path(__file__).parents[1] / "examples" / "outside"
PROBLEM = problems.Problem(rule="PQ201", message="a", file="q.xml", line=3, column=4, path="/a")


def values(value):
    """A value and all values in it."""
    yield value
    if attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from values(getattr(value, field.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from values(part)


WORDS = Paragraph(content=("When?",))
#: A question with what documents of the corpus lack.
RICH = Question(
    attachments=(m.Attachment(title="List"),),
    authors=(m.Author(name="Ada Lind"),),
    subjects=(m.Subject(label="ferries"),),
    events=(m.Event(kind="tabled"),),
    identifiers=(m.Identifier(scheme="celex", value="92021E000101"),),
    publications=(m.Publication(name="Gazette"),),
    extensions=(m.Extension(namespace="urn:x:y", name="a", value="b"),),
    variants=(
        LanguageVariant(
            language="en",
            legal_notice=m.LegalNotice(label="Legal notice"),
            manifestations=(m.Manifestation(media_type="text/html"),),
            body=(
                m.Heading(level=2, content=("Ferries",)),
                m.ListBlock(items=(m.ListItem(content=(WORDS,)),)),
                m.Table(rows=(m.TableRow(cells=(m.TableCell(content=(WORDS,)),)),)),
                m.Note(marker="1", content=(WORDS,)),
                m.Foreign(media_type="text/csv", value="a"),
                Paragraph(
                    content=(
                        *(kind(content=("x",)) for kind in (m.Bold, m.Italic, m.Superscript)),
                        *(m.Subscript(content=("x",)), m.Link(href="#a", content=("x",))),
                        m.Span(language="ga", content=("x",)),
                        m.Milestone(kind="page", value="7"),
                        *(m.NoteRef(marker="1"), m.LineBreak()),
                    )
                ),
            ),
        ),
    ),
)


def held():
    """One value of each class of the model."""
    made = [Language("sv"), FrbrUri.parse("/akn/eu/debate/writtenQuestion/ep/2021-03-04/E-1-2021")]
    made += values(RICH)
    for kind in ("question", "answer", "dossier"):
        for document in corpus(30, seed=5, kind=kind):
            made += values(document)
    return {type(value): value for value in made if attrs.has(type(value))}


MODEL = held()


def test_the_whole_model_is_held():
    """Each class of the model is among what is tested."""
    classes = {
        found
        for name in m.__all__
        if isinstance(found := getattr(m, name), type) and attrs.has(found)
    }
    assert set() == classes - MODEL.keys()


@every_way
@pytest.mark.parametrize("kind", MODEL, ids=lambda kind: kind.__name__)
def test_values(kind, again):
    """A value is equal to its copy, in all that it holds, and as good for a set."""
    value = MODEL[kind]
    made = again(value)
    assert (type(value), value, hash(value), repr(value)) == (
        type(made),
        made,
        hash(made),
        repr(made),
    )


@every_way
def test_documents(again):
    """A copy of a document is written as the document is."""
    for document in corpus(5, seed=2, kind="dossier"):
        assert parlq.dumps(document, format="akn") == parlq.dumps(again(document), format="akn")


@every_way
def test_what_else_there_is(again):
    """Problems, places, bounds, members of enumerations and rules are copied."""
    kinds = [each for name in m.__all__ if isinstance(each := getattr(m, name), type)]
    members = [member for kind in kinds if issubclass(kind, Enum) for member in kind]
    others = [
        *(
            PROBLEM,
            parlq.Location(line=1),
            limits.Limits(size=5, unbounded=True),
            problems.Severity.INFO,
        ),
        *rules.RULES.values(),
    ]
    assert EventKind.TABLED in members
    assert [*members, *others] == [again(each) for each in [*members, *others]]


@every_way
@pytest.mark.parametrize("name", formats.names())
def test_formats(name, again):
    """A copy of a format is equal to it, and reads."""
    made = again(formats.get(name))
    assert formats.get(name) == made
    assert made.read(b"", strict=True).failed


#: How an error of each class comes about.
RAISED = {
    "ParlqError": lambda kind: kind("a"),
    "ModelError": lambda kind: kind("must not be empty", field="Author.name"),
    "InputError": lambda kind: kind((PROBLEM, attrs.evolve(PROBLEM, line=None))),
    "MissingExtraError": lambda kind: kind("SHACL", "rdf"),
    "SchemaError": lambda kind: kind("the schema a cannot be used"),
    "UnknownFormatError": lambda kind: kind("there is no format 'a'"),
    "SettingsError": lambda kind: kind("parlq.toml: no such key"),
    "UnknownRuleError": lambda kind: kind("there is no rule PQ999"),
    "ReportError": lambda kind: kind("a"),
    "BoundsError": lambda kind: kind("time", "3 seconds"),
    "FailedError": lambda kind: kind("the process ended"),
    "RaisedError": lambda kind: kind("NameError: a name"),
    "TableError": lambda kind: kind("no such column"),
    "TemplateError": lambda kind: kind("unknown field {x}"),
    "WorkerError": lambda kind: kind("the work cannot be started"),
    "ResumeError": lambda kind: kind("the interrupted run had other arguments"),
    "SiteError": lambda kind: kind("the folder is not a site"),
    "PluginError": lambda kind: kind((PROBLEM,)),
}


def errors():
    """Every class of errors in the package."""
    for found in pkgutil.walk_packages(parlq.__path__, "parlq."):
        if not found.name.endswith(("__main__", "pytest_plugin")):
            with contextlib.suppress(problems.MissingExtraError):
                importlib.import_module(found.name)
    todo, seen = [problems.ParlqError], []
    while todo:
        kind = todo.pop()
        if kind.__module__.startswith("parlq."):
            seen.append(kind)
            todo += kind.__subclasses__()
    return sorted(set(seen), key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", errors(), ids=lambda kind: kind.__name__)
@every_way
def test_errors(kind, again):
    """An error comes back with its message, its arguments, its facts and its notes."""
    make = RAISED.get(kind.__name__)
    assert make is not None, f"say in RAISED how a {kind.__name__} is made"
    error = make(kind)
    error.add_note("in the second file")
    made = again(error)
    assert (type(error), str(error), error.args, vars(error)) == (
        type(made),
        str(made),
        made.args,
        vars(made),
    )


def test_a_model_error_without_a_field():
    """It says the same, and nothing of a field."""
    made = pickle.loads(pickle.dumps(problems.ModelError("must not be empty")))
    assert ("must not be empty", None) == (str(made), made.field)


ANSWERED = next(corpus(1, seed=4, kind="dossier"))
ASKED = Question(
    reference=Reference.parse("E-000101/2021"),
    variants=(LanguageVariant(language="en", body=(Paragraph(content="When?"),)),),
)
PATHS = (
    *((), ("questions", 0), ("questions", 0, "date"), ("answers", 0, "variants", 0, "body", 0)),
    *(("reference",), ("variants", 0), ("variants", 0, "body", 0), ("authors", 0), ("nothing",)),
)

#: A page whose lines stand in lists and tables, with links, pictures and what has no field.
HTML = b"""<html lang="en"><body><h1>Parliamentary question - E-000101/2021</h1>
<p>Subject: Ferries</p><p>Question for written answer E-000101/2021<br>to the Commission<br>
Ada Lind (Renew)</p><p>See <a href="https://e.example/a">it</a> and <img src="a.png" alt="A">.</p>
<ol start="3"><li>When?<ul><li>Now?</li></ul></li><li><b>Where?</b></li></ol>
<table><caption>Boats</caption><tr><td>a</td><td>b</td></tr><tr><td>c</td><td><table><tr><td>d</td>
<td>e</td></tr><tr><td>f</td><td>g</td></tr></table></td></tr></table>
<p>2 <s>never</s> <math><mi>x</mi></math></p></body></html>"""


def readings():
    """Readings of every format, by what they are of."""
    for name in formats.names():
        for document, what in ((ANSWERED, "dossier"), (ASKED, "question")):
            try:
                data = parlq.dumps(document, format=name)
            except problems.ParlqError:
                continue
            yield f"{name} of a {what}", parlq.read(data, format=name, file="a")
            yield f"broken {name} of a {what}", parlq.read(data[: len(data) // 2], format=name)
    data = parlq.dumps(ANSWERED, format="akn")
    other = data.replace(b"\n  <", b"\n\t<")
    yield "akn in another spelling", parlq.read(other, format="akn")
    yield "lenient akn", parlq.read(data.replace(b"<p ", b'<p class="x" '), strict=False)
    for path in sorted(OUTSIDE.glob("*/*.xml")):
        yield path.parent.name, parlq.read(path, strict=False)
    spaced = parlq.dumps(ANSWERED, format="json").replace(b"{", b'{ "x": 1, ', 1)
    yield "html", parlq.read(HTML)
    yield "lenient json", parlq.read(spaced, format="json", strict=False)


READINGS = dict(readings())


@pytest.mark.parametrize("asked", [False, True], ids=["at once", "asked before"])
@pytest.mark.parametrize("name", READINGS)
@every_way
def test_readings(name, again, asked):
    """A reading comes back with its value and problems, and finds the same places."""
    reading = READINGS[name]
    places = [reading.locate(path) for path in PATHS] if asked else None
    made = again(reading)
    assert reading == made
    places = places or [reading.locate(path) for path in PATHS]
    assert places == [made.locate(path) for path in PATHS]


@pytest.mark.parametrize(
    "name", ["akn of a dossier", "html", "json of a dossier", "languages-known-only"]
)
def test_some_places_are_known(name):
    """What is compared above is not nothing."""
    assert any(READINGS[name].locate(path).line for path in PATHS)


def test_rows_of_csv(tmp_path):
    """Readings of single rows are copied too."""
    from parlq.formats.ep.records import csv as csvfile

    path = tmp_path / "a.csv"
    path.write_bytes(parlq.dumps(ANSWERED, format="csv"))
    for reading in csvfile.rows(path):
        made = pickle.loads(pickle.dumps(reading))
        assert reading == made
        assert reading.locate(()) == made.locate(())
        assert reading.locate(()).line
