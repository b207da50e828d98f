"""The differences of two documents as a page."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from markupsafe import Markup

from parlq.comparison import Difference
from parlq.formats.html.writer import environment, policy_of, template

#: How many words stay around a change.
_AROUND = 30


def page(found: Iterable[Difference], names: tuple[str, str]) -> str:
    """A page that shows differences, what was removed beside what was added.

    Args:
        found: what two documents differ in.
        names: of the two documents.

    Raises:
        MissingExtraError: jinja2 is not installed.
    """
    style = template("style.css") + template("changes.css")
    return (
        environment()
        .get_template("changes.html")
        .render(
            policy=policy_of(style),
            style=Markup(style),  # noqa: S704 # of the package
            names=names,
            around=_AROUND,
            works=[(work, [*group]) for work, group in itertools.groupby(found, lambda d: d.work)],
        )
    )
