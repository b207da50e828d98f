"""Documents about the same works are joined, and taken apart by language."""

import datetime as dt
import itertools

import attrs
import pytest

from parlq import merging
from parlq.checks import check
from parlq.model import (
    Answer,
    Answerer,
    Attachment,
    Author,
    Completeness,
    Dossier,
    Event,
    Extension,
    Identifier,
    Institution,
    LanguageVariant,
    Manifestation,
    Milestone,
    Paragraph,
    Publication,
    Question,
    Reference,
    Span,
    VariantRole,
)

Q1, A1 = Reference.parse("E-900001/2020"), Reference.parse("E-900001/2020-ASW")


def text(language, words, **more):
    """A variant with one paragraph."""
    return LanguageVariant(language=language, body=(Paragraph(content=(words,)),), **more)


def question(language, words, **more):
    """A question in one language that is known in English, French and Maltese."""
    others = [LanguageVariant(language=tag) for tag in ("en", "fr", "mt") if tag != language]
    facts = {"reference": Q1, "date": dt.date(2020, 3, 4), **more}
    return Question(variants=(text(language, words), *others), **facts)


def test_texts_go_to_their_variants():
    """Facts that agree are stored once, each text stands in its language."""
    joined = merging.merge([question("en", "One."), question("fr", "Un.")])
    expected = (Q1, ("en", "fr", "mt"), ["One.", "Un.", ""], ())
    assert expected == (
        joined.value.reference,
        joined.value.languages,
        [variant.text() for variant in joined.value.variants],
        joined.problems,
    )


def test_facts_that_one_lacks_are_taken_from_the_other():
    """What only one page prints is kept."""
    joined = merging.merge([question("en", "One.", date=None), question("fr", "Un.", rule="138")])
    assert (dt.date(2020, 3, 4), "138", ()) == (
        joined.value.date,
        joined.value.rule,
        joined.problems,
    )


def test_facts_that_differ_are_reported_with_both_readings():
    """The first is kept, the problem holds both, the file and the work."""
    other = question("fr", "Un.", date=dt.date(2020, 3, 5))
    joined = merging.merge([question("en", "One."), other], files=["en.txt", "fr.txt"])
    (problem,) = joined.problems
    expected = ("PQ450", "date", "fr.txt", "E-900001/2020")
    assert expected == (problem.rule, problem.path, problem.file, problem.work)
    assert "2020-03-04" in problem.message
    assert "2020-03-05" in problem.message
    assert dt.date(2020, 3, 4) == joined.value.date


def test_texts_that_differ_are_reported():
    """Two texts of one language are not one: the first is kept."""
    joined = merging.merge([question("en", "One."), question("en", "Two.")])
    assert ("One.", ["PQ451"]) == (
        joined.value.variant("en").text(),
        [problem.rule for problem in joined.problems],
    )


@pytest.mark.parametrize(
    ("one", "other", "kept"),
    [
        (
            {"addressees": (Institution(code="commission", name="Commission"),)},
            {"addressees": (Institution(code="commission", name="Kommission"),)},
            ["Commission"],
        ),
        (
            {"on_behalf_of": (Institution(name="PPE Group"),)},
            {"on_behalf_of": (Institution(name="groupe PPE"),)},
            ["PPE Group"],
        ),
        (
            {"authors": (Author(name="A"), Author(name="B"))},
            {"authors": (Author(name="A"), Author(name="B"))},
            ["A", "B"],
        ),
    ],
)
def test_names_in_two_languages_agree(one, other, kept):
    """The same body in two languages is one."""
    joined = merging.merge([question("en", "One.", **one), question("fr", "Un.", **other)])
    (name,) = one
    assert (kept, ()) == ([each.name for each in getattr(joined.value, name)], joined.problems)


def test_one_issue_in_two_languages_is_one_publication():
    """An issue of the Official Journal is known by its number and date."""
    issue = {"number": "190 E", "date": dt.date(2013, 7, 2)}
    one = {"publications": (Publication(name="OJ C", **issue),)}
    other = {"publications": (Publication(name="ABl. C", **issue),)}
    joined = merging.merge([question("en", "One.", **one), question("de", "Eins.", **other)])
    assert ["OJ C"] == [publication.name for publication in joined.value.publications]


def test_what_one_source_knows_of_an_issue_is_kept():
    """Address and page come from whoever states them; where both do, both readings are told."""
    issue = {"name": "OJ C", "number": "190 E", "date": dt.date(2013, 7, 2)}
    uri, other = "https://journal.example/190", "https://journal.example/191"
    bare, one = Publication(**issue), Publication(**issue, uri=uri, page="5")
    two = Publication(**issue, uri=other)
    joined = merging.merge(
        [question("en", "One.", publications=(each,)) for each in (bare, one, two)]
    )
    told = [(problem.rule, problem.path, problem.message) for problem in joined.problems]
    assert (one,) == joined.value.publications
    assert [("PQ450", "publications.uri", f'kept "{uri}", ignored "{other}"')] == told


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("a", "b", 'kept "a", ignored "b"'),
        (
            f"{'same ' * 60}end",
            f"{'same ' * 60}stop",
            f'kept "…{"same " * 8}end", ignored "…{"same " * 8}stop"',
        ),
        ("a", f"a{'b' * 500}", f'kept "a", ignored "a{"b" * 199}…"'),
    ],
)
def test_both_readings_of_a_long_text_are_shown(one, other, told):
    """Of long texts the problem shows where they part, of whatever length each is."""
    joined = merging.merge([question("en", "x", rule=one), question("en", "x", rule=other)])
    assert [told] == [problem.message for problem in joined.problems]


@pytest.mark.parametrize(
    ("inline", "told"),
    [
        (Span(language="fr", content="combien"), "text, Span, text"),
        (Milestone(kind="column", value="88W"), "text, Milestone, text"),
    ],
)
def test_bodies_that_differ_in_markup_only_are_told_apart(inline, told):
    """The problem names the parts of a text that reads the same in both."""
    words = inline.content[0] if isinstance(inline, Span) else ""
    one = Paragraph(content=("And ", inline, " boats?"))
    other = Paragraph(content=f"And {words} boats?")
    bodies = [attrs.evolve(text("en", "?"), body=(each,)) for each in (one, other)]
    problem, *_ = merging.merge([Question(reference=Q1, variants=(v,)) for v in bodies]).problems
    same = f'"And {words} boats?"'
    assert f"kept {told} {same}, ignored text {same}" == problem.message


@pytest.mark.parametrize(("one", "other"), [("Ms Roach", "Mr Perch"), ("Ms Roach", None)])
def test_in_whose_place_somebody_answers_is_kept_or_told(one, other):
    """What one source states is kept; of two names, the first, and the problem has both."""
    stated = (Answerer(name="Bo Tench", acting_for=each) for each in (one, other))
    joined = merging.merge([Answer(reference=A1, answerers=(each,)) for each in stated])
    (made,) = (
        joined.value.answers[0].answerers
        if isinstance(joined.value, Dossier)
        else (joined.value.answerers)
    )
    told = [problem.message for problem in joined.problems]
    expected = [f'kept "Bo Tench, {one}", ignored "Bo Tench, {other}"'] if other else []
    assert (one, expected) == (made.acting_for, told)


def test_both_readings_of_a_long_body_are_shown():
    """Of texts the problem shows where they part, too."""
    one, other = (question("en", f"{'same ' * 60}{end}") for end in ("end", "stop"))
    (problem,) = merging.merge([one, other]).problems
    same = "same " * 8
    assert f'kept "…{same}end", ignored "…{same}stop"' == problem.message


def test_persons_of_one_name_are_told_apart_by_what_differs():
    """Where the names are alike, the problem shows what is not."""
    uris = ["https://people.example/1", "https://people.example/2"]
    works = [question("en", "x", authors=(Author(name="Ann Lee", uri=uri),)) for uri in uris]
    (problem,) = merging.merge(works).problems
    assert all(f'"Ann Lee, {uri}"' in problem.message for uri in uris)


def test_a_text_that_one_source_cuts_short_is_told():
    """The same words, whole in one and truncated in the other, are two readings."""
    whole, cut = (
        Question(reference=Q1, variants=(text("en", "The words.", completeness=each),))
        for each in (Completeness.FULL, Completeness.TRUNCATED)
    )
    (problem,) = merging.merge([whole, cut]).problems
    assert ("PQ451", "variants.en.completeness") == (problem.rule, problem.path)
    assert 'kept "full", ignored "truncated"' == problem.message


def test_long_lists_are_joined_as_wholes():
    """Lists of which a comparison each with each would take too long lose nothing in silence."""
    lists = [tuple(Author(name=f"{name} {n}") for n in range(600)) for name in ("Ann", "Bob")]
    joined = merging.merge([question("en", "x", authors=each) for each in lists])
    assert (lists[0], ["authors"]) == (
        joined.value.authors,
        [each.path for each in joined.problems],
    )
    issues = [tuple(Publication(name=f"{name} {n}") for n in range(600)) for name in ("A", "B")]
    joined = merging.merge([question("en", "x", publications=each) for each in issues])
    assert (issues[0] + issues[1], ()) == (joined.value.publications, joined.problems)


def test_original_and_translation_follow_the_original_language():
    """Each text is the original or a translation, as the printed line tells."""
    stated = {"original_languages": ("fr",)}
    joined = merging.merge([question("en", "One.", **stated), question("fr", "Un.")])
    roles = [variant.role for variant in joined.value.variants]
    assert [VariantRole.TRANSLATION, VariantRole.ORIGINAL, None] == roles


def test_question_and_answer_make_a_dossier():
    """An answer whose number is that of the question comes to name it."""
    answer = Answer(reference=A1, variants=(text("en", "Yes."),))
    joined = merging.merge([answer, question("en", "One.")])
    assert (Dossier, (Q1,)) == (type(joined.value), joined.value.answers[0].answers_to)


def test_answers_without_a_name_are_told_by_what_they_answer():
    """The same questions on the same day make the same answer; another day another one."""
    facts = {"answers_to": (Q1,), "date": dt.date(2020, 5, 1)}
    pages = [Answer(variants=(text(tag, "x"),), **facts) for tag in ("en", "fr")]
    late = attrs.evolve(pages[0], date=dt.date(2020, 6, 1))
    joined = merging.merge([*pages, late])
    assert [("en", "fr"), ("en",)] == [answer.languages for answer in joined.value.answers]


def test_works_without_anything_in_common_stay_apart():
    """Two questions that nothing names are not taken for one."""
    nameless = Question(variants=(text("en", "One."),))
    other = Question(variants=(text("fr", "Un."),))
    assert 2 == len(merging.merge([nameless, other]).value.questions)


def test_local_names_of_two_dossiers_do_not_meet():
    """`question-1` of one dossier is not that of another."""
    pair = Dossier.pair(
        Question(variants=(text("en", "One."),)),
        Answer(answerers=(Answerer(name="X"),), variants=(text("en", "Yes."),)),
    )
    joined = merging.merge([pair, pair])
    assert [2, 2] == [len(joined.value.questions), len(joined.value.answers)]
    assert 2 == len(list(joined.value.pairs()))


def test_nothing_joins_to_nothing():
    """No documents give no document."""
    assert merging.Merged(value=None) == merging.merge([])


def test_split_gives_a_document_for_each_text():
    """Each language with a text has its document; the others stay known in it."""
    whole = merging.merge([question("en", "One."), question("fr", "Un.")]).value
    parts = merging.split(whole)
    expected = [("en", ["One.", "", ""]), ("fr", ["", "Un.", ""])]
    assert expected == [(tag, [v.text() for v in part.variants]) for tag, part in parts]


def test_split_of_a_dossier_gives_dossiers():
    """Works without any text go with the first language."""
    dossier = Dossier(
        questions=(
            question("en", "One."),
            Question(identifiers=(Identifier(scheme="eli", value="x"),)),
        ),
        answers=(Answer(reference=A1, answers_to=(Q1,), variants=(text("fr", "Oui."),)),),
    )
    parts = merging.split(dossier)
    assert [("en", 2), ("fr", 1)] == [(tag, len(part.works)) for tag, part in parts]


def test_no_text_splits_to_nothing():
    """A document without any text has no parts."""
    assert () == merging.split(Question(reference=Q1))


ELI = Identifier(scheme="eli", value="https://data.europarl.europa.eu/eli/dl/doc/E-9-2020-900001")
REVISED = Reference.parse("E-900001/2020/rev.1")
PERSON = "https://data.europarl.europa.eu/person/990001"


def record(**facts):
    """A question as a record states it."""
    return Question(**{"reference": Q1, "identifiers": (ELI,), **facts})


def united(one, other):
    """Two readings joined: the value, and the problems' paths."""
    joined = merging.merge([one, other])
    return joined.value, [problem.path for problem in joined.problems]


@pytest.mark.parametrize(
    ("one", "other", "expected", "paths"),
    [
        (
            (Author(name="Anna Muster", uri=PERSON),),
            (Author(name="Anna Muster", group="PPE"),),
            (Author(name="Anna Muster", uri=PERSON, group="PPE"),),
            [],
        ),
        ((Author(uri=PERSON),), (Author(name="A"),), (Author(uri=PERSON),), ["authors"]),
        (
            (Author(name="Anna Müster"),),
            (Author(name="MUSTER Anna", group="PPE"),),
            (Author(name="Anna Müster", group="PPE"),),
            ["authors"],
        ),
        (
            (Author(name="A"), Author(name="B")),
            (Author(name="B", group="ID"), Author(name="A")),
            (Author(name="A"), Author(name="B", group="ID")),
            ["authors"],
        ),
        ((Author(name="A"),), (Author(name="B"),), (Author(name="A"),), ["authors"]),
        (
            (Author(name="A"), Author(name="B")),
            (Author(name="A"),),
            (Author(name="A"), Author(name="B")),
            ["authors"],
        ),
        (
            (Author(name="A", group="ECR"),),
            (Author(name="A", group="ID"),),
            (Author(name="A", group="ECR"),),
            ["authors"],
        ),
        (
            (Author(name="A", on_behalf_of=Institution(name="ECR Group")),),
            (Author(name="A", on_behalf_of=Institution(name="ID Group")),),
            (Author(name="A", on_behalf_of=Institution(name="ECR Group")),),
            ["authors"],
        ),
    ],
    ids=["facts", "uri", "capitals", "order", "other", "fewer", "group", "behalf"],
)
def test_authors_of_two_sources_are_one(one, other, expected, paths):
    """Facts of the same person come together; spelling, order and persons that differ are told."""
    value, told = united(record(authors=one), record(authors=other))
    assert (expected, paths) == (value.authors, told)


P1, P2 = f"{PERSON}1", f"{PERSON}2"
LEE = Author(name="Ann Lee")
#: Lists of authors of one work, in which two people have one name.
NAMESAKES = {
    "two and one": [(LEE, LEE), (Author(name="Ann Lee", uri=P1),)],
    "one and two": [
        (Author(name="Ann Lee", group="ID"),),
        (Author(name="Ann Lee", uri=P1), Author(name="Lee Ann", uri=P2)),
    ],
    "crosswise": [
        (Author(name="Ann Lee", group="ID"), Author(name="Ann Lee", group="ECR")),
        (Author(name="Ann Lee", uri=P1), Author(name="Ann Lee", uri=P2)),
    ],
    "two URIs": [
        (Author(name="Ann Lee", group="ID"),),
        (Author(name="Ann Lee", uri=P1),),
        (Author(name="Ann LEE", uri=P2),),
    ],
    "third source": [
        (Author(name="Ann Lee", group="ID"),),
        (Author(name="Ann Lee", uri=P1),),
        (LEE, LEE),
    ],
    "other group": [
        (Author(name="Ann Lee", group="ID"),),
        (Author(name="Ann Lee", group="ECR", uri=P1),),
    ],
    "other body": [
        (Author(name="Ann Lee", on_behalf_of=Institution(code="a"), group="ID"),),
        (Author(name="Ann Lee", on_behalf_of=Institution(code="b"), uri=P1),),
    ],
}


@pytest.mark.parametrize("name", NAMESAKES)
def test_people_of_one_name_exchange_nothing(name):
    """In every order of the sources, each author that comes out is one that a source states."""
    lists = NAMESAKES[name]
    stated = {each for authors in lists for each in authors}
    for order in itertools.permutations(lists):
        joined = merging.merge([record(authors=each) for each in order])
        assert stated.issuperset(joined.value.authors)
        assert "PQ450" in {problem.rule for problem in joined.problems}


def test_a_list_with_namesakes_is_taken_whole():
    """Of two lists, one of which states all that the other does, that one is kept."""
    full = (Author(name="Ann Lee", uri=P1, group="ID"), Author(name="Ann Lee", uri=P2))
    for lists in [((LEE, LEE), full), (full, (LEE, LEE))]:
        value, told = united(*[record(authors=each) for each in lists])
        assert (full, []) == (value.authors, told)


def test_people_of_one_name_are_told_by_their_uri():
    """With the same URI the group may come from another source, whoever else has the name."""
    one = (Author(name="Ann Lee", uri=P2), Author(name="Ann Lee", uri=P1))
    other = (Author(name="Ann Lee", uri=P1, group="ID"), Author(name="Ann Lee", uri=P2))
    value, told = united(record(authors=one), record(authors=other))
    assert (one[0], other[0]) == value.authors
    assert ["authors"] == told


def number(value):
    """The number of a member in a register."""
    return (Identifier(scheme="member", value=value),)


def test_people_and_bodies_are_told_by_their_numbers():
    """One number is one person or body, whatever the name; two of one register are two."""
    named, bare = Author(name="Ann Lee", identifiers=number("7")), Author(identifiers=number("7"))
    other = Author(name="Ann Lee", identifiers=number("8"))
    for order in itertools.permutations([named, bare]):
        value, told = united(*[record(authors=[each]) for each in order])
        assert ((named,), []) == (value.authors, told)
    value, told = united(record(authors=[named]), record(authors=[other]))
    assert ((named,), ["authors"]) == (value.authors, told)
    body = Institution(name="Ports Office", identifiers=number("3"))
    again = Institution(identifiers=number("3"))
    value, told = united(record(addressees=[body]), record(addressees=[again]))
    assert ((body,), []) == (value.addressees, told)


def test_who_answers_is_told_by_a_number():
    """What a register and a page say of one member is one answerer."""
    known = Answerer(name="Bo Tench", group="Blue", constituency="West", identifiers=number("7"))
    bare = Answerer(identifiers=number("7"))
    for order in itertools.permutations([known, bare]):
        made, told = united(*[Answer(reference=A1, answerers=[each]) for each in order])
        assert ((known,), []) == (made.answerers, told)


COMMISSION = Institution(code="commission", uri="https://data.europarl.europa.eu/org/EU_COMMISSION")


@pytest.mark.parametrize(
    ("one", "other", "expected", "paths"),
    [
        (
            (Answerer(institution=COMMISSION),),
            (
                Answerer(
                    honorific="Ms", name="Averlund", institution=Institution(code="commission")
                ),
            ),
            (Answerer(honorific="Ms", name="Averlund", institution=COMMISSION),),
            [],
        ),
        (
            (Answerer(institution=COMMISSION),),
            (
                Answerer(name="A", institution=Institution(code="commission")),
                Answerer(name="B", institution=Institution(code="commission")),
            ),
            (
                Answerer(name="A", institution=COMMISSION),
                Answerer(name="B", institution=Institution(code="commission")),
            ),
            [],
        ),
        (
            (Answerer(institution=COMMISSION),),
            (Answerer(name="A", institution=Institution(code="council")),),
            (Answerer(institution=COMMISSION),),
            ["answerers"],
        ),
        (
            (Answerer(name="Ida Averlund", institution=COMMISSION),),
            (Answerer(name="Averlund", institution=Institution(code="commission")),),
            (Answerer(name="Ida Averlund", institution=COMMISSION),),
            [],
        ),
        (
            (Answerer(name="Averlund", uri=PERSON),),
            (Answerer(name="Brandt"),),
            (Answerer(name="Averlund", uri=PERSON),),
            ["answerers"],
        ),
        (
            (Answerer(name="A", offices=("Vice-President",)),),
            (Answerer(name="A", offices=("vice-président",)),),
            (Answerer(name="A", offices=("Vice-President",)),),
            [],
        ),
        (
            (Answerer(institution=COMMISSION),),
            (Answerer(offices=("President",)),),
            (Answerer(institution=COMMISSION),),
            ["answerers"],
        ),
    ],
    ids=["body", "two", "other", "surname", "person", "offices", "office"],
)
def test_a_body_and_who_answers_for_it_are_one(one, other, expected, paths):
    """A record states the body, the page names the person: together they are the answerer."""
    pages = [Answer(reference=A1, answerers=each) for each in (one, other)]
    value, told = united(*pages)
    assert (expected, paths) == (value.answerers, told)


@pytest.mark.parametrize(
    ("one", "other", "expected", "paths"),
    [
        (
            (Institution(code="council", uri="https://data.europarl.europa.eu/org/CS"),),
            (Institution(code="council", uri="https://example.org/CONSIL", name="Council"),),
            (Institution(code="council", uri="https://example.org/CONSIL", name="Council"),),
            [],
        ),
        (
            (Institution(code="council"),),
            (Institution(code="commission"),),
            (Institution(code="council"),),
            ["addressees"],
        ),
        (
            (Institution(code="council"),),
            (Institution(code="commission"), Institution(code="council")),
            (Institution(code="council"),),
            ["addressees"],
        ),
        (
            (Institution(uri="https://example.org/1"),),
            (Institution(uri="https://example.org/2", name="Two"),),
            (Institution(uri="https://example.org/1"),),
            ["addressees"],
        ),
    ],
    ids=["vocabularies", "other", "more", "uris"],
)
def test_bodies_of_two_vocabularies_are_one(one, other, expected, paths):
    """One body has several URIs; one is kept, in any order, and no difference is told."""
    value, told = united(record(addressees=one), record(addressees=other))
    assert (expected, paths) == (value.addressees, told)
    if not paths:
        assert (value, []) == united(record(addressees=other), record(addressees=one))


def test_a_revision_that_only_a_record_states_is_kept():
    """A record names all revisions by one URI; answers come to name the question as it is named."""
    answer = Answer(reference=A1, answers_to=(Q1,))
    one, other = record(reference=REVISED), Dossier(questions=(record(),), answers=(answer,))
    for documents in ([one, other], [other, one]):
        value = merging.merge(documents).value
        assert [REVISED] == [each.reference for each in value.questions]
        assert [(REVISED,)] == [each.answers_to for each in value.answers]


def test_two_revisions_are_two_works():
    """Without a record that ties them, texts of two revisions are not joined."""
    works = [Question(reference=each) for each in (Q1, REVISED)]
    assert 2 == len(merging.merge(works).value.questions)
    later = Reference.parse("E-900001/2020/rev.2")
    assert 2 == len(merging.merge([record(reference=REVISED), record(reference=later)]).value.works)


def test_files_of_two_sources_are_united_by_their_address():
    """What is known of one file comes together; another file is added."""
    address = "https://data.europarl.europa.eu/distribution/x_en.pdf"
    pdf = Manifestation(media_type="application/pdf", address=address)
    sized = Manifestation(address=address, size=3)
    doc = Manifestation(address="https://data.europarl.europa.eu/distribution/x_en.docx")
    works = [
        record(variants=(LanguageVariant(language="en", manifestations=files),))
        for files in ((pdf,), (doc, sized))
    ]
    value, told = united(*works)
    whole = Manifestation(media_type="application/pdf", address=address, size=3)
    assert ((whole, doc), []) == (value.variant("en").manifestations, told)


def test_an_annex_of_two_sources_is_one():
    """Annexes are told by URI or reference, and language; files that differ are told."""
    reference = Reference.parse("E-900001/2020-ASW-ANN01")
    file = Manifestation(uri="https://example.org/a.pdf", size=1)
    other = Manifestation(uri="https://example.org/a.pdf", size=2)
    works = [
        Answer(reference=A1, attachments=each)
        for each in (
            (Attachment(reference=reference, language="en", manifestations=(file,)),),
            (
                Attachment(reference=reference, language="en", manifestations=(other,), title="T"),
                Attachment(reference=reference, language="fr"),
            ),
        )
    ]
    value, told = united(*works)
    assert ["attachments.size"] == told
    assert [("en", "T", (file,)), ("fr", None, ())] == [
        (each.language, each.title, each.manifestations) for each in value.attachments
    ]


@pytest.mark.parametrize(
    ("one", "other", "severity"),
    [("Night  trains", "Night trains", "info"), ("Night trains", "NIGHT TRAINS", "warning")],
)
def test_subjects_that_differ_are_told(one, other, severity):
    """Blanks alone are of interest only; letters are a difference."""
    works = [record(variants=(LanguageVariant(language="en", subject=s),)) for s in (one, other)]
    joined = merging.merge(works)
    (problem,) = joined.problems
    assert (severity, one) == (problem.severity, joined.value.variant("en").subject)
    assert f'kept "{one}", ignored "{other}"' == problem.message


def test_the_longer_heading_is_kept():
    """The heading of a page goes on where that of a record ends, or the other way round."""
    short, long = ("Question", "to the Council"), ("Question", "to the  Council", "Rule 138")
    for one, other, expected in ((short, long, long), (long, short, long)):
        variants = [LanguageVariant(language="en", heading=each) for each in (one, other)]
        value, told = united(*(record(variants=(each,)) for each in variants))
        assert (expected, []) == (value.variant("en").heading, told)
    value, told = united(
        *(record(variants=(LanguageVariant(language="en", heading=(h,)),)) for h in "ab")
    )
    assert ["variants.en.heading"] == told


def test_an_answer_to_one_more_question_is_joint():
    """An answer that one source knows of one question and another of two is a joint one."""
    other = Reference.parse("P-900002/2020")
    works = [
        Answer(reference=A1, kind="answer", answers_to=(Q1,)),
        Answer(reference=A1, kind="joint", answers_to=(Q1, other)),
    ]
    for one, two in (works, works[::-1]):
        value, told = united(one, two)
        assert ("joint", {Q1, other}, []) == (value.kind, set(value.answers_to), told)


def test_the_vocabulary_of_a_kind_is_no_difference():
    """Three vocabularies name one kind: the first URI is kept, another kind is told."""
    one = record(kind="written", kind_code="QUEST_WRITTEN")
    value, told = united(one, record(kind="written", kind_code="Written question"))
    assert ("QUEST_WRITTEN", []) == (value.kind_code, told)
    value, told = united(one, record(kind="oral", kind_code="Oral question"))
    assert ["kind", "kind_code"] == told


def test_an_answer_page_without_a_name_meets_its_record():
    """A page that prints no reference is the answer to the same question on the same day."""
    day = dt.date(2020, 5, 1)
    page = Answer(answers_to=(Q1,), date=day, variants=(text("en", "Yes."),))
    known = Answer(reference=A1, answers_to=(Q1,), date=day)
    assert A1 == merging.merge([page, known]).value.reference
    assert A1 == merging.merge([known, page]).value.reference
    assert 2 == len(merging.merge([known, attrs.evolve(page, date=None)]).value.answers)


def test_extensions_of_dossiers_are_kept():
    """What a dossier has beside its works stays, on the work when there is but one."""
    note = Extension(namespace="https://example.org/", name="note", value="x")
    pair = Dossier(questions=(record(),), answers=(Answer(reference=A1),), extensions=(note,))
    assert (note,) == merging.merge([pair]).value.extensions
    alone = Dossier(questions=(record(),), extensions=(note,))
    assert (note,) == merging.merge([alone, record()]).value.extensions


def test_answers_of_one_document_without_a_name_stay_two():
    """A dossier may hold two answers to one question that nothing names: they are not one."""
    answers = (Answer(answers_to=(Q1,), kind="interim"), Answer(answers_to=(Q1,)))
    pair = Dossier(questions=(record(),), answers=answers)
    joined = merging.merge([pair])
    assert (2, ()) == (len(joined.value.answers), joined.problems)


def test_works_that_are_known_to_be_one_are_united():
    """Somebody who knows that two readings are of one work needs no name that says so."""
    pages = [Answer(answers_to=(Q1,), variants=(text(tag, "x"),)) for tag in ("en", "fr")]
    assert 2 == len(merging.merge(pages).value.answers)
    assert ("en", "fr") == merging.merge_works(pages).value.languages


@pytest.mark.parametrize(
    ("bare", "full"),
    [
        (Institution(name="Commission"), Institution(code="commission", name="European Board")),
        (Institution(name="Commission"), Institution(uri="https://example.org/1", name="Board")),
        (Institution(uri="https://example.org/1"), Institution(code="commission")),
        (Institution(name="Board"), Institution(name="Abbey")),
    ],
)
@pytest.mark.parametrize("field", ["answerers", "on_behalf_of", "addressees", "authors", "body"])
def test_names_of_one_body_do_not_depend_on_the_order(bare, full, field):
    """Of two bodies that only their names tell apart, the one that states more is kept."""
    made = {
        "answerers": lambda b: Answer(
            reference=A1, answerers=(Answerer(name="Borg", institution=b),)
        ),
        "body": lambda b: Answer(reference=A1, answerers=(Answerer(institution=b),)),
        "authors": lambda b: record(authors=(Author(name="Borg", on_behalf_of=b),)),
        "on_behalf_of": lambda b: record(on_behalf_of=(b,)),
        "addressees": lambda b: record(addressees=(b,)),
    }[field]
    one, other = merging.merge([made(bare), made(full)]), merging.merge([made(full), made(bare)])
    assert (made(full), one.value) == (one.value, other.value)
    (problem,) = one.problems
    assert ("PQ450", one.problems) == (problem.rule, other.problems)


def test_a_difference_names_both_files_in_plain_words():
    """The file of each reading is the one that states it, whichever comes first."""
    full = Institution(code="commission", name="European Board")
    bare = Institution(name="Board")
    pages = {
        "a.json": Answerer(honorific="Mr", name="Borg", institution=full),
        "b.json": Answerer(name="Borg", institution=bare),
    }
    for names in (["a.json", "b.json"], ["b.json", "a.json"]):
        answers = [Answer(reference=A1, answerers=(pages[name],)) for name in names]
        (problem,) = merging.merge(answers, files=names).problems
        expected = 'kept "Mr Borg, European Board" (a.json), ignored "Borg, Board" (b.json)'
        assert ("b.json", expected) == (problem.file, problem.message)


def test_values_of_every_kind_are_shown_in_plain_words():
    """No message has the spelling of a Python value in it."""
    one = record(date=dt.date(2020, 3, 4), kind="written", addressees=(COMMISSION,), rule="1")
    council = (Institution(code="council"),)
    other = record(date=dt.date(2020, 3, 5), kind="oral", addressees=council, rule="2")
    told = [problem.message for problem in merging.merge([one, other]).problems]
    assert 'kept "written", ignored "oral"' in told
    assert "kept 2020-03-04, ignored 2020-03-05" in told
    assert f'kept "commission, {COMMISSION.uri}", ignored "council"' in told


def _version(*tags):
    return tuple(LanguageVariant(language=tag, subject=f"In {tag}") for tag in tags)


def _local(value):
    return Identifier(scheme="local", value=value)


def test_a_part_has_the_works_that_its_links_name():
    """A link by a name of the file leads to a work in each part, if only to what is known of it."""
    questions = [
        Question(identifiers=(_local("q1"),), variants=_version("en")),
        Question(reference=Q1, variants=_version("en")),
    ]
    first = Answer(answers_to=(_local("q1"),), identifiers=(_local("a1"),), variants=_version("en"))
    second = Answer(answers_to=(Q1,), replaces=(_local("a1"),), variants=_version("fr"))
    whole = Dossier(questions=questions, answers=(first, second))
    parts = dict(merging.split(whole))
    assert ["en", "fr"] == list(parts)
    assert (2, 1) == (len(parts["en"].questions), len(parts["en"].answers))
    # The reference is a name outside the file: that question need not be there.
    known = LanguageVariant(language="en")
    assert (attrs.evolve(whole.questions[0], variants=(known,)),) == parts["fr"].questions
    replaced, other = whole.answers
    assert (attrs.evolve(replaced, variants=(known,)), other) == parts["fr"].answers
    for part in parts.values():
        assert "PQ431" not in {problem.rule for problem in check(part)}


@pytest.mark.parametrize(
    "link",
    [
        {"cites": (_local("q1"),)},
        {"follows_up": (_local("q1"),)},
        {"events": (Event(kind="merged", targets=(_local("q1"),)),)},
    ],
)
def test_a_part_has_the_works_that_are_cited_followed_up_or_concerned(link):
    """Not only answers link to works by names of the file."""
    cited = Question(identifiers=(_local("q1"),), variants=_version("en"))
    other = Question(identifiers=(_local("q2"),), variants=_version("fr"), **link)
    parts = dict(merging.split(Dossier(questions=(cited, other))))
    known = attrs.evolve(cited, variants=(LanguageVariant(language="en"),))
    assert ((cited,), (known, other)) == (parts["en"].questions, parts["fr"].questions)


def test_a_link_that_names_nothing_in_its_file_leads_to_no_other_work():
    """PQ453: it gets a name of its own, so that it does not lead to a work of another file."""
    seven = Identifier(scheme="number", value="7")
    question = Question(identifiers=(seven,), variants=_version("en"))
    answer = Answer(answers_to=(seven,), variants=_version("fr"))
    joined = merging.merge([question, answer], files=["q.json", "a.json"])
    (problem,) = [each for each in joined.problems if each.rule == "PQ453"]
    assert ("a.json", "warning") == (problem.file, problem.severity)
    assert "number '7' has no scope and names no work of its own file" in problem.message
    ((link,),) = [each.answers_to for each in joined.value.answers]
    assert "local" == link.scheme
    assert link not in joined.value.questions[0].identifiers
    twin = Dossier(questions=(question,), answers=(answer,))
    assert "PQ453" not in {each.rule for each in merging.merge([twin, question]).problems}


def test_a_document_with_names_of_two_works_is_neither():
    """PQ452: identifiers that lead to works with different references decide nothing."""
    pe = [Identifier(scheme="pe", value=f"PE900.00{n}") for n in (1, 2)]
    other = Reference.parse("E-900002/2020")
    first = Question(reference=Q1, identifiers=pe[:1])
    second = Question(reference=other, identifiers=pe[1:])
    joined = merging.merge([first, second, Question(identifiers=pe)], files=["a", "b", "c"])
    assert [("PQ452", "c")] == [(each.rule, each.file) for each in joined.problems]
    assert f"match {Q1} and {other}" in joined.problems[0].message
    assert 3 == len(joined.value.questions)


def test_identifiers_without_scope_merge_nothing():
    """PQ454: the question 7 of two files may be two; with the sitting as scope it is one."""
    for scope, rules, count in ((None, ["PQ454"], 2), ("2031-03-04", [], 1)):
        seven = Identifier(scheme="number", value="7", scope=scope)
        works = [Question(identifiers=(seven,), variants=_version(tag)) for tag in ("en", "fr")]
        joined = merging.merge(works)
        assert rules == [each.rule for each in joined.problems]
        whole = joined.value
        assert count == (len(whole.questions) if isinstance(whole, Dossier) else 1)


def test_an_answer_that_may_be_one_of_two_is_none_of_them():
    """PQ455: two answers to one question of one day, which state different texts, stay two."""
    texts = [
        LanguageVariant(language="en", body=(Paragraph(content=word),)) for word in ("Yes.", "No.")
    ]
    day = dt.date(2020, 5, 4)
    works = [Answer(answers_to=(Q1,), date=day, variants=(text,)) for text in texts]
    joined = merging.merge(works)
    assert ["PQ455"] == [each.rule for each in joined.problems]
    assert 2 == len(joined.value.answers)
    assert () == merging.merge(works[:1] * 2).problems


def test_very_many_readings_of_a_work_name_their_file():
    """Each difference is reported with the file of the reading that is kept, where one has it."""
    rules = [Question(reference=Q1, rule=str(n)) for n in range(200)]
    joined = merging.merge([Dossier(questions=tuple(rules))], files=["q.json"])
    told = [problem.message for problem in joined.problems]
    assert 'kept "0" (q.json), ignored "199" (q.json)' == told[-1]
    files = [f"{n}.json" for n in range(200)]
    told = [problem.message for problem in merging.merge(rules, files=files).problems]
    assert 'kept "0" (0.json), ignored "199" (199.json)' == told[-1]
