"""Breaks bytes: flips, cuts, splices, nests and doubles them, blindly or along their structure.

Pure functions of the bytes and a seeded `random.Random`, so that every mutant can be made again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

#: What a structure is made of: a tag, a quoted text, a bracket, a line, a run of anything else.
PARTS = re.compile(
    rb'<[^<>]{0,2000}>|"(?:[^"\\\n]|\\.){0,2000}"|[][{},:;]|\n|[^][<>"{},:;\n]+|.', re.DOTALL
)
OPENING = re.compile(rb"<([A-Za-z_][\w:.-]{0,60})(?:\s[^<>]*)?(?<!/)>")
_ODD = (
    *(b"\0", b"\xff", b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xc3", b"\r"),
    *(b"\xe2\x80\xa8", b"\xc2\x85", b"\xe2\x80\xae", b"\xf0\x9f\x90\xa6", b"\x1b[2J", b"\\ud800"),
    *(b"]]>", b"-->", b"<!--", b"<![CDATA[", b"&#0;", b"&#x110000;", b"&amp;", b"&a;", b"<?x ?>"),
    *(b"<!DOCTYPE a>", b"-1", b"0", b"99999999999999999999", b"1e999", b"NaN", b"null", b"{}"),
    *(b"[]", b'""', b"''", b"2024-02-30", b"0000-00-00", b"E-000001/2014", b"xml:lang=''", b"%s"),
)  # fmt: skip


def flip(data: bytes, random: Random, donors: Sequence[bytes]) -> bytes:
    """Change single bits, bytes or characters, in one to eight places."""
    made = bytearray(data)
    for _ in range(random.choice((1, 1, 1, 2, 4, 8))):
        place = random.randrange(len(made) or 1)
        if not made:
            made += b" "
        match random.randrange(4):
            case 0:
                made[place] ^= 1 << random.randrange(8)
            case 1:
                made[place] = random.randrange(256)
            case 2:
                made[place : place + random.choice((0, 1))] = random.choice(_ODD)
            case _:
                del made[place : place + random.choice((1, 1, 2, 4))]
    return bytes(made)


def truncate(data: bytes, random: Random, donors: Sequence[bytes]) -> bytes:
    """Leave out the end, the start, or a piece in between."""
    start, end = sorted((random.randrange(len(data) + 1), random.randrange(len(data) + 1)))
    return random.choice((data[:start], data[:end], data[start:], data[:start] + data[end:]))


def splice(data: bytes, random: Random, donors: Sequence[bytes]) -> bytes:
    """Put a piece of another file, or of this one, in some place of this one."""
    donor = random.choice(donors) or data
    if random.random() < 0.3:
        return data[: random.randrange(len(data) + 1)] + donor[random.randrange(len(donor) + 1) :]
    pieces, others = PARTS.findall(data), PARTS.findall(donor)
    for _ in range(random.choice((1, 1, 2, 3))):
        start = random.randrange(len(others))
        taken = others[start : start + random.choice((1, 1, 3, 10, 40))]
        place = random.randrange(len(pieces) + 1)
        pieces[place : place + random.choice((0, 1, len(taken)))] = taken
    return b"".join(pieces)


def nest(data: bytes, random: Random, donors: Sequence[bytes]) -> bytes:
    """Put something into copies of itself or into brackets, a few times or very often."""
    depth = random.choice((1, 2, 5, 50, 59, 60, 61, 255, 256, 257, 1024, 1025, 5000))
    openings = list(OPENING.finditer(data))
    if openings and random.random() < 0.7:
        chosen = random.choice(openings)
        closing = b"</" + chosen[1] + b">"
        end = data.find(closing, chosen.end())
        if end >= 0:
            inner = data[chosen.end() : end]
            made = chosen[0] * depth + inner + closing * depth
            return data[: chosen.start()] + made + data[end + len(closing) :]
    opening, closing = random.choice(
        ((b"[", b"]"), (b'{"a":', b"}"), (b"<p>", b"</p>"), (b"<b>", b"</b>"), (b"(", b")"))
    )
    start, end = sorted((random.randrange(len(data) + 1), random.randrange(len(data) + 1)))
    return data[:start] + opening * depth + data[start:end] + closing * depth + data[end:]


def duplicate(data: bytes, random: Random, donors: Sequence[bytes]) -> bytes:
    """Duplicate a piece, beside itself or at another position, once or often; or the whole file."""
    if random.random() < 0.1:
        return data * random.choice((2, 3))
    pieces = PARTS.findall(data)
    start = random.randrange(len(pieces))
    taken = pieces[start : start + random.choice((1, 2, 5, 20, 100))]
    place = random.choice((start, random.randrange(len(pieces) + 1)))
    pieces[place:place] = taken * random.choice((1, 1, 2, 30, 300))
    return b"".join(pieces)


KINDS: dict[str, Callable[[bytes, Random, Sequence[bytes]], bytes]] = {
    made.__name__: made for made in (flip, truncate, splice, nest, duplicate)
}


def mutant(data: bytes, kind: str, random: Random, donors: Sequence[bytes]) -> bytes:
    """One mutant of `data`; `donors` are files of which pieces are taken."""
    return KINDS[kind](data or b" ", random, donors)
