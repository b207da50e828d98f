"""`parlq show` as people use it: tables, parts, one line a work, colour, a pager, the browser."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

import parlq
from parlq.cli import main
from parlq.cli.showing.summary import brief, summary
from parlq.cli.showing.terminal import printed, soft, strong
from parlq.cli.showing.text_lines import columns_of, lines_of
from parlq.model import (
    Answer,
    Dossier,
    Heading,
    LanguageVariant,
    ListBlock,
    ListItem,
    Note,
    Paragraph,
    Question,
    Table,
    TableCell,
    TableRow,
)


def _p(text):
    return Paragraph(content=(text,))


def _table(*rows):
    return Table(
        rows=tuple(
            TableRow(cells=tuple(TableCell(header=not n, content=(_p(c),)) for c in row))
            for n, row in enumerate(rows)
        )
    )


def _lines(*blocks, width=40):
    return [printed(line, colour=False) for line in lines_of(blocks, width)]


def _question(number, *blocks):
    variant = LanguageVariant(language="en", subject="Reeds", body=blocks or (_p("Are they cut?"),))
    return Question(reference=f"E-{number:06}/2031", variants=(variant,))


def test_tables_are_aligned():
    """Columns begin below each other, whatever the width of their characters."""
    assert ["", "Bay    Name", "Lee    葦", "Ostra  x"] == _lines(
        _table(("Bay", "Name"), ("Lee", "葦"), ("Ostra", "x"))
    )


def test_wide_tables_are_wrapped_in_their_columns():
    """A table that is wider than the screen wraps its widest columns."""
    lines = _lines(_table(("No", "Words"), ("1", "reeds " * 20)), width=30)
    assert all(columns_of(line) <= 30 for line in lines)
    assert "1   reeds reeds reeds reeds" == lines[2]
    assert "    reeds reeds reeds reeds" == lines[3]


def test_parts_hang_behind_their_labels():
    """The lines of a part begin below its first word."""
    inner = ListBlock(items=(ListItem(label="(a)", content=(_p("now?"),)),))
    block = ListBlock(ordered=True, items=(ListItem(label="1.", content=(_p("If " * 15), inner)),))
    assert [
        "",
        "1. If If If If If If",
        "   If If If If If If",
        "   If If If",
        "   (a) now?",
    ] == _lines(block, width=20)


def test_headings_and_notes_are_blocks():
    """A note hangs behind its marker, and a heading stands out."""
    blocks = (Heading(content=("Why",)), Note(marker="(1)", content=(_p("There."),)))
    assert ["", "\x01Why\x05", "", "(1) There."] == [*lines_of(blocks, 40)]


def test_answers_follow_their_questions():
    """A dossier is shown in reading order: a joint answer behind the last of its questions."""
    answers = tuple(Answer(answers_to=(f"E-{n:06}/2031",)) for n in (2, 1))
    text = summary(Dossier(questions=(_question(1), _question(2)), answers=answers))
    titles = [line[1:-1] for line in text.split("\n") if line.startswith("\x01")]
    assert [
        "Question E-000001/2031",
        "Answer answer-2",
        "Question E-000002/2031",
        "Answer answer-1",
    ] == titles


def test_a_question_is_shown_in_the_language_of_its_answer():
    """Where no language is asked for, a dossier is shown in the one in which most works have a text."""
    texts = [LanguageVariant(language=tag, body=(_p(tag.upper()),)) for tag in ("bg", "en")]
    question = Question(reference="E-000001/2031", variants=texts)
    answer = Answer(answers_to=("E-000001/2031",), variants=texts[1:])
    text = summary(Dossier(questions=(question,), answers=(answer,)))
    assert ("EN" in text, "BG" in text) == (True, False)


def test_brief_is_one_line_a_work():
    """Name, kind, day, languages and subject stand below each other."""
    assert ["E-000001/2031        question  -           en            Reeds"] == [
        *brief(_question(1))
    ]
    assert ["E-000001/2031        question  -           en         …"] == [
        *brief(_question(1), width=55)
    ]


@pytest.mark.parametrize(
    ("colour", "found"), [(True, "\x1b[1ma\x1b[0m\\x1b[2J"), (False, "a\\x1b[2J")]
)
def test_styles_are_not_controls_of_the_text(colour, found):
    """Styles become escape codes where there is colour; what a text has of them is made visible."""
    assert found == printed(strong("a") + "\x1b[2J", colour=colour)
    assert "" == soft("")


def _on_a_terminal(arguments, folder, **environment):
    """What the command writes to a terminal of 80 columns and 24 lines."""
    pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")
    import fcntl
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    kept = {
        k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "PAGER", "COLUMNS", "LINES"}
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "parlq", *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env={**kept, "TERM": "xterm", **environment},
    )
    os.close(theirs)
    said = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # the other side is closed
            break
        if not piece:
            break
        said += piece
    os.close(ours)
    assert 0 == process.wait()
    return said.replace(b"\r\n", b"\n").decode()


@pytest.fixture
def long(tmp_path):
    """A folder with a question of a hundred paragraphs and a short one."""
    parlq.dump(_question(1, *[_p(f"Paragraph {n}.") for n in range(100)]), tmp_path / "long.json")
    parlq.dump(_question(2), tmp_path / "short.json")
    return tmp_path


def test_a_terminal_has_colour_unless_it_is_forbidden(long):
    """Titles stand out on a terminal, but not with `NO_COLOR` or on a dumb one."""
    assert "\x1b[1mQuestion E-000002/2031\x1b[0m" in _on_a_terminal(["show", "short.json"], long)
    for forbids in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert "\x1b" not in _on_a_terminal(["show", "short.json"], long, **forbids)


def test_long_output_goes_through_the_pager(long):
    """More than a screen is paged, less is not, and nobody is made to."""
    (long / "pager.py").write_text("import sys\nprint('PAGED', len(sys.stdin.read().split('\\n')))")
    pager = f"{sys.executable} pager.py"
    assert _on_a_terminal(["show", "long.json"], long, PAGER=pager).startswith("PAGED ")
    for arguments in (["show", "short.json"], ["show", "long.json", "--no-pager"]):
        assert "PAGED" not in _on_a_terminal(arguments, long, PAGER=pager)
    assert "Paragraph 99." in _on_a_terminal(["show", "long.json"], long, PAGER="no-such-pager")


def test_a_page_opens_in_the_browser(long, monkeypatch, capsys):
    """`--html` writes a page of its own, and opens it."""
    opened = []
    monkeypatch.setattr("webbrowser.open", lambda uri: opened.append(uri) or True)
    monkeypatch.setenv("TMPDIR", str(long))
    monkeypatch.setattr("tempfile.tempdir", str(long))
    assert 0 == main(["show", "--html", str(long / "short.json")])
    (page,) = long.glob("parlq-*.html")
    assert [page.as_uri()] == opened
    assert _question(2) == parlq.load(page)
    assert "" == capsys.readouterr().out


def test_without_a_browser_there_is_another_way(long, monkeypatch, capsys):
    """Where no browser is found, the message says how to save the page, and no file stays."""
    monkeypatch.setattr("webbrowser.open", lambda _: False)
    monkeypatch.setattr("tempfile.tempdir", str(long))
    assert 2 == main(["show", "--html", str(long / "short.json"), "--language", "en"])
    out, error = capsys.readouterr()
    assert ("", True) == (out, error.startswith("parlq: no browser found; to save the page, run: "))
    assert [] == [*long.glob("parlq-*")]
    assert 2 == main(["show", "--html", str(long / "short.json"), "--language", "fr"])


def test_a_page_is_of_one_document(long, monkeypatch, capsys):
    """Several documents open no browser."""
    monkeypatch.setattr("webbrowser.open", lambda _: pytest.fail("a browser was opened"))
    assert 2 == main(["show", "--html", str(long / "short.json"), str(long / "long.json")])
    assert "--html shows one document" in capsys.readouterr().err
