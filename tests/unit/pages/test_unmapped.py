"""Content that the model has no field for is preserved as an extension and reported."""

import pytest

from parlq.formats.ep import pages
from parlq.formats.ep.pages.parse.facts import NAMESPACE
from parlq.model import Datatype

FRAME = """\
<html lang="en"><head><meta charset="utf-8"><title>x</title></head><body><main>
<h1>Parliamentary question - P-900377/2022<span>Parliamentary question</span></h1><p>P-900377/2022</p>
<h2>Ferries</h2>
<p>Priority question for written answer P-900377/2022<br>to the Council<br>Rule 138<br>Olga Varn (ECR)</p>
{}
<p>Last updated: 4 March 2022<a href="https://www.europarl.europa.eu/legal-notice/en/">Legal notice</a></p>
</main></body></html>
"""


def page(body):
    """The reading of a page of layout D with this body."""
    return pages.read(FRAME.format(body))


def kept(reading):
    """Name and value of each extension."""
    (variant,) = reading.value.variants
    assert {NAMESPACE} >= {each.namespace for each in variant.extensions}
    return [(each.name, each.value) for each in variant.extensions]


def told(reading):
    """Rule and line of each problem."""
    return [(problem.rule, problem.line) for problem in reading.problems]


@pytest.mark.parametrize("tag", ["s", "strike", "del"])
def test_struck_text_is_preserved_and_reported(tag):
    """Struck words are no words of the text: they stand in an extension, and a problem names them."""
    reading = page(f"<p>The ferry was <{tag}>not</{tag}> late.</p>")
    assert ("The ferry was late.", [("struck", "not")], [("PQ516", 5)]) == (
        reading.value.variants[0].text(),
        kept(reading),
        told(reading),
    )


def test_many_pieces_are_counted():
    """Each piece is preserved; the first fifty are reported one by one, the others in one problem."""
    reading = page("".join(f"<p>Word <s>{number}</s>.</p>" for number in range(60)))
    assert (60, 51) == (len(kept(reading)), len(reading.problems))
    assert "10 more pieces" in reading.problems[-1].message
    assert {Datatype.TEXT} == {each.datatype for each in reading.value.variants[0].extensions}


def test_targets_of_links_outside_the_text_are_preserved():
    """Fields hold words alone: where a heading, a name, a date or a title leads is preserved."""
    page = FRAME
    fields = ("P-900377/2022", "Ferries", "Rule 138", "Olga Varn", "Last updated", "the Council")
    targets = [f"https://example.org/{number}" for number in range(len(fields))]
    for words, target in zip(fields, targets, strict=True):
        before, after = page.rsplit(words, 1)
        page = f'{before}<a href="{target}">{words}</a>{after}'
    reading = pages.read(page.format('<p>Is <a href="/late">it</a> <a href="#n">late</a>?</p>'))
    preserved = [value for name, value in kept(reading) if name == "link"]
    assert (set(targets), len(targets)) == (set(preserved), len(preserved))
    (problem,) = reading.problems
    assert ("PQ516", "info", True) == (
        problem.rule,
        problem.severity,
        problem.message.endswith("(6)"),
    )


def test_raised_characters_outside_the_text_are_reported():
    """A subject is plain text: a power in it looks like a digit."""
    page = FRAME.replace("Ferries", "Ferries for 10<sup>6</sup> people").format("<p>When?</p>")
    reading = pages.read(page)
    assert "Ferries for 106 people" == reading.value.variants[0].subject
    assert [("PQ516", 3)] == told(reading)
    assert [] == told(pages.read(FRAME.format("<p>Why 10<sup>6</sup>?</p>")))
