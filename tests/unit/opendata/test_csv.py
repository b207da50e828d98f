"""The yearly CSV."""

from __future__ import annotations

import pytest

from parlq import akn
from parlq.model import Dossier, Question, Reference
from parlq.opendata import csvfile, losses
from parlq.problems import InputError

R = Reference.parse
HEADER = ",".join(csvfile.COLUMNS)


def line(**fields):
    """A row with these columns, which are written without `document_`."""
    return ",".join(
        '"' + fields.get(name.removeprefix("document_"), "").replace('"', '""') + '"'
        for name in csvfile.COLUMNS
    )


def read(*rows):
    """Read rows under the portal's header."""
    return csvfile.read("\n".join([HEADER, *rows]).encode())


def rules(reading):
    """The rules of a reading's problems, in order."""
    return [problem.rule for problem in reading.problems]


def question(year, reference):
    """A question of the example by its reference."""
    found = csvfile.loads(year).questions
    return next(each for each in found if each.reference == R(reference))


def test_every_row_is_a_question(year):
    """No row is lost."""
    assert 7 == len(csvfile.loads(year).questions)


def test_every_link_is_an_answer(year):
    """Every document that the answers' columns link to is an answer, once."""
    names = [str(answer.reference) for answer in csvfile.loads(year).answers]
    expected = ["E-990001/2022-ASW", "E-990004/2022-ASW", "E-990005/2022-ASW", "E-990006/2022-ASW"]
    assert expected == names


def test_joint_answer_across_letters(year):
    """An answer in the rows of an E and a P question answers both."""
    answer = csvfile.loads(year).answers[0]
    assert (R("E-990001/2022"), R("P-990002/2022")) == answer.answers_to
    assert "joint" == answer.kind


def test_two_answers(year):
    """A row with two links has two answers."""
    value = csvfile.loads(year)
    asked = next(each for each in value.questions if each.reference == R("E-990005/2022"))
    assert 2 == len(value.answers_for(asked))


def test_annexes_belong_to_the_answer(year):
    """Annexes are attached to their answer, in the order of their numbers."""
    answer = csvfile.loads(year).answers[3]
    expected = ["E-990006/2022-ASW-ANN01", "E-990006/2022-ASW-ANN02"]
    assert expected == [str(each.reference) for each in answer.attachments]


def test_file_names_with_ff(year):
    """A PDF named `-ASW-FF_en.pdf` is a file of the answer without FF."""
    answer = csvfile.loads(year).answers[3]
    names = [each.address.rpartition("/")[2] for each in answer.variants[0].manifestations]
    assert "E-9-2022-990006-ASW-FF_en.pdf" in names
    assert R("E-990006/2022-ASW") == answer.reference


def test_names_in_capitals_stay(year):
    """A name in capitals is kept as it is printed."""
    assert "ŁUKASZ PRZYKŁADOWY" == question(year, "E-990005/2022").authors[0].name


def test_body_with_commas(year):
    """A body whose name holds commas is one body."""
    bodies = question(year, "G-001990/2022").on_behalf_of
    assert ["Committee on Lights, Lamps and Lanterns"] == [body.name for body in bodies]


def test_title_with_line_break(year):
    """A title that ends in a line break keeps it, and the row is one row."""
    assert "Bells at level crossings\n" == question(year, "E-990005/2022").variants[0].subject


def test_the_type_is_kept(year):
    """The words of the column stand beside the kind."""
    asked = question(year, "P-990002/2022")
    assert ("priority", "EP priority written question") == (asked.kind, asked.kind_code)


def test_lines_are_known(year):
    """The line of a row is found for its question, line breaks in fields counted."""
    reading = csvfile.read(year)
    assert [2, 3, 4, 5, 6, 9, 10] == [reading.locate(("questions", n)).line for n in range(7)]
    assert [None, None] == [reading.locate(("questions", n)).line for n in (-99, 99)]


def test_rows_stream(tmp_path, year):
    """Row by row gives a question, in a dossier where it is answered."""
    path = tmp_path / "year.csv"
    path.write_bytes(year)
    kinds = [type(reading.value) for reading in csvfile.rows(path)]
    assert [Dossier, Dossier, Question, Dossier, Dossier, Dossier, Question] == kinds


def test_rows_and_whole_agree(tmp_path, year):
    """Row by row gives the same questions as the whole."""
    path = tmp_path / "year.csv"
    path.write_bytes(year)
    found = [
        each.value.questions[0] if isinstance(each.value, Dossier) else each.value
        for each in csvfile.rows(path)
    ]
    assert csvfile.load(path).questions == tuple(found)


def test_written_csv_reads_back(year):
    """A CSV that was read and written is read the same."""
    value = csvfile.loads(year)
    assert value == csvfile.loads(csvfile.dumps(value))


def test_unknown_column_is_kept():
    """A column of which nothing is known goes into extensions, and is reported."""
    data = f"{HEADER},document_mood\n{line(identifier='E-9-2022-990001')},calm\n"
    reading = csvfile.read(data)
    assert ["PQ611"] == rules(reading)
    assert [("csv:document_mood", "calm")] == [
        (each.name, each.value) for each in reading.value.extensions
    ]


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"title": "x"}, "PQ620"),
        ({"identifier": "E-9-2022-990001", "date": "32.1.2022"}, "PQ602"),
        ({"identifier": "E-9-2022-990001", "pdf": "not an address"}, "PQ602"),
        ({"identifier": "E-9-2022-990001", "answers_pdf": "https://example.org/x.pdf"}, "PQ621"),
        ({"identifier": "E-9-2022-990001", "language": "Klingon"}, "PQ605"),
        ({"identifier": "E-9-2022-990001", "URI": "a b"}, "PQ602"),
    ],
)
def test_faults_are_reported_with_their_line(fields, rule):
    """What cannot be read is reported with the line of its row."""
    reading = read(line(identifier="E-9-2022-990002"), line(**fields))
    assert [(rule, 3)] == [(each.rule, each.line) for each in reading.problems]


def test_rows_of_another_length():
    """A row with too few fields is read as far as it goes, and reported."""
    reading = csvfile.read(f"{HEADER}\nE-9-2022-990001,A title\n")
    assert ["PQ623"] == rules(reading)
    assert "A title" == reading.value.variants[0].subject


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "PQ106"),
        (b"a,b\n1,2\n", "PQ600"),
        (b"\xff\xfe,", "PQ102"),
        (HEADER.encode() + b"\n", "PQ600"),
        (HEADER.encode() + b'\n"E-9', "PQ622"),
    ],
)
def test_what_is_refused(data, rule):
    """Input that is no such CSV is a problem, not an exception."""
    reading = csvfile.read(data)
    assert reading.value is None
    assert rule in rules(reading)


def test_a_file_that_is_not_there(tmp_path):
    """Streaming a file that cannot be opened raises a problem, not a bare system error."""
    with pytest.raises(InputError) as caught:
        list(csvfile.rows(tmp_path / "none.csv"))
    assert ["PQ100"] == [problem.rule for problem in caught.value.problems]


def test_characters_that_nothing_carries():
    """A field or a column's name with a character that XML lacks is left out, and said to be."""
    data = f"{HEADER},a\0b,c\n{line(identifier='E-000012/2014')},x,\ufffey\n"
    reading = csvfile.read(data.encode())
    assert () == reading.value.extensions
    assert ["PQ602", "PQ611", "PQ602"] == rules(reading)
    assert reading.value == akn.loads(akn.dumps(reading.value))


def test_kinds_with_characters_that_nothing_carries():
    """The columns that are known are no exception."""
    reading = read(line(identifier="E-000012/2014", type="a\1b"))
    assert (["PQ602"], None) == (rules(reading), reading.value.kind_code)


def test_columns_that_stand_twice():
    """Of two columns of one name one is read, and it is said which."""
    reading = csvfile.read(b"document_identifier,document_identifier\nE-000012/2014,E-000013/2014")
    assert R("E-000013/2014") == reading.value.reference
    assert "2 columns document_identifier; the last is read" == reading.problems[0].message


def test_names_that_are_no_references_come_back():
    """A name that is no reference is written as it was read."""
    value = read(line(identifier="B9 (2022) 12")).value
    assert value == csvfile.loads(csvfile.dumps(value))


def test_nothing_without_a_name_is_written():
    """A question that nothing names has no row that could be read again."""
    with pytest.raises(InputError) as caught:
        csvfile.dumps(Question(term=9))
    assert ["PQ607"] == [problem.rule for problem in caught.value.problems]


def test_files_of_word_before_2007_come_back(year):
    """Some answers of 2019 are linked as `.doc`, in the same column as `.docx`."""
    old = year.replace(b"E-9-2022-990004-ASW_en.docx", b"E-9-2022-990004-ASW_en.doc", 1)
    assert b"E-9-2022-990004-ASW_en.doc," in csvfile.dumps(csvfile.loads(old))


def test_columns_that_are_not_known_are_written_back():
    """What an unknown column holds comes back as a column behind those of the portal."""
    table = (
        "document_identifier,mood,document_date\nE-9-2022-990001,calm,2022-01-05\n"
        "E-9-2022-990002,,2022-01-06\n"
    )
    value = csvfile.loads(table)
    written = csvfile.dumps(value)
    lines = written.decode().splitlines()
    assert [",mood", ",calm", ","] == [line[line.rindex(",") :] for line in lines]
    assert value == csvfile.loads(written)
    assert () == losses.of_csv(value)
