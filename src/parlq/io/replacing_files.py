"""Writes files beside their places and moves them there, with owner and permissions as before."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time
from collections.abc import Iterator
from typing import BinaryIO

from parlq.io.devices import descriptor_of, kind_of
from parlq.io.termination import ending_in_order

_MAKING = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_MAKING |= getattr(os, "O_NOFOLLOW", 0)
_DIRECTLY = os.O_WRONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
#: Seconds that a named pipe may take to get a reader.
_PATIENCE = 5
#: The access control list of a file, where the system has such.
_ACL = "system.posix_acl_access"


@contextlib.contextmanager
def replacing(
    path: str | os.PathLike[str], *, durable: bool = True, own: str | None = None
) -> Iterator[BinaryIO]:
    """A file to write, which takes its place when it is whole; until then the old one stays.

    Links are followed. Permissions are kept, and owner, group and extended attributes as far as
    the system permits. What the shell has opened (`/dev/stdout`, `/dev/fd/3`), character devices
    and named pipes are written to directly.

    Args:
        path: the file.
        durable: whether to wait until the file is on the disk, so that it survives a power cut. For
            thousands of files that a run can write again, that takes longer than all the rest.
        own: a folder in which the file is written until it is whole, if it is on the same file
            system; by default that of the file.

    Raises:
        OSError: as the system gives it; also for a file with several hard links, as it can neither
            be replaced without parting them nor be changed without changing the others.
    """
    given = os.fsdecode(path)
    if "\0" in given:
        raise OSError(errno.EINVAL, "the name has a NUL", given)
    handle = descriptor_of(given)
    if handle is not None:
        with open(os.dup(handle), "wb") as file:  # a descriptor
            yield file
        return
    name = os.path.realpath(given)
    try:
        old = os.stat(name)
    except FileNotFoundError:
        old = None
    if old is not None and not stat.S_ISREG(old.st_mode):
        with open(_opened_directly(name, old.st_mode), "wb") as file:  # a descriptor
            yield file
        return
    if old is not None:
        _refuse(name, old)
    folder, base = os.path.split(name)
    if own is not None and os.stat(own).st_dev == os.stat(folder).st_dev:
        folder = own
    beside = os.path.join(folder, f".{base[:50]}.{os.urandom(8).hex()}.tmp")
    with ending_in_order():
        try:
            with open(_made(beside, name, old), "wb") as file:  # a descriptor
                yield file
                file.flush()
                if durable:
                    os.fsync(file.fileno())
                if old is not None:
                    _liken(file.fileno(), beside, name, old)
            os.replace(beside, name)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(beside)
            raise


def write_new(name: str, data: bytes) -> None:
    """Write a file that is not there, without an object for it, which takes as long as a small one.

    Raises:
        FileExistsError: it is there, or a link is.
        OSError: as the system gives it.
    """
    handle = os.open(name, _MAKING, 0o666)
    try:
        done = os.write(handle, data)
        while done < len(data):
            done += os.write(handle, memoryview(data)[done:])
    finally:
        os.close(handle)


def _refuse(name: str, old: os.stat_result) -> None:
    """Refuse a file that cannot be replaced as it should."""
    if not os.access(name, os.W_OK):
        raise PermissionError(errno.EACCES, "Permission denied", name)
    if old.st_nlink > 1:
        why = f"is one of {old.st_nlink} names of the same file (hard links); remove it first"
        raise OSError(errno.EMLINK, why, name)


def _made(beside: str, name: str, old: os.stat_result | None) -> int:
    """A new file; the system applies its mask to the mode, and no other thread's mask changes."""
    try:
        return os.open(beside, _MAKING, 0o666 if old is None else 0o600)
    except OSError as error:  # of a name that nobody has asked for
        error.filename = name
        raise


def _liken(handle: int, beside: str, name: str, old: os.stat_result) -> None:
    """Give a new file the owner, permissions and extended attributes of the one it replaces."""
    mode = stat.S_IMODE(old.st_mode)
    if hasattr(os, "fchown"):
        mode = _owned(handle, old, mode)
    os.chmod(handle if os.chmod in os.supports_fd else beside, mode)
    if not hasattr(os, "listxattr"):  # macOS and Windows
        return
    try:
        names = os.listxattr(name)
    except OSError:  # a file system without
        return
    for each in names:
        if not each.startswith("user.") and each not in {_ACL, "security.selinux"}:
            continue  # other attributes, such as checksums and capabilities, depend on the content
        try:
            os.setxattr(handle, each, os.getxattr(name, each))
        except OSError:
            if each == _ACL:  # without it, the group would get what the list grants at most
                os.chmod(handle, mode & ~0o070)


def _owned(handle: int, old: os.stat_result, mode: int) -> int:
    """Set owner and group as far as permitted; returns the mode that grants no stranger more."""
    new = os.fstat(handle)
    if (new.st_uid, new.st_gid) == (old.st_uid, old.st_gid):
        return mode
    try:
        os.fchown(handle, old.st_uid, old.st_gid)
    except OSError:
        mode &= ~0o6000
        if new.st_gid != old.st_gid:
            try:
                os.fchown(handle, -1, old.st_gid)
            except OSError:
                mode &= ~0o070 | (mode & 0o007) << 3
    return mode


def _opened_directly(name: str, mode: int) -> int:
    """A descriptor of what is no file, without waiting for ever."""
    if not stat.S_ISCHR(mode) and not stat.S_ISFIFO(mode):
        number = errno.EISDIR if stat.S_ISDIR(mode) else errno.EINVAL
        raise OSError(number, f"is {kind_of(mode)}, not a file", name)
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            handle = os.open(name, _DIRECTLY)
            break
        except OSError as error:
            if error.errno != errno.ENXIO or not stat.S_ISFIFO(mode):
                raise
            if time.monotonic() > end:
                raise OSError(errno.ENXIO, "is a named pipe that nothing reads", name) from None
        time.sleep(0.01)
    if hasattr(os, "set_blocking"):
        os.set_blocking(handle, True)
    return handle
