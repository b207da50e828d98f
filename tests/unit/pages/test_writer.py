"""Pages of layout B are written in 24 languages."""

import datetime as dt
from pathlib import Path

import pytest

from parlq.formats.ep import pages
from parlq.formats.ep.pages.language.wording import wording
from parlq.model import (
    Answer,
    Answerer,
    AnswerKind,
    Author,
    Dossier,
    Institution,
    LanguageVariant,
    LegalNotice,
    Paragraph,
    Question,
    QuestionKind,
    Reference,
)
from parlq.model.languages.language import OFFICIAL
from parlq.problems import ModelError

SEED = Path(__file__).parents[4] / "shared/samples/seed/000_c68932c0585bf3bd.txt"
TAGS = [language.tag for language in OFFICIAL]


def body(*texts):
    """Paragraphs of texts."""
    return tuple(Paragraph(content=(text,)) for text in texts)


def test_seed_page_comes_back_byte_for_byte():
    """The page that the project starts from is written as it was read."""
    if not SEED.exists():
        pytest.skip("needs the samples beside the checkout")
    data = SEED.read_bytes()
    assert data == pages.dumps(pages.loads(data))


@pytest.mark.parametrize("tag", TAGS)
def test_questions_in_every_language(tag):
    """A written question reads back with all that the layout carries."""
    question = Question(
        reference=Reference.parse("E-900001/2014"),
        authors=(Author(name="Maja Dobrin", group="S&D"), Author(name="Jan de Wit", group="NI")),
        addressees=(Institution(code="commission"),),
        rule="117",
        date=dt.date(2014, 5, 9),
        original_languages=("mt",),
        variants=(
            LanguageVariant(
                language=tag,
                subject="Bees",
                body=body("One.", "Two."),
                last_updated=dt.date(2014, 11, 21),
                legal_notice=LegalNotice(label=wording("legal_notice", tag).text),
            ),
        ),
    )
    read = pages.loads(pages.dumps(question))
    found = read.variants[0]
    expected = question.variants[0]
    assert (question.reference, question.authors, "117", question.date, ("mt",)) == (
        read.reference,
        read.authors,
        read.rule,
        read.date,
        read.original_languages,
    )
    assert (expected.body, "Bees", expected.last_updated, expected.legal_notice, ()) == (
        found.body,
        found.subject,
        found.last_updated,
        found.legal_notice,
        found.extensions,
    )
    assert read == pages.loads(pages.dumps(read))


@pytest.mark.parametrize("tag", TAGS)
def test_answers_in_every_language(tag):
    """A written answer reads back; the words that say who answers are those of the table."""
    answer = Answer(
        answers_to=(Reference.parse("E-900001/2014"),),
        answerers=(Answerer(name="Averlund", institution=Institution(code="commission")),),
        date=dt.date(2014, 7, 1),
        variants=(
            LanguageVariant(language=tag, body=body("Yes.")),
            *(LanguageVariant(language=other) for other in TAGS if other != tag),
        ),
    )
    read = pages.loads(pages.dumps(answer))
    expected = (answer.answers_to, "Averlund", "commission", answer.date, tuple(TAGS))
    assert expected == (
        read.answers_to,
        read.answerers[0].name,
        read.answerers[0].institution.code,
        read.date,
        read.languages,
    )
    assert read == pages.loads(pages.dumps(read))


def two():
    """A question with two texts."""
    return Question(
        variants=(
            LanguageVariant(language="en", body=body("One.")),
            LanguageVariant(language="fr", body=body("Un.")),
        )
    )


def test_the_language_must_be_chosen():
    """Of several texts one is written, the one that is named."""
    with pytest.raises(ModelError, match="en, fr; specify the language"):
        pages.dumps(two())
    assert b"Un." in pages.dumps(two(), language="fr")


@pytest.mark.parametrize(
    ("value", "language"),
    [
        (Dossier(questions=(two(),)), None),
        (two(), "de"),
        (Question(variants=(LanguageVariant(language="is", body=body("Já.")),)), None),
        (Question(), None),
        (Answer(variants=(LanguageVariant(language="en", body=body("Yes.")),)), None),
    ],
)
def test_what_a_page_cannot_hold_is_refused(value, language):
    """A dossier, a language without wording or text, an answer by nobody."""
    with pytest.raises(ModelError):
        pages.dumps(value, language=language)


def test_dump_writes_a_file(tmp_path):
    """The file holds what `dumps` gives."""
    question = Question(variants=(LanguageVariant(language="en", body=body("One.")),))
    pages.dump(question, tmp_path / "q.txt")
    assert pages.dumps(question) == (tmp_path / "q.txt").read_bytes()


@pytest.mark.parametrize(
    ("kind", "institution", "words"),
    [
        (AnswerKind.SUPPLEMENTARY_JOINT, "commission", "supplementary joint answer for commission"),
        (AnswerKind.ANSWER, "epc", "answer for epc"),
    ],
)
def test_what_has_no_words_is_not_written_in_others(kind, institution, words):
    """A kind of answer or a body that the table has no words for is an error, not lost."""
    answer = Answer(
        kind=kind,
        answerers=(Answerer(name="Ida Averlund", institution=Institution(code=institution)),),
        variants=(LanguageVariant(language="sl", body=(Paragraph(content="Da."),)),),
    )
    with pytest.raises(ModelError, match=f"no wording in 'sl' for: {words}"):
        pages.dumps(answer)


@pytest.mark.parametrize(
    "line",
    [
        "Last updated: 8 February 2018",
        "Legal notice",
        "Rule 131",
        "to the Council",
        "Original language of question: DE",
    ],
)
@pytest.mark.parametrize("last", [False, True], ids=["first", "last"])
def test_a_line_that_looks_like_another_part_is_refused(line, last):
    """A line of the text that would be read back as header or footer is refused, with its words."""
    words = ["When do the ferries sail?", line] if last else [line, "When do the ferries sail?"]
    body = tuple(Paragraph(content=text) for text in words)
    question = Question(
        reference=Reference.parse("E-091204/2018"),
        kind=QuestionKind.WRITTEN,
        authors=(Author(name="Ada Lind", group="ALDE"),),
        addressees=(Institution(code="commission"),),
        variants=(LanguageVariant(language="en", subject="Ferries", body=body),),
    )
    written = b""
    try:
        written = pages.dumps(question)
    except ModelError as error:
        assert "it would be read as something else" in str(error)
    else:
        assert body == pages.loads(written).variant("en").body
    if last and line not in {"Rule 131", "to the Council"}:
        assert not written


def test_lines_of_a_head_below_a_sentence_are_text():
    """Behind a sentence, a line that looks like one of the head is read back as the text."""
    body = tuple(Paragraph(content=text) for text in ("When do the ferries sail?", "Rule 131"))
    question = Question(
        reference=Reference.parse("E-091204/2018"),
        authors=(Author(name="Ada Lind", group="ALDE"),),
        addressees=(Institution(code="commission"),),
        variants=(LanguageVariant(language="en", subject="Ferries", body=body),),
    )
    assert body == pages.loads(pages.dumps(question)).variant("en").body


@pytest.mark.parametrize("kind", [kind for kind in AnswerKind if kind is not AnswerKind.ANSWER])
def test_kinds_of_answers_without_a_formula_are_refused(kind):
    """Where no published words say who gives such an answer, the printed words are asked for."""
    answer = Answer(
        kind=kind,
        kind_code="Odd" if kind is AnswerKind.OTHER else None,
        answers_to=["E-900001/2014"],
        answerers=[Answerer(name="Ada Bell", institution=Institution(code="council"))],
        variants=[LanguageVariant(language="et", body=body("Yes."))],
    )
    with pytest.raises(ModelError, match="printed_answerers"):
        pages.dumps(answer)
