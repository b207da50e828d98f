"""Everything public gives the same in threads as alone, also where it is used for the first time.

Run as a program, this file does in threads what the tests do, in a process that has done nothing yet.
"""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

import parlq
from parlq import merging
from parlq.lint import fixes, formatting, suppression
from parlq.model import LanguageVariant, Paragraph, Question, Reference
from parlq.testing import corpus

THREADS = 8
PAGE = b"""Question for written answer E-000101/2021
to the Commission
Rule 138
Ada Lindgaard (Green Delta)

Subject: Ferry timetables

When do the ferries sail?
"""
GENERIC = b"""<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><debate name="sitting">
<meta><identification source="#clerk"><FRBRWork><FRBRthis value="/akn/xa/debate/2031-03-04/!main"/>
<FRBRuri value="/akn/xa/debate/2031-03-04"/><FRBRdate date="2031-03-04" name="x"/><FRBRauthor
href="#clerk"/><FRBRcountry value="xa"/></FRBRWork><FRBRExpression><FRBRthis value="/a"/><FRBRuri
value="/a"/><FRBRdate date="2031-03-04" name="x"/><FRBRauthor href="#clerk"/><FRBRlanguage
language="eng"/></FRBRExpression></identification><references source="#clerk"><TLCPerson eId="ada"
href="https://moot.example/ada" showAs="Ada Lind"/></references></meta><debateBody><debateSection
name="ferries"><question by="#ada"><p>When do <u>they</u> sail?</p></question></debateSection>
</debateBody></debate></akomaNtoso>"""
XSD = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified"
  targetNamespace="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">
  <xs:element name="akomaNtoso"><xs:complexType><xs:sequence>
  <xs:any processContents="skip"/></xs:sequence>
  <xs:attribute name="wanted" use="required"/></xs:complexType></xs:element></xs:schema>"""


def question(number, words="When do the ferries sail?"):
    """A question of one paragraph."""
    text = LanguageVariant(language="en", body=(Paragraph(content=words),))
    return Question(reference=Reference.parse(f"E-{number:06}/2021"), variants=(text,))


def documents():
    """Data by names, each with the name of its format."""
    dossier = next(corpus(1, seed=6, kind="dossier"))
    xml = parlq.dumps(dossier, format="akn")
    text = parlq.dumps(dossier, format="json")
    small = parlq.dumps(question(1), format="akn")
    made = {
        "akn": xml,
        "akn spelled otherwise": xml.replace(b"\n  <", b"\n\t<"),
        "akn with an attribute": small.replace(b"<FRBRlanguage ", b'<FRBRlanguage foo="x" ', 1),
        "akn with two attributes": small.replace(b"<p ", b'<p foo="x" ', 1).replace(
            b"</p>", b'<b bar="y">z</b></p>', 1
        ),
        "akn with an element": small.replace(b"<p ", b"<z/><p ", 1),
        "akn that disagrees": small.replace(b"2021/", b"2022/").replace(b"-2021", b"-2022", 1),
        "akn with a comment": small.replace(b"<p ", b"<!-- parlq: ignore PQ201 --><p ", 1),
        "akn that is large": small.replace(
            b"<p ", b"".join(b'<p eId="x_%d">x</p>' % n for n in range(2500)) + b'<p foo="x" ', 1
        ),
        "akn of others": GENERIC,
        "akn that is torn": xml[:-20],
        "akn with a type": xml.replace(b"<akomaNtoso", b"<!DOCTYPE x><akomaNtoso", 1),
        "akn in utf-16": small.decode().replace("UTF-8", "UTF-16").encode("utf-16"),
        "json": text,
        "json with a key": text.replace(b"{", b'{"x": 1, ', 1),
        "json that is torn": text[:-20],
        "page": PAGE,
    }
    found = {name: (name.partition(" ")[0], data) for name, data in made.items()}
    for name in ("csv", "jsonld", "turtle", "rdfxml", "ntriples"):
        found[name] = (name, parlq.dumps(dossier, format=name))
        found[f"{name} that is torn"] = (name, found[name][1][:-200])
    return found


def told(problems):
    """Problems as text, in all that they hold."""
    return [repr(problem) for problem in problems]


def read(data, name, strict):
    """What reading gives, and what is written of it."""
    reading = parlq.read(data, format=name, strict=strict, file="a")
    place = reading.locate(("variants", 0, "body", 0))
    return repr(reading.value), told(reading.problems), repr(place)


def loaded(data, name):
    """What `loads` gives, or why not."""
    try:
        return repr(parlq.loads(data, format=name))
    except parlq.InputError as error:
        return str(error)


def converted(data, name, other):
    """A document in another format, or why it cannot be there."""
    try:
        return parlq.dumps(parlq.loads(data, format=name), format=other).decode()
    except parlq.InputError as error:
        return str(error)


def merged():
    """What becomes of several documents about the same."""
    made = merging.merge([question(1), question(1), question(2, "And back?")])
    return repr(made.value), told(made.problems)


def fixed(data, name):
    """What `--fix` makes of data."""
    return repr(fixes.edits(data, parlq.validate(data, format=name), name))


def formatted(data, name):
    """What `parlq format` makes of data, and what its comments ask for."""
    asked = suppression.suppressions(data, name)
    return repr(formatting.formatted(data, format=name)), asked is None


def tasks(folder):
    """What is done, by names; each gives something to compare."""
    found = {"merge": merged}
    for what, (name, data) in documents().items():
        for strict in (True, False):
            mode = "strictly" if strict else "leniently"
            found[f"read {what} {mode}"] = partial(read, data, name, strict)
            validated = partial(parlq.validate, data, format=name, strict=strict)
            found[f"validate {what} {mode}"] = lambda run=validated: told(run())
        found[f"load {what}"] = partial(loaded, data, name)
        if name in {"akn", "json"}:
            found[f"fix {what}"] = partial(fixed, data, name)
            found[f"format {what}"] = partial(formatted, data, name)
        if what == name:
            for other in ("akn", "json", "jsonld", "turtle"):
                found[f"{what} to {other}"] = partial(converted, data, name, other)
        if name == "akn":
            for schema in (str(folder / "own.xsd"), "akn"):
                held = partial(parlq.validate, data, format=name, schema=schema)
                found[f"{what} under {schema[-7:]}"] = lambda run=held: told(run())
    return found


def outcome(run):
    """What a task gives; an error is no more than another outcome here."""
    try:
        return json.dumps(run())
    except Exception as error:  # noqa: BLE001 # whatever a thread causes
        return repr(error)


def in_threads(runs, times=1):
    """Run each task in every thread, each thread in an order of its own; all outcomes by names."""
    names = list(runs)
    seen = {name: Counter() for name in names}
    begin, lock = threading.Barrier(THREADS), threading.Lock()

    def work(number):
        start = number * len(names) // THREADS
        begin.wait()
        for name in (names[start:] + names[:start]) * times:
            found = outcome(runs[name])
            with lock:
                seen[name][found] += 1

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(THREADS) as pool:
            list(pool.map(work, range(THREADS)))
    finally:
        sys.setswitchinterval(before)
    return seen


def differing(folder):
    """The tasks that do not always give in threads what they give alone, with what they give."""
    (folder / "own.xsd").write_text(XSD)
    runs = tasks(folder)
    seen = in_threads(runs)
    wrong = {}
    for name, run in runs.items():
        alone = outcome(run)
        if set(seen[name]) != {alone}:
            wrong[name] = [each for each in seen[name] if each != alone][:1]
    return wrong


def test_everything_in_threads(tmp_path):
    """Reading, validating, writing and merging give the same in threads as alone, in all formats."""
    assert {} == differing(tmp_path)


def test_everything_for_the_first_time_in_threads(tmp_path):
    """The same where nothing has been compiled, imported or remembered yet."""
    # Should a library crash, the threads are shown where they were.
    command = [sys.executable, "-X", "faulthandler", __file__, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (0, "{}\n") == (done.returncode, done.stdout), done.stderr[-6000:]


@pytest.mark.parametrize("call", ["validate", "read", "loads"])
def test_invalid_xml_is_never_valid(call):
    """Two thousand calls in eight threads find the one fault, each time the same."""
    _, data = documents()["akn with an attribute"]
    run = {
        "validate": lambda: told(parlq.validate(data)),
        "read": lambda: told(parlq.read(data).problems),
        "loads": lambda: loaded(data, "akn"),
    }[call]
    alone = json.dumps(run())
    assert "PQ201" in alone
    assert {"invalid": {alone: 2000}} == in_threads({"invalid": run}, 2000 // THREADS)


def found_in(reading, paths):
    """The places of some paths."""
    return [repr(reading.locate(path)) for path in paths]


def test_one_reading_in_threads():
    """Threads that ask one reading for places get the right ones."""
    data = parlq.dumps(next(corpus(1, seed=6, kind="dossier")), format="akn")
    for source, strict in ((data, True), (data.replace(b"<p ", b"<p  "), True), (GENERIC, False)):
        fields = ("date", "authors", "variants", "reference")
        paths = [(stem, 0, field) for stem in ("questions", "answers") for field in fields]
        paths += [("variants", 0, "body", n) for n in range(3)]
        expected = found_in(parlq.read(source, strict=strict), paths)
        for _ in range(20):
            reading = parlq.read(source, strict=strict)
            run = partial(found_in, reading, paths)
            assert {"locate": {json.dumps(expected): THREADS}} == in_threads({"locate": run})


def test_files_are_written_in_threads(tmp_path):
    """Each thread writes its files whole, one file of all threads too."""
    count = itertools.count()

    def write():
        number = next(count)
        for path in (tmp_path / f"{number}.json", tmp_path / "all.xml"):
            parlq.dump(question(1), path)
        return [parlq.load(path) == question(1) for path in tmp_path.glob("[a0-9]*")]

    (outcomes,) = in_threads({"write": write}, 4).values()
    assert not [each for each in outcomes if "false" in each or "[" not in each]
    assert 4 * THREADS + 1 == len(list(tmp_path.iterdir()))


if __name__ == "__main__":
    print(differing(Path(sys.argv[1])))
