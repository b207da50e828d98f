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
    Reference,
    Subject,
)
from parlq.testing._leaf import language_tags, references
from parlq.testing._short import hidden
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
    ways = [
        st.fixed_dictionaries(
            {name: strategy},
            optional={other: each for other, each in every.items() if other != name},
        )
        for name, strategy in any_of.items()
    ]
    return hidden(st.one_of(ways).map(lambda fields: cls(**fields)))


def institutions() -> st.SearchStrategy[Institution]:
    """Return bodies, with at least one of code, name, URI and identifiers.

    >>> from hypothesis import given
    >>> from parlq.testing import institutions
    >>> @given(institutions())
    ... def test_a_body_is_known_by_something(body):
    ...     assert body.code or body.name or body.uri or body.identifiers
    """
    codes = st.sampled_from(["commission", "council", "vp_hr"]) | tokens()
    names = st.sampled_from(["Commission", "Council"]) | texts()
    return _some(  # type: ignore[no-any-return]  # the strategy of `cls`
        Institution,
        {"code": codes, "name": names, "uri": uris(), "identifiers": _identified()},
    )


def _identified() -> st.SearchStrategy[list[Identifier]]:
    """Identifiers of a person or body."""
    schemes = st.sampled_from(["wikidata", "member", "ep"]) | tokens()
    scopes = st.none() | texts(max_size=8)
    return st.lists(
        st.builds(Identifier, scheme=schemes, value=texts(), scope=scopes), min_size=1, max_size=2
    )


def _of_people() -> Strategies:
    return {
        "group": texts(max_size=8),
        "on_behalf_of": institutions(),
        "acting_for": texts(),
        "constituency": texts(),
    }


def authors() -> st.SearchStrategy[Author]:
    """Return members who ask, with at least a name, a URI or an identifier.

    >>> from hypothesis import given
    >>> from parlq.testing import authors
    >>> @given(authors())
    ... def test_an_author_is_a_person(author):
    ...     assert author.label
    """
    return _some(  # type: ignore[no-any-return]  # the strategy of `cls`
        Author,
        {"name": texts(), "uri": uris(), "identifiers": _identified()},
        {"role": texts(), **_of_people()},
    )


def answerers() -> st.SearchStrategy[Answerer]:
    """Return those who answer: named or not, with offices, an institution, or all of it.

    >>> from hypothesis import given
    >>> from parlq.testing import answerers
    >>> @given(answerers())
    ... def test_somebody_answers(who):
    ...     assert who.label
    """
    return _some(  # type: ignore[no-any-return]  # the strategy of `cls`
        Answerer,
        {
            "name": texts(),
            "institution": institutions(),
            "offices": st.lists(texts(), min_size=1, max_size=3),
            "uri": uris(),
            "identifiers": _identified(),
        },
        {"honorific": texts(max_size=6), **_of_people()},
    )


def identifiers() -> st.SearchStrategy[Identifier]:
    """Return names of works in schemes, local ones such as a dossier gives among them.

    >>> from hypothesis import given
    >>> from parlq.testing import identifiers
    >>> @given(identifiers())
    ... def test_identifiers_sort(name):
    ...     assert name <= name
    """
    local = st.builds(
        "{}-{}".format, st.sampled_from(["question", "answer"]), st.integers(1, 3)
    ).map(lambda value: Identifier(scheme="local", value=value))
    scopes = st.none() | st.sampled_from(["lords", "1994/95", "2019-07-08"]) | texts()
    return st.builds(Identifier, scheme=tokens(), value=texts(), scope=scopes) | local


def names() -> st.SearchStrategy[Reference | Identifier]:
    """Return what a link to another work names it by."""
    return references() | identifiers()


def events() -> st.SearchStrategy[Event]:
    """Return dated and undated changes of state, of every kind.

    >>> from hypothesis import given
    >>> from parlq.testing import events
    >>> @given(events())
    ... def test_other_events_have_a_code(event):
    ...     assert event.code or event.kind != "other"
    """
    others: Strategies = {
        "date": dates(),
        "label": texts(),
        "institution": institutions(),
        "targets": st.lists(names(), max_size=2),
    }
    known: Strategies = {
        "kind": st.sampled_from([kind for kind in EventKind if kind is not EventKind.OTHER])
    }
    code: Strategies = {"code": texts()}
    other: Strategies = {"kind": st.just(EventKind.OTHER), **code}
    made = st.one_of(
        st.fixed_dictionaries(known, optional=code | others),
        st.fixed_dictionaries(other, optional=others),
    )
    return hidden(made.map(lambda fields: Event(**fields)))


def publications() -> st.SearchStrategy[Publication]:
    """Return places of print, with at least one of name, number, label and URI.

    >>> from hypothesis import given
    >>> from parlq.testing import publications
    >>> @given(publications())
    ... def test_a_publication_can_be_found(issue):
    ...     assert issue.name or issue.number or issue.label or issue.uri
    """
    return _some(  # type: ignore[no-any-return]  # the strategy of `cls`
        Publication,
        {"name": texts(), "number": texts(max_size=8), "label": texts(), "uri": uris()},
        {"page": texts(max_size=8), "date": dates()},
    )


def subjects() -> st.SearchStrategy[Subject]:
    """Return terms of a thesaurus, with at least one of code, label and URI.

    >>> from hypothesis import given
    >>> from parlq.testing import subjects
    >>> @given(subjects())
    ... def test_a_term_is_named(term):
    ...     assert term.code or term.label or term.uri
    """
    return _some(  # type: ignore[no-any-return]  # the strategy of `cls`
        Subject, {"code": texts(max_size=8), "label": texts(), "uri": uris()}, {"scheme": uris()}
    )


def manifestations() -> st.SearchStrategy[Manifestation]:
    """Return files, with at least one of media type, format, URI and address.

    >>> from hypothesis import given
    >>> from parlq.testing import manifestations
    >>> @given(manifestations())
    ... def test_an_instant_has_its_zone(file):
    ...     assert file.issued is None or file.issued.tzinfo is not None
    """
    sizes = st.sampled_from([0, 1, 2**53 - 1]) | st.integers(0, 2**53 - 1)
    return _some(  # type: ignore[no-any-return]  # the strategy of `cls`
        Manifestation,
        {"media_type": media_types(), "format": uris(), "uri": uris(), "address": uris()},
        {"issued": instants(), "size": sizes},
    )


def attachments() -> st.SearchStrategy[Attachment]:
    """Return attachments, with at least one of reference, title, URI and files.

    >>> from hypothesis import given
    >>> from parlq.testing import attachments
    >>> @given(attachments())
    ... def test_files_come_as_a_tuple(attachment):
    ...     assert isinstance(attachment.manifestations, tuple)
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

    >>> from hypothesis import given
    >>> from parlq.testing import legal_notices
    >>> @given(legal_notices())
    ... def test_a_notice_has_its_label(notice):
    ...     assert notice.label
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
    made = st.fixed_dictionaries(label, optional=others)
    return hidden(made.map(lambda fields: LegalNotice(**fields)))


def extensions() -> st.SearchStrategy[Extension]:
    """Return facts without a field, of every datatype, with values that may be empty.

    >>> from hypothesis import given
    >>> from parlq.testing import extensions
    >>> @given(extensions())
    ... def test_an_extension_has_its_namespace(fact):
    ...     assert ":" in fact.namespace
    """
    values = st.sampled_from(["{}", '{"a": [1, "\\u00e9"]}', "<a xmlns='urn:x'>b &amp; c</a>"])
    stated: Strategies = {
        "namespace": uris(),
        "name": texts(),
        "value": texts(min_size=0) | values,
    }
    others: Strategies = {"datatype": st.sampled_from(Datatype), "path": texts()}
    made = st.fixed_dictionaries(stated, optional=others)
    return hidden(made.map(lambda fields: Extension(**fields)))


def kinds(of: Any) -> st.SearchStrategy[dict[str, Any]]:
    """Return the kind of a work and its code, as far as they are stated."""
    known = [kind for kind in of if kind.value != "other"]
    return st.one_of(
        st.just({}),
        st.fixed_dictionaries({"kind": st.sampled_from(known)}),
        st.fixed_dictionaries({}, optional={"kind": st.sampled_from(known), "kind_code": texts()}),
        st.fixed_dictionaries({"kind": st.just(of.OTHER), "kind_code": texts()}),
    )
