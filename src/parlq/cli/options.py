"""The options of a run, made from its arguments, as one frozen value."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

import attrs

from parlq.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from parlq.corpus.options import Options as CorpusOptions


@attrs.frozen(kw_only=True)
class Options:
    """How inputs are read, whatever the command.

    Attributes:
        input_format: name of the format to read; None to detect it.
        strict: as asked for; None leaves it to the format.
        limits: bounds.
        migrate: whether to bring JSON up to date.
        reference: reference that a page lacks.
        source_url: address that a page was saved from.
        replies: what speeches after a question of a debate are read as.
    """

    input_format: str | None = None
    strict: bool | None = None
    limits: Limits = DEFAULT
    migrate: bool = False
    reference: str | None = None
    source_url: str | None = None
    replies: str | None = None


def options_of(arguments: Namespace) -> Options:
    """The options that all commands share, from parsed arguments."""
    size = arguments.max_size
    return Options(
        input_format=arguments.input_format,
        strict=True if arguments.strict else False if arguments.lenient else None,
        limits=DEFAULT if size is None else Limits(size=size, unbounded=True),
        migrate=arguments.migrate,
        reference=getattr(arguments, "reference", None),
        source_url=getattr(arguments, "source_url", None),
        replies=arguments.replies,
    )


def corpus_options(arguments: Namespace) -> CorpusOptions:
    """The same for commands that read a corpus, in which not every format has every option."""
    from parlq.corpus.options import Options as Made

    own = options_of(arguments)
    stated = {
        "migrate": own.migrate or None,
        "reference": own.reference,
        "source": own.source_url,
        "replies": own.replies,
    }
    return Made(
        format=own.input_format,
        strict=own.strict,
        limits=own.limits,
        extra=tuple((name, value) for name, value in stated.items() if value is not None),
    )
