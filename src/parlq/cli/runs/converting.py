"""Converts a corpus for `parlq convert`: the run, what it prints, and its exit code."""

from __future__ import annotations

import os
from argparse import Namespace
from typing import Any

from parlq.cli.corpus_arguments import filters_of
from parlq.cli.guard import FAULT, StoppedError, UsageError, tell, tell_broken_formats
from parlq.cli.inputs import holds_many
from parlq.cli.runs.progress import Progress, counted
from parlq.cli.runs.reading import options_of, sum_up
from parlq.cli.writing import writer_options, writing_to
from parlq.corpus.output.encoding import Encoded, Encoder
from parlq.corpus.output.naming import names_of
from parlq.corpus.output.running import Outcome, Run
from parlq.corpus.output.targets import Target
from parlq.corpus.output.writing import target_of
from parlq.corpus.unpacking import parts
from parlq.lint.discovery.folder_scan import PACKED
from parlq.lint.discovery.skipped_files import FOREIGN, Skips
from parlq.lint.settings.settings import processors


def convert(arguments: Namespace) -> int:
    """Convert a corpus; returns the exit code."""
    *_, last = arguments.inputs
    if arguments.output == "-" and arguments.to is None and not os.path.lexists(last):
        given = " ".join(arguments.inputs[:-1])
        example = f"parlq convert {given} -o {last}"
        raise UsageError(f"unexpected argument {last!r}; to write that file, type: {example}")
    target = target_of(
        arguments.output, arguments.to, ask="pass --to FORMAT", template=arguments.template or ""
    )
    options = options_of(arguments)
    if target.kind == "dossier" and arguments.shape is not None:  # it is no sequence of works
        target = target._replace(kind="collected")
    taken = target.format.taken([] if arguments.shape is None else ["shape"])
    is_written = "language" in taken or arguments.language is None
    languages = () if is_written else (str(arguments.language),)
    if languages:  # of a format that holds all of them
        arguments = Namespace(**{**vars(arguments), "language": None})
    written = writer_options(arguments, target.format)
    encoder = Encoder(
        style=target.style,
        format=target.format.name,
        options=tuple(written.items()),
        strict=arguments.strict,
        filters=filters_of(arguments, languages=languages) or None,
        top=_top(arguments.inputs),
        fields=names_of(target.template),
    )
    tell_broken_formats(arguments.inputs)
    skips = Skips()
    skipped = frozenset({os.path.abspath(target.path), os.path.abspath(target.state or "")})
    progress = Progress(lambda: counted(arguments.inputs, options), quiet=arguments.quiet)

    def reported(encoded: Encoded) -> None:
        progress.add(encoded.problems)

    run = Run(
        parts=lambda: parts(arguments.inputs, options, skipped=skipped, skips=skips),
        options=options,
        encoder=encoder,
        target=target,
        writer_options=written,
        jobs=arguments.jobs or processors(),
        resume=arguments.resume,
        stops=arguments.on_error == "stop",
        same=_same(arguments, encoder),
        report=reported,
    )
    with progress, writing_to(target):
        outcome = run()
    return _end(outcome, target, skips, quiet=arguments.quiet)


def _end(outcome: Outcome, target: Target, skips: Skips, *, quiet: bool) -> int:
    """Say what the run has come to; returns the exit code."""
    counts = outcome.counts
    code = outcome.code
    for _ in range(counts["foreign"]):
        skips.add(FOREIGN)
    counts["read"] = sum(counts.values()) - counts["foreign"]
    if outcome.stopped:
        tell(f"parlq: {StoppedError(code)}; --resume continues")
    if not quiet:
        done = [f"{counts['written']} written"] if counts["read"] != 1 else []
        sum_up(counts, *done, skips=skips)
        if target.kind == "collected" and counts["written"] > 1:
            tell(
                f"parlq: {target.format.name} was made in memory, of {counts['written']} documents"
            )
    if not counts["written"] and not code and target.kind not in {"lines", "zip"}:
        tell("parlq: nothing written, as no document was left")
        return max(code, FAULT)
    return code


def _same(arguments: Namespace, encoder: Encoder) -> list[Any]:
    """What a run that goes on must have in common with the interrupted one."""
    given = {
        name: value
        for name, value in vars(arguments).items()
        if name not in {"resume", "jobs", "quiet", "on_error"}
    }
    return [sorted((name, repr(value)) for name, value in given.items()), repr(encoder.filters)]


def _top(inputs: list[str]) -> str:
    """The folder below which names of files begin: the one that all inputs are in."""
    folders = []
    for name in inputs:
        plain = name
        while any(letter in plain for letter in "*?["):
            plain = os.path.dirname(plain)
        is_folder = os.path.isdir(plain) if plain else True
        folders.append(os.path.abspath(plain if is_folder else os.path.dirname(plain)))
    try:
        return os.path.commonpath(folders)
    except ValueError:  # on several drives
        return ""


def is_corpus(arguments: Namespace) -> bool:
    """Whether arguments ask for a run over many documents, and not for one file."""
    from parlq.corpus.output.naming import is_template

    if len(arguments.inputs) != 1 or filters_of(arguments, languages=()) or arguments.resume:
        return True
    (name,), output = arguments.inputs, arguments.output
    suffix = os.path.splitext(output)[1].lower()
    if is_template(output) or suffix in PACKED or arguments.to in {"jsonl", "ndjson"}:
        return True
    if os.path.isdir(output) or output.endswith(("/", os.sep)):
        return True
    if holds_many(name, arguments.input_format):
        return True
    try:
        return os.path.getsize(name) > _LARGE
    except OSError:  # reading it reports why
        return False


#: Bytes of a file that is converted work by work, unless it is converted as a whole.
_LARGE = 16 << 20
