"""The GitHub action and the GitLab template: their form under the published schemas, and their steps run."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .repository import BAD_JSON, BAD_XML, JSON, ROOT, WIDE_JSON, XML

yaml = pytest.importorskip("yaml", reason="needs PyYAML, which comes with pre-commit")
BASH = shutil.which("bash")
pytestmark = pytest.mark.skipif(
    BASH is None or sys.platform == "win32", reason="the steps are run by bash"
)
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
JOB = yaml.safe_load((ROOT / "templates/parlq.gitlab-ci.yml").read_text("utf-8"))["parlq"]
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"]}


@pytest.fixture
def folder(tmp_path):
    """A checkout of somebody, with a good file."""
    made = tmp_path / "checkout"
    made.mkdir()
    (made / "good.xml").write_bytes(XML)
    return made


def parlq(folder: Path) -> str:
    """A command parlq that is this one, wherever it is installed."""
    path = folder.parent / "bin" / "parlq"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m parlq "$@"\n')
    path.chmod(0o755)
    return str(path)


def bash(script: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a script as GitHub and GitLab do: it ends at the first command that fails."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GITHUB_", "PARLQ_"))
    }
    return subprocess.run(
        [str(BASH), "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env={**environment, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def step(name: str, folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run a step of the action with these inputs, the others as they are unless said."""
    stated = {key: str(value["default"]) for key, value in ACTION["inputs"].items()} | {
        key.replace("_", "-"): value for key, value in inputs.items()
    }
    variables = {}
    for variable, expression in STEPS[name]["env"].items():
        key = expression.removeprefix("${{ inputs.").removesuffix(" }}")
        variables[variable] = stated[key]
    return bash(STEPS[name]["run"], folder, PARLQ=parlq(folder), GITHUB_ACTIONS="true", **variables)


@pytest.mark.parametrize(
    ("schema", "file"),
    [
        ("vendor.github-actions", "action.yml"),
        ("vendor.gitlab-ci", "templates/parlq.gitlab-ci.yml"),
    ],
)
def test_form(schema, file):
    """The file is valid under the schema that check-jsonschema carries."""
    pytest.importorskip("check_jsonschema", reason="needs the package check-jsonschema")
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(ROOT / file)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert 0 == done.returncode, done.stdout + done.stderr


def test_no_input_becomes_code():
    """Inputs reach the scripts as variables, never as a part of their text."""
    assert [] == [name for name, made in STEPS.items() if "${{" in made["run"]]


def test_a_good_checkout_passes(folder):
    """Without inputs all documents of the checkout are validated."""
    done = step("Validate", folder)
    assert (0, "") == (done.returncode, done.stderr)


def test_a_bad_file_fails_with_an_annotation(folder):
    """A problem fails the step and is annotated at its line."""
    (folder / "bad.json").write_bytes(BAD_JSON)
    done = step("Validate", folder)
    assert 1 == done.returncode
    assert "::error file=bad.json,line=5,col=11," in done.stdout


def test_inputs_count(folder):
    """Paths and options stand one a line, with any character in them; SARIF is written."""
    odd = folder / "a $(touch x) 'b"
    odd.mkdir()
    (odd / "bad.xml").write_bytes(BAD_XML)
    (folder / "bad.json").write_bytes(BAD_JSON)
    done = step(
        "Validate",
        folder,
        paths="good.xml\n\na $(touch x) 'b\r\n",
        args="--select\nPQ211",
        sarif_file="out.sarif",
    )
    assert 1 == done.returncode
    assert "bad.xml" in done.stdout
    assert "bad.json" not in done.stdout
    assert not (folder / "x").exists()
    results = json.loads((folder / "out.sarif").read_text("utf-8"))["runs"][0]["results"]
    assert {"PQ211"} == {result["ruleId"] for result in results}
    assert 0 == step("Validate", folder, paths="good.xml").returncode


def test_paths_of_the_configuration_count(folder):
    """Where the configuration names paths, the input may be left out."""
    (folder / "bad.json").write_bytes(BAD_JSON)
    (folder / "parlq.toml").write_text('paths = ["good.xml"]\n')
    assert 0 == step("Validate", folder).returncode
    assert 0 == step("Canonical form", folder).returncode


def test_the_form_is_asked(folder):
    """The step about the form fails for a file in another one, and changes nothing."""
    assert "${{ inputs.format == 'true' }}" == STEPS["Canonical form"]["if"]
    assert 0 == step("Canonical form", folder).returncode
    (folder / "wide.json").write_bytes(WIDE_JSON)
    assert 1 == step("Canonical form", folder).returncode
    assert WIDE_JSON == (folder / "wide.json").read_bytes()
    assert 0 == step("Canonical form", folder, paths="good.xml").returncode


def test_what_is_installed(folder):
    """The version asked for is installed, or else what the action comes with."""
    runner = folder.parent / "runner"
    (runner / "parlq/bin").mkdir(parents=True)
    python = runner / "parlq/bin/python"
    python.write_text(f'#!/bin/sh\necho "$@" >> "{runner}/asked"\n')
    python.chmod(0o755)
    fake = folder.parent / "fake"
    fake.mkdir()
    (fake / "python").write_text("#!/bin/sh\nexit 0\n")
    (fake / "python").chmod(0o755)
    for version in ("", "0.1.0"):
        done = bash(
            STEPS["Install parlq"]["run"],
            folder,
            PATH=f"{fake}:{os.environ['PATH']}",
            RUNNER_TEMP=str(runner),
            GITHUB_ENV=str(runner / "env"),
            PARLQ_VERSION=version,
            PARLQ_SOURCE="/the/action",
        )
        assert 0 == done.returncode, done.stderr
    asked = [line.split()[-1] for line in (runner / "asked").read_text().splitlines()]
    assert ["/the/action", "parlq==0.1.0"] == asked
    assert {f"PARLQ={runner}/parlq/bin/parlq"} == set((runner / "env").read_text().splitlines())


def gitlab(folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the script of the job, as GitLab would once the lines before it have installed parlq."""
    stated = {name: str(value) for name, value in JOB["variables"].items()} | variables
    path = f"{Path(parlq(folder)).parent}:{os.environ['PATH']}"
    return bash("\n".join(JOB["script"]), folder, **{**stated, "PATH": path})


def test_the_job_reports(folder):
    """The job fails for a bad file and leaves both reports; with good files it passes."""
    done = gitlab(folder)
    assert 0 == done.returncode, done.stdout + done.stderr
    (folder / "bad.json").write_bytes(BAD_JSON)
    done = gitlab(folder)
    assert 1 == done.returncode
    assert "bad.json:5:11: error PQ304" in done.stdout
    reports = JOB["artifacts"]["reports"]
    (found,) = json.loads((folder / reports["codequality"]).read_text("utf-8"))
    assert ("bad.json", 5) == (
        found["location"]["path"],
        found["location"].get("lines", found["location"].get("positions", {}).get("begin", {}))[
            "begin" if "lines" in found["location"] else "line"
        ],
    )
    assert "bad.json" in (folder / reports["junit"]).read_text("utf-8")
    assert 0 == gitlab(folder, PARLQ_PATHS="good.xml").returncode
    assert 0 == gitlab(folder, PARLQ_ARGS="--exit-zero").returncode


def test_the_job_asks_for_the_form(folder):
    """The form is asked for when the variable says so."""
    (folder / "good.json").write_bytes(JSON)
    assert 0 == gitlab(folder, PARLQ_FORMAT="true", PARLQ_PATHS="good.xml good.json").returncode
    (folder / "wide.json").write_bytes(WIDE_JSON)
    assert 0 == gitlab(folder, PARLQ_PATHS="wide.json").returncode
    assert 1 == gitlab(folder, PARLQ_PATHS="wide.json", PARLQ_FORMAT="true").returncode
