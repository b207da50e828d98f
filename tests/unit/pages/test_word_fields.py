"""Fields of DOCX files without a result: what they would show is not in the file."""

import pytest

from parlq.formats.ep import pages

from .office_files import HEAD, docx, paragraph, run

BEGIN, SEPARATE, END = (
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
)
QUOTE = 'QUOTE "storks"'


def simple(instruction, result=""):
    """A field with its instruction in an attribute."""
    return f'<w:fldSimple w:instr="{instruction.replace(chr(34), "&quot;")}">{result}</w:fldSimple>'


def code(instruction):
    """The instruction of a field, in a run."""
    return f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"


def field(instruction, result=None):
    """A field of runs; without its middle where the result is None."""
    return BEGIN + code(instruction) + ("" if result is None else SEPARATE + result) + END


def beside(field):
    """The text of a question with a field, what is preserved beside it, and the rules."""
    reading = pages.read(docx(HEAD + paragraph(run("It ") + field + run("came."))))
    (variant,) = reading.value.variants
    kept = [(each.name, each.value.strip()) for each in variant.extensions]
    return variant.text(), kept, [problem.rule for problem in reading.problems]


EMPTY = {
    "in an attribute": simple(QUOTE),
    "in an attribute, with an empty run": simple(QUOTE, "<w:r><w:rPr><w:b/></w:rPr><w:t/></w:r>"),
    "in an attribute, with a bookmark": simple(QUOTE, '<w:bookmarkStart w:id="1"/>'),
    "in runs": field(QUOTE),
    "in runs, with an empty result": field(QUOTE, ""),
    "in runs, with an empty run": field(QUOTE, "<w:r><w:t/></w:r>"),
    "in the result of another": simple("IF a = a", simple(QUOTE)),
    "behind another": simple("REF a", "<w:r><w:t/></w:r>" + simple(QUOTE)),
}


@pytest.mark.parametrize("name", EMPTY)
def test_a_field_without_a_result_is_reported(name):
    """A field without a result is preserved with its instruction, in whichever form it is stored."""
    assert ("It came.", [("field", QUOTE)], ["PQ516"]) == beside(EMPTY[name])


PARTED = (
    field("REF a", run("ends."))
    + BEGIN
    + code("REF b")
    + SEPARATE
    + "</w:p><w:p>"
    + END
    + simple("REF c", run("Then "))
)


def test_a_result_of_several_paragraphs_is_one():
    """A field that ends in another paragraph has the end of the first as its result."""
    text, kept, rules = beside(PARTED)
    assert (["It", "ends.", "Then", "came."], [], []) == (text.split(), kept, rules)


SILENT = {
    "an entry of an index": simple('XE "storks"'),
    "an entry of an index, with an empty result": field('XE "storks"', ""),
    "a text of a form that is not filled in": field("FORMTEXT", ""),
    "a field in the instruction of another": BEGIN
    + code("IF ")
    + simple(QUOTE)
    + SEPARATE
    + run("")
    + run(" ")
    + END,
    "a blank": simple("REF a", run(" ")),
}


@pytest.mark.parametrize("name", SILENT)
def test_fields_that_show_nothing_are_nothing(name):
    """Fields that show nothing where they stand need no result."""
    text, kept, rules = beside(SILENT[name])
    assert (["It", "came."], [], []) == (text.split(), kept, rules)


DRAWN = {
    "a picture": ("<w:r><w:drawing/></w:r>", "picture"),
    "a hidden word": (run("storks", "<w:vanish/>"), None),
    "an equation": ("<m:oMath><m:r><m:t>a</m:t></m:r></m:oMath>", "equation"),
}


@pytest.mark.parametrize("name", DRAWN)
def test_a_result_beside_the_text_is_one(name):
    """A result that is no text is reported as what it is."""
    result, kind = DRAWN[name]
    _, kept, rules = beside(simple("REF a", result))
    assert [kind] * (kind is not None) == [name for name, _ in kept]
    assert 1 == len(rules)


def test_a_choice_in_a_form_is_reported_once():
    """A box of a form has its state beside the field, and no result."""
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox>'
        "</w:ffData></w:fldChar></w:r>"
    )
    box = begin + code("FORMCHECKBOX") + SEPARATE + END
    assert ("It came.", [("form-field", "checked")], ["PQ516"]) == beside(box)
