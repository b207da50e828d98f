"""The lists of `docs/architecture.md` that say how to change things, each followed in a copy.

Each test edits the files that its list names, and no others, in a copy of the sources, and shows in
a fresh process that the new field, rule, format or language works.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import textwrap

import pytest

from .blocks import ROOT

_PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
#: What a change touches: code, schemas, documentation, and the tests that the lists name.
_COPIED = ("src", "schemas", "docs/rules.md", "docs/mapping.md", "tests/rooms.py")


def listed(task: str) -> set[str]:
    """The files and folders that the list of a task names; those of the package by its path."""
    section = _PAGE.split(f"**{task}.**")[1].split("\n**")[0].split("\n## ")[0]
    names = re.findall(r"`([\w./-]+(?:\.(?:py|tsv|md|xsd|json|jsonld)|/))`", section)
    return {name if (ROOT / name).exists() else f"src/parlq/{name}" for name in names}


class Copy:
    """A copy of the sources, in which the files that one list names may be edited."""

    def __init__(self, top, task):
        self.top, self.task = top, task
        self.edited: set[str] = set()
        self.environment = {**os.environ, "PYTHONPATH": str(top / "src")}
        for name in _COPIED:
            (top / name).parent.mkdir(parents=True, exist_ok=True)
            if (ROOT / name).is_dir():
                unwanted = shutil.ignore_patterns("__pycache__")
                shutil.copytree(ROOT / name, top / name, ignore=unwanted)
            else:
                shutil.copy(ROOT / name, top / name)

    def insert(self, name, before, text):
        """Insert text before the one place in a file that reads so."""
        path = self.top / name
        old = path.read_text("utf-8")
        assert 1 == old.count(before), (name, before)
        path.write_text(old.replace(before, text + before), "utf-8")
        self.edited.add(name)

    def add(self, name, text):
        """Add text at the end of a file, or make the file."""
        path = self.top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "a", encoding="utf-8") as file:
            file.write(text)
        self.edited.add(name)

    def run(self, code, *arguments):
        """What a program prints that uses the copy; it edits what its list names, and all of it."""
        wanted = listed(self.task)
        folders = {name for name in wanted if name.endswith("/")}
        for name in self.edited:
            assert name in wanted or any(map(name.startswith, folders)), f"not listed: {name}"
        assert set() == {name for name in wanted - folders if name not in self.edited}, "not edited"
        command = [sys.executable, "-c", textwrap.dedent(code), *arguments]
        done = subprocess.run(
            command,
            cwd=self.top,
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert 0 == done.returncode, done.stderr
        return done.stdout


def test_adding_a_field(tmp_path):
    """A new field of questions goes through JSON, its schema, and both readers of Akoma Ntoso."""
    copy = Copy(tmp_path, "Add a field to the model")
    copy.insert(
        "src/parlq/model/works.py",
        "        rule: rule of procedure",
        "        sitting: name of the sitting that it is put to.\n",
    )
    copy.insert(
        "src/parlq/model/works.py",
        "    rule: str | None = f.text()\n",
        "    sitting: str | None = f.text()\n",
    )
    copy.insert(
        "src/parlq/testing/_works.py", '        "rule": st.just', '        "sitting": texts(),\n'
    )
    profile = "src/parlq/formats/akn/profile/"
    copy.insert(
        f"{profile}meta_writer.py",
        "        if work.rule is not None:\n",
        "        if work.sitting is not None:\n"
        '            own = "sitting"\n'
        '            self._tlc("Reference", own, None, work.sitting, line, \' name="sitting"\')\n',
    )
    copy.insert(
        f"{profile}tree/work.py",
        '                "rule": self._rule(refs),\n',
        '                "sitting": refs.shown("sitting", REFERENCE),\n',
    )
    copy.insert(f"{profile}fast/references.py", '"rule": "rule", ', '"sitting": "sitting", ')
    copy.insert(f"{profile}model_paths.py", '    "rule": "rule",\n', '    "sitting": "sitting",\n')
    copy.insert(
        "schemas/context.jsonld", '        "rule": "https', '        "sitting": "urn:sitting",\n'
    )
    copy.insert(
        "docs/mapping.md",
        "| `rule` | `meta",
        "| `sitting` | `meta/references/TLCReference[@eId='sitting']/@showAs` | `/sitting` | – |\n",
    )
    printed = copy.run(
        """
        import parlq
        from hypothesis import Phase, find, settings
        from parlq import testing
        from parlq.formats.akn.profile import fast
        from parlq.formats.json.schema import json_schema_bytes

        quickly = settings(database=None, phases=[Phase.generate])
        question = parlq.Question(reference="E-000001/2018", sitting="4 May <1>", rule="130")
        canonical = parlq.dumps(question, format="akn")
        assert question == parlq.loads(canonical)
        spelled = canonical.replace(b"<references ", b"<references  ")
        assert question == parlq.loads(spelled)
        assert question == parlq.loads(parlq.dumps(question, format="json"))
        assert b"Name of the sitting" in json_schema_bytes()
        lost = [problem.message for problem in parlq.losses(question, format="csv")]
        assert any("sitting" in message for message in lost), lost
        found = find(testing.questions(), lambda q: q.sitting, settings=quickly)
        assert found.sitting
        print(canonical.decode())
        """
    )
    assert (
        'eId="sitting" href="/akn/ontology/reference/printed/4%20May%20%3C1%3E" showAs="4 May &lt;1>" name="sitting"/>'
        in printed
    )


def test_adding_a_rule(tmp_path):
    """A new rule is reported, selected, and explained."""
    copy = Copy(tmp_path, "Add a rule")
    copy.insert(
        "src/parlq/rules.py", "PQ430  E", "PQ429  W  shouted-rule     rule is in capitals\n"
    )
    copy.insert(
        "src/parlq/checks/works.py",
        "RULES: tuple",
        textwrap.dedent(
            '''\
            def rule_in_capitals(work: Subject) -> Iterator[Finding]:
                """PQ429: the rule of procedure is no shout."""
                if isinstance(work, Question) and work.rule is not None and work.rule.isupper():
                    yield Finding("PQ429", ("rule",), f"the rule {work.rule!r} is in capitals")


            '''
        ),
    )
    copy.insert("src/parlq/checks/works.py", "    names_no_question,\n", "    rule_in_capitals,\n")
    copy.insert(
        "src/parlq/checks/works.py",
        "    reference, day, term = work.reference, work.date, work.term\n",
        "    if work.rule is not None and work.rule.isupper():\n        return False\n",
    )
    copy.insert(
        "docs/rules.md",
        "## PQ430 ",
        "## PQ429 shouted-rule\n\n**rule is in capitals** (warning)\n\nCapitals are hard to read.\n\n",
    )
    printed = copy.run(
        """
        import parlq
        from parlq.cli import main

        question = parlq.Question(reference="E-000001/2018", rule="RULE")
        parlq.dump(question, "loud.json")
        parlq.dump(parlq.Question(reference="E-000001/2018", rule="rule 9"), "quiet.json")
        assert 0 == main(["validate", "--select", "shouted-rule", "loud.json", "quiet.json"])
        assert 0 == main(["rule", "PQ429"])
        """
    )
    assert "loud.json" in printed
    assert "warning PQ429 the rule 'RULE' is in capitals" in printed
    assert "quiet.json" not in printed
    assert "Capitals are hard to read." in printed


def test_adding_a_format(tmp_path):
    """A new format is read, written, converted and listed, and has a floor."""
    copy = Copy(tmp_path, "Add a format")
    copy.add(
        "src/parlq/formats/card/__init__.py",
        textwrap.dedent(
            '''\
            """Cards: the reference of a question on one line."""

            from __future__ import annotations

            from typing import Any

            from parlq.io.reading import Reading
            from parlq.model import Document, Question


            def read(data: bytes, **_: Any) -> Reading:
                """Read a card."""
                return Reading(value=Question(reference=data.decode().strip()), format="card")


            def dumps(document: Document, **_: Any) -> bytes:
                """Write a card."""
                return f"{document.reference}\\n".encode()
            '''
        ),
    )
    copy.insert(
        "src/parlq/formats/builtin.py",
        '        Format(\n            name="csv",\n',
        '        Format(\n            name="card",\n            suffixes=(".card",),\n'
        '            reader=_Later("parlq.formats.card", "read"),\n'
        '            writer=_Later("parlq.formats.card", "dumps"),\n        ),\n',
    )
    copy.insert("tests/rooms.py", '        "formats.akn",\n', '        "formats.card",\n')
    printed = copy.run(
        """
        import sys
        import parlq
        from parlq.cli import main

        sys.path.insert(0, "tests")
        import rooms

        question = parlq.Question(reference="E-000001/2018")
        parlq.dump(question, "one.card")
        assert question == parlq.load("one.card")
        assert 0 == main(["convert", "one.card", "-o", "one.json"])
        assert question == parlq.load("one.json")
        assert 0 == main(["formats"])
        lower = rooms.FLOOR_OF[rooms.room_of("formats.card.__init__")]
        for room in rooms.rooms_imported("formats.card.__init__"):
            assert rooms.FLOOR_OF[room] < lower, room
        """
    )
    assert re.search(r"^card\b.*\.card", printed, re.MULTILINE)


_ICELANDIC = """\
heading.written	is	Fyrirspurn til skriflegs svars	unverified	none: the expected words
addressee.commission	is	til [framkvæmdastjórnarinnar]	unverified	none: the expected words
subject	is	Efni	unverified	none: the expected words
"""
_MONTHS = "is	{d}. {m} {y}	janúar	febrúar	mars	apríl	maí	júní	júlí	ágúst	september	október	nóvember	desember\n"
_ICELANDIC_PAGE = """\
Parliamentary questions

14. ágúst 2018

E-000001/2018

Fyrirspurn til skriflegs svars E-000001-18
til framkvæmdastjórnarinnar
Ada Bell (Verts/ALE)

Efni: Brýr yfir fljót

Hvenær opnar brúin?
"""


def test_adding_a_language_of_pages(tmp_path):
    """A page in a new language is read: its language, day, kind, addressee, subject and text."""
    copy = Copy(tmp_path, "Add a language of pages")
    folder = "src/parlq/formats/ep/pages/language/"
    copy.add(f"{folder}wording.tsv", _ICELANDIC)
    copy.add(f"{folder}months.tsv", _MONTHS)
    printed = copy.run(
        """
        import sys
        import parlq

        (question,) = [parlq.read(sys.argv[1].encode(), format="page").value]
        (variant,) = question.variants
        print(variant.language, question.date, question.kind, question.authors[0].name)
        print(question.addressees[0].code, variant.subject, variant.text())
        """,
        _ICELANDIC_PAGE,
    )
    assert (
        "is 2018-08-14 written Ada Bell\ncommission Brýr yfir fljót Hvenær opnar brúin?\n"
        == printed
    )


@pytest.mark.parametrize(
    "task",
    ["Add a field to the model", "Add a rule", "Add a format", "Add a language of pages"],
)
def test_every_listed_file_exists(task):
    """The lists name files that are there."""
    names = listed(task)
    assert names
    for name in names:
        assert (ROOT / name).exists(), name


def test_places_that_the_page_names():
    """Each module and folder in the table of places to find things exists."""
    table = _PAGE.partition("\n## Where to find things\n")[2].partition("\n## ")[0]
    named = re.findall(r"`((?:\w+/)+[\w*.]*)`", table)
    src = ROOT / "src" / "parlq"
    missing = [each for each in named if not [*src.glob(each), *ROOT.glob(each)]]
    assert len(named) > 10
    assert [] == missing
