"""Prints how many saved pages are read and written in a second of one core.

    python benchmarks/pages.py [--pages N] [--rounds N]

The pages are made here, each another one: questions and answers of layout B in 24 languages, with
texts of random words, of the size of a short answer page (2.7 kB on average). No two have a line of
their heads in common except the wording of the layout, so that nothing is remembered from one page
to the next. The ratios are against the least that any reader of such a text must do: cut it into
lines and look at each with one regular expression; and against one parse by lxml of the same page
as HTML.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from lxml import html
from timing import measure

from parlq.formats.ep import pages
from parlq.formats.ep.pages.language.wording import wording
from parlq.model import (
    Answer,
    Answerer,
    Author,
    Institution,
    LanguageVariant,
    LegalNotice,
    Paragraph,
    Question,
    Reference,
)
from parlq.model.languages.language import OFFICIAL

TAGS = [language.tag for language in OFFICIAL]
LINE = re.compile(r"^\s*(?P<label>[^\W\d_][^:]{0,30}:)?\s*(?P<rest>.*?)\s*$")


def word(chance: random.Random) -> str:
    """A word of random letters."""
    return "".join(chance.choices("aeioubdfgklmnprstvz", k=chance.randint(2, 11)))


def name(chance: random.Random) -> str:
    """A name that nobody has."""
    return f"{word(chance)} {word(chance)}".title()


def paragraph(chance: random.Random) -> Paragraph:
    """A sentence or two."""
    words = " ".join(word(chance) for _ in range(chance.randint(50, 90)))
    return Paragraph(content=(f"{words.capitalize()}.",))


def document(chance: random.Random) -> Question | Answer:
    """A question or an answer in one language, known in all of them."""
    language = chance.choice(TAGS)
    day = dt.date(2010, 1, 1) + dt.timedelta(days=chance.randrange(3000))
    reference = Reference(letter="E", number=chance.randint(1, 999_999), year=day.year)
    legal = wording("legal_notice", language)
    text = LanguageVariant(
        language=language,
        subject=" ".join(word(chance) for _ in range(6)).capitalize(),
        body=tuple(paragraph(chance) for _ in range(3)),
        last_updated=day + dt.timedelta(days=chance.randrange(90)),
        legal_notice=LegalNotice(label=legal.text) if legal else None,
    )
    variants = (text, *(LanguageVariant(language=tag) for tag in TAGS if tag != language))
    commission = Institution(code="commission")
    if chance.random() < 0.5:
        return Question(
            reference=reference,
            authors=tuple(Author(name=name(chance), group="PPE") for _ in range(2)),
            addressees=(commission,),
            rule="130",
            date=day,
            variants=variants,
        )
    return Answer(
        answers_to=(reference,),
        answerers=(Answerer(name=name(chance), institution=commission),),
        date=day,
        variants=variants,
    )


def paragraphs(text: str) -> str:
    """Each line as a paragraph."""
    return "".join(f"<p>{line}</p>\n" for line in text.split("\n"))


def language_of(value: Question | Answer) -> str:
    """The language of the one text."""
    return next(variant.language for variant in value.variants if variant.body)


def least(page: str) -> int:
    """What any reader of a text does: lines, and one look at each of them."""
    return sum(1 for line in page.splitlines() if LINE.match(line))


def main(argv: list[str] | None = None) -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args(argv)
    chance = random.Random(1)
    made = [document(chance) for _ in range(arguments.pages)]
    written = [(value, language_of(value)) for value in made]
    texts = [pages.dumps(value, language=language) for value, language in written]
    marked = [
        f"<html><meta charset=utf-8><body>{paragraphs(text.decode())}</body></html>"
        for text in texts
    ]
    marked_bytes = [page.encode() for page in marked]
    found = measure(
        {
            "read text": (pages.read, texts),
            "read HTML": (pages.read, marked_bytes),
            "write": (lambda pair: pages.dumps(pair[0], language=pair[1]), written),
            "least": (least, [text.decode() for text in texts]),
            "lxml": (html.document_fromstring, marked),
        },
        arguments.rounds,
    )
    size = sum(map(len, texts)) / len(texts)
    print(f"{len(texts)} pages of {size:,.0f} bytes on average")
    print(f"{'':12}{'pages/s':>10}{'times least':>14}{'times lxml':>14}")
    for case in ("read text", "read HTML", "write"):
        spent = found[case]
        print(
            f"{case:12}{1 / spent:>10,.0f}{spent / found['least']:>14.1f}"
            f"{spent / found['lxml']:>14.1f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
