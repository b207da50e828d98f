"""Sites in a real browser: the search over HTTP, lists from files, widths, accessibility."""

from __future__ import annotations

import functools
import http.server
import threading

import pytest

from parlq.formats.html.site import write_site
from parlq.testing import corpus

from .made_pages import ANSWER, PAIR, QUESTION, SEVERAL
from .test_pages import findings

DOCUMENT = "documents/eu/question/ep/2025/E-000412-2025.html"
LISTS = (
    "index.html",
    "authors/index.html",
    "languages/en.html",
    "languages/en.2.html",
    "search.html",
)
SCHEMES = ("light", "dark")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        """Print nothing."""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site of documents in several scripts, with a search."""
    pytest.importorskip("pagefind", reason="pagefind is not installed")
    folder = tmp_path_factory.mktemp("site")
    write_site(
        [PAIR, SEVERAL, QUESTION, ANSWER, *corpus(160, 3)], folder, title="Questions of Elsewhere"
    )
    return folder


@pytest.fixture(scope="module")
def address(site):
    """The address at which a server of this test has the site, below a folder."""
    handler = functools.partial(_Quiet, directory=site.parent)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/{site.name}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def visit(browser):
    """A function that opens an address; nothing on the page may fail, and no request goes elsewhere."""
    contexts, said, requested = [], [], []

    def visited(url, *, width=1280, **options):
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: requested.append(request.url))
        page.goto(url)
        return page

    yield visited
    for context in contexts:
        context.close()
    assert [] == said
    assert [] == [url for url in requested if not url.startswith(("http://127.0.0.1:", "file:"))]


def found(page, words):
    """The titles that the search finds."""
    page.fill("#q", words)
    page.keyboard.press("Enter")
    page.wait_for_selector("#status >> text=/^(No|[0-9,]+) documents?$/")
    page.wait_for_timeout(400)  # it waits for further letters, too
    return page.locator("#results .subject").all_inner_texts()


def test_the_search_finds_words_of_all_languages(address, visit):
    """Words in three scripts, beginnings of words, words without accents, references and names."""
    page = visit(f"{address}search.html")
    wanted = "Αλμυρόβαλτοι στο πρόγραμμα για τη φυσική προστασία από τις πλημμύρες"
    for words in ("storm surges", "Солените", "αλμυροβ", "αλμυροβαλτοι", "Kalamis", "000412/2025"):
        assert wanted in found(page, words), words


def test_a_result_leads_to_its_page(address, visit):
    """A result opens the page of its document; the address of a search can be sent."""
    page = visit(f"{address}search.html?q=storm")
    page.locator("#results a").first.click()
    assert page.url.startswith(f"{address}documents/")


def test_a_result_leads_to_the_paragraph(address, visit):
    """A result leads to the part with the words, in a text that did not show before, too."""
    page = visit(f"{address}search.html", locale="en-GB")
    found(page, "αλμυρόβαλτοι έχουν")
    page.locator("#results a").first.click()
    assert "Οι αλμυρόβαλτοι" in page.locator(":target").inner_text()
    page.wait_for_selector("#m-el:checked", state="attached")
    assert 0 <= page.locator(":target").bounding_box()["y"] < 900


def test_a_list_of_a_language_leads_to_the_text_in_it(address, visit):
    """A document opens in the language of the list, whatever the browser asks for."""
    page = visit(f"{address}languages/bg.html", locale="en-GB")
    page.click("main >> text=Солени блата >> nth=0")
    page.wait_for_selector("#m-bg:checked", state="attached")


def test_a_start_page_searches(address, visit):
    """The form of the start page leads to the results."""
    page = visit(f"{address}index.html")
    page.fill("#q", "storm")
    page.keyboard.press("Enter")
    page.wait_for_selector("#results li")
    assert page.url.endswith("search.html?q=storm")


def test_words_that_nowhere_are(address, visit):
    """A search without a result says so, and what was found before is gone."""
    page = visit(f"{address}search.html?q=storm")
    page.wait_for_selector("#results li")
    assert [] == found(page, "xyzzyqwertz")
    assert "No documents" == page.inner_text("#status")


def test_lists_and_pages_work_as_files(site, visit):
    """Without a server, lists lead to pages, which have their style and choose a language."""
    page = visit((site / "index.html").as_uri(), locale="el")
    page.click("nav >> text=Languages")
    page.click("main >> text=ελληνικά")
    page.click("text=Αλμυρόβαλτοι στο πρόγραμμα")
    assert page.url.startswith(f"{site.as_uri()}/documents/")
    assert "rgb(255, 255, 255)" != page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.wait_for_selector("#m-el:checked", state="attached")
    page.check("#m-bg", force=True)
    assert page.locator(".v-bg").first.is_visible()


def test_the_search_of_a_file_says_what_it_needs(browser, site):
    """A search page that is opened as a file leads to the lists instead."""
    page = browser.new_page()
    page.goto((site / "search.html").as_uri())
    assert "The search needs JavaScript and a web server" in page.inner_text("#status")
    page.close()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("path", [*LISTS, DOCUMENT])
def test_pages_of_a_site_are_accessible(address, visit, path, scheme):
    """axe-core has no finding, on wide and narrow screens."""
    page = visit(address + path, color_scheme=scheme)
    assert [] == findings(page)
    page.set_viewport_size({"width": 320, "height": 900})
    assert [] == findings(page)


@pytest.mark.parametrize("path", [*LISTS, DOCUMENT])
def test_no_page_is_wider_than_the_screen(address, visit, path):
    """A page scrolls in one direction, from 320 pixels on."""
    page = visit(address + path)
    for width in (320, 390, 768, 1024, 1600):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
