"""The DOCX and PDF files of the portal have the text of the page: one pair of each for both kinds."""

from __future__ import annotations

import pytest

from parlq.formats.ep import pages

from .office_files import docx, paragraph, run
from .print_files import pdf

QUESTION = [
    "Question for written answer E-902264/2021",
    "to the Commission",
    "Rule 138",
    "Olga Tarn (ECR), Nils Berk (Renew)",
    "Subject: Leaning piers",
]
ANSWER = ["E-902264/2021", "Answer given by Ms Holm", "on behalf of the European Commission"]
TEXTS = {
    "question": (
        QUESTION,
        [
            "The old pier of the harbour leans towards the east, and has done so since the last storm.",
            "1. Who knows why it leans?",
            "2. Who will set the following upright again:",
            "(a) the pier itself?",
            "(b) the lamps on the pier?",
        ],
    ),
    "answer": (
        ANSWER,
        [
            "The pier leans because of the sand below it, which the tide carries away every year.",
            "It will be set upright before the summer, and so will the lamps that stand on the pier.",
        ],
    ),
}


def as_page(head, text):
    """The page of the site."""
    return "".join(f"<p>{line}</p>\n" for line in (*head, *text)).join(
        ("<html><body>", "</body></html>")
    )


def as_docx(head, text):
    """The document of the portal: the head is one paragraph, whose lines end with breaks."""
    lines = "<w:r><w:cr/></w:r>".join(map(run, head))
    return docx(f"<w:p>{lines}</w:p>" + "".join(map(paragraph, text)))


def wrapped(line, width=62):
    """A line as print cuts it."""
    made = [""]
    for word in line.split():
        if len(made[-1]) + len(word) > width:
            made.append("")
        made[-1] = f"{made[-1]} {word}".strip()
    return made


def as_pdf(head, text):
    """The print of the portal: paragraphs apart from each other, in lines of one width."""
    height, lines = 780, []
    for block in (*([line] for line in head), *map(wrapped, text)):
        for line in block:
            lines.append((height, line))
            height -= 12
        height -= 12
    return pdf(lines)


@pytest.mark.parametrize("make", [as_docx, as_pdf])
@pytest.mark.parametrize("kind", sorted(TEXTS))
def test_the_text_is_that_of_the_page(kind, make):
    """Facts, subject and blocks of the text are equal values."""
    page = pages.loads(as_page(*TEXTS[kind]))
    file = pages.read(make(*TEXTS[kind])).document()
    assert page.variants[0].body == file.variants[0].body
    assert page.variants[0].subject == file.variants[0].subject
    if kind == "question":
        assert (page.authors, page.addressees, page.rule) == (
            file.authors,
            file.addressees,
            file.rule,
        )
        assert ["1.", "2."] == list(file.variants[0].parts())
    else:
        assert (page.answerers, page.answers_to) == (file.answerers, file.answers_to)
