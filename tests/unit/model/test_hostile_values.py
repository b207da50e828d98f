"""Values that no field can hold are refused as errors of the model, whatever they are."""

import pytest

import parlq
from parlq import merging
from parlq.formats import json
from parlq.model import (
    Bold,
    Event,
    FrbrUri,
    Heading,
    Identifier,
    Language,
    LanguageVariant,
    LegalNotice,
    ListBlock,
    ListItem,
    Manifestation,
    Paragraph,
    Question,
    Reference,
    TableCell,
)
from parlq.model.languages.language import normal_tag

#: Python refuses to write so many digits.
HUGE = 10**6000


def deep(count):
    """A list in a list, so many times."""
    block = Paragraph(content="x")
    for _ in range(count):
        block = ListBlock(items=(ListItem(content=(block,)),))
    return block


def deep_inline(count):
    """Bold words in bold words, so many times."""
    inline = "x"
    for _ in range(count):
        inline = Bold(content=(inline,))
    return Paragraph(content=(inline,))


REFUSED = {
    "term": lambda: Question(term=HUGE),
    "kind": lambda: Question(kind=HUGE),
    "event": lambda: Event(kind=-HUGE),
    "originals": lambda: Question(original_languages=[HUGE]),
    "colspan": lambda: TableCell(colspan=HUGE),
    "size": lambda: Manifestation(uri="a:b", size=HUGE),
    "level": lambda: Heading(content="x", level=HUGE),
    "years": lambda: LegalNotice(label="x", years=(HUGE,)),
    "scope": lambda: Identifier(scheme="a", value="b", scope=HUGE),
    "empty scope": lambda: Identifier(scheme="a", value="b", scope=""),
    "year": lambda: Reference(year=HUGE, number=1),
    "number": lambda: Reference(year=2031, number=HUGE),
    "letter": lambda: Reference(year=2031, number=1, letter=HUGE),
    "reference": lambda: Reference.parse(HUGE),
    "no reference": lambda: Reference.parse([]),
    "country": lambda: FrbrUri(country=HUGE, doctype="x", date="2031", number="1"),
    "tag": lambda: normal_tag(HUGE),
    "no tag": lambda: normal_tag([]),
    "language": lambda: Language(HUGE),
    "uri of a language": lambda: Language.from_uri(HUGE),
    "deep lists": lambda: LanguageVariant(language="en", body=(deep(50_000),)),
    "deep inlines": lambda: LanguageVariant(language="en", body=(deep_inline(50_000),)),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_field_holds_is_refused(name):
    """The error is one of parlq, with a message of a bounded length."""
    with pytest.raises(parlq.ModelError) as caught:
        REFUSED[name]()
    assert len(str(caught.value)) < 500


@pytest.mark.parametrize(
    "facts",
    [
        {"term": HUGE},
        {"mood": HUGE},
        {HUGE: 1},
        {(1,): 1},
        {None: 1},
        {"$schema": HUGE},
        {"schema_version": HUGE},
        {"type": HUGE},
        {"rule": "\ud800"},
        {"term": float("nan")},
        {"authors": {1}},
    ],
)
def test_dictionaries_of_python_are_refused(facts):
    """What JSON has no spelling for is an error of the input, too."""
    with pytest.raises(parlq.InputError):
        json.from_dict({"schema_version": "1.0", "type": "question", **facts})


@pytest.mark.parametrize("value", [None, 5, "E-000001/2018"])
def test_only_documents_are_joined(value):
    """Anything else is a mistake of the program, and said to be one."""
    with pytest.raises(TypeError, match="to merge, not"):
        merging.merge([value])
