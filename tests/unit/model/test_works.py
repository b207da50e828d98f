"""Works, their variants, their order, and the dossier that pairs them."""

import datetime as dt

import attrs
import pytest

from parlq.model import (
    Answer,
    Dossier,
    Heading,
    Identifier,
    LanguageVariant,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    Note,
    NoteRef,
    Paragraph,
    Question,
    Reference,
    Table,
    TableCell,
    TableRow,
)
from parlq.model.body_traversal import plain, walk

E1, E2, P3 = map(Reference.parse, ("E-000101/2021", "E-000102/2021", "P-000003/2022"))
FULL = LanguageVariant(language="en", body=(Paragraph(content="Yes."),))


def local(value):
    """A name that only a dossier knows."""
    return Identifier(scheme="local", value=value)


def test_variant_is_found_in_any_case():
    """A language is asked for in any spelling of its tag."""
    question = Question(variants=(LanguageVariant(language="pt-br"), FULL))
    assert "pt-BR" == question.variant("PT-BR").language


def test_unknown_variant_says_what_there_is():
    """Asking for a language that is not known names those that are."""
    with pytest.raises(KeyError, match="no variant in 'fr'; there is en"):
        Question(variants=(FULL,)).variant("fr")
    with pytest.raises(KeyError, match="there is none"):
        Question().variant("fr")


def test_variants_come_in_protocol_order():
    """The official languages stand in their protocol order, others behind them by tag."""
    given = ("zh", "sv", "en", "ca", "bg", "ga")
    question = Question(variants=tuple(LanguageVariant(language=tag) for tag in given))
    assert ("bg", "en", "ga", "sv", "ca", "zh") == question.languages


def test_completeness_follows_the_body():
    """A variant without a body is absent, one with a body is full unless said."""
    assert "absent" == LanguageVariant(language="en").completeness
    assert "full" == FULL.completeness
    assert "truncated" == attrs.evolve(FULL, completeness="truncated").completeness


def test_label_is_the_best_name():
    """The reference is the name for people, else the first identifier, else there is none."""
    assert "E-000101/2021" == Question(reference=E1, identifiers=(local("x"),)).label
    assert "x" == Question(identifiers=(local("x"), local("y"))).label
    assert Question().label is None


def test_names_are_all_that_others_can_say():
    """Others refer to a work by its reference or by any identifier."""
    assert {E1, local("x")} == Question(reference=E1, identifiers=(local("x"),)).names


def test_works_sort_by_reference_then_date():
    """Works with a reference come first, by year; the others by date, undated ones last."""
    early = Question(date=dt.date(2001, 1, 1))
    works = [Question(), early, Question(reference=P3), Question(reference=E1)]
    assert works[::-1] == sorted(works)


def test_evolve_changes_one_fact():
    """A copy differs in what was named only, and the original in nothing."""
    question = Question(reference=E1, variants=(FULL,))
    other = attrs.evolve(question, reference=E2)
    assert (E1, E2, question.variants) == (question.reference, other.reference, other.variants)


def test_dossier_names_the_nameless():
    """A work without a name gets a local one that is not taken."""
    taken = Question(identifiers=(local("question-1"),))
    dossier = Dossier(questions=(Question(), taken, Question()), answers=(Answer(),))
    assert [("question-2",), ("question-1",), ("question-3",), ("answer-1",)] == [
        tuple(identifier.value for identifier in work.identifiers) for work in dossier.works
    ]


def test_dossier_leaves_names_alone():
    """A work that has a reference or an identifier gets no other one."""
    question = Question(reference=E1)
    assert (question,) == Dossier(questions=(question,)).questions


def test_pairs_are_many_to_many():
    """Every question comes with every answer that names it, by reference or identifier."""
    one, two, three = Question(reference=E1), Question(reference=E2), Question(reference=P3)
    other = Question(identifiers=(local("q"),))
    joint = Answer(answers_to=(E1, E2), identifiers=(local("a"),))
    more = Answer(answers_to=(E2, local("q"), E2), identifiers=(local("b"),))
    dossier = Dossier(questions=(one, two, three, other), answers=(joint, more))
    expected = [(one, joint), (two, joint), (two, more), (other, more)]
    assert expected == list(dossier.pairs())
    assert (joint, more) == dossier.answers_for(two)
    assert () == dossier.answers_for(three)
    assert (two, other) == dossier.questions_of(more)


def test_equal_answers_are_still_two():
    """Two answers that say the same are paired each for itself."""
    question, answer = Question(reference=E1), Answer(answers_to=(E1,), identifiers=(local("a"),))
    dossier = Dossier(questions=(question,), answers=(answer, attrs.evolve(answer)))
    assert [(question, answer), (question, answer)] == list(dossier.pairs())


def test_pair_ties_what_stands_together():
    """A question and an answer from one document are tied, by a local name if need be."""
    dossier = Dossier.pair(Question(), Answer())
    assert [dossier.works] == list(dossier.pairs())
    assert (local("question-1"),) == dossier.answers[0].answers_to


def test_pair_keeps_a_tie_that_is_there():
    """An answer that names the question already is not changed."""
    question, answer = Question(reference=E1), Answer(reference=E2, answers_to=(E1,))
    assert (question, answer) == Dossier.pair(question, answer).works


def test_text_is_words_alone():
    """The text of a variant has one line a block, tabs between cells, labels before items."""
    cells = tuple(TableCell(content=(Paragraph(content=word),)) for word in ("a", "b"))
    body = (
        Heading(content="Title"),
        Paragraph(content=("one", LineBreak(), "two", NoteRef(marker="(1)"))),
        ListBlock(
            items=(
                ListItem(label="1.", content=(Paragraph(content="first"),)),
                ListItem(content=(Paragraph(content="second"),)),
            )
        ),
        Table(caption="Counts", rows=(TableRow(cells=cells),)),
        Note(marker="(1)", content=(Paragraph(content=(Link(href="#x", content="below"),)),)),
    )
    expected = "Title\none\ntwo(1)\n1. first\n• second\nCounts\na\tb\n(1) below"
    assert expected == LanguageVariant(language="en", body=body).text() == plain(body)


def test_walk_goes_in_the_order_of_the_document():
    """All parts are met outside in, first to last."""
    link = Link(href="#x", content="b")
    body = (Paragraph(content=("a", link)),)
    assert [body[0], "a", link, "b"] == list(walk(body))


def test_adjacent_text_is_one_run():
    """Texts that touch are one, so that equal words are equal values."""
    assert Paragraph(content="ab") == Paragraph(content=["a", "", "b"])
    assert ("ab",) == Paragraph(content=("a", "b")).content


def test_an_answer_finds_the_revised_question():
    """Answers leave the revision out: a revised question goes by its plain number, too."""
    plain, revised = Reference.parse("E-000101/2021"), Reference.parse("E-000101/2021/rev.1")
    answer = Answer(reference=Reference.parse("E-000101/2021-ASW"), answers_to=(plain,))
    alone = Dossier(questions=(Question(reference=revised),), answers=(answer,))
    assert [(alone.questions[0], answer)] == list(alone.pairs())
    assert ((answer,), alone.questions) == (
        alone.answers_for(alone.questions[0]),
        alone.questions_of(answer),
    )


def test_an_answer_finds_the_question_that_bears_its_number():
    """Where both are there, the plain number is that of the question without a revision."""
    plain, revised = Reference.parse("E-000101/2021"), Reference.parse("E-000101/2021/rev.1")
    answer = Answer(reference=Reference.parse("E-000101/2021-ASW"), answers_to=(plain,))
    both = Dossier(
        questions=(Question(reference=revised), Question(reference=plain)), answers=(answer,)
    )
    assert [(both.questions[1], answer)] == list(both.pairs())
    assert ((), (both.questions[1],)) == (
        both.answers_for(both.questions[0]),
        both.questions_of(answer),
    )


def test_every_name_leads_to_its_question():
    """Answers find a question by each of its names, a revised one by its plain number, too."""
    one = Question(reference=Reference.parse("E-000001/2031/rev.1"))
    two = Question(identifiers=(Identifier(scheme="celex", value="92031E000002"),))
    dossier = Dossier(questions=(one, two))
    assert {
        one.reference: one,
        Reference.parse("E-000001/2031"): one,
        two.identifiers[0]: two,
    } == dossier.named()
    for question in dossier.questions:
        assert dossier.names_of(question) == {
            name for name, named in dossier.named().items() if named is question
        }
