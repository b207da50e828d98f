"""Made-up documents that show every part of a page, for the browser tests and the screenshots."""

from __future__ import annotations

import attrs

from parlq.model import (
    Answer,
    Answerer,
    Author,
    Bold,
    Dossier,
    Event,
    Foreign,
    Heading,
    Identifier,
    Institution,
    Italic,
    LanguageVariant,
    LegalNotice,
    Link,
    ListBlock,
    ListItem,
    Manifestation,
    Milestone,
    Note,
    NoteRef,
    Paragraph,
    Question,
    Span,
    Subject,
    Table,
    TableCell,
    TableRow,
)
from parlq.model.languages.language import OFFICIAL

_COMMISSION = Institution(code="commission", name="Commission")


def _p(*content):
    return Paragraph(content=content)


def _numbered(*parts):
    return ListBlock(
        ordered=True,
        items=tuple(
            ListItem(label=f"{n}.", content=(_p(part),) if isinstance(part, str) else part)
            for n, part in enumerate(parts, 1)
        ),
    )


def _row(*cells, header=False):
    return TableRow(
        cells=tuple(
            TableCell(header=header or not n, content=(_p(cell),)) for n, cell in enumerate(cells)
        )
    )


_TABLE = Table(
    caption=("Salt marsh, in hectares",),
    rows=(
        _row("Bay", "1990", "2010", "2025", header=True),
        _row("Harborough Vale", "1 204", "1 013", "771"),
        _row("Inner Sound", "3 310", "2 698", "2 190"),
        _row("Lee of Ostra", "412", "405", "398"),
    ),
)
_ENGLISH = LanguageVariant(
    language="en",
    role="translation",
    subject="Salt marshes in the programme for natural flood protection",
    heading=("Question for written answer", "to the Commission", "Rule 144"),
    last_updated="2025-02-20",
    legal_notice=LegalNotice(label="Legal notice", uri="https://pages.example/legal"),
    source="https://pages.example/E-10-2025-000412_EN.html",
    manifestations=(
        Manifestation(
            media_type="application/pdf",
            address="https://pages.example/E-10-2025-000412_EN.pdf",
            size=48210,
        ),
    ),
    body=(
        _p(
            "The salt marshes of the Inner Sound have lost a third of their area since 1990",
            NoteRef(marker="(1)"),
            ". Where they are gone, storm surges reach the villages behind the old dyke two hours"
            " earlier.",
        ),
        _TABLE,
        _p("The programme for natural flood protection pays for concrete, but not for mud."),
        _numbered(
            "Does the Commission intend to open the programme to the restoration of salt marshes?",
            (
                _p("If so, will it count the carbon that they store:"),
                ListBlock(
                    ordered=True,
                    items=(
                        ListItem(label="(a)", content=(_p("in the soil, and"),)),
                        ListItem(label="(b)", content=(_p("in the plants?"),)),
                    ),
                ),
            ),
            "When will it publish the figures of the 2024 survey?",
        ),
        Note(
            marker="(1)",
            content=(_p(Italic(content=("Survey of Tidal Lands",)), ", volume 4, table 12."),),
        ),
    ),
)
_GREEK = LanguageVariant(
    language="el",
    role="original",
    subject="Αλμυρόβαλτοι στο πρόγραμμα για τη φυσική προστασία από τις πλημμύρες",
    body=(
        _p(
            "Οι αλμυρόβαλτοι του Εσωτερικού Κόλπου έχουν χάσει το ένα τρίτο της έκτασής τους από το"
            " 1990. Όπου έχουν χαθεί, τα κύματα φθάνουν στα χωριά πίσω από το παλαιό ανάχωμα δύο ώρες"
            " νωρίτερα."
        ),
        _p(
            "Το πρόγραμμα για τη φυσική προστασία από τις πλημμύρες πληρώνει το σκυρόδεμα, όχι όμως τη"
            " λάσπη."
        ),
        _numbered(
            "Προτίθεται η Επιτροπή να ανοίξει το πρόγραμμα στην αποκατάσταση των αλμυρόβαλτων;",
            "Πότε θα δημοσιεύσει τα στοιχεία της έρευνας του 2024;",
        ),
    ),
)
_BULGARIAN = LanguageVariant(
    language="bg",
    role="translation",
    subject="Солени блата в програмата за естествена защита от наводнения",
    body=(
        _p(
            "Солените блата на Вътрешния залив са загубили една трета от площта си от 1990 г. насам."
            " Там, където ги няма, приливните вълни достигат селата зад старата дига два часа по-рано."
        ),
        _p("Програмата за естествена защита от наводнения плаща за бетон, но не и за тиня."),
        _numbered(
            "Възнамерява ли Комисията да отвори програмата за възстановяване на солени блата?",
            "Кога ще публикува данните от проучването през 2024 г.?",
        ),
    ),
)
_WITH_TEXT = (_ENGLISH, _GREEK, _BULGARIAN)
_KNOWN = tuple(
    LanguageVariant(language=each.tag)
    for each in OFFICIAL
    if each.tag not in {variant.language for variant in _WITH_TEXT}
)

QUESTION = Question(
    reference="E-000412/2025",
    kind="written",
    date="2025-02-11",
    term=10,
    rule="144",
    authors=(
        Author(name="Ottoline Marsh", group="Verts/ALE"),
        Author(name="Petros Kalamis", group="S&D"),
        Author(name="Yana Dimova", group="PPE"),
    ),
    addressees=(_COMMISSION,),
    original_languages=("el",),
    subjects=(Subject(label="coastal protection", uri="https://thesaurus.example/4321"),),
    events=(
        Event(kind="tabled", date="2025-02-11"),
        Event(kind="forwarded", date="2025-02-18"),
        Event(kind="due", date="2025-04-01"),
    ),
    variants=(*_WITH_TEXT, *_KNOWN),
)
ANSWER = Answer(
    reference="E-000412/2025-ASW",
    kind="answer",
    answers_to=("E-000412/2025",),
    date="2025-04-09",
    answerers=(Answerer(honorific="Ms", name="Averlund", institution=_COMMISSION),),
    variants=(
        LanguageVariant(
            language="en",
            printed_answerers="Answer given by Ms Averlund on behalf of the Commission",
            last_updated="2025-04-10",
            body=(
                _p(
                    "The Commission shares the view that living coasts protect people. The programme"
                    " for the years after 2027 will name the restoration of salt marshes among the"
                    " measures that it supports."
                ),
                _p(
                    "The figures of the 2024 survey have been published on 31 March 2025",
                    NoteRef(marker="[1]"),
                    ".",
                ),
                Note(
                    marker="[1]",
                    content=(
                        _p(
                            Link(href="https://figures.example/marsh", content=("Marsh register",)),
                            ".",
                        ),
                    ),
                ),
            ),
        ),
        LanguageVariant(
            language="el",
            printed_answerers="Απάντηση της κ. Averlund εξ ονόματος της Επιτροπής",
            body=(
                _p(
                    "Η Επιτροπή συμμερίζεται την άποψη ότι οι ζωντανές ακτές προστατεύουν τους"
                    " ανθρώπους."
                ),
                _p("Τα στοιχεία της έρευνας δημοσιεύθηκαν στις 31 Μαρτίου 2025."),
            ),
        ),
    ),
)
#: A question and its answer, with a table and notes, in three scripts.
PAIR = Dossier(questions=(QUESTION,), answers=(ANSWER,))

_OTHER = attrs.evolve(
    QUESTION,
    reference="E-000413/2025",
    events=(),
    variants=(
        LanguageVariant(
            language="en",
            subject="Mud in the flood directive",
            body=(
                Heading(level=1, content=("Background",)),
                _p(
                    "Is ",
                    Bold(content=("mud",)),
                    " a ",
                    Span(language="fr", content=("matériau",)),
                    "?",
                ),
                _p(
                    Milestone(kind="page", value="12"),
                    "It is ",
                    Link(href="javascript:x()", content=("soft",)),
                ),
                Foreign(media_type="application/mathml+xml", value="<math><mi>x</mi></math>"),
                Heading(level=2, content=("Question",)),
                _numbered("Is it?"),
            ),
        ),
        LanguageVariant(language="ar", body=(_p("هل الطين مادة بناء؟"), _numbered("متى؟"))),
    ),
)
#: Several questions, a joint answer, a withdrawn question and a text from right to left.
SEVERAL = Dossier(
    questions=(
        QUESTION,
        _OTHER,
        attrs.evolve(
            _OTHER,
            reference=None,
            identifiers=(Identifier(scheme="local", value="loose"),),
            events=(Event(kind="withdrawn", date="2025-03-01"),),
            variants=(),
        ),
    ),
    answers=(attrs.evolve(ANSWER, kind="joint", answers_to=("E-000412/2025", "E-000413/2025")),),
)
