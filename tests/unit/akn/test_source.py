"""From bytes to a tree: encodings, declarations, and what is refused at the door."""

import pytest

from parlq.formats import akn
from parlq.limits import Limits
from parlq.problems import InputError

from .made import NAMES, QUESTION, written

Q = written(QUESTION).replace("ferries", "färjor – ferries")
VALUE = akn.loads(Q)


def declared(encoding):
    return Q.replace('encoding="UTF-8"', f'encoding="{encoding}"')


@pytest.mark.parametrize(
    "data",
    [
        Q,
        f"\ufeff{Q}",
        declared("ISO-8859-1"),
        declared("UTF-16"),
        Q.partition("?>")[2].lstrip(),
        Q.encode(),
        Q.encode("utf-8-sig"),
        declared("UTF-16").encode("utf-16"),
        b"\xff\xfe" + declared("UTF-16").encode("utf-16-le"),
        b"\xfe\xff" + declared("utf-16").encode("utf-16-be"),
        declared("ISO-8859-15").replace("–", "-").encode("iso-8859-15"),
        Q.replace("\n", "\r\n").encode(),
    ],
    ids=[
        *("str", "str-bom", "str-latin1", "str-utf16", "str-bare"),
        *("utf8", "bom", "utf16", "utf16le", "utf16be", "latin9", "crlf"),
    ],
)
def test_encodings_are_read(data):
    """Text is read whatever its declaration says, bytes in the encoding that they declare."""
    dash = "-" if isinstance(data, bytes) and "–".encode() not in data else "–"
    if isinstance(data, bytes) and data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        dash = "–"
    expected = akn.loads(Q.replace("–", dash))
    assert expected == akn.loads(data)


NS = f'xmlns="{NAMES["a"]}"'
PROLOG = '<?xml version="1.0"?>'


@pytest.mark.parametrize(
    ("data", "rule", "line", "piece"),
    [
        (b"", "PQ106", 1, "empty"),
        (b" \n ", "PQ106", 1, "empty"),
        (b"<a>", "PQ101", 1, "not well-formed"),
        (b"<a>\n</b>", "PQ101", 2, "not well-formed"),
        (f"<akomaNtoso {NS}>\n\0</akomaNtoso>".encode(), "PQ101", 2, "not well-formed"),
        (f"<akomaNtoso {NS}>&#1;</akomaNtoso>".encode(), "PQ101", 1, "not well-formed"),
        (f"<akomaNtoso {NS}>&nbsp;</akomaNtoso>".encode(), "PQ101", 1, "nbsp"),
        (b"<?xml version='1.0' encoding='x-klingon'?><a/>", "PQ102", 1, "x-klingon"),
        (b"<?xml version='1.0' encoding='utf-8'?>\n<a>\xe9t\xe9</a>", "PQ102", 2, "encoding"),
        ("<a>\n\ud800</a>", "PQ102", 2, "surrogate"),
        (b"<html/>", "PQ203", 1, "the root element is <html>"),
        (b"<akomaNtoso/>", "PQ202", 1, "no namespace"),
        (b"<akomaNtoso xmlns='urn:x:y'/>", "PQ202", 1, "namespace urn:x:y"),
        (f"{PROLOG}\n<!DOCTYPE a><a/>".encode(), "PQ103", 2, "document type"),
        (f"{PROLOG}<!--x--><?y z?>\n\n<!DOCTYPE a []><a/>".encode(), "PQ103", 3, "document type"),
        (
            f"{PROLOG}<!-- \n<!DOCTYPE a> -->\n<!DOCTYPE a []><a/>".encode(),
            "PQ103",
            3,
            "document type",
        ),
        (
            b"\xff\xfe" + "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>".encode("utf-16-le"),
            "PQ103",
            1,
            "document type",
        ),
        (
            # CJK signs that are `<!DOCTYPE` byte by byte do not hide the declaration
            b"\xff\xfe"
            + "<!DOCTYPE a><a>".encode("utf-16-le")
            + b"<!DOCTYPE "
            + "</a>".encode("utf-16-le"),
            "PQ103",
            1,
            "document type",
        ),
    ],
    ids=range(18),
)
def test_refused_at_the_door(data, rule, line, piece):
    """An input that is no such document is refused with one problem."""
    (problem,) = akn.read(data, file="x.xml").problems
    assert (rule, line, "x.xml") == (problem.rule, problem.line, problem.file)
    assert piece in problem.message


def test_doctype_in_a_text_is_no_declaration():
    """Only a declaration is refused, not its mention."""
    source = Q.replace("färjor", "<![CDATA[<!DOCTYPE a>]]>")
    assert "<!DOCTYPE a>" in akn.loads(source).variants[0].text()


def test_blanks_before_the_root_take_linear_time():
    """A million blanks, with a mention of a declaration behind them, are passed at once."""
    data = PROLOG + " " * 1_000_000 + Q.partition("?>")[2].replace("färjor", "<!--<!DOCTYPE-->")
    assert {"PQ215"} == {problem.rule for problem in akn.read(data).problems}


def test_size_is_bounded():
    """An input beyond the limit is not parsed."""
    with pytest.raises(InputError, match="larger than 100 bytes"):
        akn.loads(Q, limits=Limits(size=100))


def test_depth_is_bounded():
    """Elements nested too deep are refused with the way to read them, raised limits or not."""
    data = Q.replace(
        '<p eId="dbsect_1__question_1__p_1">When',
        '<p eId="dbsect_1__question_1__p_1">' + "<b>" * 300 + "</b>" * 300 + "When",
    )
    (problem,) = akn.read(data).problems
    assert ("PQ105", True) == (problem.rule, "raise the limits" in problem.message)
    rules = {problem.rule for problem in akn.read(data, limits=Limits(unbounded=True)).problems}
    assert "PQ105" in rules
    very = Q.replace(
        '<p eId="dbsect_1__question_1__p_1">When',
        '<p eId="dbsect_1__question_1__p_1">' + "<b>" * 10_000 + "</b>" * 10_000 + "When",
    )
    assert {"PQ105"} == {p.rule for p in akn.read(very, limits=Limits(unbounded=True)).problems}


def test_long_texts_are_bounded_until_the_limits_are_raised():
    """A text of more than ten million characters needs raised limits."""
    data = Q.replace("färjor", "x" * 10_000_001).encode()
    (problem,) = akn.read(data).problems
    assert ("PQ104", True) == (problem.rule, "raise the limits" in problem.message)
    assert 10_000_000 < len(akn.loads(data, limits=Limits(unbounded=True)).variants[0].text())


def test_unchecked_reading_refuses_what_it_cannot_read():
    """Without the schema, a document that is not valid is refused, not a crash of the program."""
    for old, new in (
        ("<debateBody>", "<body>"),
        ("<FRBRWork>", "<FRBRWork><FRBRthis/>"),
        (' by="#author_1"', ""),
        ("<meta>", "<meta/><meta>"),
    ):
        closing = {"<debateBody>": ("</debateBody>", "</body>")}.get(old)
        source = Q.replace(old, new, 1)
        if closing:
            source = source.replace(*closing)
        assert akn.read(source, check=False).failed
