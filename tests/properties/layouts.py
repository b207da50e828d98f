"""Pages of every layout, with their lines marked: which are text, and which are head or foot."""

from __future__ import annotations

#: A page of each layout. Lines of the text begin with `> `, lines of free words with `~ `, and all
#: others are lines of the head or the foot.
LAYOUTS = {
    "A": """\
Parliamentary questions
11 March 2008
WRITTEN QUESTION by Ilka Borsum (PPE-DE) and Tomasz Wierzba (PSE) to the Commission

 Subject: Bells of village chapels
 Answer(s)

> Does the Commission know how many bells are silent?

> Some of them have not been heard for years.

Original language of question: SLOJ C 291, 13/11/2008
Last updated: 19 March 2008Legal notice
""",
    "B question": """\
Go back to the Europarl portal

Choisissez la langue de votre document :

  • en - English (Selected)
  • fr - français
Parliamentary questions
8 March 2016
P-902316-16
Question for written answer
to the Commission
Rule 130
Ornella Sassori (S&D)

 Subject:  Late payment of hill farmers

> On 22 February 2016, the Commission published a report about hills.

> Can the Commission say how long the payment takes?

Original language of question: IT
OJ C 291, 13/11/2008
Last updated: 15 March 2016Legal notice
""",
    "B answer": """\
Go back to the Europarl portal

Choisissez la langue de votre document :

  • en - English (Selected)
Parliamentary questions
17 April 2012
E-903348/2012
Answer given by Mr Torvane on behalf of the Commission

> Details can be found in earlier replies.

> The samples are taken under the rules.

Last updated: 14 March 2017Legal notice
""",
    "C": """\
Choisissez la langue de votre document :

Parliamentary questions
PDF 39kWORD 9k
14 January 2021
P-900118/2021
Priority question for written answer  P-900118/2021
to the Commission
Rule 138
Orsolya Fekete (Renew), Jan van der Wiel (S&D)
 Answer in writing
 Subject:  Frozen goods at the ports

> Lorries have been waiting(1) for hours.

> 1. Was it known before?

> 2. Is there a plan?

> (1) https://ports.example.org/queue
Original language of question: DE
Last updated: 19 January 2021Legal notice - Privacy policy
""",
    "C German": """\
Choisissez la langue de votre document :

Parlamentarische Anfragen
PDF 39kWORD 9k
14. Januar 2021
E-900118/2021
Anfrage zur schriftlichen Beantwortung  E-900118/2021
an die Kommission
Artikel 138 der Geschäftsordnung
Orsolya Fekete (Renew), Jan van der Wiel (S&D)
 Betrifft: Gefrorenes in den Häfen

> Lastwagen warten seit Stunden.

> Seit wann weiß die Kommission davon?

Originalsprache der Anfrage: DE
Letzte Aktualisierung: 19. Januar 2021Rechtlicher Hinweis - Datenschutzbestimmungen
""",
    "D question": """\
Parliamentary question - P-904417/2015Parliamentary question
P-904417/2015

~ Wooden bridges on cycle routes

Question for written answer P-904417/2015
to the Commission
Rule 130
Zsolt Berkes (PPE), Maja Dobrin (S&D)

> Opinions differ among planners in the Member States.

> Will the Commission act on this?

Submitted: 21.3.2015

Last updated: 21 March 2015
Legal notice - Privacy policy
""",
    "D answer": """\
• EN - English
  • HU - magyar
Parliamentary question - E-904417/2015(ASW)Parliamentary question
E-904417/2015(ASW)
Answer given by Executive Vice-President Lindqvarn on behalf of the European Commission
23.4.2021
> The matter is known[1].
> The Commission will reply.
> - [1] https://reports.example.org/1
Last updated: 27 April 2021
Legal notice - Privacy policy
""",
    "oral": """\
Document stages in plenary
Document selected : O-900031/2016

Texts tabled :

O-900031/2016 (B8-9274/2016)

Debates :

PV 10/05/2016 - 12
CRE 10/05/2016 - 12

Parliamentary questions
26 April 2016
O-900031/2016
Question for oral answer
to the Council
Rule 128
Vera Lahaj, Dorin Zelmu, on behalf of the Committee on Transport and Tourism
Fiona Harlink, Klaas-Jan Terbrug

 Subject: Level crossings

> Trains and people meet there most often.

> What will be done about them?

Original language of question: EN
Last updated: 4 May 2016Legal notice
""",
    "oral to 2009": """\
Parliamentary question - O-9055/2007Parliamentary question
O-9055/2007

~ Bells at both ends of the island

29.8.2007

ORAL QUESTION WITH DEBATE O-9055/07
pursuant to Rule 108 of the Rules of Procedure
by Katrin Reselind, on behalf of the ALDE Group
to the Commission

> They ring no more, and nobody knows why.

> What is to be done about it?

Tabled: 29.08.2007

Forwarded: 31.08.2007

Deadline for reply: 07.09.2007
""",
    "question time": """\
Index
 Next
Tuesday, 6 July 2010 - Strasbourg

Question 15 by Cristina Gutterman (H-9327/10)

Subject: Choice of managers

> Is the procedure open to all?

Maren Geohan-Quint, Member of the Commission. \u2212 (FR) It is.

> The rules say so.
""",
    "EUR-Lex": """\
EUR-Lex Access to European Union law

This document is an excerpt from the EUR-Lex website

Document 92001E009184

WRITTEN QUESTION E-9184/01 by Fabrizio Tolar (ELDR) to the Commission. Paths of the upland.

Official Journal 318 E , 13/11/2001 P. 0143 - 0144

WRITTEN QUESTION E-9184/01

by Fabrizio Tolar (ELDR) to the Commission

(19 April 2001)

Subject: Paths of the upland

> Walkers find the old paths overgrown.

> What is known about this matter?

Answer given by Mrs Osterwall on behalf of the Commission

(6 June 2001)

> The shrub is not listed in the Directive.
""",
    "Official Journal": """\
WRITTEN QUESTION E-9318/94
by Marga Ewarton (ARE)
to the Commission (11 November 1994)
(96/C 79/01)
Subject: Unmarked paint

> Has it been told of the paint?

Supplementary answer given by Mr Brandtner on behalf of the Commission (14 December 1995)

> It has been told of it.

WRITTEN QUESTION E-9287/95 by Jean Vaffarel (PPE) to the Council (13 March 1995) (96/C 79/02)
Subject: Unmarked tins

> Has it been told of the tins?

Answer (22 January 1996)

> It has not been told of them.
""",
    "two languages": """\
(English version)

Question for written answer E-900304/14
to the Commission
Ada Berling (PPE)
(14 January 2014)

Subject: Old mills

> Mills stand still in many valleys.

Answer given by Mr Corvan on behalf of the Commission
(3 March 2014)

> The Commission knows of them.

(Version française)

Question avec demande de réponse écrite E-900304/14
à la Commission
Ada Berling (PPE)
(14 janvier 2014)

Objet: Vieux moulins

> Des moulins sont arrêtés dans les vallées.

Réponse donnée par M. Corvan au nom de la Commission
(3 mars 2014)

> La Commission en a connaissance.
""",
    "Markdown": """\
# Parliamentary question - E-900123/2023

[PDF 41k](https://files.example.org/a.pdf) [WORD 9k](https://files.example.org/a.docx)

~ ## Footbridges over mountain streams

**Question for written answer  E-900123/2023**

**to the Commission**

[Rule 138](https://www.europarl.europa.eu/doceo/document/lastrules/RULE-138_EN.html)

**Ilka Borsum (PPE)**, **Jan van der Wiel (S&D)**

> Bridges are *old* in many valleys.

> Will it act on this?

Last updated: 21 March 2023

[Legal notice](https://www.europarl.europa.eu/legal-notice/en/) - [Privacy policy](/privacy/en/)
""",
}


def lines_of(page: str) -> list[tuple[str, str]]:
    """The lines of a page, each with its mark: `>`, `~` or nothing; blank lines have a blank."""
    found = []
    for line in page.splitlines():
        mark = line[0] if line[:2] in {"> ", "~ "} else "" if line.strip() else " "
        found.append((mark, line[2:] if mark in {">", "~"} else line))
    return found
