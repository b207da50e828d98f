"""Lines of an input that are shown."""

import pytest

from parlq.lint.source_excerpts import LONGEST, lines_of


@pytest.mark.parametrize(
    ("data", "numbers", "expected"),
    [
        (b"a\nb\nc", {1, 3}, ((1, "a"), (3, "c"))),
        (b"a\r\nb\r\n", {2}, ((2, "b"),)),
        (b"a\n", {2, 5}, ((2, ""),)),
        (b"", {1}, ((1, ""),)),
        (b"a", set(), ()),
        ("\ufeffé\n".encode(), {1}, ((1, "é"),)),
        ("a\né".encode("utf-16"), {2}, ((2, "é"),)),
        (b"a\xffb", {1}, ((1, "a\N{REPLACEMENT CHARACTER}b"),)),
    ],
)
def test_lines_of(data, numbers, expected):
    """Lines come by number, without their ends, whatever the encoding."""
    assert expected == lines_of(data, numbers)


def test_a_long_line_is_cut():
    """No more is kept of a line than could ever be shown."""
    ((_, line),) = lines_of(b"x" * (LONGEST + 1000), {1})
    assert LONGEST == len(line)
