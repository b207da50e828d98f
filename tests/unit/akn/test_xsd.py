"""An XSD file of a user: it may name files below its folder, and nothing else is opened for it."""

import os

import pytest

import parlq
from parlq.formats.akn.schemas import user_xsd
from parlq.problems import SchemaError

HEAD = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:x:moot"'
OF = f'{HEAD} targetNamespace="urn:x:moot" elementFormDefault="qualified">'
TYPES = f'{OF}<xs:complexType name="t"><xs:attribute name="a" type="xs:int"/></xs:complexType>'
ELEMENT = '<xs:element name="note" type="t"/>'
NOTE = b'<note xmlns="urn:x:moot" a="x"/>'


def put(folder, **files):
    """Write files, whose names have `_` for the dot and `__` for the slash."""
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(f"{text}</xs:schema>")
    return str(folder / "main.xsd")


def found(schema, data=NOTE):
    """Rules and messages of a document under the schema."""
    problems = parlq.validate(data, format="akn", schema=schema)
    return [(problem.rule, problem.message) for problem in problems]


def refused(schema):
    """Why a schema cannot be used."""
    with pytest.raises(SchemaError) as caught:
        found(schema)
    return str(caught.value)


MESSAGE = "attribute 'a' of <note> is 'x'; expected a whole number"


@pytest.mark.parametrize(
    "location",
    ["types.xsd", "./types.xsd", "sub/../types.xsd", "sub/deep/t.xsd", " types.xsd ", "a%20b.xsd"],
)
@pytest.mark.parametrize("how", ["include", "redefine"])
def test_files_below_the_folder_are_read(tmp_path, location, how):
    """They are included, wherever they stand below."""
    path = location.strip().replace("%20", " ")
    main = put(tmp_path, main_xsd=f'{OF}<xs:{how} schemaLocation="{location}"/>{ELEMENT}')
    (tmp_path / "sub" / "deep").mkdir(parents=True)
    (tmp_path / path).write_text(f"{TYPES}</xs:schema>")
    assert [("PQ205", MESSAGE)] == found(main)


def test_files_that_name_each_other(tmp_path):
    """A file is read once, whoever names it; its paths begin at itself."""
    main = put(
        tmp_path,
        main_xsd=f'{OF}<xs:include schemaLocation="sub/a.xsd"/>{ELEMENT}',
        sub__a_xsd=f'{OF}<xs:include schemaLocation="../main.xsd"/>'
        '<xs:include schemaLocation="b.xsd"/>',
        sub__b_xsd=TYPES,
    )
    assert ["PQ205"] == [rule for rule, _ in found(main)]


@pytest.mark.parametrize(
    "location",
    [
        "http://www.w3.org/2001/xml.xsd",
        "https://schemas.example/2009/01/xml.xsd",
        "file:///nowhere/xml.xsd",
        "../xml.xsd",
        "xml.xsd",
    ],
)
def test_the_namespace_of_xml_is_known(tmp_path, location):
    """What declares `xml:lang` need not be there."""
    main = put(
        tmp_path,
        main_xsd=f'{OF}<xs:import namespace="http://www.w3.org/XML/1998/namespace"'
        f' schemaLocation="{location}"/><xs:element name="note"><xs:complexType>'
        '<xs:attribute ref="xml:lang"/><xs:attribute ref="xml:id"/>'
        "</xs:complexType></xs:element>",
    )
    assert [] == found(main, b'<note xmlns="urn:x:moot" xml:lang="sv" xml:id="a"/>')
    assert [] == found(main, b'<note xmlns="urn:x:moot" xml:lang=""/>')
    ((rule, _),) = found(main, b'<note xmlns="urn:x:moot" xml:lang="sv_SE"/>')
    assert "PQ205" == rule


def outside(tmp_path):
    """A schema that is there, beside the folder of the main one."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "types.xsd").write_text(f"{TYPES}</xs:schema>")
    return other / "types.xsd"


@pytest.mark.parametrize("how", ["include", "redefine", 'import namespace="urn:x:other"'])
@pytest.mark.parametrize(
    "spell",
    [
        str,
        lambda path: path.as_uri(),
        lambda _: "../other/types.xsd",
        lambda _: "sub/../../other/types.xsd",
        lambda _: "..%2fother%2ftypes.xsd",
        lambda _: "%2e%2e/other/types.xsd",
        lambda _: "..\\other\\types.xsd",
        lambda _: "link/types.xsd",
        lambda _: "link.xsd",
        lambda _: "http://schemas.example/types.xsd",
        lambda _: "//schemas.example/types.xsd",
        lambda _: "types.xsd?query",
        lambda _: "http://[bad",
        lambda _: "",
        lambda _: "sub",
    ],
    ids=range(15),
)
def test_no_other_file_is_opened(tmp_path, how, spell):
    """A file that stands elsewhere, by whatever way, refuses the schema that names it."""
    path = outside(tmp_path)
    folder = tmp_path / "own"
    (folder / "sub").mkdir(parents=True)
    (folder / "link").symlink_to(path.parent)
    (folder / "link.xsd").symlink_to(path)
    main = put(folder, main_xsd=f'{OF}<xs:{how} schemaLocation="{spell(path)}"/>{ELEMENT}')
    assert "parlq opens only files in the folder of the schema and below" in refused(main)


def test_deep_down_no_other_file_is_opened(tmp_path):
    """What an included file names is held to the folder of the main one."""
    outside(tmp_path)
    main = put(
        tmp_path / "own",
        main_xsd=f'{OF}<xs:include schemaLocation="sub/a.xsd"/>{ELEMENT}',
        sub__a_xsd=f'{OF}<xs:include schemaLocation="../../other/types.xsd"/>',
    )
    assert "'../../other/types.xsd'" in refused(main)


def test_the_file_itself_may_be_a_link(tmp_path):
    """The folder of a schema is the one in which it really stands."""
    main = put(
        tmp_path / "real",
        main_xsd=f'{OF}<xs:include schemaLocation="types.xsd"/>{ELEMENT}',
        types_xsd=TYPES,
    )
    link = tmp_path / "link.xsd"
    link.symlink_to(main)
    assert ["PQ205"] == [rule for rule, _ in found(str(link))]


def test_a_declaration_of_a_type_is_refused(tmp_path):
    """Neither a schema nor what it includes may declare entities."""
    main = put(tmp_path, main_xsd=f'<!DOCTYPE x SYSTEM "x.dtd">{TYPES}{ELEMENT}')
    assert "remove <!DOCTYPE" in refused(main)
    main = put(
        tmp_path,
        main_xsd=f'{OF}<xs:include schemaLocation="types.xsd"/>{ELEMENT}',
        types_xsd=f"<!DOCTYPE x>{TYPES}",
    )
    assert "types.xsd: a document type declaration" in refused(main)


def test_what_is_missing_is_named(tmp_path):
    """A file that is not there is named, and the schema refused."""
    main = put(tmp_path, main_xsd=f'{OF}<xs:include schemaLocation="none.xsd"/>{ELEMENT}')
    assert "none.xsd: no such file" in refused(main)
    assert "a NUL character" in refused("a\0b")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_opened(tmp_path):
    """An included pipe would keep the reader waiting."""
    os.mkfifo(tmp_path / "types.xsd")
    main = put(tmp_path, main_xsd=f'{OF}<xs:include schemaLocation="types.xsd"/>{ELEMENT}')
    assert "parlq opens only files" in refused(main)


def test_size_and_number_are_bounded(tmp_path):
    """A schema of very many files, or of very large ones, is refused."""
    many = {f"f{n}_xsd": f'{OF}<xs:include schemaLocation="f{n + 1}.xsd"/>' for n in range(150)}
    first = f'{OF}<xs:include schemaLocation="f0.xsd"/>{ELEMENT}'
    assert "more than 100 files" in refused(put(tmp_path, main_xsd=first, **many))
    large = f"{TYPES}{' ' * user_xsd.SIZE}"
    assert f"larger than {user_xsd.SIZE} bytes" in refused(
        put(tmp_path, main_xsd=first, f0_xsd=large)
    )
