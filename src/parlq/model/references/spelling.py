"""The spellings in which references to parliamentary questions occur, as patterns."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from parlq.model.fields.patterns import Pattern
from parlq.problems import ModelError

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Longest text read as one reference, in characters.
TEXT_LIMIT = 400
#: Letters of the question types published by the European Parliament.
QUESTION_LETTERS = "EGHKOP"
FIRST_YEAR, LAST_YEAR = 1952, 2099
SUFFIX = r"ASW(?:-ANN[0-9]{2})?|ANN[0-9]{2}"


class ReferenceForm(StrEnum):
    """The spelling in which a reference was found.

    The address forms say where a reference points: `SIDES_ANSWERS` is the address of an answer
    page that names only the question.
    """

    PRINTED = "printed"
    LETTERLESS = "letterless"
    DASHED = "dashed"
    YEAR_FIRST = "year_first"
    ELI_ID = "eli_id"
    CELEX = "celex"
    ELI_URI = "eli_uri"
    CELEX_URI = "celex_uri"
    SIDES = "sides"
    SIDES_ANSWERS = "sides_answers"
    FILE = "file"


class Spelled(NamedTuple):
    """The parts of one reference and where they stood; `start` and `end` count characters."""

    letter: str | None
    number: int
    year: int
    revision: int | None
    suffix: str | None
    term: int | None
    tabled_text: str | None
    language: str | None
    form: ReferenceForm
    start: int
    end: int


# Each is replaced by one character, so that places in the text stay true.
_HYPHENS = "\u2010\u2011\u2012\u2013\u2212"
_PLAIN = str.maketrans(dict.fromkeys(_HYPHENS, "-") | dict.fromkeys("\u00a0\u2007\u202f", " "))

_LETTER = r"(?P<letter>[A-Z])"
_YEAR = r"(?P<year>[0-9]{4}|[0-9]{2})(?![0-9])"
_REVISION = r"(?:[/-](?i:rev)\.?(?P<revision>[1-9][0-9]{0,2})(?![0-9]))?"
_SUFFIX = rf"(?:-(?P<suffix>{SUFFIX})(?![0-9])| ?\((?P<bracketed>{SUFFIX})\))?"
_TABLED = r"(?: ?\((?P<tabled>[A-Z][0-9]{1,2}-[0-9]{1,4}/(?:[0-9]{4}|[0-9]{2}))\))?"
_LANGUAGE = r"(?:__?(?P<language>[A-Za-z]{2})(?![A-Za-z0-9]))?"
# "No" in the official languages of the years in which references had no letter.
_WORD = r"(?:(?:[Nn](?:[or]\.?|\.|[°º])|[\u0391\u03b1]\u03c1\u03b9\u03b8\.) ?)"

_PRINTED = Pattern(
    rf"(?P<core>{_LETTER}-(?P<number>[0-9]{{1,6}})/{_YEAR}(?!/[0-9]){_REVISION}{_SUFFIX}){_TABLED}"
)
_LETTERLESS = Pattern(
    rf"(?P<core>{_WORD}?(?:(?P<number>[0-9]{{1,6}})/{_YEAR}"
    rf"|(?P<akn_number>[0-9]{{6}})-(?P<akn_year>[0-9]{{4}})(?![0-9]))(?![/-][0-9])"
    rf"{_REVISION}{_SUFFIX})"
)
_DASHED = Pattern(
    rf"(?P<core>{_LETTER}-(?P<number>[0-9]{{3,6}})-{_YEAR}(?!-[0-9]){_REVISION}{_SUFFIX}){_LANGUAGE}"
)
_YEAR_FIRST = Pattern(
    rf"(?P<core>{_LETTER}-(?P<year>[0-9]{{4}})-(?P<number>[0-9]{{4,6}})(?!-?[0-9]){_SUFFIX})"
    rf"{_LANGUAGE}"
)
# A and B are reports and motions there. FF stands in names of answer files only, not in the id.
_ELI_ID = Pattern(
    rf"(?P<core>(?P<letter>[C-Z])-(?P<term>0?[1-9]|[1-9][0-9])-(?P<year>[0-9]{{4}})-(?P<number>[0-9]{{3,6}})"
    rf"(?!-?[0-9]){_SUFFIX})(?:-FF(?=_))?{_LANGUAGE}"
)
_CELEX = Pattern(
    rf"(?:CELEX:)?(?P<core>9(?P<year>[0-9]{{4}}){_LETTER}(?P<number>[0-9]{{6}}|[0-9]{{4}}))"
    r"(?![0-9A-Za-z])"
)
_FORMS = (
    (_PRINTED, ReferenceForm.PRINTED),
    (_ELI_ID, ReferenceForm.ELI_ID),
    (_YEAR_FIRST, ReferenceForm.YEAR_FIRST),
    (_DASHED, ReferenceForm.DASHED),
    (_CELEX, ReferenceForm.CELEX),
    (_LETTERLESS, ReferenceForm.LETTERLESS),
)

_START = Pattern(
    rf"(?<![^\W_])(?:[{QUESTION_LETTERS}]-[0-9]|9[0-9]{{4}}[{QUESTION_LETTERS}][0-9]{{4}})"
)
# A number after a bracket belongs to an act: "Regulation (EC) No 3577/92".
_LETTERLESS_START = Pattern(rf"{_START.pattern}|(?<![^\W])(?<!\) ){_WORD}(?=[0-9])")

_SIX_DIGITS = Pattern(r"[A-Z]-[0-9]{6}(?![0-9])")

_ADDRESS = Pattern(
    r"(?i)(?:https?:)?//|\.{0,2}/|www\.|eli/|sides/|doceo/|distribution/|-//EP//"
    r"|get(?:Doc|AllAnswers)\.do\?|\?|(?:pubRef|reference)="
)
_PUBREF = Pattern(r"-//EP//[A-Z]+\+[A-Z]+\+([^+/]+)(?:\+[^/]*)?(?://([A-Za-z]{2}))?")
_REFERENCE = Pattern(r"(?i)(?:^|[?&;])reference=([^&;#]*)")
_LANGUAGE_PART = Pattern(r"(?i)(?:^|[?&;])language=([a-z]{2})(?![a-z])")
_CELEX_PART = Pattern(r"(?i)celex[:/](9[0-9]{4}[A-Z][0-9]{4,6})(?![0-9A-Z])(?::([a-z]{2}):)?")
_EURLEX_LANGUAGE = Pattern(r"(?i)/legal-content/([a-z]{2})/")
_ELI_PATH = Pattern(r"(?i)(?:^|/)eli/dl/doc/([^/?#]+)(?:/([a-z]{2})(?=[/?#]|$))?(?:/[a-z]*)?")
_FILE = Pattern(r"(?:[^/?#]{1,80}__WQA?__)?([^/?#._]+(?:__?[A-Za-z]{2})?)(?:\.[A-Za-z0-9]{1,5})?")


def full_year(digits: str) -> int | None:
    """Return the year that two or four digits name, None for one outside 1952 to 2099.

    The Parliament's first year parts the centuries: 52 to 99 are 19xx, 00 to 51 are 20xx.
    """
    year = int(digits)
    if len(digits) == 2:
        return year + (1900 if year >= FIRST_YEAR % 100 else 2000)
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def _at(text: str, start: int) -> list[tuple[Spelled, int]]:
    """Return every reading of the reference at `start`, with the place where each one ends."""
    readings = []
    for pattern, form in _FORMS:
        found = pattern.match(text, start)
        if found is None:
            continue
        part = found.groupdict()
        year = full_year(part["year"] or part["akn_year"])
        number = int(part["number"] or part["akn_number"])
        if year is None or not number:
            continue
        revision, term, language = part.get("revision"), part.get("term"), part.get("language")
        spelled = Spelled(
            part.get("letter"),
            number,
            year,
            int(revision) if revision else None,
            part.get("suffix") or part.get("bracketed"),
            int(term) if term else None,
            part.get("tabled"),
            language.lower() if language else None,
            form,
            *found.span("core"),
        )
        readings.append((spelled, found.end()))
    return readings


def _whole(text: str) -> list[Spelled]:
    return [spelled for spelled, end in _at(text, 0) if end == len(text)]


def read(text: str) -> Spelled:
    """Return the one reference that `text` spells as a whole.

    Raises:
        ModelError: not a known spelling, too long, or readable in two ways.
    """
    if not isinstance(text, str):
        raise ModelError(f"expected a string, got {type(text).__name__}", field="Reference")
    if len(text) > TEXT_LIMIT:
        raise ModelError(f"longer than {TEXT_LIMIT} characters", field="Reference")
    bare = text.strip()
    start = text.find(bare)
    plain = bare.translate(_PLAIN)
    readings = _whole(plain)
    if not readings:
        readings = [
            each._replace(start=0, end=len(bare)) if each.form is not ReferenceForm.FILE else each
            for each in _address(plain)
        ]
    if not readings:
        raise ModelError(
            f"not a reference to a question or answer: {text!r:.90}", field="Reference"
        )
    if len(readings) > 1:
        raise ModelError(
            f"{bare!r} can be read with the year first or last; write six digits for the number",
            field="Reference",
        )
    spelled = readings[0]
    return spelled._replace(start=start + spelled.start, end=start + spelled.end)


def _address(text: str) -> list[Spelled]:
    """Return the readings of the reference that an address or a file name points to."""
    from urllib.parse import unquote  # needed for addresses only

    plain = unquote(text).replace("&amp;", "&").translate(_PLAIN)
    if not _ADDRESS.match(plain):
        return _file_name(plain, keep_place=plain == text)
    stated = _LANGUAGE_PART.search(plain)
    language = stated[1].lower() if stated else None
    if found := _PUBREF.search(plain):
        return _sides(found[1], (found[2] or "").lower() or language, ReferenceForm.SIDES)
    if found := _REFERENCE.search(plain):
        answers = "getallanswers" in plain.lower()
        form = ReferenceForm.SIDES_ANSWERS if answers else ReferenceForm.SIDES
        return _sides(found[1], language, form)
    if found := _CELEX_PART.search(plain):
        stated = _EURLEX_LANGUAGE.search(plain)
        language = found[2] or (stated[1] if stated else None)
        return _as(found[1], language and language.lower(), ReferenceForm.CELEX_URI)
    if found := _ELI_PATH.search(plain):
        return _as(found[1], found[2] and found[2].lower(), ReferenceForm.ELI_URI)
    path = re.split(r"[?#]", plain, maxsplit=1)[0]
    name = path[path.rstrip("/").rfind("/") + 1 :].rstrip("/")
    # A whole address is kept as printed, so the place inside it does not matter.
    return [
        each._replace(form=ReferenceForm.FILE, start=0, end=len(text))
        for each in _whole(name) or _file_name(name, keep_place=False)
    ]


def _as(name: str, language: str | None, form: ReferenceForm) -> list[Spelled]:
    return [
        each._replace(form=form, language=language or each.language)
        for each in _whole(name.upper())
        if each.letter
    ]


def _sides(name: str, language: str | None, form: ReferenceForm) -> list[Spelled]:
    """Read a name of the *sides* addresses, in which the year stands first."""
    readings = _whole(name.upper())
    first = [each for each in readings if each.form is ReferenceForm.YEAR_FIRST]
    return [
        each._replace(form=form, language=language) for each in first or readings if each.letter
    ]


def _file_name(name: str, *, keep_place: bool) -> list[Spelled]:
    """Read names such as `E-8-2017-001670_EN.html` and `4711__WQ__E-2010-7934__EN.txt`."""
    found = _FILE.fullmatch(re.split(r"[?#]", name, maxsplit=1)[0])
    if found is None or (found.span(1) == (0, len(name)) and not found[1].isupper()):
        return []
    offset = found.start(1)
    readings = []
    for each in _whole(found[1].upper()):
        place = (offset + each.start, offset + each.end) if keep_place else (0, len(name))
        readings.append(each._replace(form=ReferenceForm.FILE, start=place[0], end=place[1]))
    return [each for each in readings if each.letter]


def find(text: str, *, letterless: bool = False) -> Iterator[Spelled]:
    """Yield the references printed in running text, in order; what is ambiguous is left out."""
    plain = text if text.isascii() else text.translate(_PLAIN)
    start = _LETTERLESS_START if letterless else _START
    found = start.search(plain)
    while found:
        after = found.end()
        readings = _at(plain, found.start())
        if len(readings) == 1 and _is_safe(readings[0][0], plain):
            spelled, after = readings[0]
            yield spelled
        found = start.search(plain, after)


def _is_safe(spelled: Spelled, text: str) -> bool:
    """Tell whether a reading is unlikely to be another code in running text."""
    # "G-20/2010" is a summit; G and K questions came after the six digits, as did dashes.
    if spelled.form is ReferenceForm.DASHED or (
        spelled.form is ReferenceForm.PRINTED and spelled.letter in {"G", "K"}
    ):
        return _SIX_DIGITS.match(text, spelled.start) is not None
    return True
