"""Writes questions, answers and dossiers as Akoma Ntoso 3.0: same value, same bytes."""

from __future__ import annotations

from collections import Counter

from parlq.formats.akn.profile.body_writer import BodyWriter
from parlq.formats.akn.profile.frbr import (
    endonym_of,
    expression,
    is_bare,
    shown,
    speech_of,
)
from parlq.formats.akn.profile.identification import of_a_dossier, written
from parlq.formats.akn.profile.meta_writer import MetaWriter
from parlq.formats.akn.profile.proprietary_writer import extensions
from parlq.formats.akn.profile.reference_entries import own_agent
from parlq.formats.akn.profile.work_iri import iri_of, iri_of_dossier
from parlq.formats.akn.xml.escape import escape_attribute, escape_text
from parlq.formats.akn.xml.names import AKN, PQ, SECTION, SOURCE
from parlq.model import (
    Answer,
    Completeness,
    Document,
    Dossier,
    Extension,
    LanguageVariant,
    LegalNotice,
    Question,
)
from parlq.model.identity import kind_of

_HEAD = f'<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso xmlns="{AKN}" xmlns:pq="{PQ}">'
_TAIL = "\n</akomaNtoso>\n"
#: How every document begins and ends.
HEAD, TAIL = _HEAD.encode(), _TAIL.encode()


def dumps(document: Document) -> bytes:
    """Write a question, an answer or a dossier as Akoma Ntoso 3.0, in UTF-8.

    Valid under the profile schema and under the official one by construction; canonical:
    equal values give equal bytes.
    """
    out = [_HEAD]
    if type(document) is Dossier:
        _dossier(document, out)
    elif isinstance(document, Question | Answer):
        others = _work(document, iri_of(document), out, "\n  ", 1)
        if others:
            out += ["\n  <components>", *others, "\n  </components>"]
    else:
        raise TypeError(
            f"a Question, an Answer or a Dossier is written, not {type(document).__name__}"
        )
    out.append(_TAIL)
    return "".join(out).encode()


def _dossier(dossier: Dossier, out: list[str]) -> None:
    """Write a collection that refers to its works, and the works as components beside it."""
    iris = [iri_of(work) for work in dossier.works]
    out.append(_begin(iri_of_dossier(iris), dossier.extensions))
    components: list[str] = []
    copies: Counter[str] = Counter()
    for work, iri in zip(dossier.works, iris, strict=True):
        copies[iri] += 1
        out.append(_link(iri, work))
        components += _component(work, iri, copies[iri])
    out.append(_MIDDLE)
    if components:
        out += [_COMPONENTS, *components, _END]


_MIDDLE = "\n    </collectionBody>\n  </documentCollection>"
_COMPONENTS, _END = "\n  <components>", "\n  </components>"


def _begin(iri: str, about: tuple[Extension, ...]) -> str:
    """The beginning of a collection, up to the links to its works."""
    nl = "\n  "
    line = f"{nl}      "
    out = [f'{nl}<documentCollection name="dossier">{nl}  <meta>']
    out.append(_identification(iri, f"{nl}    "))
    out.append(f'{nl}    <references source="{SOURCE}">{own_agent(line)}{nl}    </references>')
    if about:
        out.append(f'{nl}    <proprietary source="{SOURCE}">{line}<pq:work>')
        extensions(about, out, f"{line}  ")
        out.append(f"{line}</pq:work>{nl}    </proprietary>")
    out.append(f"{nl}  </meta>{nl}  <collectionBody>")
    return "".join(out)


def _link(iri: str, work: Question | Answer) -> str:
    nl = "\n  "
    return (
        f'{nl}    <component>{nl}      <documentRef href="{iri}"'
        f' showAs="{escape_attribute(shown(work))}"/>{nl}    </component>'
    )


def _component(work: Question | Answer, iri: str, copy: int) -> list[str]:
    """A work in a collection, with its further languages."""
    out = ["\n    <component>"]
    others = _work(work, iri, out, "\n      ", copy)
    return [*out, "\n    </component>", *others]


def component(
    work: Question | Answer, copy: int = 1, iri: str | None = None
) -> tuple[str, bytes, bytes]:
    """A work for a collection that is written piece by piece: its IRI, the link to it, and itself.

    Args:
        work: the work.
        copy: how many works of its IRI the collection has, this one included.
        iri: of the work, where it is known.
    """
    iri = iri_of(work) if iri is None else iri
    return iri, _link(iri, work).encode(), "".join(_component(work, iri, copy)).encode()


def collection(iri: str) -> tuple[bytes, bytes, bytes]:
    """What stands before the links to the works of a collection, between these and the works, and last.

    Args:
        iri: that of `iri_of_dossier`.
    """
    middle = f"{_MIDDLE}{_COMPONENTS}".encode()
    return f"{_HEAD}{_begin(iri, ())}".encode(), middle, f"{_END}{_TAIL}".encode()


def _identification(iri: str, nl: str) -> str:
    """The identification of a dossier, which has no facts of its own."""
    own, derived = of_a_dossier(iri)
    return written(*own, *derived, *("", "", "", ""), nl)


def _work(work: Question | Answer, iri: str, out: list[str], nl: str, copy: int) -> list[str]:
    """Write the document of a work, in its first language; give those in its other languages."""
    name = kind_of(work)
    meta = MetaWriter(out, work, iri)
    variants = work.variants
    texts = [variant for variant in variants if not is_bare(variant)]
    first = texts[0] if texts else variants[0] if len(variants) == 1 else None
    language, part = expression(None if first is None else first.language, copy)
    out.append(f'{nl}<debate name="{name}">{nl}  <meta>')
    meta.identification(first, language, part, f"{nl}    ")
    meta.work_facts(first, f"{nl}    ")
    out.append(f"{nl}  </meta>")
    if first is None:
        section = f'<debateSection eId="{SECTION}" name="{name}"/>'
        out.append(f"{nl}  <debateBody>{nl}    {section}{nl}  </debateBody>")
    else:
        _text(work, first, out, nl)
    known = [variant for variant in variants if variant is not first and is_bare(variant)]
    if known:
        out.append(f"{nl}  <components>")
        out += [_known(iri, variant.language, f"{nl}    ") for variant in known]
        out.append(f"{nl}  </components>")
    out.append(f"{nl}</debate>")
    others: list[str] = []
    for variant in texts[1:]:
        _other(work, variant, meta.into(others), others, copy)
    return others


def _known(iri: str, tag: str, nl: str) -> str:
    """A language in which there is a text, which is not in the file."""
    return (
        f'{nl}<component xml:lang="{tag}">{nl}  <documentRef href="{iri}/{expression(tag)[0]}"'
        f' showAs="{escape_attribute(endonym_of(tag))}"/>{nl}</component>'
    )


def _other(
    work: Question | Answer, variant: LanguageVariant, meta: MetaWriter, out: list[str], copy: int
) -> None:
    """The document of a further language."""
    nl = "\n      "
    language, part = expression(variant.language, copy)
    out.append(f'\n    <component xml:lang="{variant.language}">')
    out.append(f'{nl}<debate name="{kind_of(work)}">{nl}  <meta>')
    meta.identification(variant, language, part, f"{nl}    ")
    meta.variant_facts(variant, f"{nl}    ")
    out.append(f"{nl}  </meta>")
    _text(work, variant, out, nl)
    out.append(f"{nl}</debate>\n    </component>")


def _text(
    work: Question | Answer,
    variant: LanguageVariant,
    out: list[str],
    nl: str,
) -> None:
    name = kind_of(work)
    if variant.heading:
        out.append(f"{nl}  <preface>")
        out += [
            f'{nl}    <p eId="preface__p_{number}">{escape_text(line)}</p>'
            for number, line in enumerate(variant.heading, 1)
        ]
        out.append(f"{nl}  </preface>")
    role = "" if variant.role is None else f' class="{variant.role.value}"'
    out.append(
        f"{nl}  <debateBody>"
        f'{nl}    <debateSection eId="{SECTION}" name="{name}" xml:lang="{variant.language}"{role}>'
    )
    if variant.subject is not None:
        out.append(f"{nl}      <heading>{escape_text(variant.subject)}</heading>")
    own = f"{SECTION}__{name}_1"
    out.append(f'{nl}      <{name} eId="{own}"{_speech(work, variant)}>')
    if variant.printed_answerers is not None:
        out.append(f"{nl}        <from>{escape_text(variant.printed_answerers)}</from>")
    if variant.body:
        BodyWriter(out).write(variant.body, f"{nl}        ", own)
    else:
        out.append(f'{nl}        <p eId="{own}__p_1"/>')
    out.append(f"{nl}      </{name}>{nl}    </debateSection>{nl}  </debateBody>")
    if variant.legal_notice is not None:
        _notice(variant.legal_notice, out, f"{nl}  ")


def _speech(work: Question | Answer, variant: LanguageVariant) -> str:
    stated = [f' {name}="{text}"' for name, text in speech_of(work).items() if text is not None]
    if variant.completeness is Completeness.TRUNCATED:
        stated.append(' status="incomplete"')
    return "".join(stated)


def _notice(notice: LegalNotice, out: list[str], nl: str) -> None:
    language = "" if notice.language is None else f' xml:lang="{notice.language}"'
    label = escape_text(notice.label)
    if notice.uri is not None:
        label = f'<a href="{escape_attribute(notice.uri)}">{label}</a>'
    line = f"{nl}    "
    out.append(
        f'{nl}<conclusions>{nl}  <container name="legalNotice"{language}>'
        f'{line}<block name="label">{label}</block>'
    )
    facts = (
        ("holder", notice.holder),
        ("years", " ".join(map(str, notice.years)) or None),
        ("text", notice.text),
        ("licence", notice.licence),
        ("accessRight", notice.access_right),
    )
    for name, fact in facts:
        if fact is not None:
            out.append(f'{line}<block name="{name}">{escape_text(fact)}</block>')
    out.append(f"{nl}  </container>{nl}</conclusions>")
