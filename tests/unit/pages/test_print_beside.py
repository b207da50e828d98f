"""PDF files with more than their pages show: embedded files, and layers that are off."""

import pytest

from parlq.formats.ep import pages

from .print_files import HEAD, printed, raw, shown, stream

pytest.importorskip("pypdf", reason="needs the extra pdf")

TOP = b"BT /F1 10 Tf %s ET " % b"".join(
    b"1 0 0 1 72 %d Tm %s Tj " % (y, shown(text)) for y, text in printed(780, *HEAD, "Why?")
)
#: Objects 6 and 7 of a file: one that is embedded, and what it holds.
FILES = [
    b"<</Type/Filespec/F(nests.txt)/UF(nests.txt)/EF<</F 7 0 R>>>>",
    stream(b"Where?", b"/Type/EmbeddedFile"),
    b"<</Type/Filespec/F(eggs.txt)/EF<</F 9 0 R>>>>",
    stream(b"Who?", b"/Type/EmbeddedFile"),
]
CATALOGUE = b"<</Type/Catalog/Pages 2 0 R%s>>"


def told(content=b"", catalogue=b"", more=(), **parts):
    """The rules and messages of the problems of a page; its text."""
    file = raw(TOP + content, more=more, **parts)
    # The table of objects is not right any more; pypdf finds them without it.
    reading = pages.read(file.replace(CATALOGUE % b"", CATALOGUE % catalogue))
    assert reading.value is not None
    problems = [(each.rule, each.message) for each in reading.problems]
    return problems, reading.value.variants[0].text()


NAMES = b"/Names<</EmbeddedFiles<<%s>>>>"
BOTH = "files that the PDF embeds are left out (2): nests.txt, eggs.txt"
ONE = "files that the PDF embeds are left out (1): nests.txt"
MARK = b"/Annots[<</Subtype/FileAttachment/Rect[0 0 9 9]/FS 6 0 R>>]"
EMBEDDED = {
    "a list": (NAMES % b"/Names[(a)6 0 R(b)8 0 R]", b"", BOTH),
    "a tree": (NAMES % b"/Kids[<</Names[(a)6 0 R]>><</Kids[<</Names[(b)8 0 R]>>]>>]", b"", BOTH),
    "a mark on the page": (b"", MARK, ONE),
    "files of the document": (b"/AF[6 0 R 8 0 R]", b"", BOTH),
    "a file of the page": (b"", b"/AF[6 0 R]", ONE),
    "one in two places": (NAMES % b"/Names[(a)6 0 R]", MARK, ONE),
    "one without a name": (
        NAMES % b"/Names[(nests.txt)<</Type/Filespec/EF<</F 7 0 R>>>>]",
        b"",
        ONE,
    ),
    "a damaged list": (
        NAMES % b"/Names 7",
        b"",
        "files that the PDF embeds are left out (1): a list that is damaged",
    ),
}


@pytest.mark.parametrize("name", EMBEDDED)
def test_embedded_files_are_reported(name):
    """Files in a PDF are left out, which one problem says with their names and number."""
    catalogue, page, message = EMBEDDED[name]
    problems, text = told(b"", catalogue, FILES, page=page)
    assert ([("PQ516", message)], "Why?") == (problems, text)


def test_many_embedded_files_are_counted():
    """Of many files the first are named."""
    file = b"<</Type/Filespec/F(%d.txt)/EF<<>>>>"
    names = b"".join(b"(%d)%s" % (n, file % n) for n in range(30))
    said = "0.txt, 1.txt, 2.txt, 3.txt, 4.txt, …"
    expected = [("PQ516", f"files that the PDF embeds are left out (30): {said}")]
    assert expected == told(b"", NAMES % b"/Names[%s]" % names)[0]


@pytest.mark.parametrize(
    "catalogue",
    [b"/Names<<>>", NAMES % b"/Names[]", NAMES % b"", b"/AF[<</F(a.txt)>>]", b"/AF 99 0 R"],
)
def test_a_file_that_embeds_nothing_is_nothing(catalogue):
    """Empty lists, and files that are elsewhere, are no embedded files."""
    assert ([], "Why?") == told(b"", catalogue)


def test_a_tree_that_is_a_ring_ends():
    """A tree of names that holds itself is read once."""
    tree = b"<</Names[(a)8 0 R]/Kids[10 0 R]>>"
    catalogue = b"/Names<</EmbeddedFiles 10 0 R>>"
    problems, _ = told(b"", catalogue, [*FILES, tree])
    assert [("PQ516", "files that the PDF embeds are left out (1): eggs.txt")] == problems


#: Objects 6 to 8 of a file: two layers, and a form in which the second one is marked.
LAYERS = [b"<</Type/OCG/Name(Draft)>>", b"<</Type/OCG/Name(Final)>>"]
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>%s>>%s"
OFF = b"/OCProperties<</OCGs[6 0 R 7 0 R]/D<</OFF[6 0 R]>>>>"
WHO = b"BT /F1 10 Tf 1 0 0 1 72 600 Tm (Who?) Tj ET "
MARKED = b"/OC /a BDC " + WHO + b"EMC "
HIDDEN = "text in a layer that the PDF does not show is read as part of the page: Draft"


def layered(content=MARKED, catalogue=OFF, form=b"", own=b"", group=b"6 0 R"):
    """The problems and text of a page in layers."""
    objects = [*LAYERS, stream(form, FORM % (own, b""))]
    resources = b"/Properties<</a %s/b 7 0 R>>/XObject<</F 8 0 R>>" % group
    return told(content, catalogue, objects, resources=resources)


def group(rest):
    """A group of both layers."""
    return b"<</Type/OCMD/OCGs[6 0 R 7 0 R]%s>>" % rest


USAGE = b"<</Type/OCG/Name(Draft)/Usage<</View<</ViewState/OFF>>>>>>"
UNSEEN = {
    "marked": {},
    "marked inside a mark": {"content": b"/OC /a BDC /Span BMC " + WHO + b"EMC EMC "},
    "marked inside another layer": {"content": b"/OC /b BDC " + MARKED + b"EMC "},
    "in a text": {
        "content": b"BT /F1 10 Tf 1 0 0 1 72 600 Tm /OC /a BDC [(Who?)] TJ EMC ET",
    },
    "off unless it is on": {
        "catalogue": b"/OCProperties<</OCGs[6 0 R 7 0 R]/D<</BaseState/OFF/ON[7 0 R]>>>>"
    },
    "in a form": {"content": b"/F Do", "form": MARKED, "own": b"/Properties<</a 6 0 R>>"},
    "around a form": {"content": b"/OC /a BDC /F Do EMC", "form": WHO},
    "under another name in a form": {
        "content": b"/F Do",
        "form": MARKED.replace(b"/a", b"/b"),
        "own": b"/Properties<</b 6 0 R>>",
    },
    "all of a group": {"group": group(b"/P/AllOn")},
    "one of a group": {"group": b"<</Type/OCMD/OCGs 6 0 R>>"},
    "any of a group but in reverse": {"group": group(b"/P/AllOff")},
    "an expression": {"group": group(b"/VE[/And 7 0 R[/Not[/Or 7 0 R 6 0 R]]]")},
}


@pytest.mark.parametrize("name", UNSEEN)
def test_text_in_a_layer_that_is_off_is_reported(name):
    """Text that no reader of the file sees is read, which a problem says with the layer."""
    assert ([("PQ517", HIDDEN)], ["Why?", "Who?"]) == split(layered(**UNSEEN[name]))


def split(found):
    """Problems, and the words of a text."""
    return found[0], found[1].split()


def test_a_form_in_a_layer_is_reported():
    """A form may be in a layer as a whole."""
    objects = [*LAYERS, stream(WHO, FORM % (b"", b"/OC 6 0 R"))]
    found = told(b"/F Do", OFF, objects, resources=b"/XObject<</F 8 0 R>>")
    assert ([("PQ517", HIDDEN)], ["Why?", "Who?"]) == split(found)


def test_a_layer_may_be_off_for_the_screen():
    """The usage of a layer turns it off where the file says so."""
    automatic = b"/AS[<</Event/View/Category[/View]/OCGs[6 0 R]>>]"
    catalogue = b"/OCProperties<</OCGs[6 0 R]/D<<%s>>>>"
    for rules, expected in ((automatic, [("PQ517", HIDDEN)]), (b"", [])):
        found = told(MARKED, catalogue % rules, [USAGE], resources=b"/Properties<</a 6 0 R>>")
        assert (expected, ["Why?", "Who?"]) == split(found)


SEEN = {
    "in a layer that is on": {"content": MARKED.replace(b"/a", b"/b")},
    "behind a layer": {"content": b"/OC /a BDC EMC " + WHO},
    "behind a form": {
        "content": b"/F Do " + WHO,
        "form": b"/OC /a BDC ",
        "own": b"/Properties<</a 6 0 R>>",
    },
    "in a mark of another kind": {"content": MARKED.replace(b"/OC", b"/Span")},
    "in a layer that is missing": {"content": MARKED.replace(b"/a", b"/c")},
    "under another name in a form": {
        "content": b"/F Do",
        "form": MARKED,
        "own": b"/Properties<</a 7 0 R>>",
    },
    "in a group of which one is on": {"group": group(b"")},
    "in a group of which one is off": {"group": group(b"/P/AnyOff")},
    "in an expression": {"group": group(b"/VE[/Or 6 0 R 7 0 R]")},
    "without layers that are off": {"catalogue": b"/OCProperties<</OCGs[6 0 R]/D<<>>>>"},
    "with damaged layers": {"catalogue": b"/OCProperties<</OCGs 3/D 7>>"},
    "ends without a beginning": {"content": b"EMC EMC " + WHO},
}


@pytest.mark.parametrize("name", SEEN)
def test_text_that_is_shown_is_nothing(name):
    """Text in no layer, or in one that is on, is read without a problem."""
    assert ([], ["Why?", "Who?"]) == split(layered(**SEEN[name]))
