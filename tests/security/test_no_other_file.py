"""No input makes parlq open another file, start a program or speak to anybody.

Readers, the validator and the command run over ordinary and hostile inputs in a child process. An
audit hook shows what Python opens there, and strace what libraries open behind its back: libxml2
reads a DTD without any event. What may be opened is an allow-list; everything else is a fault.
"""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import threading
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

from . import hostile, ordinary
from .allowed import Allowed
from .hostile import MARKS, Case, Lure
from .tracing import Event, Seen, run, strace

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the child needs signals and links")
pytest.importorskip("pyshacl", reason="needs the extra rdf")
pytest.importorskip("pypdf", reason="needs the extra pdf")

_NOWHERE = Lure(folder=Path("/nowhere"), port=1)


def family(name: str) -> str:
    """The cases that one test is about."""
    return "-".join(name.split("-")[:2])


FAMILIES = sorted({family(case.name) for case in hostile.cases(_NOWHERE)})
ORDINARY = sorted(case.name for case in ordinary.cases())
CONTROLS = ("open", "write", "connect", "run", "dtd", "die")


@attrs.frozen
class Outcome:
    """What became of a case."""

    case: Case
    seen: Seen
    allowed: Allowed

    def faults(self, events: list[Event]) -> list[str]:
        """What was done that may not be done, for people."""
        shown = [
            f"{self.case.name}: {each.shown[:300]}" for each in events if not self.allowed(each)
        ]
        return shown[:3]


@attrs.frozen
class Run:
    """All cases and what became of them."""

    outcomes: dict[str, Outcome]
    lure: Lure
    calls: list[int]
    traced: bool

    def of(self, name: str) -> list[Outcome]:
        """Those of one family."""
        return [each for each in self.outcomes.values() if family(each.case.name) == name]


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Everything, run once."""
    top = Path(os.path.realpath(tmp_path_factory.mktemp("proof")))
    with listening() as (port, calls):
        lure = Lure(folder=top / "marks", port=port)
        laid(lure.folder, MARKS)
        (lure.folder / "mark.sh").chmod(0o755)
        cases = [*ordinary.cases(), *hostile.cases(lure)]
        allowed = {case.name: lay(top / case.name, case) for case in cases}
        jobs = [
            {"name": case.name, "folder": os.fspath(top / case.name), "steps": case.steps}
            for case in cases
        ]
        controls = [control(lure, way) for way in CONTROLS]
        tracer = strace()
        seen = run([*jobs, *controls], top, tracer)
        outcomes = {case.name: Outcome(case, seen[case.name], allowed[case.name]) for case in cases}
        for job in controls:
            made = Case(name=job["name"], files={}, steps=tuple(job["steps"]))
            nothing = Allowed(folder=job["folder"], files=frozenset())
            outcomes[made.name] = Outcome(made, seen[made.name], nothing)
        yield Run(outcomes, lure, calls, tracer is not None)


@contextlib.contextmanager
def listening() -> Iterator[tuple[int, list[int]]]:
    """A port of this machine, and the list of those who called; each is hung up on at once."""
    calls: list[int] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            with contextlib.suppress(OSError):
                while True:
                    one, caller = listener.accept()
                    calls.append(caller[1])
                    one.close()

        threading.Thread(target=answer, daemon=True).start()
        yield listener.getsockname()[1], calls
        with contextlib.suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)


def laid(folder: Path, files: dict[str, bytes]) -> None:
    """Write files."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def lay(folder: Path, case: Case) -> Allowed:
    """Make the folder of a case; what it may touch."""
    folder.mkdir()
    laid(folder, case.files)
    laid(folder, {name: MARKS[name.rpartition("/")[2]] for name in case.marks})
    for name, target in case.links.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).symlink_to(target)
    return Allowed(
        folder=os.fspath(folder),
        files=frozenset(os.fspath(folder / name) for name in case.files),
        marks=frozenset(os.fspath(folder / name) for name in case.marks),
        writes=case.writes,
        workers=case.workers,
    )


def control(lure: Lure, way: str) -> dict[str, Any]:
    """A job that does what must not be done."""
    target = lure.folder / ("new" if way == "write" else "mark.sh" if way == "run" else "mark.dtd")
    step = {"do": "control", "way": way, "target": os.fspath(target), "port": lure.port}
    return {"name": f"control-{way}", "folder": os.fspath(lure.folder), "steps": [step]}


@pytest.fixture(scope="module")
def traced(done: Run) -> Run:
    """The same, where strace was there."""
    if not done.traced:
        pytest.skip("there is no strace here that may trace; .ci/run installs it")
    return done


@pytest.mark.parametrize("name", FAMILIES)
def test_hostile_inputs_touch_nothing_as_python_sees_it(done, name):
    """No event of Python's audit hook is about anything that is not on the list."""
    assert [] == [fault for each in done.of(name) for fault in each.faults(each.seen.events)]


@pytest.mark.parametrize("name", FAMILIES)
def test_hostile_inputs_touch_nothing_as_the_system_sees_it(traced, name):
    """No call of the system is about anything that is not on the list."""
    assert [] == [fault for each in traced.of(name) for fault in each.faults(each.seen.calls)]


@pytest.mark.parametrize("name", FAMILIES)
def test_hostile_inputs_end_in_problems(done, name):
    """The process lives, and no error comes out but parlq's own."""
    found = [(each.case.name, each.seen.errors, each.seen.died) for each in done.of(name)]
    assert [] == [each for each in found if each[1] or each[2]]
    short = [
        each.case.name for each in done.of(name) if len(each.seen.rules) != len(each.case.steps)
    ]
    assert [] == short


@pytest.mark.parametrize("name", ORDINARY)
def test_ordinary_inputs_open_themselves_only(done, name):
    """Neither Python nor the system sees anything beside the input; and it was really read."""
    outcome = done.outcomes[name]
    assert [] == outcome.faults(outcome.seen.events)
    assert [] == outcome.faults(outcome.seen.calls)
    assert ([], None) == (outcome.seen.errors, outcome.seen.died)
    files = {each.path for each in outcome.seen.events} & outcome.allowed.files
    assert files, "the input was not seen to be opened"
    if done.traced:
        assert {each.path for each in outcome.seen.calls} & outcome.allowed.files


def test_marks_are_as_they_were(done):
    """No mark was written to or taken away, and none was added."""
    here = {path.name: path.read_bytes() for path in done.lure.folder.iterdir() if path.is_file()}
    here.pop("new", None)  # of the control
    assert here == MARKS
    for outcome in done.outcomes.values():
        for path in outcome.allowed.marks:
            assert Path(path).read_bytes() == MARKS[os.path.basename(path)], outcome.case.name


def test_nobody_called(done):
    """The port that all addresses lead to got one call: that of the control."""
    assert 1 == len(done.calls)


@pytest.mark.parametrize("way", CONTROLS[:4])
def test_the_hook_sees_what_must_not_be_done(done, way):
    """A job that opens, writes, connects or runs is found out."""
    outcome = done.outcomes[f"control-{way}"]
    assert outcome.faults(outcome.seen.events)


@pytest.mark.parametrize("way", CONTROLS[:5])
def test_strace_sees_what_must_not_be_done(traced, way):
    """The same; and a DTD that libxml2 reads by itself, of which the hook sees nothing."""
    outcome = traced.outcomes[f"control-{way}"]
    assert outcome.faults(outcome.seen.calls)
    if way == "dtd":
        assert [] == [each for each in outcome.seen.events if each.path and "mark" in each.path]


def test_a_process_that_dies_is_noticed(done):
    """A crash is a fault of the case that it happened in, and the others are run all the same."""
    assert done.outcomes["control-die"].seen.died


def test_every_case_has_its_own_name():
    """No case stands in the place of another."""
    names = [case.name for case in hostile.cases(_NOWHERE)]
    twice = defaultdict(int)
    for name in names:
        twice[name] += 1
    assert [] == [name for name, count in twice.items() if count > 1]
