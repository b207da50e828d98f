"""What commands over many documents have in common: filters, errors, progress and the summary."""

import json
from pathlib import Path

import pytest

import parlq
from parlq.cli import main
from parlq.testing import corpus as made

DOCUMENTS = list(made(6, seed=3))
#: Commands that read a corpus, each with what makes it complete.
COMMANDS = {"show": ("--brief",)}


@pytest.fixture
def lines(tmp_path, monkeypatch):
    """Six documents on lines, and behind the second one a line that is no document."""
    monkeypatch.chdir(tmp_path)
    texts = [parlq.to_dict(each) for each in DOCUMENTS]
    written = [json.dumps(each) for each in texts]
    Path("c.jsonl").write_text("\n".join([*written[:2], "{", *written[2:]]) + "\n")
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_errors_are_skipped_and_counted(lines, capsys, command):
    """What cannot be read is a problem with its line, and the summary counts it."""
    assert 1 == main([command, "c.jsonl", *COMMANDS[command]])
    err = capsys.readouterr().err
    assert "c.jsonl:3:" in err
    assert "7 read" in err
    assert "1 skipped for errors" in err


@pytest.mark.parametrize("command", COMMANDS)
def test_errors_stop_if_asked(lines, capsys, command):
    """With `--on-error stop` the first error ends the run, and nothing later is read."""
    assert 1 == main([command, "c.jsonl", *COMMANDS[command], "--on-error", "stop"])
    err = capsys.readouterr().err
    assert "stopped at the first document with an error" in err
    assert "skipped for errors" not in err


@pytest.mark.parametrize("command", COMMANDS)
def test_quiet_prints_problems_alone(lines, capsys, command):
    """With `-q` there is no summary, and the problem is still there."""
    assert 1 == main([command, "c.jsonl", *COMMANDS[command], "-q"])
    (only,) = capsys.readouterr().err.splitlines()
    assert only.startswith("c.jsonl:3:")


@pytest.mark.parametrize("command", COMMANDS)
def test_filters_leave_out_the_others(lines, capsys, command):
    """Documents that do not pass a filter are counted, and no more is done with them."""
    days = sorted(each.questions[0].date for each in DOCUMENTS)
    kept = sum(day >= days[3] for day in days)
    main([command, "c.jsonl", *COMMANDS[command], "--since", str(days[3]), "--kind", "question"])
    assert f"{6 - kept} filtered out, 1 skipped" in capsys.readouterr().err
    assert 6 > kept
