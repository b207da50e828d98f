"""Scores the reader on a folder of pages with a list of the facts that each page states.

`python -m parlq.formats.ep.pages.score FOLDER` reads `FOLDER/specimens.json`: a list of objects,
each with the name of a page as `file`, its layout as `era`, and the facts; `docs/pages.md` lists the
keys.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import attrs

from parlq.formats.ep.pages.reader import read
from parlq.model import Answer, Document, Dossier, Note, Paragraph, Question
from parlq.model.body_traversal import plain, walk
from parlq.model.fields.name_matching import fold


@attrs.frozen
class Miss:
    """One fact that was not found: the page, its layout, the fact, what is wanted, what was read."""

    file: str
    layout: str
    key: str
    wanted: object
    found: object


def facts(value: Document | None, text: str) -> dict[str, Any]:
    """The facts of a document under the keys of a list of specimens; `text` is the page."""
    if value is None:
        return {"document": None}
    works = value.works if isinstance(value, Dossier) else (value,)
    questions = [work for work in works if isinstance(work, Question)]
    answers = [work for work in works if isinstance(work, Answer)]
    listed = isinstance(value, Dossier) and not any(v.body for w in works for v in w.variants)
    found = {
        "document": "other" if listed else _document(questions, answers),
        "printed_references": _printed(works, text),
        "addressees": _once(i.code for q in questions for i in q.addressees),
        "authors": _authors(questions),
        "page_language": _own(works[0]).language,
        "body_paragraphs": sum(_paragraphs(_own(work).body) for work in works),
        "notes": sum(isinstance(b, Note) for w in works for v in w.variants for b in v.body),
    }
    return found if listed else found | _single(questions, answers, works)


def _single(questions: list[Question], answers: list[Answer], works: Any) -> dict[str, Any]:
    """The facts that a list of specimens states once for a page."""
    question = questions[0] if questions else None
    answer = answers[0] if answers else None
    first = works[0]
    names = [
        reference
        for reference in (first.reference, *getattr(first, "answers_to", ()))
        if reference is not None and not hasattr(reference, "scheme")
    ]
    text = "\n".join(plain(b for b in _own(w).body if not isinstance(b, Note)) for w in works)
    words = text.split()
    variant = _own(first)
    found: dict[str, Any] = {
        "letter": names[0].letter if names else None,
        "reference": str(names[0].base) if names else None,
        "date": _iso(first.date),
        "rule": int(question.rule) if question and question.rule else None,
        "on_behalf_of": _behalf(question, variant) if question else None,
        "subject": variant.subject,
        "original_language": next(iter(first.original_languages), None),
        "answerers": [_answerer(each) for a in answers for each in a.answerers],
        "answer_kind": answer.kind.value if answer and answer.kind else None,
        "last_updated": _iso(variant.last_updated),
        "oj": first.publications[0].label if first.publications else None,
        "available_languages": list(first.languages) if len(first.languages) > 1 else [],
        "body_first_words": " ".join(words[:5]) or None,
        "body_last_words": " ".join(words[-5:]) or None,
    }
    if question and answer:
        found["answer_date"] = _iso(answer.date)
    return found


def _document(questions: list[Question], answers: list[Answer]) -> str:
    if questions and answers:
        return "both"
    return "question" if questions else "answer"


def _own(work: Question | Answer) -> Any:
    return next((v for v in work.variants if v.body or v.heading or v.subject), work.variants[0])


def _once(values: Any) -> list[Any]:
    return list(dict.fromkeys(values))


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None


def _printed(works: Any, text: str) -> list[str]:
    plain_text = text.replace("\u2011", "-")
    names: list[str] = []
    for work in works:
        references = [work.reference, *getattr(work, "answers_to", ())]
        names += [str(each) for each in references if each is not None and str(each) in plain_text]
        names += [each.value for each in work.identifiers if each.scheme == "printed"]
        for each in references:
            names += _spellings(each, plain_text)
    return sorted(_once(names))


def _spellings(reference: Any, text: str) -> list[str]:
    """Spellings of a question named in an answer line, which has no place for them."""
    if reference is None or hasattr(reference, "scheme") or reference.suffix:
        return []
    found = (reference.printed(width=width, short_year=True) for width in (3, 4))
    return [each for each in found if each in text]


def _authors(questions: list[Question]) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for question in questions:
        for author in question.authors:
            found.setdefault(fold(author.name or ""), {"name": author.name, "group": author.group})
    return list(found.values())


def _behalf(question: Question, variant: Any) -> str | None:
    for institution in question.on_behalf_of:
        for line in variant.heading:
            if institution.name and institution.name in line:
                return str(line)
    return None


def _answerer(each: Any) -> dict[str, Any]:
    return {
        "honorific": each.honorific,
        "offices": list(each.offices),
        "name": each.name,
        "institution": each.institution.code if each.institution else None,
    }


def _paragraphs(body: Any) -> int:
    blocks = [block for block in body if not isinstance(block, Note)]
    return sum(isinstance(each, Paragraph) for each in walk(blocks))


def compare(specimen: dict[str, Any], page: bytes) -> tuple[int, list[Miss]]:
    """How many facts of a specimen were looked for, and those that were not found."""
    text = page.decode("utf-8", "replace")
    found = facts(read(page, file=specimen["file"]).value, text)
    misses = []
    looked = 0
    for key, wanted in specimen.items():
        if key not in found:
            continue
        looked += 1
        expected = sorted(wanted) if key == "printed_references" else wanted
        if found[key] != expected:
            misses.append(
                Miss(specimen["file"], specimen.get("era", "?"), key, expected, found[key])
            )
    return looked, misses


def main(arguments: list[str]) -> int:
    """Print the score of each fact in each layout, then what was missed; 0 when nothing was."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m parlq.formats.ep.pages.score FOLDER\n")
        return 2
    folder = Path(arguments[0])
    looked: dict[tuple[str, str], int] = defaultdict(int)
    missed: dict[tuple[str, str], int] = defaultdict(int)
    misses: list[Miss] = []
    specimens = json.loads((folder / "specimens.json").read_text(encoding="utf-8"))
    for specimen in specimens:
        page = (folder / specimen["file"]).read_bytes()
        _, wrong = compare(specimen, page)
        misses += wrong
        layout = specimen.get("era", "?")
        keys = facts(read(page).value, page.decode("utf-8", "replace"))
        for key in specimen.keys() & keys.keys():
            looked[key, layout] += 1
        for miss in wrong:
            missed[miss.key, layout] += 1
    _print(looked, missed)
    for miss in misses:
        sys.stdout.write(
            f"{miss.file}: {miss.key}\n  wanted {miss.wanted!r}\n  found  {miss.found!r}\n"
        )
    total, wrong_total = sum(looked.values()), len(misses)
    sys.stdout.write(f"{total - wrong_total} of {total} facts on {len(specimens)} pages\n")
    return 1 if misses else 0


def _print(looked: dict[tuple[str, str], int], missed: dict[tuple[str, str], int]) -> None:
    layouts = sorted({layout for _, layout in looked})
    keys = _once(key for key, _ in looked)
    sys.stdout.write(f"{'fact':22}" + "".join(f"{layout:>10}" for layout in layouts) + "\n")
    for key in sorted(keys):
        cells = []
        for layout in layouts:
            count = looked.get((key, layout), 0)
            cell = f"{count - missed.get((key, layout), 0)}/{count}" if count else "-"
            cells.append(f"{cell:>10}")
        sys.stdout.write(f"{key:22}" + "".join(cells) + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
