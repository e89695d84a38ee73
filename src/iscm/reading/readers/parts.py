"""Parts of a document that list no meetings, told by their headings: what changed, a key of names, sources, notes."""

import re

from iscm.domain.names import fold
from iscm.reading.layouts.elements import Row
from iscm.reading.readers.columns import Header

EDGES = " \t.:*_–—-"
ABOUT_THE_FILE = "about the file"
# The words of a whole heading, or the first of a box, and what stands below it.
HEADINGS = {
    "changes since an edition": r"changed since (?:the last )?edition(?: \d{1,4})?|what changed since .{1,40}"
    r"|changements depuis l.édition \d{1,4}|cambios desde la edición \d{1,4}"
    r"|ما تغيّر منذ الطبعة \d{1,4}|изменения по сравнению с выпуском \d{1,4}|自第\s?\d{1,4}\s?版以来的变动",
    "key of mechanisms": r"mechanisms in this \w+|(?:key|list) of (?:the )?(?:mechanisms|acronyms|abbreviations)"
    r"|abbreviations(?: and acronyms)?|acronyms(?: and abbreviations)?|sigles|siglas|abréviations|abreviaturas"
    r"|mécanismes de ce calendrier|mecanismos de este calendario|الآليات في هذا التقويم|механизмы в этом календаре"
    r"|本日历所列机制",
    "only suggested": r"suggested(?: from (?:their|its|the) words\b.{0,40})?|suggérées d.après leurs mots\b.{0,60}"
    r"|sugeridas a partir de sus palabras\b.{0,60}|مقترحة استناداً إلى كلماتها.{0,60}"
    r"|определены предположительно по тексту.{0,60}|根据文字推定.{0,40}",
    "answers to surveys": r"reported|what the mechanisms reported|ce que les mécanismes ont .{1,20}"
    r"|lo que (?:los mecanismos .{1,20}|.{1,20} los mecanismos)|ما .{1,20} الآليات|что сообщили механизмы"
    r"|各?机制(?:的|所)?(?:报告|汇报)(?:的?内容)?",
    "sources": r"sources|references|fuentes|références|referencias|المصادر|источники|来源",
    ABOUT_THE_FILE: r"about (?:this|the) (?:file|workbook|document|data)|read ?me|data dictionary|metadata"
    r"|à propos de ce fichier|acerca de este archivo|عن هذا الملف|об этом файле|关于本文件",
    "notes": r"notes?|explanatory notes|notas?|remarques|ملاحظات|примечания|说明",
}
KEY = "key of mechanisms"
FULL_NAMES = frozenset({"full name", "name in full", "meaning", "stands for", "nom complet", "nombre completo"})
PATTERNS = {reason: re.compile(words, re.IGNORECASE) for reason, words in HEADINGS.items()}
TABLES = ("only suggested", "answers to surveys")  # what their tables list is no statement, although it has dates
BOXED = ("changes since an edition",)  # these may be a box whose words run on in the same cell
LONGEST = 120


def part_of(words: str) -> str | None:
    """What a heading of these words opens; None for other words."""
    if len(words) > LONGEST:
        return None
    bare = words.strip(EDGES)
    return next((reason for reason, pattern in PATTERNS.items() if pattern.fullmatch(bare)), None)


def is_key(header: Header | None) -> bool:
    """Whether a table spells out short names, and lists nothing with a date."""
    return header is not None and not header.has_dates and any(fold(name) in FULL_NAMES for name in header.names)


class Parts:
    """Goes through the rows of a document and says of each whether it stands in such a part.

    A part ends with a heading that is not below its own, with the next sheet, and where a table of meetings starts
    or goes on.
    """

    def __init__(self) -> None:
        self._reason: str | None = None
        self._level: int | None = None
        self._sheet: str | None = None
        self._table: int | None = None  # of a key without a heading: it ends with its table

    @property
    def is_open(self) -> bool:
        """Whether the row before stood in such a part."""
        return self._reason is not None

    def reason_for(self, row: Row, header: Header | None, *, is_of_meetings: bool) -> str | None:
        """What the row belongs to, None outside such parts; rows are asked about in order, each once.

        `header` is what the row announces as the header of a table.
        """
        self._turn_sheet(row)
        if self._table is not None and row.table != self._table:
            self._reason = self._table = None
        words = {cell.text for cell in row.cells if cell.text}
        opened = self._opened(words.pop(), row) if len(words) == 1 else None
        if opened:
            self._reason, self._level, self._table = opened, row.heading, None
        elif self._reason is None and is_key(header):
            self._reason, self._table = KEY, row.table
        elif (is_of_meetings and self._reason not in TABLES) or (
            row.heading and (self._level is None or row.heading <= self._level)
        ):
            self._reason = None
        return self._reason

    def _opened(self, words: str, row: Row) -> str | None:
        if reason := part_of(words):
            return reason
        boxed = (reason for reason in BOXED if row.table is not None and PATTERNS[reason].match(words))
        return next(boxed, None)

    def _turn_sheet(self, row: Row) -> None:
        if row.locator.sheet != self._sheet:
            self._sheet, self._level, self._table = row.locator.sheet, None, None
            self._reason = part_of(self._sheet or "")
