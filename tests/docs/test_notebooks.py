"""The notebooks of the documentation run, and show documents as pages."""

from __future__ import annotations

from pathlib import Path

import pytest

import parlq
from parlq.model import Dossier, LanguageVariant, Paragraph, Question

from .blocks import ROOT

NOTEBOOKS = sorted((ROOT / "docs").rglob("*.ipynb"))


def _executed(file: Path) -> list[dict[str, object]]:
    """The data of the outputs of a notebook that is run at the top of the checkout."""
    nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed")
    nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed")
    pytest.importorskip("ipykernel", reason="there is no kernel")
    notebook = nbformat.read(file, as_version=4)
    nbclient.NotebookClient(notebook, resources={"metadata": {"path": str(ROOT)}}).execute()
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return [cell.outputs[-1]["data"] for cell in cells]


@pytest.mark.slow
@pytest.mark.filterwarnings("default")  # of the packages that run notebooks
@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_notebook_shows_pages(file):
    """Documents are shown as HTML, other values as they are."""
    dossier, answer, status = _executed(file)
    assert "Nesting places of swifts" in dossier["text/html"]
    assert "Answer given by Ms Averlund" in answer["text/html"]
    assert "('answered', 36)" == status["text/plain"]


def test_a_document_is_html_in_one_language():
    """Each work is there once, in the language that shows first, with ids of its own."""
    variants = [
        LanguageVariant(language=tag, body=(Paragraph(content=(words,)),))
        for tag, words in (("en", "Reeds"), ("fr", "Roseaux"))
    ]
    question = Question(reference="E-000001/2031", variants=variants)
    shown = question._repr_html_()
    assert shown == parlq.to_html(question)
    assert ("Reeds" in shown, "Roseaux" in shown, "<script" in shown) == (True, False, False)
    other = Dossier(questions=(question,))._repr_html_()
    ids = [{part.partition('"')[0] for part in text.split(' id="')[1:]} for text in (shown, other)]
    assert ids[0].isdisjoint(ids[1])


def test_without_the_extra_a_notebook_shows_the_repr(monkeypatch):
    """Where jinja2 is missing there is no HTML, and no error."""
    from parlq.formats.html import writer

    writer.environment.cache_clear()
    monkeypatch.setitem(__import__("sys").modules, "jinja2", None)
    assert Question(rule="1")._repr_html_() is None
