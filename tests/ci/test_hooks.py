"""The hooks for pre-commit, run by pre-commit itself in repositories that are made here."""

from __future__ import annotations

import os
import shutil
import site
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from .repository import BAD_JSON, BAD_XML, JSON, ROOT, WIDE_JSON, XML

pytest.importorskip("pre_commit", reason="needs the package pre-commit")
pytest.importorskip("hatchling", reason="needs the package hatchling, to build without a network")
pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None, reason="needs git"),
    pytest.mark.skipif(not (ROOT / "src").is_dir(), reason="the source is not here to be built"),
    pytest.mark.skipif(sys.platform == "win32", reason="needs links"),
]

CONFIG = """\
repos:
  - repo: {hooks}
    rev: {revision}
    hooks:
      - id: parlq-format
      - id: parlq-validate-akn
      - id: parlq-validate-json
        exclude: ^\\.|config
"""
#: What pip needs of the checkout to build parlq.
BUILT_FROM = ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")


class Repository:
    """A git repository, in an environment that knows no network and no settings of this user."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = environment
        folder.mkdir()
        self.git("init", "--quiet", "--initial-branch=main")

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command in it."""
        return subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def git(self, *arguments: str) -> str:
        """Run git, which must succeed."""
        done = self.run("git", *arguments)
        assert 0 == done.returncode, done.stdout + done.stderr
        return done.stdout.strip()

    def commit(self, **files: bytes) -> subprocess.CompletedProcess[str]:
        """Try to commit files; the hooks may refuse."""
        for name, data in files.items():
            stem, _, suffix = name.rpartition("_")
            (self.folder / f"{stem}.{suffix}").write_bytes(data)
        self.git("add", "--all")
        return self.run("git", "commit", "--quiet", "-m", "files")

    def reset(self) -> None:
        """Take back what was not committed."""
        self.git("reset", "--quiet", "--hard")
        self.git("clean", "--quiet", "--force")


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """Variables under which pip finds all that parlq needs beside this Python, and asks nobody.

    pre-commit makes an environment of its own and installs the hooks into it; what they depend on
    is lent to it by links, as it could not be had otherwise without a network.
    """
    top = tmp_path_factory.mktemp("environment")
    lent = top / "lent"
    lent.mkdir()
    folders = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    if site.ENABLE_USER_SITE:
        folders.add(site.getusersitepackages())
    for folder in filter(os.path.isdir, folders):
        for entry in os.scandir(folder):
            own = entry.name.lower().startswith(("parlq", "__editable__", "_parlq", "pip"))
            if not own and not entry.name.endswith(".pth"):
                (lent / entry.name).symlink_to(entry.path)
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
    return {
        **kept,
        "HOME": str(top),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "A",
        "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@example.org",
        "PRE_COMMIT_HOME": str(top / "pre-commit"),
        "PIP_NO_INDEX": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # which pip reads as: without isolation
        "VIRTUALENV_NO_DOWNLOAD": "1",
        "PYTHONPATH": str(lent),
    }


@pytest.fixture(scope="module")
def hooks(tmp_path_factory, environment):
    """A repository with the hooks and all they are built from."""
    made = Repository(tmp_path_factory.mktemp("hooks") / "parlq", environment)
    for name in BUILT_FROM:
        shutil.copy(ROOT / name, made.folder)
    ignored = shutil.ignore_patterns("__pycache__", "*.pyc")
    for name in ("src", "schemas", "docs"):
        shutil.copytree(ROOT / name, made.folder / name, ignore=ignored)
    made.git("add", "--all", "--force")
    made.git("commit", "--quiet", "-m", "parlq")
    return made


@pytest.fixture(scope="module")
def repository(tmp_path_factory, environment, hooks):
    """A repository of somebody who uses the hooks."""
    made = Repository(tmp_path_factory.mktemp("documents") / "documents", environment)
    config = CONFIG.format(hooks=hooks.folder, revision=hooks.git("rev-parse", "HEAD"))
    (made.folder / ".pre-commit-config.yaml").write_text(config)
    done = made.run(sys.executable, "-m", "pre_commit", "install", "--install-hooks")
    assert 0 == done.returncode, done.stdout + done.stderr
    done = made.commit()
    assert 0 == done.returncode, done.stdout + done.stderr
    return made


@pytest.fixture
def documented(tmp_path, environment, hooks):
    """A repository with the configuration that the page about hooks shows."""
    page = (ROOT / "docs" / "hooks.md").read_text("utf-8")
    _, _, shown = page.partition('```yaml title=".pre-commit-config.yaml"\n')
    config, _, _ = shown.partition("```")
    config = config.replace("../parlq", str(hooks.folder))
    config = config.replace("v0.1.0", hooks.git("rev-parse", "HEAD"))
    made = Repository(tmp_path / "documents", environment)
    (made.folder / ".pre-commit-config.yaml").write_text(config)
    (made.folder / "data").mkdir()
    return made


def test_the_documented_configuration_tells_formats_apart(documented):
    """Where one folder holds both, each hook passes what is valid and stops what is not."""
    for name, data in (("good.xml", XML), ("more.akn", XML), ("good.json", JSON)):
        (documented.folder / "data" / name).write_bytes(data)
    documented.git("add", "--all")
    command = (sys.executable, "-m", "pre_commit", "run", "--all-files")
    done = documented.run(*command)
    assert (0, 3) == (done.returncode, done.stdout.count("Passed")), done.stdout + done.stderr
    (documented.folder / "data" / "good.json").write_bytes(BAD_JSON)
    done = documented.run(*command)
    assert 1 == done.returncode
    assert 1 == done.stdout.count("hook id: parlq-validate-")
    assert "good.json:5:11: error PQ304" in done.stdout


@pytest.fixture
def clean(repository):
    """The same, with nothing left from the test before."""
    yield repository
    repository.reset()


def test_the_manifest_is_one_that_pre_commit_takes(environment):
    """pre-commit finds nothing wrong with the description of the hooks."""
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", ".pre-commit-hooks.yaml"],
        cwd=ROOT,
        env={**os.environ, "PRE_COMMIT_HOME": environment["PRE_COMMIT_HOME"]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (0, "") == (done.returncode, done.stderr)


def test_good_files_are_committed(clean):
    """A commit of valid documents in their form passes."""
    done = clean.commit(good_xml=XML, good_json=JSON, more_akn=XML)
    assert 0 == done.returncode, done.stdout + done.stderr
    assert 3 == done.stderr.count("Passed")
    assert {".pre-commit-config.yaml", "good.json", "good.xml", "more.akn"} == set(
        clean.git("ls-tree", "--name-only", "HEAD").split()
    )


@pytest.mark.parametrize(
    ("name", "data", "hook", "said"),
    [
        ("bad_xml", BAD_XML, "parlq-validate-akn", "bad.xml:7:21: error PQ211"),
        ("bad_json", BAD_JSON, "parlq-validate-json", "bad.json:5:11: error PQ304"),
    ],
)
def test_a_bad_file_stops_the_commit(clean, name, data, hook, said):
    """A document with an error is not committed; the hook says where it is."""
    before = clean.git("rev-parse", "HEAD")
    done = clean.commit(**{name: data})
    assert 1 == done.returncode
    assert f"hook id: {hook}" in done.stderr
    assert said in done.stderr
    assert before == clean.git("rev-parse", "HEAD")


def test_a_file_in_another_form_is_rewritten_and_stops_the_commit(clean):
    """The form is put right; to commit again is enough."""
    done = clean.commit(wide_json=WIDE_JSON)
    assert 1 == done.returncode
    assert "files were modified by this hook" in done.stderr
    assert JSON == (clean.folder / "wide.json").read_bytes()
    assert 0 == clean.commit().returncode


def test_other_files_are_no_concern(clean):
    """A commit of other files does not run the hooks."""
    done = clean.commit(notes_txt=b"notes")
    assert (0, 3) == (done.returncode, done.stderr.count("Skipped"))
