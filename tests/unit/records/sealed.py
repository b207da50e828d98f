"""What the tests of shapes call in the child process: attempts to get out of it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from parlq.formats.ep.records.shacl import sealed_libraries


def openers_that_open() -> list[str]:
    """Names of openers of the libraries that do something when they are called."""
    sealed_libraries.seal()
    found = []
    for module, name in sealed_libraries.OPENERS:
        opener = getattr(sys.modules.get(module), name, None)
        if opener is None:
            continue
        try:
            opener("file:///etc/hosts")
        except sealed_libraries.RemoteAccessError:
            continue
        found.append(f"{module}.{name}")
    return found


def events_that_pass() -> list[str]:
    """Names of attempts to reach out that succeed."""
    own = Path(__file__)
    sealed_libraries.seal()
    attempts = {
        "read": lambda: Path("/etc/hosts").read_bytes(),
        "write": lambda: own.with_suffix(".new").write_bytes(b""),
        "append": lambda: own.open("a"),
        "descriptor": lambda: os.open("/etc/hosts", os.O_RDONLY),
        "connect": lambda: socket.create_connection(("127.0.0.1", 1)),
        "look up": lambda: socket.getaddrinfo("sea.example", 80),
        "fetch": lambda: urllib.request.urlopen("http://127.0.0.1:1/"),
        "program": lambda: subprocess.run(["true"], check=False),
        "shell": lambda: os.system("true"),
        "fork": os.fork,
        "temporary": tempfile.mkdtemp,
        "remove": lambda: own.with_suffix(".none").unlink(),
    }
    found = []
    for name, attempt in attempts.items():
        try:
            attempt()
        except sealed_libraries.RemoteAccessError:
            continue
        except Exception as error:  # noqa: BLE001 # any other tells that it went through
            found.append(f"{name}: {type(error).__name__}")
        else:
            found.append(name)
    return found
