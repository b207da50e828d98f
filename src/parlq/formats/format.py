"""A format: how documents are read, written and recognised; its faults are reported as its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

import attrs

from parlq.formats.guarding import (
    Locating,
    PluginError,
    UnknownFormatError,
    failed,
    fault_of,
    guarded,
)
from parlq.io.reading import Reading, Streamed
from parlq.limits import Limits
from parlq.model import Document
from parlq.problems import InputError, MissingExtraError, Problem, Severity

if TYPE_CHECKING:
    from parlq.comparison import Comparison

T = TypeVar("T")

#: Options that every reader takes.
_ALL_TAKE = frozenset({"strict", "file", "limits"})
#: What parlq wrote itself is not measured again.
_UNBOUNDED = Limits(size=2**63 - 1, unbounded=True)


def _never(_: bytes) -> bool:
    return False


@attrs.frozen(kw_only=True)
class Format:
    """One way to read and write documents.

    A format of another package gives `reader` and `writer`, either of which may be missing; one
    that is built in names the module that has `read` and `dumps`, imported when first used.

    Attributes:
        name: what users call it, such as `akn`.
        description: one line for people.
        suffixes: of files that are read, lower case, with the dot.
        write_suffixes: those of `suffixes` that written files may have; None for all.
        media_types: such as `application/akn+xml`.
        reader: `(data: bytes, *, strict: bool, file: str | None, limits: Limits, **options)`
            to a `Reading`; it does not raise for what the input says.
        writer: `(document, **writer_options)` to bytes; the same bytes for equal documents. It
            raises `ModelError` or `InputError` for a document that it cannot write at all.
        sniff: whether data of unknown name begins like this format.
        strict: whether it is read strictly by default.
        options: names of further options that `reader` takes.
        writer_options: names of options that `writer` takes.
        shapes: values of the option `shape` of the writer; none for a format with one shape. If it
            is lossless, it is so without a shape, and takes other options only with one.
        lossless: whether every document reads back equal. By default parlq does not rely on it:
            it reads back what it wrote, and reports each fact that is not there (PQ617).
        stream: `(source: BinaryIO, **options of reader)` to an iterator of `Streamed`, in constant
            memory, for files that hold many works; None for a format that is read whole.
        comparison: `(document, **writer_options)` to a `Comparison`, with what the format knows
            about facts that come back in another form; None for a format that knows nothing.
        origin: where a format of another package comes from; set when it is loaded.
    """

    name: str
    description: str = ""
    suffixes: tuple[str, ...] = ()
    write_suffixes: tuple[str, ...] | None = None
    media_types: tuple[str, ...] = ()
    reader: Callable[..., Reading] | None = None
    writer: Callable[..., bytes] | None = None
    sniff: Callable[[bytes], bool] = _never
    strict: bool = True
    options: frozenset[str] = frozenset()
    writer_options: frozenset[str] = frozenset()
    shapes: tuple[str, ...] = ()
    lossless: bool = False
    stream: Callable[..., Iterator[Streamed]] | None = None
    comparison: Callable[..., Comparison] | None = None
    origin: str | None = None

    @property
    def written(self) -> tuple[str, ...]:
        """Suffixes of the files that this format writes; none when it is only read."""
        if self.writer is None:
            return ()
        return self.suffixes if self.write_suffixes is None else self.write_suffixes

    def is_lossless(self, options: Mapping[str, Any]) -> bool:
        """Whether every document that is written with these options reads back equal."""
        return self.lossless and options.get("shape") is None

    def taken(self, options: Iterable[str]) -> frozenset[str]:
        """The options that the writer takes beside these."""
        needs_shape = self.lossless and self.shapes and "shape" not in set(options)
        return frozenset({"shape"}) if needs_shape else self.writer_options

    def read(self, data: bytes, **options: Any) -> Reading:
        """Read data.

        Raises:
            UnknownFormatError: this format is only written.
            TypeError: it has no such option.
        """
        if self.reader is None:
            raise UnknownFormatError(f"the format {self.name} cannot be read")
        self._check(options)
        if self.origin is None:
            reading = self.reader(data, **options)
        else:
            reading = self._read_guarded(self.reader, data, options)
        return reading if reading.format == self.name else attrs.evolve(reading, format=self.name)

    def _check(self, options: dict[str, Any]) -> None:
        if unknown := set(options) - self.options - _ALL_TAKE:
            raise TypeError(f"the format {self.name} has no option {min(unknown)}")

    def streamed(self, source: BinaryIO, /, **options: Any) -> Iterator[Streamed]:
        """Read a file work by work, in constant memory.

        The works of a dossier come as questions and answers, and documents that stand side by side
        as what they are. The size of the file is not bounded, that of a work is.

        Args:
            source: what to read, from its first byte; it need not be seekable.
            options: those of `read`.

        Raises:
            UnknownFormatError: this format cannot be read so.
            TypeError: it has no such option.
            InputError: the file cannot be read any further.
        """
        if self.stream is None:
            raise UnknownFormatError(f"the format {self.name} cannot be read work by work")
        self._check(options)
        found = iter(self._guarded("reading", self.stream, source, **options))

        def following() -> Streamed | None:
            return next(found, None)

        while (one := self._guarded("reading", following)) is not None:
            yield one

    def dumps(self, document: Document, **options: Any) -> bytes:
        """Write a document.

        Raises:
            UnknownFormatError: this format is only read.
            TypeError: it has no such option.
            PluginError: the package of the format failed.
        """
        if self.writer is None:
            raise UnknownFormatError(f"the format {self.name} cannot be written")
        if unknown := set(options) - self.taken(options):
            raise TypeError(f"the format {self.name} is not written with the option {min(unknown)}")
        if self.origin is None:
            return self.writer(document, **options)
        data = self._guarded("writing", self.writer, document, **options)
        if type(data) is not bytes:
            raise self._failed("writing", f"returned {type(data).__name__}, not bytes")
        return data

    def sniffs(self, data: bytes) -> bool:
        """Whether data begins like this format.

        Raises:
            PluginError: the package of the format failed.
        """
        if self.origin is None:
            return self.sniff(data)
        return self._guarded("recognising data", lambda: bool(self.sniff(data)))

    def losses(
        self, document: Document, *, written: bytes | None = None, **options: Any
    ) -> tuple[Problem, ...]:
        """Report each fact of a document that does not come back from this format.

        Args:
            document: what is written.
            written: what `dumps` gave for it with the same options, where that is known.
            options: as in `dumps`.

        Returns:
            Problems PQ617, none for a lossless format.

        Raises:
            UnknownFormatError: this format is only read or only written.
            PluginError: the package of the format failed.
        """
        from parlq.comparison import Comparison  # for those who write
        from parlq.comparison import losses as compare

        if self.writer is None:
            raise UnknownFormatError(f"the format {self.name} cannot be written")
        if self.is_lossless(options):
            return ()
        if self.reader is None:
            raise UnknownFormatError(
                f"the format {self.name} cannot be read, so parlq cannot compare what it holds"
            )
        data = self.dumps(document, **options) if written is None else written
        known = Comparison()
        if self.comparison is not None:
            known = self._guarded("comparing", self.comparison, document, **options)
        try:
            reading = self.read(data, strict=False, file=None, limits=_UNBOUNDED)
        except MissingExtraError:
            if known.read_back is None:
                raise
            reading = Reading(value=known.read_back())
        name = f"{self.name} {options['shape']}" if self.lossless else self.name
        errors = [each.message for each in reading.problems if each.severity is Severity.ERROR]
        why = errors[0] if errors and reading.value is None else ""
        return self._guarded(
            "comparing", compare, document, reading.value, known, format=name, why=why
        )

    def _read_guarded(
        self, reader: Callable[..., Reading], data: bytes, options: dict[str, Any]
    ) -> Reading:
        """Read with the reader of another package, which may do anything."""
        file = options.get("file")
        try:
            reading = self._guarded("reading", reader, data, **options)
            fault = fault_of(reading)
        except PluginError as error:
            problems = tuple(attrs.evolve(each, file=file) for each in error.problems)
            return Reading(value=None, problems=problems, file=file)
        except MissingExtraError:
            raise
        except InputError as error:
            reading = Reading(value=None, problems=error.problems, file=file)
            fault = fault_of(reading)
        if fault:
            problem = attrs.evolve(self._failed("reading", fault).problems[0], file=file)
            return Reading(value=None, problems=(problem,), file=file)
        located = Locating(self.name, str(self.origin), reading.locate)
        return attrs.evolve(reading, locate=located)

    def _guarded(self, what: str, call: Callable[..., T], *arguments: Any, **options: Any) -> T:
        """Call a function of the format; an exception of another package becomes its problem."""
        if self.origin is None:
            return call(*arguments, **options)
        return guarded(self.name, self.origin, what, call, *arguments, **options)

    def _failed(self, what: str, why: str) -> PluginError:
        return failed(self.name, self.origin, what, why)
