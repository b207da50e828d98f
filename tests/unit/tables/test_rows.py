"""The rows of a table: pairs across files, one row for one work, languages, columns."""

import datetime as dt

import pytest

import parlq
from parlq import (
    Answer,
    Author,
    Dossier,
    Event,
    Identifier,
    InputError,
    Institution,
    LanguageVariant,
    ModelError,
    Paragraph,
    ParlqError,
    Question,
    corpus,
    status,
    tables,
)
from parlq.tables import PER, TableError, columns_of, rows, statistics

ASKED, GIVEN = dt.date(2021, 3, 1), dt.date(2021, 5, 10)


def version(language, text=None, **facts):
    body = () if text is None else (Paragraph(content=(text,)),)
    return LanguageVariant(language=language, body=body, **facts)


def question(number=101, **facts):
    stated = {"reference": f"E-{number:06}/2021", "kind": "written", "date": ASKED}
    return Question(**{**stated, **facts})


def answer(*numbers, **facts):
    asked = tuple(f"E-{number:06}/2021" for number in numbers or (101,))
    return Answer(**{"kind": "answer", "date": GIVEN, "answers_to": asked, **facts})


def pairs(*documents, **options):
    """Reference of the question and day of the answer of each row."""
    found = rows(documents, columns=["reference", "answer_date"], **options)
    return [(row["reference"], row["answer_date"]) for row in found]


def saved(folder, *documents):
    """Files with a document each, named so that they are read in their order."""
    for number, document in enumerate(documents):
        parlq.dump(document, folder / f"{number}.json")
    return [folder / f"{number}.json" for number in range(len(documents))]


PAIR = [("E-000101/2021", GIVEN)]


@pytest.mark.parametrize(
    "documents",
    [
        (Dossier(questions=(question(),), answers=(answer(),)),),
        (question(), answer()),
        (answer(), question()),
        (question(102), answer(102), question(), answer()),
    ],
    ids=["one file", "two files", "the answer first", "among others"],
)
def test_an_answer_finds_its_question(documents, tmp_path):
    """A question and its answer are one row, whatever file each is in and which comes first."""
    files = saved(tmp_path, *documents)
    found = pairs(*documents)
    assert PAIR == [row for row in found if row[0] == "E-000101/2021"]
    assert found == pairs(*files) == pairs(tmp_path)


def test_what_has_no_partner_is_a_row(tmp_path):
    """A question without an answer and an answer without its question have a row of their own."""
    assert [("E-000102/2021", None), (None, GIVEN)] == pairs(question(102), answer())
    (row,) = rows(answer())
    assert (None, None, None) == (row["status"], row["authors"], row["answers"])
    (row,) = rows(question())
    assert ("unknown", "incomplete", 0) == (row["status"], row["status_reason"], row["answers"])


def test_each_answer_is_a_row_and_each_question():
    """Two answers to a question are two rows, and so are two questions with one answer."""
    later = answer(date=dt.date(2021, 6, 1), kind="supplementary")
    assert [PAIR[0], ("E-000101/2021", later.date)] == pairs(question(), answer(), later)
    joint = answer(101, 102)
    assert [PAIR[0], ("E-000102/2021", GIVEN)] == pairs(question(), question(102), joint)


def test_a_work_in_several_files_is_one_row():
    """Pages of one question in several languages are one row with all of them."""
    asked = [
        question(variants=(version("en", "Why?", subject="Bees"),), authors=(Author(name="Ada"),)),
        question(variants=(version("fr", "Pourquoi ?", subject="Abeilles"),)),
        question(variants=(version("de"),), rule="138"),
    ]
    given = [answer(variants=(version(tag, tag),)) for tag in ("en", "fr")]
    (row,) = rows([*asked, *given], language="fr")
    assert ("de", "en", "fr") == row["languages"]
    assert ("en", "fr") == row["answer_languages"]
    assert ("Abeilles", "Pourquoi ?", "fr") == (
        row["subject"],
        row["question_text"],
        row["question_language"],
    )
    assert (("Ada",), "138", 1) == (row["authors"], row["rule"], row["answers"])
    assert ("Bees", "en") == (
        next(rows(asked, language="el"))["subject"],
        next(rows(asked, language="el"))["subject_language"],
    )


def test_events_of_one_question_in_several_files_count_once():
    """An undated event of one file does not take up again what another file ends."""
    tabled = Event(kind="tabled", date=ASKED)
    ended = question(events=(tabled, Event(kind="withdrawn", date=GIVEN)))
    (row,) = rows([ended, question(events=(Event(kind="tabled"),))], columns=["status"])
    assert {"status": "withdrawn"} == row


def test_answers_without_a_name_are_one_by_their_questions_and_day():
    """Pages of answers print no reference; those of one day to the same questions are one answer."""
    assert 1 == len(pairs(question(), answer(), answer(variants=(version("fr", "Oui"),))))
    assert 2 == len(pairs(question(), answer(), answer(date=dt.date(2021, 5, 11))))
    assert 2 == len(pairs(question(), answer(), answer(kind="interim")))
    named = [answer(reference=f"E-000101/2021-ASW{end}") for end in ("", "-ANN01")]
    assert 1 == len(pairs(question(), answer(), named[0]))
    assert 3 == len(pairs(question(), answer(), *named))
    both = Dossier(questions=(question(),), answers=(answer(), answer()))
    assert 2 == len(pairs(both))


def test_a_revised_question_is_found_by_its_plain_number():
    """Answers leave the revision out, unless another question bears the plain number."""
    revised = question(reference="E-000101/2021/rev.1")
    assert [("E-000101/2021/rev.1", GIVEN)] == pairs(revised, answer())
    assert [("E-000101/2021/rev.1", None), PAIR[0]] == pairs(revised, question(), answer())


def numbered(scope=None):
    return Identifier(scheme="uin", value="7", scope=scope)


@pytest.mark.parametrize(
    ("asked", "named", "paired"),
    [
        (numbered("2021"), numbered("2021"), True),
        (numbered("2021"), numbered("2022"), False),
        (numbered(), numbered(), False),
        (Identifier(scheme="local", value="q"), Identifier(scheme="local", value="q"), False),
        (Identifier(scheme="title", value="q"), Identifier(scheme="title", value="q"), False),
    ],
    ids=["scope", "another scope", "no scope", "local", "a description"],
)
def test_only_names_lead_out_of_a_file(asked, named, paired, tmp_path):
    """An identifier that names nothing outside its file pairs inside it only."""
    documents = [
        question(reference=None, identifiers=(asked,)),
        Answer(date=GIVEN, answers_to=(named,)),
    ]
    found = pairs(*saved(tmp_path, *documents))
    assert ([(None, GIVEN)] if paired else [(None, None), (None, GIVEN)]) == found
    if asked == named:
        inside = Dossier(questions=documents[:1], answers=documents[1:])
        assert [(None, GIVEN)] == pairs(inside)


def test_works_that_are_read_one_by_one_pair_inside_their_file(tmp_path):
    """A dossier that comes work by work pairs like one that comes whole, by local names, too."""
    both = Dossier(
        questions=(question(), Question(kind="oral", date=ASKED)),
        answers=(
            answer(),
            Answer(date=GIVEN, answers_to=(Identifier(scheme="local", value="question-1"),)),
        ),
    )
    parlq.dump(both, tmp_path / "a.json")
    parlq.dump(both, tmp_path / "b.json")
    single = corpus.read(tmp_path / "a.json", by_work=True)
    assert pairs(both) == pairs(*single)
    assert 3 == len(pairs(*corpus.read(tmp_path, by_work=True)))


def test_names_that_several_questions_of_one_file_have_pair_nothing():
    """A number that two questions of a file have does not say which of them is answered."""
    asked = [question(number, identifiers=(numbered(),)) for number in (101, 102)]
    given = Answer(date=GIVEN, answers_to=(numbered(),))
    found = pairs(Dossier(questions=asked, answers=(given,)))
    assert [("E-000101/2021", None), ("E-000102/2021", None), (None, GIVEN)] == found


TEXTS = question(
    variants=(
        version("de", "Warum?", role="translation", subject="Bienen"),
        version("en", subject="Bees"),
        version("fr", "Pourquoi ?", role="original"),
        version("nl-BE", "Waarom?"),
    ),
)


@pytest.mark.parametrize(
    ("language", "subject", "text"),
    [
        (None, ("Bienen", "de"), ("Pourquoi ?", "fr")),
        ("de", ("Bienen", "de"), ("Warum?", "de")),
        ("EN", ("Bees", "en"), ("Pourquoi ?", "fr")),
        ("nl", ("Bienen", "de"), ("Waarom?", "nl-BE")),
        (["el", "en", "de"], ("Bees", "en"), ("Warum?", "de")),
    ],
)
def test_languages_fall_back(language, subject, text):
    """Subject and text are in the first wanted language there is, else in the original or the first."""
    (row,) = rows(TEXTS, language=language)
    assert subject == (row["subject"], row["subject_language"])
    assert text == (row["question_text"], row["question_language"])


def test_no_text_is_no_text():
    """A work that is known without a text has none, and no language of it."""
    (row,) = rows(question(variants=(version("en"),)))
    assert (None, None, ("en",)) == (
        row["question_text"],
        row["question_language"],
        row["languages"],
    )


def test_rows_per_question_have_the_first_complete_answer():
    """A question is one row with the first answer after which nothing is left to answer."""
    interim = answer(kind="interim", date=dt.date(2021, 3, 9))
    assert PAIR == pairs(question(), interim, answer(), per="question")
    assert [("E-000101/2021", interim.date)] == pairs(question(), interim, per="question")
    assert [("E-000101/2021", None)] == pairs(question(), per="question")
    assert [] == pairs(answer(), per="question")


def test_rows_per_answer_have_the_first_question():
    """An answer is one row, whatever it answers."""
    assert PAIR == pairs(question(), question(102), answer(101, 102), per="answer")
    assert [(None, GIVEN)] == pairs(question(102), answer(), per="answer")
    (row,) = rows([question(), answer()], per="answer")
    assert ("answered", 70, 1) == (row["status"], row["days"], row["answers"])


def test_rows_per_author():
    """Each author of a question is a row, with the question's columns."""
    authors = (Author(name="Ada Lind", group="PPE"), Author(name="Bo Maes", role="Chair"))
    names = ["author", "author_group", "author_role", "reference", "days"]
    found = [*rows([question(authors=authors), answer()], per="author", columns=names)]
    assert [
        ("Ada Lind", "PPE", None, "E-000101/2021", 70),
        ("Bo Maes", None, "Chair", "E-000101/2021", 70),
    ] == [tuple(row.values()) for row in found]


def test_rows_per_language():
    """Each language version of a question or answer is a row; one with a text takes precedence."""
    names = ["work", "language", "completeness", "text", "reference", "answer_date"]
    documents = [
        question(variants=(version("en"), version("fr", "Pourquoi ?"))),
        answer(variants=(version("en", "Because."),)),
        question(variants=(version("en", "Why?"),)),
    ]
    found = rows(documents, per="language", columns=names)
    assert [
        ("question", "en", "full", "Why?", "E-000101/2021", None),
        ("question", "fr", "full", "Pourquoi ?", "E-000101/2021", None),
        ("answer", "en", "full", "Because.", "E-000101/2021", GIVEN),
    ] == [tuple(row.values()) for row in found]


def test_columns_are_picked_in_their_order():
    """The caller's columns come in the caller's order."""
    (row,) = rows(question(), columns=["year", "reference"])
    assert [("year", 2021), ("reference", "E-000101/2021")] == [*row.items()]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"per": "pears"}, "unknown rows 'pears'; did you mean 'pair'?"),
        ({"columns": ["dayz"]}, "unknown column 'dayz' in a table per pair; did you mean 'days'"),
        ({"columns": ["author"]}, "unknown column 'author' in a table per pair"),
        ({"columns": ["days", "days"]}, "name at least one column, and each one once"),
        ({"columns": []}, "name at least one column"),
    ],
)
def test_wrong_plans_are_refused(options, message):
    """A table that cannot be made is refused before anything is read."""
    with pytest.raises(TableError) as error:
        rows("absent", **options)
    assert str(error.value).startswith(message)


@pytest.mark.parametrize("name", ["on", "complete_until"])
def test_days_are_dates_or_their_text(name):
    """A day is a date or its text, as in the model; a time or another text is refused."""
    made = [*rows([question(1)], complete_until=dt.date(2021, 12, 31), columns=["status"])]
    assert made == [*rows([question(1)], complete_until="2021-12-31", columns=["status"])]
    assert [{"status": "open"}] == made
    assert dt.date(2021, 12, 31) == statistics([question(1)], on="2021-12-31").on
    for wrong in (dt.datetime(2021, 12, 31), "31.12.2021", "2021-13-01", 2021):
        with pytest.raises(ModelError, match=f"{name}: expected a date"):
            rows("absent", **{name: wrong})
        with pytest.raises(ModelError, match=f"{name}: expected a date"):
            status(question(1), **{name: wrong})


def test_names_wait_in_a_file(monkeypatch):
    """What is in common is found however few names are in memory."""
    columns = ["reference", "answers_to", "answer_date", "answers"]
    found = [*rows(mixed(), columns=columns)]
    monkeypatch.setattr("parlq.tables.pairing._WAITING", 5)
    assert [*rows(mixed(), columns=columns)] == found


def test_facts_and_provenance(tmp_path):
    """Each column shows its fact; the file is the one that the work came from."""
    commission = Institution(code="commission", name="Commission")
    asked = question(
        identifiers=(Identifier(scheme="celex", value="92021E000101"),),
        authors=(Author(name="Ada Lind", group="PPE"), Author(uri="urn:x:1", group="PPE")),
        addressees=(commission, Institution(code="council")),
        subjects=(parlq.Subject(label="bees"), parlq.Subject(code="2485")),
        term=9,
        kind="other",
        kind_code="urgent",
    )
    given = answer(
        answerers=(
            parlq.Answerer(honorific="Ms", name="Berg", institution=commission),
            parlq.Answerer(institution=commission),
        )
    )
    one, other = saved(tmp_path, asked, given)
    (row,) = rows([one, other])
    expected = {
        "identifiers": ("celex:92021E000101",),
        "authors": ("Ada Lind", "urn:x:1"),
        "groups": ("PPE",),
        "addressees": ("Commission", "council"),
        "subjects": ("bees", "2485"),
        "kind": "urgent",
        "term": 9,
        "answerers": ("Ms Berg", "Commission"),
        "institutions": ("Commission",),
        "file": str(one),
        "answer_file": str(other),
        "days": 70,
        "status": "answered",
        "answers_to": ("E-000101/2021",),
    }
    assert expected == {name: row[name] for name in expected}


def test_documents_that_cannot_be_read(tmp_path):
    """A document that cannot be read raises, or is skipped if asked."""
    saved(tmp_path, question(), answer())
    (tmp_path / "bad.json").write_text('{"schema_version": "1.0", "type": "question", "date": 7}')
    with pytest.raises(InputError, match=r"bad\.json"):
        [*rows(tmp_path)]
    assert PAIR == [*pairs(tmp_path, on_error="skip")]


def test_other_things_are_no_sources():
    """What is neither a document nor a name of a file is refused."""
    with pytest.raises(TypeError, match="made of documents, entries or file names, not of int"):
        [*rows([7])]


def test_sources_of_every_kind(tmp_path):
    """Names, paths, generators of paths, entries and documents give the same rows."""
    saved(tmp_path, question(), answer())
    names = sorted(tmp_path.glob("*.json"))
    for sources in (str(tmp_path), tmp_path, names, iter(names), corpus.read(tmp_path)):
        assert PAIR == [
            tuple(r.values()) for r in rows(sources, columns=["reference", "answer_date"])
        ]


@pytest.mark.parametrize("per", PER)
def test_columns_are_documented(per):
    """Each column has a name of its own, a type and a sentence."""
    columns = columns_of(per)
    assert len({column.name for column in columns}) == len(columns)
    assert all(column.doc and column.name.isidentifier() for column in columns)
    assert [] == [*rows([], per=per)]


def test_sample_of_a_term_takes_no_time_of_the_square():
    """A thousand works with one name are one row, and quickly so."""
    many = [
        answer(1, date=dt.date(2021, 5, 1 + n % 28), variants=(version("en"),)) for n in range(2000)
    ]
    assert 28 == len(pairs(question(1), *many))


def test_module_offers_its_names():
    """The names of the room are found when they are asked for, and others are not."""
    assert all(getattr(tables, name) is not None for name in tables.__all__)
    with pytest.raises(AttributeError):
        tables.nothing  # noqa: B018 # the access is what is tested


FILTERED = (
    question(101, kind="written", authors=[Author(name="Ada Lindgaard", group="Tide")]),
    question(102, kind="oral", addressees=[Institution(code="council")]),
    question(103, kind="written", date=dt.date(2022, 1, 1)),
    answer(101),
    answer(102, date=dt.date(2021, 6, 1)),
    answer(999),
)


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        ({"kinds": {"written"}}, [101, 103]),
        ({"years": {2022}}, [103]),
        ({"since": dt.date(2021, 4, 1)}, [103, None]),
        ({"authors": ("lindga",)}, [101]),
        ({"addressees": ("council",)}, [102]),
        ({"states": {"answered"}}, [101, 102]),
        ({"states": {"open"}}, [103]),
        ({"kinds": {"answer"}}, [None]),
        ({"kinds": {"interpellation"}}, []),
    ],
    ids=str,
)
def test_filters_choose_questions_with_their_answers(filters, kept):
    """A question that passes is shown with its answers, an answer alone if it passes itself."""
    found = rows(
        FILTERED,
        columns=["reference", "answer_date", "status"],
        complete_until=dt.date(2022, 6, 1),
        filters=corpus.Filters(**filters),
    )
    names = [row["reference"] for row in found]
    assert [each and f"E-{each:06}/2021" for each in kept] == names


@pytest.mark.parametrize("per", PER)
def test_filters_leave_out_the_same_in_every_table(per):
    """Tables about answers, languages and authors show what belongs to the questions that pass."""
    options = {"per": per, "columns": ["reference"]}
    shown = {row["reference"] for row in rows(FILTERED, **options)}
    kept = {
        row["reference"]
        for row in rows(FILTERED, **options, filters=corpus.Filters(kinds={"oral"}))
    }
    assert kept == shown & {"E-000102/2021"}


def mixed():
    """Documents of which some have names in common with others, and some have not."""
    for number in range(1, 40):
        asked = question(number)
        if number % 3 == 0:  # answered by a later document, with the one before
            yield asked
            yield answer(number, number - 1, date=dt.date(2021, 7, number % 28 + 1))
        else:
            yield Dossier(questions=(asked,), answers=(answer(number),))


@pytest.mark.parametrize("per", PER)
def test_documents_with_shared_names_keep_their_place(per, monkeypatch):
    """Rows come in the order of the documents, however their works are paired."""
    columns = ["reference", "answers_to", "answer_date", "answers", "status", "days"]
    found = [*rows(mixed(), per=per, columns=columns)]
    monkeypatch.setattr("parlq.tables.pairing.pairs", lambda keys: None)  # the database decides
    assert [*rows(mixed(), per=per, columns=columns)] == found
    if per == "question":
        assert [f"E-{number:06}/2021" for number in range(1, 40)] == [r["reference"] for r in found]
        assert [1 + (n % 3 == 2) for n in range(1, 40)] == [row["answers"] for row in found]


def test_a_full_disk_is_reported(monkeypatch):
    """What the temporary file cannot hold is an error of parlq."""

    class Full:
        def write(self, data):
            raise OSError(28, "No space left on device")

        read = seek = write

        def close(self):
            pass

    monkeypatch.setattr("tempfile.TemporaryFile", lambda **options: Full())
    with pytest.raises(ParlqError, match="no space left on device; is its disk"):
        [*rows(question())]
