"""A browser for the tests of this folder; they skip where there is none."""

from __future__ import annotations

import shutil

import pytest

#: Options for a machine without a screen, on which the tests may run as root.
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser():
    """A headless chromium."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if found is None:
        pytest.skip("there is no chromium")
    with playwright.sync_playwright() as started:
        made = started.chromium.launch(executable_path=found, args=OPTIONS)
        yield made
        made.close()


@pytest.fixture
def open_page(browser, tmp_path):
    """A function that opens a document as a page; nothing on the page may fail or be refused."""
    from parlq.formats import html

    contexts, said = [], []

    def opened(document, *, width=1360, fragment="", **options):
        file = tmp_path / f"page{len(contexts)}.html"
        file.write_bytes(html.dumps(document))
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.requested = []
        page.on("request", lambda request: page.requested.append(request.url))
        page.goto(file.as_uri() + fragment)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [] == said
