"""Recognises the reports of earlier runs, the only files that a configuration may replace."""

from __future__ import annotations

from parlq.model.fields.patterns import Pattern

#: How much of a file is looked at.
_HEAD = 4096
_LINES = Pattern(
    r"(?:[^\n]*: (?:error|warning|info) PQ[0-9]{3} [^\n]*|::(?:error|warning|notice)[^\n]*"
    r"|[0-9]+ (?:error|warning|info|file)s?[^\n]*)"
)
#: How the reports begin that are no plain lines; blanks are left out.
_BEGINNINGS = {
    "json": b'{"version":"1.0","parlq":',
    "jsonl": b'{"file":',
    "sarif": b'{"$schema":"https://json.schemastore.org/sarif-',
    "junit": b'<?xmlversion="1.0"encoding="UTF-8"?><testsuitesname="parlq">',
}


def is_replaceable(path: str, report: str) -> bool:
    """Whether a file is empty or begins as a report of that name does.

    Args:
        path: the file.
        report: name of the kind of report, such as `sarif`.

    Raises:
        OSError: as the system gives it.
    """
    with open(path, "rb") as file:
        head = file.read(_HEAD)
    if not head:
        return True
    dense = b"".join(head.split())
    if report == "gitlab":
        return dense == b"[]" or dense.startswith(b'[{"type":"issue","check_name":"PQ')
    if report in _BEGINNINGS:
        return dense.startswith(_BEGINNINGS[report])
    first = head.decode("utf-8", "replace").partition("\n")[0]
    return bool(_LINES.fullmatch(first))
