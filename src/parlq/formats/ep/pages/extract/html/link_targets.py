"""Where links lead: targets as browsers read them, percent-encoded by the URL Standard of the WHATWG."""

from __future__ import annotations

import re
import unicodedata
from encodings import idna
from typing import NamedTuple
from urllib.parse import urljoin

from parlq.model.fields.scalars import HREF

#: C0 controls and the blank, which are stripped at both ends, and what is removed inside.
_ENDS = "".join(map(chr, range(0x21)))
_INSIDE = str.maketrans("", "", "\t\n\r")
_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):")
_SPECIAL = frozenset({"http", "https", "ftp", "ws", "wss", "file"})
#: The percent-encode sets (section 1.3), but for C0 controls and what is not ASCII: always in them.
_FRAGMENT = ' "<>`'
_QUERY = ' "#<>'
_SPECIAL_QUERY = f"{_QUERY}'"
_PATH = f"{_QUERY}?^`{{}}"
_USERINFO = f"{_PATH}/:;=@[\\]|"
#: What a host never holds (section 3.1), but for what is not ASCII.
_NO_HOST = re.compile(r"[\x00-\x20#/<>?@\\^|%\x7f]")
_DOTS = re.compile("[.\u3002\uff0e\uff61]")
#: Characters that only the older standard, which Python knows, replaces.
_KEPT = frozenset("\xdf\u03c2\u200c\u200d")
_PARTS = re.compile(f"([{''.join(sorted(_KEPT))}])")
#: Longest label that is encoded; a name in the DNS has at most 253 bytes.
_LONGEST = 253
#: What RFC 3986 does not take, and browsers leave as it is.
_LEFT = re.compile(r"[^A-Za-z0-9._~!$&'()*+,;=:@/?%-]|%(?![0-9A-Fa-f]{2})")
_ESCAPED = re.compile("%[0-9A-Fa-f]{2}")


class Target(NamedTuple):
    """Where a link leads.

    Attributes:
        href: a URI reference; None when there is none that leads there.
        fault: what is not as browsers read it, for a problem; None when all is.
    """

    href: str | None
    fault: str | None = None


def target(stated: str, *, scheme: str | None = None, encoding: str = "utf-8") -> Target | None:
    """Read the target of a link; None for an empty one, which leads nowhere.

    Args:
        stated: the target as stated.
        scheme: that of the page, for a target that begins with `//`.
        encoding: that of the page, in which a query is encoded.
    """
    if "'" not in stated and HREF.fault(stated) is None:
        return Target(stated)
    text = stated.strip(_ENDS).translate(_INSIDE)
    if not text:
        return None
    found = _SCHEME.match(text)
    if found is None and text.replace("\\", "/").startswith("//"):
        if scheme is None:
            return Target(None, "it names no scheme, and the page has no address")
        text = f"{scheme}:{text}"
        found = _SCHEME.match(text)
    parts = _parts(text, found["scheme"] if found else None, encoding)
    if isinstance(parts, str):
        return Target(None, parts)
    before, fault, rest = parts
    made = before + rest[0] + rest[1] + rest[2]
    if HREF.fault(made) is not None:
        # Signs that browsers leave as they are, and that no URI holds.
        made = before + "".join(each[:1] + _LEFT.sub(_percent_sign, each[1:]) for each in rest)
        fault = fault or "it has characters that a URI cannot contain"
        if (wrong := HREF.fault(made)) is not None:
            return Target(None, f"it {wrong}")
    return Target(made, fault)


def against(found: Target, base: str | None) -> Target:
    """The target from the address that a page states as the base of its links.

    What leads to a place in the page itself stays as it is.
    """
    if base is None or found.href is None or found.href.startswith("#"):
        return found
    return found._replace(href=urljoin(base, found.href))


def _parts(
    text: str, scheme: str | None, encoding: str
) -> tuple[str, str | None, tuple[str, str, str]] | str:
    """Scheme and authority, what is unusual about them, and path, query and fragment.

    Each is encoded by its own set; words when there is no such address.
    """
    start = text[: len(scheme) + 1] if scheme else ""
    before, mark, fragment = text[len(start) :].partition("#")
    path, ask, query = before.partition("?")
    special = scheme is None or scheme.lower() in _SPECIAL
    fault = None
    if special:
        path = path.replace("\\", "/")
    signs = _PATH if special or path.startswith("/") else ""
    if scheme and path.startswith("//"):
        host, slash, path = path[2:].partition("/")
        authority = _authority(host)
        if authority is None:
            return f"its host has a character that a host cannot contain: {host}"
        path = slash + path
        start += f"//{authority}"
        fault = (
            None
            if authority.isascii() and "%" not in authority.rpartition("@")[2]
            else (f"its host cannot be a domain name: {host}")
        )
    asked = _encode(query, _SPECIAL_QUERY if special else _QUERY, encoding if special else "utf-8")
    return (
        start,
        fault,
        (_encode(path, signs), f"{ask}{asked}", f"{mark}{_encode(fragment, _FRAGMENT)}"),
    )


def _authority(text: str) -> str | None:
    """User, host and port; None if a character cannot be in a host."""
    user, at, host = text.rpartition("@")
    name, colon, secret = user.partition(":")
    user = _encode(name, _USERINFO) + colon + _encode(secret, _USERINFO)
    if not host.startswith("[") and _NO_HOST.search(_ESCAPED.sub("", host)):
        return None
    return f"{user}{at}{host if host.isascii() else _domain(host)}"


def _domain(host: str) -> str:
    """A host in ASCII (UTS #46, nontransitional); percent-encoded if it is no domain name."""
    name, colon, port = host.partition(":")
    try:
        labels = [_label(each) for each in _DOTS.split(name)]
    except UnicodeError:
        return _encode(host, "")
    return ".".join(labels) + colon + port


def _label(text: str) -> str:
    """A label in ASCII."""
    if len(text) > _LONGEST:
        raise UnicodeError(text)
    text = text.replace("\u1e9e", "\xdf")
    parts = (part if part in _KEPT else idna.nameprep(part) for part in _PARTS.split(text))
    label = unicodedata.normalize("NFC", "".join(parts))
    if label.isascii():
        if _NO_HOST.search(label):
            raise UnicodeError(label)
        return label
    return f"xn--{label.encode('punycode').decode()}"


def _percent_sign(found: re.Match[str]) -> str:
    return _percent(found[0].encode())


def _encode(text: str, signs: str, encoding: str = "utf-8") -> str:
    """Text with C0 controls, these signs and what is not ASCII percent-encoded."""
    if encoding != "utf-8" and not text.isascii():
        return "".join(_encode_char(char, signs, encoding) for char in text)
    pattern = _set(signs)
    return pattern.sub(lambda found: _percent(found[0].encode("utf-8", "replace")), text)


def _encode_char(char: str, signs: str, encoding: str) -> str:
    """One character of a query in the encoding of its page; one that it lacks as its number."""
    if char.isascii():
        return _encode(char, signs)
    try:
        return _percent(char.encode(encoding))
    except UnicodeEncodeError:
        return f"%26%23{ord(char)}%3B"


def _percent(data: bytes) -> str:
    return "".join(f"%{byte:02X}" for byte in data)


_sets: dict[str, re.Pattern[str]] = {}


def _set(signs: str) -> re.Pattern[str]:
    if signs not in _sets:
        _sets[signs] = re.compile(f"[\\x00-\\x1f\\x7f-\\U0010ffff{re.escape(signs)}]")
    return _sets[signs]
