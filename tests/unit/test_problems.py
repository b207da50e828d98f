"""Problems: printed on one line, of bounded length, with as much of a place as is known."""

import pytest

from parlq.problems import MESSAGE_LIMIT, InputError, MissingExtraError, Problem, Severity, summed


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        ({}, "<data>: error PQ101 no"),
        ({"file": "a.xml"}, "a.xml: error PQ101 no"),
        ({"file": "a.xml", "line": 3}, "a.xml:3: error PQ101 no"),
        ({"file": "a.xml", "line": 3, "column": 7}, "a.xml:3:7: error PQ101 no"),
        ({"file": "a.xml", "column": 7}, "a.xml: error PQ101 no"),
        ({"severity": Severity.WARNING, "path": "/a/0"}, "<data>: warning PQ101 no [/a/0]"),
        ({"work": "E-000101/2021"}, "<data>: error PQ101 no (E-000101/2021)"),
    ],
)
def test_printed_form(facts, line):
    """A problem is printed as file, line, column, severity, rule, message, work and path."""
    assert line == str(Problem(rule="PQ101", message="no", **facts))


def test_printed_form_is_one_line():
    """Nothing that an input says breaks the line or steers the terminal."""
    hostile = "a\nb\r\x1b[31m\x00\x9b\u2028c"
    problem = Problem(rule="PQ101", message=hostile, file=hostile, path=hostile, work=hostile)
    escaped = r"a\nb\r\x1b[31m\x00\x9b\u2028c"
    assert f"{escaped}: error PQ101 {escaped} ({escaped}) [{escaped}]" == str(problem)


def test_messages_are_of_bounded_length():
    """A message or printed path that is too long is cut, and says so."""
    problem = Problem(rule="PQ101", message="m" * 5000, path="/p" * 5000)
    assert (MESSAGE_LIMIT, "…") == (len(problem.message), problem.message[-1])
    assert len(str(problem)) < 3 * MESSAGE_LIMIT
    assert "/p" * 5000 == problem.path


def test_input_errors_show_the_first_problems():
    """An error shows twenty problems and counts the others; it holds all of them."""
    problems = tuple(Problem(rule="PQ101", message=str(number)) for number in range(25))
    error = InputError(problems)
    lines = str(error).splitlines()
    assert (21, "… and 5 more problems", problems) == (len(lines), lines[-1], error.problems)


def test_missing_extra_names_the_line_that_installs_it():
    """The user is told what to type."""
    error = MissingExtraError("shell completion", "completion")
    expected = (
        "an optional package is missing for shell completion: pip install 'parlq[completion]'"
    )
    assert (expected, "completion") == (str(error), error.extra)


def test_infos_that_repeat_are_shown_once():
    """Infos of a reading with the same words are one, which counts them; others stay as they are."""
    same = [
        Problem(rule="PQ217", severity=Severity.INFO, message="linked", file="a.xml", line=line)
        for line in (3, 7, 9)
    ]
    others = [
        Problem(rule="PQ217", severity=Severity.INFO, message="linked", file="b.xml"),
        Problem(rule="PQ217", severity=Severity.INFO, message="other", file="a.xml"),
        *(Problem(rule="PQ214", severity=Severity.WARNING, message="kept", line=n) for n in (1, 2)),
        *(Problem(rule="PQ418", severity=Severity.INFO, message="empty", work=w) for w in "ab"),
    ]
    first, *rest = summed([*same, *others])
    assert ("linked (3 times in this file)", 3) == (first.message, first.line)
    assert others == rest


def test_a_count_is_never_cut_off():
    """The count of a long message is there, too."""
    long = Problem(rule="PQ507", severity=Severity.INFO, message="m" * 5000)
    (shown,) = summed([long, long])
    assert shown.message.endswith("… (2 times in this file)")
