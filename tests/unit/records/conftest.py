"""What the tests of open data share: our own examples, and a record to vary."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
EXAMPLES = ROOT / "examples" / "opendata"


@pytest.fixture
def dump():
    """Give a small dump in the shape of 2022: four questions, two answers, an annex."""
    return (EXAMPLES / "dump.ttl").read_bytes()


@pytest.fixture
def year():
    """Give a small CSV with seven questions."""
    return (EXAMPLES / "year.csv").read_bytes()


@pytest.fixture(scope="session")
def _record():
    return json.loads((EXAMPLES / "record.jsonld").read_bytes())


@pytest.fixture
def record(_record):
    """Give an answer of API v2 as objects, to be changed at will."""
    return copy.deepcopy(_record)
