"""What names may stand for beside regular files: devices, pipes, descriptors of the process."""

from __future__ import annotations

import stat


def descriptor_of(name: str) -> int | None:
    """The number of the open descriptor that a name stands for, such as `/dev/stdin`; else None.

    Shells pass such names for what they have opened, as by `<(command)`.
    """
    if not name.startswith(("/dev/", "/proc/self/fd/")):
        return None
    streams = ("/dev/stdin", "/dev/stdout", "/dev/stderr")
    if name in streams:
        return streams.index(name)
    number = name.removeprefix("/dev/fd/").removeprefix("/proc/self/fd/")
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 8 else None


def kind_of(mode: int) -> str:
    """What something is that is no regular file."""
    for test, kind in (
        (stat.S_ISDIR, "a directory"),
        (stat.S_ISFIFO, "a named pipe"),
        (stat.S_ISSOCK, "a socket"),
    ):
        if test(mode):
            return kind
    return "a device"
