"""What lies at the top of the checkout, and documents to commit."""

from __future__ import annotations

from pathlib import Path

import parlq
from parlq.model import Question, Reference

ROOT = Path(__file__).parents[2]
QUESTION = Question(reference=Reference.parse("E-000101/2021"), kind="written")
XML = parlq.dumps(QUESTION, format="akn")
JSON = parlq.dumps(QUESTION, format="json")
BAD_XML = XML.replace(b'<FRBRcountry value="eu"/>', b'<FRBRcountry value="fr"/>')
BAD_JSON = JSON.replace(b'"written"', b'"spoken"')
WIDE_JSON = JSON.replace(b": ", b" : ")
