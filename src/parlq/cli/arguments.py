"""The arguments of each command, with its help and examples."""

from __future__ import annotations

import argparse
from typing import Any

from parlq.cli.parsing import Help, Parser

_CONVERT = """\
examples:
  parlq convert page.txt -o answer.xml       a saved page into Akoma Ntoso
  parlq convert answer.xml -o answer.json    Akoma Ntoso into JSON
  parlq convert answer.json --to akn         JSON into Akoma Ntoso, on standard output
  cat page.txt | parlq convert - --from page --to json
"""
_MERGE = """\
examples:
  parlq merge answer_en.txt answer_fr.txt -o answer.xml
  parlq merge question_en.txt answer_en.txt -o dossier.json
  parlq merge record.jsonld question_en.txt answer_en.txt -o dossier.xml

What agrees is stored once; of what differs the first is kept, with a warning that names both.
"""
_SPLIT = """\
examples:
  parlq split answer.xml -o 'answer_{}.xml'
"""
_SHOW = """\
examples:
  parlq show answer.xml
  parlq show dossier.json --language fr
"""
_SCHEMA = """\
examples:
  parlq schema json > parlq.schema.json
  parlq schema xsd > parlq.xsd
"""
_TOP = """\
examples:
  parlq convert page.txt -o answer.xml
  parlq validate answer.xml
  parlq show answer.xml

exit codes: 0 done (warnings included), 1 a problem of severity error in an input,
2 usage, or an input that cannot be opened
"""


class _Unwanted:
    """Stands for a command that does not run, and makes none of its arguments."""

    def add_argument(self, *_: Any, **__: Any) -> None:
        """Make nothing."""

    def add_mutually_exclusive_group(self) -> _Unwanted:
        """Nothing either."""
        return self

    def add_argument_group(self, _: str) -> _Unwanted:
        """Nor here."""
        return self


def parser(wanted: str | None = None) -> argparse.ArgumentParser:
    """The parser of the whole command.

    Args:
        wanted: the command that is to run, if it is known: the others are then left out, as to
            make all of them takes longer than to read a document.
    """
    top = _parser(None, "parlq", "Parliamentary questions as typed values, in XML and JSON.", _TOP)
    top.add_argument("-V", "--version", action="store_true", help="print the version and exit")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", title="commands")

    def add(name: str, text: str, examples: str) -> Any:
        if wanted in {name, None}:
            return _parser(commands, name, text, examples)
        return _Unwanted()

    convert = add("convert", "Convert a document to another format.", _CONVERT)
    convert.add_argument("input", metavar="IN", help="file to read; - for standard input")
    convert.add_argument(
        "-o", "--output", metavar="OUT", default="-", help="file to write; - for standard output"
    )
    _reading(convert)
    _writing(convert)
    convert.add_argument(
        "--reference",
        metavar="REF",
        type=_reference,
        help="reference that the page lacks, such as E-001670/2017 (page)",
    )
    convert.add_argument(
        "--source-url",
        metavar="URL",
        type=_address,
        help="address that the page was saved from (page)",
    )

    merge = add("merge", "Join documents about the same works.", _MERGE)
    merge.add_argument(
        "inputs", metavar="IN", nargs="+", help="files to join; facts of earlier ones are kept"
    )
    merge.add_argument(
        "-o", "--output", metavar="OUT", default="-", help="file to write; - for standard output"
    )
    _reading(merge)
    _writing(merge)

    split = add("split", "Write one file for each language.", _SPLIT)
    split.add_argument("input", metavar="IN", help="file to read; - for standard input")
    split.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        required=True,
        help="files to write, with {} where the language goes, such as answer_{}.xml",
    )
    _reading(split)
    _writing(split)

    if wanted in {"validate", "format", "config", "rule", None}:
        from parlq.cli import validate_arguments as theirs

        validate = add("validate", "Say what is wrong with documents.", theirs.VALIDATE)
        theirs.add_validate(validate)
        theirs.add_format(add("format", "Rewrite documents in canonical form.", theirs.FORMAT))
        theirs.add_rule(add("rule", "Explain a rule.", theirs.RULE))
        theirs.add_config(add("config", "Show the settings in force.", theirs.CONFIG))

    show = add("show", "Show a document, for people.", _SHOW)
    show.add_argument("input", metavar="FILE", help="file to show; - for standard input")
    _reading(show, writes=False)
    show.add_argument(
        "--language", metavar="TAG", type=_tag, help="variant to show in full, such as fr"
    )

    add("formats", "List the formats.", "")

    schema = add("schema", "Print a bundled schema.", _SCHEMA)
    schema.add_argument(
        "name",
        choices=("json", "xsd", "context", "config"),
        help="JSON Schema, XML Schema of the profile, JSON-LD context, or JSON Schema of the"
        " configuration",
    )

    completion = add(
        "completion",
        "Print a completion script for a shell.",
        "examples:\n  parlq completion bash > ~/.local/share/bash-completion/completions/parlq\n",
    )
    completion.add_argument("shell", choices=("bash", "zsh", "tcsh"), help="the shell")
    return top


def parsed(arguments: list[str], wanted: str | None) -> argparse.Namespace:
    """The arguments as they are understood.

    Raises:
        SystemExit: they are not, or help was asked for; argparse has printed what there is to say.
    """
    top = parser(wanted)
    found, unknown = top.parse_known_args(arguments)
    if unknown:
        own = top if found.command is None else _command(top, found.command)
        own.error(f"unrecognized arguments: {' '.join(unknown)}{_meant(unknown, own)}")
    return found


def _meant(unknown: list[str], command: argparse.ArgumentParser) -> str:
    """The end of a message about unknown arguments: what the first option among them may mean."""
    from parlq.lint.settings.settings import meant

    names = [name for action in command._actions for name in action.option_strings]  # noqa: SLF001 # as below
    return next((meant(each.partition("=")[0], names) for each in unknown if each[:1] == "-"), "")


def usage_of(name: str) -> str:
    """The usage of one command, as its help begins."""
    return _command(parser(name), name).format_usage()


def _command(top: argparse.ArgumentParser, name: str) -> argparse.ArgumentParser:
    actions = top._actions  # noqa: SLF001 # argparse has no public way to a command
    (commands,) = (a for a in actions if isinstance(a, argparse._SubParsersAction))  # noqa: SLF001
    command: argparse.ArgumentParser = commands.choices[name]
    return command


def _parser(
    commands: argparse._SubParsersAction[argparse.ArgumentParser]
    | None,  # argparse exports no public name
    name: str,
    text: str,
    examples: str,
) -> argparse.ArgumentParser:
    if commands is None:
        return Parser(
            prog=name,
            description=text,
            epilog=examples,
            formatter_class=Help,
            allow_abbrev=False,
        )
    return commands.add_parser(
        name,
        help=text[0].lower() + text[1:].rstrip("."),
        description=text,
        epilog=examples,
        formatter_class=Help,
        allow_abbrev=False,
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
        help="language to write, such as fr, where the format holds one (page, csv)",
    )
    command.add_argument(
        "--guard-formulas",
        action=argparse.BooleanOptionalAction,
        help="put an apostrophe before cells that a spreadsheet would run as formulas;"
        " default: do so (csv)",
    )


def _reading(command: argparse.ArgumentParser, *, writes: bool = True) -> None:
    command.add_argument(
        "--from", metavar="FORMAT", dest="source", help="format to read; else by suffix or content"
    )
    strictness = command.add_mutually_exclusive_group()
    strictness.add_argument(
        "--strict",
        action="store_true",
        help="what the format does not know is an error"
        + ("; so is a fact that the format to write cannot hold" if writes else ""),
    )
    strictness.add_argument(
        "--lenient",
        action="store_true",
        help="what the format does not know is kept as an extension, with a warning",
    )
    command.add_argument(
        "--max-size",
        metavar="BYTES",
        type=_size,
        help="largest input; raises the limits on depth and text length too (100 MiB)",
    )
    command.add_argument(
        "--migrate", action="store_true", help="bring JSON of an older schema version up to date"
    )
