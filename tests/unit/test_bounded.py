"""Functions in processes of their own: what they return, and what their bounds stop."""

import concurrent.futures
import os
import pickle
import subprocess
import sys
import textwrap
import threading

import pytest

from parlq.io.bounded_process import Bounds, BoundsError, FailedError, run
from parlq.problems import ParlqError

resource = pytest.importorskip("resource", reason="this system has no limits for processes")

#: Small functions that tests run in another process.
FUNCTIONS = """
import os
import sys
import time

def same(*values):
    return values

def where():
    return {
        "modules": sorted(name for name in sys.modules if name.startswith(("parlq", "pytest"))),
        "main": getattr(sys.modules["__main__"], "__file__", None),
        "parent": os.getppid(),
    }

def files():
    found = []
    for number in range(3, 200):
        try:
            os.fstat(number)
        except OSError:
            continue
        found.append(number)
    return found

def spin():
    while True:
        pass

def sleep(seconds):
    time.sleep(seconds)

def fill(megabytes):
    return len(bytearray(megabytes << 20))

def large(megabytes):
    return b"a" * (megabytes << 20)

def fail():
    raise ValueError("no such bird")

def end():
    os._exit(7)

def crash():
    os.abort()

def odd():
    return object()

def deep():
    return deep()

def write(path):
    with open(path, "w") as file:
        file.write("a")

def talk():
    print("words")
    os.write(1, b"words")
    return "answer"
"""


@pytest.fixture
def call(tmp_path, monkeypatch):
    """Runs one of the functions by its name."""
    (tmp_path / "birds.py").write_text(FUNCTIONS)
    monkeypatch.syspath_prepend(str(tmp_path))

    def called(name, *arguments, **bounds):
        return run(f"birds:{name}", *arguments, bounds=Bounds(**bounds))

    yield called
    sys.modules.pop("birds", None)


VALUES = (None, True, 1, 1.5, "é", b"\0", (1, [2, {"a": {3}}]), frozenset({4}), 10**30)


def test_plain_values_come_back(call):
    """Arguments arrive and results come back as they are."""
    assert VALUES == call("same", *VALUES)


def test_the_process_is_another_one(call):
    """It is a child of this process, and has loaded neither parlq nor the main module."""
    found = call("where")
    assert ([], os.getpid()) == (found["modules"], found["parent"])
    assert "bounded_child" in found["main"]


def test_open_files_are_not_inherited(call, tmp_path):
    """A file that is open here, even inheritable, is not open there."""
    with open(tmp_path / "open.txt", "w") as file:
        os.set_inheritable(file.fileno(), True)  # noqa: FBT003 # as its signature has it
        # The one that is open is that for the answer.
        assert 1 == len(call("files"))


BEYOND = {
    "time": ("spin", (), {"cpu": 1}),
    "memory": ("fill", (500,), {"memory": 200}),
    "memory of a result": ("large", (60,), {"memory": 100}),
    "output": ("large", (3,), {"output": 2}),
}


@pytest.mark.parametrize("name", BEYOND)
def test_what_is_beyond_a_bound_is_stopped(call, name):
    """Time, memory and output are bounded."""
    function, arguments, bounds = BEYOND[name]
    with pytest.raises(BoundsError, match="it takes more than") as caught:
        call(function, *arguments, **bounds)
    assert name.split()[0] == caught.value.what
    assert str(next(iter(bounds.values()))) in caught.value.bound


def test_waiting_ends(call, monkeypatch):
    """A function that takes no processor time is stopped by the clock."""
    monkeypatch.setattr("parlq.io.bounded_process._PATIENCE", 1)
    with pytest.raises(BoundsError) as caught:
        call("sleep", 600, cpu=1)
    assert "time" == caught.value.what


FAILING = {
    "fail": "ValueError: no such bird",
    "end": "status 7",
    "crash": "status -6",
    "odd": "ended with status",
    "deep": "RecursionError",
    "none": "AttributeError",
}


@pytest.mark.parametrize("name", FAILING)
def test_failures_are_errors_of_parlq(call, name):
    """Whatever a function does, the caller gets one kind of error."""
    with pytest.raises(FailedError, match=FAILING[name]) as caught:
        call(name)
    assert isinstance(caught.value, ParlqError)


def test_no_file_is_written(call, tmp_path):
    """The process cannot write files."""
    with pytest.raises(FailedError, match="OSError"):
        call("write", str(tmp_path / "written.txt"))
    assert b"" == (tmp_path / "written.txt").read_bytes()


def test_what_a_library_prints_is_no_result(call, capfd):
    """Standard output of the function goes nowhere."""
    assert "answer" == call("talk")
    assert ("", "") == capfd.readouterr()


def test_no_interpreter_is_an_error(call, monkeypatch):
    """Where there is no interpreter to start, that is said."""
    monkeypatch.setattr(sys, "executable", "")
    with pytest.raises(FailedError, match="no Python interpreter"):
        call("same", 1)
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(FailedError, match="cannot be started"):
        call("same", 1)


def test_many_threads_may_call(call):
    """Calls from several threads do not disturb each other."""
    results = {}

    def one(number):
        results[number] = call("same", number)

    threads = [threading.Thread(target=one, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {number: (number,) for number in range(8)} == results


def test_processes_of_a_pool_may_call(tmp_path):
    """A worker of a pool, which may have no children of its own, can call, by either start method."""
    (tmp_path / "birds.py").write_text(FUNCTIONS)
    script = tmp_path / "pooled.py"
    script.write_text(
        textwrap.dedent(
            """
            import multiprocessing
            from parlq.io.bounded_process import run

            def one(number):
                return run("birds:same", number)

            if __name__ == "__main__":
                print("main")
                with multiprocessing.get_context("spawn").Pool(2) as pool:
                    print(pool.map(one, range(3)))
            """
        )
    )
    done = subprocess.run(
        [sys.executable, str(script)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "main\n[(0,), (1,), (2,)]\n" == done.stdout


def test_errors_can_be_pickled(call):
    """Errors cross the borders of processes."""
    with pytest.raises(FailedError) as failed:
        call("fail")
    with pytest.raises(BoundsError) as beyond:
        call("large", 3, output=2)
    for error in (failed.value, beyond.value):
        again = pickle.loads(pickle.dumps(error))
        assert (type(error), str(error)) == (type(again), str(again))


def test_a_result_runs_no_code(tmp_path, monkeypatch):
    """A process that answers with an object which code would make is refused."""
    child = tmp_path / "child.py"
    child.write_text(
        "import os, pickle, sys\n"
        "class Made:\n"
        "    def __reduce__(self):\n"
        "        return os.mkdir, (sys.argv[-1],)\n"
        "sys.argv.append(os.path.join(os.path.dirname(__file__), 'made'))\n"
        "sys.stdout.buffer.write(pickle.dumps(('value', Made())))\n"
    )
    monkeypatch.setattr("parlq.io.bounded_process._CHILD", str(child))
    with pytest.raises(FailedError):
        run("json:dumps", 1)
    assert not (tmp_path / "made").exists()


def test_futures_may_call(call):
    """A pool of threads gets the same."""
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        assert [("a",), ("b",)] == list(pool.map(lambda word: call("same", word), "ab"))
