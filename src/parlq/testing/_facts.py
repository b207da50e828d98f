"""Hypothesis strategies for the facts of works and variants: agents, events, files, notices."""

from __future__ import annotations

from typing import Any, TypeVar

from hypothesis import strategies as st

from parlq.model import (
    Answerer,
    Attachment,
    Author,
    Datatype,
    Event,
    EventKind,
    Extension,
    Identifier,
    Institution,
    LegalNotice,
    Manifestation,
    Publication,
    Subject,
)
from parlq.testing._leaf import language_tags, references
from parlq.testing._text import dates, instants, media_types, texts, tokens, uris

__all__ = [
    "answerers",
    "attachments",
    "authors",
    "events",
    "extensions",
    "identifiers",
    "institutions",
    "legal_notices",
    "manifestations",
    "publications",
    "subjects",
]

T = TypeVar("T")
Strategies = dict[str, st.SearchStrategy[Any]]


def _some(cls: type[T], any_of: Strategies, others: Strategies | None = None) -> Any:
    """Build `cls` with at least one of `any_of` stated, whatever else is."""
    every = {**any_of, **(others or {})}
    return st.one_of(
        [
            st.fixed_dictionaries(
                {name: strategy},
                optional={other: each for other, each in every.items() if other != name},
            )
            for name, strategy in any_of.items()
        ]
    ).map(lambda fields: cls(**fields))


def institutions() -> st.SearchStrategy[Institution]:
    """Return bodies, with at least one of code, name and URI.

    >>> from hypothesis import find
    >>> from parlq.testing import institutions
    >>> find(institutions(), lambda body: body.name == "Council").name
    'Council'
    """
    codes = st.sampled_from(["commission", "council", "vp_hr"]) | tokens()
    names = st.sampled_from(["Commission", "Council"]) | texts()
    return _some(Institution, {"code": codes, "name": names, "uri": uris()})  # type: ignore[no-any-return]  # the strategy of `cls`


def authors() -> st.SearchStrategy[Author]:
    """Return members who ask, with at least a name or a URI.

    >>> from hypothesis import find
    >>> from parlq.testing import authors
    >>> find(authors(), lambda author: author.name is None).uri is None
    False
    """
    return _some(  # type: ignore[no-any-return]  # the strategy of `cls`
        Author,
        {"name": texts(), "uri": uris()},
        {"group": texts(max_size=8), "on_behalf_of": institutions()},
    )


def answerers() -> st.SearchStrategy[Answerer]:
    """Return those who answer: named or not, with offices, an institution, or all of it.

    >>> from hypothesis import find
    >>> from parlq.testing import answerers
    >>> len(find(answerers(), lambda answerer: len(answerer.offices) > 1).offices)
    2
    """
    return _some(  # type: ignore[no-any-return]  # the strategy of `cls`
        Answerer,
        {
            "name": texts(),
            "institution": institutions(),
            "offices": st.lists(texts(), min_size=1, max_size=3),
            "uri": uris(),
        },
        {"honorific": texts(max_size=6), "on_behalf_of": institutions()},
    )


def identifiers() -> st.SearchStrategy[Identifier]:
    """Return names of works in schemes, local ones such as a dossier gives among them.

    >>> from hypothesis import find
    >>> from parlq.testing import identifiers
    >>> find(identifiers(), lambda name: name.scheme == "local").scheme
    'local'
    """
    local = st.builds(
        "{}-{}".format, st.sampled_from(["question", "answer"]), st.integers(1, 3)
    ).map(lambda value: Identifier(scheme="local", value=value))
    return st.builds(Identifier, scheme=tokens(), value=texts()) | local


def events() -> st.SearchStrategy[Event]:
    """Return dated and undated changes of state, of every kind.

    >>> from hypothesis import find
    >>> from parlq.testing import events
    >>> find(events(), lambda event: event.kind == "other").code is None
    False
    """
    others: Strategies = {"date": dates(), "label": texts(), "institution": institutions()}
    known = [kind for kind in EventKind if kind is not EventKind.OTHER]
    return st.one_of(
        st.fixed_dictionaries(
            {"kind": st.sampled_from(known)}, optional={"code": texts(), **others}
        ),
        st.fixed_dictionaries({"kind": st.just(EventKind.OTHER), "code": texts()}, optional=others),
    ).map(lambda fields: Event(**fields))


def publications() -> st.SearchStrategy[Publication]:
    """Return places of print, with at least one of name, number, label and URI.

    >>> from hypothesis import find
    >>> from parlq.testing import publications
    >>> find(publications(), lambda issue: issue.date is not None).date.isoformat()
    '2000-01-01'
    """
    return _some(  # type: ignore[no-any-return]  # the strategy of `cls`
        Publication,
        {"name": texts(), "number": texts(max_size=8), "label": texts(), "uri": uris()},
        {"page": texts(max_size=8), "date": dates()},
    )


def subjects() -> st.SearchStrategy[Subject]:
    """Return terms of a thesaurus, with at least one of code, label and URI.

    >>> from hypothesis import find
    >>> from parlq.testing import subjects
    >>> find(subjects(), lambda term: term.scheme is not None).scheme
    'https://example.org/doc/1'
    """
    return _some(  # type: ignore[no-any-return]  # the strategy of `cls`
        Subject, {"code": texts(max_size=8), "label": texts(), "uri": uris()}, {"scheme": uris()}
    )


def manifestations() -> st.SearchStrategy[Manifestation]:
    """Return files, with at least one of media type, format, URI and address.

    >>> from hypothesis import find
    >>> from parlq.testing import manifestations
    >>> find(manifestations(), lambda file: file.size is not None).size
    0
    """
    sizes = st.sampled_from([0, 1, 2**53 - 1]) | st.integers(0, 2**53 - 1)
    return _some(  # type: ignore[no-any-return]  # the strategy of `cls`
        Manifestation,
        {"media_type": media_types(), "format": uris(), "uri": uris(), "address": uris()},
        {"issued": instants(), "size": sizes},
    )


def attachments() -> st.SearchStrategy[Attachment]:
    """Return annexes, with at least one of reference, title, URI and files.

    >>> from hypothesis import find
    >>> from parlq.testing import attachments
    >>> len(find(attachments(), lambda annex: annex.manifestations).manifestations)
    1
    """
    return _some(  # type: ignore[no-any-return]  # the strategy of `cls`
        Attachment,
        {
            "title": texts(),
            "reference": references(),
            "uri": uris(),
            "manifestations": st.lists(manifestations(), min_size=1, max_size=2),
        },
        {"language": language_tags()},
    )


def legal_notices() -> st.SearchStrategy[LegalNotice]:
    """Return legal notices: the label, and sometimes what else a page states.

    >>> from hypothesis import find
    >>> from parlq.testing import legal_notices
    >>> find(legal_notices(), lambda notice: notice.years).years
    (1900,)
    """
    label: Strategies = {"label": st.just("Legal notice") | texts()}
    others: Strategies = {
        "language": language_tags(),
        "uri": uris(),
        "holder": texts(),
        "years": st.lists(st.integers(1900, 2199), max_size=3),
        "text": texts(),
        "licence": uris(),
        "access_right": uris(),
    }
    return st.fixed_dictionaries(label, optional=others).map(lambda fields: LegalNotice(**fields))


def extensions() -> st.SearchStrategy[Extension]:
    """Return facts without a field, of every datatype, with values that may be empty.

    >>> from hypothesis import find
    >>> from parlq.testing import extensions
    >>> find(extensions(), lambda fact: fact.datatype == "json").datatype.value
    'json'
    """
    values = st.sampled_from(["{}", '{"a": [1, "\\u00e9"]}', "<a xmlns='urn:x'>b &amp; c</a>"])
    stated: Strategies = {
        "namespace": uris(),
        "name": texts(),
        "value": texts(min_size=0) | values,
    }
    others: Strategies = {"datatype": st.sampled_from(Datatype), "path": texts()}
    return st.fixed_dictionaries(stated, optional=others).map(lambda fields: Extension(**fields))
