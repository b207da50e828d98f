"""Runs a function in a process of its own, with bounds on its memory and its time.

For libraries that read what strangers wrote and cannot be bounded from inside: a file of some
kilobytes can make them take gigabytes or minutes, or end the process. The function gets a fresh
interpreter, which starts in some 50 ms. It inherits no open file and imports no `__main__`, so it can
be called from threads, from processes of a pool and from tests alike. `run` calls one function; a
`Service` answers many calls, as of a library that prepares something for them.

Where the module `resource` is missing, as on Windows, only the time on the clock and the size of the
result are bounded: memory is not.
"""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import signal
import subprocess
import sys
import threading
import weakref
from importlib.util import find_spec
from typing import Any, NamedTuple

from parlq.problems import ParlqError

_CHILD = os.path.join(os.path.dirname(os.path.abspath(__file__)), "bounded_child.py")
_MEGABYTE = 1 << 20
#: Seconds on the clock for each of the processor: a machine may do many other things. Where the
#: system counts processor time itself, the clock only ends what waits for nothing.
_PATIENCE = 20 if find_spec("resource") is None else 200
#: Most seconds on the clock; much longer ones than a week no system can wait for.
_LONGEST = 7 * 86_400


#: What unpickling an answer raises that was cut off, or holds what is refused.
_BROKEN = (pickle.UnpicklingError, EOFError, ValueError, TypeError, LookupError, AttributeError)


class Bounds(NamedTuple):
    """What a function may take.

    Attributes:
        cpu: seconds of processor time.
        memory: megabytes of address space, the interpreter included.
        output: megabytes of its result.
    """

    cpu: int = 3
    memory: int = 256
    output: int = 64


#: What a function may take by default.
USUAL = Bounds()


class BoundsError(ParlqError):
    """A function took more than its bounds.

    Attributes:
        what: `time`, `memory` or `output`.
        bound: how much it may take, such as `3 seconds`.
    """

    def __init__(self, what: str, bound: str) -> None:
        super().__init__(what, bound)
        self.what = what
        self.bound = bound

    def __str__(self) -> str:
        return f"it takes more than {self.bound}"


class FailedError(ParlqError):
    """A function raised an error, ended its process, or could not be started."""


class RaisedError(FailedError):
    """A function raised an error; the message has its name and text."""


def run(function: str, *arguments: Any, bounds: Bounds = USUAL) -> Any:
    """Call a function in a process of its own.

    Args:
        function: `module:name`. The module is loaded by itself, without the packages around it, so
            it starts fast when it imports little.
        arguments: what can be pickled.
        bounds: what the call may take.

    Returns:
        What the function returns: None, numbers, strings and bytes, also in tuples, lists, sets and
        dictionaries. Other objects are refused, as unpickling them could run code.

    Raises:
        BoundsError: it takes too much.
        FailedError: it raises any error, or its process ends.
    """
    module, _, name = function.partition(":")
    request = pickle.dumps((_path(), module, _file_of(module), name, arguments, bounds.output))
    output, status = _converse(request, bounds)
    return _value(output, status, bounds)


class Service:
    """Calls functions of one module in one process of its own, which lives until it is closed.

    What a call leaves in the module is there for the next one. After an error of any kind the
    process is ended. It is for one thread at a time.

    Args:
        module: as in `run`.

    Raises:
        FailedError: there is no interpreter to start.
    """

    def __init__(self, module: str) -> None:
        self._process = _started("serve")
        self._owner = os.getpid()
        self._end = weakref.finalize(self, _end_of, self._process, self._owner)
        request = pickle.dumps((_path(), module, _file_of(module)))
        with contextlib.suppress(OSError):  # the first call tells
            self._send(request)

    def call(self, name: str, *arguments: Any, bounds: Bounds = USUAL) -> Any:
        """Call a function; arguments, value and errors are those of `run`.

        The bounds are those of this call alone, but memory that earlier ones left in use counts.
        """
        request = (bounds.cpu, bounds.memory * _MEGABYTE, name, arguments, bounds.output)
        late = threading.Event()
        process = self._process  # the thread below may outlive the call, and must not keep `self`

        def stop() -> None:
            late.set()
            process.kill()

        watch = threading.Timer(_patience(bounds), stop)
        watch.daemon = True
        watch.start()
        try:
            output = self._asked(pickle.dumps(request))
            status = 0 if output else process.wait()
            if late.is_set():
                raise _beyond("time", bounds)
            return _value(output, status, bounds)
        except BaseException:  # an interruption, too, leaves an answer that nobody awaits
            self.close()
            raise
        finally:
            watch.cancel()

    def _asked(self, request: bytes) -> bytes:
        """The answer to a request; empty where the process has ended."""
        out = self._process.stdout
        assert out is not None  # noqa: S101 # as it was started
        try:
            self._send(request)
            return out.read(int.from_bytes(out.read(8), "big"))
        except OSError:
            return b""

    def _send(self, request: bytes) -> None:
        into = self._process.stdin
        assert into is not None  # noqa: S101 # as it was started
        into.write(len(request).to_bytes(8, "big"))
        into.write(request)
        into.flush()

    def is_ours(self) -> bool:
        """Whether this process may use it: it is open, and no process that forked has started it."""
        return self._end.alive and self._owner == os.getpid()

    def close(self) -> None:
        """End the process."""
        self._end()


def _patience(bounds: Bounds) -> float:
    """Seconds on the clock after which a process ends, whatever the processor did."""
    return min(bounds.cpu * _PATIENCE, _LONGEST)


def _end_of(process: subprocess.Popen[bytes], owner: int) -> None:
    """End a process, if it is ours; a forked one only lets go of it."""
    if os.getpid() == owner:
        with contextlib.suppress(OSError):
            process.kill()
        process.wait()
    else:
        process.returncode = 0  # so that nobody waits for it
    _let_go(process)


def _value(output: bytes, status: int, bounds: Bounds) -> Any:
    """The value in an answer; raises what it says instead."""
    try:
        kind, value = _Plain(io.BytesIO(output)).load()
    except _BROKEN:
        raise _ended(status, bounds) from None
    if kind == "value":
        return value
    if kind == "raised":
        raise RaisedError(str(value))
    raise _beyond(str(kind), bounds)


class _Plain(pickle.Unpickler):
    """Unpickles values that need no code."""

    def find_class(self, module_name: str, global_name: str, /) -> Any:
        raise pickle.UnpicklingError(f"{module_name}.{global_name} is no plain value")


def _converse(request: bytes, bounds: Bounds) -> tuple[bytes, int]:
    """Start the process, hand over the request, and wait for its output and its exit status."""
    child = _started(str(bounds.cpu), str(bounds.memory * _MEGABYTE))
    try:
        output, _ = child.communicate(request, timeout=_patience(bounds))
    except subprocess.TimeoutExpired:
        raise _beyond("time", bounds) from None
    finally:
        with contextlib.suppress(OSError):
            child.kill()
        child.wait()
        _let_go(child)
    return output, child.returncode


def _started(*arguments: str) -> subprocess.Popen[bytes]:
    """A process that awaits requests."""
    if not sys.executable or getattr(sys, "frozen", False):
        raise FailedError("there is no Python interpreter to start")
    try:
        return subprocess.Popen(  # noqa: S603 # our own interpreter and module
            [sys.executable, "-I", "-S", _CHILD, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise FailedError(f"a process cannot be started: {error.strerror}") from None


def _let_go(process: subprocess.Popen[bytes]) -> None:
    """Close the pipes to a process."""
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()


def _beyond(what: str, bounds: Bounds) -> BoundsError:
    bound = {
        "time": f"{bounds.cpu} seconds",
        "memory": f"{bounds.memory} MB of memory",
        "output": f"{bounds.output} MB of output",
    }
    return BoundsError(what, bound[what])


def _ended(status: int, bounds: Bounds) -> ParlqError:
    """Why a process ended without an answer."""
    if status < 0 and -status == getattr(signal, "SIGXCPU", None):
        return _beyond("time", bounds)
    if status < 0 and -status == getattr(signal, "SIGKILL", None):
        # The system does so when the memory of the machine or of a container is full; that the
        # process was over its own bound is not known.
        return BoundsError("memory", "the system allows (its process was killed)")
    return FailedError(f"the process that reads it ended with status {status}")


def _path() -> list[str]:
    """Where the process looks for modules: where this one does, and where it found parlq."""
    own = os.path.dirname(os.path.dirname(_CHILD))
    return [os.path.abspath(entry) for entry in sys.path if entry] + [own]


def _file_of(module: str) -> str | None:
    """The file of a module; None for one that is not a file, which is imported by its name."""
    spec = find_spec(module)
    return spec.origin if spec is not None and spec.has_location else None
