"""The wording table is well-formed, and every row of it is recognised."""

import subprocess
import sys

import pytest

from parlq.formats.ep.pages.language import answerers as people
from parlq.formats.ep.pages.language.footer_statements import footer_parts, journal
from parlq.formats.ep.pages.language.line_labels import label
from parlq.formats.ep.pages.language.wording import rows, table
from parlq.model.fields.name_matching import fold
from parlq.model.languages.language import OFFICIAL

STATUSES = {"verified", "chapter-heading", "style-guide", "third-party", "unverified"}
TAGS = {language.tag for language in OFFICIAL} | {"*"}


def of(*keys):
    """Rows of keys as parameters."""
    found = [row for row in table() if row.key in keys]
    return pytest.mark.parametrize("row", found, ids=[f"{r.key} {r.language}" for r in found])


@pytest.mark.parametrize("row", table(), ids=lambda row: f"{row.key} {row.language}")
def test_rows_are_complete(row):
    """Each row has a known language and status, words, and evidence."""
    assert row.language in TAGS
    assert row.status in STATUSES
    assert row.text.strip() == row.text != ""
    assert row.evidence


def test_rows_stand_once():
    """No key, language and wording stand twice."""
    found = [(row.key, row.language, row.text) for row in table()]
    assert sorted(set(found)) == sorted(found)


@of("heading.written", "heading.priority", "heading.oral", "heading.major", "heading.minor")
def test_headings_are_recognised(row):
    """A heading is recognised, alone and before a reference."""
    alone, referring = label(row.text), label(f"{row.text}  E-900001/2020")
    assert ("heading", "heading") == (alone.kind, referring.kind)
    assert row.language in alone.languages


@of("rule")
def test_rules_are_recognised(row):
    """The number of the rule is read, with a letter too."""
    assert "130a" == label(row.text.replace("{n}", "130a")).value


@of("addressee.commission", "addressee.council", "addressee.vp_hr", "addressee.european_council")
def test_addressees_are_recognised(row):
    """An addressee gives the code of its key."""
    assert row.key.partition(".")[2] == label(row.text).value[0]


@of("subject")
def test_subjects_are_recognised(row):
    """The subject stands behind its label."""
    text = f" {row.text}: Bees"
    assert " Bees" == text[label(text).value :]


@of("answer", "answer.joint", "answer.supplementary", "answer.supplementary_joint")
def test_formulas_are_recognised(row):
    """The name is read out of the formula."""
    filled = row.text.replace("{questions}", "E-1/20 and P-2/20")
    found = people.answer_line(filled.replace("{name}", "Xaver Qvist"))
    assert "Xaver Qvist" == found.answerers[0].name


@of("behalf.commission", "behalf.council")
def test_institutions_are_recognised(row):
    """Who is spoken for gives the code of its key."""
    found = people.institution_line(row.text, row.language)
    assert row.key.partition(".")[2] == found.code


@of("behalf.group", "behalf.committee")
def test_groups_are_recognised(row):
    """A line on behalf of a group or committee is one."""
    assert "behalf" == label(row.text.replace("{group}", "Vrai")).kind


@of("last_updated")
def test_last_updates_are_recognised(row):
    """The label of the last update is followed by a date."""
    assert "updated" == footer_parts(f"{row.text}: 3.4.2020")[0].kind


@of("legal_notice", "privacy")
def test_links_of_the_foot_are_recognised(row):
    """The words are kept as printed."""
    assert row.text == footer_parts(row.text)[0].value


@of("original")
def test_original_languages_are_recognised(row):
    """Codes follow the label, more than one too."""
    assert ("en", "fr") == footer_parts(f"{row.text}: EN, FR")[0].value


@of("journal")
def test_journals_are_recognised(row):
    """An issue of the Official Journal gives number, date and page."""
    found, _ = journal(f"{row.text} C 190 E, 02/07/2013, p. 7")
    assert ("190 E", "7") == (found.number, found.page)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Règlement", "REGLEMENT"),
        ("tar-Regoli ta\u2019 Proċedura", "tar-Regoli ta' Procedura"),
        ("Rule\u00a0138 :", "rule 138"),
        ("GUE\u2011NGL", "gue-ngl"),
    ],
)
def test_folding(one, other):
    """Accents, case, kinds of blanks, hyphens and apostrophes do not matter."""
    assert fold(one) == fold(other)


def test_boilerplate_says_nothing():
    """Rows of boilerplate are recognised as such."""
    expected = {"portal", "chooser", "not_available", "answer_link"}
    assert expected == {label(row.text).kind for key in expected for row in rows(key)}


def test_the_table_is_loaded_when_it_is_first_needed():
    """Importing parlq or its pages reads neither wording nor months."""
    code = (
        "import parlq; from parlq.formats.ep import pages; from parlq.formats.ep.pages.language import dates, wording;"
        "print(wording.table.cache_info().currsize, dates._rows.cache_info().currsize);"
        "pages.read('Rule 138');"
        "print(wording.table.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "0 0\n1\n" == done.stdout
