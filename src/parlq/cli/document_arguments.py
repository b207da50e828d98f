"""The arguments of the commands that read and write documents."""

from __future__ import annotations

import argparse


def add_output(command: argparse.ArgumentParser) -> None:
    """Give a parser the option for the file to write."""
    command.add_argument(
        "-o", "--output", metavar="OUT", default="-", help="file to write; default: standard output"
    )


def _size(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of bytes")
    return int(text)


def reference(text: str) -> str:
    """The value of an option: a reference, in its usual spelling."""
    from parlq.model import Reference
    from parlq.problems import ModelError

    try:
        return str(Reference.parse(text))
    except ModelError as error:
        raise argparse.ArgumentTypeError(error.message) from None


def tag(text: str) -> str:
    """The value of an option: a language tag, in its usual spelling."""
    from parlq.model.languages.language import is_known, normal_tag, suggestion, tag_fault

    fault = tag_fault(text)
    if fault is None and not is_known(normal_tag(text)):
        meant = suggestion(text.partition("-")[0])
        fault = f"{text!r}: no language has this code" + (
            f'; did you mean "{meant}"?' if meant else ""
        )
    if fault:
        raise argparse.ArgumentTypeError(fault)
    return normal_tag(text)


def address(text: str) -> str:
    """The value of an option: a URI."""
    from parlq.model.fields.scalars import URI

    if fault := URI.fault(text):
        raise argparse.ArgumentTypeError(fault)
    return text


def add_writing(command: argparse.ArgumentParser) -> None:
    """Give a parser the options for how documents are written."""
    command.add_argument(
        "--to", metavar="FORMAT", help="format to write; default: by the extension of OUT"
    )
    command.add_argument(
        "--shape",
        choices=("debate", "api-v2", "dump-2022"),
        help="debate: one debate of the questions and answers of a day, as clerks publish them (akn);"
        " the others: shape of the records to write (jsonld, turtle, rdfxml, ntriples)",
    )
    command.add_argument(
        "--language",
        metavar="TAG",
        type=tag,
        help="language to write, such as fr, for formats that hold one (page, csv, debates), or to show"
        " first (html)",
    )
    command.add_argument(
        "--guard-formulas",
        action=argparse.BooleanOptionalAction,
        help="put an apostrophe before cells that a spreadsheet would run as formulas (csv);"
        " default: yes",
    )


def add_reading(command: argparse.ArgumentParser, *, writes: bool = True) -> None:
    """Give a parser the options for how documents are read."""
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
    add_replies(command)


def add_replies(command: argparse.ArgumentParser) -> None:
    """Give a parser the option for speeches of debates."""
    command.add_argument(
        "--replies",
        choices=("exchange", "answers", "none"),
        help="what speeches after a question of a debate are, with --lenient (akn): answers with the"
        " exchange before each, answers and supplementary questions, or no answers; default: exchange",
    )
