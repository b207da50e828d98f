"""Dimensions of configuration, of patterns and of `.gitignore`."""

from __future__ import annotations

from collections.abc import Iterator

from grown import Dimension, Make, around, nested


def _settings() -> Iterator[tuple[str, Make]]:
    yield "keys", around("", "k{n} = 1\n")
    yield "keys that are nearly known", around("", "fail-levl{n} = 1\n")
    yield "parts of a key", around("a", ".a", " = 1\n")
    yield "parts of a key, each of its own", around("a", ".a{n}", " = 1\n")
    yield "keys with many parts", around("", "a{n}" + ".a" * 90 + " = 1\n")
    yield "keys below one table", around("", "a.b.c.k{n} = 1\n")
    yield "parts of a table", around("[a", ".a", "]\n")
    yield "parts of a table of tables", around("[[a", ".a", "]]\n")
    yield "tables", around("", "[t{n}]\na = 1\n")
    yield (
        "tables, each below the other",
        lambda n: "".join(f"[{'.'.join('a' * (i % 90 + 1))}.t{i}]\n" for i in range(n)).encode(),
    )
    yield "tables of tables", around("", "[[t]]\n")
    yield "tables on one line, nested", nested("a = ", "{a = ", "1", "}", "\n")
    yield "keys of a table on one line", around("a = {b = 1", ", k{n} = 1", "}\n")
    yield "arrays, nested", nested("a = ", "[", "", "]", "\n")
    yield "items of an array", around("paths = [", '"x{n}", ', "]\n")
    yield "numbers of an array", around("select = [", "1, ", "]\n")
    yield "digits of a number", around("jobs = ", "9", "\n")
    yield "digits of a number in hexadecimal", around("jobs = 0x", "f", "\n")
    yield "digits of a number with bars", around("jobs = 9", "_9", "\n")
    yield "digits behind a point", around("jobs = 0.", "9", "\n")
    yield "digits of an exponent", around("jobs = 1e", "9", "\n")
    yield "letters of a text", around('from = "', "x", '"\n')
    yield "escapes of a text", around('from = "', "\\u00e9", '"\n')
    yield "lines of a text", around('from = """', "x\n", '"""\n')
    yield "quotes of a text", around('from = """', '\\"', '"""\n')
    yield "letters of a key", around("", "x", " = 1\n")
    yield "letters of a comment", around("#", "x", "\n")
    yield "comments", around("", "# x\n")
    yield "empty lines", around("", "\n")
    yield "blanks", around("jobs =", " ", "1\n")
    yield "rules", around("select = [", '"PQ{n}", ', "]\n")
    yield "rules of files", around("[per-file-ignores]\n", '"p{n}" = ["PQ4"]\n')
    yield "reports", around("report = [", '"text", ', "]\n")
    yield "reports to files", around("report = [", '"json:r{n}.json", ', "]\n")
    for name in ("exclude", "include", "paths"):
        yield f"patterns of {name}", around(f"{name} = [", '"**/a{n}/*.xml", ', "]\n")
        yield f"stars of {name}", around(f'{name} = ["', "*a", '"]\n')
        yield f"double stars of {name}", around(f'{name} = ["', "**/", 'x"]\n')
        yield f"question marks of {name}", around(f'{name} = ["', "?*", '"]\n')
        yield f"classes of {name}", around(f'{name} = ["', "[a-z]", '"]\n')
        yield f"brackets of {name}", around(f'{name} = ["', "[", '"]\n')
        yield f"braces of {name}", around(f'{name} = ["', "{a,b}", '"]\n')
        yield f"letters of a class of {name}", around(f'{name} = ["[', "a-z", ']"]\n')


def _ignored() -> Iterator[tuple[str, Make]]:
    yield "patterns", around("", "a{n}.txt\n")
    yield "patterns with stars", around("", "**/a{n}*/*.txt\n")
    yield "patterns that take back", around("", "*.json\n!q{n}.json\n")
    yield "stars", around("", "*a", "\n")
    yield "stars alone", around("", "*", "\n")
    yield "double stars", around("", "**/", "x\n")
    yield "question marks", around("", "?*", "\n")
    yield "classes", around("", "[a-z]", "\n")
    yield "stars and classes", around("", "*[a-q]", "\n")
    yield "brackets", around("", "[", "\n")
    yield "letters of a class", around("[", "a-z", "]\n")
    yield "backslashes", around("", "\\", "\n")
    yield "blanks at the end", around("x", " ", "\n")
    yield "slashes", around("", "/", "\n")
    yield "folders", around("", "a/", "\n")
    yield "letters", around("", "x", "\n")
    yield "exclamation marks", around("", "!", "\n")
    yield "empty lines", around("", "\n")
    yield "comments", around("", "# x\n")


def dimensions() -> Iterator[Dimension]:
    """All of these."""
    for name, make in _settings():
        yield Dimension(f"settings: {name}", "settings", make)
    for name, make in _ignored():
        yield Dimension(f"ignored: {name}", "ignored", make)
