"""Writes questions, answers and dossiers as Akoma Ntoso 3.0: same value, same bytes."""

from __future__ import annotations

from functools import lru_cache

from parlq.formats.akn.profile.body_writer import BodyWriter
from parlq.formats.akn.profile.frbr import (
    endonym_of,
    expression,
    iri_of,
    is_bare,
    speaker,
)
from parlq.formats.akn.profile.identification import (
    DERIVED_OF_A_DOSSIER,
    OF_A_DOSSIER,
    written,
)
from parlq.formats.akn.profile.meta_writer import MetaWriter, extensions, own_agent
from parlq.formats.akn.xml.escape import escape_attribute, escape_text
from parlq.formats.akn.xml.names import AKN, PQ, SEVERAL, SOURCE
from parlq.model import (
    Answer,
    Completeness,
    Document,
    Dossier,
    LanguageVariant,
    LegalNotice,
    Question,
)

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
        _dossier(document, out, "\n  ")
    elif isinstance(document, Question | Answer):
        _work(document, out, "\n  ", "", root=True)
    else:
        raise TypeError(
            f"a Question, an Answer or a Dossier is written, not {type(document).__name__}"
        )
    out.append(_TAIL)
    return "".join(out).encode()


def _name(work: Question | Answer) -> str:
    return "question" if type(work) is Question else "answer"


def _dossier(dossier: Dossier, out: list[str], nl: str) -> None:
    line = f"{nl}      "
    out.append(
        f'{nl}<documentCollection name="dossier">{nl}  <meta>'
        f"{_identification(f'{nl}    ')}"
        f'{nl}    <references source="{SOURCE}">{own_agent(line)}{nl}    </references>'
    )
    if dossier.extensions:
        out.append(f'{nl}    <proprietary source="{SOURCE}">{line}<pq:work>')
        extensions(dossier.extensions, out, f"{line}  ")
        out.append(f"{line}</pq:work>{nl}    </proprietary>")
    out.append(f"{nl}  </meta>{nl}  <collectionBody>")
    lists: tuple[tuple[str, tuple[Question | Answer, ...]], ...] = (
        ("question", dossier.questions),
        ("answer", dossier.answers),
    )
    for stem, works in lists:
        for number, work in enumerate(works, 1):
            own = f"{stem}_{number}"
            out.append(f'{nl}    <component eId="{own}">')
            _work(work, out, f"{nl}      ", f"{own}__", root=False)
            out.append(f"{nl}    </component>")
    out.append(f"{nl}  </collectionBody>{nl}</documentCollection>")


@lru_cache(maxsize=4)
def _identification(nl: str) -> str:
    """The identification of a dossier, which has no facts of its own."""
    return written(*OF_A_DOSSIER, *DERIVED_OF_A_DOSSIER, *("", "", ""), nl)


def _work(work: Question | Answer, out: list[str], nl: str, prefix: str, *, root: bool) -> None:
    name = _name(work)
    iri = iri_of(work)
    meta = MetaWriter(out, work, iri, prefix, root=root)
    line = f"{nl}    "
    variants = work.variants
    texts = [variant for variant in variants if not is_bare(variant)]
    if len(texts) <= 1:
        variant = texts[0] if texts else variants[0] if len(variants) == 1 else None
        language, part = expression(None if variant is None else variant.language)
        out.append(f'{nl}<debate name="{name}">{nl}  <meta>')
        meta.identification(variant, language, part, line)
        meta.work_facts(variant, line)
        out.append(f"{nl}  </meta>")
        if variant is None:
            out.append(
                f'{nl}  <debateBody>{nl}    <debateSection name="{name}"/>{nl}  </debateBody>'
            )
        else:
            _text(work, variant, out, nl, prefix, prefix)
        if len(variants) > (variant is not None):
            out.append(f"{nl}  <components>")
            for known in variants:
                if known is not variant:
                    _component(work, known, meta, iri, out, line, prefix)
            out.append(f"{nl}  </components>")
        out.append(f"{nl}</debate>")
        return
    out.append(f'{nl}<documentCollection name="{name}">{nl}  <meta>')
    meta.identification(None, SEVERAL, "!main", line)
    meta.work_facts(None, line)
    out.append(f"{nl}  </meta>{nl}  <collectionBody>")
    for variant in variants:
        _component(work, variant, meta, iri, out, line, prefix)
    out.append(f"{nl}  </collectionBody>{nl}</documentCollection>")


def _component(
    work: Question | Answer,
    variant: LanguageVariant,
    meta: MetaWriter,
    iri: str,
    out: list[str],
    nl: str,
    prefix: str,
) -> None:
    tag = variant.language
    language, part = expression(tag)
    out.append(f'{nl}<component xml:lang="{tag}">')
    if is_bare(variant):
        out.append(
            f'{nl}  <documentRef href="{iri}/{language}" showAs="{escape_attribute(endonym_of(tag))}"/>'
        )
    else:
        out.append(f'{nl}  <debate name="{_name(work)}">{nl}    <meta>')
        meta.identification(variant, language, part, f"{nl}      ")
        meta.variant_facts(variant, f"{nl}      ")
        out.append(f"{nl}    </meta>")
        _text(work, variant, out, f"{nl}  ", prefix, f"{prefix}{tag}__")
        out.append(f"{nl}  </debate>")
    out.append(f"{nl}</component>")


def _text(
    work: Question | Answer,
    variant: LanguageVariant,
    out: list[str],
    nl: str,
    prefix: str,
    notes: str,
) -> None:
    name = _name(work)
    if variant.heading:
        out.append(f"{nl}  <preface>")
        out += [f"{nl}    <p>{escape_text(line)}</p>" for line in variant.heading]
        out.append(f"{nl}  </preface>")
    role = "" if variant.role is None else f' class="{variant.role.value}"'
    out.append(
        f"{nl}  <debateBody>"
        f'{nl}    <debateSection name="{name}" xml:lang="{variant.language}"{role}>'
    )
    if variant.subject is not None:
        out.append(f"{nl}      <heading>{escape_text(variant.subject)}</heading>")
    out.append(f"{nl}      <{name}{_speech(work, variant, prefix)}>")
    if variant.printed_answerers is not None:
        out.append(f"{nl}        <from>{escape_text(variant.printed_answerers)}</from>")
    if variant.body:
        writer = BodyWriter(out, notes)
        writer.number_notes(variant.body)
        writer.blocks(variant.body, f"{nl}        ")
    else:
        out.append(f"{nl}        <p/>")
    out.append(f"{nl}      </{name}>{nl}    </debateSection>{nl}  </debateBody>")
    if variant.legal_notice is not None:
        _notice(variant.legal_notice, out, f"{nl}  ")


def _speech(work: Question | Answer, variant: LanguageVariant, prefix: str) -> str:
    to = refers = ""
    if type(work) is Question:
        if work.addressees:
            to = f' to="#{prefix}addressee_1"'
    else:
        names = range(1, len(work.answers_to) + 1)  # type: ignore[union-attr]  # an Answer
        if names:
            refers = f' refersTo="{" ".join(f"#{prefix}answersTo_{number}" for number in names)}"'
    status = ' status="incomplete"' if variant.completeness is Completeness.TRUNCATED else ""
    return f' by="{speaker(work, prefix)}"{to}{refers}{status}'


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
