"""What is printed steers no terminal, hides nothing and turns no text round, wherever it is from."""

import json
import os
import unicodedata

import pytest

import parlq
from parlq import LanguageVariant, Paragraph, Question
from parlq.cli import main
from parlq.problems import is_plain, visible, visible_text

#: Escape, C1, each way to change the direction of text, no width, line separators, a tag character.
ODD = (
    "\x1b[2J\x07\x9b31m\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    "\u200e\u200f\u061c\u200b\u2060\ufeff\u2028\u2029\U000e0041"
)
POSIX = pytest.mark.skipif(os.name != "posix", reason="names of files as POSIX has them")


def odd_in(text):
    """What of a text a terminal would not print as itself."""
    return {character for character in text if not is_plain(character)} - {"\n", "\t"}


def test_every_format_character_is_escaped():
    """Whatever Unicode calls a control, format or separator character is escaped; blanks are not."""
    for code in range(0x110000):
        category = unicodedata.category(chr(code))
        if category in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
            assert visible(chr(code)).startswith("\\")
        elif category not in {"Co", "Cn"}:
            assert visible(chr(code)) == chr(code)


def test_texts_keep_their_lines():
    """In a text of several lines, line feeds and tabs stay, and carriage returns do not."""
    assert "a\n\tb\\r\\x1b" == visible_text("a\n\tb\r\x1b")
    assert "a\\n\\tb" == visible("a\n\tb")


@pytest.fixture
def odd(folder):
    """A folder with a document in another layout under an odd name; its own text is odd, too."""
    body = (Paragraph(content=f"When{ODD[2:]}?".replace("\x07", "").replace("\x1b", "")),)
    question = Question(
        subjects=(), rule="Rule \u202e821", variants=(LanguageVariant(language="en", body=body),)
    )
    data = parlq.dumps(question, format="json").replace(b": ", b":")
    (folder / f"wide{ODD}.json").write_bytes(data)
    (folder / f"bad{ODD}.json").write_bytes(
        b'{"schema_version": "1.0", "type": "%s"}' % b"\xe2\x80\xae"
    )
    return folder


WIDE, BAD = f"wide{ODD}.json", f"bad{ODD}.json"


@POSIX
@pytest.mark.parametrize(
    "arguments",
    [
        ["format", "--check", WIDE],
        ["format", "--diff", WIDE],
        ["format", WIDE, BAD, f"none{ODD}.json"],
        ["format", ODD + "*"],
        ["validate", "--diff", BAD, WIDE],
        ["validate", "--fix", BAD, WIDE],
        ["validate", f"none{ODD}.json"],
        ["validate", f"none{ODD}/*.json"],
        ["validate", BAD, "--report", f"text:none/{ODD}"],
        ["validate", BAD, "--report", ODD],
        ["validate", BAD, f"--{ODD}"],
        ["validate", BAD, "--jobs", ODD],
        ["validate", BAD, "--select", ODD],
        ["validate", BAD, "--schema", f"{ODD}.xsd"],
        ["validate", BAD, "--config", f"{ODD}.toml"],
        ["validate", BAD, "--from", ODD],
        ["convert", BAD, "-o", f"{ODD}.json"],
        ["convert", WIDE, "-o", f"none/{ODD}.json"],
        ["convert", WIDE, "-o", f"a.{ODD}"],
        ["convert", WIDE, "--to", ODD],
        ["convert", WIDE, "--to", "json", "--reference", ODD],
        ["split", WIDE, "-o", f"{{}}{ODD}.json"],
        ["show", WIDE],
        ["show", WIDE, "--language", ODD],
        ["show", f"none{ODD}"],
        ["merge", WIDE, BAD, "-o", f"{ODD}.json"],
        ["config", "--config", f"odd{ODD}.toml"],
        ["rule", ODD],
        ["schema", ODD],
        [ODD],
    ],
    ids=lambda arguments: " ".join(arguments).replace(ODD, "").replace("/", "|") or "command",
)
def test_output_is_plain(odd, capfdbinary, arguments):
    """No command prints a control or format character of a name, an argument or a document."""
    (odd / f"odd{ODD}.toml").write_text(f'exclude = ["{ODD[2:].replace(chr(7), "")}"]\n', "utf-8")
    assert main(arguments) in {0, 1, 2}
    out, error = (stream.decode() for stream in capfdbinary.readouterr())
    assert (set(), set()) == (odd_in(out), odd_in(error))
    assert "Traceback" not in error


@POSIX
@pytest.mark.parametrize(
    "format", ["text", "full", "concise", "github", "json", "jsonl", "sarif", "gitlab", "junit"]
)
def test_reports_are_plain(odd, capfdbinary, format):
    """No report has one either; those for programs carry it escaped, as the same text."""
    assert 1 == main(["validate", ".", "--report", format])
    out = capfdbinary.readouterr().out.decode()
    assert set() == odd_in(out)
    if format == "json":
        assert any(file["file"] == BAD for file in json.loads(out)["files"])


@POSIX
def test_lines_cannot_be_forged(odd, capfdbinary):
    """A name or fact with a line feed does not look like two lines."""
    os.rename(WIDE, "a\nerror PQ999 b.json")
    assert 0 == main(["format", "a\nerror PQ999 b.json"])
    assert 0 == main(["split", "a\nerror PQ999 b.json", "-o", "a\nerror PQ999 {}.json"])
    out, error = capfdbinary.readouterr()
    assert not [line for line in (out + error).splitlines() if line.startswith(b"error")]
