"""Tolerant reading: what the profile does not know is preserved as extensions, and reported."""

import pytest

from parlq.formats import akn
from parlq.model import Datatype
from parlq.problems import LISTED, InputError

from .made import ANSWER, NAMES, QUESTION, written

Q, A = written(QUESTION), written(ANSWER)
SPEECH = "/akomaNtoso/debate/debateBody/debateSection/question"
AKN = NAMES["a"]


def changed(old, new, source=Q):
    """A document with a change that strict reading refuses."""
    assert old in source
    source = source.replace(old, new, 1)
    assert akn.read(source).failed
    return akn.read(source, strict=False)


def kept(reading):
    """What was kept: namespace, name, datatype, value, path."""
    assert reading.value is not None, reading.problems
    return [
        (fact.namespace, fact.name, fact.datatype, fact.value, fact.path)
        for fact in reading.value.extensions
    ]


def test_unknown_element_is_kept_whole():
    """An element that the profile does not know becomes an extension, markup and all."""
    reading = changed(
        '<p eId="dbsect_1__question_1__p_1">When',
        '<remark who="x">so<b>!</b></remark><p eId="dbsect_1__question_1__p_1">When',
    )
    namespaces = f'xmlns="{AKN}" xmlns:pq="{NAMES["pq"]}"'
    value = f'<remark {namespaces} who="x">so<b>!</b></remark>'
    assert [(AKN, "remark", Datatype.XML, value, f"{SPEECH}/remark")] == kept(reading)
    (problem,) = reading.problems
    assert ("PQ214", "warning", f"{SPEECH}/remark") == (
        problem.rule,
        problem.severity,
        problem.path,
    )


def test_the_rest_is_read_as_if_it_were_not_there():
    """Without the extension, the value is that of the document without the element."""
    reading = changed(
        '<p eId="dbsect_1__question_1__p_1">When',
        '<remark/><p eId="dbsect_1__question_1__p_1">When',
    )
    assert QUESTION.variants == reading.value.variants


def test_every_one_of_many_is_kept():
    """Equal elements are kept each for itself, with its own path."""
    reading = changed(
        '<p eId="dbsect_1__question_1__p_1">When',
        "<remark/>" * 300 + '<p eId="dbsect_1__question_1__p_1">When',
    )
    paths = [path for *_, path in kept(reading)]
    assert [f"{SPEECH}/remark[{number}]" for number in range(1, 301)] == paths


def test_misplaced_elements_are_kept():
    """An element that the profile knows, but not here, is kept with all its twins."""
    reading = changed(
        "<heading>", '<p eId="x_1">one</p><p eId="x_2">two</p><p eId="x_2">two</p><heading>'
    )
    assert ["p[1]", "p[2]", "p[3]"] == [path.rpartition("/")[2] for *_, path in kept(reading)]


def test_unknown_attribute_is_kept():
    """An attribute that the profile does not know becomes an extension with its text."""
    reading = changed("<heading>", '<heading class="big &amp; bold">')
    path = "/akomaNtoso/debate/debateBody/debateSection/heading/@class"
    assert [(AKN, "class", Datatype.TEXT, "big & bold", path)] == kept(reading)


def test_foreign_names_keep_their_namespace():
    """Elements and attributes of other namespaces are kept under them."""
    reading = changed(
        '<p eId="dbsect_1__question_1__p_1">When',
        '<x:y xmlns:x="urn:other:ns" x:z="1"/><p eId="dbsect_1__question_1__p_1">When',
    )
    assert [("urn:other:ns", "y")] == [fact[:2] for fact in kept(reading)]


@pytest.mark.parametrize("name", ["relative", "../up", "//x.example"])
def test_odd_names_of_namespaces_are_kept(name):
    """A namespace whose name is no URI is kept in the name of the fact."""
    reading = changed(
        '<p eId="dbsect_1__question_1__p_1">When',
        f'<x xmlns="{name}"/><p eId="dbsect_1__question_1__p_1">When',
    )
    ((namespace, fact, *_),) = kept(reading)
    assert (NAMES["pq"], f"{{{name}}}x") == (namespace, fact)


def test_text_behind_an_unknown_element_stays():
    """The words behind an element that is taken out stay in their paragraph."""
    reading = changed("When do the ferries sail?", "When <time/>do the <i>ferries</i> <x/>sail?")
    assert "When do the ferries sail?(1)\n(1) See the annex." == reading.value.variants[0].text()


def test_disagreement_is_kept():
    """Where two facts disagree, the one that counts is read and the other kept."""
    reading = changed('/eng"', '/deu"')
    ((_, name, kind, value, _),) = kept(reading)
    assert ("FRBRuri", Datatype.XML, True) == (name, kind, "/deu" in value)


def test_missing_facts_stay_errors():
    """Nothing is invented: what is missing is refused in tolerant reading, too."""
    reading = akn.read(Q.replace(' by="#author_1"', ""), strict=False)
    assert [("PQ201", "error")] == [(p.rule, p.severity) for p in reading.problems]


def test_tolerant_values_are_written_and_read_strictly():
    """What tolerant reading gave is a value like any other."""
    value = changed(
        '<p eId="dbsect_1__question_1__p_1">When',
        '<remark who="x"/><p eId="dbsect_1__question_1__p_1">When',
    ).value
    assert value == akn.loads(akn.dumps(value))


def test_good_documents_read_the_same():
    """Tolerance changes nothing where there is nothing to tolerate."""
    assert (QUESTION, ANSWER) == (akn.loads(Q, strict=False), akn.loads(A, strict=False))
    assert () == akn.read(Q, strict=False).problems


def test_loads_raises_only_for_errors():
    """Warnings do not refuse a document."""
    source = Q.replace(
        '<p eId="dbsect_1__question_1__p_1">When',
        '<remark/><p eId="dbsect_1__question_1__p_1">When',
    )
    assert 1 == len(akn.loads(source, strict=False).extensions)
    with pytest.raises(InputError, match="PQ201"):
        akn.loads(source)


def test_listing_of_schema_errors_is_bounded():
    """A document with thousands of errors lists the first ones and counts the others."""
    many = LISTED + 500
    source = Q.replace(
        '<p eId="dbsect_1__question_1__p_1">When',
        '<ul eId="x_0">'
        + "".join(f'<li eId="x_{n}" x="1"/>' for n in range(1, many + 1))
        + '</ul><p eId="dbsect_1__question_1__p_1">When',
    )
    problems = akn.read(source).problems
    assert LISTED + 1 == len(problems)
    assert "500 more problems" in problems[-1].message


def test_a_kept_element_among_many_namespaces():
    """It declares those that it uses or mentions, not all that are declared around it."""
    many = "".join(f' xmlns:n{number}="urn:x:{number}"' for number in range(40))
    root = f"<akomaNtoso{many} "
    text = Q.replace("<akomaNtoso ", root, 1).replace(
        '<p eId="dbsect_1__question_1__p_1">When',
        '<remark who="n7:x"><n3:y n4:z="1"/><b>n9: and n5:z</b></remark><p eId="dbsect_1__question_1__p_1">When',
        1,
    )
    (fact,) = akn.loads(text, strict=False).extensions
    declared = "".join(f' xmlns:n{number}="urn:x:{number}"' for number in (3, 4, 5, 7, 9))
    assert fact.value == (
        f'<remark xmlns="{AKN}"{declared} who="n7:x"><n3:y n4:z="1"></n3:y>'
        "<b>n9: and n5:z</b></remark>"
    )
    (bare,) = akn.loads(text.replace("n7:", "m7:"), strict=False).extensions
    assert "urn:x:7" not in bare.value
