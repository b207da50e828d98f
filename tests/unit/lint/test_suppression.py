"""Comments that hide problems: what they reach, what is left over, what is misspelled."""

import pytest

import parlq
from parlq.lint.engine import FileLinter
from parlq.lint.settings.settings import Settings
from parlq.model import LanguageVariant, Link, NoteRef, Paragraph, Question, Reference
from parlq.problems import LISTED

LINK = Link(href="#nowhere", content=("here",))
QUESTION = Question(
    reference=Reference.parse("E-000101/2021"),
    variants=(
        LanguageVariant(
            language="en",
            body=(
                Paragraph(content=("See ", LINK)),
                Paragraph(content=("And ", NoteRef(marker="(1)"), LINK)),
            ),
        ),
    ),
)
XML = parlq.dumps(QUESTION, format="akn").decode()
_OWN = "dbsect_1__question_1__p"
FIRST, SECOND = f'          <p eId="{_OWN}_1">See ', f'          <p eId="{_OWN}_2">And '


def lint(tmp_path, text, encoding="utf-8", **settings):
    """What is said of a document, as rule and line, and how many problems it hides."""
    path = tmp_path / "q.xml"
    path.write_bytes(text.encode(encoding))
    result = FileLinter(Settings(**settings))(str(path))
    assert result.failure is None
    return [(problem.rule, problem.line) for problem in result.problems], result.suppressed


def test_nothing_is_hidden_unasked(tmp_path):
    """The document has three problems."""
    assert ([("PQ423", 40), ("PQ421", 41), ("PQ423", 41)], 0) == lint(tmp_path, XML)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_the_element_that_follows(tmp_path, encoding):
    """A comment counts for the whole of the next element, and not for the one behind it."""
    text = XML.replace(FIRST, f"<!-- parlq: ignore PQ423: é -->\n{FIRST}")
    text = text.replace("UTF-8", encoding)
    assert ([("PQ421", 42), ("PQ423", 42)], 1) == lint(tmp_path, text, encoding)


def test_the_line_of_the_comment(tmp_path):
    """A comment behind an element counts for its line."""
    text = XML.replace("</p>", "</p><!-- parlq: ignore PQ421, PQ423 -->")
    assert ([], 3) == lint(tmp_path, text)


def test_an_outer_element(tmp_path):
    """Before an element that holds others, a comment counts for all of them."""
    text = XML.replace("<debateBody>", "<!--parlq: ignore PQ42-->\n    <debateBody>")
    assert ([], 3) == lint(tmp_path, text)


def test_the_whole_file(tmp_path):
    """`ignore-file` counts wherever it stands."""
    text = XML.replace("</akomaNtoso>", "<!-- parlq: ignore-file PQ423 --></akomaNtoso>")
    assert ([("PQ421", 41)], 2) == lint(tmp_path, text)


def test_errors_can_be_hidden(tmp_path):
    """An error under the schema can be hidden for the report; the document is no better for it."""
    text = XML.replace(FIRST, f"<!-- parlq: ignore PQ201 --><q/>{FIRST}")
    assert ([], 1) == lint(tmp_path, text)


def test_other_comments_are_still_reported(tmp_path):
    """Only comments to parlq are passed over by the rule about comments."""
    text = XML.replace("</akomaNtoso>", "<!-- x --><!-- parlq: ignore-file PQ42 --></akomaNtoso>")
    assert ([("PQ215", 46)], 3) == lint(tmp_path, text)


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("parlq: ignore PQ420", ["PQ711"]),
        ("parlq: ignore-file PQ410, PQ405", ["PQ711", "PQ711"]),
        ("parlq: ignore PQ215", ["PQ711"]),
        ("parlq: ignore", ["PQ712"]),
        ("parlq: ignore 423", ["PQ712"]),
        ("parlq: ignore PQ423 PQ421", ["PQ712"]),
        ("parlq: hide PQ423", ["PQ712"]),
        ("parlq: ignore PQ999", ["PQ712"]),
        ("parlq: ignore-file PQ101", ["PQ712"]),
        ("parlq ignore PQ423", ["PQ712"]),
        ("parlq : ignore-file PQ423", ["PQ712"]),
        ("PARLQ: Ignore PQ423", ["PQ712"]),
        ("parlq:disable PQ423", ["PQ712"]),
    ],
)
def test_comments_of_no_use_are_told(tmp_path, comment, expected):
    """A comment that hides nothing, or that cannot be understood, is a warning at its place."""
    text = XML.replace("<debateBody>", f"<!-- {comment} -->\n    <debateBody>")
    found, suppressed = lint(tmp_path, text)
    assert [(rule, 37) for rule in expected] == [each for each in found if each[0] > "PQ7"]
    assert 0 == suppressed


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        (
            "parlq: ignore PQ42O",
            "this comment suppresses nothing: 'PQ42O' is not a rule; did you mean 'PQ420'?",
        ),
        (
            "parlq: ignore PQ420, pq421: x",
            "this comment suppresses nothing: 'pq421' is not a rule; did you",
        ),
        ("parlq: ignore PQ420 PQ421", "this comment suppresses nothing; write <!-- parlq: ignore "),
        ("Parlq ignore PQ420", "this comment suppresses nothing; write <!-- parlq: ignore "),
    ],
)
def test_what_is_wrong_with_a_comment_is_told(tmp_path, comment, message):
    """The message names the word that is no rule, or says how such a comment is written."""
    path = tmp_path / "a.xml"
    path.write_text(XML.replace("<debateBody>", f"<!-- {comment} --><debateBody>"))
    problems = FileLinter(Settings())(str(path)).problems
    assert [True] == [each.message.startswith(message) for each in problems if each.rule == "PQ712"]


def test_other_comments_may_name_parlq(tmp_path):
    """A comment that only speaks of parlq is one like any other."""
    text = XML.replace("<debateBody>", "<!-- made with parlq: ignore --><debateBody>")
    found, _ = lint(tmp_path, text)
    assert ["PQ215"] == [rule for rule, _ in found if rule in {"PQ215", "PQ712"}]


def test_rules_that_are_not_asked_are_not_missed(tmp_path):
    """A comment is not of no use because its rule is ignored in this run, or could not be asked."""
    text = XML.replace("<debateBody>", "<!-- parlq: ignore PQ420 -->\n    <debateBody>")
    assert "PQ711" not in dict(lint(tmp_path, text, ignore=("PQ420",))[0])
    assert [("PQ201", 41)] == lint(tmp_path, text.replace("<p ", "<q/><p ", 1))[0]


def test_nothing_is_hidden_in_a_file_that_cannot_be_read(tmp_path):
    """What is not well-formed is told, whatever its comments ask for."""
    text = XML.replace("</akomaNtoso>", "<!-- parlq: ignore-file PQ1 --></akomaNtos>")
    assert ["PQ101"] == [rule for rule, _ in lint(tmp_path, text)[0]]


def test_python_hears_everything():
    """`parlq.validate` says what is wrong, whatever a comment asks for."""
    text = XML.replace("</akomaNtoso>", "<!-- parlq: ignore-file PQ42 --></akomaNtoso>")
    rules = {problem.rule for problem in parlq.validate(text.encode())}
    assert {"PQ215", "PQ421", "PQ423"} == rules


def test_what_is_not_listed_is_not_hidden(tmp_path):
    """Of very many problems a comment hides those that are listed, not the others with them."""
    paragraph = f'{FIRST}<a href="#nowhere">here</a></p>\n'
    assert paragraph in XML
    numbered = [paragraph.replace('_1">', f'_{n}">') for n in range(1, LISTED + 4)]
    hidden = [f"<!-- parlq: ignore PQ423 -->\n{each}" for each in numbered[: LISTED + 1]]
    text = XML.replace(f"{_OWN}_2", f"{_OWN}_{LISTED + 4}")
    text = text.replace(paragraph, "".join([*hidden, *numbered[LISTED + 1 :]]))
    found, suppressed = lint(tmp_path, text, max_problems=0)
    assert LISTED == suppressed
    assert {"PQ421", "PQ423"} == {rule for rule, _ in found} - {"PQ215"}
