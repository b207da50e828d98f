"""No document and no schema makes libxml2 open a file or a connection: the system is watched."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from .made import NAMES, QUESTION, written

BODY = written(QUESTION).partition("?>")[2].lstrip()
XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
ROOT = "<akomaNtoso "

#: Reads every file of a folder in every way, with its schemas too; nothing may come of it but problems.
SCRIPT = """
import pathlib, sys
import parlq
from parlq.formats.akn.xml import comments, restore_comments
from parlq.formats.akn.repair import fixes

first = pathlib.Path(sys.argv[1], "first.xml").read_bytes()
parlq.validate(first)
print("BEGIN", file=sys.stderr, flush=True)
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.xml")):
    data = path.read_bytes()
    for strict in (True, False):
        reading = parlq.read(data, format="akn", strict=strict)
        reading.locate(("variants", 0, "body", 0))
        problems = parlq.validate(data, format="akn", strict=strict)
        fixes.edits(data, problems, parlq.Limits())
    restore_comments.restored(data, first)
    comments.comments(data)
    for schema in sorted(pathlib.Path(sys.argv[1]).glob("*.xsd")):
        try:
            parlq.validate(data, format="akn", schema=str(schema))
        except parlq.ParlqError:
            pass
"""


def declared(codec, before, body=BODY):
    """The document in an encoding, with what stands before its root."""
    return f'<?xml version="1.0" encoding="{codec}"?>{before}{body}'.encode(codec)


def hostile(target):
    """Documents by their names, each of which leads to `target`, the URI of a file, in its own way."""
    system = f'<!DOCTYPE akomaNtoso SYSTEM "{target}">'
    external = f'<!DOCTYPE akomaNtoso [<!ENTITY e SYSTEM "{target}">]>'
    parameter = f'<!DOCTYPE akomaNtoso [<!ENTITY % e SYSTEM "{target}"> %e;]>'
    made = {"first": written(QUESTION).encode()}
    for codec in ("utf-8", "utf-16", "utf-16-le", "utf-32", "utf-32-be", "utf-7", "cp037", "gbk"):
        for kind, before in (("system", system), ("external", external), ("parameter", parameter)):
            body = BODY.replace("When", "&e;When", 1) if kind == "external" else BODY
            made[f"{kind}-{codec}"] = declared(codec, before, body)
    for codec in ("utf-8", "utf-16"):
        hint = f'{ROOT}{XSI} xsi:schemaLocation="{NAMES["a"]} {target} urn:x {target}" '
        made[f"hint-{codec}"] = declared(codec, "", BODY.replace(ROOT, hint, 1))
        hint = f'{ROOT}{XSI} xsi:noNamespaceSchemaLocation="{target}" '
        made[f"bare-hint-{codec}"] = declared(codec, "", BODY.replace(ROOT, hint, 1))
        sheet = f'<?xml-stylesheet type="text/xsl" href="{target}"?>'
        model = f'<?xml-model href="{target}"?>'
        made[f"instructions-{codec}"] = declared(codec, sheet + model)
        include = f'<include xmlns="http://www.w3.org/2001/XInclude" href="{target}" parse="text"/>'
        made[f"include-{codec}"] = declared(
            codec, "", BODY.replace("<p eId=", f"{include}<p eId=", 1)
        )
        base = f'<p xml:base="{target}" eId='
        made[f"base-{codec}"] = declared(codec, "", BODY.replace("<p eId=", base, 1))
    return made


def schemas(target):
    """Schemas by their names."""
    head = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"'
    of = f'{head} targetNamespace="{NAMES["a"]}"'
    made = {
        f"{how}": f'{of}><xs:{how} schemaLocation="{target}"/></xs:schema>'
        for how in ("include", "redefine", "override")
    }
    made["import"] = f'{of}><xs:import namespace="urn:x" schemaLocation="{target}"/></xs:schema>'
    made["hint"] = f'{of} {XSI} xsi:schemaLocation="{NAMES["a"]} {target}"/>'
    made["type"] = f'<!DOCTYPE x SYSTEM "{target}">{head}/>'
    made["wildcard"] = (
        f'{of} elementFormDefault="qualified"><xs:element name="akomaNtoso"><xs:complexType>'
        '<xs:sequence><xs:any processContents="lax"/></xs:sequence>'
        "<xs:anyAttribute/></xs:complexType></xs:element></xs:schema>"
    )
    return made


@pytest.fixture
def folder(tmp_path):
    """A folder of documents and schemas that lead to a file outside it, which is there."""
    canary = tmp_path / "canary.xml"
    canary.write_text('<!ENTITY e "opened">')
    own = tmp_path / "own"
    own.mkdir()
    for name, data in hostile(canary.as_uri()).items():
        (own / f"{name}.xml").write_bytes(data)
    for name, text in schemas(canary.as_uri()).items():
        (own / f"{name}.xsd").write_text(text)
    (own / "remote.xml").write_bytes(hostile("http://127.0.0.1:9/canary.xml")["system-utf-16"])
    (own / "remote.xsd").write_text(schemas("http://127.0.0.1:9/canary.xml")["include"])
    return own


@pytest.mark.skipif(shutil.which("strace") is None, reason="there is no strace here")
def test_nothing_opens(tmp_path, folder):
    """What the documents name is never opened, and nobody is connected to."""
    log = tmp_path / "strace.log"
    calls = "trace=open,openat,connect,execve,socket"
    command = ["strace", "-f", "-e", calls, "-o", str(log), sys.executable, "-c", SCRIPT]
    done = subprocess.run([*command, str(folder)], capture_output=True, text=True, check=False)
    if "BEGIN" not in done.stderr and "ptrace" in done.stderr:
        pytest.skip("strace is not allowed to watch here")
    assert (0, "BEGIN\n") == (done.returncode, done.stderr)
    lines = log.read_text().splitlines()
    assert any("first.xml" in line for line in lines)  # or nothing was watched
    assert [] == [line for line in lines if "canary" in line or "connect(" in line]
    assert [] == [line for line in lines if "socket(AF_INET" in line]
