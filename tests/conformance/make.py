"""Writes the conformance kit: the documents, and the manifest with their expected outcomes."""

from __future__ import annotations

import json
from pathlib import Path

from .cases import CASES, Case

HERE = Path(__file__).parent
VALID = HERE.parent / "examples" / "valid"


def document(case: Case) -> bytes:
    """The bytes of a case."""
    name, _, ending = case.base.rpartition(".")
    data = (VALID / name / f"document.{ending}").read_bytes()
    if not case.old:
        return data
    if case.old.encode() not in data:
        raise ValueError(f"{case.name}: {case.base} has no {case.old!r}")
    return data.replace(case.old.encode(), case.new.encode(), 1)


def file_of(case: Case) -> str:
    """Where a case stands in this folder."""
    outcome = "invalid" if case.rules else "valid"
    return f"{outcome}/{case.clause.lower()}-{case.name}.{case.base.rpartition('.')[2]}"


def manifest() -> bytes:
    """The manifest: what each document shows, and what a validator reports."""
    cases = [
        {
            "clause": case.clause,
            "about": case.name.replace("-", " "),
            "file": file_of(case),
            "format": {"xml": "akn", "json": "json"}[case.base.rpartition(".")[2]],
            "conforms": not case.rules,
            "rules": sorted(case.rules),
        }
        for case in CASES
    ]
    text = json.dumps({"schema_version": "1.0", "cases": cases}, indent=2, ensure_ascii=False)
    return f"{text}\n".encode()


def kit() -> dict[str, bytes]:
    """All files of the kit, by their names in this folder."""
    return {"manifest.json": manifest(), **{file_of(case): document(case) for case in CASES}}


def main() -> None:
    """Write the kit, and remove what is no part of it."""
    files = kit()
    for folder in ("valid", "invalid"):
        for path in (HERE / folder).glob("*"):
            if f"{folder}/{path.name}" not in files:
                path.unlink()
    for name, data in files.items():
        path = HERE / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)


if __name__ == "__main__":
    main()
