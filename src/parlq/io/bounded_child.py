"""The other side of `parlq.io.bounded_process`: a script that calls functions within bounds.

Called with two numbers it calls one function and ends; with `serve` it answers calls of the functions
of one module until its input ends, each within the bounds that come with the call.

It imports nothing of parlq, so that it starts fast. The bounds are set before it reads anything.
"""

import importlib
import importlib.util
import math
import os
import pickle
import re
import signal
import sys
import time
from collections.abc import Callable
from typing import Any, BinaryIO

#: Longest message of an error.
_MESSAGE = 400
_NO_MEMORY = re.compile("(?:cannot allocate|insufficient|out of) memory", re.IGNORECASE)


def main(cpu: int, memory: int) -> None:
    """Read a request from standard input, and write the answer to standard output."""
    _bound(cpu, memory)
    answer = _output()
    answer.write(_pickled(*_outcome(_call)))
    answer.flush()
    # Nothing is left to tidy up, and tidying may take long.
    os._exit(0)


def serve() -> None:
    """Answer calls until there are no more: each is a length and that many bytes, as are answers."""
    # Interruption is for the one who asks, who then ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answer, requests = _output(), sys.stdin.buffer
    sys.path[:], module, file = pickle.loads(_received(requests))  # noqa: S301 # from our own process
    loaded: Any = None
    while request := _received(requests):
        cpu, memory, name, arguments, output = pickle.loads(request)  # noqa: S301 # as above
        del request
        _bound(cpu + math.ceil(time.process_time()), memory, final=False)

        def call() -> tuple[str, Any]:
            nonlocal loaded
            loaded = loaded or _load(module, file)
            return _called(getattr(loaded, name), arguments, output)  # noqa: B023 # called below

        data = _pickled(*_outcome(call))
        answer.write(len(data).to_bytes(8, "big") + data)
        answer.flush()
    os._exit(0)


def _received(requests: BinaryIO) -> bytes:
    """The next message; empty at the end."""
    return requests.read(int.from_bytes(requests.read(8), "big"))


def _output() -> BinaryIO:
    """Where answers go: what libraries print is no part of them."""
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.dont_write_bytecode = True
    return answer


def _pickled(kind: str, value: Any) -> bytes:
    try:
        return pickle.dumps((kind, value), 4)
    except MemoryError:
        return pickle.dumps(("memory", None), 4)


def _bound(cpu: int, memory: int, *, final: bool = True) -> None:
    """Limit this process; Windows has no such limits.

    `final` limits cannot be lifted later.
    """
    try:
        import resource
    except ImportError:
        return
    for limit, least, most in (
        (resource.RLIMIT_CPU, cpu, cpu + 1),
        (resource.RLIMIT_AS, memory, memory),
        (resource.RLIMIT_CORE, 0, 0),
        # It writes no file.
        (resource.RLIMIT_FSIZE, 0, 0),
    ):
        hard = resource.getrlimit(limit)[1]
        if hard != resource.RLIM_INFINITY:
            least, most = min(least, hard), min(most, hard)  # noqa: PLW2901 # the lower bound holds
        bounds = (least, most if final else hard)
        try:
            resource.setrlimit(limit, bounds)
        except (ValueError, OSError):
            # macOS refuses limits on the address space.
            continue


def _call() -> tuple[str, Any]:
    """What became of the one call."""
    path, module, file, name, arguments, output = pickle.load(sys.stdin.buffer)  # noqa: S301 # from our own process
    sys.path[:] = path
    return _called(getattr(_load(module, file), name), arguments, output)


def _called(
    function: Callable[..., Any], arguments: tuple[Any, ...], output: int
) -> tuple[str, Any]:
    """The value of a function, unless it is too large."""
    value = function(*arguments)
    size = len(pickle.dumps(value, 4))
    return ("output", None) if size > output << 20 else ("value", value)


def _outcome(call: Callable[[], tuple[str, Any]]) -> tuple[str, Any]:
    """What a call gives, or how it fails."""
    try:
        return call()
    except MemoryError:
        return "memory", None
    except Exception as error:  # noqa: BLE001 # the caller hears of any error
        # Libraries in C have errors of their own for it.
        if _NO_MEMORY.search(str(error)):
            return "memory", None
        return "raised", f"{type(error).__name__}: {error}"[:_MESSAGE]


def _load(module: str, file: str | None) -> Any:
    """A module, without the packages around it."""
    spec = importlib.util.spec_from_file_location(module, file) if file else None
    if spec is None or spec.loader is None:
        return importlib.import_module(module)
    loaded = importlib.util.module_from_spec(spec)
    sys.modules[module] = loaded
    spec.loader.exec_module(loaded)
    return loaded


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve()
    main(int(sys.argv[1]), int(sys.argv[2]))
