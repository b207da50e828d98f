"""The XSD of a user takes bounded time and memory, to compile and to validate against."""

import gc
import os
import threading
import time

import pytest

import parlq
from parlq.formats.akn.schemas import bounded_validation
from parlq.lint.engine import FileLinter
from parlq.lint.settings.settings import Settings
from parlq.problems import SchemaError

resource = pytest.importorskip("resource", reason="this system has no limits for processes")

HEAD = (
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:x:moot"'
    ' targetNamespace="urn:x:moot" elementFormDefault="qualified">'
)
#: What one call may take in all, of the processor; the bounds are 3 seconds and 2.
CPU = 8


def note(content):
    """A schema whose element `note` has this content."""
    return f'{HEAD}<xs:element name="note">{content}</xs:element></xs:schema>'


def sequence(*particles):
    """A type with these in a row."""
    return f"<xs:complexType><xs:sequence>{''.join(particles)}</xs:sequence></xs:complexType>"


def matching(pattern):
    """A type of text under a pattern."""
    return (
        '<xs:simpleType><xs:restriction base="xs:string">'
        f'<xs:pattern value="{pattern}"/></xs:restriction></xs:simpleType>'
    )


def extensions(count):
    """A chain of types, of which each extends the one before."""
    types = "".join(
        f'<xs:complexType name="t{n}"><xs:complexContent><xs:extension base="t{n - 1}">'
        f'<xs:sequence><xs:element name="e{n}"/></xs:sequence>'
        "</xs:extension></xs:complexContent></xs:complexType>"
        for n in range(1, count)
    )
    return (
        f'{HEAD}<xs:complexType name="t0"><xs:sequence><xs:element name="e0"/></xs:sequence>'
        f'</xs:complexType>{types}<xs:element name="note" type="t{count - 1}"/></xs:schema>'
    )


def substitutes(members, uses):
    """Elements that may stand for one another, wherever the first one may."""
    others = "".join(
        f'<xs:element name="s{n}" substitutionGroup="head" type="xs:string"/>'
        for n in range(members)
    )
    parts = "".join(
        f'<xs:element name="p{n}"/><xs:element ref="head" minOccurs="0"/>' for n in range(uses)
    )
    return (
        f'{HEAD}<xs:element name="head" type="xs:string"/>{others}'
        f'<xs:element name="note">{sequence(parts)}</xs:element></xs:schema>'
    )


OPTIONAL = [f'<xs:element name="e{n}" minOccurs="0"/>' for n in range(3000)]
ATTACKS = {
    "optional": note(sequence(*OPTIONAL)),
    "choices": note(
        sequence(*(f'<xs:choice minOccurs="0">{each}</xs:choice>' for each in OPTIONAL))
    ),
    "pattern": note(matching("a?" * 20_000)),
    "substitution": substitutes(3000, 3000),
    "extension": extensions(1500),
}


def validated(tmp_path, schema, *documents):
    """The problems of documents under a schema."""
    path = tmp_path / "own.xsd"
    if not path.exists() or path.read_text() != schema:
        path.write_text(schema)
    return [parlq.validate(each, format="akn", schema=str(path)) for each in documents]


@pytest.fixture
def watched():
    """Fails a test that takes much time of the processor, here or in processes that have ended."""

    def spent():
        return sum(
            sum(resource.getrusage(who)[:2])
            for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        )

    before = spent()
    yield
    bounded_validation._made.cache_clear()
    gc.collect()
    assert spent() - before < CPU


@pytest.mark.usefixtures("watched")
@pytest.mark.parametrize("what", ATTACKS)
def test_schemas_that_take_too_much_to_compile(tmp_path, what):
    """The schema is refused, with a reason that people understand."""
    with pytest.raises(SchemaError) as caught:
        validated(tmp_path, ATTACKS[what], b'<note xmlns="urn:x:moot"/>')
    assert f"the schema {tmp_path / 'own.xsd'} cannot be used: " in str(caught.value)
    reasons = (
        "takes more than 3 seconds",
        "takes more than 256 MB",
        "compiling it fails",
        "gives up",
    )
    assert any(reason in str(caught.value) for reason in reasons), str(caught.value)


@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="the system does not tell")
@pytest.mark.parametrize("memory", [40, 64, 90, 128])
@pytest.mark.parametrize("what", ["pattern", "substitution"])
def test_a_lack_of_memory_is_no_fault_of_the_schema(tmp_path, monkeypatch, what, memory):
    """Wherever memory ends, nothing untrue is said about the schema, such as that a pattern is invalid."""
    bounds = bounded_validation.Bounds(cpu=3, memory=memory)
    monkeypatch.setattr(bounded_validation, "_COMPILING", bounds)
    with pytest.raises(SchemaError, match=r"takes more than|compiling it fails|gives up"):
        validated(tmp_path, ATTACKS[what], b'<note xmlns="urn:x:moot"/>')


def test_a_schema_that_is_wrong_is_told_what_is_wrong(tmp_path):
    """A pattern that is invalid is named as such."""
    with pytest.raises(SchemaError, match="pattern"):
        validated(tmp_path, note(matching("(a")), b'<note xmlns="urn:x:moot"/>')


#: Texts that each take long to match, though the pattern takes no time to compile.
SLOW = (
    note(
        sequence(
            '<xs:element name="p" maxOccurs="unbounded">'
            + matching("(a|aa|a?)*b")
            + "</xs:element>"
        )
    ),
    b'<note xmlns="urn:x:moot">' + 500 * (b"<p>" + b"a" * 32 + b"</p>") + b"</note>",
)


@pytest.mark.usefixtures("watched")
def test_schemas_that_take_too_much_to_validate(tmp_path):
    """The document has a problem, and the next one is validated."""
    long, good = validated(tmp_path, SLOW[0], SLOW[1], b'<note xmlns="urn:x:moot"><p>x</p></note>')
    ((rule, message),) = [(each.rule, each.message) for each in long]
    assert "PQ104" == rule
    assert message.endswith("own.xsd takes more than 2 seconds")
    assert ["PQ205"] == [each.rule for each in good]


def test_a_schema_that_fails_often_is_given_up(tmp_path, monkeypatch):
    """Many documents do not take the bound each."""
    monkeypatch.setattr(bounded_validation, "_VALIDATING", bounded_validation.Bounds(cpu=1))
    before = time.monotonic()
    first, *_, last = validated(tmp_path, SLOW[0], *[SLOW[1]] * 30)
    assert "takes more than 1 seconds" in first[0].message
    assert "has failed on 3 other documents" in last[0].message
    assert ["PQ104"] == [each.rule for each in last]
    assert time.monotonic() - before < 60


def test_documents_below_the_bound_have_one_for_all_of_them(tmp_path, monkeypatch):
    """A schema that takes long for each of many documents is given up, unless limits are raised."""
    monkeypatch.setattr(bounded_validation, "_ORDINARY", 0.01)
    monkeypatch.setattr(bounded_validation, "_TOGETHER", 0.05)
    fast = b'<note xmlns="urn:x:moot"><p>x</p></note>'
    slow = b'<note xmlns="urn:x:moot">' + 20 * (b"<p>" + b"a" * 28 + b"</p>") + b"</note>"
    *first, last = validated(tmp_path, SLOW[0], fast, *[slow] * 20, fast)
    assert ["PQ205"] == [each.rule for each in first[0]]
    ((rule, message),) = [(each.rule, each.message) for each in last]
    assert "PQ104" == rule
    assert "takes more than 0.01 seconds for each of many documents" in message
    (problem,) = parlq.validate(
        fast, format="akn", schema=str(tmp_path / "own.xsd"), limits=parlq.Limits(unbounded=True)
    )
    assert "PQ205" == problem.rule
    bounded_validation._made.cache_clear()


def test_a_verdict_that_libxml2_does_not_reach(tmp_path):
    """It is a problem that says so; it is neither valid nor invalid."""
    schema = note(matching("(a|aa|a?)*b"))
    ((problem,),) = validated(
        tmp_path, schema, b'<note xmlns="urn:x:moot">%b</note>' % (b"a" * 3000)
    )
    assert "PQ104" == problem.rule
    assert "libxml2 gives up" in problem.message or "takes more than" in problem.message


def test_the_validator_goes_on(tmp_path):
    """A file whose validation is stopped fails alone; a schema beyond bounds stops the run."""
    (tmp_path / "own.xsd").write_text(SLOW[0])
    (tmp_path / "long.xml").write_bytes(SLOW[1])
    (tmp_path / "bad.xml").write_bytes(b'<note xmlns="urn:x:moot"><p>x</p></note>')
    settings = Settings(
        paths=(str(tmp_path),), schema=str(tmp_path / "own.xsd"), input_format="akn"
    )
    linter = FileLinter(settings)
    rules = [
        [each.rule for each in linter(str(tmp_path / name)).problems]
        for name in ("long.xml", "bad.xml")
    ]
    assert [["PQ104"], ["PQ205"]] == rules
    (tmp_path / "own2.xsd").write_text(ATTACKS["optional"])
    with pytest.raises(SchemaError, match="compiling it takes more than 3 seconds"):
        FileLinter(Settings(paths=(str(tmp_path),), schema=str(tmp_path / "own2.xsd")))


PLAIN = note(sequence('<xs:element name="p" type="xs:int" maxOccurs="unbounded"/>'))


def process_of(path):
    """The process that waits with a schema."""
    (service,) = bounded_validation.schema_of(str(path))._free
    return service._process


def test_one_process_takes_many_documents(tmp_path):
    """It is not started again, and ends when nobody needs it."""
    document = b'<note xmlns="urn:x:moot"><p>1</p><p>x</p></note>'
    validated(tmp_path, PLAIN, document)
    first = process_of(tmp_path / "own.xsd")
    found = validated(tmp_path, PLAIN, *[document] * 50)
    assert 50 * [["PQ205"]] == [[each.rule for each in one] for one in found]
    assert first is process_of(tmp_path / "own.xsd")
    bounded_validation._made.cache_clear()
    gc.collect()
    assert first.returncode is not None


def test_a_process_that_died_is_replaced(tmp_path):
    """One document has a problem that says so; the next one is validated."""
    document = b'<note xmlns="urn:x:moot"><p>x</p></note>'
    validated(tmp_path, PLAIN, document)
    for end, why in (("kill", "its process was killed"), ("terminate", "ended with status")):
        getattr(process_of(tmp_path / "own.xsd"), end)()
        (lost,), (found,) = validated(tmp_path, PLAIN, document, document)
        assert ("PQ104", "PQ205") == (lost.rule, found.rule)
        assert why in lost.message


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_a_forked_process_has_its_own(tmp_path):
    """It does not talk to the process of the one it was forked from, nor end it."""
    document = b'<note xmlns="urn:x:moot"><p>x</p></note>'
    validated(tmp_path, PLAIN, document)
    theirs = process_of(tmp_path / "own.xsd")
    child = os.fork()
    if not child:
        code = 1
        try:
            found = validated(tmp_path, PLAIN, document)
            own = process_of(tmp_path / "own.xsd")
            code = (
                0 if ["PQ205"] == [each.rule for each in found[0]] and own.pid != theirs.pid else 2
            )
            bounded_validation._made.cache_clear()
            gc.collect()
        finally:
            os._exit(code)
    assert 0 == os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert theirs.poll() is None
    assert ["PQ205"] == [each.rule for each in validated(tmp_path, PLAIN, document)[0]]


def test_threads_do_not_share_a_process(tmp_path):
    """Each gets the faults of its own document."""
    (tmp_path / "own.xsd").write_text(PLAIN)
    wrong = []

    def work(number):
        data = b'<note xmlns="urn:x:moot"><p>bad%d</p></note>' % number
        for _ in range(20):
            (problem,) = parlq.validate(data, format="akn", schema=str(tmp_path / "own.xsd"))
            if f"'bad{number}'" not in problem.message:
                wrong.append(problem)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [] == wrong
    assert (
        len(bounded_validation.schema_of(str(tmp_path / "own.xsd"))._free)
        <= bounded_validation._IDLE
    )


def test_large_documents_get_more(tmp_path):
    """Bounds grow with the document: one of very many elements is validated in full."""
    many = b'<note xmlns="urn:x:moot">' + b"<p>1</p>" * 400_000 + b"<p>x</p></note>"
    (found,) = validated(tmp_path, PLAIN, many)
    assert [("PQ205", 1)] == [(each.rule, each.line) for each in found]


def test_raised_limits_raise_these(tmp_path):
    """A large schema that is trusted compiles."""
    (tmp_path / "own.xsd").write_text(extensions(700))
    document, limits = b'<note xmlns="urn:x:moot"/>', parlq.Limits(unbounded=True)
    with pytest.raises(SchemaError):
        parlq.validate(document, format="akn", schema=str(tmp_path / "own.xsd"))
    (problem,) = parlq.validate(
        document, format="akn", schema=str(tmp_path / "own.xsd"), limits=limits
    )
    assert "PQ205" == problem.rule
    bounded_validation._made.cache_clear()


def test_a_schema_is_the_one_that_is_there(tmp_path, monkeypatch):
    """Neither another folder's of the same name is used, nor what the file held before."""
    document = b'<note xmlns="urn:x:moot"><p>x</p></note>'
    names = note(sequence('<xs:element name="p" type="xs:string"/>'))
    found = []
    for folder, schema in (("a", PLAIN), ("b", names), ("b", PLAIN), ("a", names)):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / "own.xsd").write_text(schema)
        monkeypatch.chdir(tmp_path / folder)
        problems = parlq.validate(document, format="akn", schema="own.xsd")
        found.append("PQ205" in [each.rule for each in problems])
    assert [True, False, True, False] == found
