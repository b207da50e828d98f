"""Which files are tracked is read from the index, of whatever form, without running git."""

import os
import shutil
import subprocess

import pytest

from parlq.lint.discovery.git_index import Tracked

GIT = shutil.which("git")
pytestmark = pytest.mark.skipif(GIT is None, reason="no git here")
FILES = [
    "a.json",
    "data/b.json",
    "data/c d.json",
    "data/deep/é.json",
    "data/" + "l" * 200 + ".json",
    "z.xml",
]


def git(folder, *arguments):
    """Run git in a folder, apart from the settings of whoever runs the tests."""
    names = dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "x@y.example")
    names |= {"GIT_AUTHOR_NAME": "x", "GIT_COMMITTER_NAME": "x", "GIT_CONFIG_NOSYSTEM": "1"}
    environment = {**os.environ, **names, "HOME": str(folder)}
    return subprocess.run(
        [GIT, *arguments], cwd=folder, env=environment, check=True, capture_output=True
    )


def repository(folder, *options):
    """A repository with files that are tracked, and one that is not."""
    folder.mkdir()
    git(folder, "init", "-q", *options)
    for name in (*FILES, "data/other.json"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("{}")
    git(folder, "add", "--", *FILES)
    return folder


def check(folder):
    """Assert that the index lists what it should, and nothing else."""
    tracked = Tracked(str(folder))
    assert FILES == [name for name in FILES if tracked.has(name)]
    assert not tracked.has("data/other.json")
    assert not tracked.has("data")
    assert not tracked.has("dat")
    assert (True, True) == (tracked.has_below("data"), tracked.has_below("data/deep"))
    assert (False, False) == (tracked.has_below("dat"), tracked.has_below("z"))


@pytest.mark.parametrize("version", ["2", "3", "4"])
def test_versions(tmp_path, version):
    """All versions of the format are read, that with shortened names, too."""
    folder = repository(tmp_path / "r")
    if version == "3":
        (folder / "new.json").write_text("{}")
        git(folder, "add", "--intent-to-add", "new.json")  # has longer flags
        assert Tracked(str(folder)).has("new.json")
    else:
        git(folder, "update-index", "--index-version", version)
    check(folder)


@pytest.mark.parametrize("format", ["sha1", "sha256"])
def test_hashes(tmp_path, format):
    """An index with longer hashes is read as well."""
    try:
        folder = repository(tmp_path / "r", f"--object-format={format}")
    except subprocess.CalledProcessError:
        pytest.skip("a git that knows one hash only")
    check(folder)


def test_a_split_index(tmp_path):
    """The files of the index that it is based on count, too."""
    folder = repository(tmp_path / "r")
    git(folder, "update-index", "--split-index")
    (folder / "later.json").write_text("{}")
    git(folder, "add", "later.json")
    check(folder)
    assert Tracked(str(folder)).has("later.json")


def test_a_sparse_index(tmp_path):
    """A folder that stands for all in it does."""
    folder = repository(tmp_path / "r")
    git(folder, "commit", "-q", "-m", "x")
    git(folder, "sparse-checkout", "init", "--cone", "--sparse-index")
    assert Tracked(str(folder)).has("data/b.json")
    assert Tracked(str(folder)).has_below("data/deep")


def test_a_worktree_and_a_submodule(tmp_path):
    """Where `.git` is a file, the repository is where that says."""
    folder = repository(tmp_path / "r")
    git(folder, "commit", "-q", "-m", "x")
    git(folder, "worktree", "add", "-q", str(tmp_path / "w"))
    check(tmp_path / "w")
    git(folder, "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(folder), "sub")
    check(folder / "sub")
    assert Tracked(str(folder)).has_below("sub")


def test_a_repository_without_an_index(tmp_path):
    """Where nothing has been added nothing is tracked."""
    git(tmp_path, "init", "-q", "new")
    assert not Tracked(str(tmp_path / "new")).has("a.json")
    (tmp_path / "empty" / ".git").mkdir(parents=True)
    assert not Tracked(str(tmp_path / "empty")).has_below("data")


DAMAGE = {
    "empty": lambda data: b"",
    "cut": lambda data: data[: len(data) // 2],
    "longer": lambda data: data + b"\0" * 3,
    "magic": lambda data: b"CRID" + data[4:],
    "version": lambda data: data[:4] + b"\0\0\0\x09" + data[8:],
    "count": lambda data: data[:8] + b"\xff\xff\xff\xff" + data[12:],
    "count-less": lambda data: data[:8] + b"\0\0\0\x01" + data[12:],
    "zeros": lambda data: data[:12] + b"\0" * (len(data) - 12),
    "extension": lambda data: data[:-20] + b"newx\0\0\0\0" + data[-20:],
    "base": lambda data: data[:-20] + b"link\0\0\0\x14" + b"\x01" * 20 + data[-20:],
    "noise": lambda data: data[:12] + bytes(range(256)) * 20,
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_cannot_be_read_hides_nothing(tmp_path, damage):
    """Where the index is damaged, or of a kind that is not known, each file counts as tracked."""
    folder = repository(tmp_path / "r")
    index = folder / ".git" / "index"
    index.write_bytes(DAMAGE[damage](index.read_bytes()))
    tracked = Tracked(str(folder))
    assert (True, True) == (tracked.has("data/other.json"), tracked.has_below("nothing"))


@pytest.mark.skipif(os.name != "posix", reason="pipes as POSIX has them")
@pytest.mark.parametrize("git_file", ["gitdir: elsewhere\n", "nothing", "", "\0", "gitdir: \0"])
def test_places_that_are_none_hide_nothing(tmp_path, git_file):
    """A `.git` that leads nowhere is no proof that a file is not tracked."""
    (tmp_path / ".git").write_text(git_file)
    assert Tracked(str(tmp_path)).has("a.json")
    (tmp_path / ".git").unlink()
    os.mkfifo(tmp_path / ".git")
    assert Tracked(str(tmp_path)).has("a.json")


def test_git_is_not_run(tmp_path, monkeypatch):
    """No process is started, so that nothing runs what a configuration names."""
    folder = repository(tmp_path / "r")
    for name in ("fork", "execv", "posix_spawn", "system"):
        if hasattr(os, name):
            monkeypatch.setattr(os, name, lambda *_, **__: pytest.fail("a process"))
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: pytest.fail("a process"))
    check(folder)


@pytest.mark.skipif(os.name != "posix", reason="links as POSIX has them")
def test_an_index_that_is_a_link_is_not_read(tmp_path):
    """Git never makes one; it hides nothing."""
    folder = repository(tmp_path / "r")
    (folder / ".git" / "index").rename(tmp_path / "elsewhere")
    (folder / ".git" / "index").symlink_to(tmp_path / "elsewhere")
    assert Tracked(str(folder)).has("data/other.json")
