"""Language tags that the registry of BCP 47 has replaced, and what each is written as today.

Of the IANA Language Subtag Registry of 25 August 2025: records with a `Preferred-Value` (RFC 5646,
section 3.1.7). `sh` has none; it is written as CLDR has it. The withdrawn three-letter codes of
ISO 639-2 (`jaw`, `mol`, `scc`, `scr`) are added.
"""

from __future__ import annotations

from parlq.model.languages.table import pairs

_LANGUAGES = """
aam:aas adp:dz ajp:apc ajt:aeb asd:snz aue:ktz ayx:nun bgm:bcg bic:bir bjd:drl blg:iba ccq:rki
cjr:mom cka:cmr cmk:xch coy:pij cqu:quh dek:sqm dit:dif drh:khk drr:kzk drw:prs gav:dev gfx:vaj
ggn:gvr gli:kzk gti:nyc guv:duz hrr:jal ibi:opa ilw:gal in:id iw:he jaw:jv jeg:oyb ji:yi jw:jv
kgc:tdf kgh:kml kgm:plu koj:kwv krm:bmf ktr:dtp kvs:gdj kwq:yam kxe:tvd kxl:kru kzj:dtp kzt:dtp
lak:ksp lii:raq llo:ngt lmm:rmx meg:cir mo:ro mol:ro mst:mry mwj:vaj myd:aog myt:mry nad:xny
ncp:kdz nns:nbr nnx:ngv nom:cbr nte:eko nts:pij nxu:bpp oun:vaj pat:kxr pcr:adx pmc:huw pmk:crr
pmu:phr ppa:bfy ppr:lcq prp:gu pry:prt puz:pub sca:hle scc:sr scr:hr skk:oyb smd:kmb snb:iba
szd:umi tdu:dtp thc:tpo thw:ola thx:oyb tie:ras tkk:twm tlw:weo tmk:tdg tmp:tyj tne:kak tnf:prs
tpw:tpn tsf:taj uok:ema xba:cax xia:acn xkh:waw xrq:dmw xss:zko ybd:rki yma:lrr ymt:mtm yos:zom
yuu:yug zir:scv zkb:kjh
"""

#: Primary subtag to the one that replaces it.
LANGUAGES = pairs(_LANGUAGES)
#: Serbo-Croatian, to the language and the script that CLDR has in its place.
SERBO_CROATIAN = frozenset({"sh", "hbs"})
#: Region to the one that replaces it.
REGIONS = {"bu": "MM", "dd": "DE", "fx": "FR", "tp": "TL", "yd": "YE", "zr": "CD"}

_TAGS = """
art-lojban:jbo en-gb-oed:en-GB-oxendict hy-arevela:hy hy-arevmda:hyw i-ami:ami i-bnn:bnn i-hak:hak
i-klingon:tlh i-lux:lb i-navajo:nv i-pwn:pwn i-tao:tao i-tay:tay i-tsu:tsu
ja-latn-hepburn-heploc:ja-Latn-alalc97
no-bok:nb no-nyn:nn sgn-be-fr:sfb sgn-be-nl:vgt sgn-br:bzs sgn-ch-de:sgg sgn-co:csn sgn-de:gsg
sgn-dk:dsl sgn-es:ssp sgn-fr:fsl sgn-gb:bfi sgn-gr:gss sgn-ie:isg sgn-it:ise sgn-jp:jsl sgn-mx:mfs
sgn-ni:ncs sgn-nl:dse sgn-no:nsl sgn-pt:psr sgn-se:swl sgn-us:ase sgn-za:sfs zh-guoyu:cmn
zh-hakka:hak zh-min:zh-min zh-min-nan:nan zh-xiang:hsn
"""

#: Whole tags in lower case to what replaces them; `zh-min` is one that nothing replaces.
TAGS = pairs(_TAGS)

_EXTENDED = """
ar: aao abh abv acm acq acw acx acy adf aeb aec afb ajp apc apd arb arq ars ary arz auz avl ayh
ayl ayn ayp bbz pga shu ssh
kok: gom knn
lv: ltg lvs
ms: bjn btj bve bvu coa dup hji jak jax kvb kvr kxd lce lcf liw max meo mfa mfb min mqg msi mui
orn ors pel pse tmw urk vkk vkt xmm zlm zmi zsm
sgn: ads aed aen afg ajs ase asf asp asq asw bfi bfk bog bqn bqy bvl bzs cds csc csd cse csf csg
csl csn csq csr csx doq dse dsl dsz ecs ehs esl esn eso eth fcs fse fsl fss gds gse gsg gsm gss
gus hab haf hds hks hos hps hsh hsl icl iks ils inl ins ise isg isr jcs jhs jks jls jos jsl jus
kgi kvk lbs lgs lls lsb lsc lsg lsl lsn lso lsp lst lsv lsw lsy lws mdl mfs mre msd msr mzc mzg
mzy nbs ncs nsi nsl nsp nsr nzs okl pgz pks prl prz psc psd psg psl pso psp psr pys rib rms rnb
rsi rsl rsm rsn sdl sfb sfs sgg sgx slf sls sqk sqs sqx ssp ssr svk swl syy szs tse tsm tsq tss
tsy tza ugn ugy ukl uks vgt vsi vsl vsv wbs xki xml xms yds ygs yhs ysl ysm zib zsl
sw: swc swh
uz: uzn uzs
zh: cdo cjy cmn cnp cpx csp czh czo gan hak hnm hsn luh lzh mnp nan sjc wuu yue
"""


def _extended() -> dict[str, str]:
    """Primary and extended language subtag to the one subtag that is preferred to both."""
    found, prefix = {}, ""
    for word in _EXTENDED.split():
        if word.endswith(":"):
            prefix = word[:-1]
        else:
            found[f"{prefix}-{word}"] = word
    return found


#: `zh-yue` to `yue`, and so on.
EXTENDED = _extended()
