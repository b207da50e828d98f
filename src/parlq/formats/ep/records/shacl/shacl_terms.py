"""The terms of SHACL that parlq applies: a shape that asks for more must not pass silently."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from parlq.formats.ep.records.vocabulary.rdf_terms import Statement
from parlq.model.fields.name_matching import did_you_mean

_SH: Final = "<http://www.w3.org/ns/shacl#"
#: Most terms that are reported.
_MOST: Final = 20

_NAMES = """
targetClass targetNode targetObjectsOf targetSubjectsOf target
and class closed datatype disjoint equals flags hasValue ignoredProperties in languageIn
lessThan lessThanOrEquals maxCount maxExclusive maxInclusive maxLength minCount minExclusive
minInclusive minLength node nodeKind not or pattern property qualifiedMaxCount
qualifiedMinCount qualifiedValueShape qualifiedValueShapesDisjoint uniqueLang xone
path alternativePath inversePath oneOrMorePath zeroOrMorePath zeroOrOnePath
deactivated message severity
ask construct declare namespace nodeValidator optional parameter prefix prefixes
propertyValidator select sparql validator
annotationProperty annotationValue annotationVarName resultAnnotation
condition expression filterShape intersection nodes object predicate returnType rule subject
union
agentInstruction codeIdentifier defaultValue description group intent labelTemplate name order
conforms detail focusNode result resultMessage resultPath resultSeverity sourceConstraint
sourceConstraintComponent sourceShape value
shapesGraph shapesGraphWellFormed suggestedShapesGraph
"""
#: Properties of SHACL Core, SHACL-SPARQL and SHACL-AF, and those that describe shapes and results.
_TERMS: Final = frozenset(_NAMES.split())
#: Properties that say which nodes a shape applies to, and classes that do by being a shape.
_TARGETS: Final = f"{_SH}target"
_CLASSES: Final = frozenset({"rdfs:Class", "<http://www.w3.org/2002/07/owl#Class>"})
#: Properties that lead to another shape.
_SHAPES: Final = frozenset(f"{_SH}{name}>" for name in ("node", "not", "qualifiedValueShape"))
#: The one entailment that applying shapes includes: their rules.
_RULES: Final = f"{_SH}Rules>"


def unsupported(statements: Sequence[Statement]) -> Iterator[str]:
    """Messages about what shapes ask for and parlq does not apply, once for each term."""
    found: dict[str, None] = {}
    yield from _idle(statements)
    for _, predicate, item in statements:
        if not predicate.startswith(_SH):
            continue
        name = predicate[len(_SH) : -1]
        if name not in _TERMS and not (name == "entailment" and item == _RULES):
            found.setdefault(name)
    for name in list(found)[:_MOST]:
        yield (
            f"the shapes cannot be applied: parlq knows no sh:{name[:80]}, only the terms of SHACL "
            f"Core, SHACL-SPARQL and SHACL-AF without JavaScript{_meant(name)}"
        )


def _idle(statements: Sequence[Statement]) -> Iterator[str]:
    """Messages about shapes that would find nothing in any record."""
    stated = {subject for subject, _, _ in statements}
    shapes = {subject for subject, predicate, _ in statements if predicate.startswith(_SH)}
    if not any(
        predicate.startswith(_TARGETS) or (item in _CLASSES and subject in shapes)
        for subject, predicate, item in statements
    ):
        yield "no shape has a target such as sh:targetClass, so that nothing would be validated"
    missing = {
        item: None
        for _, predicate, item in statements
        if predicate in _SHAPES and item not in stated
    }
    for item in list(missing)[:_MOST]:
        yield f"the shape {item[:200]} is not in the file, so that nothing would be validated with it"


def _meant(name: str) -> str:
    """The end of a message: the term that was probably meant, where one is."""
    return "" if name.startswith("js") else did_you_mean(name, sorted(_TERMS))
