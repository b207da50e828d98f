# ruff: noqa: RUF001 # words in many scripts: letters that look alike are meant
"""Words to make up documents with: names, topics and sentences of nobody and nothing, as data."""

from __future__ import annotations

from typing import Final, NamedTuple


class Prose(NamedTuple):
    """One language: the parts of a sentence, and the words that a page prints around the text.

    A sentence is an opening, a doer and a deed; a question is a request and a deed.
    """

    openings: tuple[str, ...]
    doers: tuple[str, ...]
    deeds: tuple[str, ...]
    requests: tuple[str, ...]
    topics: tuple[str, ...]
    heading: str
    to: str
    answer: str
    notice: str
    columns: tuple[str, str]


FIRST: Final = (
    *("Alda", "Bruno", "Carin", "Dimo", "Eleni", "Ferre", "Giulia", "Henk", "Inés", "Jürgen"),
    *("Katarzyna", "Loïc", "Mirela", "Niamh", "Øystein", "Pavlína", "Răzvan", "Søren", "Željko"),
)
LAST: Final = (
    *("Abelmoor", "Brîndescu", "Castellaro", "Dąbrowiak", "Eskelundt", "Fontverde", "Grøndahlsen"),
    *("Havlíkovský", "Iordanov-Petkin", "Jansveld", "Κορινθάκης", "Lindqvarn", "Muñozábal"),
    *("Nyíregyi", "O'Carrowan", "Пловдивов", "Quintabella", "Rozenbergs", "Šimkūnas", "Țepurescu"),
)
GROUPS: Final = ("PPE", "S&D", "Renew", "Verts/ALE", "ECR", "The Left", "ID", "NI")
HONORIFICS: Final = ("Mr", "Ms", "Mrs")

PROSE: Final[dict[str, Prose]] = {
    "en": Prose(
        ("This spring,", "In recent months,", "According to local sources,", "Since the reform,"),
        (
            "the harbour authorities",
            "several small farms",
            "the regional offices",
            "many travellers",
        ),
        (
            "have waited for clear rules on lighthouse keeping",
            "report that the forms cannot be filled in online",
            "see no progress in the river programme",
            "spend more on safety than the fund gives back",
            "ask for a map of the crossings that were closed",
        ),
        ("Can it say whether", "Is it aware that", "What will it do now that"),
        ("Upkeep of lighthouses", "Ferry links in winter", "Labels on honey & syrup"),
        "Question for written answer",
        "to the",
        "Answer given by {}",
        "Legal notice",
        ("Year", "Amount"),
    ),
    "fr": Prose(
        ("Au printemps dernier,", "Depuis quelques mois,", "D’après la presse locale,"),
        ("les autorités portuaires", "plusieurs petites fermes", "de nombreux voyageurs"),
        (
            "attendent des règles claires sur l’entretien des phares",
            "signalent que les formulaires restent introuvables",
            "ne voient aucun progrès dans le programme des rivières",
            "dépensent plus pour la sécurité que le fonds ne rembourse",
        ),
        ("Peut-elle dire si", "Sait-elle que", "Que fera-t-elle puisque"),
        ("Entretien des phares", "Liaisons par bac en hiver", "Étiquetage du miel"),
        "Question avec demande de réponse écrite",
        "à la",
        "Réponse donnée par {}",
        "Avis juridique",
        ("Année", "Montant"),
    ),
    "de": Prose(
        ("Im vergangenen Frühjahr", "Seit der Reform", "Örtlichen Berichten zufolge"),
        ("warten die Hafenämter", "melden kleine Höfe", "fragen sich viele Reisende"),
        (
            "vergeblich, wer für den Erhalt der Leuchttürme zuständig ist",
            "erneut, dass die Vordrucke nicht auffindbar sind",
            "mit Sorge, ob das Flussprogramm noch weiterläuft",
        ),
        ("Kann sie mitteilen: Warten Betroffene", "Ist ihr bekannt: Klagen Betroffene"),
        ("Erhalt von Leuchttürmen", "Fährverbindungen im Winter", "Kennzeichnung von Honig"),
        "Anfrage zur schriftlichen Beantwortung",
        "an die",
        "Antwort von {}",
        "Rechtlicher Hinweis",
        ("Jahr", "Betrag"),
    ),
    "it": Prose(
        ("La scorsa primavera", "Negli ultimi mesi", "Secondo la stampa locale,"),
        ("le autorità portuali", "numerose piccole aziende", "molti viaggiatori"),
        (
            "hanno chiesto regole chiare sulla manutenzione dei fari",
            "segnalano che i moduli non si trovano più",
            "non vedono alcun progresso nel programma dei fiumi",
        ),
        ("Può dire se", "È a conoscenza del fatto che", "Come intende agire visto che"),
        ("Manutenzione dei fari", "Traghetti in inverno", "Etichette del miele"),
        "Interrogazione con richiesta di risposta scritta",
        "alla",
        "Risposta di {}",
        "Note legali",
        ("Anno", "Importo"),
    ),
    "es": Prose(
        ("La pasada primavera,", "En los últimos meses,", "Según la prensa local,"),
        ("las autoridades del puerto", "varias granjas pequeñas", "muchos viajeros"),
        (
            "han pedido normas claras sobre el cuidado de los faros",
            "señalan que los impresos ya no se encuentran",
            "no ven ningún avance en el programa de los ríos",
        ),
        ("¿Puede decir si", "¿Sabe que", "¿Qué hará ahora que"),
        ("Cuidado de los faros", "Barcos en invierno", "Etiquetado de la miel"),
        "Pregunta con solicitud de respuesta escrita",
        "a la",
        "Respuesta de {}",
        "Aviso jurídico",
        ("Año", "Importe"),
    ),
    "el": Prose(
        ("Την περασμένη άνοιξη", "Τους τελευταίους μήνες", "Σύμφωνα με τον τοπικό τύπο,"),
        ("οι λιμενικές αρχές", "πολλά μικρά αγροκτήματα", "αρκετοί ταξιδιώτες"),
        (
            "ζήτησαν σαφείς κανόνες για τη φροντίδα των φάρων",
            "αναφέρουν ότι τα έντυπα δεν βρίσκονται πια",
        ),
        ("Μπορεί να πει αν", "Γνωρίζει ότι"),
        ("Φροντίδα των φάρων", "Πλοία τον χειμώνα"),
        "Ερώτηση με αίτημα γραπτής απάντησης",
        "προς την",
        "Απάντηση: {}",
        "Νομική ανακοίνωση",
        ("Έτος", "Ποσό"),
    ),
    "pl": Prose(
        ("Ubiegłej wiosny", "Od kilku miesięcy", "Według lokalnej prasy"),
        ("władze portów", "liczne małe gospodarstwa", "podróżni z wielu miast"),
        (
            "czekają na jasne zasady utrzymania latarni morskich",
            "zgłaszają, że formularzy nie można odnaleźć",
            "nie widzą postępu w programie rzecznym",
        ),
        ("Czy może powiedzieć, dlaczego", "Czy wie, że"),
        ("Utrzymanie latarni morskich", "Promy zimą", "Etykiety na miodzie"),
        "Pytanie wymagające odpowiedzi na piśmie",
        "do:",
        "Odpowiedź: {}",
        "Informacja prawna",
        ("Rok", "Kwota"),
    ),
    "bg": Prose(
        ("Миналата пролет", "През последните месеци", "Според местни източници"),
        ("пристанищните власти", "много малки стопанства"),
        (
            "чакат ясни правила за поддръжката на фаровете",
            "съобщават, че формулярите не се намират",
        ),
        ("Може ли да каже дали", "Знае ли, че"),
        ("Поддръжка на фаровете", "Фериботи през зимата"),
        "Въпрос с искане за писмен отговор",
        "до",
        "Отговор: {}",
        "Правна информация",
        ("Година", "Сума"),
    ),
}
