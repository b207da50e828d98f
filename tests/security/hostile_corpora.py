"""Archives, compressed files, lines, web archives and pages of parlq that name other files."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Iterator

from .hostile import Case, Lure, Step

_TARGETS = (["-o", "out.jsonl"], ["-o", "out", "--to", "json"], ["-o", "out.zip", "--to", "akn"])


def _question(address: str) -> bytes:
    """A question that names an address wherever it can."""
    stated = address if ":" in address else f"file://{address}"
    body = [{"type": "paragraph", "content": [{"type": "link", "href": stated, "content": ["x"]}]}]
    variant = {"language": "en", "subject": "Gulls", "body": body}
    made = {"$schema": stated, "schema_version": "1.0", "type": "question"}
    return json.dumps(
        {**made, "reference": "E-000777/2021", "variants": [variant], "same_as": [stated]}
    ).encode()


def _zip(address: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("link.json")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, address)
        for name in (f"{address}.json", f"../{address}.json", "good.json"):
            archive.writestr(name, _question(address))
    return out.getvalue()


def _tar(address: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for number, kind in enumerate((tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE)):
            info = tarfile.TarInfo(f"{number}.json")
            info.type, info.linkname = kind, address
            archive.addfile(info)
        for name in (f"{address}.json", f"../{address}.json", "good.json"):
            info, data = tarfile.TarInfo(name), _question(address)
            info.size = len(data)
            info.pax_headers = {"linkpath": address, "GNU.sparse.name": address}
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def _gzip(address: str) -> bytes:
    out = io.BytesIO()
    with gzip.GzipFile(address, "wb", fileobj=out) as file:
        file.write(_question(address))
    return out.getvalue()


def _web_archive(address: str) -> bytes:
    page = f'<base href="{address}"><link rel=stylesheet href="{address}"><img src="cid:{address}">'
    page += f'<iframe src="{address}"></iframe><p>Question for written answer E-000777/2021<p>Who?'
    return (
        f"MIME-Version: 1.0\r\nSnapshot-Content-Location: {address}\r\n"
        'Content-Type: multipart/related; boundary="b"\r\n\r\n'
        f"--b\r\nContent-Type: text/html\r\nContent-Location: {address}\r\n\r\n{page}\r\n"
        f"--b\r\nContent-Type: message/external-body; access-type=URL; URL={address}\r\n\r\n"
        f'--b\r\nContent-Type: text/html\r\nContent-Location: "{address}"\r\n\r\n<p>x\r\n--b--\r\n'
    ).encode()


def _own_page(address: str) -> bytes:
    data = _question(address).decode().replace("<", "\\u003c")
    return (
        f'<!DOCTYPE html><html><head><base href="{address}"><meta name="generator" content="parlq 1">'
        f'<script src="{address}"></script></head><body><object data="{address}"></object>'
        f'<script type="application/json" id="parlq-data" src="{address}">{data}</script></body></html>'
    ).encode()


_KINDS = {
    "input.zip": _zip,
    "input.tar": _tar,
    "input.tar.gz": lambda address: gzip.compress(_tar(address)),
    "input.json.gz": _gzip,
    "input.jsonl": lambda address: _question(address) + b"\n" + _question(address) + b"\n",
    "input.mhtml": _web_archive,
    "input.html": _own_page,
}


def _steps(name: str) -> tuple[Step, ...]:
    commands = [["convert", name, *target, "-j", "1"] for target in _TARGETS]
    commands += [["table", name, "-o", "t.csv"], ["stats", name, "-o", "s.csv"], ["show", name]]
    commands += [["validate", name], ["diff", name, name]]
    return tuple([{"do": "command", "arguments": each} for each in commands])


def cases(lure: Lure) -> Iterator[Case]:
    """All of these."""
    for name, make in _KINDS.items():
        for way, address in lure.few("mark.json").items():
            yield Case(
                name=f"corpus-{name.partition('.')[2].replace('.', '-')}-{way}",
                files={name: make(address)},
                marks=("mark.json",),
                steps=_steps(name),
                writes=True,
            )
