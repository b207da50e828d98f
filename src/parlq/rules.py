"""The table of all rules: id, severity, title; `docs/rules.md` explains each."""

from __future__ import annotations

from typing import NamedTuple

from parlq.problems import Severity


class Rule(NamedTuple):
    """One rule.

    Attributes:
        id: `PQ` and three digits; never used again for something else.
        severity: of its findings.
        slug: a name in words, accepted wherever the id is; as stable as the id.
        title: the fault, in one line.
    """

    id: str
    severity: Severity
    slug: str
    title: str


#: One line a rule: id, severity, slug, title.
_TABLE = """
PQ100  E  unreadable-input                  input cannot be opened or read
PQ101  E  malformed-xml                     XML is not well-formed
PQ102  E  wrong-encoding                    input is not in its declared encoding, or JSON is not in UTF-8
PQ103  E  document-type                     XML has a document type declaration
PQ104  E  too-large                         input exceeds a size limit
PQ105  E  too-deep                          input nests more deeply than the limit
PQ106  E  empty-input                       input is empty
PQ107  E  unknown-format                    format of the input cannot be determined
PQ110  E  failing-plugin                    format of another package fails
PQ111  E  other-type                        document has another type than expected
PQ201  E  invalid-akn                       XML does not conform to the parlq profile
PQ202  E  wrong-namespace                   Akoma Ntoso is not in the namespace of version 3.0
PQ203  E  wrong-root                        root element is not `akomaNtoso`
PQ204  E  invalid-official-akn              XML does not conform to the official Akoma Ntoso schema
PQ205  E  invalid-custom-schema             XML does not conform to the schema passed with `--schema`
PQ211  E  inconsistent-metadata             Akoma Ntoso states a fact twice and the statements differ
PQ212  E  misplaced-reference               `references` has missing, additional or misplaced entries
PQ213  E  invalid-value                     model refuses a value
PQ214  E  unknown-markup                    element or attribute is not in the profile
PQ215  W  dropped-comment                   comment or processing instruction is not preserved
PQ216  E  no-question-or-answer             generic Akoma Ntoso contains no question or answer
PQ217  I  answer-linked-by-position         answer names no question; parlq links it by position
PQ218  I  not-in-profile                    Akoma Ntoso does not claim the parlq profile
PQ219  I  fact-of-container                 number or date belongs to the document that contains the questions
PQ301  E  malformed-json                    JSON is not well-formed
PQ302  E  duplicate-key                     key appears twice in an object
PQ303  E  unknown-key                       key is unknown
PQ304  E  invalid-json-value                value has the wrong type or form for its key
PQ305  E  missing-key                       required key is missing
PQ306  E  newer-schema-version              schema version is newer than this parlq supports
PQ307  E  older-schema-version              schema version is older and migration was not requested
PQ308  W  lossy-instant                     instant states more than parlq preserves
PQ401  W  unlinked-answer                   answer names no question
PQ402  E  answer-to-itself                  answer names itself as its question
PQ403  E  answer-reference-on-question      question has the reference of an answer
PQ404  E  answer-to-answer                  answer names an answer as its question
PQ405  W  letter-contradicts-kind           letter of the reference contradicts the kind of question
PQ406  W  year-contradicts-date             year of the reference contradicts the date tabled
PQ407  W  term-contradicts-date             parliamentary term contradicts the date tabled
PQ408  W  event-before-work                 event is dated before its work
PQ409  W  updated-before-date               page was last updated before the date of its document
PQ410  W  role-contradicts-original         role of a variant contradicts `original_languages`
PQ411  I  joint-answer-to-one               joint answer names one question only
PQ412  W  duplicate-name                    author, answerer or question is named twice
PQ413  W  answer-before-year                answer is dated years before its question
PQ414  W  identifier-contradicts-reference  identifier contradicts the reference
PQ415  W  replaces-question                 answer replaces a work that is not an answer
PQ416  I  correction-without-target         correction does not name what it corrects
PQ417  W  answer-after-closing              question was closed before its answer
PQ418  I  nothing-to-read                   question has neither text nor a source for it
PQ419  W  extension-datatype                value of an extension contradicts its datatype
PQ420  W  unknown-language                  two-letter language code is not in ISO 639-1
PQ421  W  dangling-note-marker              note marker has no note
PQ422  I  unused-note                       note has no marker in the text
PQ423  W  internal-link                     link in a text has no target outside the text
PQ424  I  ragged-table                      rows of a table differ in width
PQ425  I  nameless-work                     work has no name to tell it from others
PQ430  E  answer-before-question            answer is dated before its question
PQ431  E  dangling-local-identifier         local identifier names no work in the dossier
PQ432  W  question-not-in-dossier           answer in a dossier answers no question in it
PQ433  E  duplicate-work                    two works of a dossier have the same name
PQ434  W  identifier-without-scope          works of a dossier share an identifier without a scope
PQ450  W  merged-facts-differ               merged documents disagree on a fact
PQ451  W  merged-texts-differ               merged documents disagree on the text in a language
PQ452  W  identifier-leads-astray           identifiers lead to works with different references
PQ453  W  link-without-scope                link without a scope names no work of its own file
PQ454  I  shared-identifier                 works of several files share an identifier without a scope
PQ455  I  nameless-answer                   answer without a name may be one of several
PQ501  E  no-work-on-page                   page shows no question or answer
PQ502  W  unknown-wording                   line of a page is not recognised
PQ503  W  undetermined-language             language of a page cannot be determined
PQ504  W  address-contradicts-page          address or language chooser contradicts the text of a page
PQ506  W  listed-without-text               page lists a work without its text
PQ507  I  unconfirmed-wording               wording has not been confirmed on a published page
PQ508  W  control-characters                page contains control characters
PQ509  W  invalid-address                   address of a page is not a URI
PQ510  I  debate-after-reply                debate follows the reply; it is not part of the answer
PQ511  W  page-encoding                     page is not in the encoding that it declares
PQ512  W  tracked-changes                   DOCX file has tracked changes or comments
PQ513  I  running-header                    running header or footer is not part of the text
PQ514  W  margin-line                       line at the edge of a printed page may not be part of the text
PQ515  W  raised-characters                 PDF shows raised or lowered characters
PQ516  W  unsupported-content               page shows content that the model has no field for
PQ517  W  hidden-text                       page contains text that it does not show
PQ518  I  invalid-link                      target of a link is not a URI
PQ519  W  improbable-name                   name on a page is improbable
PQ520  W  improbable-subject                subject of a page is improbable
PQ521  W  unsigned-body                     nobody signs for the body in whose name a question is asked
PQ522  W  missing-party                     question on a page has no author or no addressee
PQ523  W  header-line-in-text               text of a page contains a line of a header or footer
PQ524  W  missing-reply                     question of question time has no reply
PQ525  I  answer-without-formula            no line of a page states who gives the answer
PQ526  I  text-before-heading               text of a question is above its heading
PQ600  E  no-work-in-record                 record contains no question or answer
PQ601  W  other-work-in-record              record contains a work that parlq does not read
PQ602  W  invalid-record-value              value in a record has the wrong form
PQ603  W  unknown-kind                      kind of a work in a record is unknown
PQ604  W  unmatched-person                  record does not state which person has which name
PQ605  W  ambiguous-language-version        language version is in an unknown or repeated language
PQ606  W  unknown-title-wording             wording of an alternative title is not recognised
PQ607  E  no-portal-name                    work has no name that the portal could use
PQ608  E  invalid-record-extension          extension of a record does not contain what parlq writes there
PQ609  E  api-error                         API returned an error instead of records
PQ610  I  unmapped-statement                record states a fact that the model has no field for
PQ611  W  unknown-property                  property, key or column of a record is unknown
PQ612  W  unattached-statement              record describes something that belongs to no document in it
PQ613  E  remote-context                    JSON-LD refers to a context outside the file
PQ614  E  not-expressible-in-rdfxml         RDF/XML cannot express a statement
PQ615  E  blank-nodes-in-stream             dump contains blank nodes and cannot be read work by work
PQ616  I  extra-api-data                    answer of the API contains more than records
PQ617  W  fact-not-written                  format has no place for a fact
PQ618  W  ignored-member                    member of JSON-LD states nothing
PQ620  E  row-without-question              row of CSV names no question
PQ621  W  unknown-csv-link                  link in CSV names no document
PQ622  E  malformed-csv                     CSV is not well-formed
PQ623  W  wrong-column-count                row of CSV has too few or too many fields
PQ626  E  row-too-wide                      row of CSV has more fields than columns
PQ627  I  formula-cell                      cell of CSV begins like a spreadsheet formula
PQ630  E  shape-violation                   record does not conform to the shapes
PQ631  E  invalid-shapes                    shapes cannot be applied
PQ632  E  not-rdf                           input for shapes is not a record in RDF
PQ701  W  byte-order-mark                   file begins with a byte order mark
PQ702  W  mixed-line-ends                   file mixes line endings
PQ703  I  no-final-newline                  file does not end with a line end
PQ704  W  not-canonical                     file is not in its canonical form
PQ711  W  unused-suppression                suppression comment suppresses nothing
PQ712  W  invalid-suppression               suppression comment cannot be understood
PQ750  I  other-akn-version                 Akoma Ntoso is in the namespace of another version
PQ751  I  akn-without-namespace             Akoma Ntoso has no namespace
PQ752  I  part-of-document                  root element is a part of a document
PQ753  I  earlier-element-name              element has the name of an earlier version of Akoma Ntoso
PQ754  I  earlier-attribute-name            attribute has the name of an earlier version of Akoma Ntoso
PQ755  I  pointer-without-hash              pointer to an entry of the references lacks `#`
PQ756  W  language-not-stated               document does not state the one language of a text
PQ757  I  speech-read-as-answer             speech after a question is read as an answer
PQ758  W  question-without-answer           question of a sitting has no answer
PQ759  W  country-not-stated                document states no country
PQ760  I  question-printed-twice            debate prints a question twice
PQ761  I  part-not-streamed                 debate contains more than its questions and answers
PQ762  E  lost-in-reading                  reader loses a text or an attribute of a debate
PQ763  E  several-sittings                 debate has one day, one house and one language
PQ770  E  page-without-data                 page of parlq has lost its data
PQ771  W  page-edited                       page shows something else than its data
PQ772  W  page-data-edited                  data of a page was edited
PQ800  E  damaged-archive                   archive or compressed file cannot be unpacked
PQ801  E  unsafe-member-name                member of an archive has a name that leads out of it
PQ802  E  linked-member                     member of an archive is a link, device or sparse file
PQ803  E  decompression-bomb                archive or compressed file unpacks to far more than its size
PQ804  E  too-many-members                  archive has too many members
PQ805  E  nested-archive                    archive contains an archive
PQ806  E  encrypted-member                  member of an archive is encrypted
PQ807  W  facts-of-dossier                  dossier that is read work by work has facts of its own
PQ820  W  cell-too-long                     text is longer than a cell of a spreadsheet
"""
_SEVERITIES = {"E": Severity.ERROR, "W": Severity.WARNING, "I": Severity.INFO}


def _rules() -> dict[str, Rule]:
    rows = (line.split(None, 3) for line in _TABLE.strip().splitlines())
    return {name: Rule(name, _SEVERITIES[level], slug, title) for name, level, slug, title in rows}


RULES: dict[str, Rule] = _rules()
#: The rules by slug.
BY_SLUG: dict[str, Rule] = {rule.slug: rule for rule in RULES.values()}


def stem_of(code: str) -> str:
    """The beginning of the ids that a code stands for: an id, the slug of one, a group, or `ALL`.

    The result is no promise that a rule begins so.
    """
    text = code.strip()
    known = BY_SLUG.get(text.lower())
    if known is not None:
        return known.id
    stem = text.upper()
    return "PQ" if stem == "ALL" else stem
