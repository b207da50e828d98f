"""References of parliamentary questions and answers, such as `E-001670/2017`."""

from __future__ import annotations

from functools import cached_property, lru_cache

import attrs

from parlq.model.fields.base import unchecked
from parlq.model.fields.patterns import Pattern
from parlq.model.fields.scalars import shown
from parlq.model.references import spelling
from parlq.model.references.spelling import ReferenceForm
from parlq.problems import ModelError

__all__ = ["Reference", "ReferenceForm", "ReferenceMatch"]

# As strict as the class itself, so that what it takes needs no second check.
_NORMAL = Pattern(
    r"(?:([A-Z])-)?((?!000000)[0-9]{6})/(19(?:5[2-9]|[6-9][0-9])|20[0-9][0-9])"
    rf"(?:/rev\.([1-9][0-9]{{0,2}}))?(?:-({spelling.SUFFIX}))?"
)
_SUFFIX = Pattern(spelling.SUFFIX)
_set = object.__setattr__
_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_ELI_BASE = "https://data.europarl.europa.eu/eli/dl/doc/"


@attrs.frozen(kw_only=True, order=True, repr=False)
class Reference:
    """The reference of one question, answer or attachment, with only what its normal form states.

    The normal form, `str(reference)`, is letter, six digits, four-digit year, revision, suffix:
    `E-001670/2017`, `001649/1991`, `E-000044/2022/rev.1`, `E-000016/2022-ASW-ANN01`.
    `Reference.parse(str(reference)) == reference` holds for every value. Values sort by year,
    letter, number, revision and suffix.

    Attributes:
        year: the year of the number, four digits, 1952 to 2099.
        letter: the type letter, one of A to Z; None on the numbers before 1994, which had none.
        number: 1 to 999999, counted anew each year.
        revision: 1 to 999 for a revised question; None for the first text.
        suffix: `ASW` for an answer, `ASW-ANN01` for its attachment, `ANN01` for an attachment of the
            question; None for the question itself.

    Raises:
        ModelError: a part outside these bounds.
    """

    year: int
    letter: str | None = attrs.field(default=None, order=lambda value: value or "")
    number: int
    revision: int | None = attrs.field(default=None, order=lambda value: value or 0)
    suffix: str | None = attrs.field(default=None, order=lambda value: value or "")

    def __attrs_post_init__(self) -> None:
        letter, revision, suffix = self.letter, self.revision, self.suffix
        _check("year", self.year, spelling.FIRST_YEAR, spelling.LAST_YEAR)
        _check("number", self.number, 1, 999_999)
        if letter is not None and not (type(letter) is str and letter in _LETTERS):
            raise ModelError(f"not a letter A to Z: {shown(letter)}", field="Reference.letter")
        if revision is not None:
            _check("revision", revision, 1, 999)
        if suffix is not None and not (type(suffix) is str and _SUFFIX.fullmatch(suffix)):
            raise ModelError(f"not like ASW-ANN01: {shown(suffix)}", field="Reference.suffix")

    @cached_property
    def normal(self) -> str:
        """The normal form, such as `E-001670/2017`."""
        letter, revision, suffix = self.letter, self.revision, self.suffix
        text = f"{letter}-{self.number:06}" if letter else f"{self.number:06}"
        text = f"{text}/{self.year}/rev.{revision}" if revision else f"{text}/{self.year}"
        return f"{text}-{suffix}" if suffix else text

    def __str__(self) -> str:
        return self.normal

    def __repr__(self) -> str:
        return f"Reference.parse({self.normal!r})"

    @classmethod
    def parse(cls, text: str) -> Reference:
        """Return the reference that `text` spells as a whole.

        Taken are the normal form and every spelling seen in what the European Parliament, its
        Open Data Portal and the Official Journal publish, addresses and file names included. Any
        hyphen and no-break space counts as its plain form. Two-digit years 52 to 99 are 19xx, 00 to
        51 are 20xx. Lower-case letters are taken in addresses and file names only. The address of
        an answer page that names the question gives the question.

        Raises:
            ModelError: not such a spelling, longer than 400 characters, or one that can be read
                with the year first or last (`E-2007-2010`).
        """
        return _parse(text) if type(text) is str else _reference(spelling.read(text))

    @classmethod
    def parse_match(cls, text: str) -> ReferenceMatch:
        """Return the reference that `text` spells as a whole, with all that the spelling states.

        Raises:
            ModelError: as for `parse`.
        """
        return _match(text, spelling.read(text))

    @classmethod
    def find_all(cls, text: str, *, letterless: bool = False) -> list[ReferenceMatch]:
        """Return the references printed in running text, in order of appearance.

        Only the letters E, G, H, K, O and P count, so that court cases (`C-131/12`) stay out, as
        does a spelling that can be read in two ways. Never raises for what the text holds.

        Args:
            text: any text, of any length.
            letterless: take `No 1649/91` too. Acts of law look the same, so ask for it only where
                a question is named, as in the title of a question of before 1994.
        """
        return [_match(text, each) for each in spelling.find(text, letterless=letterless)]

    @property
    def is_answer(self) -> bool:
        """Whether this names an answer or an attachment of one."""
        return self.suffix is not None and self.suffix.startswith("ASW")

    @property
    def base(self) -> Reference:
        """The same reference without its suffix.

        An answer bears the number of one of the questions it answers; the others do not show here.
        """
        return self if self.suffix is None else attrs.evolve(self, suffix=None)

    def printed(
        self,
        *,
        width: int = 6,
        short_year: bool = False,
        separator: str = "/",
        bracketed: bool = False,
    ) -> str:
        """Return a spelling as pages print it.

        Args:
            width: digits to which the number is padded: 4 for `E-0454/96`, 6 for `E-008937/11`.
            short_year: whether the year has two digits.
            separator: what stands before the year, `/` or `-`; `-` needs a letter and a width of 6.
            bracketed: whether the suffix stands in brackets, `E-5738/2010(ASW)`.

        Raises:
            ModelError: a spelling that would not read back: `-` without letter or with another
                width, a two-digit year after 2051, another separator.
        """
        if separator not in {"/", "-"} or not 1 <= width <= 6:
            raise ModelError(f"no such spelling: separator {separator!r}, width {width}")
        if separator == "-" and (self.letter is None or width != 6):
            raise ModelError("with a dash, a letter and six digits are needed")
        if short_year and spelling.full_year(f"{self.year % 100:02}") != self.year:
            raise ModelError(f"{self.year} has no two-digit form")
        text = f"{self.number:0{width}}{separator}"
        text += f"{self.year % 100:02}" if short_year else str(self.year)
        if self.letter is not None:
            text = f"{self.letter}-{text}"
        if self.revision is not None:
            text += f"/rev.{self.revision}"
        if self.suffix is None:
            return text
        return f"{text}({self.suffix})" if bracketed else f"{text}-{self.suffix}"

    def eli_id(self, term: int) -> str:
        """Return the Open Data Portal's identifier, `E-8-2017-001670` with `-ASW` and the like.

        The portal's identifiers leave the revision out, so this one does too.

        Raises:
            ModelError: no letter, A or B (reports and motions), or a term that is not 1 to 99.
        """
        if self.letter in {"A", "B"}:
            raise ModelError(f"{self} would name a report or a motion")
        _check("term", term, 1, 99)
        text = f"{self._known_letter}-{term}-{self.year}-{self.number:06}"
        return text if self.suffix is None else f"{text}-{self.suffix}"

    def eli_uri(self, term: int, language: str | None = None, media: str | None = None) -> str:
        """Return the ELI address of the work, of its expression or of its manifestation.

        Args:
            term: the parliamentary term, 1 to 99.
            language: two-letter code for the expression, `it`.
            media: format for the manifestation, `pdf`, `docx` or `xhtml`; needs a language.

        Raises:
            ModelError: no letter, no such term, or a format without a language.
        """
        if media is not None and language is None:
            raise ModelError("a manifestation needs a language")
        return _ELI_BASE + "/".join(filter(None, (self.eli_id(term), language, media)))

    def celex(self, *, width: int = 6) -> str:
        """Return the CELEX number of sector 9 of the question, `91997E003955`.

        Question and answer share one CELEX document. A revision has no place in it.

        Args:
            width: 6 digits as on EUR-Lex, or 4 as in the Parliament's own use, `91996E0454`.

        Raises:
            ModelError: no letter, a suffix, or a number longer than `width`.
        """
        return f"9{self.year}{self._known_letter}{self._question_number(width)}"

    def sides_id(self, *, width: int = 6) -> str:
        """Return the form with the year first, `E-2017-001670`, as the *sides* addresses had it.

        A revision has no place in it.

        Args:
            width: 6 digits, or 4 as up to about 2010, `E-2007-4806`; with 4, a number that looks
                like a year reads back only inside an address.

        Raises:
            ModelError: no letter, a suffix, or a number longer than `width`.
        """
        return f"{self._known_letter}-{self.year}-{self._question_number(width)}"

    @property
    def akn_number(self) -> str:
        """The number in an Akoma Ntoso IRI, without slash or dot: `E-000044-2022-rev1`."""
        return str(self).replace("/rev.", "-rev").replace("/", "-")

    def _question_number(self, width: int) -> str:
        if self.suffix is not None:
            raise ModelError(f"{self} is not a question, which this form needs")
        if width not in {4, 6} or self.number >= 10**width:
            raise ModelError(f"{self} has no such form of width {width}")
        return f"{self.number:0{width}}"

    @property
    def _known_letter(self) -> str:
        if self.letter is None:
            raise ModelError(f"{self} has no letter, which this form needs")
        return self.letter


@attrs.frozen
class ReferenceMatch:
    """One reference found in a text, with all that its spelling states.

    Attributes:
        reference: the reference.
        printed: its spelling, `text[start:end]`, without tabled-text number and language; for an
            address the whole address.
        term: the parliamentary term, where stated.
        tabled_text: number of the text tabled for the debate, `B8-0316/2017`, where stated.
        language: two-letter code in lower case, where an address or file name states it.
        form: which spelling it is.
        start, end: where the spelling begins and ends, in characters from 0; the end is exclusive.
    """

    reference: Reference
    printed: str
    term: int | None
    tabled_text: str | None
    language: str | None
    form: ReferenceForm
    start: int
    end: int


def _check(name: str, value: int, low: int, high: int) -> None:
    if type(value) is not int or not low <= value <= high:
        raise ModelError(
            f"expected {low} to {high}, got {shown(value, 40)}", field=f"Reference.{name}"
        )


def _reference(spelled: spelling.Spelled) -> Reference:
    letter, number, year, revision, suffix = spelled[:5]
    return Reference(letter=letter, number=number, year=year, revision=revision, suffix=suffix)


def _match(text: str, spelled: spelling.Spelled) -> ReferenceMatch:
    return ReferenceMatch(_reference(spelled), text[spelled.start : spelled.end], *spelled[5:])


_unchecked = unchecked(Reference)


@lru_cache(maxsize=4096)
def _parse(text: str) -> Reference:
    # The normal form is read for every document, all other spellings once a source.
    found = _NORMAL.fullmatch(text) if type(text) is str else None
    if found is None:
        return _reference(spelling.read(text))
    letter, number, year, revision, suffix = found.groups()
    revised = None if revision is None else int(revision)
    made = _unchecked(
        year=int(year), letter=letter, number=int(number), revision=revised, suffix=suffix
    )
    _set(made, "normal", text)  # as it would be worked out when first asked for
    return made
