"""What builds and publishes a release is pinned, and has no more rights than its job needs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

yaml = pytest.importorskip("yaml", reason="needs PyYAML, which comes with pre-commit")
ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".github"
if not FOLDER.is_dir():
    pytest.skip("the source distribution has no workflows", allow_module_level=True)

WORKFLOWS = {path.name: path for path in sorted((FOLDER / "workflows").iterdir())}
JOBS = {
    (name, job): facts
    for name, path in WORKFLOWS.items()
    for job, facts in yaml.safe_load(path.read_text("utf-8"))["jobs"].items()
}
REQUIREMENTS = FOLDER / "release-requirements.txt"
INSTALL = "pip install --require-hashes --only-binary :all: -r .github/release-requirements.txt"


def steps(job: tuple[str, str], action: str = "") -> list[dict]:
    """The steps of a job that use an action whose name begins so."""
    return [step for step in JOBS[job]["steps"] if step.get("uses", "").startswith(action)]


@pytest.mark.parametrize("name", [*WORKFLOWS, "../../action.yml"])
def test_actions_are_pinned_by_commit(name):
    """Each action is named by a full commit, with its release beside it for people."""
    lines = re.findall(
        r"^.*\buses:.*$", (FOLDER / "workflows" / name).read_text("utf-8"), re.MULTILINE
    )
    pinned = re.compile(r"\s*-? *uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert [] == [line for line in lines if not pinned.fullmatch(line)]


@pytest.mark.parametrize("job", JOBS, ids="-".join)
def test_no_credentials_are_left_in_a_checkout(job):
    """The token of a checkout is not written into its configuration, where later steps read it."""
    kept = [step for step in steps(job, "actions/checkout@") if step["with"] != {"persist-credentials": False}]  # fmt: skip
    assert [] == kept


@pytest.mark.parametrize("name", WORKFLOWS)
def test_nothing_is_permitted_to_a_whole_workflow(name):
    """A workflow has no rights; each job names those that it needs."""
    assert {} == yaml.safe_load(WORKFLOWS[name].read_text("utf-8"))["permissions"]


def test_only_publishing_may_do_more_than_read():
    """One job has an identity that can publish, and that one reads nothing."""
    more = {job: facts["permissions"] for job, facts in JOBS.items() if facts["permissions"] != {"contents": "read"}}  # fmt: skip
    assert {("release.yml", "publish"): {"id-token": "write"}} == more


def test_no_input_of_an_event_becomes_code():
    """What others can name, such as a tag or a branch, reaches scripts as a variable only."""
    scripts = [step.get("run", "") for facts in JOBS.values() for step in facts["steps"]]
    assert [] == [script for script in scripts if "${{" in script]


def test_a_release_is_built_apart_from_tests_and_from_publishing():
    """The job that builds runs the build alone; the one that publishes runs nothing of the project."""
    build, publish = ("release.yml", "build"), ("release.yml", "publish")
    scripts = [step["run"] for step in JOBS[build]["steps"] if "run" in step]
    assert [f"python -m {INSTALL}\npython -m build --no-isolation\n"] == scripts
    assert {"test", "build"} == set(JOBS[publish]["needs"])
    used = [step.get("uses", "?").partition("@")[0] for step in JOBS[publish]["steps"]]
    assert ["actions/download-artifact", "pypa/gh-action-pypi-publish"] == used


def test_release_tools_have_hashes():
    """Every tool is named with one version and a SHA-256, and no server is named."""
    text = REQUIREMENTS.read_text("utf-8")
    body = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#"))
    tool = re.compile(r"[\w.-]+==[\w.]+(?: \\\n    --hash=sha256:[0-9a-f]{64})+\n")
    assert "" == tool.sub("", body)
    assert {"build", "hatchling"} <= set(re.findall(r"^([\w.-]+)==", body, re.MULTILINE))
    assert "://" not in text


@pytest.mark.parametrize(
    ("schema", "file"),
    [
        ("vendor.dependabot", "dependabot.yml"),
        *(("vendor.github-workflows", f"workflows/{name}") for name in WORKFLOWS),
    ],
)
def test_form(schema, file):
    """The file is valid under the schema that check-jsonschema carries."""
    pytest.importorskip("check_jsonschema", reason="needs the package check-jsonschema")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema]
    done = subprocess.run([*command, FOLDER / file], capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stdout + done.stderr


def test_updates_are_asked_for():
    """Pinned actions and tools are renewed by pull requests of their own."""
    updates = yaml.safe_load((FOLDER / "dependabot.yml").read_text("utf-8"))["updates"]
    asked = {(each["package-ecosystem"], each["directory"]) for each in updates}
    assert {("github-actions", "/"), ("pip", "/.github")} == asked
