"""Random DOCX documents: every word comes out once, in the text, in an extension or in a problem."""

import random

import pytest

from parlq.formats import json
from parlq.formats.ep import pages

from .office_files import HEAD, W, docx, paragraph, run

NUMBERING = (
    f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>REF a</w:instrText>'
    '<w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
FORMATS = ("", "<w:b/>", "<w:i/>", "<w:strike/>", '<w:vertAlign w:val="superscript"/>')
CELLS = ("", "", "<w:vMerge/>", '<w:vMerge w:val="restart"/>', '<w:gridSpan w:val="2"/>')
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>'


class Random:
    """Makes the body of a document, and remembers its words."""

    def __init__(self, seed):
        self.words = []
        self.pick = random.Random(seed)

    def word(self):
        """A word that is nowhere else."""
        self.words.append(f"kiwi{len(self.words)}x")
        return self.words[-1]

    def runs(self, depth):
        """A run, or something beside or around runs."""
        kind = self.pick.randrange(14)
        if kind == 0 and depth < 4:
            return f'<w:hyperlink r:id="l">{self.runs(depth + 1)}</w:hyperlink>'
        if kind == 1 and depth < 4:
            return f"<w:ins>{self.runs(depth + 1)}</w:ins>"
        if kind == 2 and depth < 4:
            return f"<w:sdt><w:sdtContent>{self.runs(depth + 1)}</w:sdtContent></w:sdt>"
        if kind == 3:
            return f"<m:oMath><m:r><m:t>{self.word()}</m:t></m:r></m:oMath>"
        if kind == 4:
            picture = f'<wp:inline><wp:docPr descr="{self.word()}"/></wp:inline>'
            return f"<w:r><w:drawing>{picture}</w:drawing></w:r>"
        if kind == 5 and depth < 4:
            box = f"<w:txbxContent>{self.block(depth + 1)}</w:txbxContent>"
            return f"<w:r><w:pict><v:shape>{box}</v:shape></w:pict></w:r>"
        if kind == 6 and depth < 4:
            return FIELD.format(self.runs(depth + 1))
        if kind == 7:
            text = f"<w:t>{self.word()}</w:t>"
            both = f"<mc:Choice>{text}</mc:Choice><mc:Fallback>{text}</mc:Fallback>"
            return f"<w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r>"
        if kind == 8:
            above = f"<w:rt>{run(self.word())}</w:rt>"
            return f"<w:r><w:ruby>{above}<w:rubyBase>{run(self.word())}</w:rubyBase></w:ruby></w:r>"
        return run(f" {self.word()} ", self.pick.choice(FORMATS))

    def paragraph(self, depth):
        """A paragraph, perhaps numbered, perhaps with its end deleted."""
        properties = self.pick.choice(["", "", "", "", NUMBERED, "<w:rPr><w:del/></w:rPr>"])
        runs = "".join(self.runs(depth) for _ in range(self.pick.randrange(5)))
        return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"

    def table(self, depth):
        """A table with cells that span others."""
        rows = ""
        for _ in range(self.pick.randrange(1, 4)):
            cells = "".join(
                f"<w:tc><w:tcPr>{self.pick.choice(CELLS)}</w:tcPr>{self.block(depth + 1)}</w:tc>"
                for _ in range(self.pick.randrange(1, 4))
            )
            rows += f"<w:tr>{cells}</w:tr>"
        return f"<w:tbl>{rows}</w:tbl>"

    def block(self, depth=0):
        """A paragraph, a table, or blocks in a control."""
        kind = self.pick.randrange(10)
        if depth > 3 or kind < 6:
            return self.paragraph(depth)
        if kind < 8:
            return self.table(depth)
        inner = self.block(depth + 1) + self.block(depth + 1)
        return f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize("seed", range(60))
def test_no_word_is_lost(seed):
    """Each word is in the document or in a problem, and in the text once at most."""
    made = Random(seed)
    body = "".join(made.block() for _ in range(6))
    data = docx(
        HEAD + paragraph("Here.") + body + paragraph("There."),
        links={"l": "https://birds.example/a"},
        parts=[("n", "numbering", NUMBERING)],
    )
    reading = pages.read(data)
    written = json.dumps(reading.value).decode()
    said = written + " ".join(problem.message for problem in reading.problems)
    text = reading.value.variants[0].text()
    assert [] == [word for word in made.words if word not in said]
    assert [] == [word for word in made.words if text.count(word) > 1]
    assert reading.value == json.loads(written)
