"""What a page for readers shows, and in which language."""

from __future__ import annotations

import base64
import datetime as dt
import json
import re
from hashlib import sha256
from html import unescape

import pytest

from parlq.formats import html
from parlq.formats.html.languages import direction, shown_first
from parlq.formats.html.links import leads
from parlq.formats.html.view import view_of
from parlq.model import (
    Answer,
    Author,
    Dossier,
    Event,
    Heading,
    Institution,
    LanguageVariant,
    Note,
    NoteRef,
    Paragraph,
    Question,
    Table,
    TableCell,
    TableRow,
)
from parlq.problems import MissingExtraError, ModelError


def text(language, words="Reeds grow.", **facts):
    """A variant with one paragraph."""
    body = (Paragraph(content=(words,)),)
    return LanguageVariant(language=language, body=body, **facts)


def question(number=1, *variants, **facts):
    """A question of a made-up year."""
    return Question(reference=f"E-{number:06}/2031", variants=variants or (text("en"),), **facts)


def answer(*numbers, variants=(), **facts):
    """An answer to questions of a made-up year."""
    names = tuple(f"E-{number:06}/2031" for number in numbers)
    return Answer(answers_to=names, variants=variants or (text("en", "They do."),), **facts)


def words(document, **options):
    """What a page shows, in one line."""
    page = html.dumps(document, **options).decode()
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", main)).split())


def test_languages_are_in_protocol_order_with_their_state():
    """The chooser has own names: selected, available, and known without a text."""
    page = view_of(
        question(
            1, text("sv"), text("bg"), LanguageVariant(language="fr"), text("el", role="original")
        )
    )
    assert [
        ("български", True, False),
        ("ελληνικά", True, True),
        ("français", False, False),
        ("svenska", True, False),
    ] == [(each.name, each.available, each.selected) for each in page.choices]


def test_the_language_of_most_texts_shows_first():
    """A pair shows first in the language that both have, even if it is not the original."""
    pair = Dossier(
        questions=(question(1, text("nl", role="original"), text("en")),), answers=(answer(1),)
    )
    assert "en" == shown_first(pair)


def test_a_wanted_language_shows_first():
    """A caller names the language that shows first; one that no work has is refused."""
    document = question(1, text("en"), text("fr"))
    assert b'<html lang="fr"' in html.dumps(document, language="fr")
    with pytest.raises(ModelError, match="no work has a variant in 'hu'; there is en, fr"):
        html.dumps(document, language="hu")


def test_a_work_without_the_chosen_language_shows_another():
    """The text that shows instead says so."""
    pair = Dossier(questions=(question(1, text("en"), text("fr")),), answers=(answer(1),))
    assert "Not available in français ; shown in English" in words(pair)


def test_a_joint_answer_shows_once_behind_its_last_question():
    """Each question links to the answer, and the answer to each."""
    questions = (question(1), question(2), question(3))
    joint, other = answer(1, 2), answer(3)
    loose = answer(9)
    dossier = Dossier(questions=questions, answers=(loose, joint, other))
    one, two, three = dossier.questions
    loose, joint, other = dossier.answers
    assert (one, two, joint, three, other, loose) == dossier.reading_order()
    page = html.dumps(dossier).decode()
    assert 1 == page.count('id="work-answer-2"')
    assert 3 == page.count('href="#work-answer-2"')  # two questions, and the contents


def test_a_work_that_is_there_twice_has_two_ids():
    """Ids are unique, even where one value is in a dossier twice."""
    twice = question(1)
    page = html.dumps(Dossier(questions=(twice, twice))).decode()
    ids = re.findall(r' id="([^"]*)"', page)
    assert len(ids) == len(set(ids))


def test_days_are_counted_from_tabling():
    """A timeline has the days that are stated, and the days between."""
    asked = question(
        date=dt.date(2031, 3, 1), events=(Event(kind="due", date=dt.date(2031, 4, 12)),)
    )
    dossier = Dossier(questions=(asked,), answers=(answer(1, date=dt.date(2031, 4, 20)),))
    steps = view_of(dossier).works[0].steps
    assert [("Tabled", None), ("Deadline for reply", 42), ("Answered", 50)] == [
        (re.sub("<[^>]*>", "", step.what), step.after) for step in steps
    ]


def test_headings_that_are_not_printed_are_made_of_facts():
    """A question without a heading gets that of its kind in its language."""
    asked = question(
        1,
        text("de"),
        kind="written",
        addressees=(Institution(code="commission", name="Commission"),),
        rule="144",
    )
    assert "Anfrage zur schriftlichen Beantwortung" in words(asked)


def test_unverified_words_are_english_and_say_so():
    """Where a word was not seen in print, English is marked as English."""
    page = html.dumps(question(1, text("bg"), kind="priority")).decode()
    assert '<span lang="en" dir="ltr">Priority question for written answer</span>' in page


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("ar", "rtl"),
        ("he", "rtl"),
        ("uz-Arab", "rtl"),
        ("ku-Latn", "ltr"),
        ("el", "ltr"),
        ("und", "auto"),
    ],
)
def test_languages_have_a_direction(tag, found):
    """The direction follows from the script, else from the language."""
    assert found == direction(tag)
    assert f'dir="{found}"'.encode() in html.dumps(question(1, text(tag)))


@pytest.mark.parametrize(
    ("href", "found"),
    [
        ("https://x.example/", True),
        ("mailto:a@x.example", True),
        ("https:x.example/a.pdf", False),
        ("http:///a.pdf", False),
        ("mailto:", False),
        ("files/a.pdf", False),
        ("//x.example/a.pdf", False),
        ("#note", False),
        ("JavaScript:x()", False),
        ("data:text/html,x", False),
        ("vbscript:x", False),
        ("file:///etc/passwd", False),
    ],
)
def test_links_lead_to_known_schemes(href, found):
    """An address that could run or open something local is printed and leads nowhere."""
    assert found == leads(href)


def test_marks_and_notes_lead_to_each_other():
    """A mark links to its note, and the note to each of its marks."""
    body = (
        Paragraph(content=("a", NoteRef(marker="(1)"), " b", NoteRef(marker="(1)"))),
        Note(marker="(1)", content=(Paragraph(content=("there",)),)),
    )
    page = html.dumps(question(1, LanguageVariant(language="en", body=body))).decode()
    assert 2 == page.count('href="#dbsect_1__question_1__blockContainer_1" role="doc-noteref"')
    assert 1 == page.count('href="#mark_1" role="doc-backlink"') == page.count('href="#mark_2"')


def test_the_policy_allows_what_the_page_embeds_and_nothing_else():
    """The hashes of the policy are those of the style and of the script."""
    page = html.dumps(question()).decode()
    style = re.search("<style>(.*?)</style>", page, re.DOTALL)[1]
    script = re.findall("<script>(.*?)</script>", page, re.DOTALL)[0]
    hashes = [base64.b64encode(sha256(part.encode()).digest()).decode() for part in (style, script)]
    policy = re.search('Security-Policy" content="([^"]*)"', page)[1].replace("&#39;", "'")
    assert (
        f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}';"
        " base-uri 'none'; form-action 'none'"
    ) == policy


def test_programs_find_linked_and_citation_data():
    """schema.org names the answer of the question, CSL and BibTeX name both."""
    asked = question(1, text("en", subject="Reeds & {rushes}"), authors=(Author(name="Ada Lind"),))
    dossier = Dossier(questions=(asked,), answers=(answer(1, date=dt.date(2031, 4, 20)),))
    page = html.dumps(dossier).decode()
    linked, cited = (
        json.loads(re.search(f'type="{kind}">(.*?)</script>', page, re.DOTALL)[1])
        for kind in (r"application/ld\+json", r"application/vnd.citationstyles.csl\+json")
    )
    assert "QAPage" == linked["@type"]
    assert "They do." == linked["mainEntity"]["suggestedAnswer"][0]["text"]
    assert ["Reeds & {rushes}", "Answer answer-1"] == [each["title"] for each in cited]
    assert r"title = {{Reeds \&amp; \{rushes\}}}," in page
    assert '<meta name="citation_author" content="Ada Lind">' in page


def test_a_missing_package_is_named(monkeypatch):
    """Without jinja2 a page is not written, and the message names the extra."""
    from parlq.formats.html import writer

    writer.environment.cache_clear()
    monkeypatch.setitem(__import__("sys").modules, "jinja2", None)
    with pytest.raises(MissingExtraError, match=r"parlq\[html\]"):
        html.dumps(question())


def test_a_heading_in_a_header_of_a_table_is_no_element_of_a_heading():
    """HTML has no `h1` to `h6` in `th`; in other cells it has."""
    cells = [
        TableCell(header=header, content=(Heading(level=1, content=("Bay",)),))
        for header in (True, False)
    ]
    body = (Table(rows=(TableRow(cells=tuple(cells)),)),)
    page = html.dumps(question(1, LanguageVariant(language="en", body=body))).decode()
    found = re.search(r"<th [^>]*><(p) [^>]* (role=.*?)>.*?<td><(h2) ", page, re.DOTALL)
    assert found is not None
    assert ("p", 'role="heading" aria-level="2"', "h2") == found.groups()


def test_each_question_of_linked_data_has_its_answers():
    """A joint answer is with each of its questions, and an answer without a question by itself."""
    document = Dossier(
        questions=(question(1), question(2), question(3)), answers=(answer(1, 2), answer(9))
    )
    page = html.dumps(document).decode()
    (linked,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    things = json.loads(linked)["mainEntity"]
    assert ["Question", "Question", "Question", "Answer"] == [each["@type"] for each in things]
    assert [1, 1, 0, 0] == [len(each.get("suggestedAnswer", ())) for each in things]
