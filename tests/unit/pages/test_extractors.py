"""Pages as extractors, readers of web pages and other sites hand them on: joined, parted, framed."""

import datetime as dt

import pytest

from parlq.formats.ep import pages
from parlq.formats.ep.pages.reader import account
from parlq.model import (
    Answerer,
    Author,
    Bold,
    Identifier,
    Institution,
    Link,
    ListBlock,
    Note,
    Reference,
)
from parlq.model.body_traversal import plain, walk
from parlq.problems import Severity

COMMISSION = Institution(code="commission", name="Commission")
AUTHORS = (Author(name="Ilka Borsum", group="PPE"), Author(name="Jan van der Wiel", group="S&D"))


def warned(reading):
    """The lines of a reading that were not recognised."""
    return [problem.line for problem in reading.problems if problem.rule == "PQ502"]


def unaccounted(text):
    """The characters of a page that nothing accounts for."""
    return [rest for line in account(text) if (rest := line.unaccounted())]


JOINED = """\
Question for written answer E-900447/2021/rev.1 to the Commission Rule 138 \
Ilka Borsum (PPE), Jan van der Wiel (S&D) Subject: Bells of village chapels

How many bells are silent?

PE681.206v01-00
"""


def test_a_head_in_one_line_is_read():
    """Heading, reference, addressee, rule, authors and subject may stand in one line."""
    question = pages.loads(JOINED, strict=True)
    assert (
        Reference.parse("E-900447/2021/rev.1"),
        (COMMISSION,),
        "138",
        AUTHORS,
        "Bells of village chapels",
        (Identifier(scheme="pe", value="PE681.206v01-00"),),
    ) == (
        question.reference,
        question.addressees,
        question.rule,
        question.authors,
        question.variant("en").subject,
        question.identifiers,
    )


def test_a_joined_head_is_accounted_for():
    """Each character of a joined head is in a field."""
    assert [] == unaccounted(JOINED)


def test_a_whole_page_in_one_line_keeps_its_text():
    """Where nothing parts subject and text they stay together, in the text, and that is reported."""
    joined = " ".join(JOINED.split())
    long = joined.replace("How many", "There are many. " * 40 + "How many")
    reading = pages.read(long)
    assert (AUTHORS, None, [1]) == (
        reading.value.authors,
        reading.value.variant("en").subject,
        warned(reading),
    )


def test_site_and_date_before_a_joined_heading_are_read():
    """Heading of the site, sizes, date and reference may stand before the rest in one line."""
    page = (
        "Parliamentary questions PDF 41kWORD 9k 3 September 2020 E-900819/2020 Question for "
        "written answer E-900819/2020 to the Commission Rule 138 Ilka Borsum (PPE)\n"
        "Subject: Bells\n\nHow many?"
    )
    question = pages.loads(page, strict=True)
    assert (dt.date(2020, 9, 3), Reference.parse("E-900819/2020"), AUTHORS[:1]) == (
        question.date,
        question.reference,
        question.authors,
    )


def test_a_heading_with_its_addressee_is_no_title():
    """A heading that is joined to the addressee is the heading, not the subject."""
    page = "Question for written answer to the Commission\nRule 130\nIlka Borsum (PPE)\n\nWhy?"
    question = pages.loads(page, strict=True)
    assert (None, (COMMISSION,)) == (question.variant("en").subject, question.addressees)


def test_authors_whose_names_are_lost_are_kept_as_printed():
    """A list of groups without names is no list of authors."""
    page = JOINED.replace("Ilka Borsum (PPE), Jan van der Wiel", "(PPE), Jan van der Wiel")
    reading = pages.read(page)
    assert ((), [1]) == (reading.value.authors, warned(reading))


def test_the_chooser_in_one_line_is_read():
    """Languages that an extractor has joined are told apart."""
    page = "bg - български en - English (Selected) sv - svenska\n" + JOINED
    assert ("bg", "en", "sv") == tuple(v.language for v in pages.loads(page, strict=True).variants)


PARTED = """\
Question for written answer
E-900118/2021
to the Vice-President of the Commission / High Representative of the
Union for Foreign Affairs and Security Policy
Rule
138
Ilka Borsum (PPE),
Jan van der Wiel (S&D)
Subject:
Frozen goods at the ports

Is there a plan?

Original language of question:
DE
Last updated:
19 January 2021
Legal notice
-
Privacy policy
"""


def test_parted_labels_are_joined():
    """Labels and what they label may stand on two lines, long addressees may wrap."""
    question = pages.loads(PARTED, strict=True)
    assert (
        ["vp_hr"],
        "138",
        AUTHORS,
        "Frozen goods at the ports",
        ("de",),
        dt.date(2021, 1, 19),
        "Legal notice",
    ) == (
        [each.code for each in question.addressees],
        question.rule,
        question.authors,
        question.variant("en").subject,
        question.original_languages,
        question.variant("en").last_updated,
        question.variant("en").legal_notice.label,
    )


def test_parted_labels_are_accounted_for():
    """Each character of lines that belong together is in a field."""
    assert [] == unaccounted(PARTED)


def test_a_parted_formula_is_joined():
    """`Answer given by` may stand over the name, and the institution under it."""
    page = (
        "Answer given by\nExecutive Vice-President Lindqvarn\non behalf of the European Commission\n"
        "Question reference: P-903239/2020\n\nYes."
    )
    answer = pages.loads(page, strict=True)
    commission = Institution(code="commission", name="European Commission")
    expected = Answerer(
        offices=("Executive Vice-President",), name="Lindqvarn", institution=commission
    )
    assert ((expected,), (Reference.parse("P-903239/2020"),)) == (
        answer.answerers,
        answer.answers_to,
    )


BELOW = """\
Question for written answer E-900001/2019
to the Commission
Rule 130
Ilka Borsum (PPE)
Subject: Bells

How many?

Original language of question: DE
Last updated: 19 January 2021
Legal notice - Privacy policy
Follow us on the square
© The bell founders
"""


def test_what_a_site_puts_below_the_foot_is_kept_as_printed():
    """The text ends with the foot, whatever stands below it; that is kept and reported."""
    reading = pages.read(BELOW)
    variant = reading.value.variant("en")
    assert (
        1,
        dt.date(2021, 1, 19),
        [12, 13],
        ["Follow us on the square", "© The bell founders"],
    ) == (
        len(variant.body),
        variant.last_updated,
        warned(reading),
        [extension.value for extension in variant.extensions],
    )


def test_a_heading_by_its_author_is_read():
    """Pages of old documents may say only `by …` and `to …` over the subject."""
    page = (
        "17 April 2008\nby Bríd Ní Mhurchú (GUE/NGL)\nto the Commission\n\n"
        " Subject: Question E\u20114942/07\n Answer in writing\n\nWhat was done?\n\n OJ C 40, 18/02/2009"
    )
    address = "https://www.europarl.europa.eu/doceo/document/E-6-2008-992155_EN.html"
    question = pages.loads(page, strict=True, source=address)
    assert (
        (Author(name="Bríd Ní Mhurchú", group="GUE/NGL"),),
        "Question E\u20114942/07",
        Reference.parse("E-992155/2008"),
        "written",
    ) == (question.authors, question.variant("en").subject, question.reference, question.kind)


def test_an_address_tells_a_priority_question():
    """A question headed as a written one is a priority question when its address says P."""
    page = "Question for written answer\nto the Commission\nRule 117\nIlka Borsum (PPE)\n\nWhy?"
    address = (
        "http://www.europarl.europa.eu/sides/getDoc.do?type=WQ&reference=P-2011-900359&language=EN"
    )
    assert "priority" == pages.loads(page, strict=True, source=address).kind


@pytest.mark.parametrize(
    ("line", "rules"),
    [
        ("Question reference: E-908966/2015", []),
        ("Question references: E-908966/2015, P-908967/2015", ["PQ507"]),
        ("Numer pytania: E-908966/2015", ["PQ507"]),
    ],
)
def test_the_questions_named_under_an_answer_are_what_it_answers(line, rules):
    """A line of references under the formula names the questions, in known words or not."""
    page = f"29 July 2015\nAnswer given by Mr Vellarin on behalf of the Commission\n{line}\n\nYes."
    reading = pages.read(page)
    assert ("E-908966/2015", rules, 1) == (
        str(reading.value.answers_to[0]),
        [problem.rule for problem in reading.problems],
        len(reading.value.variant("en").body),
    )


def test_other_questions_named_under_an_answer_are_kept_as_printed():
    """A line of references in unknown words is not what is answered when the number is another."""
    page = (
        "E-908966/2015(ASW)\nAnswer given by Mr Vellarin on behalf of the Commission\n"
        "Zobacz: E-900001/2015\n\nYes."
    )
    reading = pages.read(page)
    assert ((), [3]) == (reading.value.answers_to, warned(reading))


def test_a_date_that_ends_the_formula_is_the_date():
    """A date in brackets after the formula is no part of a name."""
    page = "Answer given by Ms Orlova on behalf of the Commission (15 January 2024)\n\nYes."
    answer = pages.loads(page, strict=True)
    assert (dt.date(2024, 1, 15), "Orlova", COMMISSION) == (
        answer.date,
        answer.answerers[0].name,
        answer.answerers[0].institution,
    )


def test_an_unknown_body_answers_under_its_own_name():
    """Whoever else is answered for is an institution, not part of the name."""
    page = "Answer given by Ms Orlova on behalf of the Bell Authority\n\nYes."
    answerer = pages.loads(page, strict=True).answerers[0]
    assert ("Orlova", Institution(name="Bell Authority")) == (answerer.name, answerer.institution)


def test_words_that_are_no_name_make_no_answerer():
    """A formula that holds no name is kept as printed, and nobody is made up."""
    reading = pages.read("Answer given by letter of 3 May 2019, ref. 12/7\n\nYes.")
    assert ((), [1]) == (reading.value.answerers, warned(reading))


def test_of_two_dates_the_nearer_one_is_that_of_the_question():
    """The day on which a page was saved may stand at its top."""
    reading = pages.read("3 March 2024\n" + "5 May 2019\n" + BELOW)
    assert (dt.date(2019, 5, 5), 1) == (reading.value.date, warned(reading)[0])


def test_a_mark_in_unknown_words_selects_a_language():
    """A remark in the chooser selects the language, in whatever words."""
    reading = pages.read(
        "bg - български (ausersehen)\nsv - svenska\n\nE-900001/2019-ASW\nABC\n\nX."
    )
    assert ("bg", ["PQ507", "PQ502"]) == (
        next(v.language for v in reading.value.variants if v.body),
        [problem.rule for problem in reading.problems],
    )


def test_the_day_of_tabling_stands_over_the_notes():
    """`Submitted:` ends the text of a question, notes may follow it."""
    page = (
        "Question for written answer E-900001/2023\nto the Commission\nRule 138\nIlka Borsum (ID)\n\n"
        "Bells are old[1].\n\nSubmitted: 7.3.2023\n\n[1] In the year 1402.\n"
    )
    question = pages.loads(page)
    body = question.variant("en").body
    assert (dt.date(2023, 3, 7), ["[1]"], 2) == (
        question.date,
        [block.marker for block in body if isinstance(block, Note)],
        len(body),
    )


def test_two_days_of_tabling_are_reported():
    """The date in the head and that under the text are held against each other."""
    page = "5 May 2019\n" + BELOW.replace("How many?", "How many?\n\nSubmitted: 6.5.2019")
    rules = [problem.rule for problem in pages.read(page).problems]
    assert "PQ504" in rules


def test_a_list_numbered_twice_is_one_list():
    """A dash before each number is that of the extractor."""
    page = BELOW.replace("How many?", "- 1.Is it so?\n- 2.Since when?\n- 3.Why?")
    body = pages.loads(page).variant("en").body
    assert [["1.", "2.", "3."]] == [
        [item.label for item in block.items] for block in body if isinstance(block, ListBlock)
    ]


def test_a_box_of_stages_is_read_in_another_language():
    """The box of stages in plenary is boilerplate, but for its numbers and the debates."""
    page = (
        "Procedure : 2020/2640(RSP)\nForløb i plenarforsamlingen\nDokumentforløb : O-900037/2020\n\n"
        "Indgivne tekster :\n\nO-900037/2020 (B9-0010/2020)\n\nForhandlinger :\n\nPV 18/06/2020 - 11\n\n"
        "Afstemninger :\n\nVedtagne tekster :\n\n18. maj 2020\nO-900037/2020\n"
        "Forespørgsel til mundtlig besvarelse O-900037/2020\ntil Rådet\n"
        "jf. forretningsordenens artikel 136\nKnud Brandtved\nfor Udvalget om Klokker og Tårne\n"
        " Besvarelse på plenarmøde\n Om: Klokker\n\nHvor mange?\n"
    )
    question = pages.loads(page, strict=True)
    assert (
        ["2020/2640(RSP)", "B9-0010/2020"],
        [Institution(name="Udvalget om Klokker og Tårne")],
        [dt.date(2020, 6, 18)],
        "da",
    ) == (
        sorted(identifier.value for identifier in question.identifiers),
        list(question.on_behalf_of),
        [event.date for event in question.events],
        question.variants[0].language,
    )


@pytest.mark.parametrize("above", ["2. Is it so?", "The bells are silent.", "– In May"])
def test_text_above_a_heading_is_no_title(above):
    """A sentence or the item of a list right above the heading is not taken for the subject."""
    page = (
        f"{above}\n\nQuestion for written answer\nto the Commission\nRule 130\nIlka Borsum (PPE)\n"
    )
    reading = pages.read(page)
    assert (None, [1]) == (reading.value.variant("en").subject, warned(reading))


def test_a_second_heading_names_the_question():
    """A collection's own heading stands over that of the question."""
    page = "Question for Written Answer\nQuestion for written answer E-900001/2021\n" + BELOW[42:]
    assert Reference.parse("E-900001/2021") == pages.loads(page).reference


MARKDOWN = """\
URL Source: https://www.europarl.europa.eu/doceo/document/E-9-2023-900123_EN.html

*   [bg - български](https://www.europarl.europa.eu/doceo/document/E-9-2023-900123_BG.html)
*   [en - English](https://www.europarl.europa.eu/doceo/document/E-9-2023-900123_EN.html)(Selected)

# Parliamentary question - E-900123/2023

[PDF 41k](https://files.example.org/a.pdf) [WORD 9k](https://files.example.org/a.docx)

## Footbridges over mountain streams

**Question for written answer  E-900123/2023**

**to the Commission**

[Rule 138](https://www.europarl.europa.eu/doceo/document/lastrules/RULE-138_EN.html)

**Ilka Borsum (PPE)**, **Jan van der Wiel (S&D)**

Bridges are *old*[\\[1\\]](#_ftn1). See [the list](https://files.example.org/list_(2020)).

1\\. Is it known?

2\\. Will it act?

*   [\\[1\\]](#_ftnref1) <https://files.example.org/report>

Last updated: 21 March 2023

[Legal notice](https://www.europarl.europa.eu/legal-notice/en/) - [Privacy policy](/privacy/en/)
"""


def test_markdown_is_read():
    """Links, headings, bold and escapes of Markdown are markup, not text."""
    question = pages.loads(MARKDOWN, strict=True)
    variant = question.variant("en")
    assert (
        9,
        Reference.parse("E-900123/2023"),
        AUTHORS,
        "Footbridges over mountain streams",
        "https://www.europarl.europa.eu/legal-notice/en/",
        ["Paragraph", "ListBlock", "Note"],
        ["https://files.example.org/list_(2020)", "https://files.example.org/report"],
    ) == (
        question.term,
        question.reference,
        question.authors,
        variant.subject,
        variant.legal_notice.uri,
        [type(block).__name__ for block in variant.body],
        [each.href for each in walk(variant.body) if isinstance(each, Link)],
    )


def test_markdown_is_accounted_for():
    """Each character of a page in Markdown, its marks aside, is accounted for."""
    assert [] == unaccounted(MARKDOWN)


def test_the_text_of_markdown_has_no_marks():
    """The words of a paragraph are those that a reader sees."""
    body = pages.loads(MARKDOWN).variant("en").body
    assert "Bridges are old[1]. See the list." == plain(body[0].content)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 30_000,
        "**" * 30_000,
        "*a " * 30_000,
        "[a](" * 30_000,
        "# " + "_a" * 30_000,
        "\\" * 60_001,
    ],
)
def test_marks_without_end_are_read_in_one_pass(text):
    """Marks that are never closed are text, and cost no more than other text."""
    reading = pages.read(f"# Heading\n{text}\n")
    assert [Severity.ERROR] == [problem.severity for problem in reading.problems]


NOTES_IN_A_LIST = """\
<html><body><p>Question for written answer E-900001/2023</p><p>to the Commission</p><p>Rule 138</p>
<p>Ilka Borsum (ID)</p><p>Bells are old<a href="#_ftn1">[1]</a>, some<a href="#_ftn2">[2]</a> too.</p>
<p>1. Is <a href="https://files.example.org/list">the list</a> known?</p><p>2. Why?</p>
<ul><li>[1] <a href="https://files.example.org/a">https://files.example.org/a</a></li>
<li>[2] See <b>above</b>.</li></ul></body></html>
"""


def test_notes_in_a_list_of_html_are_notes():
    """Notes that the site puts into a list are notes, with their links and their bold."""
    body = pages.loads(NOTES_IN_A_LIST).variant("en").body
    notes = [block for block in body if isinstance(block, Note)]
    assert (["[1]", "[2]"], ["https://files.example.org/a"], 1) == (
        [note.marker for note in notes],
        [each.href for each in walk(notes) if isinstance(each, Link)],
        len([each for each in walk(notes) if isinstance(each, Bold)]),
    )


def test_a_link_in_a_numbered_question_is_kept():
    """Taking the number off a question leaves its links."""
    body = pages.loads(NOTES_IN_A_LIST).variant("en").body
    questions = next(block for block in body if isinstance(block, ListBlock))
    assert ["https://files.example.org/list"] == [
        each.href for each in walk((questions,)) if isinstance(each, Link)
    ]


def test_notes_on_lines_without_anything_between_are_parted():
    """Each line that begins with a mark is a note of its own, whatever ends the one above."""
    page = BELOW.replace(
        "How many?", "Bells[1] ring[2].\n[1] https://a.example\n[2] https://b.example"
    )
    body = pages.loads(page).variant("en").body
    assert ["[1]", "[2]"] == [block.marker for block in body if isinstance(block, Note)]


def test_a_colon_ends_a_formula():
    """A site may put a colon after the formula; it is no part of a name."""
    page = "Answer given by Commissioner Orlova on behalf of the European Commission:\n\nYes."
    answerer = pages.loads(page).answerers[0]
    assert ("Orlova", "commission") == (answerer.name, answerer.institution.code)


def test_a_formula_without_a_name_in_the_journal_is_read():
    """A formula that holds no name does no harm in the Official Journal either."""
    page = (
        "WRITTEN QUESTION E-9/01 by Ada Bell (PPE) to the Commission (3 April 2001) Subject: x\n"
        "Why?\nAnswer given by 12/7"
    )
    assert pages.read(page).value is not None


@pytest.mark.parametrize(
    ("head", "authors", "behalf"),
    [
        ("an die Kommission Artikel 128 der Geschäftsordnung Ada Bell im Namen der ECR-Fraktion",
         ["Ada Bell"], ["ECR-Fraktion"]),
        ("an die Kommission Artikel 128 der Geschäftsordnung Ada Bell Schriftliche Antwort",
         ["Ada Bell"], []),
        ("an die Kommission Artikel 128 der Geschäftsordnung Ada Bell (ECR), Bo Tal (PPE)",
         ["Ada Bell", "Bo Tal"], []),
    ],
)  # fmt: skip
def test_what_follows_the_authors_of_a_joined_head_is_no_name(head, authors, behalf):
    """Group and link behind the last author are told from the name, without a comma too."""
    page = f"Anfrage zur mündlichen Beantwortung O-900001/2019 {head}\nBetrifft: Glocken\n\nWarum?"
    question = pages.read(page).value
    assert (authors, behalf) == (
        [author.name for author in question.authors],
        [body.name for body in question.on_behalf_of],
    )


def test_two_bodies_in_one_line_are_kept_as_printed():
    """Where nothing parts a committee from the next author, neither is made up."""
    page = (
        "Question for oral answer\nto the Commission\nRule 128\nAda Bell on behalf of the Committee "
        "on Bells Bo Tal on behalf of the Committee on Towers\nSubject: Bells\n\nWhy?"
    )
    reading = pages.read(page)
    assert ((), (), [4]) == (reading.value.authors, reading.value.on_behalf_of, warned(reading))


def test_an_old_oral_question_in_one_line_is_read():
    """Rule, author, group and addressee of an old oral question may stand in its heading's line."""
    page = (
        "ORAL QUESTION WITH DEBATE O-9055/07 pursuant to Rule 108 of the Rules of Procedure by "
        "Karin Resel, on behalf of the ALDE Group to the Commission\n\nWhy?"
    )
    question = pages.loads(page, strict=True)
    assert ("108", ["Karin Resel"], ["ALDE Group"], ["commission"]) == (
        question.rule,
        [author.name for author in question.authors],
        [body.name for body in question.on_behalf_of],
        [body.code for body in question.addressees],
    )
