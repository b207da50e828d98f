"""A text that is no page is refused with what it looks like and what was expected (PQ107)."""

import pytest

from parlq.formats.ep import pages

TEXTS = {
    "YAML": ("YAML", "name: bread\nflour: 500\nsteps:\n  - mix\n  - bake\n"),
    "YAML with a start": ("YAML", "---\n- bread\n- butter\n"),
    "YAML about a question": (
        "YAML",
        "type: question\nreference: E-900001/2018\nbody: |\n  Why?\n",
    ),
    "JSON": ("JSON", '{"value": [{"uin": "9", "question": "How many?"}], "links": []}'),
    "JSON over lines": ("JSON", '[\n  {"a": 1},\n  {"b": 2}\n]\n'),
    "lines of JSON": ("JSON", '{"a": 1}\n{"a": 2}\n'),
    "broken JSON": ("JSON", '{\n  "question": "How many?",\n  "links": [\n'),
    "XML": (
        "XML",
        '<?xml version="1.0"?>\n<questions>\n<p>\nRule 130\nto the Commission\n</p>\n</questions>',
    ),
    "XML without a declaration": ("XML", "<q:list xmlns:q='x'>\nto the Commission\n</q:list>\n"),
    "Python": ("source code", "import os\n\n\ndef main(path):\n    print(os.stat(path))\n"),
    "C": ("source code", "#include <stdio.h>\n\nint main(void) {\n  return 0;\n}\n"),
    "JavaScript": ("source code", "const a = 1;\nfunction b() {\n  return a;\n}\n"),
    "SQL": ("source code", "CREATE TABLE q (id INT);\nINSERT INTO q VALUES (1);\n"),
    "style": ("source code", "p {\n  color: red;\n}\nb {\n  top: 0;\n}\n"),
    "script": ("a script", "#!/bin/sh\necho bread\n"),
    "settings": ("settings", "[oven]\nheat = 200\ntime = 40\n"),
    "CSV": ("a table", "id,flour,water\n1,500,300\n2,400,250\n"),
    "semicolons": ("a table", "id;flour\n1;500\n2;400\n"),
    "tabs": ("a table", "id\tflour\n1\t500\n2\t400\n"),
    "mail": (
        "a mail",
        "From: Ada <ada@e.example>\nTo: bo@e.example\nSubject: Bells\n"
        "Date: Mon, 4 Mar 2019 10:00:00 +0100\n\nDear Bo, how are you? Yours, Ada\n",
    ),
    "mail with a path": (
        "a mail",
        "Return-Path: <a@e.example>\nReceived: from e.example\n by e.example\nSubject: Bells\n\nHi.\n",
    ),
    "log": ("a log", "2024-03-01T10:00:00 start\n2024-03-01T10:00:01 end\n"),
    "changes": ("a list of changes", "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n"),
    "LaTeX": ("LaTeX", "\\documentclass{article}\n\\begin{document}\nBread.\n\\end{document}\n"),
    "data": ("source code or data", "x1 = [1; 2] # a\n{b} -> <c>\n$d & e_f\n"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_no_page_is_told(name):
    """The message says what the text looks like and what was expected."""
    kind, text = TEXTS[name]
    reading = pages.read(text, file="it")
    (problem,) = reading.problems
    assert (None, "PQ107", 1) == (reading.value, problem.rule, problem.line)
    assert (
        f"looks like {kind}, not like a page; expected a question or an answer" in problem.message
    )


@pytest.mark.parametrize(
    "text",
    [
        "Recipe for bread\n\nTake flour and water.\n",
        "Parliamentary questions\n\nid,flour\n1,500\n",
        "<p>a = b; c = d;</p>",
    ],
)
def test_a_page_without_a_question_is_told(text):
    """Prose, and a page of the site without a question, are not recognised for what they lack."""
    (problem,) = pages.read(text).problems
    assert "PQ501" == problem.rule
    assert "expected a line such as" in problem.message


def test_a_page_in_a_mail_is_read():
    """What stands around a page does not keep it from being read."""
    text = (
        "From: Ada <ada@e.example>\nTo: bo@e.example\n\nQuestion for written answer E-900001/2018\n"
        "to the Commission\nRule 130\nOlga Varn (ECR)\nSubject: Ferries\n\nWho asks?\n"
    )
    reading = pages.read(text)
    assert (["PQ502", "PQ502"], "Who asks?") == (
        [problem.rule for problem in reading.problems],
        reading.value.variants[0].text(),
    )


def test_a_page_that_begins_with_a_bracket_is_read():
    """A link of Markdown is no JSON, and an address in angles no XML."""
    head = (
        "Question for written answer E-900001/2018\nto the Commission\nRule 130\nOlga Varn (ECR)\n"
    )
    for above in ("[Home](https://e.example/)", "<https://e.example/>"):
        assert pages.read(f"{above}\n{head}Subject: Ferries\n\nWho asks?\n").value is not None
