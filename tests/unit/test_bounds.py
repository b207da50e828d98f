"""Inputs with a million faults: refused or read with what fits on a screen, in linear time."""

import pytest

import parlq
from parlq.problems import LISTED

MANY = 10_100
QUESTION = parlq.Question(
    reference=parlq.Reference.parse("E-000101/2021"),
    variants=(parlq.LanguageVariant(language="en", body=(parlq.Paragraph(content="When?"),)),),
)
XML = parlq.dumps(QUESTION, format="akn").decode()
JSON = parlq.dumps(QUESTION, format="json").decode()
OWN = "dbsect_1__question_1__p"
MORE = range(XML.count(f'<p eId="{OWN}_') + 1, XML.count(f'<p eId="{OWN}_') + 1 + MANY)
P = '<p eId="dbsect_1__question_1__p_1">When'
BODY = '"body": ['
LINK = '{"type": "paragraph", "content": [{"type": "link", "href": "#x"}]}, '

#: Data, the rules found, whether it is refused strictly, tolerantly.
CASES = {
    "unknown-elements": (XML.replace(P, "<z/>" * MANY + P), {"PQ201"}, True, True),
    "unknown-attributes": (
        XML.replace(P, '<p a="1">x</p>' * MANY + P),
        {"PQ201"},
        True,
        True,
    ),
    "misplaced-elements": (
        XML.replace(P, "<p>a</p><from>x</from>" * MANY + P),
        {"PQ201"},
        True,
        True,
    ),
    "empty-elements": (
        XML.replace("</question>", "".join(f'<p eId="{OWN}_{n}"/>' for n in MORE) + "</question>"),
        {"PQ213"},
        True,
        True,
    ),
    "comments": (XML.replace(P, "<!--x-->" * MANY + P), {"PQ215"}, False, False),
    "links": (
        XML.replace(P, P[: -len("When")] + '<a href="#x">y</a>' * MANY + "When"),
        {"PQ423"},
        False,
        False,
    ),
    "unknown-keys": (
        JSON.replace("{", "{" + "".join(f'"k{n}": 1, ' for n in range(MANY)), 1),
        {"PQ303"},
        True,
        False,
    ),
    "doubled-keys": (
        JSON.replace(BODY, BODY + '{"type": "x", "type": "x"}, ' * MANY),
        {"PQ302", "PQ304"},
        True,
        True,
    ),
    "links-in-json": (JSON.replace(BODY, BODY + LINK * MANY), {"PQ423"}, False, False),
}


@pytest.mark.parametrize("strict", [True, False], ids=["strict", "tolerant"])
@pytest.mark.parametrize("name", CASES)
def test_faults_are_counted_not_listed(name, strict):
    """Of each rule, the first findings are listed, and the last line counts the others."""
    data, rules, *refused = CASES[name]
    problems = parlq.validate(data.encode(), strict=strict)
    found = {problem.rule for problem in problems}
    assert refused[not strict] is any(problem.severity == "error" for problem in problems)
    if strict:
        assert rules == found
    assert len(problems) <= (LISTED + 1) * len(found)
    if any(problem.line is None for problem in problems):
        assert "not listed" in problems[-1].message
