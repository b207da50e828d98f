"""Automatic fixes: only the bytes at fault change, and a second run finds nothing more."""

import re

import pytest

import parlq
from parlq.cli import main
from parlq.io.edits import Edit, applied, chosen
from parlq.lint import fixes
from parlq.lint.engine import FileLinter
from parlq.lint.fixes import FIXABLE, ROUNDS, difference, edits
from parlq.lint.settings.settings import Settings
from parlq.model import Answer, LanguageVariant, Note, NoteRef, Paragraph, Reference
from parlq.rules import RULES

E1 = Reference.parse("E-000101/2021")
ANSWER = Answer(
    reference=Reference.parse("E-000101/2021-ASW"),
    answers_to=(E1,),
    term=9,
    variants=(
        LanguageVariant(
            language="en",
            subject="Fähren",
            body=(
                Paragraph(content=("At noon.", NoteRef(marker="1"))),
                Note(marker="1", content=(Paragraph(content="n"),)),
            ),
        ),
        LanguageVariant(language="fr"),
    ),
)
XML = parlq.dumps(ANSWER, format="akn")
JSON = parlq.dumps(ANSWER, format="json")
HEAD = b'{"schema_version": "1.0", "type": "question"'

#: Name of the file, what is replaced in the good document, by what, and the rule that finds it.
FIXES = [
    (
        "a.xml",
        b'eId="dbsect_1__answer_1__blockContainer_1"',
        b'eId="dbsect_1__answer_1__blockContainer_7"',
        "PQ211",
    ),
    (
        "a.xml",
        b'href="#dbsect_1__answer_1__blockContainer_1"',
        b"href='#dbsect_1__answer_1__blockContainer_2'",
        "PQ211",
    ),
    ("a.xml", b' eId="dbsect_1__answer_1__blockContainer_1"', b"", "PQ211"),
    ("a.xml", b' eId="dbsect_1__answer_1__p_1"', b"", "PQ211"),
    ("a.xml", b' eId="dbsect_1"', b"", "PQ211"),
    ("a.xml", b'value="application/akn+xml"', b'value="text/xml"', "PQ211"),
    ("a.xml", 'showAs="français"'.encode(), b'showAs="French"', "PQ211"),
    ("a.xml", b'showAs="E-000101/2021"', b'showAs="E-101/21"', "PQ213"),
    ("a.xml", b"\n<akomaNtoso", b"\n<!DOCTYPE akomaNtoso>\n<akomaNtoso", "PQ103"),
    ("a.xml", b"<?xml", b"\xef\xbb\xbf<?xml", "PQ701"),
    ("a.xml", b"</debate>\n", b"</debate>\r\n", "PQ702"),
    ("a.xml", b"</akomaNtoso>\n", b"</akomaNtoso>", "PQ703"),
    ("a.json", b'"term": 9', b'"term": "9"', "PQ304"),
    ("a.json", b'"term": 9', b'"term": 9.00', "PQ304"),
    ("a.json", b'    "E-000101/2021"', b'    "E-101/21"', "PQ304"),
    ("a.json", b'"term": 9,\n', b'"term": 9,\n  "kind": null,\n', "PQ304"),
    ("a.json", b'"term": 9,\n', b'"term": 9, "kind": null,\n', "PQ304"),
    ("a.json", b'"term": 9,\n', b'"term": 9,\n  "term": 9,\n', "PQ302"),
    ("a.json", b'{\n  "schema', b'\xef\xbb\xbf{\n  "schema', "PQ701"),
    ("a.json", b"{\n  ", b"{\r\n  ", "PQ702"),
    ("a.json", b"}\n", b"}", "PQ703"),
]


def run(folder, name, data, **settings):
    """The result of a run over one file, and what is in the file then."""
    path = folder / name
    path.write_bytes(data)
    select = tuple(rule for rule in RULES if rule != "PQ704")
    result = FileLinter(Settings(**{"select": select, **settings}))(str(path))
    assert result.failure is None
    return result, path.read_bytes()


@pytest.mark.parametrize(("name", "good", "bad", "rule"), FIXES)
def test_fix_gives_the_good_file_back(tmp_path, name, good, bad, rule):
    """What is spoiled is found by its rule, put right, and found no more; nothing else changes."""
    document = XML if name == "a.xml" else JSON
    assert good in document
    at = document.rindex(good) if good == b"}\n" else document.index(good)
    spoiled = document[:at] + bad + document[at + len(good) :]
    before, _ = run(tmp_path, name, spoiled)
    assert rule in {problem.rule for problem in before.problems}
    after, data = run(tmp_path, name, spoiled, fix=True)
    assert ([], True) == ([problem.rule for problem in after.problems], after.fixed >= 1)
    assert document == re.sub(rb"='(#[^']*)'", rb'="\1"', data)
    again, same = run(tmp_path, name, data, fix=True)
    assert (0, data) == (again.fixed, same)


def test_every_rule_with_a_fix_is_tried():
    """The table above has all of them."""
    assert set(FIXABLE) == {rule for *_, rule in FIXES}


#: What is wrong and stays so, as nobody can know what is meant.
LEFT = [
    ("a.xml", b'FRBRdate date="0001-01-01"', b'FRBRdate date="2021-03-04"'),
    ("a.xml", b'/eng"', b'/deu"'),
    ("a.xml", b"<akomaNtoso ", b'<!DOCTYPE akomaNtoso SYSTEM "a.dtd"><akomaNtoso '),
    ("a.xml", b"<akomaNtoso ", b'<!-- <!DOCTYPE a> --><!DOCTYPE a SYSTEM "a"><akomaNtoso '),
    ("a.json", b'"term": 9', b'"term": "nine"'),
    ("a.json", b'"term": 9', b'"term": 9.5'),
    ("a.json", b'"term": 9,', b'"term": 9, "term": 8,'),
    ("a.json", b'"term": 9', b'"tern": 9'),
]


@pytest.mark.parametrize(("name", "good", "bad"), LEFT)
def test_what_is_not_safe_is_left_alone(tmp_path, name, good, bad):
    """A file whose facts disagree, or that can mean two things, is not touched."""
    spoiled = (XML if name == "a.xml" else JSON).replace(good, bad, 1)
    after, data = run(tmp_path, name, spoiled, fix=True)
    assert (0, spoiled) == (after.fixed, data)
    assert after.problems


def test_missing_ids_of_a_text_are_added():
    """A file without the `eId` of its texts is the same value to a lenient reader; `--fix` adds them."""
    bare = re.sub(rb' eId="dbsect[^"]*"', b"", XML)
    reading = parlq.read(bare, format="akn", strict=False)
    assert reading.value == ANSWER
    assert {("PQ211", "warning")} == {(each.rule, each.severity) for each in reading.problems}
    assert len(reading.problems) == XML.count(b' eId="dbsect')
    strict = parlq.read(bare, format="akn")
    assert strict.failed
    assert XML == applied(bare, edits(bare, strict.problems, "akn"))


def test_what_is_not_reported_is_not_fixed(tmp_path):
    """A rule that is ignored, or hidden by a comment, changes nothing."""
    spoiled = XML.replace(
        b'eId="dbsect_1__answer_1__blockContainer_1"', b'eId="dbsect_1__answer_1__blockContainer_7"'
    )
    assert spoiled == run(tmp_path, "a.xml", spoiled, fix=True, select=(), ignore=("PQ211",))[1]
    hidden = spoiled.replace(b"</akomaNtoso>", b"<!-- parlq: ignore-file PQ211 --></akomaNtoso>")
    assert hidden == run(tmp_path, "a.xml", hidden, fix=True)[1]


MANY = Answer(answers_to=tuple(Reference.parse(f"E-{n:06}/2021") for n in range(1, 60)))


def test_many_references_take_two_rounds(tmp_path):
    """The reader stops at the first that is spelled otherwise; all are fixed together."""
    good = parlq.dumps(MANY, format="akn")
    spoiled = re.sub(rb'showAs="E-0+(\d+)/2021"', rb'showAs="E-\1/21"', good)
    assert 59 == spoiled.count(b'/21"')
    after, data = run(tmp_path, "a.xml", spoiled, fix=True)
    assert (good, 59, "") == (data, after.fixed, after.note)
    hidden = spoiled.replace(b"</akomaNtoso>", b"<!-- parlq: ignore PQ401 --></akomaNtoso>")
    linter = FileLinter(Settings())
    name, problems = linter._lint(hidden, "a.xml")[:2]
    assert 1 == len(edits(hidden, problems, name))


def test_a_file_that_does_not_settle_is_reported(tmp_path, monkeypatch):
    """Fixing ends after so many rounds; what was fixed is written, and the rest is listed."""
    good = parlq.dumps(MANY, format="akn").replace(b"</debate>", b"<!-- parlq: --></debate>")
    spoiled = re.sub(rb'showAs="E-0+(\d+)/2021"', rb'showAs="E-\1/21"', good)
    after, _ = run(tmp_path, "a.xml", spoiled, fix=True, select=())
    assert ROUNDS == after.fixed
    assert f"stopped fixing after {ROUNDS} rounds; there may be more to fix" in after.note
    assert "PQ213" in {problem.rule for problem in after.problems}
    monkeypatch.setattr(fixes, "SECONDS", -1.0)
    after, _ = run(tmp_path, "a.xml", spoiled, fix=True, select=())
    assert 1 == after.fixed
    assert "stopped fixing after -1 seconds" in after.note


def test_the_command_says_that_a_file_does_not_settle(tmp_path, monkeypatch, capsys):
    """The line stands beside the problems that are left; the exit code is theirs."""
    monkeypatch.setattr(fixes, "ROUNDS", 1)
    spoiled = XML.replace(b'showAs="E-000101/2021"', b'showAs="E-101/21"')
    (tmp_path / "a.xml").write_bytes(spoiled.replace(b"</akomaNtoso>\n", b"</akomaNtoso>"))
    monkeypatch.chdir(tmp_path)
    assert 0 == main(["validate", "--fix", "a.xml"])
    assert "parlq: a.xml: stopped fixing after 1 rounds" in capsys.readouterr().err


def test_other_encodings_are_kept(tmp_path):
    """A fix in a file of another encoding is written in that encoding."""
    text = XML.decode().replace("UTF-8", "utf-16").replace('"note_1"', '"note_7"')
    _, data = run(tmp_path, "a.xml", text.encode("utf-16"), fix=True)
    assert text.replace('"note_7"', '"note_1"').encode("utf-16") == data


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_declaration_is_removed_from_every_encoding(tmp_path, encoding, end):
    """What declares nothing is taken out with its line, and no other byte; no comment is touched."""
    name = encoding.removesuffix("-sig").upper()
    comment = "<!-- français: no <!DOCTYPE akomaNtoso> here -->\n"
    text = XML.decode().replace("UTF-8", name).replace("\n<akoma", f"\n{comment}<akoma", 1)
    text = text.replace("\n", end)
    bare = text.replace("<akoma", f"<!DOCTYPE akomaNtoso>{end}<akoma", 1)
    good, bad = (each.encode(encoding, "xmlcharrefreplace") for each in (text, bare))
    assert good == run(tmp_path, "a.xml", bad, fix=True, select=("PQ103",))[1]


def test_diff_changes_nothing(tmp_path):
    """With `diff` the file stays, the problems are told, and the difference is there to be shown."""
    spoiled = JSON.replace(b'"term": 9', b'"term": "9"')
    result, data = run(tmp_path, "a.json", spoiled, diff=True)
    assert (spoiled, 1) == (data, result.fixed)
    assert ["PQ304"] == [problem.rule for problem in result.problems]
    assert '-  "term": "9",\n+  "term": 9,\n' in result.diff


def test_a_file_without_its_last_line_end_is_said_to_be_so():
    """The difference is one that patching programs take."""
    assert "--- a\n+++ a\n@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+x\n" == difference(
        b"x", b"x\n", "a"
    )
    assert "" == difference(b"x", b"x", "a")


def test_a_file_that_cannot_be_written_stays(tmp_path):
    """A file without permission to write is left whole, and said not to be judged."""
    path = tmp_path / "a.json"
    path.write_bytes(JSON.rstrip())
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        result = FileLinter(Settings(fix=True, select=("PQ7",)))(str(path))
    finally:
        tmp_path.chmod(0o755)
    if result.failure is None:
        pytest.skip("this user may write anything")
    assert "cannot be written" in result.failure
    assert JSON.rstrip() == path.read_bytes()


def test_edits_that_meet_are_made_one_by_one():
    """Of edits that overlap the first is made; those that touch are both."""
    found = chosen([Edit(2, 4, b"", "b"), Edit(0, 3, b"x", "a"), Edit(3, 5, b"y", "c")])
    assert b"xy" == applied(b"abcde", found)


def test_edits_are_for_the_problems_that_are_given():
    """Without problems there are no edits."""
    assert () == edits(JSON.rstrip(), [], "json")
