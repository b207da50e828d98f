"""`parlq rule` and `parlq config`."""

import json

import pytest

from parlq.cli import main
from parlq.io import resources
from parlq.rules import RULES


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_explained(capsys, rule):
    """Each rule has its title, its severity, why, a bad and a good example."""
    assert 0 == main(["rule", rule.lower()])
    out = capsys.readouterr().out
    first, _, why, *_ = out.splitlines()
    row = RULES[rule]
    assert f"{rule} {row.slug}: {row.title} ({row.severity})" == first
    assert (True, True, True) == (len(why) > 20, "\nBad" in out, "\nGood" in out)
    assert "```" not in out


@pytest.mark.parametrize(("rule", "said"), [("PQ417", True), ("PQ101", False)])
def test_a_rule_says_how_to_switch_it_off(capsys, rule, said):
    """The last line does, where that is possible."""
    main(["rule", rule])
    assert said is (f'--ignore {rule}, or ignore = ["{rule}"]' in capsys.readouterr().out)


def test_several_rules(capsys):
    """Rules are explained one after the other."""
    assert 0 == main(["rule", "PQ401", "PQ101"])
    out = capsys.readouterr().out
    assert out.index("PQ401 unlinked-answer: ") < out.index("\n\nPQ101 malformed-xml: ")


def test_all_rules_are_listed(capsys):
    """One line a rule, in the order of the table."""
    assert 0 == main(["rule", "--all"])
    lines = capsys.readouterr().out.splitlines()
    assert [(r.id, r.severity.value, r.slug, r.title) for r in RULES.values()] == [
        tuple(line.split(maxsplit=3)) for line in lines
    ]


def test_a_group_is_listed(capsys):
    """The beginning of an id stands for the rules that begin so."""
    assert 0 == main(["rule", "PQ43"])
    lines = capsys.readouterr().out.splitlines()
    assert [rule for rule in RULES if rule.startswith("PQ43")] == [line[:5] for line in lines]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["PQ4O1"], "parlq: there is no rule 'PQ4O1'; did you mean 'PQ401'?"),
        (["PQ9"], "parlq: there is no rule 'PQ9'; parlq rule --all lists the rules"),
        ([""], "parlq: there is no rule ''"),
        ([], "parlq: name a rule, such as PQ201, or list them with --all"),
    ],
)
def test_unknown_rules(capsys, arguments, message):
    """What is no rule is a mistake, and a near one is suggested."""
    assert 2 == main(["rule", *arguments])
    assert capsys.readouterr().err.startswith(message)


def test_settings_in_force(tmp_path, monkeypatch, capsys):
    """Each setting is shown with its value and where that comes from."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "parlq.toml").write_text(
        'fail-level = "warning"\nexclude = ["old", "x y"]\n'
        '[per-file-ignores]\n"*.json" = ["PQ4", "PQ304"]\n'
    )
    assert 0 == main(["config"])
    lines = [line.split("#") for line in capsys.readouterr().out.splitlines()]
    found = {
        left.split("=")[0].strip(): (left.split("=", 1)[1].strip(), right) for left, right in lines
    }
    assert ('"warning"', " parlq.toml") == found["fail-level"]
    assert ('["old", "x y"]', " parlq.toml") == found["exclude"]
    assert ('{ "*.json" = ["PQ4", "PQ304"] }', " parlq.toml") == found["per-file-ignores"]
    assert ("false", " default") == found["exit-zero"]
    assert set(
        json.loads(resources.schema_bytes(resources.SCHEMAS["config"]))["properties"]
    ) == set(found)
    assert 0 == main(["config", "--no-config"])
    assert "parlq.toml" not in capsys.readouterr().out


def test_a_bad_configuration_is_a_mistake(tmp_path, monkeypatch, capsys):
    """An unknown key ends every command that reads the configuration, with exit code 2."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_text("[tool.parlq]\nfail_level = 'error'\n")
    for command in (["config"], ["validate", "."]):
        assert 2 == main(command)
        error = capsys.readouterr().err
        assert "there is no setting 'fail_level'; did you mean 'fail-level'?" in error
        assert 1 == len(error.splitlines())
    (tmp_path / "a.json").write_text("{}")
    assert 1 == main(["validate", "--no-config", "a.json"])
