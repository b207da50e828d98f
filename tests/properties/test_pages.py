"""Properties of saved pages: every character is accounted for, written pages read back, all text is read."""

import datetime as dt
import re
from pathlib import Path

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from parlq import merging
from parlq.checks import check
from parlq.formats.ep import pages
from parlq.formats.ep.pages.language.answerers import ANSWER_KEYS
from parlq.formats.ep.pages.language.person_names import doubt
from parlq.formats.ep.pages.language.wording import rows, table, wording
from parlq.formats.ep.pages.parse.misplaced_lines import is_surely_text
from parlq.formats.ep.pages.reader import account
from parlq.model import (
    Answer,
    Answerer,
    AnswerKind,
    Author,
    Dossier,
    Identifier,
    Institution,
    LanguageVariant,
    LegalNotice,
    ListBlock,
    ListItem,
    Note,
    NoteRef,
    Paragraph,
    Publication,
    Question,
    QuestionKind,
    Reference,
    identity,
)
from parlq.model.languages.language import OFFICIAL
from parlq.testing import documents

from .layouts import LAYOUTS, lines_of

SHARED = Path(__file__).parents[3] / "shared/samples"
SPECIMENS = sorted([*SHARED.glob("ep-pages/*.txt"), *SHARED.glob("seed/*.txt")])
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*_page*"))
TAGS = [language.tag for language in OFFICIAL]

LETTERS = st.characters(categories=["Lu", "Ll"], max_codepoint=0x24F)
WORDS = st.text(LETTERS, min_size=2, max_size=9)
NAMES = (
    st.tuples(WORDS, WORDS)
    .map(lambda pair: " ".join(word.capitalize() for word in pair))
    # a few letters have no capital
    .filter(lambda name: all(word[:1].isupper() for word in name.split()))
    # and a few words are no part of any name
    .filter(lambda name: doubt(name, None) is None)
)
GROUPS = st.sampled_from(["PPE", "S&D", "Verts/ALE", "GUE/NGL", "PPE\u2011DE"]) | st.none()
# A sentence begins with a capital letter and ends with its mark, as it does on a page.
SENTENCES = st.lists(WORDS, min_size=3, max_size=12).map(lambda w: f"Xy {' '.join(w)}.")
BODIES = st.lists(SENTENCES.map(lambda s: Paragraph(content=(s,))), min_size=1, max_size=5).map(
    tuple
)
DAYS = st.dates(dt.date(1994, 1, 1), dt.date(2029, 12, 31))
REFERENCES = st.builds(
    Reference,
    letter=st.sampled_from("EPO"),
    number=st.integers(1, 999_999),
    year=st.integers(1994, 2029),
)
AUTHORS = st.lists(
    st.builds(Author, name=NAMES, group=GROUPS), min_size=1, max_size=6, unique_by=str
).map(tuple)
ASKED = ("commission", "council", "vp_hr", "european_council")
LINES = (
    st.sampled_from([row.text for row in table()])
    | st.text(max_size=30)
    | st.sampled_from(
        [
            "E-900001/2014",
            "21 February 2018",
            "Rule 138",
            "(1) x",
            "[1]",
            "1. a",
            "- b",
            "",
            " ",
            "WRITTEN QUESTION E-9/01 by A B (PPE) to the Commission (3 April 2001) Subject: x",
            "Question 15 by A B (H-9327/10)",
            "A B, Member of the Commission. \u2212 (FR) x",
            "OJ C 1, 1.1.2001",
            "Answer given by Mr X on behalf of the Commission",
            "(English version)",
            "(Version française)",
            "Question for written answer E-900001/14",
            "Question avec demande de réponse écrite E-900001/14",
            "to the Commission",
            "à la Commission",
            "(14 January 2014)",
            "A B (PPE)",
            "WRITTEN QUESTION No 9505/90",
            "by Mr A B, Mrs C D and Lord E (RDE)",
            "to the Commission of the European Communities",
            "Joint supplementary answer to Written Questions Nos 9505/90 and 9547/90",
            "given by Mr X",
            "on behalf of the Commission",
            "Answer",
            "Answer (3 April 2001)",
            "WRITTEN QUESTION E-9/01 by A B (PPE) to the Commission. A title.",
            "(2001/C 950 E/001) E-9040/00 by A B to the Commission Subject: x ...... 1",
            "95/C 222/02 E-361 /95 by A to the Council Subject : y 2 95/C 222/03 No 5/90 by B to the",
            "Joint answer to Written Questions E-9040/00 and E-361 /95 ...... 12",
            "E-900304/14 by A B to the Commission Subject: z English version ...... 17",
            "Vraag nr. 1 van A B (H-9659/05):",
            "A B, fungerend voorzitter van de Raad.(EN) x",
            "De Voorzitter. y",
        ]
    )
)


def squeezed(text):
    """Text without white space."""
    return "".join(text.split())


def printed(value):
    """All words that a document holds, squeezed."""
    works = value.works if isinstance(value, Dossier) else (value,)
    words = []
    for work in works:
        for variant in work.variants:
            words += [variant.subject or "", variant.printed_answerers or "", variant.text()]
            words += [*variant.heading, *(each.value for each in variant.extensions)]
    return squeezed("".join(words))


@pytest.mark.parametrize("path", SPECIMENS + EXAMPLES, ids=lambda path: path.name)
def test_every_character_is_accounted_for(path):
    """Each character became a field, an extension or recognised boilerplate, once."""
    text = path.read_text(encoding="utf-8")
    lines = sorted(account(text), key=lambda line: (line.number, line.offset))
    if path.suffix == ".txt":
        assert squeezed(text) == squeezed("".join(line.text for line in lines))
    assert lines
    assert [] == [(line.number, left) for line in lines if (left := line.unaccounted())]


@pytest.mark.parametrize("path", SPECIMENS + EXAMPLES, ids=lambda path: path.name)
def test_words_of_the_page_are_in_the_document(path):
    """Lines that became text, headings or extensions stand in the document as printed."""
    text = path.read_text(encoding="utf-8")
    held = printed(pages.read(text).value)
    wanted = {"body", "subject", "heading", "printed_answerers", "extensions"}
    for line in account(text):
        for span in line.spans:
            if span.path and span.path[0] == "variant" and span.path[1] in wanted:
                said = squeezed(line.text[span.start : span.end]).lstrip("-")
                assert said in held


def test_specimens_are_here():
    """The samples beside the checkout are tested where they are."""
    if not SPECIMENS:
        pytest.skip("needs the samples beside the checkout")
    assert len(SPECIMENS) > 20


@pytest.mark.parametrize("path", SPECIMENS, ids=lambda path: path.name)
def test_documents_hold_with_all_checks(path):
    """Each document that was read equals the same built anew, with all checks of the model."""
    value = pages.read(path.read_bytes()).value
    for work in value.works if isinstance(value, Dossier) else (value,):
        variants = tuple(attrs.evolve(variant) for variant in work.variants)
        assert work == attrs.evolve(work, variants=variants)


KINDS = st.sampled_from(
    [
        ("E", QuestionKind.WRITTEN),
        ("P", QuestionKind.PRIORITY),
        ("O", QuestionKind.ORAL),
        ("G", QuestionKind.MAJOR_INTERPELLATION),
        ("K", QuestionKind.MINOR_INTERPELLATION),
    ]
)
NUMBERED = st.lists(SENTENCES, min_size=2, max_size=4).map(
    lambda texts: ListBlock(
        ordered=True,
        items=tuple(
            ListItem(label=f"{n}.", content=(Paragraph(content=(text,)),))
            for n, text in enumerate(texts, 1)
        ),
    )
)
NOTED = st.builds(
    lambda text: (
        Paragraph(content=("Xy text", NoteRef(marker="(1)"), " more.")),
        Note(marker="(1)", content=(Paragraph(content=(text,)),)),
    ),
    SENTENCES,
)
ISSUES = st.builds(
    lambda number, day: Publication(
        name="OJ C",
        number=str(number),
        date=day,
        label=f"OJ C {number}, {day.day}.{day.month}.{day.year}",
    ),
    st.integers(1, 400),
    DAYS,
)


def carried(work, language):
    """What a page of layout B says of a work."""
    variant = work.variant(language)
    if isinstance(work, Answer):
        answerer = work.answerers[0]
        institution = answerer.institution
        facts = (
            work.kind or AnswerKind.ANSWER,
            work.answers_to,
            answerer.honorific,
            answerer.offices,
            answerer.name,
            institution and institution.code,
        )
    else:
        facts = (
            work.kind,
            work.authors,
            [each.code for each in work.addressees],
            work.rule,
            [each for each in work.identifiers if each.scheme == "tabled-text"],
        )
    return (
        work.reference,
        *facts,
        work.date,
        work.original_languages,
        work.publications,
        set(work.languages),
        variant.subject,
        variant.body,
        variant.last_updated,
        variant.legal_notice,
        variant.extensions,
    )


def answered_in(language):
    """The kinds of answer for which the table has words, with who answers in them."""
    found = [
        (kind, code)
        for key, kind in ANSWER_KEYS.items()
        if ":" not in key
        for row in table()
        for code in ("commission", "council")
        if row.language == language
        and "{questions}" not in row.text
        and row.key in {key, f"{key}:{code}"}
        and (row.key.partition(":")[2] or wording(f"behalf.{code}", language))
    ]
    return sorted(set(found), key=str)


def words_of(key, language):
    """Wordings of a key, or none of them."""
    return st.sampled_from([row.text for row in rows(key) if row.language == language] or [None])


@given(data=st.data(), language=st.sampled_from(TAGS))
def test_questions_come_back(data, language):
    """A question of any kind reads back with every fact that its page carries."""
    draw = data.draw
    letter, kind = draw(KINDS)
    codes = [code for code in ASKED if wording(f"addressee.{code}", language)]
    noted = draw(NOTED | st.just(()))
    listed = draw(NUMBERED.map(lambda block: (block,)) | st.just(()))
    legal = wording("legal_notice", language)
    tabled = Identifier(scheme="tabled-text", value="B8-0316/2017")
    variant = LanguageVariant(
        language=language,
        subject=draw(SENTENCES),
        body=(*noted[:1], *draw(BODIES), *listed, *noted[1:]),
        last_updated=draw(DAYS | st.none()),
        legal_notice=LegalNotice(label=legal.text) if draw(st.booleans()) else None,
    )
    question = Question(
        reference=attrs.evolve(draw(REFERENCES), letter=letter),
        kind=kind,
        identifiers=(tabled,) if letter == "O" and draw(st.booleans()) else (),
        authors=draw(AUTHORS),
        addressees=tuple(
            Institution(code=code)
            for code in draw(st.lists(st.sampled_from(codes), min_size=1, max_size=2, unique=True))
        ),
        rule=draw(st.sampled_from(["44", "117", "130", "130a"])),
        date=draw(DAYS),
        original_languages=tuple(draw(st.lists(st.sampled_from(TAGS), max_size=2, unique=True))),
        publications=tuple(draw(st.lists(ISSUES, max_size=1))),
        variants=(
            variant,
            *(
                LanguageVariant(language=t)
                for t in draw(st.sets(st.sampled_from(TAGS))) - {language}
            ),
        ),
    )
    read = pages.loads(pages.dumps(question, language=language))
    assert carried(question, language) == carried(read, language)
    assert read == pages.loads(pages.dumps(read, language=language))


@given(data=st.data(), language=st.sampled_from(TAGS))
def test_answers_come_back(data, language):
    """An answer of any kind that the table has words for reads back with every fact of its page."""
    draw = data.draw
    kind, code = draw(st.sampled_from(answered_in(language)))
    asked = draw(st.lists(REFERENCES, min_size=1, max_size=3, unique=True))
    office = draw(words_of("office", language))
    answer = Answer(
        reference=attrs.evolve(asked[0], suffix="ASW") if draw(st.booleans()) else None,
        kind=kind,
        answers_to=tuple(asked),
        answerers=(
            Answerer(
                honorific=draw(words_of("honorific", language) | st.none()),
                offices=(office,) if office and draw(st.booleans()) else (),
                name=draw(NAMES),
                institution=Institution(code=code),
            ),
        ),
        date=draw(DAYS),
        variants=(LanguageVariant(language=language, body=draw(BODIES), last_updated=draw(DAYS)),),
    )
    read = pages.loads(pages.dumps(answer))
    assert carried(answer, language) == carried(read, language)
    assert read == pages.loads(pages.dumps(read))


@given(st.lists(LINES, max_size=40).map("\n".join))
def test_any_lines_are_read_or_refused(text):
    """Lines in any order give a document that holds with all checks, or problems."""
    reading = pages.read(text)
    if reading.value is None:
        assert reading.failed
        assert reading.problems
        return
    for work in reading.value.works if isinstance(reading.value, Dossier) else (reading.value,):
        variants = tuple(attrs.evolve(variant) for variant in work.variants)
        assert work == attrs.evolve(work, variants=variants)


@given(st.lists(LINES, max_size=40).map("\n".join))
def test_any_lines_are_accounted_for(text):
    """No character of any page that is read is lost without an account."""
    lines = sorted(account(text), key=lambda line: (line.number, line.offset))
    assert [] == [(line.number, left) for line in lines if (left := line.unaccounted())]


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<table>",
                "<tr>",
                "<td>",
                "<ul>",
                "<li>",
                "<b>",
                "</b>",
                "<br>",
                "<a href='/x'>",
                "</a>",
                "x",
                "Rule 138",
                "&amp;",
                "Question for written answer",
                "(1)",
                "<sup>",
                "</table>",
            ]
        ),
        max_size=40,
    ).map("".join)
)
def test_any_markup_is_read_or_refused(markup):
    """HTML of any shape gives a document that holds with all checks, or problems."""
    reading = pages.read(f"<html><body>{markup}</body></html>")
    if reading.value is not None:
        for variant in reading.value.variants:
            assert variant == attrs.evolve(variant)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data):
    """No bytes make the reader fail."""
    pages.read(data)


@given(documents())
def test_split_documents_join_again(document):
    """What was taken apart by language and joined is the same again, but for the order of works."""
    # Two works of one name are one when they are joined, and an error before.
    assume(not any(problem.rule == "PQ433" for problem in check(document)))
    parts = [part for _, part in merging.split(document)]
    joined = merging.merge(parts)
    # That works without a name are not known to be one may be told, and nothing else.
    assert {each.rule for each in joined.problems} <= {"PQ454", "PQ455"}
    if isinstance(document, Dossier) or not parts or not identity.names(document):
        return  # what several works may share does not say that two are one
    assert () == joined.problems
    # Which text is the original may be told by the original languages of the work.
    facts = [field.name for field in attrs.fields(type(document)) if field.name != "variants"]
    assert [getattr(document, n) for n in facts] == [getattr(joined.value, n) for n in facts]
    unsaid = [
        attrs.evolve(now, role=was.role)
        for was, now in zip(document.variants, joined.value.variants, strict=True)
    ]
    assert list(document.variants) == unsaid


STRANGE = st.sampled_from(
    [
        "Urgency: high",
        "See also: bread",
        "Urgent",
        "Share this page",
        "Home > Plenary > Questions",
        "Rules 138 and 139",
        "to the Commission and the Council",
        "Last modified: 4 Mar 2022",
        "© Some Parliament, 2022 - Source: Some Parliament",
        "Status: answered",
        "[Top]",
        "Page 1 of 2",
        "Contact | Cookies",
        "4 Mar 2022",
        "Eilverfahren",
    ]
)
#: What becomes of the line of a head or foot: a word misspelled, words added, another sign.
CHANGES = st.sampled_from(["letter", "behind", "before", "stop", "dash"])


@st.composite
def changed_pages(draw):
    """A page of any layout in which one line around the text is another or new, and its lines."""
    name = draw(st.sampled_from(sorted(LAYOUTS)))
    lines = lines_of(LAYOUTS[name])
    around = [index for index, (mark, _) in enumerate(lines) if not mark]
    at = draw(st.sampled_from(around))
    line = lines[at][1]
    # What stands under the first words of a reply is text.
    change = draw(CHANGES if "Member of the Commission" in line else CHANGES | st.just("new"))
    if change == "new":
        # Right under a line of the head or foot, or with an empty line around it.
        apart = draw(st.booleans())
        lines[at + 1 : at + 1] = [("", draw(STRANGE))] if not apart else [
            (" ", ""), ("", draw(STRANGE)), (" ", ""),
        ]  # fmt: skip
    elif change == "letter":
        words = [word for word in line.split() if len(word) > 3 and word.isalpha()] or ["\0"]
        word = draw(st.sampled_from(words))
        lines[at] = ("", line.replace(word, word[:2] + word[3:], 1))
    else:
        written = {
            "behind": f"{line} etc",
            "before": f"New {line}",
            "stop": f"{line}.",
            "dash": line.replace(":", " -", 1),
        }
        lines[at] = ("", written[change])
    return "\n".join(text for _, text in lines), lines


@given(changed_pages())
def test_no_line_of_a_head_or_foot_is_silently_text(changed):
    """Each line of a page is a fact, boilerplate, text between recognised borders, or reported."""
    text, lines = changed
    reading = pages.read(text)
    if reading.value is None:
        assert reading.failed
        return
    told = {problem.line for problem in reading.problems if problem.rule != "PQ507"}
    for line in account(text):
        mark = lines[line.number - 1][0]
        said = any(span.path and span.path[:2] == ("variant", "body") for span in line.spans)
        # The line in which a reply of question time begins holds text, too.
        if said and not mark and "Member of the Commission" not in line.text and line.offset == 0:
            assert line.number in told, line.text
    assert [] == [line.number for line in account(text) if line.unaccounted()]


@given(changed_pages())
def test_no_line_of_a_changed_page_vanishes_from_its_account(changed):
    """The lines of the account are those of the page, each with one use."""
    text, lines = changed
    found = pages.account(text)
    if "](" not in text:  # the account shows Markdown without its markup
        assert squeezed(text) == "".join(squeezed(each.text) for each in found)
    shown = {number for number, (_, line) in enumerate(lines, 1) if line.strip()}
    assert shown == {each.number for each in found}
    if pages.read(text).value is None:
        assert {pages.LineUse.UNKNOWN} >= {each.use for each in found}
    for each in found:
        assert each.fields or each.use is pages.LineUse.UNKNOWN, each


@given(changed_pages())
def test_unknown_lines_of_a_changed_page_are_reported(changed):
    """What the account calls unknown is a problem of that line."""
    text, _ = changed
    reading = pages.read(text)
    told = {problem.line for problem in reading.problems}
    unknown = [each for each in pages.account(text) if each.use is pages.LineUse.UNKNOWN]
    assert reading.value is None or {each.number for each in unknown} <= told


@given(changed_pages())
def test_the_text_of_a_changed_page_is_whole(changed):
    """Whatever stands around a text, its words are there, in the text or as printed."""
    text, lines = changed
    value = pages.read(text).value
    if value is not None:
        held = printed(value)
        for mark, line in lines:
            if mark == ">":
                label = re.match(r"(?:- )?(?:\[1\]|\(1\)|[12]\.) ?", line)
                words = line[label.end() if label else 0 :].replace("*", "")
                assert squeezed(words) in held


SPOKEN = {word for row in table() for word in row.text.split() if word.strip(",:").isalpha()}
SAID = st.sampled_from(sorted(SPOKEN)) | WORDS
SIGNED = st.sampled_from(
    ["(1)", "E-900001/2014", "3/4", "a-b", "[1]", "(PPE)", "21.3.2015", "1.", "-"]
)
TOLD = st.builds(
    lambda first, words, end: f"{first.capitalize()} {' '.join(words)}{end}",
    SAID,
    st.lists(SAID | SIGNED, min_size=7, max_size=14),
    st.sampled_from(".?! "),
)


@given(st.lists(TOLD, min_size=1, max_size=4), st.booleans(), st.booleans())
def test_lines_that_are_surely_text_come_back(lines, titled, answered):
    """What a quick look takes for sentences is read back as the text, whatever its words."""
    lines = [line for line in lines if is_surely_text(line)]
    assume(lines)
    variant = LanguageVariant(
        language="en",
        subject="Xy subject" if titled and not answered else None,
        body=tuple(Paragraph(content=(line,)) for line in lines),
    )
    commission = Institution(code="commission")
    reference = Reference(letter="E", number=900_001, year=2014)
    work = (
        Answer(
            answers_to=(reference,),
            answerers=(Answerer(name="Xy Abc", institution=commission),),
            variants=(variant,),
        )
        if answered
        else Question(
            reference=reference,
            authors=(Author(name="Xy Abc", group="PPE"),),
            addressees=(commission,),
            variants=(variant,),
        )
    )
    assert variant.body == pages.loads(pages.dumps(work)).variant("en").body
