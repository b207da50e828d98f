"""Which rules are reported."""

import pytest

from parlq.lint.settings.selection import ALWAYS, ASKED_FOR, checked, selection
from parlq.lint.settings.settings import Settings, SettingsError
from parlq.rules import RULES


def reported(file="a.xml", **settings):
    """The rules that are reported of a file."""
    hidden = selection(Settings(**settings))
    return set(RULES) - (hidden(file) if hidden else set())


def test_everything_is_reported_unless_asked():
    """No setting, no rule left out, and no work done for it."""
    assert selection(Settings()) is None


@pytest.mark.parametrize(
    ("settings", "inside", "outside"),
    [
        ({"select": ("PQ401",)}, {"PQ401"}, {"PQ402", "PQ201"}),
        ({"select": ("PQ4",)}, {"PQ401", "PQ433"}, {"PQ201"}),
        ({"select": ("pq4", "PQ303")}, {"PQ401", "PQ303"}, {"PQ304"}),
        ({"ignore": ("PQ401",)}, {"PQ402", "PQ201"}, {"PQ401"}),
        ({"ignore": ("PQ4",)}, {"PQ201"}, {"PQ401", "PQ433"}),
        ({"select": ("PQ4",), "ignore": ("PQ401",)}, {"PQ402"}, {"PQ401", "PQ201"}),
        ({"select": ("PQ401",), "ignore": ("PQ4",)}, {"PQ401"}, {"PQ402"}),
        ({"select": ("PQ401",), "ignore": ("PQ401",)}, set(), {"PQ401"}),
        ({"select": ("ALL",), "ignore": ("PQ401",)}, {"PQ402", "PQ201"}, {"PQ401"}),
    ],
)
def test_select_and_ignore(settings, inside, outside):
    """What names a rule more closely has the say; at the same length, ignore has."""
    found = reported(**settings)
    assert (inside, set()) == (inside & found, outside & found)


@pytest.mark.parametrize("settings", [{"select": ("PQ4",)}, {"ignore": ("PQ1", "PQ3")}])
def test_an_unreadable_file_is_always_reported(settings):
    """No selection makes a file pass that nobody can read."""
    assert ALWAYS == ALWAYS & reported(**settings)


@pytest.mark.parametrize("code", sorted(ALWAYS))
def test_the_unreadable_cannot_be_ignored_by_name(code):
    """To ignore a file that cannot be read is a mistake, and the message says what to do."""
    with pytest.raises(SettingsError, match=f"{code} cannot be ignored.*exclude the file"):
        checked((code,), ignoring=True)


@pytest.mark.parametrize("code", ["PQ999", "X", "", "PQ4O1"])
def test_unknown_codes_are_refused(code):
    """A code that no rule begins with is a mistake."""
    with pytest.raises(SettingsError, match="no rule is, or begins with"):
        checked((code,), ignoring=False)


@pytest.mark.parametrize(
    ("code", "meant"),
    [
        *(("PQ4O1", "PQ401"), ("pq20l", "PQ201"), ("PQ-201", "PQ201"), ("201", "PQ201")),
        *(("PQ2011", "PQ201"), ("PQ201:", "PQ201"), ("4O", "PQ40"), ("PQ 20", "PQ20")),
    ],
)
def test_a_near_miss_is_suggested(code, meant):
    """The message names what was probably meant: letters taken for digits, what is too much."""
    with pytest.raises(SettingsError, match=f"{code!r}; did you mean '{meant}'\\?$"):
        checked((code,), ignoring=False)


@pytest.mark.parametrize("code", ["PQ9", "PQ999", "E501", "zork", "", "PQx", "\ud800" * 99])
def test_where_nothing_is_near_the_list_is_named(code):
    """What is like no rule is told where all of them are."""
    with pytest.raises(SettingsError, match=r"; parlq rule --all lists the rules$"):
        checked((code,), ignoring=False)


def test_rules_can_be_ignored_by_file(tmp_path, monkeypatch):
    """A pattern of files has rules of its own that are not reported, besides those of all."""
    monkeypatch.chdir(tmp_path)
    settings = {
        "ignore": ("PQ410",),
        "per_file_ignores": (("old/*", ("PQ401", "PQ21")), ("*.json", ("PQ3",))),
    }
    assert {"PQ410"} | ASKED_FOR == set(RULES) - reported("new/a.xml", **settings)
    old = reported("old/a.xml", **settings)
    assert (set(), {"PQ301", "PQ402"}) == (
        {"PQ401", "PQ211", "PQ214", "PQ410"} & old,
        {"PQ301", "PQ402"} & old,
    )
    assert {"PQ301"} == {"PQ301", "PQ303", "PQ401", "PQ410"} & reported("old/a.json", **settings)
