"""Another spelling of a document is the same document: promises 3 and 6, over what is only spelling.

Blanks between structural elements, the order of attributes, quotes, comments, processing
instructions, character references, CDATA, namespace prefixes, the XML declaration and the encoding
say nothing, so a document written otherwise in these ways reads to the same value and is written
back in the canonical form.
"""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from parlq.formats import akn
from parlq.formats import json as json_
from parlq.formats.akn.xml.names import AKN, PQ, XML
from parlq.testing import answers, documents, dossiers, questions

from .markup import SPEAKING

#: Encodings that can carry every character, and two that need character references.
ENCODINGS = ("UTF-8", "UTF-16", "UTF-16LE", "utf-8", "US-ASCII", "ISO-8859-1")

small = st.one_of(
    questions(max_variants=3, max_authors=2),
    answers(max_variants=3, max_answers_to=2),
    dossiers(max_questions=1, max_answers=1, max_variants=2),
)


class Scribe:
    """Writes a tree in a spelling of its own, which a seed decides."""

    def __init__(self, seed: int) -> None:
        dice = random.Random(seed)
        self.dice = dice
        self.encoding = dice.choice(ENCODINGS)
        self.prefixes = {
            AKN: dice.choice(["", "", "akn", "a"]),
            PQ: dice.choice(["pq", "q", "x-1"]),
            XML: "xml",
        }
        self.asides = dice.random() < 0.5

    def write(self, root):
        """Return the bytes of a whole document."""
        text = self.head() + self.element(root, top=True) + self.layout()
        data = text.encode(self.encoding, "xmlcharrefreplace")
        bom = self.encoding == "UTF-16LE"
        return b"\xff\xfe" + data if bom else data

    def head(self):
        """The XML declaration, if any."""
        dice, encoding = self.dice, self.encoding
        if encoding in ("UTF-8", "utf-8") and dice.random() < 0.5:
            return dice.choice(["", "\ufeff", '<?xml version="1.0"?>', "<!-- first -->"])
        quote = dice.choice("'\"")
        alone = dice.choice(["", f" standalone={quote}yes{quote}"])
        name = "UTF-16" if encoding == "UTF-16LE" else encoding
        return f"<?xml version={quote}1.0{quote} encoding={quote}{name}{quote}{alone}?>"

    def name(self, clark):
        """A name with the prefix chosen for its namespace."""
        namespace, name = clark[1:].split("}") if clark[0] == "{" else (None, clark)
        prefix = "" if namespace is None else self.prefixes[namespace]
        return f"{prefix}:{name}" if prefix else name

    def blank(self):
        """Blanks between attributes or elements."""
        return self.dice.choice([" ", "\n", "\t", "  \r\n "])

    def element(self, element, *, top=False):
        """An element with all that is in it."""
        dice = self.dice
        pairs = [
            f"{self.name(name)}{dice.choice(['', ' '])}={self.value(text)}"
            for name, text in element.attrib.items()
        ]
        if top:
            for namespace in (AKN, PQ):
                prefix = self.prefixes[namespace]
                pairs.append(f'xmlns{":" if prefix else ""}{prefix}="{namespace}"')
        dice.shuffle(pairs)
        tag = self.name(element.tag)
        start = "".join([f"<{tag}", *(self.blank() + pair for pair in pairs)])
        speaks = element.tag in SPEAKING
        inner = self.text(element.text) if speaks else ""
        if len(element) and not speaks:
            inner = self.layout()
        for child in element:
            inner += self.element(child)
            inner += self.text(child.tail) if speaks else self.layout()
        end = dice.choice(["", " "])
        return f"{start}{end}/>" if not inner else f"{start}{end}>{inner}</{tag}{end}>"

    def layout(self):
        """What may stand between structural elements."""
        if self.dice.random() < 0.4:
            return ""
        return self.blank() + (self.aside() if self.dice.random() < 0.2 else "")

    def aside(self):
        """A comment or a processing instruction."""
        return self.dice.choice(["<!-- é -->", "<?x y?>", "<!---->"]) if self.asides else ""

    def text(self, text):
        """Text, some of its characters as references."""
        dice = self.dice
        plain = text and "]]>" not in text and "\r" not in text
        if plain and self.encoding.upper().startswith("UTF") and dice.random() < 0.1:
            return f"<![CDATA[{text}]]>"
        out = [self.character(character, "\r") for character in text or ""]
        if out and dice.random() < 0.3:
            out.insert(dice.randrange(len(out) + 1), self.aside())
        return "".join(out)

    def value(self, text):
        """An attribute value in quotes."""
        quote = self.dice.choice("'\"")
        return quote + "".join(self.character(c, "\r\n\t" + quote) for c in text) + quote

    def character(self, character, kept):
        """One character, as itself or as a reference."""
        dice = self.dice
        if character in kept or character in "&<>" or dice.random() < 0.05:
            code = ord(character)
            named = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"}
            forms = [f"&#{code};", f"&#x{code:x};", f"&#x000{code:X};"]
            if character in named:
                forms.append(named[character])
            return dice.choice(forms)
        return character


@given(small, st.integers(0, 2**32))
def test_another_spelling_is_the_same_document(document, seed):
    """A document in another spelling reads to the same value, and is written in the canonical one."""
    canonical = akn.dumps(document)
    data = Scribe(seed).write(etree.fromstring(canonical))
    reading = akn.read(data)
    assert document == reading.value
    assert canonical == akn.dumps(reading.value)
    assert {"PQ215"} >= {problem.rule for problem in reading.problems}


@given(small, st.integers(0, 2**32))
def test_what_is_not_kept_is_reported(document, seed):
    """Each comment and each processing instruction is named in a warning, with its line."""
    data = Scribe(seed).write(etree.fromstring(akn.dumps(document)))
    parser = etree.XMLParser(remove_blank_text=False)
    root = etree.fromstring(data, parser)
    nodes = [*root.itersiblings(preceding=True), *root.iter(), *root.itersiblings()]
    lines = sorted(node.sourceline for node in nodes if not isinstance(node.tag, str))
    assert lines == sorted(problem.line for problem in akn.read(data).problems)


@given(small, st.integers(0, 2**32))
def test_text_and_bytes_are_the_same(document, seed):
    """A document given as text, whatever encoding it declares, reads as its bytes do."""
    scribe = Scribe(seed)
    data = scribe.write(etree.fromstring(akn.dumps(document)))
    text = data.decode("UTF-16" if scribe.encoding == "UTF-16LE" else scribe.encoding)
    assert document == akn.loads(text)


@given(documents())
def test_both_formats_are_canonical(document):
    """The same value gives the same bytes, however often it was carried around."""
    xml, json = akn.dumps(document), json_.dumps(document)
    for other in (akn.loads(xml), json_.loads(json)):
        assert xml == akn.dumps(other)
        assert json == json_.dumps(other)


@given(documents())
def test_akoma_ntoso_has_unix_lines_and_one_declaration(document):
    """Written documents are UTF-8 without BOM, and hold no bare carriage return."""
    data = akn.dumps(document)
    assert data.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso ')
    assert b"\r" not in data
    assert data.endswith(b"</akomaNtoso>\n")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_is_spelled(encoding):
    """The scribe of these tests uses every encoding that it knows."""
    assert any(Scribe(seed).encoding == encoding for seed in range(100))
