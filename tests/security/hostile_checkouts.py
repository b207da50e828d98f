"""Checkouts of strangers: configuration, links and pipes that lead out of them."""

from __future__ import annotations

from collections.abc import Iterator

from .hostile import Case, Lure, Step
from .hostile_xml import XML

_VALIDATE: tuple[Step, ...] = (
    {"do": "command", "arguments": ["validate"]},
    {"do": "command", "arguments": ["validate", "."]},
    {"do": "command", "arguments": ["config"]},
)
_INPUT = {"input.xml": XML.encode(), "record.ttl": b"<urn:a> <urn:b> <urn:c> .\n"}
#: Settings that name a file; `%s` is its address.
_SETTINGS = {
    "shapes": ('shapes = "%s"\ninclude = ["*.ttl"]\n', "mark.ttl"),
    "schema": ('schema = "%s"\n', "mark.xsd"),
    "report": ('report = ["text:%s"]\n', "mark.txt"),
    "report-sarif": ('report = ["text", "sarif:%s"]\n', "mark.json"),
    "extends": ('extends = "%s"\ninherit = "%s"\n', "mark.toml"),
}


def _found(lure: Lure) -> Iterator[Case]:
    for what, (text, mark) in _SETTINGS.items():
        for way, address in lure.addresses(mark).items():
            if way == "beside":  # files in the checkout may be named
                continue
            for name, before in (("parlq.toml", ""), ("pyproject.toml", "[tool.parlq]\n")):
                settings = before + text.replace("%s", address)
                yield Case(
                    name=f"settings-{what}-{name[:-5]}-{way}",
                    files={**_INPUT, name: settings.encode()},
                    steps=_VALIDATE,
                    workers=what == "schema",
                    writes="report" in what,  # what looks like an address is a name in the folder
                )
    for what, (text, mark) in _SETTINGS.items():
        yield Case(
            name=f"settings-{what}-link",
            files={**_INPUT, "parlq.toml": text.replace("%s", f"folder/{mark}").encode()},
            links={"folder": lure.folder.as_posix()},
            steps=_VALIDATE,
            workers=what == "schema",
        )
        yield Case(
            name=f"settings-{what}-git",
            files={
                **_INPUT,
                "parlq.toml": text.replace("%s", f".git/hooks/{mark}").encode(),
                ".git/HEAD": b"ref: x\n",
            },
            marks=(f".git/hooks/{mark}",),
            steps=_VALIDATE,
            workers=what == "schema",
        )


def _links(lure: Lure) -> Iterator[Case]:
    """Links in a folder that is scanned, formatted and fixed."""
    commands: tuple[Step, ...] = (
        *_VALIDATE,
        {"do": "command", "arguments": ["validate", "--fix", "."]},
        {"do": "command", "arguments": ["format", "."]},
        {"do": "command", "arguments": ["format", "--check", "."]},
        {"do": "command", "arguments": ["validate", "**/*.xml"]},
    )
    path = lure.addresses("mark.xml")["path"]
    folder = lure.folder.as_posix()
    yield Case(
        name="links-file", files=dict(_INPUT), links={"more.xml": path}, steps=commands, writes=True
    )
    yield Case(
        name="links-relative",
        files=dict(_INPUT),
        links={"more.xml": f"../{lure.folder.name}/mark.xml"},
        steps=commands,
        writes=True,
    )
    yield Case(
        name="links-folder", files=dict(_INPUT), links={"more": folder}, steps=commands, writes=True
    )
    yield Case(
        name="links-chain",
        files=dict(_INPUT),
        links={"more.xml": "other", "other": path},
        steps=commands,
        writes=True,
    )
    for name in ("parlq.toml", "pyproject.toml"):
        yield Case(
            name=f"links-{name[:-5]}",
            files=dict(_INPUT),
            links={name: lure.addresses("mark.toml")["path"]},
            steps=commands,
            writes=True,
        )
    yield Case(
        name="links-ignore",
        files={**_INPUT, ".git/HEAD": b"ref: x\n"},
        links={".gitignore": lure.addresses("mark.txt")["path"]},
        steps=commands,
        writes=True,
    )


def _git(lure: Lure) -> Iterator[Case]:
    """A repository whose own configuration would run a program or include a file."""
    mark = lure.addresses("mark.sh")["path"]
    settings = f"""[core]
	repositoryformatversion = 0
	fsmonitor = {mark}
	pager = {mark}
	hooksPath = {lure.folder.as_posix()}
	excludesFile = {mark}
	attributesFile = {mark}
	worktree = {lure.folder.as_posix()}
[include]
	path = {mark}
[alias]
	ls-files = !{mark}
[filter "x"]
	clean = {mark}
"""
    repository = {
        ".git/HEAD": b"ref: refs/heads/main\n",
        ".git/config": settings.encode(),
        ".git/objects/x": b"",
        ".git/refs/x": b"",
        ".gitignore": b"*.json\n",
        ".gitattributes": b"* filter=x\n",
        "more.json": b"{}",
    }
    yield Case(name="git-settings", files={**_INPUT, **repository}, steps=_VALIDATE)
    yield Case(
        name="git-elsewhere",
        files={
            **_INPUT,
            ".git": f"gitdir: {lure.folder.as_posix()}\n".encode(),
            ".gitignore": b"*.json\n",
            "more.json": b"{}",
        },
        steps=_VALIDATE,
    )
    yield Case(
        name="git-common",
        files={
            **_INPUT,
            **repository,
            ".git/commondir": lure.folder.as_posix().encode(),
            ".git/objects/info/alternates": lure.folder.as_posix().encode(),
        },
        steps=_VALIDATE,
    )
    yield Case(
        name="git-index-link",
        files={**_INPUT, **repository},
        links={".git/index": mark, ".git/info": lure.folder.as_posix()},
        steps=_VALIDATE,
    )


def _many() -> Iterator[Case]:
    """More files than one process takes: workers are ours and open nothing else."""
    yield Case(
        name="workers",
        files={f"{number}.xml": XML.encode() for number in range(300)},
        steps=({"do": "command", "arguments": ["validate", "--jobs", "2", "."]},),
        workers=True,
    )


def cases(lure: Lure) -> Iterator[Case]:
    """All of these."""
    yield from _found(lure)
    yield from _links(lure)
    yield from _git(lure)
    yield from _many()
