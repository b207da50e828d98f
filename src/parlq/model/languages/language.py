"""Languages: tags of BCP 47, codes of ISO 639, and the 24 official ones of the European Union."""

from __future__ import annotations

from functools import lru_cache

import attrs

from parlq.model.fields.patterns import Pattern
from parlq.model.fields.scalars import kind_of, shown
from parlq.model.languages import retired_tags, table
from parlq.problems import ModelError

__all__ = [
    "OFFICIAL",
    "TAG_LIMIT",
    "Language",
    "alpha3",
    "endonym",
    "is_normal_tag",
    "normal_tag",
    "protocol_key",
    "tag_fault",
]

#: Longest language tag taken, in characters.
TAG_LIMIT = 64

_TAG = Pattern(
    r"(?P<language>[a-z]{2,3}(?:-[a-z]{3}){0,3})"
    r"(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
    r"(?P<extensions>(?:-[0-9a-wyz](?:-[a-z0-9]{2,8})+)*)"
    r"(?P<private>-x(?:-[a-z0-9]{1,8})+)?"
)
_PRIVATE = Pattern(r"x(?:-[a-z0-9]{1,8})+")
_SINGLETON = Pattern(r"-([0-9a-wyz])(?=-)")
_AUTHORITY = "http://publications.europa.eu/resource/authority/language/"
_AUTHORITY_URI = Pattern(
    r"https?://publications\.europa\.eu/resource/authority/language/([A-Z]{3})"
)


def normal_tag(text: str) -> str:
    """Return the BCP 47 tag `text` in normal form.

    Letters take the case that RFC 5646 section 2.1.1 recommends (`fr-CA`, `zh-Hant-TW`). Codes that
    the registry has replaced become those of today (`iw` to `he`, `i-klingon` to `tlh`, `zh-yue` to
    `yue`), and a three-letter code of ISO 639-2, /T or /B, that has a two-letter one becomes that
    (`eng`, `ger` to `en`, `de`). Otherwise the grammar of section 2.1 is checked and not the
    registry, but for a first subtag of more than three letters: no language has one.

    Raises:
        ModelError: not well-formed, no code of a language, a variant or extension singleton given
            twice, or longer than 64 characters. The message suggests what may be meant.
    """
    if not isinstance(text, str):
        raise _refusal(text, "a tag is a string")
    return _normal_tag(text)


@lru_cache(maxsize=2048)
def _normal_tag(text: str) -> str:
    if len(text) > TAG_LIMIT:
        raise ModelError(f"longer than {TAG_LIMIT} characters", field="Language.tag")
    if not text.isascii():
        raise _refusal(text, f"not a language code (BCP 47){_meant(text)}")
    low = text.lower()
    if low in table.ALPHA3:
        return low
    if low in retired_tags.TAGS:
        return retired_tags.TAGS[low]
    if low in table.IRREGULAR:
        return low
    if _PRIVATE.fullmatch(low):
        return low
    found = _TAG.fullmatch(low)
    if found is None:
        raise _refusal(text, f"not a language code (BCP 47){_meant(text)}")
    language, script, region, variants, extensions, private = found.groups()
    _refuse_twice(text, variants.split("-")[1:])
    _refuse_twice(text, _SINGLETON.findall(extensions))
    normal, script = _today(language, script)
    if script:
        normal += f"-{script.title()}"
    if region:
        normal += f"-{retired_tags.REGIONS.get(region, region.upper())}"
    return f"{normal}{variants}{extensions}{private or ''}"


def _today(language: str, script: str | None) -> tuple[str, str | None]:
    """The language subtags that the registry has today, in their shortest form, and the script."""
    primary, dash, extended = retired_tags.EXTENDED.get(language, language).partition("-")
    primary = retired_tags.LANGUAGES.get(primary, primary)
    if primary in retired_tags.SERBO_CROATIAN:
        primary, script = "sr", script or "latn"
    return table.ALPHA2.get(primary, primary) + dash + extended, script


def suggestion(text: str) -> str | None:
    """Return the tag that a text in its place is probably meant to be, None where none is likely.

    Known are spellings such as `ENG.` and `en_GB`, names of languages, misspelled ones too, and
    codes of countries that no language has, such as `cz`.
    """
    from parlq.model.languages import suggestions

    plain = text.strip(" .,;:()[]'\"\t\n").replace("_", "-")
    try:
        tag = normal_tag(plain) if plain not in ("", text) else None
    except ModelError:
        tag = None
    return tag or suggestions.suggested(text)


def _meant(text: str) -> str:
    """The end of a message about what is no tag."""
    tag = suggestion(text)
    return f'; did you mean "{tag}"?' if tag else '; it is of two or three letters, such as "en"'


def is_normal_tag(text: str) -> bool:
    """Tell whether `text` is a BCP 47 tag in the normal form that `normal_tag` gives."""
    try:
        return normal_tag(text) == text
    except ModelError:
        return False


def tag_fault(value: object) -> str | None:
    """Say why `value` is no BCP 47 tag in any case, or return None when it is one."""
    if type(value) is not str:
        return f"must be a string, not {kind_of(value)}"
    try:
        normal_tag(value)
    except ModelError as error:
        return error.message
    return None


@lru_cache(maxsize=2048)
def alpha3(tag: str) -> str:
    """Return the three-letter code that stands for `tag` in an Akoma Ntoso IRI.

    It is the code of ISO 639-2/T of the primary subtag, the primary subtag itself where that has
    three letters, and `mis` (no code) for all else.

    Raises:
        ModelError: `tag` is not well-formed.
    """
    primary = normal_tag(tag).partition("-")[0]
    return table.ALPHA3.get(primary, primary if len(primary) == 3 else "mis")


def _normal(_: object, __: object, value: str) -> None:
    if normal_tag(value) != value:
        raise _refusal(value, f"not in normal form; write {normal_tag(value)!r}")


@attrs.frozen(repr=False)
class Language:
    """A language: a BCP 47 tag and what is known about it.

    Attributes:
        tag: the tag in normal form, as `normal_tag` gives it.

    Raises:
        ModelError: a tag that is not in normal form; `Language.parse` takes the others.
    """

    tag: str = attrs.field(validator=_normal)

    def __str__(self) -> str:
        return self.tag

    def __repr__(self) -> str:
        return f"Language({self.tag!r})"

    @classmethod
    def parse(cls, text: str) -> Language:
        """Return the language of a two- or three-letter code or of any BCP 47 tag, in any case.

        Raises:
            ModelError: not well-formed, as for `normal_tag`.
        """
        tag = normal_tag(text)
        return _BY_TAG.get(tag) or cls(tag)

    @classmethod
    def from_uri(cls, uri: str) -> Language:
        """Return the language of a URI of the EU authority table, `…/authority/language/ENG`.

        Raises:
            ModelError: not such a URI, or not one with a three-letter code.
        """
        found = _AUTHORITY_URI.fullmatch(uri) if type(uri) is str else None
        if found is None:
            raise ModelError(f"not a language of the EU authority table: {shown(uri, 120)}")
        return cls.parse(found[1])

    @property
    def uri(self) -> str:
        """The URI of the EU authority table; it names the language without script or region.

        Raises:
            ModelError: the language has no three-letter code.
        """
        code = self.alpha3
        if code == "mis" and self.tag != "mis":
            raise ModelError(f"{self.tag!r} has no three-letter code", field="Language.uri")
        return _AUTHORITY + code.upper()

    @property
    def alpha2(self) -> str | None:
        """The code of ISO 639-1, None where there is none."""
        primary = self.tag.partition("-")[0]
        return primary if primary in table.ALPHA3 else None

    @property
    def alpha3(self) -> str:
        """The code of ISO 639-2/T, or what stands for it in an Akoma Ntoso IRI: see `alpha3`."""
        return alpha3(self.tag)

    @property
    def alpha3b(self) -> str:
        """The code of ISO 639-2/B, which differs from `alpha3` for 20 languages."""
        return table.ALPHA3_B.get(self.tag.partition("-")[0], self.alpha3)

    @property
    def endonym(self) -> str | None:
        """The language's own name for an official language of the EU, None for all others."""
        return endonym(self.tag)

    @property
    def rank(self) -> int | None:
        """The place in EU protocol order, from 0 to 23, None where it is no official language."""
        return _RANKS.get(self.tag)

    @property
    def is_official(self) -> bool:
        """Whether this is one of the 24 official languages of the EU, without script or region."""
        return self.tag in _RANKS


_ENDONYMS = dict(table.OFFICIAL)
_RANKS = {tag: rank for rank, tag in enumerate(_ENDONYMS)}

#: The 24 official languages of the European Union in protocol order.
OFFICIAL: tuple[Language, ...] = tuple(Language(tag) for tag in _ENDONYMS)

_BY_TAG = {language.tag: language for language in OFFICIAL}


@lru_cache(maxsize=1024)
def protocol_key(tag: str) -> tuple[int, str]:
    """Return the sort key of a normal tag: official languages in protocol order, then the others.

    The others sort by their tag. Protocol order is that of the languages' own names, as in the
    language list of the Parliament's pages and in the EU Interinstitutional Style Guide, 7.2.1.
    """
    return _RANKS.get(tag, len(_RANKS)), tag


def endonym(tag: str) -> str | None:
    """Return the own name of the official language `tag`, `français`; None for all other tags."""
    return _ENDONYMS.get(tag)


def is_known(tag: str) -> bool:
    """Return whether the code that a normal tag begins with is one of ISO 639-1.

    Codes of three letters, and tags that begin with no code, are taken on trust.
    """
    primary = tag.partition("-")[0]
    return len(primary) != 2 or primary in table.ALPHA3


def _refuse_twice(text: str, parts: list[str]) -> None:
    if len(set(parts)) != len(parts):
        raise _refusal(text, "a variant or extension is duplicated")


def _refusal(text: object, why: str) -> ModelError:
    return ModelError(f"{shown(text, 80)}: {why}", field="Language.tag")
