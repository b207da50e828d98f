"""Reading JSON: every kind of error with its pointer, line and column; what is read, and what kept."""

import datetime as dt
import json

import pytest

from parlq.formats import json as jsonformat
from parlq.formats.json import migrations, strict_reader
from parlq.limits import Limits
from parlq.model import Answer, Datatype, Dossier, LanguageVariant, Paragraph, Question, Reference
from parlq.problems import LISTED, InputError

QUESTION = Question(
    reference=Reference.parse("E-000101/2021"),
    term=9,
    variants=(LanguageVariant(language="en", body=(Paragraph(content="När går färjan?"),)),),
)
Q = jsonformat.dumps(QUESTION).decode()
HEAD = '{"schema_version": "1.0", "type": "question"'


def found(text, **options):
    """Rule, line, column and pointer of each problem."""
    problems = jsonformat.read(text, file="x.json", **options).problems
    assert {"x.json"} == {problem.file for problem in problems}
    return [(p.rule, p.line, p.column, p.path) for p in problems]


#: What stands behind the head, `‸` before what is at fault; rule, pointer, piece of the message.
#: Where nothing is marked, it is the document.
ERRORS = [
    (', "term": ‸"9"}', "PQ304", "/term", "must be an integer, not a string"),
    (', "term": ‸9.0}', "PQ304", "/term", "must be an integer, not a number"),
    (', "term": ‸true}', "PQ304", "/term", "must be an integer, not a boolean"),
    (', "term": ‸null}', "PQ304", "/term", "must be an integer, not null"),
    (', "term": ‸0}', "PQ304", "/term", "must be from 1 to 999, not 0"),
    (', "term": ‸999999999999999999999999999999}', "PQ304", "/term", "must be an integer"),
    (', "date": ‸"2021-3-4"}', "PQ304", "/date", "must be a date such as"),
    (', "date": ‸"2021-02-30"}', "PQ304", "/date", "must be a date such as"),
    (', "date": ‸"0001-01-01"}', "PQ304", "/date", "unknown date"),
    (', "date": ‸"2021-03-04T00:00:00Z"}', "PQ304", "/date", "must be a date"),
    (', "kind": ‸"verbal"}', "PQ304", "/kind", "must be one of written, priority"),
    (', "kind": "other"}', "PQ304", "", "kind_code: must be stated for other"),
    (', "reference": ‸"E-101/2021"}', "PQ304", "/reference", "in its normal form"),
    (', "reference": ‸"none"}', "PQ304", "/reference", "not a reference"),
    (', "authors": ‸{}}', "PQ304", "/authors", "must be an array, not an object"),
    (', "authors": [‸[]]}', "PQ304", "/authors/0", "must be an object, not an array"),
    (', "authors": [‸{}]}', "PQ304", "/authors/0", "at least one of name, uri"),
    (', "authors": [{"name": ‸""}]}', "PQ304", "/authors/0/name", "must not be empty"),
    (r', "authors": [{"name": ‸"\u0001"}]}', "PQ304", "/authors/0/name", "U+0001"),
    (r', "authors": [{"name": ‸"\uffff"}]}', "PQ304", "/authors/0/name", "U+FFFF"),
    (', "authors": [{"name": "A", "uri": ‸"b"}]}', "PQ304", "/authors/0/uri", "URI"),
    (', "identifiers": [‸{"scheme": "a"}]}', "PQ305", "/identifiers/0", "'value' is missing"),
    (', ‸"colour": 1}', "PQ303", "/colour", "unknown key 'colour'"),
    (', ‸"a/b~c": 1}', "PQ303", "/a~1b~0c", "unknown key 'a/b~c'"),
    (', "authors": [{"name": "A", ‸"age": 1}]}', "PQ303", "/authors/0/age", "'age'"),
    (', "term": 1, ‸"term": 9}', "PQ302", "/term", "duplicate key"),
    (r', "term": 9, ‸"\u0074erm": 9}', "PQ302", "/term", "duplicate key"),
    (', "original_languages": [‸"english"]}', "PQ304", "/original_languages/0", 'mean "en"?'),
    (', "original_languages": ‸["EN", "en"]}', "PQ304", "/original_languages", "twice"),
    (', ‸"original_languags": ["en"]}', "PQ303", "/original_languags", "'original_languages'?"),
    (', ‸"onBehalfOf": []}', "PQ303", "/onBehalfOf", "did you mean 'on_behalf_of'?"),
    (', "$schema": ‸1}', "PQ304", "/$schema", "address of a JSON Schema"),
    (', "original_languages": ‸["en", "en"]}', "PQ304", "/original_languages", "twice"),
    (', "parliament": ‸"EP"}', "PQ304", "/parliament", "a parliament such as"),
    (', ‸"answers_to": []}', "PQ303", "/answers_to", "unknown key"),
    (', "variants": [‸{}]}', "PQ305", "/variants/0", "'language' is missing"),
    (
        ', "variants": [{"language": "en", "completeness": ‸"full"}]}',
        "PQ304",
        "/variants/0/completeness",
        "absent exactly when there is no body",
    ),
    (
        ', "variants": ‸[{"language": "en"}, {"language": "en"}]}',
        "PQ304",
        "/variants",
        "two variants",
    ),
    (
        ', "variants": [{"language": "en", "body": [‸"a"]}]}',
        "PQ304",
        "/variants/0/body/0",
        "must be an object, not a string",
    ),
    (
        ', "variants": [{"language": "en", "body": [‸{"type": "blink"}]}]}',
        "PQ304",
        "/variants/0/body/0",
        "type must be one of paragraph",
    ),
    (
        ', "variants": [{"language": "en", "body": [{"type": "paragraph", "content": [‸""]}]}]}',
        "PQ304",
        "/variants/0/body/0/content/0",
        "must not be empty",
    ),
    (
        ', "events": [‸{"kind": "other"}]}',
        "PQ304",
        "/events/0",
        "must be stated when kind is other",
    ),
    (
        ', "publications": [{"name": "OJ", "date": ‸"1.6.2021"}]}',
        "PQ304",
        "/publications/0/date",
        "must be a date",
    ),
]


@pytest.mark.parametrize(
    ("tail", "rule", "path", "piece"), ERRORS, ids=[f"{e[1]}{e[3]}" for e in ERRORS]
)
def test_error_has_its_place(tail, rule, path, piece):
    """An error is reported once, with its rule, pointer and column, in words."""
    marked = HEAD + tail
    (problem,) = jsonformat.read(marked.replace("‸", "")).problems
    column = marked.find("‸") + 1 or 1
    assert (rule, 1, column, path) == (problem.rule, problem.line, problem.column, problem.path)
    assert piece in problem.message


def test_errors_come_all_at_once_in_the_order_of_the_text():
    """One reading tells everything that is wrong, line by line."""
    text = HEAD + ',\n"term": 0,\n"colour": 1,\n"authors": [{}, {"name": "é", "x": 1}],\n"rule": 3}'
    expected = [
        ("PQ304", 2, 9, "/term"),
        ("PQ303", 3, 1, "/colour"),
        ("PQ304", 4, 13, "/authors/0"),
        ("PQ303", 4, 31, "/authors/1/x"),
        ("PQ304", 5, 9, "/rule"),
    ]
    assert expected == found(text)


@pytest.mark.parametrize(
    ("text", "rule", "line", "column"),
    [
        ("", "PQ106", 1, None),
        (" \n", "PQ106", 1, None),
        ("\ufeff", "PQ106", 1, None),
        ("{", "PQ301", 1, 2),
        ('{"é": 1,\n "b"}', "PQ301", 2, 5),
        ("{'a': 1}", "PQ301", 1, 2),
        ('{"a": NaN}', "PQ301", 1, 7),
        ('{"a": 1e999}', "PQ301", 1, 7),
        ('{"a": 01}', "PQ301", 1, 8),
        ('{"a": "\t"}', "PQ301", 1, 8),
        ('{"a": "\0"}', "PQ301", 1, 8),
        ('{"a": "\\ud800"}', "PQ301", 1, 14),
        ("[1, 2,]", "PQ301", 1, 7),
        ("{} {}", "PQ301", 1, 4),
        ("// note\n{}", "PQ301", 1, 1),
        ('{"a": "\ud800"}', "PQ102", 1, 8),
        (b'{"a":\n"\xe9"}', "PQ102", 2, 2),
        ("{}".encode("utf-16"), "PQ102", 1, None),
        ("{}".encode("utf-16-le"), "PQ102", 1, None),
        ("{}".encode("utf-32"), "PQ102", 1, None),
        ("3", "PQ304", 1, 1),
        ("[]", "PQ304", 1, 1),
        ("null", "PQ304", 1, 1),
    ],
)
def test_what_is_no_document_is_refused(text, rule, line, column):
    """Text that is not JSON, or no object, is refused with one problem."""
    (problem,) = jsonformat.read(text).problems
    assert (rule, line) == (problem.rule, problem.line)
    if rule != "PQ301":
        assert column == problem.column
    else:
        assert problem.column is not None


@pytest.mark.parametrize(
    ("head", "rule", "path", "piece"),
    [
        ('{"type": "question"}', "PQ305", "", 'add "schema_version"'),
        ('{"schema_version": 1, "type": "question"}', "PQ304", "/schema_version", "such as 1.0"),
        ('{"schema_version": "1", "type": "question"}', "PQ304", "/schema_version", "such as 1.0"),
        ('{"schema_version": "1.1", "type": "question"}', "PQ306", "/schema_version", "newer"),
        (
            '{"schema_version": "2.0", "x": 1}',
            "PQ306",
            "/schema_version",
            "update parlq to read it",
        ),
        ('{"schema_version": "0.9", "type": "question"}', "PQ307", "/schema_version", "older"),
        ('{"schema_version": "01.0", "x": 1}', "PQ304", "/schema_version", "such as 1.0"),
        ('{"schema_version": "-1.0", "x": 1}', "PQ304", "/schema_version", "such as 1.0"),
        ('{"schema_version": "1_0.0", "x": 1}', "PQ304", "/schema_version", "such as 1.0"),
        ('{"schema_version": " 1.0\\n", "x": 1}', "PQ304", "/schema_version", "such as 1.0"),
        ('{"schema_version": "1.\u0661", "x": 1}', "PQ304", "/schema_version", "such as 1.0"),
        ('{"schema_version": "1.0"}', "PQ305", "", "type must be one of question"),
        ('{"schema_version": "1.0", "type": "reply"}', "PQ305", "/type", "answer, dossier"),
        ('{"schema_version": "1.0", "type": 7}', "PQ305", "/type", "answer, dossier"),
    ],
)
def test_versions_and_types_are_told(head, rule, path, piece):
    """A document of another version is refused as such, not for its unknown keys."""
    (problem,) = jsonformat.read(head).problems
    assert (rule, path) == (problem.rule, problem.path)
    assert piece in problem.message


def test_older_version_is_migrated_on_request(monkeypatch):
    """Each step brings a document one version on; none is taken unasked."""
    steps = {
        "0.8": ("0.9", lambda d: {**d, "term": d["legislature"]}),
        "0.9": ("1.0", lambda d: {key: value for key, value in d.items() if key != "legislature"}),
    }
    monkeypatch.setattr(migrations, "STEPS", steps)
    old = '{"schema_version": "0.8", "type": "question", "legislature": 9}'
    assert ["PQ307"] == [rule for rule, *_ in found(old)]
    assert Question(term=9) == jsonformat.loads(old, migrate=True)


def test_version_that_never_was_is_refused():
    """Migration needs a step from the version that the document names."""
    text = '{"schema_version": "0.1", "type": "question"}'
    (problem,) = jsonformat.read(text, migrate=True).problems
    assert ("PQ307", "unknown schema version 0.1; expected 1.0") == (problem.rule, problem.message)


def test_migrating_what_is_up_to_date_changes_nothing():
    """A document of today's version is read as it is."""
    assert QUESTION == jsonformat.loads(Q, migrate=True)


@pytest.mark.parametrize(
    "data",
    [
        Q,
        Q.encode(),
        Q.encode("utf-8-sig"),
        json.dumps(json.loads(Q)),
        json.dumps(json.loads(Q), indent="\t").replace("\n", "\r\n"),
        json.dumps(dict(reversed(json.loads(Q).items()))),
        "".join(f"\\u{ord(c):04x}" if c in "äå" else c for c in Q),
        Q.replace('"term"', '"t\\u0065rm"'),
        Q.replace('"term":', '"term"  :'),
    ],
    ids=["str", "bytes", "bom", "ascii", "tabs", "order", "escapes", "escaped-key", "blanks"],
)
def test_every_spelling_of_the_same_json_is_read(data):
    """Escapes, blanks, the order of keys and a byte order mark do not matter."""
    assert QUESTION == jsonformat.loads(data)


def test_surrogate_pairs_are_characters():
    """An escaped pair is the character that it stands for."""
    assert "\U0001f4dc" == jsonformat.loads(HEAD + r', "rule": "\ud83d\udcdc"}').rule


@pytest.mark.parametrize("levels", [64, 100, 250, 400, 1_020, 10_000, 100_000])
def test_deep_nesting_is_refused(levels):
    """Lists in lists are refused with a place, however deep, strictly or not."""
    inner = '[{"type": "list", "items": [{"content": ' * levels + "[]" + "}]}]" * levels
    text = HEAD + f', "variants": [{{"language": "en", "body": {inner}}}]}}'
    for strict in (True, False):
        (problem,) = jsonformat.read(text, strict=strict).problems
        assert ("PQ105", 1, True) == (problem.rule, problem.line, "deep" in problem.message)
        assert problem.column is not None


@pytest.mark.parametrize("levels", [128, 200, 900, 100_000])
def test_deep_unknown_values_are_refused(levels):
    """What is not known is not kept at any depth."""
    (problem,) = jsonformat.read(
        HEAD + f', "x": {"[" * levels}{"]" * levels}}}', strict=False
    ).problems
    assert ("PQ105" if levels > 129 else "PQ303") == problem.rule


def test_sixty_levels_are_read():
    """What the model can hold is not too deep."""
    inline = "x"
    for _ in range(59):
        inline = {"type": "bold", "content": [inline]}
    body = [{"type": "paragraph", "content": [inline]}]
    document = {
        "schema_version": "1.0",
        "type": "dossier",
        "questions": [{"type": "question", "variants": [{"language": "en", "body": body}]}],
        "extra": 1,
    }
    text = json.dumps(document)
    assert "x" == jsonformat.loads(text, strict=False).questions[0].variants[0].text()


def test_size_is_bounded():
    """An input beyond the limit is not parsed."""
    assert [("PQ104", 1, None, None)] == found(Q, limits=Limits(size=10))


def test_thousands_of_errors_take_linear_time():
    """A document with many unknown and doubled keys is judged; the first errors are listed."""
    keys = ", ".join(f'"k{number}": 1' for number in range(5_000))
    text = f'{HEAD}, "a": 1, {keys}, "a": 2}}'
    problems = jsonformat.read(text).problems
    assert LISTED + 2 == len(problems)
    (rest,) = [problem for problem in problems if "not listed" in problem.message]
    assert ("PQ303", "4001 more problems") == (rest.rule, rest.message[:18])
    assert {1} == {problem.line for problem in problems}


def kept(text):
    """Name, value and path of what tolerant reading kept."""
    reading = jsonformat.read(text, strict=False)
    assert not reading.failed, reading.problems
    assert {("PQ303", "warning")} == {(p.rule, p.severity) for p in reading.problems}
    assert {Datatype.JSON} == {fact.datatype for fact in reading.value.extensions}
    return [(fact.name, fact.value, fact.path) for fact in reading.value.extensions]


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        ('"colour": "red"', ("colour", '"red"', "/colour")),
        ('"a/b~": null', ("a/b~", "null", "/a~1b~0")),
        ('"": true', ("(empty)", "true", "/")),
        ('"n": 1.10', ("n", "1.10", "/n")),
        ('"n": 1E5', ("n", "1E5", "/n")),
        (f'"n": {"7" * 40}', ("n", "7" * 40, "/n")),
        ('"n": [1, {"é": [2.50]}]', ("n", '[1,{"é":[2.50]}]', "/n")),
        (r'"n": "\u0001\uffff\n"', ("n", r'"\u0001\uffff\n"', "/n")),
        ('"n": "\uffff"', ("n", r'"\uffff"', "/n")),
        (r'"k\u0001": 1', (r"k\u0001", "1", r"/k\u0001")),
    ],
)
def test_unknown_keys_are_kept_as_they_are_spelled(member, expected):
    """Tolerant reading keeps unknown keys, numbers digit by digit, with their pointer."""
    text = f"{HEAD}, {member}}}"
    assert [expected] == kept(text)
    value = jsonformat.loads(text, strict=False)
    assert value == jsonformat.loads(jsonformat.dumps(value))


def test_unknown_keys_go_to_the_nearest_owner():
    """A key inside a variant is kept with the variant, one inside an author with the work."""
    text = HEAD + (
        ', "authors": [{"name": "A", "age": 40}],'
        ' "variants": [{"language": "en", "mood": "dry", "legal_notice": {"label": "L", "x": 1}}]}'
    )
    question = jsonformat.loads(text, strict=False)
    assert ["/authors/0/age"] == [fact.path for fact in question.extensions]
    paths = [fact.path for fact in question.variants[0].extensions]
    assert ["/variants/0/mood", "/variants/0/legal_notice/x"] == paths


def test_tolerance_is_for_keys_only():
    """A wrong value is an error in tolerant reading, too."""
    reading = jsonformat.read(HEAD + ', "term": 0, "x": 1}', strict=False)
    assert [("PQ304", "error"), ("PQ303", "warning")] == [
        (problem.rule, problem.severity) for problem in reading.problems
    ]
    assert reading.value is None


def test_dictionaries_go_both_ways():
    """`from_dict` takes what `to_dict` gives."""
    for value in (QUESTION, Answer(), Dossier(questions=(QUESTION,))):
        made = jsonformat.to_dict(value)
        assert value == jsonformat.from_dict(made)
        assert json.loads(jsonformat.dumps(value)) == made


def test_dictionaries_are_read_strictly():
    """Errors of a dictionary have a pointer and no line."""
    with pytest.raises(InputError) as caught:
        jsonformat.from_dict({"schema_version": "1.0", "type": "question", "term": 0, "x": 1})
    assert {("PQ304", "/term", None), ("PQ303", "/x", None)} == {
        (problem.rule, problem.path, problem.line) for problem in caught.value.problems
    }


@pytest.mark.parametrize("value", [None, [], "a", {}, {"schema_version": "1.0", "type": []}])
def test_what_is_no_document_is_no_dictionary_either(value):
    """Anything else is refused as input, not as a mistake of the program."""
    with pytest.raises(InputError):
        jsonformat.from_dict(value)


#: Errors that only parlq itself can cause, whatever the input states.
BUGS = [NameError("a name"), KeyError("date"), TypeError("a type"), MemoryError(), ValueError("v")]


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: type(bug).__name__)
@pytest.mark.parametrize(
    "read", [jsonformat.read, lambda text: jsonformat.read_dict(json.loads(text))], ids=["", "dict"]
)
def test_a_fault_of_parlq_is_no_problem_of_the_input(monkeypatch, bug, read):
    """It is raised as it is, beside real problems too, and a missing key is still a problem."""
    text = f'{HEAD}, "term": 0, "date": "2021-03-04", "variants": [{{}}]}}'
    rules = {problem.rule for problem in read(text).problems}
    assert {"PQ304", "PQ305"} == rules

    def fail(*_):
        raise bug

    monkeypatch.setattr(strict_reader.parsing, "day", fail)
    with pytest.raises(type(bug)) as caught:
        read(text)
    assert caught.value is bug


class _Odd:
    """A value that no JSON has, which cannot even be compared, hashed or shown."""

    def _fail(self, *_):
        raise RuntimeError("odd")

    __eq__ = __hash__ = __repr__ = __str__ = _fail


@pytest.mark.parametrize("key", ["type", "schema_version", "$schema", "date", "term", "variants"])
def test_values_that_cannot_be_compared_are_refused(key):
    """`from_dict` compares types first, so that the code of such a value never runs."""
    value = jsonformat.to_dict(QUESTION)
    with pytest.raises(InputError):
        jsonformat.from_dict({**value, key: _Odd()})


def test_very_many_faults_are_not_all_looked_for(monkeypatch):
    """After very many faults in arrays one more says that there are others, for each input anew."""
    monkeypatch.setattr(strict_reader, "MOST", 3)
    authors = ", ".join(["{}"] * 5)
    faulty = f'{HEAD}, "authors": [{authors}], "addressees": [{authors}]}}'
    for _ in range(2):
        messages = [problem.message for problem in jsonformat.read(faulty).problems]
        assert 1 == sum("the others are not reported" in message for message in messages)
        assert 5 == len(messages)


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        (5, 6, "unknown key 5"),
        ("date", dt.date(2021, 3, 4), "must be a string, not a date of Python"),
        ("authors", ({"name": "Ada"},), "must be an array, not a tuple of Python"),
        ("rule", b"138", "must be a string, not a bytes of Python"),
    ],
)
def test_values_that_json_does_not_have_are_named(key, value, message):
    """A dictionary with values of Python's own is refused in its words."""
    with pytest.raises(InputError, match=message):
        jsonformat.from_dict({"schema_version": "1.0", "type": "question", key: value})


def test_dictionary_that_holds_itself_is_refused():
    """A loop is too deep."""
    loop = {"schema_version": "1.0", "type": "question"}
    loop["variants"] = [{"language": "en", "body": [loop]}]
    item = {"type": "list", "items": []}
    item["items"].append({"content": [item]})
    loop["variants"][0]["body"][0] = item
    with pytest.raises(InputError, match="PQ105"):
        jsonformat.from_dict(loop)


def test_places_of_values():
    """A model path leads to the line and column of the value, variants in any order.

    What is not there has the place of what lacks it.
    """
    text = (
        HEAD + ',\n "term": 9,\n "variants": [\n  {"language": "fr"},\n  {"language": "en",'
        ' "subject": "é", "body": [{"type": "paragraph", "content": ["a"]}]}]}'
    )
    locate = jsonformat.read(text).locate
    places = [
        ((), (1, 1, "")),
        (("term",), (2, 10, "/term")),
        (("variants", 0), (5, 3, "/variants/1")),
        (("variants", 1), (4, 3, "/variants/0")),
        (("variants", 0, "subject"), (5, 33, "/variants/1/subject")),
        (("variants", 0, "body", 0), (5, 47, "/variants/1/body/0")),
        (("rule",), (1, 1, "")),
    ]
    assert [place for _, place in places] == [
        (place.line, place.column, place.path) for place in (locate(path) for path, _ in places)
    ]


def test_only_documents_are_written():
    """What is no document is refused as a mistake of the program."""
    with pytest.raises(TypeError, match="is written, not str"):
        jsonformat.dumps("E-000101/2021")


def test_files_go_both_ways(tmp_path):
    """A file is written whole and read back, its name in the errors."""
    path = tmp_path / "q.json"
    jsonformat.dump(QUESTION, path)
    assert QUESTION == jsonformat.load(path)
    path.write_text("{}")
    with pytest.raises(InputError, match=r"q\.json:1:1: error PQ305"):
        jsonformat.load(path)
