"""Sentences about elements, attributes and keys that are missing, superfluous or out of order."""

from __future__ import annotations

from typing import Final

from parlq.formats.akn.schemas.about_fault import LONGEST, About, Found, Sentence, quoted, says
from parlq.formats.akn.schemas.libxml2_messages import DUPLICATE, plain
from parlq.model.fields.name_matching import closest
from parlq.model.fields.patterns import Pattern
from parlq.problems import shorten

#: Most elements that a message lists, and the longest name of a namespace in it.
_MOST: Final = 5
_LONGEST_NAME: Final = 80
#: As many elements as libxml2 lists at most; there may be more.
_CUT: Final = 10
_LIST = Pattern(r"(?s) Expected is (?:one of )?\( (?P<names>.*) \)\.")
_WILDCARD = Pattern(r"(?:##other)?(?:\{(?P<namespace>[^{}]*)\})?\*")


def _in_namespace(name: str) -> str:
    """An element with its namespace, for messages about the latter."""
    namespace, found, _ = name[1:].rpartition("}")
    where = (
        f"in the namespace {shorten(namespace, _LONGEST_NAME)}" if found else "without a namespace"
    )
    return f"<{plain(name)}> {where}"


def _expected(about: About, listed: str | None) -> str:
    """What is expected in place of an element."""
    names = _names(listed)
    if not names:
        parent = None if about.node is None else about.node.getparent()
        if parent is None:
            return "expected no further element"
        return f"expected no further element in <{plain(str(parent.tag))}>"
    known = [name for name in names if not _WILDCARD.fullmatch(name)]
    twin = next((name for name in known if _local(name) == _local(about.name)), about.name)
    if twin != about.name:
        return f"expected {_in_namespace(twin)}"
    word = plain(about.name)
    near = closest(word, map(plain, known))
    meant = "" if near in {None, word} else f"; did you mean <{near}>?"
    return f"expected {_alternatives(names)}{meant}"


def _lacking(listed: str | None) -> str:
    """What is expected at the end of an element."""
    return _alternatives(_names(listed)) or "more child elements"


def _names(listed: str | None) -> list[str]:
    found = _LIST.fullmatch(listed or "")
    return [] if found is None else found["names"].split(", ")


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _alternatives(names: list[str]) -> str:
    shown = list(dict.fromkeys(map(_shown, names)))
    if len(shown) > _MOST:
        more = len(shown) - _MOST
        others = "others" if len(names) >= _CUT else f"{more} others" if more > 1 else "another"
        return f"{', '.join(shown[:_MOST])} or {others}"
    return " or ".join(filter(None, [", ".join(shown[:-1]), *shown[-1:]]))


def _shown(name: str) -> str:
    wildcard = _WILDCARD.fullmatch(name)
    if wildcard is None:
        return f"<{plain(name)}>"
    namespace = wildcard["namespace"]
    if name.startswith("##other"):
        return "an element of another namespace"
    if namespace in {"*", None} or not namespace:
        return "any element"
    return f"an element in the namespace {shorten(namespace, _LONGEST_NAME)}"


def _duplicate(about: About, found: Found) -> str:
    """Names the attribute that has the value, where there is no doubt which one it is."""
    key = found["key"].removeprefix("'").removesuffix("'")
    stated = () if about.node is None else about.node.items()
    having = [plain(str(name)) for name, value in stated if value == key]
    if len(having) > 1:  # constraints are often named for their attribute, as eId-debate is
        having = [name for name in having if name in found["name"].split("-")]
    if len(having) == 1:
        return f"{having[0]} {quoted(key)} is used twice; give each element its own"
    if "', '" in key:
        return (
            f"the values '{shorten(key, 2 * LONGEST)}' of {about.element} are used twice together"
        )
    return f"value {quoted(key)} of {about.element} is used twice; give each element its own"


def _no_target(about: About, found: Found) -> str:
    return f"{about.element} refers to '{shorten(found['key'], LONGEST)}', which no element has"


def _unexpected(about: About, found: Found) -> str:
    return f"{about.element} is not allowed here; " + _expected(about, found["expected"])


def _missing(about: About, found: Found) -> str:
    return f"{about.element} is incomplete; expected {_lacking(found['expected'])}"


def _root(about: About, _: Found) -> str:
    return f"root element {_in_namespace(about.name)} is not declared in the schema; check name and namespace"


def _not_allowed(about: About, found: Found) -> str:
    return f"attribute '{plain(found['name'])}' is not allowed on {about.element}; remove it"


#: What libxml2 says about elements, attributes and keys, and the sentence for each.
CONTENT: Final[tuple[tuple[str, Sentence], ...]] = (
    # elements, SCHEMAV_ELEMENT_CONTENT and SCHEMAV_CVC_ELT_1
    (r"This element is not expected\.(?P<expected> Expected is .*)?", _unexpected),
    (r"Missing child element\(s\)\.(?P<expected> Expected is .*)?", _missing),
    (r"No matching global declaration available for the validation root\.", _root),
    (
        r"No matching global element declaration available, but demanded by the strict wildcard\.",
        says("{} is not declared in the schema; remove it, or check its name and namespace"),
    ),
    (
        r"The element declaration is abstract\.",
        says("{} is not allowed here; remove it, or use an element that replaces it"),
    ),
    (
        r"The type definition is abstract\.",
        says("type of {} is abstract; name a type derived from it in xsi:type"),
    ),
    # attributes, SCHEMAV_CVC_COMPLEX_TYPE_3_2 and _4
    (
        r"The attribute '(?P<name>[^']+)' is required but missing\.",
        lambda about, found: f"attribute '{plain(found['name'])}' is missing on {about.element}",
    ),
    (r"The attribute '(?P<name>[^']+)' is not allowed\.", _not_allowed),
    (
        r"No matching global attribute declaration available, but demanded by the strict wildcard\.",
        lambda about, _: (
            f"attribute '{about.attribute}' of {about.element} is not declared in the schema; remove it"
        ),
    ),
    # content, SCHEMAV_CVC_COMPLEX_TYPE_2 and SCHEMAV_CVC_TYPE_3
    (
        (
            r"Character content other than whitespace is not allowed because the content type is"
            r" 'element-only'\."
        ),
        says("{} contains text of its own; move the text into a child element"),
    ),
    (
        r"Character content is not allowed, because the content type is empty\.",
        says("{} contains text; expected an empty element"),
    ),
    (
        r"Element content is not allowed, because the content type is empty\.",
        says("{} contains an element; expected an empty element"),
    ),
    (
        (
            r"Element content is not allowed, because the (?:type definition is simple"
            r"|content type is a simple type definition)\."
        ),
        says("{} contains an element; expected text only"),
    ),
    # xsi:nil and xsi:type, SCHEMAV_CVC_ELT_3 and _4
    (r"The element is not 'nillable'\.", says("{} may not be nil; remove xsi:nil")),
    (
        r"Neither character nor element content is allowed,? because the element (?:is|was) 'nilled'\.",
        says("{} has xsi:nil and content; remove one of them"),
    ),
    (
        r"The element cannot be 'nilled' because there is a fixed value constraint defined for it\.",
        says("{} has a fixed value and may not be nil; remove xsi:nil"),
    ),
    (
        r"The QName value '(?P<value>.*)' of the xsi:type attribute does not resolve to a type definition\.",
        lambda about, found: (
            f"xsi:type of {about.element} is {quoted(found['value'])}; expected a type of the schema"
        ),
    ),
    (
        (
            r"The type definition '(?P<name>.*)', specified by xsi:type, is blocked or not validly derived"
            r" from the type definition of the element declaration\."
        ),
        lambda about, found: (
            f"xsi:type of {about.element} is '{plain(found['name'])}'; expected a type derived from its own"
        ),
    ),
    (
        (
            r"The (?:QName )?value '(?P<value>.*)'(?: of simple type 'xs:QName')? has no corresponding"
            r" namespace declaration in scope\."
        ),
        lambda about, found: f"{about.has(found['value'])}; declare the namespace of its prefix",
    ),
    (
        r"The value must consist of tuples: the target namespace name and the document's URI\.",
        lambda about, _: (
            f"{about.value} is not valid; expected pairs of a namespace and an address"
        ),
    ),
    # keys, SCHEMAV_CVC_IDC
    (DUPLICATE.pattern, _duplicate),
    (r"(?s)No match found for key-sequence \['(?P<key>.*)'\] of keyref '.*'\.", _no_target),
    (
        r"(?s)More than one match found for key-sequence \['(?P<key>.*)'\] of keyref '.*'\.",
        lambda about, found: (
            f"{about.element} refers to '{shorten(found['key'], LONGEST)}', which several elements have"
        ),
    ),
    (
        r"Not all fields of (?:\w+ identity-constraint )?'(?P<name>.*)' evaluate to a node\.",
        lambda about, found: (
            f"{about.element} lacks a value that the key '{plain(found['name'])}' needs"
        ),
    ),
    (
        (
            r"The XPath '.*' of a field of \w+ identity-constraint '(?P<name>.*)' evaluates to a node-set"
            r" with more than one member\."
        ),
        lambda about, found: (
            f"{about.element} is repeated; the key '{plain(found['name'])}' takes one value"
        ),
    ),
    (
        (
            r"The XPath '.*' of a field of \w+ identity-constraint '(?P<name>.*)' does evaluate to a node of"
            r" non-simple type\."
        ),
        lambda about, found: (
            f"{about.element} is not text only; expected a value for the key '{plain(found['name'])}'"
        ),
    ),
    (r"The document has no document element\.", says("{} has no root element; add one")),
)
