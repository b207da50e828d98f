"""The command as a process: pipes that break, streams that are closed or full, signals."""

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import parlq
from parlq import cli

pytestmark = pytest.mark.skipif(os.name != "posix", reason="streams and signals as POSIX has them")
ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": str(Path(parlq.__file__).parent.parent),
    "PYTHONDONTWRITEBYTECODE": "1",
}
COMMAND = [sys.executable, "-m", "parlq"]
SHELL_COMMAND = f'"{sys.executable}" -m parlq'


def shell(line):
    """Run a line of bash; the exit code is that of its first command."""
    code = f"{line}; exit ${{PIPESTATUS[0]}}"
    return subprocess.run(
        ["bash", "-c", code], capture_output=True, check=False, env=ENVIRONMENT, timeout=60
    )


@pytest.mark.parametrize(
    ("line", "code", "error"),
    [
        ("{parlq} schema json | true", 2, b""),
        ("{parlq} convert q.xml --to json | true", 2, b""),
        ("{parlq} show q.xml | true", 2, b""),
        ("{parlq} --help | cat >/dev/null", 0, b""),
        ("PYTHONUNBUFFERED=1 {parlq} rule PQ201 | grep -q PQ201", 0, b""),
        ("PYTHONUNBUFFERED=1 {parlq} rule --all | grep -q PQ100", 0, b""),
        ("PYTHONUNBUFFERED=1 {parlq} formats | grep -q akn", 0, b""),
        ("PYTHONUNBUFFERED=1 {parlq} config | grep -q =", 0, b""),
        ("{parlq} convert q.xml --to json | cat >/dev/null", 0, b""),
        ("{parlq} convert q.xml d.xml -q -o - --to jsonl | true", 2, b""),
        ("{parlq} sample 3000 -o - --to jsonl | true", 2, b""),
        ("{parlq} sample 3 -q -o - --to jsonl >/dev/full", 2, b"parlq: standard output cannot be"),
        ("{parlq} convert q.xml d.xml -q -o - --to jsonl >/dev/full", 2, b"parlq: standard output"),
        ("{parlq} show q.xml >/dev/full", 2, b"parlq: standard output cannot be written: no space"),
        ("{parlq} schema xsd >/dev/full", 2, b"parlq: standard output cannot be written: no space"),
        ("{parlq} convert q.xml --to json >&-", 2, b"parlq: standard output is closed"),
        ("{parlq} --version >/dev/full", 2, b"parlq: standard output cannot be written: no space"),
        ("{parlq} config >/dev/full", 2, b"parlq: standard output cannot be written: no space"),
        ("{parlq} --version >&-", 2, b"parlq: standard output is closed"),
        ("{parlq} rule PQ201 >&-", 2, b"parlq: standard output is closed"),
        ("{parlq} rule --all >&-", 2, b"parlq: standard output is closed"),
        ("{parlq} config >&-", 2, b"parlq: standard output is closed"),
        ("{parlq} formats >&-", 2, b"parlq: standard output is closed"),
        ("{parlq} show q.xml >&-", 2, b"parlq: standard output is closed"),
        ("{parlq} validate --diff q.xml >&-", 2, b"parlq: standard output is closed"),
        ("{parlq} convert - --to json <&-", 2, b"<stdin>: error PQ100 cannot be read: closed"),
        ("{parlq} validate - <q.xml", 0, b""),
        ("{parlq} validate - </dev/null >&2", 1, b"<stdin>:1: error PQ106"),
        ("{parlq} validate - </dev/zero >&2", 1, b"<stdin>:1: error PQ104"),
        ("{parlq} validate /dev/zero >&2", 2, b"/dev/zero: error PQ100 cannot be read: is a dev"),
        ("{parlq} validate --from json /dev/null >&2", 2, b"/dev/null: error PQ100"),
        ("mkfifo p; {parlq} validate p >&2", 2, b"p: error PQ100 cannot be read: is a named pi"),
        ("mkfifo p; {parlq} format p >&2", 2, b"p: error PQ100 cannot be read: is a named pipe"),
        ("mkfifo p; {parlq} convert p --to json", 2, b"p: error PQ100 cannot be read: is a name"),
        ("mkfifo p.json; {parlq} convert p.json --to akn", 2, b"p.json: error PQ100 cannot be re"),
        ("mkfifo p.json; {parlq} split p.json -o p{{}}.xml", 2, b"p.json: error PQ100 cannot be"),
        ("cat q.xml | {parlq} validate /dev/stdin --from akn", 0, b""),
        ("{parlq} convert /dev/fd/3 --from json --to akn 3<q.json | cmp - q.xml", 0, b""),
        ("{parlq} convert q.json --to akn -o /dev/stdout | cmp - q.xml", 0, b""),
        ("cat q.json | {parlq} convert /dev/stdin --from json --to akn | cmp - q.xml", 0, b""),
        ("{parlq} convert q.json --to akn -o /dev/fd/4 4>&1 | cmp - q.xml", 0, b""),
        ("{parlq} convert q.xml --to json -o /dev/null", 0, b""),
        ("cat q.json | {parlq} convert - --to akn | cmp - q.xml", 0, b""),
    ],
)
def test_streams(folder, line, code, error):
    """Whatever happens to a stream, there is one line at most, no traceback, and the exit code."""
    if "/dev/full" in line and not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full here")
    done = shell(line.format(parlq=SHELL_COMMAND))
    assert (code, error) == (done.returncode, done.stderr[: len(error)])
    assert len(done.stderr.splitlines()) <= (2 if ">&2" in line else 1)  # and a summary


def test_full_disk(folder):
    """A file that cannot grow leaves the old one byte for byte, and nothing beside it."""
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    done = shell(f"ulimit -f 1; {SHELL_COMMAND} convert d.xml -o q.json")
    assert b"q.json: cannot be written: file too large" in done.stderr
    assert before == {path.name: path.read_bytes() for path in folder.iterdir()}


def test_interruption_by_signal(folder):
    """A user who presses Ctrl-C gets exit code 130, no traceback and the old output."""
    before = (folder / "q.json").read_bytes()
    arguments = [*COMMAND, "convert", "-", "--from", "akn", "-o", "q.json"]
    # What a shell starts in the background ignores the signal, and so does what that starts.
    before_test = signal.signal(signal.SIGINT, signal.default_int_handler)
    pipe = subprocess.PIPE
    process = subprocess.Popen(arguments, stdin=pipe, stderr=pipe, env=ENVIRONMENT)
    signal.signal(signal.SIGINT, before_test)
    process.stdin.write(b" " * 1_000_000)  # returns when the command has read the most of it
    process.send_signal(signal.SIGINT)
    for _ in range(60):
        # A signal between Python's last look at it and the system's read waits for the next one.
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=0.5)
            break
        process.send_signal(signal.SIGINT)
    error = process.stderr.read()
    with contextlib.suppress(BrokenPipeError):
        process.stdin.close()
    process.stderr.close()
    assert (130, b"") == (process.returncode, error)
    assert before == (folder / "q.json").read_bytes()


def test_interruption_before_a_command_begins(monkeypatch):
    """Ctrl-C while modules are still imported is no traceback either."""

    def interrupted(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_run", interrupted)
    monkeypatch.setattr(sys, "argv", ["parlq", "formats"])
    assert 130 == cli.main()


@pytest.mark.parametrize("command", [["config"], ["rule", "PQ103"], ["show", "q.xml"]])
def test_characters_that_the_output_has_not(folder, command):
    """What the encoding of the output has no character for is escaped."""
    Path("parlq.toml").write_text('exclude = ["françäis", "\U0001f426"]', "utf-8")
    done = subprocess.run(
        [*COMMAND, *command],
        capture_output=True,
        check=False,
        env={**ENVIRONMENT, "PYTHONIOENCODING": "ascii"},
    )
    assert (0, b"", True) == (done.returncode, done.stderr, done.stdout.isascii())


def test_module_is_the_command(folder):
    """`python -m parlq` runs in a process of its own, with the exit code of the command."""
    done = subprocess.run(
        [*COMMAND, "convert", "none.xml", "--to", "json"],
        capture_output=True,
        check=False,
        env=ENVIRONMENT,
    )
    expected = b"none.xml: error PQ100 cannot be read: no such file or directory\n"
    assert (2, b"", expected) == (done.returncode, done.stdout, done.stderr)


def test_names_that_are_no_text(folder):
    """A file name in no encoding is written and named."""
    name = b"bad\xff.json"
    arguments = [*map(os.fsencode, COMMAND), b"convert", b"q.xml", b"-o", name]
    assert 0 == subprocess.run(arguments, check=False, env=ENVIRONMENT).returncode
    assert name in os.listdir(b".")
    done = subprocess.run(
        [*map(os.fsencode, COMMAND), b"validate", b"no\xff.xml"],
        capture_output=True,
        check=False,
        env=ENVIRONMENT,
    )
    assert (2, True) == (done.returncode, done.stdout.startswith(b"no\\udcff.xml: error PQ100"))
