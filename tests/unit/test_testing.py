"""Strategies for users of hypothesis."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import parlq
from parlq import model
from parlq.testing.from_type import STRATEGIES


@pytest.mark.parametrize("name", STRATEGIES)
def test_a_type_has_its_strategy(name):
    """`st.from_type` makes a value of each registered type, as hypothesis finds parlq by itself."""
    kind = getattr(model, name)

    @settings(max_examples=3, deadline=None)
    @given(st.from_type(kind))
    def holds(value):
        assert type(value) is kind

    holds()


@settings(max_examples=5, deadline=None)
@given(st.builds(dict, question=st.from_type(parlq.Question)))
def test_types_inside_others_are_found(made):
    """A strategy built by type gives what parlq can write and read."""
    data = parlq.dumps(made["question"], format="json")
    assert parlq.loads(data, format="json") == made["question"]
