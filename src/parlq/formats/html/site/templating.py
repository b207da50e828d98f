"""The templates of a site: those of parlq, and those of a folder in their place."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from parlq.formats.html.site.folder import SiteError
from parlq.formats.html.writer import environment, new_environment, template
from parlq.problems import ParlqError, shorten

if TYPE_CHECKING:
    from jinja2 import Environment


def templates(folder: str | os.PathLike[str] | None) -> Environment:
    """The templates; what a file of the folder has the name of comes from there.

    Templates run in a sandbox, and what they print is escaped.

    Raises:
        MissingExtraError: jinja2 is not installed.
        SiteError: the folder does not exist, or none of its files has the name of a template.
    """
    environment()  # which is there, or its absence is reported
    from jinja2 import ChoiceLoader, FileSystemLoader, FunctionLoader
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    loader: Any = FunctionLoader(_own)
    if folder is not None:
        _check(os.fspath(folder))
        loader = ChoiceLoader([FileSystemLoader(folder), loader])
    return new_environment(ImmutableSandboxedEnvironment, loader)


def _own(name: str) -> str | None:
    try:
        return template(name) if name in _names() else None
    except FileNotFoundError:
        return None


def _names() -> set[str]:
    """The names of the templates."""
    from importlib import resources

    return {
        each.name for each in resources.files("parlq.formats.html").joinpath("templates").iterdir()
    }


def _check(folder: str) -> None:
    try:
        found = set(os.listdir(folder))
    except OSError as error:
        raise SiteError(
            f"{folder}: cannot be read: {(error.strerror or str(error)).lower()}"
        ) from None
    if not found & _names():
        names = ", ".join(sorted(name for name in _names() if not name.startswith("change")))
        raise SiteError(f"{folder}: has no template; those of a site are {names}")


def source(made: Environment, name: str) -> str:
    """A file of the templates as it is, such as a style sheet."""
    assert made.loader is not None  # noqa: S101 # `templates` gives one
    with faults(made, name):
        return made.loader.get_source(made, name)[0]


def fault(error: Exception, name: str) -> SiteError:
    """The error of a template as one of the site, with the file and line where they are known."""
    from jinja2 import TemplateSyntaxError

    file, line = name, 0
    if isinstance(error, TemplateSyntaxError):
        file, line = error.filename or error.name or name, error.lineno
    else:
        trace = error.__traceback__
        while trace is not None:  # the last line of a template that ran
            code = trace.tb_frame.f_code
            if (
                "__jinja_template__" in trace.tb_frame.f_globals
                or code.co_name == "top-level template code"
            ):
                file, line = code.co_filename, trace.tb_lineno
            trace = trace.tb_next
    place = f"{os.path.basename(file)}:{line}" if line else os.path.basename(file)
    what = str(error) or type(error).__name__
    return SiteError(f"template {place}: {shorten(' '.join(what.split()), 300)}")


@contextlib.contextmanager
def faults(made: Environment, name: str) -> Iterator[None]:
    """Turn errors of templates of others, which may do anything, into errors of the site."""
    from jinja2 import ChoiceLoader

    try:
        yield
    except ParlqError:
        raise
    except Exception as error:
        if not isinstance(made.loader, ChoiceLoader):
            raise
        raise fault(error, name) from None


def render(made: Environment, name: str, given: dict[str, Any]) -> bytes:
    """What a template makes.

    Raises:
        SiteError: the template has an error.
    """
    with faults(made, name):
        return made.get_template(name).render(given).encode()
