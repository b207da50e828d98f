"""The other side of `parlq.bounded`: a script that calls one function within bounds.

It imports nothing of parlq, so that it starts fast. The bounds are set before it reads anything.
"""

import importlib
import importlib.util
import os
import pickle
import sys
from typing import Any

#: Longest message of an error.
_MESSAGE = 400


def main(cpu: int, memory: int) -> None:
    """Read a request from standard input, and write the answer to standard output."""
    _bound(cpu, memory)
    # What libraries print is no part of the answer.
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.dont_write_bytecode = True
    kind, value = _call()
    try:
        data = pickle.dumps((kind, value), 4)
    except MemoryError:
        data = pickle.dumps(("memory", None), 4)
    answer.write(data)
    answer.flush()
    # Nothing is left to tidy up, and tidying may take long.
    os._exit(0)


def _bound(cpu: int, memory: int) -> None:
    """Limit this process; Windows has no such limits."""
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
        bounds = (
            (least, most) if hard == resource.RLIM_INFINITY else (min(least, hard), min(most, hard))
        )
        try:
            resource.setrlimit(limit, bounds)
        except (ValueError, OSError):
            # macOS refuses limits on the address space.
            continue


def _call() -> tuple[str, Any]:
    """What became of the call."""
    try:
        path, module, file, name, arguments, output = pickle.load(sys.stdin.buffer)  # noqa: S301 # from our own process
        sys.path[:] = path
        value = getattr(_load(module, file), name)(*arguments)
        size = len(pickle.dumps(value, 4))
    except MemoryError:
        return "memory", None
    except Exception as error:  # noqa: BLE001 # the caller hears of any error
        return "raised", f"{type(error).__name__}: {error}"[:_MESSAGE]
    return ("output", None) if size > output << 20 else ("value", value)


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
    main(int(sys.argv[1]), int(sys.argv[2]))
