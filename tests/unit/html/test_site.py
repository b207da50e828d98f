"""Sites: pages, lists, feeds, what a second run changes, and what never leaves the folder."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import attrs
import pytest
from tests.unit.html.site_links import dead_links

import parlq
from parlq import (
    Answer,
    Author,
    Dossier,
    Identifier,
    Institution,
    LanguageVariant,
    Paragraph,
    Question,
    Subject,
)
from parlq.formats import html
from parlq.formats.html.site import SiteError, naming, search, write_site
from parlq.formats.html.site.listing import sheets
from parlq.testing import corpus

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = (
    "../../../up",
    "..",
    "/etc/passwd",
    "C:\\up",
    "con",
    "NUL.txt",
    "<script>x()</script>",
    '"><img src=x onerror=x()>',
    "{{ 7 * 7 }}",
    "a b?c#d%2e",
    "Ωμέγα",
    "x" * 900,
    "index",
    "index.html",
    "\u202eevil",
    "-",
    ".",
)


def question(number, **facts):
    """A question of a made-up year."""
    text = LanguageVariant(
        language="en", subject=f"Reeds {number}", body=(Paragraph(content=("Do reeds grow?",)),)
    )
    given = {"reference": f"E-{number:06}/2031", "date": "2031-05-06", "variants": (text,)}
    return Question(**{**given, **facts})


def answer(number, **facts):
    """The answer to it."""
    text = LanguageVariant(language="en", body=(Paragraph(content=("They do.",)),))
    name = f"E-{number:06}/2031"
    return Answer(reference=f"{name}-ASW", answers_to=(name,), variants=(text,), **facts)


def written(folder):
    """The files of a folder that readers get, with their bytes."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".parlq-site" not in path.parts
    }


def site(documents, folder, **options):
    """A site without search."""
    return write_site(documents, folder, **{"search": False, **options})


PAGE = "documents/eu/question/ep/2031/E-000001-2031.html"


def test_no_link_is_dead(tmp_path):
    """Every link of every page and feed leads to a file and a part that are there."""
    documents = [*corpus(200, 5), question(1), answer(1), *map(_hostile, HOSTILE)]
    made = site(documents, tmp_path, url="https://q.example/sub")
    assert (len(documents), 0) == (made.documents, made.unchanged)
    assert [] == dead_links(tmp_path, "https://q.example/sub/")


def test_dead_links_are_found(tmp_path):
    """The check itself finds a page and a part that are not there."""
    site([question(1)], tmp_path)
    page = tmp_path / "index.html"
    page.write_text(page.read_text() + '<a href="gone.html">x</a><a href="search.html#y">y</a>')
    assert [("index.html", "gone.html"), ("index.html", "search.html#y")] == dead_links(tmp_path)


def test_pages_are_named_by_their_work(tmp_path):
    """The name of a page follows from the IRI of the work; the page reads back as its document."""
    site([question(1)], tmp_path)
    reading = html.read((tmp_path / PAGE).read_bytes())
    assert (question(1), ()) == (reading.value, reading.problems)


def test_documents_are_listed(tmp_path):
    """A document is in the list of each of its values."""
    asked = question(
        1,
        kind="written",
        authors=(Author(name="Ottoline Marsh"),),
        addressees=(Institution(name="Commission"),),
        subjects=(Subject(label="wetlands"),),
    )
    site([asked], tmp_path)
    lists = [path for path in tmp_path.glob("*/*.html") if path.name != "index.html"]
    assert 6 == len(lists)
    assert 6 == sum("E-000001-2031.html" in path.read_text("utf-8") for path in lists)
    assert {"years/2031.html", "kinds/written.html", "languages/en.html"} <= written(
        tmp_path
    ).keys()


def test_lists_of_a_language_have_titles_in_it(tmp_path):
    """A document of two languages has its title in the language of the list."""
    texts = [
        LanguageVariant(language=tag, subject=subject, body=(Paragraph(content=("x",)),))
        for tag, subject in (("en", "Reeds"), ("el", "Καλάμια"))
    ]
    site([question(1, variants=texts)], tmp_path)
    for tag, subject, other in (("en", "Reeds", "Καλάμια"), ("el", "Καλάμια", "Reeds")):
        page = (tmp_path / f"languages/{tag}.html").read_text("utf-8")
        assert f">{subject}</a>" in page
        assert other not in page


def links(page):
    """What the cards of a page show and where they lead: reference and address inside the site."""
    card = r'<li>\n<p class="line"><span class="ref">(.*?)</span>.*?href="(?:\.\./)*([^"]*)"'
    return re.findall(card, page.read_text("utf-8"), re.DOTALL)


def test_lists_lead_to_the_work_that_states_the_value(tmp_path):
    """A list shows the work of a document that it is about, and leads to it, or to its text in a language."""
    greek = LanguageVariant(language="el", subject="Καλάμια", body=(Paragraph(content=("x",)),))
    asked = question(1, authors=(Author(name="marsh"),))
    other = question(2, authors=(Author(name="dimova"),))
    given = answer(2, subjects=(Subject(label="reeds"),))
    given = attrs.evolve(given, variants=(*given.variants, greek))
    site([Dossier(questions=(asked, other), answers=(given,))], tmp_path)
    for name, label, place in (
        ("authors/marsh", "E-000001/2031", ""),
        ("authors/dimova", "E-000002/2031", "#work-E-000002-2031"),
        ("subjects/reeds", "E-000002/2031-ASW", "#work-E-000002-2031-ASW"),
        ("languages/en", "E-000001/2031", "#work-E-000001-2031.en"),
        ("languages/el", "E-000002/2031-ASW", "#work-E-000002-2031-ASW.el"),
        ("index", "E-000001/2031", ""),
    ):
        assert [(label, f"{PAGE}{place}")] == links(tmp_path / f"{name}.html"), name
    assert "Καλάμια" in (tmp_path / "languages/el.html").read_text("utf-8")
    assert [] == dead_links(tmp_path)


def test_other_files_lead_to_the_work(tmp_path):
    """An answer in another file is a place in that file."""
    other = Dossier(questions=(question(3),), answers=(answer(1), answer(3)))
    site([question(1), other], tmp_path)
    place = f"{PAGE.replace('0001', '0003')}#work-E-000001-2031-ASW"
    assert [("E-000003/2031", place)] == links(tmp_path / PAGE)
    assert [] == dead_links(tmp_path)


def test_long_lists_have_pages(tmp_path):
    """A list of more than 100 documents is split, the newest first, and each is on one page."""
    day = dt.date(2031, 1, 1)
    site([question(n, date=day + dt.timedelta(n)) for n in range(1, 251)], tmp_path)
    pages = [(tmp_path / f"years/2031{part}.html").read_text() for part in ("", ".2", ".3")]
    assert [100, 100, 50] == [page.count('class="subject"') for page in pages]
    assert "E-000250/2031" in pages[0]
    assert "E-000001/2031" in pages[2]
    assert not (tmp_path / "years/2031.4.html").exists()


@pytest.mark.parametrize(("size", "count"), [(0, 1), (1, 1), (3, 1), (4, 2), (7, 3)])
def test_sheets(size, count):
    """A list has as many pages as it needs, and one where it is empty."""
    made = [*sheets(range(size), size, 3, "x")]
    assert [count] * count == [sheet.pages for sheet in made]
    assert [*range(size)] == [item for sheet in made for item in sheet.items]


def test_questions_and_answers_of_different_files_are_linked(tmp_path):
    """A question leads to its answer in another file, and the answer to it."""
    site([question(1), question(2), answer(1)], tmp_path)
    asked = (tmp_path / PAGE).read_text()
    given = (tmp_path / "documents/eu/answer/ep/2031/E-000001-2031-ASW.html").read_text()
    assert "Answers in other files" in asked
    assert "answer/ep/2031/E-000001-2031-ASW.html" in asked
    assert "question/ep/2031/E-000001-2031.html" in given
    assert "other files" not in (tmp_path / PAGE.replace("0001", "0002")).read_text()


def test_works_of_one_file_need_no_further_link(tmp_path):
    """A question beside its answer has no list of other files."""
    site([Dossier(questions=(question(1),), answers=(answer(1),))], tmp_path)
    assert "other files" not in (tmp_path / PAGE).read_text()


def test_documents_of_one_name_have_pages_each(tmp_path):
    """Of documents with one name, the second has a number behind it, in any case of letters."""
    other = question(1, date="2031-05-07")
    made = site([question(1), other, question(1)], tmp_path)
    names = [name for name in written(tmp_path) if name.startswith("documents")]
    assert (3, 3) == (made.documents, len({name.casefold() for name in names}))
    assert "Other files about the same" in (tmp_path / PAGE).read_text()


def test_a_second_run_writes_what_changed(tmp_path):
    """Nothing is written again that did not change; pages of documents that went away are removed."""
    documents = [question(n) for n in range(1, 6)]
    first = site(documents, tmp_path)
    times = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.html")}
    again = site(documents, tmp_path)
    assert (0, first.written, 0) == (again.written, again.unchanged, again.removed)
    assert times == {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.html")}
    (tmp_path / "CNAME").write_text("q.example")
    (tmp_path / "documents/eu/mine.html").write_text("mine")
    less = site(documents[1:], tmp_path)
    assert 1 == less.removed
    assert not (tmp_path / PAGE).exists()
    assert "mine" == (tmp_path / "documents/eu/mine.html").read_text()
    assert "q.example" == (tmp_path / "CNAME").read_text()
    assert [] == dead_links(tmp_path)


def test_a_second_run_makes_no_page_that_did_not_change(tmp_path, monkeypatch):
    """A document that changed is made again, and not those that come after it."""
    from parlq.formats.html.site import writing

    made, rendered = [], writing.rendered
    monkeypatch.setattr(
        "parlq.formats.html.site.writing.rendered",
        lambda *given: made.append(given[2]) or rendered(*given),
    )
    documents = [question(n) for n in range(1, 6)]
    site(documents, tmp_path)
    assert documents == made
    made.clear()
    changed = question(1, rule="144")
    site([changed, *documents[1:]], tmp_path)
    assert [changed] == made


def test_a_site_is_the_same_whatever_came_before(tmp_path):
    """A run over other documents leaves the files that a first run would have made."""
    site(corpus(20, 1), tmp_path / "one")
    site(corpus(30, 2), tmp_path / "one")
    site(corpus(30, 2), tmp_path / "two")
    assert written(tmp_path / "one") == written(tmp_path / "two")


def test_a_changed_page_is_written_again(tmp_path):
    """A page that somebody changed or removed is as it should be after the next run."""
    site([question(1), question(2)], tmp_path)
    before = written(tmp_path)
    (tmp_path / PAGE).write_text("edited")
    (tmp_path / "years/2031.html").unlink()
    assert 2 == site([question(1), question(2)], tmp_path).written
    assert before == written(tmp_path)


def test_an_interrupted_run_leaves_nothing_behind(tmp_path):
    """What an interrupted run wrote belongs to the site: the next one takes it over or removes it."""

    class StopError(Exception):
        """Somebody presses a key."""

    done = []

    def step():
        done.append(1)
        if len(done) == 3:
            raise StopError

    from parlq.formats.html.site import Options
    from parlq.formats.html.site.writing import SiteWriter
    from parlq.tables.table import entries_of

    writer = SiteWriter(tmp_path, Options(search=False))
    writer.read(entries_of([question(n) for n in range(1, 9)]))
    with pytest.raises(StopError):
        writer.write(step)
    writer.close()
    assert (tmp_path / PAGE).exists()
    site([question(7)], tmp_path)
    assert not (tmp_path / PAGE).exists()
    site([question(7)], tmp_path / "other")
    assert written(tmp_path / "other") == {
        name: data for name, data in written(tmp_path).items() if not name.startswith("other")
    }


def test_what_a_killed_run_was_writing_is_removed(tmp_path):
    """The file that a run was writing when it was killed goes with the next run."""
    site([question(1)], tmp_path)
    (tmp_path / ".parlq-site/new-0123456789abcdef").write_text("<!DOCT")
    site([question(1)], tmp_path)
    assert ["files"] == os.listdir(tmp_path / ".parlq-site")


def test_files_of_others_are_not_replaced(tmp_path):
    """A file that the site did not write stays, and the run ends with its name."""
    (tmp_path / "index.html").write_text("mine")
    with pytest.raises(SiteError, match=r"index\.html: exists, and parlq did not write it"):
        site([question(1)], tmp_path)
    assert "mine" == (tmp_path / "index.html").read_text()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_links_lead_nowhere_out_of_the_folder(tmp_path):
    """A folder of the site that is a link to another place is refused; a file that is one is replaced."""
    outside = tmp_path / "outside"
    outside.mkdir()
    top = tmp_path / "site"
    site([question(1)], top)
    (outside / "kept").write_text("kept")
    (top / "index.html").unlink()
    (top / "index.html").symlink_to(outside / "kept")
    site([question(1)], top)
    assert "kept" == (outside / "kept").read_text()
    assert not (top / "index.html").is_symlink()
    (outside / "E-000001-2031.html").write_text("kept")
    os.rename(top / "documents/eu/question/ep/2031", top / "documents/eu/question/ep/old")
    (top / "documents/eu/question/ep/2031").symlink_to(outside)
    with pytest.raises(SiteError, match="a link leads out of the site"):
        site([question(1), question(2)], top)
    site([], top)
    assert "kept" == (outside / "E-000001-2031.html").read_text()
    before = sorted(outside.iterdir())
    os.rename(top / "documents", top / "old")
    (top / "documents").symlink_to(outside)
    with pytest.raises(SiteError, match="a link leads out of the site"):
        site([question(1)], top)
    assert before == sorted(outside.iterdir())


def test_numbers_of_files_that_nobody_has_are_none(tmp_path):
    """Sizes and times in the list of files that no database holds make a file one that changed."""
    site([question(1)], tmp_path)
    files = tmp_path / ".parlq-site/files"
    rows = [json.loads(line) for line in files.read_text().splitlines()]
    files.write_text("".join(f"{json.dumps([*row[:2], 10**30, -(10**30)])}\n" for row in rows))
    assert 1 == site([question(1)], tmp_path).documents


@pytest.mark.parametrize(
    "line",
    [
        '["../x", "", 0, 0]',
        '["README.md", "", 0, 0]',
        '["documents/../../x.html","",0,0]',
        "no",
        "[]",
        '["", 1]',
        "[" * 4000,
        '["index.html", "\\ud800", 0, 0]',
    ],
)
def test_a_list_of_files_with_other_names_is_refused(tmp_path, line):
    """The list of files is data like any other: a name that no site has removes nothing."""
    top = tmp_path / "site"
    site([question(1)], top)
    (tmp_path / "x").write_text("kept")
    (tmp_path / "x.html").write_text("kept")
    (top / "README.md").write_text("kept")
    with (top / ".parlq-site/files").open("a") as file:
        file.write(f"{line}\n")
    with pytest.raises(SiteError, match="names what no site has"):
        site([], top)
    assert ["kept"] * 3 == [
        path.read_text() for path in (tmp_path / "x", tmp_path / "x.html", top / "README.md")
    ]


def _hostile(text):
    name = Identifier(scheme="local", value=text)
    body = Institution(name=text)
    variant = LanguageVariant(language="en", subject=text, body=(Paragraph(content=(text,)),))
    return Question(
        identifiers=(name,),
        kind="other",
        kind_code=text,
        authors=(Author(name=text),),
        addressees=(body,),
        subjects=(Subject(label=text),),
        variants=(variant,),
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_names_stay_in_the_folder(tmp_path, text):
    """Whatever documents and their values are called, all files are in the folder, with plain names."""
    top = tmp_path / "site"
    title = text if text.isprintable() and len(text) <= 200 else "x"
    site([_hostile(text), _hostile(text)], top, title=title)
    assert ["site"] == os.listdir(tmp_path)
    assert all(naming.is_name(name) for name in written(top))
    assert [] == dead_links(top)
    for name, data in written(top).items():
        assert not [each for each in (b"<script>x", b"<img src=x", b">49<") if each in data], name
    for path in top.rglob("*.xml"):
        ET.fromstring(path.read_bytes())


def test_different_values_have_different_pages():
    """Values that look alike in plain letters have names of their own, in any case."""
    values = [
        "A b",
        "a b",
        "a-b",
        "A-B",
        "ab",
        "index",
        "en",
        "en.2",
        "en-2",
        "",
        "Ω",
        "ω",
        "a-01234567",
    ]
    assert len(values) == len({naming.name_of_value(value) for value in values})
    assert "en" == naming.name_of_value("en")


def test_feeds_are_valid_and_have_the_newest_first(tmp_path):
    """A feed has what RFC 4287 asks for: id, title and updated, an author, and absolute ids."""
    documents = [question(n, date=f"2031-05-{n:02}") for n in range(1, 29)]
    site([*documents, question(99, date=None)], tmp_path)
    feed = ET.fromstring((tmp_path / "feed.xml").read_bytes())
    entries = feed.findall(f"{ATOM}entry")
    assert 28 == len(entries)
    assert ["2031-05-28T00:00:00Z"] * 2 == [
        each.findtext(f"{ATOM}updated") for each in (feed, entries[0])
    ]
    assert all(each.findtext(f"{ATOM}id").startswith("urn:uuid:") for each in (feed, *entries))
    assert len(entries) == len({each.findtext(f"{ATOM}id") for each in entries})
    site(documents, tmp_path, url="https://q.example/a")
    (link, *_) = ET.fromstring((tmp_path / "feed.xml").read_bytes()).iter(f"{ATOM}entry")
    assert "https://q.example/a/documents/" in link.findtext(f"{ATOM}id")


def test_the_sitemap_has_every_page(tmp_path):
    """With an address there is a sitemap of all pages; without one, a notice."""
    made = site([question(1)], tmp_path)
    assert ("no sitemap, as it needs the address of the site (--url)",) == made.notices
    assert () == site([question(1)], tmp_path, url="https://q.example").notices
    found = ET.fromstring((tmp_path / "sitemap.xml").read_bytes())
    pages = {f"https://q.example/{name}" for name in written(tmp_path) if name.endswith(".html")}
    assert pages == {each.text for each in found.iter() if each.tag.endswith("loc")}


def test_large_sitemaps_are_split():
    """More pages than one sitemap may have are several, with an index of them."""
    from parlq.formats.html.site.feeds import sitemaps

    made = [*sitemaps(((f"{n}.html", "") for n in range(90_001)), 90_001)]
    assert ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"] == [
        name for name, _ in made
    ]
    assert 90_001 == sum(len(given["pages"]) for _, given in made)


@pytest.mark.parametrize(
    "url",
    [
        "q.example",
        "javascript:x()",
        "https://",
        "https://q.example/?a",
        "https://q.example/\ud800",
        'https://q"x/',
    ],
)
def test_other_addresses_are_refused(tmp_path, url):
    """The address of a site is one of the web, without query."""
    with pytest.raises(SiteError, match="no address such as"):
        site([], tmp_path, url=url)


@pytest.mark.parametrize("title", ["", " ", "\x00", "\ud800", "a\nb", "x" * 201])
def test_other_titles_are_refused(tmp_path, title):
    """A title is one line that can be printed, as pages and feeds have it."""
    with pytest.raises(SiteError, match="a title is one line of 1 to 200 characters"):
        site([], tmp_path, title=title)


def test_a_site_of_nothing(tmp_path):
    """Without a document there is a start page, and no search."""
    made = write_site([], tmp_path)
    assert 0 == made.documents
    assert "no search, as there is no document" in made.notices
    assert [] == dead_links(tmp_path)


def test_charts(tmp_path):
    """Statistics are tables with a bar for each number, the longest for the largest, without a picture."""
    commission, council = (
        Institution(name="Commission"),
        Institution(name="Council </th>"),
    )
    asked = [question(n, addressees=(commission,)) for n in range(1, 5)]
    site([*asked, question(5, addressees=(council,))], tmp_path)
    page = (tmp_path / "index.html").read_text()
    (table,) = re.findall(r"<table>\n<caption>Questions by addressee.*?</table>", page, re.DOTALL)
    assert [("Commission", "100.0", "4"), ("Council &lt;/th&gt;", "25.0", "1")] == re.findall(
        r'<th scope="row" dir="auto">([^<]*)</th>.*?width="([0-9.]+)%".*?</svg>([0-9]+)</td>', table
    )
    assert not (tmp_path / "charts").exists()


def test_a_site_without_questions_has_no_charts(tmp_path):
    """Answers alone have no statistics."""
    site([answer(1)], tmp_path)
    assert "<table>" not in (tmp_path / "index.html").read_text()


def test_templates_of_a_folder_take_the_place_of_others(tmp_path):
    """A template of the folder is used, may extend those of parlq, and escapes what it prints."""
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "list.html").write_text(
        '{% extends "site.html" %}{% block main %}<h1>Mine: {{ heading }}</h1>{% endblock %}'
    )
    (folder / "site.css").write_text("h1{color:teal}")
    site([question(1, authors=(Author(name="<b>x</b>"),))], tmp_path / "s", templates=folder)
    (page,) = [
        path for path in (tmp_path / "s/authors").glob("*.html") if path.name != "index.html"
    ]
    assert "<h1>Mine: &lt;b&gt;x&lt;/b&gt;</h1>" in page.read_text()
    assert "h1{color:teal}" in (tmp_path / "s/assets/style.css").read_text()


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("list.html", "x\n{% if %}", r"template list\.html:2"),
        ("list.html", "x\n{{ nothing.x }}", r"template list\.html:2: 'nothing' is undefined"),
        ("list.html", "{{ ''.__class__.__mro__ }}", "unsafe"),
        ("document.html", '{% extends "../x.html" %}', r"x\.html"),
        ("document.html", "{{ 1 / 0 }}", r"template document\.html:1: division by zero"),
        ("other.html", "x", "has no template; those of a site are"),
    ],
)
def test_faults_of_templates_name_their_line(tmp_path, name, text, message):
    """A template with a fault ends the run with its file and line."""
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / name).write_text(text)
    with pytest.raises(SiteError, match=message):
        site([question(1, authors=(Author(name="A"),))], tmp_path / "s", templates=folder)


def test_templates_are_part_of_what_a_page_depends_on(tmp_path):
    """A changed template changes the pages of documents that did not change."""
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "navigation.html").write_text("<p>one</p>")
    site([question(1)], tmp_path / "s", templates=folder)
    (folder / "navigation.html").write_text("<p>two</p>")
    site([question(1)], tmp_path / "s", templates=folder)
    assert "<p>two</p>" in (tmp_path / "s" / PAGE).read_text()


def test_the_search_is_made_once(tmp_path, monkeypatch):
    """The index is made again only when a document changed; the files of the old one are removed."""
    pytest.importorskip("pagefind", reason="pagefind is not installed")
    first = write_site([question(1), question(2)], tmp_path)
    entry = json.loads((tmp_path / "pagefind/pagefind-entry.json").read_text())
    assert [2] == [each["page_count"] for each in entry["languages"].values()]
    fragments = [*(tmp_path / "pagefind/fragment").iterdir()]
    assert 2 == len(fragments)
    if hasattr(os, "wait4"):
        assert first.indexer_peak > 1_000_000
    monkeypatch.setattr(search, "_run", None)
    assert 0 == write_site([question(1), question(2)], tmp_path).written
    monkeypatch.undo()
    write_site([question(2)], tmp_path)
    (left,) = (tmp_path / "pagefind/fragment").iterdir()
    assert left in fragments
    site([question(2)], tmp_path)
    assert not (tmp_path / "pagefind").exists()
    assert not (tmp_path / "search.html").exists()


def test_without_pagefind(tmp_path, monkeypatch):
    """Without the extra `site` a run with search ends before it writes anything."""
    monkeypatch.setattr(search, "find_spec", lambda name: None)
    monkeypatch.setattr(search.shutil, "which", lambda name: None)
    with pytest.raises(parlq.MissingExtraError, match=r"pip install 'parlq\[site\]'"):
        write_site([question(1)], tmp_path / "s")
    assert not (tmp_path / "s").exists()


def test_without_jinja(tmp_path):
    """Without the extra `html` the names are there, and a run ends with what to install."""
    script = (
        "import sys; sys.modules.update(jinja2=None, markupsafe=None); from parlq import *;"
        "from parlq.cli import main; sys.exit(main(['site', '-o', 's', 'x.json']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    message = "parlq: an optional package is missing for HTML: pip install 'parlq[html]'\n"
    assert (2, message) == (done.returncode, done.stderr)
    assert [] == os.listdir(tmp_path)


def test_a_pagefind_that_fails(tmp_path, monkeypatch):
    """What pagefind says is in the error, and the pages are there."""
    script = "import sys; print('no room'); sys.exit(3)"
    monkeypatch.setattr(search, "command", lambda: [sys.executable, "-c", script])
    with pytest.raises(SiteError, match=r"pagefind failed \(3\): no room; pass --no-search"):
        write_site([question(1)], tmp_path)


def test_pages_of_the_site_are_no_source_of_it(tmp_path, monkeypatch):
    """A site inside the folder of its documents does not read its own pages."""
    monkeypatch.chdir(tmp_path)
    parlq.dump(question(1), "q.json")
    assert [1, 1] == [site(".", "site").documents for _ in range(2)]


def test_a_site_around_its_documents(tmp_path, monkeypatch):
    """Documents inside the folder of the site are on it, whatever they are called."""
    monkeypatch.chdir(tmp_path)
    os.mkdir("data")
    parlq.dump(question(1), "data/q.json")
    parlq.dump(question(2), "r.json")
    assert [2, 2] == [site(".", ".").documents for _ in range(2)]
    assert 1 == site("data", ".").documents
    assert 1 == site("data/q.json", "data").documents


def test_a_bad_file_ends_the_run_or_is_skipped(tmp_path):
    """As elsewhere: an error unless you skip what cannot be read."""
    parlq.dump(question(1), tmp_path / "q.json")
    (tmp_path / "bad.xml").write_text("<akomaNtoso>")
    with pytest.raises(parlq.InputError):
        site(tmp_path, tmp_path / "s")
    assert 1 == site(tmp_path, tmp_path / "s", on_error="skip").documents


def test_documents_without_any_fact(tmp_path):
    """Documents that state nothing have pages, too, which do not depend on their order."""
    bare = Question(variants=(LanguageVariant(language="en", subject="x"),))
    other = attrs.evolve(bare, variants=(LanguageVariant(language="fr", subject="y"),))
    site([bare, other], tmp_path / "a")
    site([other, bare], tmp_path / "b")
    documents = {name for name in written(tmp_path / "a") if name.startswith("documents")}
    assert documents == {name for name in written(tmp_path / "b") if name.startswith("documents")}
    assert 2 == len(documents)
    assert Path(min(documents)).parts[4] == "undated"
