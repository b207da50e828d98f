"""IRIs of works, expressions and manifestations by the Akoma Ntoso naming convention."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import attrs

from parlq.model.fields.patterns import Pattern
from parlq.model.fields.scalars import shown
from parlq.model.languages.language import alpha3
from parlq.problems import ModelError

__all__ = ["FrbrReading", "FrbrUri"]

_LIMIT = 2048  # characters
_DATE = Pattern(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_EXPRESSION_DATE = Pattern(rf"[@:](?:{_DATE.pattern})?")
_LANGUAGE = Pattern(r"([a-z]{3})([@:][0-9-]*)?(?:\.([A-Za-z0-9]+))?")
_COMPONENT = Pattern(r"(?:!([^~.]+))?(?:~([^~.]+))?(?:\.([A-Za-z0-9]+))?")
_NOT_IN_IRI = frozenset(' "<>\\^`{|}?#')
_BAD_PERCENT = Pattern(r"%(?![0-9A-Fa-f]{2})")

_COUNTRY = Pattern(r"[a-z]{2}")
_LOCALITY = Pattern(r"[^/!~@]+")
_DOCTYPE = Pattern(r"[^/!~@0-9][^/!~@]*")
_NUMBER = Pattern(r"[^/!~@]+")
_CODE = Pattern(r"[a-z]{3}")
_PARTS = Pattern(r"[^/~.]+(?:/[^/~.]+)*")
_FORMAT = Pattern(r"[A-Za-z0-9]+")

_BASE = Pattern(r"[A-Za-z][A-Za-z0-9+.-]*://[^/]*")
_SHORT_DATE = Pattern(r"[0-9]{8}")
_LOOSE_LANGUAGE = Pattern(r"([a-z]{2,3})([@:][0-9-]*)?(\.[A-Za-z0-9]+)?")


@attrs.frozen(kw_only=True)
class FrbrUri:
    """An Akoma Ntoso IRI, of a work, an expression or a manifestation; it holds what it states.

    The grammar is that of the Akoma Ntoso Naming Convention 1.0 (OASIS, 2019):
    `[/akn]/country[-locality]/doctype[/subtype[/actor]]/date/number`, then
    `/language[@date|:date]`, `/!component~portion` and `.format`. No part is filled in when absent.
    `FrbrUri.parse(str(iri)) == iri` holds for every value.

    Attributes:
        prefix: whether the IRI begins with `/akn`, as it should.
        country: two lower-case letters, ISO 3166-1 alpha-2 or `eu`, `un`.
        locality: what follows the country after a hyphen.
        doctype: document type, `debate`; does not begin with a digit.
        subtype: subtype, `writtenQuestion`; does not begin with a digit.
        actor: who issued it, `ep`; does not begin with a digit, needs a subtype.
        date: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, a date that exists.
        number: number or title, without slash.
        language: three lower-case letters, ISO 639-2/T; None for a work.
        expression_date: `@` (original version) or `:` (as known at), alone or with a date; None for
            the current version.
        work_component: component without its `!`, `main`, `schedule/1`.
        portion: portion without its `~`, `sec_5`.
        format: file format without its dot, `xml`; needs a language.

    Raises:
        ModelError: a part that the grammar refuses.
    """

    prefix: bool = True
    country: str
    locality: str | None = None
    doctype: str
    subtype: str | None = None
    actor: str | None = None
    date: str
    number: str
    language: str | None = None
    expression_date: str | None = None
    work_component: str | None = None
    portion: str | None = None
    format: str | None = None

    def __attrs_post_init__(self) -> None:
        for name, pattern, value in (
            ("country", _COUNTRY, self.country),
            ("locality", _LOCALITY, self.locality),
            ("doctype", _DOCTYPE, self.doctype),
            ("subtype", _DOCTYPE, self.subtype),
            ("actor", _DOCTYPE, self.actor),
            ("number", _NUMBER, self.number),
            ("language", _CODE, self.language),
            ("work_component", _PARTS, self.work_component),
            ("portion", _PARTS, self.portion),
            ("format", _FORMAT, self.format),
        ):
            if value is None and name not in {"country", "doctype", "number"}:
                continue
            if not isinstance(value, str) or not pattern.fullmatch(value) or not _is_iri(value):
                raise ModelError(f"not well-formed: {shown(value, 80)}", field=f"FrbrUri.{name}")
        if not isinstance(self.prefix, bool):
            raise ModelError("expected True or False", field="FrbrUri.prefix")
        _check_date(self.date, "date")
        if self.expression_date is not None:
            _check_date(self.expression_date, "expression_date")
        if self.actor is not None and self.subtype is None:
            raise ModelError("an actor needs a subtype", field="FrbrUri.actor")
        for name in ("expression_date", "format"):
            if self.language is None and getattr(self, name) is not None:
                raise ModelError("needs a language", field=f"FrbrUri.{name}")
        if len(str(self)) > _LIMIT:
            raise ModelError(f"longer than {_LIMIT} characters", field="FrbrUri")

    @classmethod
    def parse(cls, text: str, *, lenient: bool = False) -> FrbrUri:
        """Return the IRI that `text` spells; one slash at its end is dropped.

        Args:
            text: the IRI, a path that begins with a slash.
            lenient: take what real documents hold as well; `parse_lenient` says what was changed.

        Raises:
            ModelError: not an IRI of the naming convention.
        """
        if lenient:
            return cls.parse_lenient(text).uri
        if not isinstance(text, str):
            raise ModelError(f"expected a string, got {type(text).__name__}", field="FrbrUri")
        if len(text) > _LIMIT + 1:
            raise ModelError(f"longer than {_LIMIT} characters", field="FrbrUri")
        if not _is_iri(text):
            raise _refusal(text, "a character that an IRI does not allow")
        segments = text.removesuffix("/").split("/")
        if segments.pop(0) or not all(segments):
            raise _refusal(text, "expected a path of non-empty parts")
        prefix = segments[:1] == ["akn"]
        try:
            return cls(prefix=prefix, **_fields(segments[1:] if prefix else segments))
        except ModelError as error:
            raise _refusal(text, str(error)) from error

    @classmethod
    def parse_lenient(cls, text: str) -> FrbrReading:
        """Return the IRI that `text` means, with a note of each thing that was changed.

        Beyond `parse`, this takes surrounding blanks, a scheme and host (`https://…/akn/…`), `akn`
        in capitals, two-letter languages, dates without hyphens after the language, and components
        without `!` (`mul@/main.xml`), as Irish, Chilean and Bungeni documents have them.

        Raises:
            ModelError: not an IRI of the naming convention even so.
        """
        if not isinstance(text, str):
            raise ModelError(f"expected a string, got {type(text).__name__}", field="FrbrUri")
        path, changes = text.strip(), []
        if path != text:
            changes.append("blanks around the IRI dropped")
        found = _BASE.match(path)
        base = found[0] if found else None
        if base is not None:
            path = path[len(base) :]
            changes.append(f"base {base} dropped")
        if path[:5].lower() == "/akn/" != path[:5]:
            path = "/akn/" + path[5:]
            changes.append("prefix written in lower case")
        segments = path.split("/")
        # Country, type, date and number come before any language.
        place = next((i for i, part in enumerate(segments) if _DATE.fullmatch(part)), 0) + 2
        found = _LOOSE_LANGUAGE.fullmatch(segments[place]) if 4 <= place < len(segments) else None
        if found is not None:
            segments[place], notes = _strict_language(found)
            changes += notes
            after = segments[place + 1 : place + 2]
            if after and after[0] and after[0][0] not in "!~":
                segments[place + 1] = f"!{after[0]}"
                changes.append(f"component {after[0].partition('.')[0]} marked with !")
        uri = cls.parse("/".join(segments))
        return FrbrReading(uri=uri, base=base, changes=tuple(changes))

    @property
    def work_uri(self) -> str:
        """The IRI of the work, with its component."""
        component = "" if self.work_component is None else f"/!{self.work_component}"
        return self._work + component

    @property
    def expression_uri(self) -> str:
        """The IRI of the expression, with its component and portion.

        Raises:
            ModelError: no language is stated.
        """
        if self.language is None:
            raise ModelError(f"{self.work_uri} states no language", field="FrbrUri.language")
        return f"{self._work}/{self.language}{self.expression_date or ''}{self._inner}"

    @property
    def manifestation_uri(self) -> str:
        """The IRI of the manifestation.

        Raises:
            ModelError: no language or no format is stated.
        """
        if self.format is None:
            raise ModelError(f"{self} states no format", field="FrbrUri.format")
        return f"{self.expression_uri}.{self.format}"

    def __str__(self) -> str:
        if self.language is None:
            return self._work + self._inner
        return self.expression_uri if self.format is None else self.manifestation_uri

    @property
    def _work(self) -> str:
        place = self.country if self.locality is None else f"{self.country}-{self.locality}"
        parts = ("akn" if self.prefix else None, place, self.doctype, self.subtype, self.actor)
        stated = [part for part in (*parts, self.date, self.number) if part is not None]
        return "/" + "/".join(stated)

    @property
    def _inner(self) -> str:
        component = f"!{self.work_component}" if self.work_component else ""
        portion = f"~{self.portion}" if self.portion else ""
        return f"/{component}{portion}" if component or portion else ""


@attrs.frozen(kw_only=True)
class FrbrReading:
    """What a lenient reading of an IRI gave.

    Attributes:
        uri: the IRI in the form of the naming convention.
        base: scheme and host that stood before it, `https://data.example.org`; None if none did.
        changes: one phrase for each thing that was changed; empty for an IRI in order.
    """

    uri: FrbrUri
    base: str | None
    changes: tuple[str, ...]


def _fields(segments: list[str]) -> dict[str, Any]:
    """Return the fields of the parts of an IRI after its prefix."""
    dated = next((i for i, part in enumerate(segments[:5]) if _DATE.fullmatch(part)), 0)
    if not 2 <= dated <= 4 or len(segments) < dated + 2:
        raise ModelError("expected /country/doctype/date/number, with subtype and actor at most")
    country, dash, locality = segments[0].partition("-")
    named = [*segments[1:dated], None, None]
    fields: dict[str, Any] = {
        "country": country,
        "locality": locality if dash else None,
        "doctype": named[0],
        "subtype": named[1],
        "actor": named[2],
        "date": segments[dated],
        "number": segments[dated + 1],
    }
    rest = segments[dated + 2 :]
    if rest and (found := _LANGUAGE.fullmatch(rest[0])):
        fields["language"], fields["expression_date"], fields["format"] = found.groups()
        rest = rest[1:]
    if not rest:
        return fields
    found = _COMPONENT.fullmatch("/".join(rest))
    if found is None or rest[0][0] not in "!~" or fields.get("format") is not None:
        raise ModelError("expected a language, !component or ~portion after the number")
    fields["work_component"], fields["portion"], fields["format"] = found.groups()
    return fields


def _strict_language(found: re.Match[str]) -> tuple[str, list[str]]:
    """Return a language part in strict form, and what was changed in it."""
    code, day, ending = found[1], found[2] or "", found[3] or ""
    changes = []
    if len(code) == 2 and alpha3(code) != "mis":
        code = alpha3(code)
        changes.append(f"language {found[1]} written {code}")
    if _SHORT_DATE.fullmatch(day[1:]):
        day = f"{day[:5]}-{day[5:7]}-{day[7:]}"
        changes.append(f"date {found[2]} written {day}")
    return f"{code}{day}{ending}", changes


def _is_iri(text: str) -> bool:
    return text.isprintable() and _NOT_IN_IRI.isdisjoint(text) and not _BAD_PERCENT.search(text)


def _check_date(value: str, name: str) -> None:
    pattern = _DATE if name == "date" else _EXPRESSION_DATE
    found = pattern.fullmatch(value) if type(value) is str else None
    if found is not None:
        try:
            dt.date(int(found[1] or 1), int(found[2] or 1), int(found[3] or 1))
        except ValueError:
            found = None
    if found is None:
        raise ModelError(f"no such date: {shown(value, 40)}", field=f"FrbrUri.{name}")


def _refusal(text: str, why: str) -> ModelError:
    return ModelError(f"not an Akoma Ntoso IRI: {text!r:.120}: {why}", field="FrbrUri")
