"""The command `parlq`: arguments become frozen options, a command runs, an exit code comes back."""

from __future__ import annotations

import gc
import sys
from contextlib import suppress


def main(arguments: list[str] | None = None) -> int:
    """Run the command; the exit code is 0 done, 1 a problem in an input, 2 usage or no input.

    Args:
        arguments: those of the process without its name, unless given.
    """
    if arguments is not None:
        return _run(arguments)
    try:
        code = _run(sys.argv[1:])
    except KeyboardInterrupt:  # before a command has begun
        return 130
    # The process ends here: to look through all it holds for garbage takes a tenth of a short run.
    gc.freeze()
    return code


def _run(given: list[str]) -> int:
    if given in (["--version"], ["-V"]) and sys.stdout is not None:
        from parlq._version import __version__

        with suppress(OSError):  # told below
            print(f"parlq {__version__}", flush=True)
            return 0
    # Start-up makes next to no garbage; to look for it as often as usual takes a tenth of it.
    gc.set_threshold(100_000, 20, 20)
    if given[:1] == ["validate"] and given[1:] and not any(a.startswith("-") for a in given[1:]):
        # Paths alone need no parser of arguments, which takes longer to make than to lint a file.
        from parlq.cli.commands.validate import validate_plainly

        return validate_plainly(given[1:])
    from parlq.cli.run import run

    return run(given)
