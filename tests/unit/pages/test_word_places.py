"""DOCX files with text where the schema has none: it is read in its place, or reported."""

import random

import pytest
from lxml import etree

from parlq.formats import json
from parlq.formats.ep import pages

from .office_files import HEAD, MARKUP, NAMES, W, contents, docx, packed, paragraph, run
from .test_word_documents import NUMBERING, Random

TAGS = (
    *("p", "r", "t", "tbl", "tr", "tc", "sdt", "sdtContent", "ins", "hyperlink", "fldSimple"),
    *("pPr", "rPr", "tcPr", "sectPr", "kept", "bdo", "txbxContent", "customXml", "ruby", "rt"),
    *("rubyBase", "tab", "br", "drawing", "footnoteReference", "fldChar", "sym"),
)


def beside(body, **more):
    """The text of a question, what is preserved beside it, and the rules of its problems."""
    reading = pages.read(docx(HEAD + body, **more))
    (variant,) = reading.value.variants
    return (
        variant.text(),
        [(each.name, each.value) for each in variant.extensions],
        sorted({problem.rule for problem in reading.problems}),
    )


def cell(content):
    """A cell of a table."""
    return f"<w:tc>{content}</w:tc>"


T = "<w:t>Who?</w:t>"
WHERE = paragraph("Where?")
READ = {
    "a run in the body": f"{WHERE}<w:r>{T}</w:r>",
    "text in the body": f"{WHERE}{T}",
    "text in a paragraph": f"{WHERE}<w:p>{T}</w:p>",
    "a link in the body": f'{WHERE}<w:hyperlink r:id="l">{T}</w:hyperlink>',
    "a field in the body": f'{WHERE}<w:fldSimple w:instr="REF a">{run("Who?")}</w:fldSimple>',
    "a run in a control": f"{WHERE}<w:sdt><w:sdtContent>{run('Who?')}</w:sdtContent></w:sdt>",
    "a wrapper in the body": f"{WHERE}<w:kept>{paragraph('Who?')}</w:kept>",
    "a wrapper of text in a paragraph": f"{WHERE}<w:p><w:kept>{T}</w:kept></w:p>",
    "text in text": f"{WHERE}<w:p><w:r><w:t>Wh<w:t>o?</w:t></w:t></w:r></w:p>",
    "behind text in text": f"{WHERE}<w:p><w:r><w:t>W<w:t>h</w:t>o?</w:t></w:r></w:p>",
    "a paragraph in a paragraph": f"<w:p>{run('Where?')}{paragraph('Who?')}</w:p>",
    "a paragraph in a run": f"<w:p>{run('Where?')}<w:r>{paragraph('Who?')}</w:r></w:p>",
    "a table in a paragraph": f"<w:p>{run('Where?')}<w:tbl><w:tr>{cell(paragraph('Who?'))}</w:tr></w:tbl></w:p>",
    "cells in the body": f"<w:tr>{cell(WHERE)}{cell(paragraph('Who?'))}</w:tr>",
    "a cell in a paragraph": f"<w:p>{run('Where?')}{cell(T)}</w:p>",
    "a paragraph in a table": f"{WHERE}<w:tbl>{paragraph('Who?')}</w:tbl>",
    "text in a table": f"{WHERE}<w:tbl>{T}</w:tbl>",
    "a box in the body": f"{WHERE}<w:txbxContent>{paragraph('Who?')}</w:txbxContent>",
    "a box in a paragraph": f"<w:p>{run('Where?')}<w:txbxContent>{paragraph('Who?')}</w:txbxContent></w:p>",
    "a link in a run": f'{WHERE}<w:p><w:r><w:hyperlink r:id="l">{T}</w:hyperlink></w:r></w:p>',
}


@pytest.mark.parametrize("name", READ)
def test_text_out_of_place_is_read(name):
    """Text that stands where the schema has none is part of the body, in its order."""
    text, extensions, problems = beside(READ[name], links={"l": "https://birds.example"})
    assert (["Where?", "Who?"], [], []) == (text.split(), extensions, problems)


ROWS = f"<w:tr>{cell(paragraph('Storks'))}{cell(paragraph('many'))}</w:tr>"
BETWEEN = {
    "a paragraph in a row": f"<w:tr>{cell(paragraph('Nests'))}{paragraph('few')}</w:tr>",
    "a run in a row": f"<w:tr>{cell(paragraph('Nests'))}{run('few')}</w:tr>",
    "text in a row": f"<w:tr>{cell(paragraph('Nests'))}<w:t>few</w:t></w:tr>",
    "cells in a table": f"{cell(paragraph('Nests'))}{cell(paragraph('few'))}",
    "cells in a control": f"<w:sdt><w:sdtContent>{cell(paragraph('Nests'))}{cell(paragraph('few'))}</w:sdtContent></w:sdt>",
    "a wrapper in a row": f"<w:tr>{cell(paragraph('Nests'))}<w:kept>{paragraph('few')}</w:kept></w:tr>",
}


@pytest.mark.parametrize("name", BETWEEN)
def test_text_between_cells_is_a_cell(name):
    """What stands beside the cells of a table is a cell of its own."""
    reading = pages.read(docx(HEAD + f"<w:tbl>{ROWS}{BETWEEN[name]}</w:tbl>"))
    (table,) = reading.value.variants[0].body
    said = [[each.content[0].content[0] for each in row.cells] for row in table.rows]
    assert ([["Storks", "many"], ["Nests", "few"]], ()) == (said, reading.problems)


def test_marks_between_cells_are_no_cells():
    """Bookmarks and deleted text beside cells add none."""
    between = '<w:bookmarkStart w:id="1"/><w:del><w:r><w:delText>Ever.</w:delText></w:r></w:del>'
    reading = pages.read(docx(HEAD + f"<w:tbl>{ROWS}{between}{ROWS}</w:tbl>"))
    (table,) = reading.value.variants[0].body
    assert [2, 2] == [len(row.cells) for row in table.rows]
    assert ["PQ512"] == [problem.rule for problem in reading.problems]


FOREIGN = f"<x:a xmlns:x='urn:x'>{paragraph('Who?')}</x:a>"
TOLD = {
    "between paragraphs": "Who?",
    "in an unknown wrapper": FOREIGN,
    "in an unknown wrapper in a run": f"<w:p><w:r>{FOREIGN}</w:r></w:p>",
    "in an unknown wrapper in a table": f"<w:tbl>{FOREIGN}</w:tbl>",
    "in a table": "<w:tbl>Who?</w:tbl>",
    "in a row": f"<w:tbl><w:tr>{cell(WHERE)}Who?</w:tr></w:tbl>",
    "in properties": "<w:p><w:pPr><w:r><w:t>Who?</w:t></w:r></w:pPr></w:p>",
    "in the properties of a section": f"<w:sectPr>{paragraph('Who?')}</w:sectPr>",
    "in a break": f"<w:p><w:r><w:br>{T}</w:br></w:r></w:p>",
    "in a sign": f'<w:p><w:r><w:sym w:font="Symbol" w:char="F061">{T}</w:sym></w:r></w:p>',
    "in a drawing": f"<w:p><w:r><w:drawing><wp:inline>{run('Who?')}</wp:inline></w:drawing></w:r></w:p>",
    "in the mark of a field": f"<w:p><w:r><w:fldChar>{T}</w:fldChar></w:r></w:p>",
    "beside alternatives": f"<w:p><w:r><mc:AlternateContent>Who?<mc:Choice>{T}</mc:Choice></mc:AlternateContent></w:r></w:p>",
}


@pytest.mark.parametrize("name", TOLD)
def test_text_in_no_place_is_reported(name):
    """Text in what shows none is preserved as an extension, with a problem, once."""
    _, extensions, problems = beside(WHERE + TOLD[name])
    assert ("unknown", "Who?") in extensions
    assert 1 == str(extensions).count("Who?")
    assert "PQ516" in problems


def test_text_behind_the_body_is_reported():
    """A second body is not read, and not lost."""
    parts = contents(HEAD + WHERE)
    main = parts["word/document.xml"]
    parts["word/document.xml"] = main.replace(
        "</w:body>", f"</w:body><w:body>{run('Who?')}</w:body>"
    )
    reading = pages.read(packed(parts))
    (extension,) = reading.value.variants[0].extensions
    assert ("unknown", "Who?", "PQ516") == (
        extension.name,
        extension.value,
        reading.problems[0].rule,
    )


NOTES = (
    f'<w:footnotes xmlns:w="{W}">{paragraph("Loose.")}'
    f'<w:footnote w:id="1">{paragraph("Once.")}</w:footnote>'
    f'<w:footnote w:id="2">{paragraph("Never.")}</w:footnote></w:footnotes>'
)


def test_notes_that_nothing_refers_to_are_reported():
    """A note without a mark in the text, and text between notes, are preserved."""
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    text, extensions, problems = beside(
        paragraph(run("Where?") + mark), parts=[("n", "footnotes", NOTES)]
    )
    assert "Once." in text
    assert [("note", "Never."), ("unknown", "Loose.")] == extensions
    assert ["PQ516"] == problems


def test_comments_that_nothing_refers_to_are_reported():
    """A comment without a mark in the text is preserved like any other."""
    comments = f'<w:comments xmlns:w="{W}"><w:comment w:id="1">{paragraph("Sure?")}</w:comment></w:comments>'
    _, extensions, problems = beside(WHERE, parts=[("n", "comments", comments)])
    assert ([("comment", "Sure?")], ["PQ512"]) == (extensions, problems)


def forms(choice, fallback):
    """Two forms of the same content."""
    both = f"<mc:Choice>{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback>"
    return f'<mc:AlternateContent xmlns:mc="{MARKUP}">{both}</mc:AlternateContent>'


FORMS = {
    "in a run": lambda content: f"<w:p><w:r>{content}</w:r></w:p>",
    "in a paragraph": lambda content: f"<w:p>{content}</w:p>",
    "in the body": lambda content: content,
    "in a table": lambda content: f"<w:tbl>{content}</w:tbl>",
}


@pytest.mark.parametrize("name", FORMS)
def test_forms_that_differ_are_reported(name):
    """Of two forms the first is read; the words of the other are reported where they differ."""
    same = FORMS[name](forms(run("Who?"), run("Who?")))
    assert ("Who?", [], []) == beside(same)
    text, extensions, problems = beside(FORMS[name](forms(run("Who?"), run("Never."))))
    assert ("Who?", [("alternative", "Never.")], ["PQ516"]) == (text, extensions, problems)


HIDDEN = {
    "a hidden row": ("<w:tr><w:trPr><w:hidden/></w:trPr>{}</w:tr>", "PQ517"),
    "a deleted row": ("<w:tr><w:trPr><w:del/></w:trPr>{}</w:tr>", "PQ512"),
    "a deleted cell": ("<w:tr><w:tc><w:tcPr><w:cellDel/></w:tcPr>{}</w:tc></w:tr>", "PQ512"),
}


@pytest.mark.parametrize("name", HIDDEN)
def test_what_a_table_does_not_show_is_left_out(name):
    """Hidden and deleted rows and cells are reported, and no part of the text."""
    markup, rule = HIDDEN[name]
    reading = pages.read(
        docx(HEAD + f"<w:tbl>{ROWS}{ROWS}{markup.format(cell(paragraph('Who?')))}</w:tbl>")
    )
    (problem,) = reading.problems
    assert rule == problem.rule
    assert problem.message.endswith("Who?")
    assert "Who?" not in reading.value.variants[0].text()


@pytest.mark.parametrize(
    "properties", ["<w:trPr><w:ins/></w:trPr>{}", "{}<w:trPr><w:ins/></w:trPr>"]
)
def test_inserted_rows_are_reported(properties):
    """A row that a tracked change inserts is part of the text, with one problem a cell."""
    row = f"<w:tr>{properties.format(cell(paragraph('Nests')) + cell(paragraph(f'<w:ins>{run(chr(78))}</w:ins>')))}</w:tr>"
    reading = pages.read(docx(HEAD + f"<w:tbl>{ROWS}{row}</w:tbl>"))
    assert "Nests" in reading.value.variants[0].text()
    assert ["PQ512", "PQ512"] == [problem.rule for problem in reading.problems]


def field(data):
    """A field of a form."""
    begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
    return paragraph(f'{run("Where?")}{begin}<w:r><w:fldChar w:fldCharType="end"/></w:r>')


ENTRIES = '<w:listEntry w:val="storks"/><w:listEntry w:val="cranes"/>'
CHOSEN = {
    "an entry": (f'<w:ddList><w:result w:val="1"/>{ENTRIES}</w:ddList>', "cranes"),
    "the first entry": (f"<w:ddList>{ENTRIES}</w:ddList>", "storks"),
    "a box": ("<w:checkBox><w:checked/></w:checkBox>", "checked"),
    "an empty box": ('<w:checkBox><w:default w:val="0"/></w:checkBox>', "not checked"),
    "a box that was emptied": (
        '<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>',
        "not checked",
    ),
}


@pytest.mark.parametrize("name", CHOSEN)
def test_what_is_chosen_in_a_form_is_preserved(name):
    """A list or box of a form has its value in no text."""
    data, value = CHOSEN[name]
    text, extensions, _ = beside(field(data))
    assert ("Where?", ("form-field", value)) == (text, extensions[0])


#: What is in them is no content: the second form of one, the instruction of a field.
SECOND = {f"{{{MARKUP}}}Fallback", f"{{{W}}}instrText"}


def is_read(element):
    """Whether what stands in an element is content."""
    return not any(each.tag in SECOND for each in (element, *element.iterancestors()))


def shuffled(seed):
    """A document with words and elements put anywhere, and its words."""
    made, pick = Random(seed), random.Random(seed)
    body = HEAD + paragraph("Here.") + "".join(made.block() for _ in range(4))
    root = etree.fromstring(f"<w:document {NAMES}><w:body>{body}</w:body></w:document>")
    words = list(made.words)
    for _ in range(pick.randrange(1, 5)):
        places = [each for block in root[0][6:] for each in block.iter() if is_read(each)]
        places = places or [root[0]]
        place = pick.choice(places)
        words.append(f"moor{len(words)}x")
        kind = pick.randrange(4)
        if kind == 0:
            place.text = f"{place.text or ''} {words[-1]} "
        elif kind == 1:
            place.tail = f"{place.tail or ''} {words[-1]} "
        else:
            inner = new = etree.Element(
                f"{{{W if pick.random() < 0.9 else 'urn:x'}}}{pick.choice(TAGS)}"
            )
            if pick.random() < 0.7:
                inner = etree.SubElement(new, f"{{{W}}}{pick.choice(TAGS)}")
            inner.text = words[-1]
            place.insert(pick.randrange(len(place) + 1), new)
        if pick.random() < 0.4:
            moved, target = pick.choice(places), pick.choice(places)
            if moved is not root[0] and moved not in [target, *target.iterancestors()]:
                target.append(moved)
    return etree.tostring(root).decode(), words


@pytest.mark.parametrize("seed", range(80))
def test_no_word_out_of_place_is_lost(seed):
    """Each word is in the document or in a problem, and in the text once at most."""
    main, words = shuffled(seed)
    parts = contents(
        "", links={"l": "https://birds.example/a"}, parts=[("n", "numbering", NUMBERING)]
    )
    reading = pages.read(packed({**parts, "word/document.xml": main}))
    said = json.dumps(reading.value).decode() + " ".join(
        problem.message for problem in reading.problems
    )
    text = reading.value.variants[0].text()
    assert [] == [word for word in words if word not in said]
    assert [] == [word for word in words if text.count(word) > 1]
