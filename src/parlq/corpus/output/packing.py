"""Compresses what is written to a file, as its name says."""

from __future__ import annotations

import gzip
import sys
from typing import Any, BinaryIO

from parlq.problems import MissingExtraError


class Packed:
    """A file whose content is compressed as its name says."""

    def __init__(self, out: BinaryIO, path: str) -> None:
        self._out = out
        self._inner: Any = out
        name = path.lower()
        if name.endswith(".gz"):
            self._inner = gzip.GzipFile("", "wb", 6, out, mtime=0)
        elif name.endswith(".zst"):
            self._inner = _zstd_writer(out)

    def __enter__(self) -> BinaryIO:
        inner: BinaryIO = self._inner
        return inner

    def __exit__(self, *stopped: object) -> None:
        if self._inner is not self._out and stopped[0] is None:
            self._inner.close()


def _zstd_writer(out: BinaryIO) -> Any:
    """A stream that packs with Zstandard, of which closing leaves `out` open.

    Raises:
        MissingExtraError: there is no library for it.
    """
    if sys.version_info >= (3, 14):
        from compression import zstd

        return zstd.ZstdFile(out, "w")
    try:
        import zstandard
    except ModuleNotFoundError:
        raise MissingExtraError("Zstandard", "zstd") from None
    return zstandard.ZstdCompressor(level=6).stream_writer(out, closefd=False)
