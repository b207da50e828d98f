"""The command on a system that fails under it: full disks, files that go, signals, odd names."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import parlq
from parlq.cli import main
from parlq.io import files

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs /proc, and Linux's limits")
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name != "GITHUB_ACTIONS"},
    "PYTHONPATH": str(Path(parlq.__file__).parent.parent),
    "PYTHONDONTWRITEBYTECODE": "1",
    "NO_COLOR": "1",
}
COMMAND = [sys.executable, "-m", "parlq"]
BAD = b'{"schema_version": "1.0", "type": "question", "colour": 1}\n'
PARALLEL = ["validate", "--jobs", "2", "many"]


def parlq_(*arguments, **options):
    """Run the command in a process of its own, to its end."""
    return subprocess.run(
        [*COMMAND, *arguments],
        capture_output=True,
        check=False,
        timeout=120,
        env=ENVIRONMENT,
        **options,
    )


def started(*arguments, **options):
    """Start the command in a process of its own."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    return subprocess.Popen([*COMMAND, *arguments], env=ENVIRONMENT, **pipes)


def processes_in(folder):
    """Processes that work in a folder, but for this one."""
    found = []
    for entry in os.listdir("/proc"):
        if entry.isdigit() and int(entry) != os.getpid():
            with contextlib.suppress(OSError):
                state = Path("/proc", entry, "stat").read_text().rpartition(")")[2].split()[0]
                if os.readlink(f"/proc/{entry}/cwd") == os.fspath(folder) and state != "Z":
                    found.append(int(entry))
    return found


def until(holds, seconds=30):
    """Wait until something holds; whether it came to."""
    end = time.monotonic() + seconds
    while not (found := holds()) and time.monotonic() < end:
        time.sleep(0.02)
    return found


def workers_of(process):
    """The processes that a process has started."""
    path = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    with contextlib.suppress(OSError):
        return [int(child) for child in path.read_text().split()]
    return []


def content(folder):
    """Every file below a folder, with its bytes."""
    return {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def folder(folder):
    """The current folder, by the name that the system has for it."""
    real = Path(os.path.realpath(folder))
    yield real
    assert until(lambda: not processes_in(real)), "a process was left behind"


@pytest.fixture
def many(folder):
    """A folder of so many files that two workers have to do for a while; every tenth is bad."""
    (folder / "many").mkdir()
    for number in range(3000):
        path = folder / "many" / f"{number:04}.json"
        if number % 10:
            os.link(folder / "d.json", path)
        else:
            path.write_bytes(BAD)
    return folder / "many"


# Disks that are full.


def small_files(size=1 << 10):
    """Let no file of this process grow beyond a size."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("output", ["new.sarif", "old.sarif"])
def test_reports_on_a_full_disk(folder, output):
    """A report that cannot be written is told; the old one stays, and nothing is left beside."""
    (folder / "old.sarif").write_text("old")
    before = content(folder)
    done = parlq_(
        *("validate", "q.json", "--report", f"sarif:{output}", "--report", "text"),
        preexec_fn=small_files,
    )
    assert (2, 1) == (done.returncode, done.stderr.count(b"cannot be written: file too large"))
    assert b"Traceback" not in done.stderr
    assert before == content(folder)


@pytest.mark.parametrize("arguments", [["validate", "--fix", "d.json"], ["format", "d.json"]])
def test_rewriting_on_a_full_disk(folder, arguments):
    """A file that cannot be rewritten stays as it was, and that is told: exit code 2."""
    path = folder / "d.json"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n  ", b"\n "))
    before = content(folder)
    done = parlq_(*arguments, preexec_fn=small_files)
    assert 2 == done.returncode
    assert b"file too large" in done.stdout + done.stderr
    assert b"Traceback" not in done.stderr
    assert before == content(folder)


@pytest.mark.parametrize(
    "arguments",
    [
        ["convert", "d.xml", "-o", "disk/q.json"],
        ["merge", "q.xml", "a.xml", "-o", "disk/q.json"],
        ["validate", "d.xml", "--report", "sarif:disk/q.json"],
    ],
)
def test_disks_that_are_full(folder, arguments):
    """On a disk without room the old file stays, byte for byte, and the exit code is 2."""
    (folder / "disk").mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8k", "none", "disk"]
    if (
        not shutil.which("mount")
        or subprocess.run(mount, capture_output=True, check=False).returncode
    ):
        pytest.skip("no disk can be mounted here")
    try:
        Path("disk/q.json").write_bytes(b"old")
        Path("disk/rest").write_bytes(b"x" * 4096)
        done = parlq_(*arguments)
        assert b"cannot be written: no space left on device" in done.stderr
        assert (2, b"old") == (done.returncode, Path("disk/q.json").read_bytes())
        assert ["q.json", "rest"] == sorted(os.listdir("disk"))
    finally:
        subprocess.run(["umount", "disk"], check=True)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
@pytest.mark.parametrize("format", ["text", "json", "jsonl", "sarif", "junit", "gitlab", "github"])
def test_output_that_is_full(many, format):
    """A report that standard output has no room for ends the run: one line, exit code 2."""
    with open("/dev/full", "wb") as full:
        process = started(*PARALLEL, "--report", format, stdout=full)
        _, error = process.communicate(timeout=60)
    assert (2, 1) == (process.returncode, len(error.splitlines())), error
    assert b"cannot be written: no space left on device" in error


# Files that go, or change, while they are read.


def test_files_that_vanish_before_their_turn(folder):
    """A file that is gone when its turn comes is told as one that cannot be read."""
    process = started("validate", "/dev/stdin", "d.json", "q.json", stdin=subprocess.PIPE)
    process.stdin.write(BAD + b" " * 1_000_000)  # returns when the command has begun to read
    os.unlink("d.json")
    out, error = process.communicate(timeout=60)
    assert 2 == process.returncode
    printed = (out + error).decode()
    assert "/dev/stdin:1:" in printed
    assert "d.json: error PQ100 cannot be read: no such file or directory" in printed
    assert "q.json:" not in printed


def test_files_that_vanish_from_a_folder(folder, monkeypatch, capsys):
    """Files that were listed and are gone: each is told, those that are left are judged."""
    (folder / "many").mkdir()
    for number in range(5):
        (folder / "many" / f"{number}.json").write_bytes(BAD)
    real = os.scandir

    def vanishing(path="."):
        found = list(real(path))
        for name in ("1.json", "3.json"):
            with contextlib.suppress(OSError):
                os.unlink(Path("many", name))
        return contextlib.nullcontext(iter(found))

    monkeypatch.setattr(os, "scandir", vanishing)
    assert 2 == main(["validate", "--jobs", "1", "many", "--report", "jsonl"])
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    rules = {each["file"]: each["rule"] for each in found if each.get("rule")}
    assert {"many/1.json", "many/3.json"} == {f for f, rule in rules.items() if rule == "PQ100"}
    assert {"many/0.json", "many/2.json", "many/4.json"} <= set(rules)


@pytest.mark.parametrize("change", ["shrinks", "grows", "goes"])
def test_files_that_change_between_opening_and_reading(folder, monkeypatch, capsys, change):
    """What is judged is what was read, to its last byte; the size that was told before is no use."""
    path = folder / "q.json"
    whole = path.read_bytes()
    real = os.fstat

    def changed(handle):
        status = real(handle)
        match change:
            case "shrinks":
                os.truncate(path, len(whole) // 2)
            case "grows":
                with path.open("ab") as more:
                    more.write(b"\n" * 100_000 + b"x")
            case "goes":
                path.unlink(missing_ok=True)
        return status

    monkeypatch.setattr(files.os, "fstat", changed)
    code = main(["validate", "q.json"])
    out, error = capsys.readouterr()
    assert (0 if change == "goes" else 1) == code
    assert (change != "goes") == ("error PQ301" in out + error)


def test_files_that_change_all_the_time(folder, capsys):
    """A file that another process writes again and again is whole, torn or empty: never worse."""
    stop = threading.Event()
    data = [(folder / "d.json").read_bytes(), BAD, b"", (folder / "d.json").read_bytes()[:700]]

    def write():
        number = 0
        while not stop.is_set():
            number += 1
            with open("q.json", "wb") as file:
                file.write(data[number % len(data)])

    writer = threading.Thread(target=write)
    writer.start()
    try:
        codes = {main(["validate", "q.json"]) for _ in range(150)}
    finally:
        stop.set()
        writer.join()
    assert codes <= {0, 1}
    capsys.readouterr()


# Pipes that close, and signals.


@pytest.mark.parametrize("format", ["text", "jsonl", "json"])
def test_pipes_that_close_on_a_parallel_run(many, format):
    """A reader that goes away ends the run without a word, and its workers."""
    process = started(*PARALLEL, "--report", format)
    process.stdout.read(1)
    process.stdout.close()
    assert b"" == process.stderr.read()
    assert 2 == process.wait(timeout=60)
    process.stderr.close()


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, {130}), (signal.SIGTERM, {143, -signal.SIGTERM})]
)
def test_signals_in_a_parallel_run(many, number, code):
    """A run that is told to stop does: no traceback, no worker, and the old report as it was."""
    Path("out.sarif").write_text("old")
    process = started(*PARALLEL, "--report", "sarif:out.sarif", "--report", "text")
    assert until(lambda: len(workers_of(process)) == 2)
    process.send_signal(number)
    _, error = process.communicate(timeout=60)
    assert process.returncode in code
    assert b"Traceback" not in error
    assert "old" == Path("out.sarif").read_text()
    assert [] == [name for name in os.listdir(".") if name.endswith(".tmp")]


def test_signals_to_the_whole_group(many):
    """Ctrl-C goes to the workers too; they leave it to the one who gave them work."""
    process = started(*PARALLEL, start_new_session=True)
    assert until(lambda: len(workers_of(process)) == 2)
    os.killpg(process.pid, signal.SIGINT)
    _, error = process.communicate(timeout=60)
    assert 130 == process.returncode
    assert b"Traceback" not in error


def test_runs_that_are_killed(many):
    """A run that cannot clean up leaves no worker behind all the same."""
    process = started(*PARALLEL)
    assert until(lambda: len(workers_of(process)) == 2)
    process.kill()
    process.communicate(timeout=60)
    assert until(lambda: not processes_in(many.parent))


def test_workers_that_are_killed(many):
    """When a worker dies, as for want of memory, the files that it had are judged by others."""
    process = started(*PARALLEL, "--report", "jsonl")
    found = until(lambda: len(workers_of(process)) == 2 and workers_of(process))
    os.kill(found[0], signal.SIGKILL)
    out, error = process.communicate(timeout=60)
    assert (1, b"") == (process.returncode, error)
    names = [json.loads(line).get("file") for line in out.splitlines()]
    expected = [f"many/{number:04}.json" for number in range(0, 3000, 10)]
    assert expected == list(dict.fromkeys(name for name in names if name))


# Folders.


def without_privileges():
    """Let root, too, be refused what the modes of a file refuse."""
    libc = ctypes.CDLL(None)
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        libc.prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_folders_that_may_not_be_read(folder, jobs):
    """A folder or file that is closed to us is told, exit code 2; what is beside it is judged."""
    for name in ("closed", "open"):
        (folder / "all" / name).mkdir(parents=True)
        (folder / "all" / name / "bad.json").write_bytes(BAD)
    (folder / "all" / "secret.json").write_bytes(BAD)
    (folder / "all" / "secret.json").chmod(0)
    (folder / "all" / "closed").chmod(0)
    try:
        done = parlq_("validate", "--jobs", jobs, "all", preexec_fn=without_privileges)
    finally:
        (folder / "all" / "closed").chmod(0o700)
    printed = (done.stdout + done.stderr).decode()
    assert 2 == done.returncode
    assert "all/closed: error PQ100 cannot be read: permission denied" in printed
    assert "all/secret.json: error PQ100 cannot be read: permission denied" in printed
    assert "all/open/bad.json:1:" in printed


def test_links_in_circles(folder):
    """Links that lead round and round, or nowhere, end: each file is judged once."""
    (folder / "all" / "deep").mkdir(parents=True)
    (folder / "all" / "bad.json").write_bytes(BAD)
    (folder / "all" / "deep" / "up").symlink_to("..")
    (folder / "all" / "self").symlink_to(".")
    (folder / "all" / "loop.json").symlink_to("loop.json")
    (folder / "all" / "gone.json").symlink_to("nowhere.json")
    done = parlq_("validate", "all", "all/deep/up", "all/self/self", "--report", "jsonl")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    rules = [(each["file"], each["rule"]) for each in found if each.get("rule")]
    assert 2 == done.returncode
    assert 1 == sum(name.endswith("bad.json") for name, _ in rules)
    assert ("all/loop.json", "PQ100") in rules
    assert ("all/gone.json", "PQ100") in rules


# Arguments without number, names without letters.


def test_a_hundred_thousand_arguments(folder, capsys):
    """A file that is named over and over is judged once; names of nothing are each told."""
    (folder / "bad.json").write_bytes(BAD)
    assert 1 == main(["validate", *["bad.json", "./bad.json", "q.json", "d.xml"] * 25_000])
    out, error = capsys.readouterr()
    assert 1 == (out + error).count("bad.json:1:")
    missing = [f"{number:06}.json" for number in range(100_000)]
    assert 2 == main(["validate", *missing, "bad.json", "--report", "jsonl"])
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    named = [each["file"] for each in found if each.get("rule") == "PQ100"]
    assert missing == named
    assert "bad.json" in [each.get("file") for each in found]


def test_as_many_arguments_as_the_system_takes(folder):
    """A command line as long as there can be one is taken."""
    (folder / "b.json").write_bytes(BAD)
    room = os.sysconf("SC_ARG_MAX") - sum(map(len, map("".join, ENVIRONMENT.items()))) - 100_000
    each = len("q.json") + 1 + 8  # with its end, and the pointer to it
    count = min(100_000, room // each)
    done = parlq_("validate", *["q.json"] * count, "b.json")
    assert 1 == done.returncode, done.stderr[:500]
    assert b"b.json:1:" in done.stdout + done.stderr


@pytest.mark.skipif(not shutil.which("xargs"), reason="no xargs here")
def test_arguments_by_xargs(many):
    """Names of any kind come through xargs, in calls as long as the system takes."""
    names = b"".join(b"many/%04d.json\0" % number for number in range(0, 3000, 3))
    done = subprocess.run(
        ["xargs", "-0", "-n", "700", *COMMAND, "validate", "--jobs", "2"],
        input=names,
        capture_output=True,
        check=False,
        timeout=120,
        env=ENVIRONMENT,
    )
    assert 123 == done.returncode  # some call had an exit code from 1 to 125
    assert 100 == len(
        {
            line.partition(b":")[0]
            for line in (done.stdout + done.stderr).splitlines()
            if b": error " in line
        }
    )


def test_schemas_whose_names_are_no_text(folder):
    """A schema of any name is used, or said to be unusable: exit code 2."""
    schema = os.fsdecode(b"ak\xda.xsd")
    done = parlq_("validate", "q.xml", "--schema", schema)
    assert (2, b"") == (done.returncode, done.stdout)
    assert b"parlq: the schema ak\\udcda.xsd cannot be used: no such file\n" == done.stderr
    (folder / schema).write_bytes(SCHEMA)
    assert 1 == parlq_("validate", "q.xml", "--schema", schema).returncode


SCHEMA = b"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified"
targetNamespace="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><xs:element name="other"/>
</xs:schema>"""
ODD = [b"bad\xff.json", b"line\nbreak.json", b"esc\x1b[2J.json", "łódź €.json".encode(), b"-.json"]


@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
@pytest.mark.parametrize("format", ["text", "json", "jsonl", "sarif", "junit", "gitlab", "github"])
def test_names_that_are_no_text(folder, format, locale):
    """Files whose names no encoding has, or that steer a terminal, are judged and named."""
    os.mkdir("all")
    for name in ODD:
        Path(os.fsdecode(b"all/" + name)).write_bytes(BAD)
    done = subprocess.run(
        [*COMMAND, "validate", "--jobs", "2", "all", "--report", format],
        capture_output=True,
        check=False,
        timeout=60,
        env={**ENVIRONMENT, "LC_ALL": locale},
    )
    assert 1 == done.returncode, done.stderr
    assert b"\x1b" not in done.stdout + done.stderr
    out = done.stdout.decode("utf-8" if format != "text" else "latin-1")
    match format:
        case "json" | "sarif" | "gitlab":
            json.loads(out)
        case "jsonl":
            assert len(ODD) <= len([json.loads(line) for line in out.splitlines()])
        case "junit":
            from lxml import etree

            etree.fromstring(done.stdout)
        case _:
            lines = (done.stdout + done.stderr).splitlines()
            assert len(ODD) == sum(b"PQ303" in line for line in lines)
