"""Pages for readers in a real browser: languages, keyboard, print, widths, accessibility."""

from __future__ import annotations

import io

import pytest

from parlq.formats import html

from .made_pages import ANSWER, PAIR, QUESTION, SEVERAL

DOCUMENTS = {"question": QUESTION, "answer": ANSWER, "pair": PAIR, "several": SEVERAL}
SCHEMES = ("light", "dark")
#: Rules of WCAG up to 2.2, levels A and AA, and what axe recommends besides.
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def findings(page):
    """What axe finds wrong with a page as it is shown."""
    from importlib.resources import files

    axe = pytest.importorskip("axe_playwright_python", reason="axe-core is not installed")
    page.evaluate(files(axe).joinpath("axe.min.js").read_text("utf-8"))
    found = page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", _TAGS)
    return [
        (each["id"], node["html"][:160]) for each in found["violations"] for node in each["nodes"]
    ]


def shown(page):
    """The ids of the texts that show."""
    return page.eval_on_selector_all(
        ".v", "all => all.filter(x => x.checkVisibility()).map(x => x.id)"
    )


@pytest.mark.parametrize("name", DOCUMENTS)
def test_pages_are_accessible(open_page, name):
    """axe-core has no finding, in either colour scheme."""
    page = open_page(DOCUMENTS[name])
    page.click("footer summary")
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert [] == findings(page)


def test_what_is_not_accessible_is_found(browser):
    """The check finds grey on white, and an image without words."""
    page = browser.new_page()
    page.set_content(
        "<html lang=en><title>x</title><main><h1 style='color:#bbb'>Pale words</h1><img src=x>"
    )
    assert {"color-contrast", "image-alt"} <= {name for name, _ in findings(page)}
    page.close()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_two_languages_beside_each_other_are_accessible(open_page, scheme):
    """The same with two languages, and on a narrow screen."""
    page = open_page(PAIR, width=1600, color_scheme=scheme)
    page.click(".beside summary")
    page.check("#b-el", force=True)
    assert [] == findings(page)
    assert [] == findings(open_page(PAIR, width=320, color_scheme=scheme))


@pytest.mark.parametrize("script", [True, False])
def test_the_chooser_shows_one_language(open_page, script):
    """A language is chosen without a script, too; a work without a text in it shows another."""
    page = open_page(PAIR, java_script_enabled=script, locale="en-GB")
    for tag, answer in (("bg", "el"), ("en", "en"), ("el", "el")):
        page.check(f"#m-{tag}", force=True)
        visible = [each for each in page.query_selector_all(".v") if each.is_visible()]
        assert [f"work-E-000412-2025.{tag}", f"work-E-000412-2025-ASW.{answer}"] == [
            each.get_attribute("id") for each in visible
        ]


def test_the_language_of_the_reader_shows_first(open_page):
    """A reader whose browser asks for Greek reads Greek, and one who asks for Finnish what comes first."""
    assert ["work-E-000412-2025.el", "work-E-000412-2025-ASW.el"] == shown(
        open_page(PAIR, locale="el-GR")
    )
    assert "work-E-000412-2025-ASW.el" in shown(open_page(PAIR, locale="fi-FI"))


def test_a_link_to_a_part_shows_its_language(open_page):
    """A permalink into a language that does not show selects it, and the part is in sight."""
    part = "work-E-000412-2025.bg.dbsect_1__question_1__p_2"
    page = open_page(PAIR, fragment=f"#{part}", locale="en-GB")
    assert "work-E-000412-2025.bg" in shown(page)
    assert page.is_checked("#m-bg")
    assert page.locator(f'[id="{part}"]').bounding_box()["y"] < 900


def test_the_first_text_has_the_ids_of_akoma_ntoso(open_page):
    """A permalink of the text that shows first is the `eId` alone."""
    page = open_page(PAIR, fragment="#dbsect_1__question_1__ol_1__li_2", locale="el")
    assert "Πότε" in page.locator(":target").inner_text()


def test_notes_lead_there_and_back(open_page):
    """A mark leads to its note, and the note back to the mark."""
    page = open_page(ANSWER, locale="en")
    page.click('[role="doc-noteref"]')
    assert "Marsh register" in page.locator(":target").inner_text()
    page.click('[role="doc-backlink"]')
    assert "[1]" == page.locator(":target").inner_text()


def test_two_languages_show_beside_each_other_on_wide_screens(open_page):
    """Two texts stand beside each other, and nothing is wider than the screen."""
    page = open_page(PAIR, width=1600, locale="en")
    page.click(".beside summary")
    page.check("#b-el", force=True)
    boxes = [
        page.locator(f'[id="work-E-000412-2025.{tag}"]').bounding_box() for tag in ("el", "en")
    ]
    assert boxes[0]["y"] == boxes[1]["y"]
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]
    page.set_viewport_size({"width": 1000, "height": 900})
    assert ["work-E-000412-2025.en", "work-E-000412-2025-ASW.en"] == shown(page)


def test_paragraphs_of_two_languages_are_in_step(open_page):
    """Blocks of two texts begin at the same height where both have as many; otherwise they follow on."""
    page = open_page(PAIR, width=1600, locale="en")
    page.click(".beside summary")
    first = '[id="work-E-000412-2025.el"] .body > p'
    page.eval_on_selector(first, "paragraph => paragraph.append(' Και πάλι.'.repeat(99))")

    def tops(tag):
        return page.eval_on_selector_all(
            f'[id="work-E-000412-2025.{tag}"] .body > *',
            "all => all.map(each => Math.round(each.getBoundingClientRect().top))",
        )

    def choose(tag, other):
        page.check(f"#m-{tag}", force=True)
        page.check(f"#b-{other}", force=True)
        return tops(tag), tops(other)

    one, other = choose("bg", "el")
    assert (3, one) == (len(one), other)
    one, other = choose("en", "el")
    assert one[0] == other[0]
    assert one[1] != other[1]


def test_everything_is_reached_by_keyboard(open_page):
    """Tab reaches each control in the order of the page, which shows where it is; arrows choose."""
    page = open_page(PAIR, locale="en")
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        at = page.evaluate(
            """() => {
                const e = document.activeElement, seen = e.matches('input') ? e.nextElementSibling : e;
                return e === document.body ? null : [
                    [...document.querySelectorAll('*')].indexOf(e),
                    getComputedStyle(seen).outlineStyle,
                    e.outerHTML.slice(0, 60)];
            }"""
        )
        if at is None or at[0] in [each[0] for each in reached]:
            break
        reached.append(at)
    assert reached == sorted(reached)
    assert {"solid"} == {style for _, style, _ in reached}
    controls = page.eval_on_selector_all(
        "a[href], input:checked, summary, [tabindex='0']",
        "all => all.filter(x => x.checkVisibility()).length",
    )
    assert controls == len(reached)
    page.focus("#m-en")
    page.keyboard.press("ArrowLeft")
    assert "work-E-000412-2025.el" in shown(page)


def test_the_first_key_skips_to_the_text(open_page):
    """The first control leads past the languages."""
    page = open_page(PAIR, locale="en")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_is_wider_than_the_screen(open_page, name):
    """A page scrolls in one direction, from 320 pixels on (WCAG 1.4.10)."""
    page = open_page(DOCUMENTS[name])
    for width in (320, 390, 768, 1024, 1360, 1600):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_no_request_leaves_the_page(open_page):
    """A page asks for nothing but itself, whatever is opened in it."""
    page = open_page(SEVERAL)
    for tag in ("bg", "ar"):
        page.check(f"#m-{tag}", force=True)
        assert page.locator("#work-loose h2").first.is_visible()
    page.wait_for_timeout(200)
    assert [page.url] == page.requested


def test_hostile_texts_run_nothing(open_page):
    """A text that would be markup is text; the page has no error and asks for nothing."""
    from tests.properties.test_html import _PIECES, _document

    page = open_page(_document("x".join(_PIECES)))
    assert [page.url] == page.requested
    assert "<img src=x onerror=x()>" in page.locator("h1").first.inner_text()


def test_a_page_prints(open_page):
    """Paper has the chosen texts without the controls."""
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
    page = open_page(PAIR, locale="en")
    printed = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    words = " ".join(" ".join(each.extract_text() for each in printed.pages).split())
    assert "Salt marshes in the programme" in words
    assert "Answer given by Ms Averlund" in words
    assert ".example/marsh>" in words
    assert "Side by side" not in words
    assert "Αλμυρόβαλτοι" not in words


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_a_browser_saves_reads_back(open_page, name):
    """The page as the browser has it gives the same document, without a finding."""
    page = open_page(DOCUMENTS[name])
    saved = "<!DOCTYPE html>" + page.evaluate("document.documentElement.outerHTML")
    reading = html.read(saved)
    assert (DOCUMENTS[name], ()) == (reading.value, reading.problems)
