"""Validates against the XSD of a user in a process of its own, with bounds on memory and time.

libxml2 takes time and memory without bounds for schemas of some kilobytes, to compile them and to
validate against them. A process compiles a schema once, and then validates one document after another.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import Any

from lxml import etree

from parlq.formats.akn.schemas import user_xsd
from parlq.formats.akn.schemas.bounded_schema import GAVE_UP
from parlq.formats.akn.xml.large_trees import Fault
from parlq.io.bounded_process import Bounds, BoundsError, FailedError, Service
from parlq.limits import DEFAULT, Limits
from parlq.problems import LISTED, InputError, Problem, SchemaError, shorten

#: What compiling a schema may take, and validating a small document; and both with limits raised.
_COMPILING, _VALIDATING = Bounds(cpu=3, memory=256), Bounds(cpu=2, memory=256)
_RAISED = Bounds(cpu=600, memory=4096)
#: Bytes of a document for each second that validating it may take, and megabytes for each megabyte.
_SECOND, _FOR_EACH = 500_000, 100
#: Bytes of a document that fits into the memory for a small one.
_SMALL = 500_000
#: Processes that wait for the next document under one schema.
_IDLE = 4
#: Documents that a schema may fail on before it is not used any more.
_PATIENCE = 3
#: Seconds that validating a small document takes at most in ordinary use, and how many more than that
#: a schema may take for all documents together before it is not used any more.
_ORDINARY, _TOGETHER = 0.2, 20.0


class _Schema:
    """A schema, and the processes that have compiled it, each for one thread at a time."""

    def __init__(self, name: str, *, unbounded: bool) -> None:
        self._name = name
        self._unbounded = unbounded
        self._free: list[Service] = []
        self._failures: list[str] = []
        self._excess = 0.0

    @contextmanager
    def borrowed(self) -> Iterator[Service]:
        """A process that no other thread uses meanwhile; one that fails is not used again."""
        service = self._idle() or self._started()
        try:
            yield service
        except BaseException:
            service.close()
            raise
        if service.is_ours() and len(self._free) < _IDLE:
            self._free.append(service)
        else:
            service.close()

    def _idle(self) -> Service | None:
        with suppress(IndexError):
            while not (service := self._free.pop()).is_ours():
                service.close()
            return service
        return None

    def _started(self) -> Service:
        with user_xsd.source(self._name) as source:
            service = None
            try:
                service = Service("parlq.formats.akn.schemas.bounded_schema")
                bounds = _RAISED if self._unbounded else _COMPILING
                wrong = service.call("compile_schema", source, bounds=bounds)
            except BoundsError as error:
                raise self._refused(f"compiling it takes more than {error.bound}") from None
            except FailedError as error:
                raise self._refused(f"compiling it fails: {error}") from None
            if wrong is None:
                return service
            service.close()
            raise self._refused(shorten(wrong))

    def _refused(self, why: str) -> SchemaError:
        return SchemaError(f"the schema {self._name} cannot be used: {why}")

    def faults(self, root: Any, file: str | None) -> tuple[list[Fault], int]:
        """The first faults of a tree, and how many there are."""
        if len(self._failures) >= _PATIENCE:
            why = f"the schema {self._name} has failed on {_PATIENCE} other documents"
            raise _beyond(f"not validated: {why}", file)
        if self._excess > _TOGETHER and not self._unbounded:
            why = f"the schema {self._name} takes more than {_ORDINARY} seconds for each of many"
            raise _beyond(f"not validated: {why} documents; raise the limits to use it", file)
        data = etree.tostring(root.getroottree(), encoding="utf-8")
        try:
            with self.borrowed() as service:
                bounds = _bounds(len(data), unbounded=self._unbounded)
                found, took = service.call("validate", data, LISTED, bounds=bounds)
                self._excess += max(took - _ORDINARY - len(data) / _SECOND, 0.0)
                if len(data) > _SMALL:
                    service.close()  # it has more memory than a small document may take
        except BoundsError as error:
            why = f"takes more than {error.bound}"
        except FailedError as error:
            why = f"fails: {error}"
        else:
            if found is None:
                raise _beyond(f"not validated under the schema {self._name}: {GAVE_UP}", file)
            return [Fault(*each) for each in found[0]], found[1]
        self._failures.append(why)
        raise _beyond(f"validating it under the schema {self._name} {why}", file)


def _bounds(size: int, *, unbounded: bool) -> Bounds:
    """What validating a document of this size may take."""
    usual = _RAISED if unbounded else _VALIDATING
    if size <= _SMALL:
        return usual
    memory = usual.memory + _FOR_EACH * (size >> 20)
    return usual._replace(cpu=usual.cpu + size // _SECOND, memory=memory)


def _beyond(message: str, file: str | None) -> InputError:
    return InputError((Problem(rule="PQ104", message=message, file=file),))


@lru_cache(maxsize=8)
def _made(name: str, _file: tuple[str, tuple[int, ...]], *, unbounded: bool) -> _Schema:
    return _Schema(name, unbounded=unbounded)


def schema_of(name: str, limits: Limits = DEFAULT) -> _Schema:
    """The schema in a file as it is now; the same one while the file stays as it is."""
    stamp: tuple[int, ...] = ()
    with suppress(OSError, ValueError):  # reading the file reports what is wrong with it
        found = os.stat(name)
        stamp = found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns
    return _made(name, (os.path.abspath(name), stamp), unbounded=limits.unbounded)


def prepare(name: str, limits: Limits = DEFAULT) -> None:
    """Compile the schema in a file for the validations to come.

    Raises:
        SchemaError: a file that cannot be read, is no XML Schema, names a file outside its folder,
            or takes more than its bounds.
    """
    with schema_of(name, limits).borrowed():
        pass


def faults(
    root: Any, name: str, file: str | None = None, limits: Limits = DEFAULT
) -> tuple[list[Fault], int]:
    """What the schema in a file has to say against a tree: the first faults, and how many there are.

    Raises:
        InputError: validating takes more than its bounds.
        SchemaError: as for `prepare`.
    """
    return schema_of(name, limits).faults(root, file)
