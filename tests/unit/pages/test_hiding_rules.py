"""Rules that hide text: what their selectors mean, how values are written, and what is reported."""

import pytest
from tests.unit.pages.test_hypertext import read, rules, text

SELECTORS = (
    "[data-x]",
    "b[data-x=never]",
    "[ data-x = 'NEVER' i ]",
    '[data-x^="ne"]',
    "[data-x$=er]",
    "[data-x*=eve]",
    "[lang|=EL]",
    "[class~=two]",
    "p b:first-child",
    "p>b:not(.one):first-of-type",
    "b:nth-child(odd)",
    "b:nth-child( 2n + 1 )",
    "b:nth-last-child(-n+2):not([hidden])",
    "b:nth-last-of-type(1)",
    "b:only-of-type",
    "input:checked ~ p b",
    "input + p b",
    "p:not(.x,.y) :is(u, b)",
    ":root b",
    r".\74wo",
    r".w\:3",
    "b:not(:hover)",
    "u ~ b, p b:first-child",
    "main p b:last-of-type",
)
BODY = (
    '<p class="x">A.</p><input type="checkbox" checked value="v">'
    '<p>Who <b class="two w:3" data-x="never" lang="el-GR">never</b>asks<i>?</i></p>'
)


@pytest.mark.parametrize("selector", SELECTORS)
def test_selectors_hide_what_they_mean(selector):
    """Attributes, places and elements beside an element tell what a rule is for."""
    reading = read(BODY, f"<style>{selector} {{ display: none }}</style>")
    messages = [each.message for each in reading.problems if each.rule == "PQ517"]
    assert ("A.\nWho asks?", ["hidden text left out: never"]) == (text(reading), messages)


@pytest.mark.parametrize(
    "selector",
    [
        "[data-y]",
        "[data-x=NEVER]",
        "[data-x^='']",
        "[data-x|=nev]",
        "b:nth-child(2)",
        "b:nth-child(2n)",
        "b:nth-child(-n)",
        "b:last-child",
        "b:only-child",
        "b:hover",
        "p:target b",
        "b:-moz-any-link",
        "p + p b",
        "p + b",
        "i ~ b",
        "input:not(:checked) ~ p b",
        "b:not([data-x])",
        "b::selection",
        "b:empty",
        ".x b",
        "b:root",
    ],
)
def test_selectors_hide_nothing_else(selector):
    """What they do not mean, or mean only while somebody points at it, stays without a word."""
    reading = read(BODY, f"<style>{selector} {{ display: none }}</style>")
    assert "Who neverasks?" in text(reading)
    assert "PQ517" not in rules(reading)


@pytest.mark.parametrize(
    "selector",
    ["b:has(i)", "b:lang(el)", "b:nth-child(1 of .two)", "a|b", "b || i", "b:zork", "b&"],
)
def test_a_rule_that_is_not_understood_is_reported(selector):
    """What it hides may stand in the text: the problem names its selector and its line."""
    sheet = f"<style>i {{ color: red }}\n/* a\nb */ .no {{}}\n\n{selector} {{ opacity: 0 }}</style>"
    reading = read(BODY, sheet)
    (problem,) = (each for each in reading.problems if each.rule == "PQ517")
    assert (5, True) == (problem.line, f": {selector};" in problem.message)
    assert "Who neverasks?" in text(reading)


def test_rules_that_hide_nothing_are_not_reported():
    """How words look that stay in the text is nobody's concern."""
    assert [] == rules(read("<p>Why?</p>", "<style>p:has(i) { color: red; opacity: 0.5 }</style>"))


def test_many_rules_that_are_not_understood_are_counted():
    """The first ten are reported one by one, the others in one problem."""
    sheet = "".join(f"b:has(i{n}) {{ display: none }}" for n in range(15))
    reading = read("<p>Why?</p>", f"<style>{sheet}</style>")
    assert (11, True) == (len(reading.problems), "5 more" in reading.problems[0].message)


@pytest.mark.parametrize(
    "style",
    [
        r"displa\79:none",
        r"d\000069splay: n\6f ne",
        "display/**/:/* x */none",
        "opacity:0",
        "opacity: 0.0 !important",
        "opacity:.0",
        "opacity:0%",
        "font-size:0",
        "FONT-SIZE: 0PX",
        "font: bold 0/0 a",
        "font: 0em serif",
        "visibility:collapse",
        r"visi\62ility:hidden",
        "position:absolute; clip: rect(0 0 0 0)",
        "position:absolute;clip:rect(1px, 1px, 1px, 1px)",
        "clip-path: inset(50%)",
        "clip-path:inset(10% 60% 10% 40%)",
        "clip-path: circle(0)",
        "clip-path:polygon(0 0, 0 0, 0 0)",
        "position:absolute; left:-9999px",
        "position: fixed; top: -200vh",
        "position:absolute;inset: 0 auto auto -99em",
        "text-indent:-2000px; white-space:nowrap",
        "display:inline-block; margin-left:-9999px",
        "transform: translateX(-9999px)",
        "transform:scale(0)",
        "translate: -9999px 0",
        "display:block; height:0; overflow:hidden",
        "position:absolute; width:1px; height:1px; overflow:hidden",
        "display: var(--none, none)",
        "--own: none; display: var( --own )",
        "--one: var(--two); --two: hidden; visibility: var(--one)",
        "--far: -9999px; position:absolute; left: var(--far)",
    ],
)
@pytest.mark.parametrize("place", ["attribute", "rule"])
def test_values_that_hide(style, place):
    """Escapes and comments are read as browsers do; what has no size or is transparent is unseen."""
    own = f' style="{style}"' if place == "attribute" else ""
    sheet = "" if own else f"<style>u {{ {style} }}</style>"
    reading = read(f"<p>Who <u{own}>never</u>asks?</p>", sheet)
    assert ("Who asks?", ["PQ517"]) == (text(reading), rules(reading))


@pytest.mark.parametrize(
    "style",
    [
        "opacity:0.01",
        "opacity:1",
        "font-size:0.8em",
        "font-size:10px",
        "font: 12px/0 a",
        "font:menu",
        "clip: auto",
        "clip-path: inset(10% 20%)",
        "clip-path: circle(40%)",
        "clip-path: polygon(0 0, 100% 0, 100% 100%)",
        "position:relative; left:-9px",
        "padding-bottom:9999px; margin-bottom:-9999px",
        "transform: translate(-50%, -50%) scale(1)",
        "height:0",
        "overflow:hidden; width:600px",
        "display: var(--none, block)",
        "display: var(--unset)",
        "--a: var(--b); --b: var(--a); display: var(--a)",
    ],
)
def test_values_that_hide_nothing(style):
    """Small and pale words are seen."""
    assert [] == rules(read(f'<p style="{style}">Who asks?</p>'))


@pytest.mark.parametrize(
    ("size", "shown"), [("12px", "Yes."), ("1rem", "Yes."), ("2em", ""), ("50%", "")]
)
def test_words_of_a_size_of_their_own_are_shown(size, shown):
    """A size is set anew inside words without one, unless it is a part of that."""
    body = f'<p>A.</p><div style="font-size:0">no <b style="font-size:{size}">Yes.</b> no</div>'
    assert (f"A.\n{shown}".strip(), ["PQ517"]) == (text(read(body)), rules(read(body)))


def test_what_is_taken_out_is_still_beside_others():
    """A rule for what follows hidden or struck words, or a picture, holds."""
    sheet = "<style>s + u, [hidden] + u, img + u, q + u { display: none }</style>"
    for before in ("<s>old</s>", "<i hidden>no</i>", '<img alt="x" src="y">', "<q>z</q>"):
        assert "never" not in text(read(f"<p>Who {before}<u>never</u> asks?</p>", sheet))


@pytest.mark.parametrize("rule", ["@layer a {{ {} }}", "@supports (display: grid) {{ {} }}"])
def test_groups_of_rules_that_hold(rule):
    """Layers hold always, and what browsers support."""
    sheet = rule.format("u { display: none }")
    assert "Who asks?" == text(read("<p>Who <u>never</u>asks?</p>", f"<style>{sheet}</style>"))


@pytest.mark.parametrize("selector", ["p:nth-child(even)", "h2 ~ p", "p:nth-last-of-type(3n) b"])
def test_long_pages_with_places_are_read(selector):
    """Elements beside each other are counted once, however many there are."""
    reading = read("<p>x</p>" * 3000, f"<style>{selector} {{ vertical-align: top }}</style>")
    assert [] == rules(reading)


def test_sizes_and_attributes_in_many_rules_take_no_steps():
    """A long style sheet with sizes of letters, and rules for attributes that nothing has, is read."""
    sheet = "".join(f".c{n}{{font-size:1{n}px}}[data-c{n}]{{display:none}}" for n in range(1900))
    assert [] == rules(read("<p class='c1'>x</p>" * 600, f"<style>{sheet}</style>"))


@pytest.mark.parametrize(
    "sheet",
    [
        "@media screen { u { display: none } }",
        "@media (min-width: 40em) { u { display: none } }",
        "@media print, screen and (max-width: 4000px) { u { display: none } }",
        "@media (width >= 600px) { @media (orientation: landscape) { u { display: none } } }",
        "@media not print { @layer x { u { display: none } } }",
        "u { color: red; @media screen { display: none } }",
        "p { color: red; u { display: none } }",
        "p { & > u { display: none } i, b { color: red } }",
        "u { display: none; i { color: red } }",
        "<!-- u { display: none } -->",
        "u { display: none",
        "@media screen { u { display: none }",
        ":root { --hide: none } u { display: var(--hide) }",
        "u { left: -9999px } i { left: 0; position: absolute }",
        "i { background: url(a;b{c}d) } u { display: none }",
    ],
)
def test_rules_in_groups_and_in_rules_hide(sheet):
    """A condition that a screen meets holds; a rule in another one is for what is inside."""
    reading = read("<p>Who <u>never</u>asks?</p>", f"<style>{sheet}</style>")
    assert ("Who asks?", ["PQ517"]) == (text(reading), rules(reading))


@pytest.mark.parametrize(
    "sheet",
    [
        "@media print { u { display: none } }",
        "@media (max-width: 600px) { u { display: none } }",
        "@media not all and (min-width: 1px) { u { display: none } }",
        "u { @media print { display: none } }",
        "i { u { display: none } }",
        "@keyframes a { from { opacity: 0 } u { display: none } }",
        "@supports not (display: grid) { u { display: none } }",
        "@media (prefers-contrast: more) { i { display: none } }",
        ".a { left: -9999px } u { position: absolute; left: -9999px } u { position: static }",
        "u { display: var(--d) } :root { --d: inline } u b { --d: block }",
    ],
)
def test_rules_for_others_hide_nothing(sheet):
    """Paper, small screens and other elements are no reason to leave text out."""
    reading = read("<p>Who <u>always</u> asks?</p>", f"<style>{sheet}</style>")
    assert ("Who always asks?", []) == (text(reading), rules(reading))


def test_a_sheet_for_paper_hides_nothing():
    """The medium of a `style` element is a condition, too."""
    sheet = "<style media='{}'>u {{ display: none }}</style>"
    found = [text(read("<p>Who <u>ever</u>asks?</p>", sheet.format(m))) for m in ("print", "all")]
    assert ["Who everasks?", "Who asks?"] == found


@pytest.mark.parametrize(
    "sheet",
    [
        "@media (prefers-contrast: more) {\nu { display: none } }",
        "@container (width > 1px) {\nu { left: -9999px } }",
        ":root { --d: none } .dark { --d: inline }\nu { display: var(--d) }",
    ],
)
def test_what_only_may_be_hidden_is_read_and_reported(sheet):
    """A condition that depends on the reader, and a variable of several values."""
    reading = read("<p>Who <u>ever</u> asks?</p>", f"<style>{sheet}</style>")
    (problem,) = reading.problems
    assert ("Who ever asks?", "PQ517", 2) == (text(reading), problem.rule, problem.line)
    assert "may hide text" in problem.message


def test_nested_rules_and_variables_grow_no_more_than_their_source():
    """What repeats what is around it, and itself, is not supported beyond a bound."""
    nested = "& & & & u { " * 60 + "display: none" + "}" * 60
    chained = "".join(f"--v{n}: var(--v{n + 1}) var(--v{n + 1});" for n in range(60))
    reading = read(
        "<p>Who <u>ever</u> asks?</p>",
        f"<style>{nested} u {{ {chained} display: var(--v0) }}</style>",
    )
    assert "Who ever asks?" == text(reading)


UNSEEN = {
    "a style": ("", '<p style="color:#fff">Never.</p>'),
    "an element of old": ("", '<p><font color="White">Never.</font></p>'),
    "a rule": (".a{color: white}", '<p class="a">Never.</p>'),
    "a rule for both": (
        ".a{color:rgb(254, 255 255)} p{background:#FFF}",
        '<p class="a">Never.</p>',
    ),
    "no colour": (".a{color: rgba(0,0,0,0)}", '<p class="a">Never.</p>'),
    "no colour, in digits": ("", '<p style="color:#12345600">Never.</p>'),
    "light": ("", '<p style="color:hsl(20, 10%, 99%)">Never.</p>'),
    "black on black": ("", '<p style="color:black;background:#000">Never.</p>'),
    "a blue on itself": ("", '<p style="background-color:rgb(18,52,86);color:#123456">Never.</p>'),
}
SEEN = {
    "a dark box": ("", '<table bgcolor="navy"><tr><td><font color="white">Never.</font></table>'),
    "a rule for both": (".a{color:#fff;background:#004}", '<p class="a">Never.</p>'),
    "a picture": ("", '<p style="background:url(x.png)"><b style="color:white">Never.</b></p>'),
    "a later rule": (".a{color:white} p.a{color:#333}", '<p class="a">Never.</p>'),
    "a grey": ("", '<p style="color:#888">Never.</p>'),
    "many coloured rules": (
        ".a{color:white}" + "".join(f".b{n}{{color:red}}" for n in range(300)),
        '<p class="a">Never.</p>',
    ),
}


def faint(sheet, body):
    """The messages on the colour of the text of a page."""
    reading = read(f"<style>{sheet}</style><p>When?</p>{body}")
    assert "Never." in text(reading)
    return [each.message for each in reading.problems if "colour" in each.message]


@pytest.mark.parametrize("name", UNSEEN)
def test_text_in_the_colour_of_its_background_is_reported(name):
    """Nobody sees it, and yet it is read: it may be what somebody has hidden there."""
    message = "text in the colour of its background is read as part of the page: Never."
    assert [message] == faint(*UNSEEN[name])


@pytest.mark.parametrize("name", SEEN)
def test_text_on_another_background_is_nothing(name):
    """White words in a dark box are seen; so may be those of a page with rules for everything."""
    assert [] == faint(*SEEN[name])
