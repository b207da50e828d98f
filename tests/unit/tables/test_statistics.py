"""Statistics: what is counted, as text, JSON, CSV and charts."""

import csv
import datetime as dt
import io
import json
import sys
from xml.etree import ElementTree as ET

import pytest

from parlq import Answer, Author, Event, Institution, MissingExtraError, Question, tables, testing
from parlq.tables import TableError
from parlq.tables.charts import chart, specification
from parlq.tables.counting import as_csv, as_json, as_text, statistics

ASKED = dt.date(2021, 3, 1)
DUE = Event(kind="due", date=dt.date(2021, 4, 1))


def question(number, *events, **facts):
    return Question(reference=f"E-{number:06}/2021", date=ASKED, events=events, **facts)


def answer(number, days):
    return Answer(answers_to=(f"E-{number:06}/2021",), date=ASKED + dt.timedelta(days))


DOCUMENTS = [
    question(
        1, DUE, kind="written", authors=(Author(name="A", group="X"), Author(name="B", group="Y"))
    ),
    question(2, DUE, kind="written", addressees=(Institution(name="Council"),)),
    question(3, DUE, kind="priority", authors=(Author(name="A", group="X"),)),
    question(4, DUE, Event(kind="withdrawn")),
    question(5),
    *(answer(1, 10), answer(1, 90), answer(2, 50), answer(5, 20)),
]


def test_counts():
    """Questions count once for each value, and those without one are counted, too."""
    made = statistics(DOCUMENTS, complete_until=dt.date(2021, 12, 31))
    assert (5, 3) == (made.questions, made.answered)
    assert {"2021": 5} == made.counts["year"]
    assert {"not stated": 2, "written": 2, "priority": 1} == made.counts["kind"]
    assert {"not stated": 3, "X": 2, "Y": 1} == made.counts["group"]
    assert {"not stated": 4, "Council": 1} == made.counts["addressee"]
    assert {"answered": 3, "open": 1, "withdrawn": 1} == made.counts["status"]


def test_times():
    """Days are those to the first complete answer; of due dates, only what is decided counts."""
    made = statistics(DOCUMENTS, complete_until=dt.date(2021, 12, 31))
    assert {10: 1, 20: 1, 50: 1} == made.days
    assert (20, 50, 10) == (made.quantile(0.5), made.quantile(0.9), made.quantile(0.0))
    assert (4, 1, 2, 1) == (made.due, made.kept, made.past, made.undecided)
    unknown = statistics(DOCUMENTS)
    assert (1, 1, 2) == (unknown.kept, unknown.past, unknown.undecided)
    assert {"answered": 3, "unknown": 1, "withdrawn": 1} == unknown.counts["status"]


def test_a_work_in_several_files_counts_once():
    """The same question in two files is one question, and so is the answer to it."""
    assert statistics(DOCUMENTS) == statistics([*DOCUMENTS, *DOCUMENTS])


def test_nothing():
    """No questions are zero questions, and no days are made up."""
    made = statistics([])
    assert (0, None) == (made.questions, made.quantile(0.5))
    assert "days to answer: not known" in as_text(made)


def test_counts_are_those_of_the_table():
    """Statistics and a table of the same documents agree."""
    documents = [*testing.corpus(60)]
    made = statistics(documents)
    rows = [*tables.rows(documents, per="question")]
    assert made.questions == len(rows)
    assert sum(made.days.values()) == sum(row["days"] is not None for row in rows)
    for kind, count in made.counts["kind"].items():
        assert count == sum(row["kind"] == kind for row in rows)


def test_forms():
    """JSON and CSV have the same numbers; the text says what cannot be known."""
    made = statistics(DOCUMENTS)
    by_json = json.loads(as_json(made))
    rows = [*csv.DictReader(io.StringIO(as_csv(made)))]
    assert 3 == by_json["questions"]["answered"] == by_json["status"]["answered"]
    for row in rows:
        number = by_json[row["by"]][row["value"]]
        assert row["number"] == ("" if number is None else str(number))
    text = as_text(made)
    assert text.startswith("5 questions, 3 answered\ndays to answer: median 20, 90 % within 50")
    assert "without --complete-until, a question without an answer is unknown, not open" in text
    words = set(text.lower().split())
    assert not {"late", "overdue", "delayed", "failed"} & words


def test_formulas_in_csv_are_guarded():
    """A group whose name is a formula is guarded in CSV."""
    made = statistics(question(1, authors=(Author(name="A", group="=1+1"),)))
    assert "group,'=1+1,1" in as_csv(made).splitlines()


def test_long_lists_are_cut_in_text_only():
    """The text shows the most frequent values, and how many there are besides."""
    many = [question(n, addressees=(Institution(name=f"Body {n}"),)) for n in range(1, 31)]
    made = statistics(many)
    assert "  … and 10 more values" in as_text(made)
    assert 30 == len(json.loads(as_json(made))["addressee"])
    others = specification(made)["vconcat"][2]["data"]["values"][-1]
    assert {"value": "16 others", "count": 16} == others


def test_charts():
    """Charts are titled, name their source, show each number, and use one dark grey."""
    pytest.importorskip("vl_convert")
    made = statistics(DOCUMENTS, complete_until=dt.date(2021, 12, 31))
    picture = chart(made, source="<made-up> & questions").decode()
    root = ET.fromstring(picture)
    texts = [each.text for each in root.iter() if each.text and each.text.strip()]
    for shown in ("5 parliamentary questions", "Questions by kind", "Council"):
        assert shown in texts
    assert "Source: <made-up> & questions" in texts
    assert "Answers until 2021-12-31; status on 2021-12-31" in texts
    fills = {each.get("fill") for each in root.iter() if each.get("aria-roledescription") == "bar"}
    assert {"#404040"} == fills
    assert chart(made, format="png").startswith(b"\x89PNG")
    assert b"No questions" in chart(statistics([]))


def test_days_are_in_steps_of_two_weeks():
    """Each step is a bar, also one without questions, and the last one has no end."""
    made = statistics(
        [question(n) for n in (1, 2, 3)] + [answer(1, 3), answer(2, 30), answer(3, 999)]
    )
    bars = specification(made)["vconcat"][-1]["data"]["values"]
    assert [{"value": "0 to 13", "count": 1}, {"value": "14 to 27", "count": 0}] == bars[:2]
    assert {"value": "364 or more", "count": 1} == bars[-1]


def test_other_charts_are_refused(monkeypatch):
    """Charts are SVG or PNG, and need their extra."""
    with pytest.raises(TableError, match="svg or png, not as 'gif'"):
        chart(statistics([]), format="gif")
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(MissingExtraError, match=r"parlq\[plot\]"):
        chart(statistics([]))
