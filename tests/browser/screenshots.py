"""Make the screenshots of the documentation: run `python -m tests.browser.screenshots`."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from parlq.formats import html
from parlq.formats.html.site import write_site
from parlq.testing import corpus

from .conftest import OPTIONS
from .made_pages import PAIR

ASSETS = Path(__file__).parents[2] / "docs" / "assets"
#: Name, width and height in pixels, colour scheme, languages.
SHOTS = (
    ("page-light.png", 1120, 640, "light", "en", None),
    ("page-dark.png", 1280, 640, "dark", "el", "en"),
)


def main() -> None:
    """Write all screenshots."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = Path(folder, "page.html")
        page_file.write_bytes(html.dumps(PAIR))
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=OPTIONS)
        for name, width, height, scheme, language, beside in SHOTS:
            page = browser.new_page(
                viewport={"width": width, "height": height}, color_scheme=scheme, locale=language
            )
            page.goto(page_file.as_uri())
            if beside:
                page.click(".beside summary")
                page.check(f"#b-{beside}", force=True)
            page.mouse.move(0, 0)
            page.screenshot(path=ASSETS / name)
            page.close()
        write_site([PAIR, *corpus(400, 2)], folder, title="Questions of Elsewhere")
        page = browser.new_page(viewport={"width": 1120, "height": 720}, color_scheme="light")
        page.goto(Path(folder, "index.html").as_uri())
        page.screenshot(path=ASSETS / "site-light.png")
        browser.close()


if __name__ == "__main__":
    main()
