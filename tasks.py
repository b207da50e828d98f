"""Tasks for people who work on parlq: `python tasks.py` lists them, `python tasks.py NAME` runs one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable

TOP = os.path.dirname(os.path.abspath(__file__))


def run(*command: str, **environment: str) -> None:
    """Run a command at the top of the checkout; stop with its exit code when it fails."""
    print("$", " ".join(command), flush=True)
    program = [sys.executable, *command[1:]] if command[0] == "python" else list(command)
    done = subprocess.run(program, cwd=TOP, env={**os.environ, **environment}, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def setup() -> None:
    """Install parlq in editable mode, with all development dependencies."""
    run("python", "-m", "pip", "install", "-e", ".[dev]")


def quick() -> None:
    """Run the tests on all processors with the fewest examples; last failures first, one is enough."""
    run(
        *("python", "-m", "pytest", "-q", "-n", "auto", "--dist", "worksteal"),
        *("--failed-first", "--maxfail=1", "--hypothesis-profile=fewest"),
        *("-m", "not slow"),
    )


def test() -> None:
    """Run the tests, with few examples a property."""
    run("python", "-m", "pytest")


def cov() -> None:
    """Run the tests and report branch coverage."""
    run("python", "-m", "pytest", "-n", "auto", "--cov", "--cov-report=term-missing:skip-covered")


def deep() -> None:
    """Run the properties with 10,000 examples each; takes hours."""
    run("python", "-m", "pytest", "tests/properties", "--hypothesis-profile=deep")


def lint() -> None:
    """Ask ruff for faults and for the form of the code."""
    run("python", "-m", "ruff", "check", ".")
    run("python", "-m", "ruff", "format", "--check", ".")


def form() -> None:
    """Bring the code into its form."""
    run("python", "-m", "ruff", "check", "--fix", ".")
    run("python", "-m", "ruff", "format", ".")


def types() -> None:
    """Check all types, strictly with mypy and in basic mode with pyright."""
    run("python", "-m", "mypy")
    run("python", "-m", "pyright")


def pages() -> None:
    """Renew what is read off the code: parts of the documentation, and the list of messages."""
    run("python", "-m", "tests.docs.generated")
    run("python", "-m", "tests.messages.collect")


def docs() -> None:
    """Build the documentation into `site`; a warning is an error."""
    run("python", "-m", "mkdocs", "build", "--strict", "--quiet", NO_MKDOCS_2_WARNING="1")


def schemas() -> None:
    """Renew the JSON Schemas from the model and from the settings."""
    for module, name in (
        ("parlq.formats.json.schema", "parlq-1.0.schema.json"),
        ("parlq.lint.settings.configuration_schema", "parlq-config-1.0.schema.json"),
    ):
        made = subprocess.run(
            [sys.executable, "-m", module], cwd=TOP, stdout=subprocess.PIPE, check=True
        )
        with open(os.path.join(TOP, "schemas", name), "wb") as file:
            file.write(made.stdout)


def build() -> None:
    """Build the source distribution and the wheel into `dist`."""
    run("python", "-m", "build")


def check() -> None:
    """Run everything that a change must pass, in fresh environments."""
    run("bash", ".ci/run")


TASKS: dict[str, Callable[[], None]] = {
    task.__name__: task
    for task in (
        setup,
        quick,
        test,
        cov,
        deep,
        lint,
        form,
        types,
        pages,
        docs,
        schemas,
        build,
        check,
    )
}


def main(names: list[str]) -> int:
    """Run the named tasks, or list all."""
    unknown = [name for name in names if name not in TASKS]
    if unknown:
        print(f"no task {unknown[0]!r}", file=sys.stderr)
    if unknown or not names:
        for name, task in TASKS.items():
            print(f"{name:8} {task.__doc__}")
        return 2 if unknown else 0
    for name in names:
        TASKS[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
