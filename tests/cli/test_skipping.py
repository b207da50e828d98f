"""What is found in folders and none of parlq's concern is skipped and counted, and can be asked for."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from parlq.cli import main

GIT = shutil.which("git")
POSIX = pytest.mark.skipif(os.name != "posix", reason="links and pipes as POSIX has them")
BAD = '{"schema_version": "1.0", "type": "question", "colour": 1}\n'


@pytest.fixture
def tree(folder):
    """A folder with a good document, and bad ones in a folder that is ignored."""
    for name in os.listdir(folder):
        if name != "q.json":
            os.unlink(name)
    (folder / "build" / "deep").mkdir(parents=True)
    for name in ("build/a.json", "build/deep/b.json", "c.tmp.json"):
        (folder / name).write_text(BAD)
    (folder / ".gitignore").write_text("build/\n*.tmp.json\n")
    return folder


def git(*arguments):
    """Run git in the current folder."""
    if GIT is None:
        pytest.skip("no git here")
    subprocess.run(
        [GIT, *arguments], check=True, capture_output=True, env={**os.environ, "HOME": os.getcwd()}
    )


def checked(capsys, *arguments):
    """The names of the files that are checked, and what is said on standard error."""
    main(["validate", "--report", "json", *arguments])
    out, error = capsys.readouterr()
    return sorted(file["file"] for file in json.loads(out)["files"]), error


def test_what_gitignore_names_is_skipped(tree, capsys):
    """Ignored files are skipped, with or without a repository; their number is printed."""
    for _ in range(2):
        assert 0 == main(["validate", "."])
        out, error = capsys.readouterr()
        expected = "parlq: skipped 3 files that .gitignore ignores; --no-ignore checks "
        assert ("", expected) == (out, error[: len(expected)])
        git("init", "-q")


def test_the_rules_of_folders_above_count(tree, capsys):
    """In a repository, rules of the folders above the named one hold; outside of one they do not."""
    (tree / "sub").mkdir()
    (tree / "sub" / "d.tmp.json").write_text(BAD)
    (tree / "sub" / "q.json").write_bytes((tree / "q.json").read_bytes())
    assert ["sub/d.tmp.json", "sub/q.json"] == checked(capsys, "sub")[0]
    git("init", "-q")
    assert ["sub/q.json"] == checked(capsys, "sub")[0]
    os.chdir("sub")
    assert ["q.json"] == checked(capsys, ".")[0]


@pytest.mark.parametrize("name", ["build/a.json", "build/deep/b.json", "c.tmp.json"])
@pytest.mark.parametrize("rules", ["build/\n*.tmp.json\n", "*\n", "/*\n", "**\n.gitignore\n"])
def test_what_git_tracks_is_always_checked(tree, capsys, name, rules):
    """No `.gitignore` hides a file that is in the repository."""
    git("init", "-q")
    git("add", "-f", name)
    (tree / ".gitignore").write_text(rules)
    found, error = checked(capsys, ".")
    assert name in found
    assert "files that .gitignore ignores" in error
    os.chdir(os.path.dirname(name) or ".")
    assert os.path.basename(name) in [os.path.basename(each) for each in checked(capsys, ".")[0]]


@POSIX
def test_links_hide_nothing_that_is_tracked(tree, capsys):
    """A tracked file is checked though a link to its folder comes first, and is ignored."""
    git("init", "-q")
    (tree / "z").mkdir()
    (tree / "z" / "bad.json").write_text(BAD)
    git("add", "z")
    (tree / "a").symlink_to("z")
    (tree / ".gitignore").write_text("a\na/\n/a/*\nbuild/\n*.tmp.json\n")
    assert ["q.json", "z/bad.json"] == checked(capsys, ".")[0]


def test_a_repository_inside_another(tree, capsys):
    """A repository in a folder has its own rules; what the outer one tracks is checked all the same."""
    (tree / "inner").mkdir()
    for name in ("x.json", "y.json"):
        (tree / "inner" / name).write_text(BAD)
    git("init", "-q")
    git("add", "inner/x.json")
    os.chdir("inner")
    git("init", "-q")
    os.chdir("..")
    (tree / "inner" / ".gitignore").write_text("*\n")
    assert ["inner/x.json", "q.json"] == checked(capsys, ".")[0]


def test_everything_can_be_asked_for(tree, capsys):
    """With `--no-ignore`, and when they are named, ignored files are checked."""
    everything = ["build/a.json", "build/deep/b.json", "c.tmp.json", "q.json"]
    assert (everything, "") == checked(capsys, ".", "--no-ignore")
    assert everything == checked(capsys, "build", "c.tmp.json", "q.json")[0]
    assert ["c.tmp.json", "q.json"] == checked(capsys, "*.json")[0]
    (tree / "parlq.toml").write_text("no-ignore = true\n")
    assert everything == checked(capsys, ".")[0]


def test_rules_nearer_to_a_file_go_before(tree, capsys):
    """A folder may take back what the folder above it has said."""
    (tree / "sub").mkdir()
    (tree / "sub" / "d.tmp.json").write_text(BAD)
    (tree / "sub" / ".gitignore").write_text("!*.tmp.json\n")
    assert ["q.json", "sub/d.tmp.json"] == checked(capsys, ".")[0]


def test_quiet_runs_do_not_tell(tree, capsys):
    """What is skipped is in the report, and in a quiet run there only."""
    assert 0 == main(["validate", ".", "--quiet", "--report", "json"])
    out, error = capsys.readouterr()
    assert (3, "") == (json.loads(out)["summary"]["skipped"], error)


def test_large_ignored_folders_are_not_walked_to_their_ends(tree, capsys, monkeypatch):
    """Of very many ignored folders, most are counted as such."""
    monkeypatch.setattr("parlq.lint.discovery.folder_scan._COUNTED", 1)
    main(["validate", "."])
    assert "skipped 2 files that .gitignore ignores, 1 folder that .git" in capsys.readouterr().err


def test_nothing_checked_is_a_problem(tree, capsys):
    """A run that has skipped all that it found is not green, unless that is allowed."""
    (tree / "q.json").unlink()
    for command in ("validate", "format"):
        assert 2 == main([command, "."])
        out, error = capsys.readouterr()
        assert ".: error PQ100 contains no file to check that is not" in out + error
        assert 0 == main([command, ".", "--allow-empty"])
        capsys.readouterr()


# JSON of other programs.

FOREIGN = {
    "package.json": b'{"name": "ferries", "version": "1.0.0"}',
    "list.json": b"[1, 2]",
    "text.json": b'"text"',
    "map.json": b'{"type": "FeatureCollection", "features": []}',
    "comments.json": b'{"compilerOptions": {"strict": true}, // yes\n}',
    "bom.json": b'\xef\xbb\xbf{"a": 1}',
    "wide.json": '{"a": 1}'.encode("utf-16"),
    "inner.json": b'{"tool": {"schema_version": "1.0"}}',
    "value.json": b'{"tool": "schema_version"}',
    "data.json": b'{"data": [{"a": 1}]}',
    "id.json": b'{"id": 7, "name": "x"}',
    "deep.json": b'{"a": ' + b"[" * 2000 + b"]" * 2000 + b"}",
    "number.json": b'{"a": ' + b"9" * 5000 + b"}",
    "latin.json": b'{"a": "\xe9"}',
    "linked.json": b'{"@context": "https://schema.example/", "@type": "SoftwareSourceCode"}',
    "LARGE.JSON": b'{"a": 1}',
}
OWN = {
    "typo.json": b'{"schema_version": "1.0", "type": "qestion"}',
    "version.json": b'{"schema_version": 7}',
    "escaped.json": b'{"schema\\u005fversion": "1.0"}',
    "cut.json": b'{"schema_version": "1.0", "type": "question", ',
    "twice.json": b'{"schema_version": "1.0", "schema_version": "1.0"}',
    "wide.json": '{"schema_version": "1.0"}'.encode("utf-16"),
    "empty.json": b"",
    "remote.json": b'{"@context": "https://else.example/c", "@id": "https://data.europ\\u0061.eu/x"}',
    "refused.json": b'{"error": "no such document"}',
}


@pytest.mark.parametrize("name", FOREIGN)
def test_json_of_others_is_skipped_in_folders(folder, capsys, name):
    """JSON without `schema_version` is skipped where it was found, and an error where it is named."""
    (folder / "all").mkdir()
    shutil.copy("q.json", "all/q.json")
    path = folder / "all" / name
    path.write_bytes(FOREIGN[name])
    for command in (["validate"], ["format"], ["format", "--check"], ["validate", "--fix"]):
        assert 0 == main([*command, "all"]), command
        assert "skipped 1 JSON file without schema_version" in capsys.readouterr().err
        assert FOREIGN[name] == path.read_bytes()
        if "--fix" not in command:
            assert main([*command, f"all/{name}"]) in {1, 2}
            assert main([*command, "all", "--no-ignore"]) in {1, 2}
            capsys.readouterr()


@pytest.mark.parametrize("name", OWN)
def test_json_with_faults_is_not_taken_for_that_of_others(folder, capsys, name):
    """A document that has the key, or might have been one, is reported where it is found, too."""
    (folder / "all").mkdir()
    (folder / "all" / name).write_bytes(OWN[name])
    assert 1 == main(["validate", "all"])
    out, error = capsys.readouterr()
    assert (True, "") == (f"all/{name}" in out, error)


def test_other_suffixes_are_never_taken_for_foreign(folder, capsys):
    """Only `.json` is a name that anything may have."""
    (folder / "all").mkdir()
    (folder / "all" / "a.xml").write_bytes(b'{"a": 1}')
    assert 1 == main(["validate", "all"])
    assert "skipped" not in capsys.readouterr().err


def test_workers_skip_as_one_process_does(folder, capsys):
    """What was found is known to be that in worker processes, too."""
    (folder / "all").mkdir()
    for number in range(600):
        (folder / "all" / f"{number}.json").write_bytes(b'{"a": 1}' if number % 2 else BAD.encode())
    for jobs in ("1", "2"):
        assert 1 == main(["validate", "all", "--jobs", jobs, "--report", "jsonl"])
        out, error = capsys.readouterr()
        assert 300 == len({json.loads(line)["file"] for line in out.splitlines()})
        assert "skipped 300 JSON files without schema_version" in error


# Links.


@pytest.fixture
def links(folder):
    """A folder with links to a file in another layout elsewhere, as file and by a folder."""
    wide = (folder / "q.json").read_bytes().replace(b": ", b":")
    bom = b"\xef\xbb\xbf" + wide
    for name in ("named", "outside", "named/inner", ".git"):
        (folder / name).mkdir()
    (folder / "outside" / "wide.json").write_bytes(bom)
    (folder / ".git" / "wide.json").write_bytes(bom)
    (folder / "named" / "own.json").write_bytes(bom)
    (folder / "named" / "file.json").symlink_to("../outside/wide.json")
    (folder / "named" / "folder").symlink_to("../outside")
    (folder / "named" / "git.json").symlink_to("../.git/wide.json")
    (folder / "named" / "inner" / "inside.json").symlink_to("../own.json")
    (folder / "named" / "loop").symlink_to(".")
    return folder


@POSIX
@pytest.mark.parametrize("command", [["format"], ["validate", "--fix"]])
@pytest.mark.parametrize(
    ("paths", "code"),
    [
        (["named"], 0),
        (["."], 0),
        (["named/*.json"], 0),
        (["named/**"], 0),
        (["named/file.json"], 2),
        (["named/folder/wide.json"], 2),
        (["named/folder"], 2),
        (["named/folder/*.json"], 2),
        (["named/git.json"], 2),
        ([".git/wide.json"], 2),
        (["{here}/named/file.json"], 2),
        (["named/../named/file.json"], 2),
        (["named", "named/file.json", "named/folder"], 2),
    ],
)
def test_nothing_is_written_through_links(links, capsys, command, paths, code):
    """No file outside of what was named is changed, however a link leads there, nor one in `.git`."""
    others = [links / "outside" / "wide.json", links / ".git" / "wide.json"]
    before = [path.read_bytes() for path in others]
    if paths == ["."]:
        shutil.rmtree("outside")
        (links / "named" / "file.json").unlink()
        others, before = others[1:], before[1:]
    given = [path.replace("{here}", str(links)) for path in paths]
    assert code == main([*command, *given])
    assert before == [path.read_bytes() for path in others]
    out, error = capsys.readouterr()
    if code:
        assert "a link leads to it" in out + error or "it is below .git" in out + error


@POSIX
def test_links_inside_are_followed(links, capsys):
    """A link within the folder that was named stays a link, and what it leads to is written."""
    assert 0 == main(["format", "named"])
    assert (links / "named" / "inner" / "inside.json").is_symlink()
    assert (links / "named" / "own.json").read_bytes() == (links / "q.json").read_bytes()
    assert "links that parlq does not follow" in capsys.readouterr().err


@POSIX
def test_a_link_within_its_folder_is_written_by_its_name(links):
    """`current.json` beside what it leads to is followed."""
    (links / "named" / "current.json").symlink_to("own.json")
    assert 0 == main(["format", "named/current.json"])
    assert (links / "named" / "own.json").read_bytes() == (links / "q.json").read_bytes()


@POSIX
@pytest.mark.parametrize("command", [["format"], ["validate", "--fix"]])
def test_hard_links_are_not_parted(links, capsys, command):
    """A file of two names is refused, and both stay as they are."""
    os.link("named/own.json", "twin.json")
    before = Path("twin.json").read_bytes()
    assert 2 == main([*command, "named/own.json"])
    assert before == Path("twin.json").read_bytes() == Path("named/own.json").read_bytes()
    assert "hard links" in "".join(capsys.readouterr())


@POSIX
@pytest.mark.parametrize(
    "report", ["named/report.json", "named/folder/new.json", ".git/new.json", "named/git.json"]
)
def test_reports_do_not_follow_links_out(links, capsys, report):
    """A report that was asked for does not take the place of a file elsewhere, nor go into `.git`."""
    (links / "named" / "report.json").symlink_to("../outside/wide.json")
    before = (links / "outside" / "wide.json").read_bytes()
    assert main(["validate", "q.json", "--report", f"json:{report}"]) in {0, 2}
    assert before == (links / "outside" / "wide.json").read_bytes()
    assert ["wide.json"] == os.listdir(".git")
