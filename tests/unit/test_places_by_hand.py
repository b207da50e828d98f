"""Places of problems, held against lines and columns that were counted by hand."""

import pytest

import parlq
from parlq.model import Answer, Dossier, Identifier, Question, Reference

E1 = Reference.parse("E-000101/2021")
ASKED = Question(reference=E1, kind="written")
GIVEN = Answer(identifiers=(Identifier(scheme="local", value="reply"),), answers_to=(E1,))
XML = parlq.dumps(ASKED, format="akn").decode()
DOSSIER = parlq.dumps(Dossier(questions=(ASKED,), answers=(GIVEN,)), format="akn").decode()
JSON = parlq.dumps(Dossier(questions=(ASKED,), answers=(GIVEN,)), format="json").decode()


def found(data, **options):
    """Rule, line, column, path and work of each problem."""
    data = data if isinstance(data, bytes) else data.encode()
    problems = parlq.validate(data, **options)
    return [(p.rule, p.line, p.column, p.path, p.work) for p in problems]


def test_columns_count_characters_not_bytes():
    """A tag behind letters of two and four bytes is found by the characters before it."""
    source = XML.replace(
        '<debateSection eId="dbsect_1" name="question"/>',
        '<debateSection eId="dbsect_1" name="question" xml:lang="en">\n'
        '<question eId="q_1" by="#unknown"><p eId="p_1">é𐐷<wrong/></p></question></debateSection>',
    )
    path = "/akomaNtoso/debate/debateBody/debateSection/question/p/wrong"
    # <question eId="q_1" by="#unknown"> has 24 characters, <p> three, and two letters stand behind them
    assert [("PQ201", 40, 50, path, "E-000101/2021")] == found(source)


def test_a_tag_of_several_lines_is_found_where_it_begins():
    """The parser remembers where a tag ends; the place is where it begins, or its attribute."""
    source = XML.replace(
        '<FRBRnumber value="E-000101-2021"/>', '<FRBRnumber\n\n  value="E-000101-2021"\n  x="1"/>'
    )
    path = "/akomaNtoso/debate/meta/identification/FRBRWork/FRBRnumber/@x"
    assert [("PQ201", 17, 3, path, "E-000101/2021")] == found(source)


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "windows-1252", "utf-8-sig"])
def test_places_are_the_same_in_every_encoding(encoding):
    """Line and column are those of the characters, whatever bytes they have."""
    name = "utf-8" if encoding == "utf-8-sig" else encoding
    source = XML.replace('encoding="UTF-8"', f'encoding="{name}"')
    source = source.replace('<debate name="question">', '<debate name="é" é="1">', 1)
    places = [place[1:3] for place in found(source.encode(encoding))]
    assert [(3, 11), (3, 20)] == sorted(set(places))


def test_carriage_returns_are_no_lines():
    """A line ends with a line feed, as everywhere where lines are counted."""
    source = XML.replace("\n", "\r\n").replace('name="question">', 'name="question" x="">', 1)
    assert [("PQ201", 3, 27)] == [place[:3] for place in found(source)]


def test_a_wrong_end_tag_is_pointed_at():
    """The column is that of the end tag that fits nothing, not of what stands behind it."""
    assert [("PQ101", 2, 9, None, None)] == found(b"<a>\n<p>\xc3\xa9<i>y</p></a>", format="akn")


def test_the_work_is_the_one_around_the_place():
    """In a dossier each problem names the work that it is in, or none between the works."""
    before, _, after = DOSSIER.rpartition("application/akn+xml")
    ((rule, _, _, path, work),) = found(f"{before}text/xml{after}")
    path = path.removeprefix("/akomaNtoso/components/")
    assert ("PQ211", "component[2]/debate/meta", "reply") == (rule, path[: path.index("/id")], work)
    source = DOSSIER.replace('<FRBRcountry value="eu"/>', '<FRBRcountry value="fr"/>', 1)
    assert {None} == {place[4] for place in found(source)}


def test_json_says_the_work_too():
    """The problem of a key names the work that the key is in: its reference, else an identifier."""
    source = JSON.replace('"kind": "written"', '"kind": "spoken"').replace('"type": "answer",', "")
    assert [
        ("PQ304", 8, 15, "/questions/0/kind", "E-000101/2021"),
        ("PQ304", 12, 5, "/answers/0", "reply"),
    ] == found(source)


def test_keys_are_pointed_at_and_values_are_pointed_at():
    """An unknown key is found at the key, a wrong value at the value, a missing key at its object."""
    text = (
        '{"schema_version": "1.0", "type": "question",\n "tërm": 8, "term": "8",\n "authors": [{}]}'
    )
    assert [
        ("PQ303", 2, 2, "/tërm", None),
        ("PQ304", 2, 21, "/term", None),
        ("PQ304", 3, 14, "/authors/0", None),
    ] == found(text)


def test_findings_about_the_model_have_the_innermost_place():
    """A link in a list in a body is found where it stands, in both formats."""
    link = parlq.Link(href="#x", content=("a",))
    inner = parlq.Paragraph(content=("é ", link))
    items = (parlq.ListItem(content=(inner,)),)
    variant = parlq.LanguageVariant(
        language="en", body=(parlq.Paragraph(content="b"), parlq.ListBlock(items=items))
    )
    question = Question(reference=E1, variants=(variant,))
    xml, json = (parlq.dumps(question, format=name) for name in ("akn", "json"))
    path = "/akomaNtoso/debate/debateBody/debateSection/question/ul/li/p/a"
    assert [("PQ423", 43, 64, path, "E-000101/2021")] == found(xml)
    path = "/variants/0/body/1/items/0/content/0/content/1"
    assert [("PQ423", 24, 21, path, "E-000101/2021")] == found(json)


def test_remarks_have_place_and_path():
    """Comments, processing instructions and attributes for schema processors are all found."""
    xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="a"'
    source = XML.replace("\n<akomaNtoso ", f"<!--é-->\n<akomaNtoso {xsi} ").replace(
        "  </debate>", "  <?x y?><!--a--><!--b--></debate>"
    )
    assert [
        ("PQ215", 1, 39, "/comment()", None),
        ("PQ215", 2, 67, "/akomaNtoso/@xsi:noNamespaceSchemaLocation", None),
        ("PQ215", 41, 3, "/akomaNtoso/debate/processing-instruction()", "E-000101/2021"),
        ("PQ215", 41, 10, "/akomaNtoso/debate/comment()[1]", "E-000101/2021"),
        ("PQ215", 41, 18, "/akomaNtoso/debate/comment()[2]", "E-000101/2021"),
    ] == found(source)


def test_tolerant_reading_names_places_as_they_stood():
    """What is taken out first does not move the places and paths of what is found later."""
    variant = parlq.LanguageVariant(language="en", body=(parlq.Paragraph(content="a"),))
    text = parlq.dumps(Question(reference=E1, variants=(variant,)), format="akn").decode()
    own = 'eId="dbsect_1__question_1__p_'
    more = f"<q/><p {own}2\">b</p><p {own}3\" x='1'>c</p>"
    source = text.replace("a</p>", f"a</p>{more}")
    speech = "/akomaNtoso/debate/debateBody/debateSection/question"
    assert [
        ("PQ214", 40, 51, f"{speech}/q", "E-000101/2021"),
        ("PQ214", 40, 130, f"{speech}/p[3]/@x", "E-000101/2021"),
    ] == found(source, strict=False)


@pytest.mark.parametrize("data", [b"", b" \n", b"<a/>", b"{", b"\xff", b"[]", b"<a>&b;</a>", b"\0"])
@pytest.mark.parametrize("format", ["akn", "json"])
def test_every_problem_has_a_line(data, format):
    """Whatever the input is, there is a line to point at."""
    problems = parlq.validate(data, format=format)
    assert problems
    assert [True] * len(problems) == [problem.line is not None for problem in problems]
