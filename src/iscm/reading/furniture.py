"""What a web page puts around its words: navigation, buttons, notices on cookies. It says nothing about meetings."""

import re
from dataclasses import replace
from functools import cache

from iscm.domain.readings import SetAside
from iscm.reading.layouts.elements import Layout, Row

LONGEST = 160
REASON = "page furniture"
NETWORKS = r"(?:facebook|twitter|linkedin|youtube|instagram|whatsapp|telegram|x|rss|flickr)"
LANGUAGES = r"(?:english|fran[çc]ais|espa[ñn]ol|portugu[êe]s|العربية|русский|中文)"
PARTED = r"[ ,|/·•]+"
# Whole lines only, so that no line with other words in it is taken for furniture.
LINES = (
    r"(?:skip|jump) to (?:the )?(?:main )?(?:content|navigation)",
    r"aller au contenu(?: principal)?|(?:pasar|saltar|ir) al contenido(?: principal)?",
    r"(?:read|learn|see|show|view|load|find out|know) (?:more|less|all|details?)(?: about this event)?",
    r"more (?:info|information|details)|details|show only \w+(?: - show all)?",
    r"lire (?:la suite|plus)|en savoir plus|voir (?:plus|tout)|leer m[aá]s|ver (?:m[aá]s|todo)|m[aá]s informaci[oó]n",
    r"(?:back|return) to (?:top|the top|events|list|calendar)|go back|retour(?: en haut)?|volver(?: arriba)?",
    r"home(?: page)?|accueil|inicio|(?:main )?(?:menu|navigation)|men[uú](?: principal)?|breadcrumbs?|site ?map",
    r"search|recherche(?:r)?|buscar|log ?in|sign in|log ?out|register(?: now| here)?",
    r"click here|cliquez ici|clic aqu[ií]|subscribe(?: to (?:our )?newsletter)?|s['’]abonner|suscr[ií]base",
    r"follow us(?: on .{1,30})?|suivez[- ]nous|s[ií]ganos|tweet|share(?: (?:this|on|via|with) .{1,30}| this)?",
    r"partager(?: sur .{1,30})?|compartir(?: en .{1,30})?|print(?: this page)?|imprimer|imprimir|e-?mail this page",
    rf"{NETWORKS}(?:{PARTED}{NETWORKS})*",
    rf"{LANGUAGES}(?:{PARTED}{LANGUAGES})+",
    r"(?:download|t[ée]l[ée]charger|descargar)(?: (?:as |the |le |el )?(?:pdf|ics|ical|file|document|here|fichier))?",
    r"add to (?:my )?calendar|export(?: (?:to )?(?:ics|ical|calendar))?|(?:google|outlook|apple) calendar",
    r"(?:next|previous|prev)(?: page| month| events?)?|(?:first|last) page",
    r"suivante?|pr[ée]c[ée]dente?|siguiente|anterior",
    r"(?:showing|displaying) \d+.{0,40}|\d+ (?:results?|items)|\d+ of \d+ \(\d+ total\)",
    r"privacy(?: policy| notice)?|terms (?:of use|and conditions)|cookies?(?: policy| settings)?|legal notice",
    r"mentions l[ée]gales|aviso legal|accept(?: all)?(?: cookies)?|reject all|accessibility(?: statement)?",
    r"all rights reserved|tous droits r[ée]serv[ée]s|todos los derechos reservados",
    r"(?:contact:\s*)?this email address is being protected from spambots.{0,80}",
)
NOTICES = re.compile(
    r".{0,80}\bcookies\b.{0,120}|(?:©|\(c\)|copyright).{0,120}|(?:home|accueil|inicio)\s*[>»/›].{0,120}", re.IGNORECASE
)
EDGES = " \t.:!…›»«‹>|•·→←↑-–"


def is_furniture(text: str) -> bool:
    """Whether these words, and no others, are a button, a piece of navigation or a notice of a web page."""
    if len(text) > LONGEST:
        return False
    words = text.strip(EDGES)
    return bool(_lines().fullmatch(words) or NOTICES.fullmatch(text.strip()))


@cache
def _lines() -> re.Pattern[str]:
    """All the lines as one pattern, made when it is first needed: a document of tables needs none."""
    return re.compile("|".join(f"(?:{line})" for line in LINES), re.IGNORECASE)


def without_furniture(layout: Layout) -> tuple[Layout, tuple[SetAside, ...]]:
    """The layout without lines of page furniture, and those lines; table rows and headings stay. Linear in the rows."""
    kept: list[Row] = []
    gaps: set[int] = set()
    aside: list[SetAside] = []
    has_gap = False
    for index, row in enumerate(layout.rows):
        has_gap = has_gap or index in layout.gaps
        if row.table is None and (row.is_navigation or is_furniture(row.text)):
            aside.append(SetAside(row.locator, row.text, REASON))
            continue
        if has_gap:
            gaps.add(len(kept))
        has_gap = False
        kept.append(row)
    return (replace(layout, rows=tuple(kept), gaps=frozenset(gaps)), tuple(aside)) if aside else (layout, ())
