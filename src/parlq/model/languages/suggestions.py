"""Suggests the language code that a text was probably meant to be, for messages."""

from __future__ import annotations

from functools import cache

from parlq.model.fields.name_matching import fold, is_near
from parlq.model.languages import table

_ENGLISH = """
aa afar; ab abkhazian; ae avestan; af afrikaans; ak akan; am amharic; an aragonese; ar arabic; as
assamese; av avaric; ay aymara; az azerbaijani; ba bashkir; be belarusian; bg bulgarian; bi
bislama; bm bambara; bn bengali; bo tibetan; br breton; bs bosnian; ca catalan, valencian; ce
chechen; ch chamorro; co corsican; cr cree; cs czech; cu church slavonic, old church slavonic; cv
chuvash; cy welsh; da danish; de german; dv divehi, dhivehi, maldivian; dz dzongkha; ee ewe; el
greek; en english; eo esperanto; es spanish, castilian; et estonian; eu basque; fa persian, farsi;
ff fulah; fi finnish; fj fijian; fo faroese; fr french; fy western frisian; ga irish, gaelic; gd
scottish gaelic; gl galician; gn guarani; gu gujarati; gv manx; ha hausa; he hebrew; hi
hindi; ho hiri motu; hr croatian; ht haitian, haitian creole; hu hungarian; hy armenian; hz
herero; ia interlingua; id indonesian; ie interlingue, occidental; ig igbo; ii sichuan yi, nuosu;
ik inupiaq; io ido; is icelandic; it italian; iu inuktitut; ja japanese; jv javanese; ka georgian;
kg kongo; ki kikuyu, gikuyu; kj kuanyama, kwanyama; kk kazakh; kl kalaallisut, greenlandic; km
central khmer; kn kannada; ko korean; kr kanuri; ks kashmiri; ku kurdish; kv komi; kw cornish; ky
kirghiz, kyrgyz; la latin; lb luxembourgish, letzeburgesch; lg ganda; li limburgan, limburger,
limburgish; ln lingala; lo lao; lt lithuanian; lu luba-katanga; lv latvian; mg malagasy; mh
marshallese; mi maori; mk macedonian; ml malayalam; mn mongolian; mr marathi; ms malay; mt
maltese; my burmese; na nauru; nb bokmål; nd north ndebele; ne nepali; ng ndonga; nl dutch,
flemish; nn norwegian nynorsk; no norwegian, norsk; nr south ndebele; nv navajo, navaho; ny chichewa,
chewa, nyanja; oc occitan, provençal; oj ojibwa; om oromo; or oriya; os ossetian, ossetic; pa
panjabi, punjabi; pi pali; pl polish; ps pushto, pashto; pt portuguese; qu quechua; rm romansh; rn
rundi; ro romanian, moldavian, moldovan; ru russian; rw kinyarwanda; sa sanskrit; sc sardinian; sd
sindhi; se northern sami; sg sango; si sinhala, sinhalese; sk slovak; sl slovenian; sm samoan; sn
shona; so somali; sq albanian; sr serbian; ss swati; st southern sotho; su sundanese; sv swedish;
sw swahili; ta tamil; te telugu; tg tajik; th thai; ti tigrinya; tk turkmen; tl tagalog; tn
tswana; to tonga; tr turkish; ts tsonga; tt tatar; tw twi; ty tahitian; ug uighur, uyghur; uk
ukrainian; ur urdu; uz uzbek; ve venda; vi vietnamese; vo volapük; wa walloon; wo wolof; xh xhosa;
yi yiddish; yo yoruba; za zhuang, chuang; zh chinese, mandarin; zu zulu
"""

# In French, German, Spanish and Italian, each in protocol order.
_OTHERS = """
bulgare espagnol tchèque danois allemand estonien grec anglais français irlandais croate italien
letton lituanien hongrois maltais néerlandais polonais portugais roumain slovaque slovène finnois
suédois
bulgarisch spanisch tschechisch dänisch deutsch estnisch griechisch englisch französisch irisch
kroatisch italienisch lettisch litauisch ungarisch maltesisch niederländisch polnisch
portugiesisch rumänisch slowakisch slowenisch finnisch schwedisch
búlgaro español checo danés alemán estonio griego inglés francés irlandés croata italiano
letón lituano húngaro maltés neerlandés polaco portugués rumano eslovaco esloveno finés sueco
bulgaro spagnolo ceco danese tedesco estone greco inglese francese irlandese croato italiano
lettone lituano ungherese maltese olandese polacco portoghese romeno slovacco sloveno finlandese
svedese
"""

_COUNTRY_CODES = """
al:sq at:de au:en bd:bn by:be cl:es cn:zh cz:cs dk:da eg:ar gb:en ge:ka gr:el hk:zh il:he iq:ar
ir:fa jp:ja kh:km kp:ko kz:kk lk:si md:ro me:sr mx:es np:ne nz:en pe:es pk:ur rs:sr sp:es ua:uk us:en
uy:es vn:vi xk:sq
"""

#: Codes of countries that are taken for those of their languages, where no language has the code.
_COUNTRIES = table.pairs(_COUNTRY_CODES)


@cache
def _names() -> dict[str, str]:
    """Names of languages, folded, with their codes."""
    found = {}
    for row in " ".join(_ENGLISH.split()).split("; "):
        code, _, names = row.partition(" ")
        found.update({fold(name): code for name in names.split(", ")})
    codes = [code for code, _ in table.OFFICIAL]
    found.update({fold(name): codes[n % len(codes)] for n, name in enumerate(_OTHERS.split())})
    for code, name in table.OFFICIAL:
        found[fold(name)] = found[fold(name).split()[0]] = code
    return found


def suggested(text: str) -> str | None:
    """The code of the language that a text names or misspells; None where there is no clear candidate.

    >>> suggested("Dutch"), suggested("cz")
    ('nl', 'cs')
    """
    folded = fold(text[:64]).strip(" .,;:()[]'\"-")
    if folded in _COUNTRIES:
        return _COUNTRIES[folded]
    names = _names()
    if folded in names:
        return names[folded]
    first = folded.split("(")[0].split()[:1]
    if first and first[0] in names:
        return names[first[0]]
    return next((names[name] for name in _begun_like(folded) if is_near(name, folded)), None)


@cache
def _by_letter() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in _names():
        found.setdefault(name[0], []).append(name)
    return found


def _begun_like(text: str) -> list[str]:
    return _by_letter().get(text[0], []) if len(text) > 3 else []
