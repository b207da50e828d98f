"""Changes what parlq has written and leaves its look: lines, attributes, words, escapes.

The canonical reader reads a document that parlq wrote; its result counts when it is written as the
same bytes. So most of these changes are consistent, and reach that comparison: whatever stands in
several places is changed in all of them.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Any

import attrs
import mutations

from parlq.formats.akn.profile import fast, writer

HEAD, TAIL = writer.HEAD, writer.TAIL
_QUOTED = re.compile(rb'"([^"\n]*)"')
_ATTRIBUTE = re.compile(rb' [\w:]+="[^"\n]*"')
_WORDS = re.compile(rb">([^<>\n]+)<")
_ELEMENT = re.compile(rb"<[A-Za-z][^<>\n]*>")
#: What parts an IRI, an eId or a list of pointers.
_PIECES = re.compile(rb"[^/#_~@!. -]+")
_ESCAPES = (
    *(b"&amp;", b"&lt;", b"&gt;", b"&quot;", b"&apos;", b"&#9;", b"&#10;", b"&#13;", b"&#xD;"),
    *(b"&#1;", b"&#x41;", b"&#65;", b"&#xFFFE;", b"&#133;", b"&", b"&amp", b"&amp;amp;", b"&x;"),
    *(b"&amp;#13;", b"&amp;lt;", b"\r", b"\t", b"\x85", b"\xc2\x85", b"\xe2\x80\xa8", b"\x7f"),
    *(b"\xc2\xa0", b"\xef\xbb\xbf", b"\xef\xbf\xbe", b"\xef\xbf\xbd", b"\xf0\x9f\x98\x80", b"\0"),
    *(b"\xed\xa0\x80", b"\xef\xb7\x90", b"\x1f", b"\xcc\x81", b"\xe2\x80\xae", b"]]>", b"'", b">"),
)  # fmt: skip
_VALUES = (
    *(b"", b" ", b"0", b"-1", b"1", b"2", b"01", b"+1", b"1_0", b"\xd9\xa1", b"999999999999", b"nn"),
    *(b"0001-01-01", b"2018-02-30", b"2018-2-3", b"20180203", b"2018-W05-1", b"0000-01-01"),
    *(b"2018-02-21", b"2018-02-21T00:00:00Z", b"2018-02-21T00:00:00+14:01", b"lastUpdated"),
    *(b"en", b"EN", b"mul", b"und", b"fr-CA", b"fr-ca", b"zh-Hant", b"x-a", b"eng", b"en ", b"i"),
    *(b"original", b"translation", b"unknown", b"incomplete", b"other", b"answer", b"question"),
    *(b"E-000001/2014", b"E-1/14", b"E-000001-2014", b"E-000001-2014-rev1", b"eu/ep", b"/", b"#"),
    *(b"https://example.eu/x y", b"https://example.eu/<", b"http:", b"x", b"a b", b"text/html"),
    *(b"attachment_1", b"author_1", b"author_01", b"question_1", b"question_2", b"__", b"xs:date"),
)  # fmt: skip

_LETTERS = (*(bytes([code]) for code in b"0 1aA-/_."), "é".encode())


def inside(data: bytes) -> tuple[bytes, bytes, bytes]:
    """What every document begins with, what this one says, what every one ends with."""
    if data.startswith(HEAD) and data.endswith(TAIL) and len(data) >= len(HEAD) + len(TAIL):
        return HEAD, data[len(HEAD) : -len(TAIL)], TAIL
    return b"", data, b""


def lines(data: bytes, random: Random, donors: Sequence[bytes]) -> bytes:
    """Take out, swap, double, move, indent or take over lines, in one to three places."""
    parts = data.split(b"\n")
    for _ in range(random.choice((1, 1, 2, 3))):
        at, to = random.randrange(len(parts)), random.randrange(len(parts))
        many = random.choice((1, 1, 1, 2, 3, 8))
        match random.randrange(6):
            case 0:
                del parts[at : at + many]
                parts = parts or [b""]
            case 1:
                parts[at], parts[to] = parts[to], parts[at]
            case 2:
                parts[at:at] = parts[at : at + many] * random.choice((1, 1, 2, 60))
            case 3:
                taken = parts[at : at + many]
                del parts[at : at + many]
                parts[to:to] = taken
            case 4:
                parts[at] = random.choice(
                    (b"  " + parts[at], parts[at].lstrip(), b" " + parts[at], parts[at] + b" ")
                )
            case _:
                others = inside(random.choice(donors))[1].split(b"\n")
                start = random.randrange(len(others))
                kin = _kin(parts[at])
                like = [n for n, line in enumerate(others) if _kin(line) == kin]
                if like and random.random() < 0.7:
                    start = random.choice(like)
                parts[at : at + random.choice((0, 1, many))] = others[start : start + many]
    return b"\n".join(parts)


def _kin(line: bytes) -> bytes:
    return line[: len(line) - len(line.lstrip())] + line.lstrip()[:4]


def attributes(data: bytes, random: Random, donors: Sequence[bytes]) -> bytes:
    """Change, take out, double or swap attributes, and element names, in one to three places."""
    for _ in range(random.choice((1, 1, 2, 3))):
        found = list(_ATTRIBUTE.finditer(data))
        elements = list(_ELEMENT.finditer(data))
        if not found or not elements:
            return data
        one, other = random.choice(found), random.choice(found)
        match random.randrange(6):
            case 0:
                data = _put(data, one, b"")
            case 1:
                data = _put(data, one, one[0] + other[0])
            case 2:
                data = _put(data, one, other[0])
            case 3:
                data = _put(data, one, one[0].partition(b"=")[0] + b'="%s"' % _value(random))
            case 4:
                name, value = other[0].partition(b"=")[0], one[0].partition(b"=")[2]
                data = _put(data, one, name + b"=" + value)
            case _:
                element, name = random.choice(elements), random.choice(elements)[0][1:-1]
                name = re.split(rb"[\s/]", name)[0]
                old = re.split(rb"[\s/>]", element[0][1:])[0]
                data = _put(data, element, element[0].replace(old, name, 1))
    return data


def everywhere(data: bytes, random: Random, donors: Sequence[bytes]) -> bytes:
    """Change what stands in quotes, or a piece of it, wherever it stands."""
    for _ in range(random.choice((1, 1, 2))):
        quoted = [found[1] for found in _QUOTED.finditer(data) if found[1]]
        if not quoted:
            return data
        old = random.choice(quoted)
        if random.random() < 0.6 and (pieces := _PIECES.findall(old)):
            old = random.choice(pieces)
        new = random.choice((_value(random), random.choice(quoted), _touched(old, random)))
        if random.random() < 0.5 and (pieces := _PIECES.findall(new)):
            new = random.choice(pieces)
        data = data.replace(old, new)
    return data


def words(data: bytes, random: Random, donors: Sequence[bytes]) -> bytes:
    """Change words between tags, put escapes and odd characters into them, mark them up."""
    for _ in range(random.choice((1, 1, 2, 4))):
        found = list(random.choice((_WORDS, _QUOTED)).finditer(data))
        if not found:
            continue
        one = random.choice(found)
        old = one[1]
        cut = random.randrange(len(old) + 1)
        mark = random.choice((b"b", b"i", b"sup", b"sub", b"p", b"a", b"noteRef", b"inline", b"br"))
        new = random.choice(
            (
                b"",
                old[:cut] + random.choice(_ESCAPES) + old[cut:],
                old[:cut] + random.choice(_ESCAPES) + random.choice(_ESCAPES) + old[cut:],
                old[:cut] + b"<%s>" % mark + old[cut:] + b"</%s>" % mark,
                old[:cut] + b"<%s/>" % mark + old[cut:],
                old[:cut] + b"<!--x-->" + old[cut:],
                _touched(old, random),
                random.choice(found)[1],
                old.strip() + b" ",
            )
        )
        data = data[: one.start(1)] + new + data[one.end(1) :]
    return data


def values(data: bytes, random: Random, donors: Sequence[bytes]) -> bytes:
    """Write the value again with one part of it changed, to what no constructor would take."""
    value = fast.value(HEAD + data + TAIL)
    if value is None:
        return data
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        spots = list(_spots(value, ()))
        path, found = random.choice(spots)
        new = _other(found, random, spots)
        value = _with(value, path, new)
    try:
        return inside(writer.dumps(value))[1]
    except Exception:  # no writer is made for this
        return data


def saved(data: bytes, random: Random, donors: Sequence[bytes]) -> bytes:
    """Change what other tools change when they save a file: line ends, declaration, mark, last line."""
    body = data.removeprefix(HEAD.split(b"\n")[0])
    ends = random.choice((b"\n", b"\r\n", b"\r\n", b"\r", b"\n\r"))
    body = body.replace(b"\n", ends, random.choice((-1, -1, 1)))
    last = random.choice(
        (b"\n", b"", b"\r\n", b" ", b"\n\n", b"\t \n", b"\x0c", b"\xc2\xa0", b"\0")
    )
    return random.choice(_STARTS) + body.rstrip(b"\n") + last


def laid_out(data: bytes, random: Random, donors: Sequence[bytes]) -> bytes:
    """Change what other tools change between and in tags: indents, order of attributes, empty elements.

    One of them in one place, or in all, and right or wrong.
    """
    tag = random.choice((rb"\1", rb"\1", rb"\1", b"p", b"FRBRdate"))
    pattern, new = random.choice(
        (
            (rb">\s+<", b"><"),
            (rb">\s+<", random.choice((b"> <", b">\n<", b">\n\n\t<", b">\xc2\xa0<", b">x<"))),
            (rb"(?<=[\n ])  ", random.choice((b" ", b"\t", b"    ", b""))),
            (rb"<([\w:]+)((?: [^<>]*)?)/>", rb"<\1\2></" + tag + b">"),
            (rb"<([\w:]+)((?: [^<>]*)?)></[\w:]+>", rb"<\1\2/>"),
            (rb'( [\w:]+="[^"]*")( [\w:]+="[^"]*")', rb"\2\1"),
            (rb'( [\w:]+="[^"]*")( [\w:]+="[^"]*")( [\w:]+="[^"]*")', rb"\3\2\1"),
            (rb'" (?=[\w:]+=")', random.choice((b'"', b'"  ', b'"\n', b'" x '))),
        )
    )
    return re.sub(pattern, new, data, count=random.choice((0, 0, 0, 1, 2)))


#: Declarations of XML, right and wrong.
_STARTS = (
    *(HEAD.split(b"\n")[0], b"\xef\xbb\xbf" + HEAD.split(b"\n")[0], b"", b"\n", b"\xef\xbb\xbf"),
    *(b"<?xml version='1.0' encoding='utf-8'?>", b'<?xml version="1.0"?>', b"<?xml ?>"),
    *(b'<?xml version="1.1" encoding="UTF-8"?>', b'<?xml version="1.0" encoding="ASCII"?>'),
    *(b'<?xml version="1.0" encoding="UTF-16"?>', b'<?xml version="1.0" encoding="latin1"?>'),
    *(b'<?xml version="1.0" encoding="UTF-8" standalone="no"?>', b'<?xml encoding="UTF-8"?>'),
    *(b'<?xml version="1.0" encoding="ISO-8859-1"?>', b"<?xml version='1.0' standalone='yes' ?>"),
    *(b'<?xml version="1.0" encoding="UTF-8"?>\n\n', b'<?xml version="1.0" encoding="UTF-8"?>  '),
    *(b'<?xml version="1.0" encoding="UTF-8"?><!--x-->', b'<?xml version="1.0" encoding="utf8"?>'),
)


def _spots(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Every part of a value, with the way to it."""
    if path:
        yield path, value
    if type(value) is tuple:
        for index, item in enumerate(value):
            yield from _spots(item, (*path, index))
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from _spots(getattr(value, field.name), (*path, field.name))


def _with(value: Any, path: tuple[str | int, ...], new: Any) -> Any:
    """The value with another part at the end of this way, which nobody checks."""
    if not path:
        return new
    step, *rest = path
    if type(value) is tuple:
        return (*value[:step], _with(value[step], tuple(rest), new), *value[step + 1 :])
    made = copy.copy(value)
    object.__setattr__(made, str(step), _with(getattr(value, str(step), None), tuple(rest), new))
    return made


def _other(found: Any, random: Random, spots: Sequence[tuple[Any, Any]]) -> Any:
    """Something else of the same type most often, of another type now and then."""
    same = [each for _, each in spots if type(each) is type(found) and each is not found]
    if same and random.random() < 0.4:
        return random.choice(same)
    match found:
        case tuple() if found and random.random() < 0.8:
            at = random.randrange(len(found))
            return random.choice(
                (
                    (*found, found[at]),
                    found[:at] + found[at + 1 :],
                    found[::-1],
                    (*found, ""),
                    (*found[:at], found),
                )
            )
        case tuple():
            return (random.choice(spots)[1],)
        case bool():
            return not found
        case int():
            return random.choice((0, -1, 1, 999, 1000, 65535, 10**9, found + 1))
        case str() | None:
            odd = _value(random).decode("utf-8", "ignore")
            return random.choice((odd, odd, f"{found}{odd}", f"{odd}{found}", None))
    return random.choice((None, random.choice(spots)[1]))


def _put(data: bytes, found: re.Match[bytes], new: bytes) -> bytes:
    return data[: found.start()] + new + data[found.end() :]


def _value(random: Random) -> bytes:
    return random.choice(_VALUES if random.random() < 0.8 else _ESCAPES)


def _touched(text: bytes, random: Random) -> bytes:
    """Nearly the same text."""
    at = random.randrange(len(text) + 1)
    return random.choice(
        (
            text[:at] + text[at + 1 :],
            text[:at] + random.choice(_LETTERS) + text[at:],
            text + text,
            text.upper(),
            text.lower(),
            text.swapcase(),
            text + b" ",
            b" " + text,
            text[::-1],
        )
    )


KINDS: dict[str, Callable[[bytes, Random, Sequence[bytes]], bytes]] = {
    made.__name__: made for made in (lines, attributes, everywhere, words, values, saved, laid_out)
}


def mutant(data: bytes, kind: str, random: Random, donors: Sequence[bytes]) -> bytes:
    """One mutant that begins and ends as `data` does, unless it is saved otherwise."""
    if kind == saved.__name__:
        return saved(data, random, donors)
    before, said, after = inside(data)
    change = KINDS.get(kind) or mutations.KINDS[kind]
    return before + change(said or b" ", random, donors) + after
