"""Words that names are printed with: titles, particles, suffixes, and the short forms of given names."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MALE_TITLES = _words(
    """
    mr mister sir lord king prince baron senor herr monsieur father brother duke pope
    """
)
FEMALE_TITLES = _words(
    """
    mrs ms miss dame lady queen princess baroness senora senorita frau madame mme madam sister
    sheikha duchess
    """
)
RANKS = _words(
    """
    general gen lieutenant lt lieut colonel col major maj captain capt cpt sergeant sgt corporal cpl
    private pvt admiral adm vice rear brigadier brig commander cmdr cdr marshal commodore ensign
    chief deputy inspector detective det constable officer superintendent supt commissioner sheriff
    staff warrant field air
    """
)
OFFICES = _words(
    """
    president pres senator sen representative rep congressman congresswoman governor gov minister
    chancellor ambassador amb secretary mayor councillor councilman councilwoman alderman judge
    justice magistrate attorney atty premier prime chairman chairwoman delegate assemblyman
    assemblywoman speaker prosecutor
    """
)
HONORIFICS = _words(
    """
    dr doctor prof professor hon honourable honorable rev reverend fr rabbi imam sheikh shaikh
    shaykh sheik ayatollah grand mullah maulana mufti sayyid bishop archbishop cardinal pastor
    deacon emir sultan haji hajji engineer eng nobel
    """
)
TITLES = MALE_TITLES | FEMALE_TITLES | RANKS | OFFICES | HONORIFICS

NAME_PARTICLES = _words(
    """
    abdul abdel abdal abdol abdur abdus abd abu abou umm bin ibn bint ben
    """
)
"""Particles that belong to the name: Abdul Mahdi is not Mahdi."""
LOOSE_PARTICLES = _words(
    """
    al el as ad ash az an at ar ul van von der den de del della dela da das do dos di du la le las
    los ter ten zu y e st saint mac
    """
)
"""Particles that are printed or left out at will: al-Muhammadawi, Muhammadawi."""
NOT_LEADING = _words(
    """
    al as ad an at ar ben do da le la las los di e y den mac st saint zu das
    """
)
HYPHENATED_ONLY = _words(
    """
    as ad ash az an at ar
    """
)
SUFFIXES = {
    "jr": "jr",
    "jnr": "jr",
    "junior": "jr",
    "younger": "jr",
    "sr": "sr",
    "snr": "sr",
    "senior": "sr",
} | {
    "elder": "sr",
    "ii": "ii",
    "iii": "iii",
    "iv": "iv",
}
POSTNOMINALS = _words(
    """
    phd md mp mep qc kc esq obe cbe mbe dds rn jd mba
    """
)

_GROUPS = """
bill will willie billy william|bob rob bobby robert|mike mick mickey michael|joe joey joseph
jim jimmy jamie james|tom tommy thomas|dick rick rich ricky richard|ted ed eddie edward|tony anthony
dan danny daniel|dave david|steve stephen steven|chris christopher|matt matthew|nick nicholas
andy drew andrew|ben benjamin|sam samuel|kate katie kathy cathy catherine katherine
liz beth betty elizabeth|sue susan|peggy meg maggie margaret|pat patricia patrick
jeff jeffrey geoffrey|greg gregory|ken kenneth|ron ronald|don donald|charlie chuck charles
jack john johnny|larry lawrence laurence|tim timothy|vlad vladimir|sasha alexander alexandra alex
pepe jose|jen jenny jennifer|debbie deborah|barb barbara|becky rebecca|vicky victoria|ray raymond
walt walter|fred frederick|abby abigail|max maxwell maximilian|nate nathan nathaniel|pete peter
phil philip phillip|art arthur|hal harry henry
"""


NICKNAMES = {
    name: group for group, names in enumerate(_GROUPS.strip().replace("\n", "|").split("|")) for name in names.split()
}
"""Given names that stand for each other, by the number of their group."""
