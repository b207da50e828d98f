"""What `import parlq` offers: names found when asked for, the same for readers of types."""

import ast
import inspect
import os
import subprocess
import sys
from pathlib import Path

import pytest

import parlq
from parlq.problems import InputError, MissingExtraError, ModelError, ParlqError

FACE = Path(parlq.__file__)


def typed_names():
    """Names that type checkers see, and where they come from."""
    found = {}
    for node in ast.walk(ast.parse(FACE.read_text("utf-8"))):
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING":
            for line in node.body:
                assert isinstance(line, ast.ImportFrom)
                for alias in line.names:
                    assert alias.name == alias.asname, "re-exported by name, for strict checkers"
                    found[alias.name] = line.module
    return found


def test_types_and_run_time_agree():
    """What a type checker sees is what is there, from the same module."""
    assert sorted({*typed_names(), "__version__"}) == sorted(parlq.__all__)
    assert {name: module for name, module in typed_names().items() if module != "parlq"} == (
        parlq._HOMES
    )


@pytest.mark.parametrize("name", parlq.__all__)
def test_every_name_is_there(name):
    """Each name can be had, and is the one of its own module."""
    value = getattr(parlq, name)
    if name in parlq._HOMES:
        module = sys.modules[parlq._HOMES[name]]
        assert value is getattr(module, name)


def test_dir_lists_the_names():
    """`dir` shows what there is, sorted."""
    assert sorted(parlq.__all__) == dir(parlq)
    assert len(set(parlq.__all__)) == len(parlq.__all__)


def test_unknown_names_are_refused_as_ever():
    """A name that is not there is an AttributeError, so that `hasattr` works."""
    with pytest.raises(AttributeError, match="module 'parlq' has no attribute 'Zork'"):
        parlq.Zork  # noqa: B018 # the access is what is tested
    assert not hasattr(parlq, "__path_of_nothing__")


def test_all_names_come_with_a_star():
    """`from parlq import *` gives every name."""
    code = "from parlq import *; import parlq; print(set(parlq.__all__) - set(globals()))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(FACE.parent.parent)},
    )
    assert "set()" == done.stdout.strip()


@pytest.mark.parametrize("name", ["read", "load", "loads", "dump", "dumps", "validate"])
def test_functions_describe_their_arguments(name):
    """Each function of the face says what it takes."""
    function = getattr(parlq, name)
    assert function.__doc__
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY:
            assert parameter.name in f"{function.__doc__} {parlq.read.__doc__} format limits"


def test_errors_have_one_root():
    """One `except ParlqError` catches what parlq raises on purpose."""
    for kind in (InputError, MissingExtraError, ModelError, parlq.UnknownFormatError):
        assert issubclass(kind, ParlqError)
    assert issubclass(MissingExtraError, ImportError)
    assert issubclass(parlq.UnknownFormatError, LookupError)


def test_public_names_of_the_model_are_all_on_the_face():
    """Whatever the model exports for building values is found on the face."""
    assert set() == set(parlq.model.__all__) - set(parlq.__all__) - {"MAX_DEPTH"}
