"""What files state beside their text: their names, the notes of archives, web archives (MHTML)."""

from __future__ import annotations

import base64

import pytest

from parlq.formats.ep import pages
from parlq.limits import Limits

ANSWER = "Answer given by Ms Holm on behalf of the Commission\n\nYes, the pier leans. It will stand soon.\n"
QUESTION = (
    "Question for written answer\nto the Commission\nRule 138\nOlga Tarn (ECR)\n\n"
    "Subject: Pier\n\nThe pier leans. Who knows why?\n"
)
ADDRESS = "https://www.europarl.europa.eu/doceo/document/E-9-2021-900842_EN.html"


def rules(reading):
    """The rules of the problems."""
    return [each.rule for each in reading.problems]


@pytest.mark.parametrize(
    "options",
    [
        {"source": "77__WQA__E-2008-9147__EN"},
        {"source": "E-2008-9147__EN"},
        {"file": "somewhere/77__WQA__E-2008-9147__EN.txt"},
        {"file": "E-2008-9147__EN.txt"},
    ],
)
def test_a_name_is_the_reference_of_what_is_answered(options):
    """The name of a file, or a name given as the source, is no address but states the reference."""
    reading = pages.read(ANSWER, **options)
    assert ["E-009147/2008"] == [str(each) for each in reading.value.answers_to]
    assert (None, []) == (reading.value.variants[0].source, rules(reading))


def test_a_name_of_a_question_is_no_name_of_an_answer():
    """`__WQ__` is a question; the page is an answer."""
    reading = pages.read(ANSWER, file="77__WQ__E-2008-9147__EN.txt")
    assert ((), ["PQ504"]) == (reading.value.answers_to, rules(reading))


def test_an_answer_in_unknown_words_is_one_by_its_name():
    """The name says that the text is an answer."""
    page = "21.3.2008\nRespondo por Olga Tarn\nThe pier leans, as everybody in the harbour knows.\n"
    reading = pages.read(page, file="77__WQA__E-2008-9147__EN.txt")
    assert ["E-009147/2008"] == [str(each) for each in reading.value.answers_to]


def test_a_name_that_contradicts_the_page_is_reported():
    """The printed reference counts."""
    page = QUESTION.replace("answer\n", "answer E-900001/2021\n", 1)
    reading = pages.read(page, file="E-9-2021-900842_EN.txt")
    assert "E-900001/2021" == str(reading.value.reference)
    assert "PQ504" in rules(reading)


@pytest.mark.parametrize(
    "name", ["notes.txt", "E.txt", "page-2021.txt", "a-b_c", "question_en.txt"]
)
def test_other_names_state_nothing(name):
    """Most names are nothing but names."""
    assert pages.read(QUESTION, file=name).value.reference is None


@pytest.mark.parametrize(
    "note",
    [
        "<!--\n Page saved with SingleFile \n url: {} \n saved date: Mon Mar 01 2021\n-->",
        "<!-- saved from url=(0068){} -->",
        '<script>__wm.wombat("{}","20210101000000","https://web.archive.org/");</script>',
        '<link rel="canonical" href="https://web.archive.org/web/20210101000000/{}">',
        "<!-- saved from url=(0099)https://web.archive.org/web/20210101000000id_/{} -->",
        "<!-- Mirrored from www.europarl.europa.eu/doceo/document/E-9-2021-900842_EN.html"
        " by HTTrack Website Copier/3.x -->",
    ],
)
def test_notes_of_archives_are_the_address(note):
    """Programs that save pages note the address; that of an archive is unwrapped."""
    lines = "".join(f"<p>{line}</p>" for line in QUESTION.splitlines())
    value = pages.loads(f"<!DOCTYPE html><html>{note.format(ADDRESS)}<body>{lines}</body></html>")
    assert ("E-900842/2021", ADDRESS) == (str(value.reference), value.variants[0].source)


def archive(content, coding="quoted-printable", kind="text/html", charset=""):
    """A web archive as browsers save it."""
    return (
        b"From: <Saved by a browser>\r\nSnapshot-Content-Location: " + ADDRESS.encode() + b"\r\n"
        b"Subject: Pier\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
        b'\ttype="text/html";\r\n\tboundary="--Mark--x--"\r\n\r\n\r\n----Mark--x--\r\n'
        b"Content-Type: "
        + f"{kind}{charset}\r\nContent-Transfer-Encoding: {coding}\r\n".encode()
        + b"Content-Location: https://pages.example/x\r\n\r\n"
        + content
        + b"\r\n----Mark--x--\r\nContent-Type: image/png\r\n\r\nxx\r\n----Mark--x----\r\n"
    )


HTML = "<html><body><p>" + QUESTION.replace("\n", "</p>\r\n<p>") + "</p></body></html>"


@pytest.mark.parametrize(
    "data",
    [
        archive(HTML.replace("leans", "le=C3=A9ns").replace("knows", "kno=\r\nws").encode()),
        archive(base64.encodebytes(HTML.replace("leans", "leéns").encode()), "base64"),
        archive(HTML.replace("leans", "leéns").encode(), "8bit"),
        archive(
            HTML.replace("leans", "leéns").encode("cp1252"), "binary", charset="; charset=cp1252"
        ),
    ],
)
def test_web_archives_are_read(data):
    """The page is the first part in HTML; its address stands in the fields of the file."""
    value = pages.loads(data)
    assert ("E-900842/2021", ADDRESS) == (str(value.reference), value.variants[0].source)
    assert "The pier leéns. Who knows why?" == value.text()


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (archive(HTML.encode(), kind="text/css"), "PQ106"),
        (archive(b"=", "base64").replace(b"--Mark--x--", b"\xff", 1), "PQ106"),
        (archive(b"a", "base64"), "PQ101"),
        (archive(HTML.encode() + b"\xff\xfe", "8bit"), "PQ102"),
    ],
)
def test_web_archives_without_a_page_are_refused(data, rule):
    """Each with the reason."""
    reading = pages.read(data)
    assert (None, [rule]) == (reading.value, rules(reading))


def test_web_archives_are_bounded():
    """The size of the file is, before anything is unpacked."""
    data = archive(HTML.encode())
    assert ["PQ104"] == rules(pages.read(data, limits=Limits(size=len(data) - 1)))
