"""What the columns of a table are about, told from the words of its header in English, French or Spanish."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from iscm.domain.names import fold
from iscm.reading.layouts.elements import Row


class Column(StrEnum):
    """What one column holds. MONTH, DAY and YEAR are parts of a date; IGNORED says nothing about a meeting.

    Those from EDTF on are values that a program wrote for programs (see `coded`).
    """

    DATE = "date"
    DATE_END = "last date"
    MONTH = "month"
    DAY = "day"
    YEAR = "year"
    PLACE = "place"
    CITY = "city"
    COUNTRY = "country"
    MECHANISM = "mechanism"
    TITLE = "title"
    OUTCOME = "outcome"
    LINK = "link"
    THEME = "theme"
    STATUS = "status"
    FORMAT = "format"
    KIND = "kind"
    ABOUT = "description"
    IGNORED = "ignored"
    EDTF = "date in EDTF"
    DATE_STATUS = "status of the date"
    COUNT = "number of meetings"
    MECHANISM_KEYS = "keys of mechanisms"
    PLACE_KEYS = "cities with codes of countries"
    INITIATIVE = "key of an initiative"
    BASIS = "stated or suggested"


DATE_PARTS = (Column.DAY, Column.MONTH, Column.YEAR)
PLACE_PARTS = (Column.CITY, Column.COUNTRY)

# One line a column; where a header has words of several, the earlier line wins ("Meeting date", "Event venue").
WORDS: dict[Column, str] = {
    Column.DATE_END: "end ends ending until to till finish fin al hasta fecha-fin final finalizacion termino "
    "conclusion cierre fim jusqu'au through",
    Column.DATE: "date dates when fecha fechas period periode periodo cuando quand calendar datum duration data datas",
    Column.MONTH: "month months mes meses mois",
    Column.DAY: "day days dia dias jour jours",
    Column.YEAR: "year ano annee",
    Column.CITY: "city cidade ciudad ville town",
    Column.COUNTRY: "country pais pays countries",
    Column.PLACE: "place places venue venues location locations lieu lieux lugar lugares where sede endroit ubicacion "
    "donde local locais",
    Column.LINK: "link links url urls website web enlace enlaces lien liens webpage site",
    Column.OUTCOME: "outcome outcomes result results resultat resultats resultado resultados conclusions conclusiones "
    "output outputs decisions acuerdos",
    Column.THEME: "theme themes topic topics tema temas thematic thematique thematiques subject tematica sujet "
    "categories categorias tags",
    Column.STATUS: "status statut estado estatus estatuto etat confirmation",
    Column.FORMAT: "format modality formato modalidad modalite mode modalities attendance",
    Column.ABOUT: "description descripcion summary details detalles objective objectives objetivo objectif",
    Column.KIND: "type tipo kind category categoria categorie",
    Column.IGNORED: "no nr n number numero num contact contacts contacto participants "
    "participantes remarks remark notes "
    "note comments comment observaciones observations language languages langue langues idioma "
    "idiomas time hour hora "
    "heure funding budget level uid id source sources fuente fuentes",
    Column.MECHANISM: "iscm iscms rcp rcps mechanism mechanisms process processes organizer organizers organiser "
    "organisers organizador "
    "organizadores organisateur organisateurs mecanismo mecanismos mecanisme mecanismes proceso procesos "
    "processo processos processus who quien qui dialogue dialogues convener conveners organization organisation "
    "organizacion forum body host",
    Column.TITLE: "title titles event events meeting meetings activity activities titre titres titulo titulos reunion "
    "reuniones reunions reuniao reunioes atividade atividades "
    "evento eventos evenement evenements actividad actividades activite activites name nombre nom "
    "intitule denominacion agenda what conference session sessions programme",
}
# What programs call their columns, in a table that has one in EDTF.
DATA_COLUMNS = {
    "edtf": Column.EDTF,
    "first day": Column.IGNORED,
    "last day": Column.IGNORED,
    "date status": Column.DATE_STATUS,
    "status": Column.STATUS,
    "unlisted since": Column.IGNORED,
    "attendance": Column.FORMAT,
    "count": Column.COUNT,
    "mechanisms": Column.MECHANISM_KEYS,
    "places": Column.PLACE_KEYS,
    "kind": Column.KIND,
    "themes": Column.IGNORED,
    "uid": Column.IGNORED,
    "url": Column.LINK,
    "initiative": Column.INITIATIVE,
    "basis": Column.BASIS,
    "document": Column.IGNORED,
    "locator": Column.IGNORED,
    "receipt": Column.IGNORED,
}
# Words that stand beside those, and say nothing about which column it is.
FILLER_WORDS = (
    "of the and or a an in for by on at del de la el los las le les du des et y e ou o un une en with date/place start "
    "begin beginning starts from debut inicio comienzo desde du s migration main key inter state interstate "
    "consultation consultative regional name title names event events meeting meetings activity activities nombre nom "
    "proposed expected tentative planned exact provisional related host hosting online physical if any applicable "
    "addressed reunion evento evenement iscm rcp full short held responsible lead leading"
)
FILLERS = frozenset(FILLER_WORDS.split())
TITLES = frozenset({"title", "titles", "titre", "titres", "titulo", "titulos"})
WHOSE = frozenset({"iscm", "iscms", "rcp", "rcps", "mechanism", "process"})
STARTS = frozenset({"from", "start", "begin", "beginning", "starts", "debut", "inicio", "comienzo", "desde", "du"})
COLUMN_OF = {word: column for column, words in reversed(WORDS.items()) for word in words.split()}
RANK = {column: rank for rank, column in enumerate(WORDS)}
MOST_WORDS = 9
LONGEST_NAME = 90
LEAST_COLUMNS = 2
CORE = frozenset({Column.DATE, Column.EDTF, Column.MONTH, Column.DAY, Column.TITLE, Column.MECHANISM})


@dataclass(frozen=True, slots=True)
class Header:
    """What each column of a table holds, by its index; a cell of two ("Date and venue") has two.

    An empty entry is a column whose name says nothing to us; `names` has the words as printed.
    """

    columns: tuple[tuple[Column, ...], ...]
    names: tuple[str, ...]

    def holds(self, column: Column) -> bool:
        """Whether some column holds this."""
        return any(column in held for held in self.columns)

    @property
    def has_dates(self) -> bool:
        """Whether the table says when."""
        return any(map(self.holds, (Column.DATE, Column.EDTF, Column.MONTH, Column.DAY)))

    @property
    def is_coded(self) -> bool:
        """Whether the table has columns for programs: then each of its rows is whole."""
        return self.holds(Column.EDTF)

    def below(self, above: "Header") -> "Header":
        """This header as the second line of one: what it leaves open is said above it."""
        wide = (*above.columns, *((),) * len(self.columns))
        columns = tuple(own or other for own, other in zip(self.columns, wide, strict=False))
        return Header(_once_each(columns), self.names)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The names that say nothing to us."""
        return tuple(name for name, held in zip(self.names, self.columns, strict=True) if name and not held)


@lru_cache(maxsize=4096)
def column_of(words: str) -> tuple[Column, ...]:
    """What a header cell with these words announces; empty if it is no header cell that we know.

    `column_of("Title of the Event / Meeting") == (Column.TITLE,)`; two for `"Date and venue"`.
    """
    if len(words) > LONGEST_NAME:
        return ()
    parts = fold(words).split()
    if words.strip() in {"#", "N°", "Nº"}:
        return (Column.IGNORED,)
    if len(parts) > MOST_WORDS or _foreign(parts):
        return ()
    found = sorted({COLUMN_OF[part] for part in parts if part in COLUMN_OF}, key=RANK.__getitem__)
    if not found:
        return (Column.DATE,) if STARTS.intersection(parts) else ()
    if found[0] is Column.DATE_END and STARTS.intersection(parts):
        return (Column.DATE,)
    return (Column.TITLE,) if _is_title_of_mechanism(found, parts) else _settle(found)


def _is_title_of_mechanism(found: list[Column], parts: list[str]) -> bool:
    """Whether the mechanism only says whose meeting it is, as in "ISCM meeting", "Title of the process meeting"."""
    if found != [Column.MECHANISM, Column.TITLE]:
        return False
    return bool(TITLES.intersection(parts)) or (COLUMN_OF.get(parts[-1]) is Column.TITLE and parts[0] in WHOSE)


def is_header_rest(row: Row) -> bool:
    """Whether a row below a header only has words that headers have: the second line of its cells."""
    texts = [cell.text for cell in row.cells if cell.text]
    return bool(texts) and all(len(text.split()) <= MOST_WORDS and not _foreign(fold(text).split()) for text in texts)


def _foreign(parts: list[str]) -> bool:
    """Whether some word is none that headers have."""
    return not parts or any(part not in COLUMN_OF and part not in FILLERS for part in parts)


def _settle(found: list[Column]) -> tuple[Column, ...]:
    """A date with a place is two columns in one; of all others, the first in rank is meant."""
    place = next((column for column in (Column.PLACE, *PLACE_PARTS) if column in found), None)
    if place and {Column.DATE, Column.MONTH}.intersection(found):
        return (Column.DATE, Column.PLACE)
    if {Column.CITY, Column.COUNTRY} <= set(found):
        return (Column.PLACE,)
    if {Column.MONTH, Column.DAY} <= set(found):
        return (Column.DATE,)
    return (found[0],)


def header_of(row: Row) -> Header | None:
    """What the row announces if it is the header of a table; None for any other row.

    A header has two different columns or more that we know, most of its cells, one of them core (`CORE`).
    """
    names = tuple(cell.text for cell in row.cells)
    columns = _data_columns(names) or tuple(column_of(name) for name in names)
    known = [held for held in columns if held]
    filled = sum(bool(name) for name in names)
    if len(set(known)) < LEAST_COLUMNS or 2 * len(known) <= filled:
        return None
    header = Header(_once_each(columns), names)
    return header if any(header.holds(column) for column in CORE) else None


def _data_columns(names: tuple[str, ...]) -> tuple[tuple[Column, ...], ...]:
    """What the columns of a table for programs hold; empty for any other table."""
    keys = [fold(name) if len(name) <= LONGEST_NAME else "" for name in names]
    if "edtf" not in keys:
        return ()
    pairs = zip(keys, names, strict=True)
    return tuple((DATA_COLUMNS[key],) if key in DATA_COLUMNS else column_of(name) for key, name in pairs)


def _once_each(columns: tuple[tuple[Column, ...], ...]) -> tuple[tuple[Column, ...], ...]:
    """The first of two equal columns counts; a second one is kept out, like one we do not know."""
    seen: set[tuple[Column, ...]] = {()}
    kept = []
    for held in columns:
        kept.append(() if held in seen and held != (Column.IGNORED,) else held)
        seen.add(held)
    return tuple(kept)
