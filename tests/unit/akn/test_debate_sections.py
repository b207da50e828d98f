"""Sections inside the section of a question, and what becomes of a question that nobody answers."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from tests.unit.akn.test_debates import ASKED, NAMESPACE, REPLY, SITTING, read, rules, sitting

import parlq
from parlq import formats
from parlq.formats import akn

SECOND = '<question by="#cy" to="#harbours" eId="q2"><p>Who pays?</p></question>'
CHAIR = '<speech by="#cy" as="#chair"><p>Order.</p></speech>'


def inner(text, title=""):
    """A section below another one."""
    return f'<debateSection name="reply">{title}{text}</debateSection>'


def streamed(text, **options):
    """The works of a debate that is read question by question, and its problems."""
    entries = list(formats.get("akn").streamed(io.BytesIO(text.encode()), strict=False, **options))
    works = [each.value for each in entries if each.value is not None]
    return works, [problem for each in entries for problem in each.problems]


def told(works):
    """What works say, whatever their order: their kinds, their texts, how many links they have."""
    return sorted(
        (type(each).__name__, each.text(), len(getattr(each, "answers_to", ()))) for each in works
    )


SECTIONS = {
    "reply": (ASKED + inner(REPLY), [1], 0),
    "title": (ASKED + inner(REPLY, "<heading>Reply of the Minister</heading>"), [1], 0),
    "two levels": (ASKED + inner(inner(REPLY)), [1], 0),
    "two questions": (ASKED + SECOND + inner(REPLY), [2], 0),
    "answer": (ASKED + inner('<answer by="#bo"><p>In May.</p></answer>'), [1], 0),
    "goes on": (ASKED + inner(CHAIR + REPLY) + REPLY, [1, 1], 0),
    "own question": (ASKED + inner(SECOND + REPLY), [1], 1),
    "reply before": (ASKED + inner(REPLY + SECOND), [], 2),
    "group": (ASKED + f"<speechGroup>{REPLY}</speechGroup>", [1], 0),
    "no reply": (ASKED + inner(CHAIR), [], 1),
    "nothing": (ASKED, [], 1),
    "no reply but later": (inner(ASKED) + inner('<answer refersTo="#q1"><p>May.</p></answer>'), [1], 0),
    "remark": (f"{ASKED}<summary>Reply not received</summary>", [], 0),
    "both": (inner(ASKED) + inner(SECOND), [], 2),
}  # fmt: skip


@pytest.mark.parametrize("replies", ["exchange", "answers"])
@pytest.mark.parametrize("name", SECTIONS)
def test_replies_in_sections_of_their_own(name, replies):
    """A section without a question is part of the exchange above; streaming gives the same."""
    text, links, open_questions = SECTIONS[name]
    questions, answers, problems = read(sitting(text), replies=replies)
    assert links == [len(each.answers_to) for each in answers]
    assert open_questions == sum(each.rule == "PQ758" for each in problems)
    works, streamed_problems = streamed(sitting(text), replies=replies)
    assert told([*questions, *answers]) == told(works)
    assert open_questions == sum(each.rule == "PQ758" for each in streamed_problems)


def test_a_title_of_replies_is_not_lost():
    """The title of a section of replies is the subject of the answer."""
    _, (answer,), _ = read(sitting(ASKED + inner(REPLY, "<heading>Reply</heading>")))
    assert "Reply" == answer.variants[0].subject


def test_questions_in_the_whole_text_end_with_the_next_section():
    """What stands in a section beside a question, not below its own, is another matter."""
    _, answers, problems = read(
        sitting("").replace("<debateBody>", f"<debateBody>{ASKED}{inner(REPLY)}")
    )
    assert [] == answers
    assert "PQ758" in rules(problems)


def test_speeches_without_a_reply_are_counted():
    """The warning says how many speeches follow."""
    _, _, problems = read(sitting(ASKED + inner(CHAIR + CHAIR)))
    (warning,) = [each for each in problems if each.rule == "PQ758"]
    assert "question without answer; 2 speeches follow" == warning.message
    assert warning.path.endswith("/question")


def test_a_document_that_is_one_question_is_no_question_without_answer():
    """A question that stands alone is not part of a sitting; with `none`, nothing is an answer."""
    alone = ASKED.replace("<question", f'<question xmlns="{NAMESPACE}"')
    assert "PQ758" not in rules(read(alone)[2])
    assert "PQ758" not in rules(read(sitting(ASKED + CHAIR), replies="none")[2])


@pytest.mark.parametrize("root", ["question", "answer", "speechGroup"])
def test_a_part_that_is_no_section_is_read_work_by_work(root):
    """It is read as a whole, as its root is no section."""
    text = f'<{root} xmlns="{NAMESPACE}" by="#ada">{{}}</{root}>'
    text = text.format(ASKED + REPLY if root == "speechGroup" else "<p>When?</p>")
    value = akn.loads(text, strict=False)
    wanted = value.works if isinstance(value, parlq.Dossier) else (value,)
    works, problems = streamed(text)
    assert told(wanted) == told(
        part
        for each in works
        for part in (each.works if isinstance(each, parlq.Dossier) else (each,))
    )
    assert "PQ216" not in {each.rule for each in problems}


def test_people_and_offices_by_iri():
    """Pointers may be IRIs of the entries; both spellings mean one speaker."""
    by = "/akn/ontology/person/xa/{}"
    iris = (ASKED + REPLY).replace("#ada", by.format("ada")).replace("#bo", by.format("bo"))
    iris = iris.replace("#harbours", "/akn/ontology/role/xa/harbours")
    further = '<speech by="#bo"><p>It stays.</p></speech>'
    _, answers, problems = read(sitting(iris + further))
    assert ["In May.", "It stays."] == [each.text() for each in answers]
    assert {"Bo Tarrow"} == {each.answerers[0].name for each in answers}
    assert "PQ758" not in rules(problems)


def test_the_same_number_twice_keeps_its_links_in_a_debate():
    """Two questions of one number, of which one is answered, read back equal from a debate."""
    text = inner(f"<num>1</num>{ASKED}") + inner(f"<num>1</num>{SECOND}{REPLY}")
    value = akn.loads(sitting(text), strict=False)
    debate = parlq.dumps(value, format="akn", shape="debate")
    assert value.works == akn.loads(debate, strict=False).works


GROWTH = """
import sys
from pathlib import Path
from parlq import corpus

def pages(path):
    for entry in corpus.read(path, by_work=True, strict=False):
        assert entry.problems or entry.value
    return int(Path("/proc/self/statm").read_text().split()[1])

print(-pages(sys.argv[1]) + pages(sys.argv[2]))
"""


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs the memory in /proc")
def test_a_long_debate_takes_no_more_memory(tmp_path):
    """What is reported of a section does not hold it."""
    head, tail = sitting("%TEXT%").split("%TEXT%")
    reply = REPLY.replace("<p>", "<p>Soon.</p>" * 100 + "<p>")
    section = inner(ASKED + reply, "<heading>Ferries</heading>")
    paths = [tmp_path / "short.xml", tmp_path / "long.xml"]
    for path, count in zip(paths, (50, 800), strict=True):
        path.write_text(head + section * count + tail)
    done = subprocess.run(
        [sys.executable, "-c", GROWTH, *map(str, paths)], capture_output=True, text=True, check=True
    )
    assert (
        int(done.stdout) < 2_000
    )  # of four kilobytes; sections that are held take many times that


WRITTEN = """
<debateSection name="writtenAnswers" eId="dbsect_1">
  <heading>Written Answers Nos. 1 - 9<recordedTime time="2031-03-04T23:30:00+01:00"/></heading>
  <summary eId="sum_1"><i>Questions tabled for written response.</i></summary>
  <summary eId="sum_2"><i>Questions Nos. 1 to 6, inclusive, answered orally.</i></summary>
  <debateSection name="writtenAnswer" eId="dbsect_2">
    <heading>Quays<recordedTime time="2031-03-04T23:30:00+01:00"/></heading>
    <question by="#ada" to="#harbours" eId="pq_7">
      <p>7. <b>Deputy Ada Lindgaard</b> asked the <b>Minister for Harbours</b> what a quay costs. [26387/31]</p>
    </question>
    <speech by="#bo" as="#harbours" eId="spk_1">
      <from>Minister for Harbours<recordedTime time="2031-03-04T23:30:00+01:00"/></from>
      <p>The table shows it.</p>
      <table><tr><td><p>Quay</p></td><td><p/></td></tr><tr><td><p>North</p></td><td><p>7 m</p></td></tr></table>
    </speech>
    <summary eId="sum_3"><i>Question No. 8 answered orally.</i></summary>
  </debateSection>
  <debateSection name="writtenAnswer" eId="dbsect_3">
    <heading>Lamps</heading>
    <question by="#ada" to="#harbours" eId="pq_9"><p>9. <b>Deputy Ada Lindgaard</b> asked about lamps. [26388/31]</p></question>
    <question by="#cy" to="#harbours" eId="pq_10"><p>10. <b>Deputy Cy Holm</b> asked about lamps. [26389/31]</p></question>
    <speech by="#bo" eId="spk_2"><from>Minister for Harbours</from><p>I take Questions Nos. 9 and 10 together.</p></speech>
  </debateSection>
  <debateSection name="writtenAnswer" eId="dbsect_4">
    <heading>Bells</heading>
    <question by="#cy" to="#harbours" eId="pq_11"><p>11. <b>Deputy Cy Holm</b> asked about bells. [26390/31]</p></question>
  </debateSection>
</debateSection>
"""


def test_written_answers():
    """A day of written answers: who asks and replies, numbers, dates, one reply to two questions."""
    text = SITTING.replace('"xa"', '"ie"').replace(NAMESPACE, f"{NAMESPACE}/CSD13")
    head, _, rest = text.partition("<debateBody>")
    text = f"{head}<debateBody>{WRITTEN}</debateBody>{rest.partition('</debateBody>')[2]}"
    questions, answers, problems = read(text)
    numbers = [{each.scheme: each.value for each in work.identifiers} for work in questions]
    assert ["7", "9", "10", "11"] == [each["number"] for each in numbers]
    assert [f"263{n}/31" for n in (87, 88, 89, 90)] == [each["reference"] for each in numbers]
    assert {"written"} == {work.kind.value for work in questions}
    assert {"2031-03-04"} == {work.date.isoformat() for work in (*questions, *answers)}
    assert ["Ada Lindgaard", "Ada Lindgaard", "Cy Holm", "Cy Holm"] == [
        work.authors[0].name for work in questions
    ]
    assert {"Minister for Harbours"} == {work.addressees[0].name for work in questions}
    assert [("Bo Tarrow", ("Minister for Harbours",))] * 2 == [
        (work.answerers[0].name, work.answerers[0].offices) for work in answers
    ]
    assert [1, 2] == [len(work.answers_to) for work in answers]
    assert ["Quays", "Lamps", "Lamps", "Bells"] == [work.variants[0].subject for work in questions]
    (warning,) = [each for each in problems if each.rule == "PQ758"]
    assert warning.path.endswith("/debateSection[3]/question")
    works, _ = streamed(text)
    assert told([*questions, *answers]) == told(works)
