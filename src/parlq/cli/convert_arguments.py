"""The arguments of the commands that read and write documents."""

from __future__ import annotations

import argparse

from parlq.cli.completion import SHELLS

CONVERT = """\
examples:
  parlq convert page.txt -o answer.xml       a saved page to Akoma Ntoso
  parlq convert answer.xml -o answer.json    Akoma Ntoso to JSON
  parlq convert answer.json --to akn         JSON to Akoma Ntoso, on standard output
  cat page.txt | parlq convert - --from page --to json
"""
MERGE = """\
examples:
  parlq merge answer_en.txt answer_fr.txt -o answer.xml
  parlq merge question_en.txt answer_en.txt -o dossier.json
  parlq merge record.jsonld question_en.txt answer_en.txt -o dossier.xml

Facts that agree are stored once. Where files disagree, parlq keeps the fact of the first file and
prints a warning that shows both.
"""
SPLIT = """\
examples:
  parlq split answer.xml -o 'answer_{}.xml'
"""
SHOW = """\
examples:
  parlq show answer.xml
  parlq show dossier.json --language fr
"""
SCHEMA = """\
examples:
  parlq schema json > parlq.schema.json
  parlq schema xsd > parlq.xsd
"""
COMPLETION = """\
examples:
  parlq completion bash > ~/.local/share/bash-completion/completions/parlq
  parlq completion fish > ~/.config/fish/completions/parlq.fish
"""
HELP = """\
examples:
  parlq help convert
"""


def add_convert(command: argparse.ArgumentParser) -> None:
    """Give a parser the arguments of `convert`."""
    command.add_argument("input", metavar="IN", help="file to read; - for standard input")
    _output(command)
    _reading(command)
    _writing(command)
    command.add_argument(
        "--reference",
        metavar="REF",
        type=_reference,
        help="reference that the page lacks, such as E-001670/2017 (page)",
    )
    command.add_argument(
        "--source-url",
        metavar="URL",
        type=_address,
        help="address that the page was saved from (page)",
    )


def add_merge(command: argparse.ArgumentParser) -> None:
    """Give a parser the arguments of `merge`."""
    command.add_argument(
        "inputs",
        metavar="IN",
        nargs="+",
        help="files to merge; facts of earlier files take precedence",
    )
    _output(command)
    _reading(command)
    _writing(command)


def add_split(command: argparse.ArgumentParser) -> None:
    """Give a parser the arguments of `split`."""
    command.add_argument("input", metavar="IN", help="file to read; - for standard input")
    command.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        required=True,
        help="files to write, with {} in place of the language, such as answer_{}.xml",
    )
    _reading(command)
    _writing(command)


def add_show(command: argparse.ArgumentParser) -> None:
    """Give a parser the arguments of `show`."""
    command.add_argument("input", metavar="FILE", help="file to show; - for standard input")
    _reading(command, writes=False)
    command.add_argument(
        "--language", metavar="TAG", type=_tag, help="language to show in full, such as fr"
    )


def add_schema(command: argparse.ArgumentParser) -> None:
    """Give a parser the arguments of `schema`."""
    command.add_argument(
        "name",
        choices=("json", "xsd", "context", "config"),
        help="JSON Schema, XML Schema of the profile, JSON-LD context, or JSON Schema of the"
        " configuration",
    )


def add_completion(command: argparse.ArgumentParser) -> None:
    """Give a parser the arguments of `completion`."""
    command.add_argument("shell", choices=SHELLS, help="the shell")


def add_help(command: argparse.ArgumentParser) -> None:
    """Give a parser the arguments of `help`."""
    command.add_argument("topic", metavar="COMMAND", nargs="?", help="the command; default: parlq")


def _output(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "-o", "--output", metavar="OUT", default="-", help="file to write; default: standard output"
    )


def _size(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of bytes")
    return int(text)


def _reference(text: str) -> str:
    from parlq.model import Reference
    from parlq.problems import ModelError

    try:
        return str(Reference.parse(text))
    except ModelError as error:
        raise argparse.ArgumentTypeError(error.message) from None


def _tag(text: str) -> str:
    from parlq.model.languages.language import normal_tag, tag_fault

    if fault := tag_fault(text):
        raise argparse.ArgumentTypeError(fault)
    return normal_tag(text)


def _address(text: str) -> str:
    from parlq.model.fields.scalars import URI

    if fault := URI.fault(text):
        raise argparse.ArgumentTypeError(fault)
    return text


def _writing(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--to", metavar="FORMAT", help="format to write; default: by the extension of OUT"
    )
    command.add_argument(
        "--shape",
        choices=("api-v2", "dump-2022"),
        help="shape of the records to write (jsonld, turtle, rdfxml, ntriples)",
    )
    command.add_argument(
        "--language",
        metavar="TAG",
        type=_tag,
        help="language to write, such as fr, for formats that hold one (page, csv)",
    )
    command.add_argument(
        "--guard-formulas",
        action=argparse.BooleanOptionalAction,
        help="put an apostrophe before cells that a spreadsheet would run as formulas (csv);"
        " default: yes",
    )


def _reading(command: argparse.ArgumentParser, *, writes: bool = True) -> None:
    command.add_argument(
        "--from",
        metavar="FORMAT",
        dest="input_format",
        help="format to read; default: by the extension of the file, or its content",
    )
    strictness = command.add_mutually_exclusive_group()
    strictness.add_argument(
        "--strict",
        action="store_true",
        help="refuse what the format does not know"
        + (", and facts that the format to write cannot hold" if writes else ""),
    )
    strictness.add_argument(
        "--lenient",
        action="store_true",
        help="preserve what the format does not know as an extension, and warn",
    )
    command.add_argument(
        "--max-size",
        metavar="BYTES",
        type=_size,
        help="largest input; a larger value lifts the limits on depth and text length, too; default:"
        " 100 MiB",
    )
    command.add_argument(
        "--migrate", action="store_true", help="convert JSON of an older schema version"
    )
