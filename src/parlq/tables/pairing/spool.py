"""A temporary file of values, which are added one by one and read in any order."""

from __future__ import annotations

import contextlib
import pickle
import tempfile
from array import array
from typing import Any

from parlq.problems import ParlqError


class Spool:
    """Values in a temporary file, by their number; memory has where each one ends."""

    def __init__(self) -> None:
        try:
            self._file = tempfile.TemporaryFile(buffering=1 << 20)  # noqa: SIM115 # `close` does
        except OSError as error:
            raise _full(error) from None
        self._ends = array("q", [0])
        self._at = 0

    def close(self) -> None:
        """Remove the file."""
        with contextlib.suppress(OSError):  # of a full disk, which was reported
            self._file.close()

    def __len__(self) -> int:
        return len(self._ends) - 1

    def add(self, value: object) -> None:
        """Store a value; all are added before the first one is read."""
        data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        try:
            self._file.write(data)
        except OSError as error:
            raise _full(error) from None
        self._at = self._ends[-1] + len(data)
        self._ends.append(self._at)

    def __getitem__(self, number: int) -> Any:
        begin, end = self._ends[number], self._ends[number + 1]
        try:
            if begin != self._at:
                self._file.seek(begin)
            data = self._file.read(end - begin)
        except OSError as error:
            raise _full(error) from None
        self._at = end
        return pickle.loads(data)  # noqa: S301 # what `add` wrote


def _full(error: OSError) -> ParlqError:
    why = (error.strerror or str(error)).lower()
    return ParlqError(f"the temporary file of the table cannot be used: {why}; is its disk full?")
