"""The search of a site: runs the command of pagefind, which makes an index for the browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec

from parlq.formats.html.site.folder import Folder, SiteError
from parlq.io.termination import ending_in_order
from parlq.problems import MissingExtraError, shorten

#: Files that pagefind makes for pages that have its own forms.
_FORMS = ("pagefind-ui.", "pagefind-modular-ui.", "pagefind-component-ui.", "pagefind-highlight.")


def command() -> list[str]:
    """How pagefind is called.

    Raises:
        MissingExtraError: it is not installed.
    """
    if find_spec("pagefind") is not None and find_spec("pagefind_bin") is not None:
        return [sys.executable, "-P", "-m", "pagefind"]  # and nothing of the current folder
    if (found := shutil.which("pagefind")) is not None:
        return [found]
    raise MissingExtraError("search in the browser", "site")


def index(folder: Folder, key: str) -> int | None:
    """Make the index of all documents; returns the peak of its memory in bytes, where it is known.

    All languages share one index: a document may have many. It finds the beginnings of words, with
    or without accents.

    Args:
        folder: of the site.
        key: stands for what is indexed: for the same one as before, the index stays as it is.

    Raises:
        SiteError: pagefind failed.
    """
    entry = "pagefind/pagefind-entry.json"
    if folder.is_current(entry, key):
        folder.keep("pagefind")
        return None
    made = folder.scratch("pagefind")
    options = ["--site", folder.top, "--output-path", made, "--glob", "documents/**/*.html"]
    peak = _run([*command(), *options, "--force-language", "unknown", "--silent"], folder.own)
    for path in _files(made):
        name = os.path.relpath(path, made).replace(os.sep, "/")
        if not name.startswith(_FORMS) and f"pagefind/{name}" != entry:
            with open(path, "rb") as file:
                folder.write(f"pagefind/{name}", file.read())
    # The last one, so that an index that is not complete is made again.
    with open(os.path.join(made, os.path.basename(entry)), "rb") as file:
        folder.write(entry, file.read(), key)
    shutil.rmtree(made, ignore_errors=True)
    return peak


def _files(folder: str) -> Iterator[str]:
    for parent, _, names in os.walk(folder):
        yield from (os.path.join(parent, name) for name in names)


def _run(arguments: list[str], folder: str) -> int | None:
    """Run a program in a folder that has no settings for it; returns the peak of its memory."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND")}
    try:
        with (
            ending_in_order(),
            subprocess.Popen(  # noqa: S603 # pagefind, and paths that begin with a slash
                arguments,
                cwd=folder,
                env=plain,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            ) as process,
        ):
            assert process.stdout is not None  # noqa: S101 # as asked for
            try:
                said = process.stdout.read()
                peak = _wait(process)
            except BaseException:
                process.kill()
                raise
    except OSError as error:
        raise SiteError(
            f"pagefind cannot be started: {(error.strerror or str(error)).lower()}"
        ) from None
    if process.returncode:
        last = " ".join(said.decode("utf-8", "replace").split())[-300:]
        raise SiteError(
            f"pagefind failed ({process.returncode}): {shorten(last, 300)}; pass --no-search to go without"
        )
    return peak


def _wait(process: subprocess.Popen[bytes]) -> int | None:
    """Wait for a program; returns the peak of its memory, where the system knows it."""
    if not hasattr(os, "wait4"):
        process.wait()
        return None
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
