"""What HTML says by states, attributes and styles is read or reported, never lost without a word."""

import json

import pytest
from tests.unit.pages.test_hypertext import blocks, kept, read, rules, text

from parlq.model import ListBlock, Table
from parlq.model.body_traversal import walk
from parlq.problems import Severity

STATES = {
    "checkbox": ('<input type="checkbox" checked> yes', "checked: yes"),
    "radio": ("<label><input type=RADIO checked> oral</label>", "checked: oral"),
    "not checked": ('<input type="checkbox" value="5">', "not checked: 5"),
    "label behind": ("<input type=radio checked id=a><label for=a>rail</label>", "checked: rail"),
    "named": ('<input type=checkbox checked aria-label="sea"> air', "checked: sea"),
    "no words": ("<input type=checkbox checked>", "checked"),
    "range": ("<input type=range value=7>", "7"),
    "choice": ("<select><option>a<option selected>b</select>", "a\nb (selected)"),
    "choices": ('<select><optgroup label="c"><option label="d"></select>', "c\nd"),
    "hint": ('<input placeholder="Your name">', "Your name"),
}


@pytest.mark.parametrize("name", STATES)
def test_states_of_fields_are_preserved(name):
    """Whether a box is checked, and which choice is made, is content."""
    markup, stated = STATES[name]
    reading = read(f"<p>The captain of the ferry ticked this in the form of the port: {markup}</p>")
    assert ([("form-field", stated)], ["PQ516"]) == (kept(reading), rules(reading))


def test_areas_of_pictures_are_preserved():
    """An area has an address and words that no text holds."""
    reading = read('<p>No<map><area href="/north" alt="North"><area></map>rth.</p>')
    ((name, value),) = kept(reading)
    assert ("North.", "area", {"alt": "North", "href": "/north"}, ["PQ516"]) == (
        text(reading),
        name,
        json.loads(value),
        rules(reading),
    )


@pytest.mark.parametrize("tag", ["abbr", "acronym", "dfn"])
def test_expansions_are_preserved_once(tag):
    """What an abbreviation stands for is kept with it, however often it stands in the text."""
    short = f'<{tag} title="Ferry Board">FB</{tag}>'
    reading = read(f"<p>The {short} and the {short}; <{tag}>no</{tag}>.</p>")
    ((name, value),) = kept(reading)
    problems = [(each.rule, each.severity) for each in reading.problems]
    expected = ("The FB and the FB; no.", "expansion", {"of": "FB", "text": "Ferry Board"})
    assert expected == (text(reading), name, json.loads(value))
    assert [("PQ516", Severity.INFO)] == problems


WRITTEN = {
    "before": ('.w::before { content: "Not: " }', ["Not:"]),
    "old form": (".w:after{color:red;CONTENT:'no; {never}' !important}", ["no; {never}"]),
    "both": ('p.w::before{content:"a"} p.w::after{content:"b"}', ["a", "b"]),
    "escapes": (r'.w::before{content:"\4e o\74  \2612"}', ["Not ☒"]),
    "attribute": (".w::before{content:attr(data-no) ' of 9'}", ["7 of 9"]),
    "counter": (".w::before{content:counter(q) '. '}", ["counter(q)."]),
    "everywhere": (".x{color:red} main .w::before{content:'§ 5'}", ["§ 5"]),
    "overridden": (".w::before{content:'a'} p.w::before{content:none}", []),
    "not shown": (".w::before{content:'a';display:none}", []),
    "ornament": (r".w::before{content:'\2022 \A0'} .w::after{content:'\f101'}", []),
    "read aloud": (".w::before{content:'•' / 'item'}", []),
    "quotes": (".w::before{content:open-quote}", []),
    "others": (".v::before{content:'a'} @media print{.w::before{content:'a'}}", []),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_words_of_style_sheets_are_preserved(name):
    """Words that a rule writes beside an element are seen by readers, and in no text."""
    sheet, words = WRITTEN[name]
    reading = read('<p class="w" data-no="7">Who asks?</p>', f"<style>{sheet}</style>")
    assert ("Who asks?", [("generated", each) for each in words], ["PQ516"] * len(words)) == (
        text(reading),
        kept(reading),
        rules(reading),
    )


def test_a_table_with_a_caption_is_one_of_data():
    """Tables of layout have no caption: one row or one column with one is a table."""
    for rows in ("<tr><td>a<td>b", "<tr><td>a<tr><td>b"):
        (table,) = blocks(read(f"<table><caption>Boats</caption>{rows}</table>"))
        assert (Table, ("Boats",)) == (type(table), table.caption)


GRID = "<table><tr><td>a<td>b</tr><tr><td>c<td>d</tr></table>"
FLAT = {
    "in a list": f"<ul><li>See{GRID}</li></ul>",
    "two captions": GRID.replace("<tr>", "<caption>x</caption><tr>"),
    "too deep": "<table><tr><td>x<td>" * 9 + GRID + "</tr><tr><td>y<td>z</table>" * 9,
}


@pytest.mark.parametrize("name", FLAT)
def test_tables_that_become_text_are_preserved(name):
    """The words stay in the text; rows and columns stand in an extension."""
    reading = read(FLAT[name])
    ((kind, value),) = kept(reading)
    assert ("table", ["PQ516"], True) == (kind, rules(reading), "<td>a</td>" in value)
    assert set("abcd") <= set(text(reading))


def test_a_table_in_a_cell_is_a_table():
    """It is part of the cell, and nothing is lost."""
    reading = read(f"<table><tr><td>x<td>{GRID}</tr><tr><td>y<td>z</table>")
    tables = [each for each in walk(blocks(reading)) if isinstance(each, Table)]
    assert (2, []) == (len(tables), rules(reading))


HUGE = "9" * 5000


@pytest.mark.parametrize("number", ["99999999999999999999", "2147483648", "-2147483649", HUGE])
@pytest.mark.parametrize("place", ["<ol start={}><li>a<li>b</ol>", "<ol><li value={}>a<li>b</ol>"])
def test_numbers_that_browsers_pass_over(place, number):
    """A number of more than 32 bits counts nothing: no label is made up, and a problem names it."""
    reading = read(place.format(number))
    (block,) = blocks(reading)
    assert ([None, None], [("number", number)], ["PQ516"]) == (
        [item.label for item in block.items],
        kept(reading),
        rules(reading),
    )


@pytest.mark.parametrize(
    ("stated", "shown"),
    [("2147483647", "2147483647."), ("0000000000012x", "12."), ("-2147483648", "-2147483648.")],
)
def test_numbers_of_32_bits_are_read(stated, shown):
    """All digits count, and zeros before them do not."""
    reading = read(f"<ol start={stated}><li>a</ol>")
    (block,) = blocks(reading)
    assert (ListBlock, shown, []) == (type(block), block.items[0].label, rules(reading))


@pytest.mark.parametrize(("stated", "span"), [(HUGE, 1000), (" +2x", 2), ("-3", 1), ("0", 1)])
def test_spans_are_read_as_html_says(stated, span):
    """White space, signs and what follows the digits do not count; large numbers are bounded."""
    (table,) = blocks(read(f"<table><tr><td colspan='{stated}'>a<td>b<tr><td>c<td>d</table>"))
    assert span == table.rows[0].cells[0].colspan


def test_a_link_without_words_is_preserved():
    """No words carry it, so that its target stands in an extension; a place in the page is none."""
    reading = read('<p>See<a href="https://e.example/5"></a> it<a href="#5" name="6"></a>.</p>')
    assert ("See it.", [("link", "https://e.example/5")], ["PQ516"]) == (
        text(reading),
        kept(reading),
        rules(reading),
    )


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ('<option value="oral"><option value="w" label="written">', "oral; written; w"),
        ("<option>oral<option value=oral>oral", "oral; oral"),
        ("oral", "oral"),
    ],
)
def test_suggestions_of_a_field_are_reported(choices, said):
    """They are shown only while somebody types."""
    reading = read(f"<p>Who asks?</p><datalist>{choices}</datalist>")
    assert ("Who asks?", [f"hidden text left out: {said}"], ["PQ517"]) == (
        text(reading),
        [each.message for each in reading.problems],
        rules(reading),
    )
