"""`parlq show`: what people see of a document."""

import sys

import pytest

import parlq
from parlq import Answer, Extension, Identifier, LanguageVariant, Paragraph, Question
from parlq.cli import main

TAGS = ("bg", "cs", "da", "de", "el", "en", "fi")
QUESTION = """\
Question E-000101/2021, written
===============================
Date:        2021-03-04
Authors:     Member 1 (Green Delta), Member 2 (Green Delta), Member 3 (Green Delta), Member 4 (Green Delta), Member 5 (Green Delta) and 2 more
To:          Commission
Languages:   English, svenska
"""
ENGLISH = """\
Subject:     Ferries
Updated:     2021-07-01
Notice:      Legal notice

When do the ferries sail?
"""
ANSWER = """\
Answer answer-1
===============
Date:        2021-05-01
Answers:     E-000101/2021
Given by:    Ms Ilse Varga, Commissioner
Identifiers: local answer-1
"""


@pytest.mark.parametrize("name", ["q.xml", "q.json"])
def test_work_is_shown(folder, capsys, name):
    """The facts of a work, and the first of its texts."""
    assert 0 == main(["show", name])
    assert QUESTION + ENGLISH == capsys.readouterr().out
    assert 0 == main(["show", name, "--language", "SV"])
    assert QUESTION + "\nNär går färjorna?\n" == capsys.readouterr().out


def test_dossier_is_shown(folder, capsys):
    """A dossier is shown work by work, each in the language asked for where it is known in it."""
    assert 0 == main(["show", "d.json", "--language", "sv"])
    expected = f"Dossier of 1 question and 1 answer\n\n{QUESTION}\nNär går färjorna?\n\n{ANSWER}"
    assert expected == capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "tag", "message"),
    [
        ("q.xml", "fi", "no variant in 'fi'; there is en, sv"),
        ("d.xml", "fi", "no work in this dossier has a variant in 'fi'"),
        ("q.xml", "!!", "not a language code (BCP 47)"),
        ("d.xml", "dutch", 'did you mean "nl"?'),
        ("q.xml", "gr", 'no language has this code; did you mean "el"?'),
        ("q.xml", "cz-CZ", 'did you mean "cs"?'),
        ("q.xml", "qq", "no language has this code"),
    ],
)
def test_unknown_language_is_refused(folder, capsys, name, tag, message):
    """A language that is not there is a mistake of the user."""
    assert 2 == main(["show", name, "--language", tag])
    assert message in capsys.readouterr().err


def test_problems_are_printed_beside_the_summary(folder, capsys):
    """What was kept is reported on standard error."""
    text = (folder / "q.json").read_text(encoding="utf-8")
    (folder / "more.json").write_text(text.replace("{", '{"x": 1,', 1), encoding="utf-8")
    assert 0 == main(["show", "more.json", "--lenient"])
    out, error = capsys.readouterr()
    assert ("Extensions:  1" in out, "warning PQ303" in error) == (True, True)


def test_what_cannot_be_read_is_not_shown(folder, capsys):
    """A bad input gives its problems and no summary."""
    (folder / "bad.json").write_bytes(b"{")
    assert 1 == main(["show", "bad.json"])
    assert "" == capsys.readouterr().out


def test_terminal_is_not_steered(folder, capsys):
    """Control characters of a text are shown as escapes."""
    hard = "\x7f\x9b31m red\ttab"
    body = (Paragraph(content=hard),)
    parlq.dump(Question(rule=hard, variants=(LanguageVariant(language="en", body=body),)), "c.json")
    assert 0 == main(["show", "c.json"])
    out = capsys.readouterr().out
    assert set() == {"\x7f", "\x9b"} & set(out)


def test_narrow_encodings_are_served(folder, capsysbinary, monkeypatch):
    """A terminal that knows ASCII only gets escapes, not an error."""
    import io

    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", out)
    assert 0 == main(["show", "q.json", "--language", "sv"])
    assert b"N\\xe4r g\\xe5r f\\xe4rjorna?" in out.buffer.getvalue()


def test_everything_has_its_line(folder, capsys):
    """Bodies without a name, publications, attachments and extensions are shown, too."""
    answer = Answer(
        answerers=(parlq.Answerer(institution=parlq.Institution(code="council")),),
        answers_to=(parlq.Identifier(scheme="printed", value="No 7"),),
        publications=(parlq.Publication(uri="https://gazette.example/"),),
        attachments=(parlq.Attachment(title="Annex"),),
        extensions=(Extension(namespace="urn:x:y", name="n", value=""),),
        variants=tuple(LanguageVariant(language=tag) for tag in TAGS),
    )
    parlq.dump(answer, "c.json")
    assert 0 == main(["show", "c.json"])
    out = capsys.readouterr().out
    for line in (
        "Answer (without reference)",
        "Answers:     No 7",
        "Given by:    council",
        "Languages:   7 known, text in none",
        "Published:   https://gazette.example/",
        "Attachments: 1",
        "Extensions:  1",
    ):
        assert line in out


def test_the_scope_of_an_identifier_is_shown(tmp_path, capsys):
    """A number that is counted anew each session is shown with its session."""
    number = Identifier(scheme="number", value="7", scope="1994/95")
    parlq.dump(Question(identifiers=(number,)), tmp_path / "q.json")
    assert 0 == main(["show", str(tmp_path / "q.json")])
    assert "Identifiers: number 7 (1994/95)\n" in capsys.readouterr().out
