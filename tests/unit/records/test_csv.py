"""The yearly CSV."""

from __future__ import annotations

import csv
import datetime as dt
import io

import attrs
import pytest

import parlq
from parlq.formats import akn
from parlq.formats.ep.records import csv as csvfile
from parlq.formats.ep.records.csv.formula_guard import guarded, is_guarded
from parlq.model import Author, Dossier, Extension, LanguageVariant, Question, Reference
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
        ({"identifier": "E-9-2022-990001", "language": "fr9"}, "PQ605"),
        ({"identifier": "E-9-2022-990001", "URI": "a b"}, "PQ602"),
        ({"identifier": "E-9-2022-990001", "parliamentary_term": "IX"}, "PQ602"),
        ({"identifier": "E-9-2022-990001", "parliamentary_term": "9" * 5000}, "PQ602"),
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
    assert ["PQ602", "PQ611", "PQ602", "PQ602"] == rules(reading)
    assert any("'x'" in each.message and each.line == 2 for each in reading.problems)
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
    uri = "https://data.europarl.europa.eu/eli/dl/doc/B-9-2022-000012"
    for more in ({}, {"URI": uri}):
        value = read(line(identifier="B9 (2022) 12", **more)).value
        assert "B9 (2022) 12" in [each.value for each in value.identifiers]
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
    assert [] == parlq.losses(value, format="csv")


@pytest.mark.parametrize("separator", [";", "\t", "|"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_other_separators(year, separator, ends):
    """What spreadsheets write in place of commas is read the same."""
    rows = [*csv.reader(io.StringIO(year.decode(), newline=""))]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator=ends).writerows(rows)
    assert csvfile.loads(year) == parlq.loads(out.getvalue())
    announced = f"sep={separator}{ends}{out.getvalue()}"
    assert csvfile.loads(year) == parlq.loads(announced)
    assert 3 == csvfile.read(announced).locate(("questions", 0)).line


def test_separators_inside_fields():
    """A field that a careless program did not quote is put together again, and reported."""
    names = "document_identifier;document_title;document_creator_person;document_date"
    row = "E-9-2022-990001;Bells;Ada Bell; Bo Chime; Cy Gong;2022-01-05"
    reading = csvfile.read(f"{names}\n{row}\n")
    assert ["PQ623"] == rules(reading)
    assert '"; " is read as part of a field' in reading.problems[0].message
    assert ["Ada Bell", "Bo Chime", "Cy Gong"] == [each.name for each in reading.value.authors]
    assert dt.date(2022, 1, 5) == reading.value.date


def test_rows_that_cannot_be_divided():
    """No field is taken for that of another column: such a row is refused, with its line."""
    names = "document_identifier,document_title,document_date"
    reading = csvfile.read(f"{names}\nE-9-2022-990001,Bells,gongs,2022-01-05\nE-9-2022-990002,x,\n")
    (problem,) = reading.problems
    assert ("PQ626", "error", 2) == (problem.rule, problem.severity, problem.line)
    assert "4 fields, but the header names 3 columns; quote the fields that contain commas" in (
        problem.message
    )
    assert R("E-990002/2022") == reading.value.reference


def test_empty_fields_behind_the_last_column():
    """Commas at the end of a row state nothing."""
    reading = csvfile.read("document_identifier,document_title\nE-9-2022-990001,Bells,,\n")
    assert (["PQ623"], "Bells") == (rules(reading), reading.value.variants[0].subject)


def test_tables_without_such_a_column():
    """A message says how the line was divided, and what it reads."""
    (problem,) = csvfile.read(b"name:title\na:b\n").problems
    assert "PQ600" == problem.rule
    assert "split at commas, semicolons, tabs, bars; it reads name:title" in problem.message


@pytest.mark.parametrize(
    ("data", "piece"),
    [
        (f"document_identifier,document_title\nE-1,{'x' * 200_000}\n", "longer than 131072"),
        ("document_identifier," + ",".join(map(str, range(1000))), "1001 columns, more than"),
        ("document_identifier,x\nE-1\n", "larger than 24 bytes"),
    ],
)
def test_bounds(data, piece):
    """Fields and columns have bounds."""
    limits = parlq.Limits(size=24) if "24" in piece else parlq.Limits()
    (problem,) = csvfile.read(data, limits=limits).problems
    assert "PQ104" == problem.rule
    assert piece in problem.message


def test_the_number_of_fields_is_bounded(monkeypatch):
    """All rows together have a bound that the limits lift; row by row there is none."""
    monkeypatch.setattr("parlq.formats.ep.records.csv.format.MAX_NODES", 5)
    data = "document_identifier,document_date\n" + "E-9-2022-990001,2022-01-05\n" * 3
    assert ["PQ104"] == rules(csvfile.read(data))
    assert [] == rules(csvfile.read(data, limits=parlq.Limits(unbounded=True)))


def test_long_lines_are_not_held(tmp_path):
    """Row by row no more of a line is read than the limit."""
    path = tmp_path / "long.csv"
    path.write_bytes(b"document_identifier," + b"x" * 10_000)
    with pytest.raises(InputError) as caught:
        list(csvfile.rows(path, limits=parlq.Limits(size=1000)))
    assert ["PQ104"] == [each.rule for each in caught.value.problems]


def test_two_english_titles_come_back():
    """A second English title is kept, reported and written."""
    row = line(identifier="E-9-2022-990001", title="Bells", title_en="Gongs", language="English")
    reading = read(row)
    assert ["PQ610"] == rules(reading)
    assert "Bells" == reading.value.variant("en").subject
    assert [] == parlq.losses(reading.value, format="csv")
    assert reading.value == csvfile.loads(csvfile.dumps(reading.value))
    assert b",Bells,Gongs," in csvfile.dumps(reading.value)
    french = attrs.evolve(
        reading.value,
        original_languages=["fr"],
        variants=[*reading.value.variants, LanguageVariant(language="fr", subject="Cloches")],
    )
    assert b",Cloches,Bells," in csvfile.dumps(french)
    assert '"extensions" (csv:document_title_en)' in "".join(
        each.message for each in parlq.losses(french, format="csv")
    )


@pytest.mark.parametrize(
    ("tag", "named"), [("fr", "French"), ("ca", "ca"), ("pt-BR", "pt-BR"), ("und", "und")]
)
def test_the_language_of_a_row(tag, named):
    """A question in one language is written in that one, whichever it is."""
    value = Question(
        reference=R("E-990001/2022"),
        term=9,
        variants=(LanguageVariant(language=tag, subject="X"),),
    )
    row = dict(
        zip(csvfile.COLUMNS, csvfile.dumps(value).decode().split("\n")[1].split(","), strict=True)
    )
    assert (named, "X", "") == (
        row["document_language"],
        row["document_title"],
        row["document_title_en"],
    )
    assert value == csvfile.loads(csvfile.dumps(value))


def test_no_language_is_made_up():
    """A question without a text has no language; a title whose language is not stated has none."""
    value = Question(reference=R("E-990001/2022"), term=9)
    assert b"English" not in csvfile.dumps(value)
    assert value == csvfile.loads(csvfile.dumps(value))
    assert b"English" not in csvfile.dumps(value, language="en")
    plain = csvfile.loads("document_identifier,document_title\nE-9-2022-990001,Bells\n")
    assert ("und",) == plain.languages
    same = "document_identifier,document_title,document_title_en\nE-9-2022-990001,Bells,Bells\n"
    assert ("en",) == csvfile.loads(same).languages


def test_files_decide_the_language():
    """Of several languages the one with files is written, else the only one beside English."""
    link = {"media_type": "application/pdf", "address": "https://a.example/E-9-2022-990001_de.pdf"}
    titles = [LanguageVariant(language=tag, subject=tag) for tag in ("de", "en")]
    value = Question(reference=R("E-990001/2022"), term=9, variants=titles)
    assert b",de,en," in csvfile.dumps(value)
    with_file = attrs.evolve(titles[0], manifestations=[parlq.Manifestation(**link)])
    value = attrs.evolve(value, variants=[with_file, *titles[1:], titles_of("fr")])
    assert b",de,en," in csvfile.dumps(value)
    value = attrs.evolve(value, variants=[*titles, titles_of("fr")])
    assert b",en,en," in csvfile.dumps(value)
    assert b",fr,en," in csvfile.dumps(attrs.evolve(value, original_languages=["fr"]))


def titles_of(tag):
    """A language version with a title alone."""
    return LanguageVariant(language=tag, subject=tag)


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u00a0=1", "\uff1d1", "\n-1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_formulas_are_guarded(text):
    """No cell begins as a spreadsheet's formula does, and each reads back equal."""
    assert guarded(text) == f"'{text}"
    value = Question(
        reference=R("E-990001/2022"),
        authors=(Author(name=text.strip()),),
        variants=(LanguageVariant(language="en", subject=text),),
        extensions=(
            Extension(
                namespace="https://parlq.readthedocs.io/ns/opendata", name="csv:=x", value=text
            ),
        ),
    )
    written = csvfile.dumps(value)
    for row in csv.reader(io.StringIO(written.decode(), newline="")):
        assert [] == [cell for cell in row if cell.lstrip()[:1] in {"=", "+", "-", "@", "\uff1d"}]
    reading = csvfile.read(written)
    assert value == attrs.evolve(reading.value, term=None)
    assert {"PQ627", "PQ611"} == set(rules(reading))


@pytest.mark.parametrize("text", ["'=1", "''-1", "'\t=", *FORMULAS, "'", "'a", "a=1", "", "--"])
@pytest.mark.parametrize("formulas", [True, False])
def test_guards_come_off_again(text, formulas):
    """A text that looks like a guarded cell is told from one that is guarded."""
    written = guarded(text, formulas=formulas)
    assert text == (written[1:] if is_guarded(written) else written)


def test_guards_can_be_left_out():
    """Programs that are no spreadsheet may be given the text as it is."""
    value = Question(
        reference=R("E-990001/2022"),
        term=9,
        variants=(LanguageVariant(language="en", subject="=1"),),
    )
    assert b",=1,=1," in csvfile.dumps(value, guard_formulas=False)
    assert value == csvfile.loads(csvfile.dumps(value, guard_formulas=False))
    assert ["PQ627"] == [each.rule for each in parlq.losses(value, format="csv")]
    assert [] == parlq.losses(attrs.evolve(value, variants=()), format="csv")


def test_what_a_doubled_column_hides_is_reported():
    """Of two columns of one name the last is read; what only the first holds is named by its row."""
    text = (
        "document_identifier,document_date,document_title,document_date\n"
        "E-9-2022-990001,2022-01-02,Tide,2022-01-02\n"
        "E-9-2022-990002,2022-06gull-08,Tide,2022-06-08\n"
        "E-9-2022-990003,2022-01-03,Tide\n"
    )
    problems = csvfile.read(text).problems
    hidden = [(each.line, each.message) for each in problems if "first column" in each.message]
    assert [3, 4] == [line for line, _ in hidden]
    assert "2022-06gull-08" in hidden[0][1]


def test_links_of_a_row_that_names_nothing_are_reported():
    """Links to answers need a question; without one they are left out, and counted."""
    text = (
        "document_URI,document_title,document_answers_pdf\n"
        "not an address,Tide,https://sea.example/E-9-2022-990001-ASW_en.pdf\n"
    )
    found = {each.rule: each.message for each in csvfile.read(text).problems}
    assert found["PQ621"].startswith("1 link to an answer left out")


def test_two_titles_in_english_by_the_link():
    """The language of a title may be that of the file; a second English title is kept as well."""
    text = (
        "document_identifier,document_title,document_title_en,document_pdf\n"
        "E-9-2022-990001,Tide,Tides,https://data.europarl.europa.eu/distribution/doc/"
        "E-9-2022-990001/E-9-2022-990001_en.pdf\n"
    )
    question = csvfile.loads(text)
    assert ["Tides"] == [each.value for each in question.extensions]


def test_rows_behind_the_last_question_are_reported(tmp_path):
    """Reading row by row tells of rows that give no question, also at the end."""
    path = tmp_path / "year.csv"
    path.write_text("document_identifier,document_title\nE-9-2022-990001,Tide\n,Gull\n")
    found = [*csvfile.rows(path)]
    assert [True, False] == [each.value is not None for each in found]
    assert ["PQ620"] == [each.rule for each in found[1].problems]


def test_very_many_rows_with_the_same_fault_are_counted():
    """The first 1000 are listed; row by row each is."""
    rows = "".join(f"E-9-2022-{990000 + n},2022-13-01\n" for n in range(1100))
    problems = csvfile.read("document_identifier,document_date\n" + rows).problems
    assert (1001, True) == (len(problems), "100 more problems" in problems[-1].message)
