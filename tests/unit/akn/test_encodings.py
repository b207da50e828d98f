"""The parser is given UTF-8: whatever a document declares, parlq decodes it and looks first."""

import pytest

from parlq.formats import akn
from parlq.formats.akn.xml import parse as source
from parlq.limits import DEFAULT
from parlq.problems import InputError

from .made import QUESTION, written

TEXT = written(QUESTION)
VALUE = akn.loads(TEXT)
BODY = TEXT.partition("?>")[2].lstrip()


def encoded(codec, declared, before=""):
    """The document in an encoding, with what stands before its root."""
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    return f"{declaration}{before}{BODY}".encode(codec)


READ = [
    *("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"),
    *("ascii", "iso-8859-1", "iso-8859-15", "windows-1252", "koi8-r", "shift_jis", "gb18030"),
    *("euc-jp", "iso-2022-jp", "big5", "euc-kr", "macintosh"),
]


@pytest.mark.parametrize("codec", READ)
def test_encodings_are_read(codec):
    """A document in any of these encodings says the same."""
    assert VALUE == akn.loads(encoded(codec, codec.removesuffix("-sig")))


@pytest.mark.parametrize("codec", ["utf-16", "utf-32", "utf-8-sig"])
def test_the_mark_takes_precedence(codec):
    """A byte order mark tells the encoding, whatever is declared."""
    assert VALUE == akn.loads(encoded(codec, "ISO-8859-1"))


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_without_mark_and_declaration(codec):
    """UTF-16 and UTF-32 are known by their first character."""
    assert VALUE == akn.loads(encoded(codec, ""))


@pytest.mark.parametrize(
    ("codec", "declared", "piece"),
    [
        ("utf-7", "UTF-7", "'UTF-7' is not supported"),
        ("cp037", "cp037", "EBCDIC is not supported"),
        ("cp500", "IBM500", "EBCDIC is not supported"),
        ("utf-8", "unicode_escape", "'unicode_escape' is not supported"),
        ("utf-8", "punycode", "not supported"),
        ("utf-8", "hex", "not supported"),
        ("utf-8", "x-user-defined", "not supported"),
        ("utf-8", "a" * 5000, "not supported"),
        ("utf-8", "UTF-16", "declares UTF-16, but its bytes are not"),
        ("utf-8", "utf_32_be", "declares utf_32_be, but its bytes are not"),
    ],
    ids=lambda text: text[:20],
)
def test_encodings_are_refused(codec, declared, piece):
    """Any other encoding is refused, with what to do."""
    (problem,) = akn.read(encoded(codec, declared)).problems
    assert ("PQ102", 1) == (problem.rule, problem.line)
    assert piece in problem.message
    assert "UTF-8" in problem.message


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (encoded("utf-16", "utf-16")[:-1], BODY.count("\n"), len("</akomaNtoso>") + 1),
        (b"<?xml version='1.0' encoding='ascii'?>\n<a>\xf6</a>", 2, 4),
        ("<a>\n\n  ".encode("utf-16-le") + b"\x00\xd8\x00\xd8", 3, 3),
        (b"<?xml version='1.0' encoding='euc-jp'?>\n<a>\xff</a>", 2, 4),
    ],
    ids=["torn", "not-ascii", "surrogates", "euc"],
)
def test_bytes_that_the_encoding_does_not_have(data, line, column):
    """They are refused where they stand."""
    (problem,) = akn.read(data).problems
    assert ("PQ102", line, column) == (problem.rule, problem.line, problem.column)


@pytest.mark.parametrize("codec", [*READ, "utf-7", "cp037"])
@pytest.mark.parametrize("before", ["", "<!-- x -->\n", "<?x y?> "], ids=["first", "comment", "pi"])
def test_a_declaration_of_a_type_is_refused_in_every_encoding(codec, before):
    """It is seen before the parser is called."""
    declared = codec.removesuffix("-sig")
    data = encoded(codec, declared, f'{before}<!DOCTYPE akomaNtoso SYSTEM "x.dtd">')
    (problem,) = akn.read(data, file="q.xml").problems
    decoded = codec not in {"utf-7", "cp037"}
    line = 1 + before.count("\n") if decoded else 1
    expected = ("PQ103" if decoded else "PQ102", "q.xml", line)
    assert expected == (problem.rule, problem.file, problem.line)


def test_the_second_lock(monkeypatch):
    """Should a declaration ever get past, the parser itself refuses to open what it names."""
    monkeypatch.setattr(source, "_has", lambda *_: False)
    with pytest.raises(InputError, match="PQ103"):
        source.parse(encoded("utf-16", "utf-16", '<!DOCTYPE a SYSTEM "x.dtd">'), None, DEFAULT)


def test_places_in_other_encodings():
    """Lines and columns count characters, whatever the encoding."""
    broken = BODY.replace("<p eId=", '<p colour="red" eId=', 1).replace("When", "När", 1)
    expected = None
    for codec in ("utf-8", "utf-16", "utf-32", "iso-8859-1"):
        data = f'<?xml version="1.0" encoding="{codec}"?>{broken}'.encode(codec)
        (problem,) = akn.read(data).problems
        place = (problem.rule, problem.line, problem.column, problem.path)
        expected = expected or place
        assert expected == place
