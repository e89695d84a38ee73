"""Running words as WordprocessingML: language and direction of each run, links."""

import re
from dataclasses import dataclass, field
from html import escape

from iscm.publication.formats.cleaning import in_line, safe_address
from iscm.publication.formats.languages import is_other, is_rtl
from iscm.publication.report import Run, Text

TAG = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")
UNKNOWN = "x-none"  # Word checks no spelling there
EAST_ASIAN = {"zh", "ja", "ko"}
# What Word calls the languages that are given without a country.
IN_WORD = {
    "en": "en-GB",
    "fr": "fr-FR",
    "es": "es-ES",
    "ru": "ru-RU",
    "ar": "ar-SA",
    "zh": "zh-CN",
    "zh-hans": "zh-CN",
    "zh-hant": "zh-TW",
}
TO_RIGHT, TO_LEFT = "\u200e", "\u200f"
LONGEST_TIP = 255
LONGEST_BOOKMARK = 40


@dataclass(slots=True)
class Writing:
    """What the words of one document share: its language, and the addresses it leads to with their relations.

    `anchors` are those that something leads to.
    """

    lang: str
    anchors: frozenset[str] = frozenset()
    relations: dict[str, str] = field(default_factory=dict)
    bookmarks: dict[str, str] = field(default_factory=dict)

    def running(self, words: Text) -> str:
        """The runs of a paragraph."""
        return "".join(self._run(run) for run in words if run.text)

    def relation(self, address: str) -> str:
        """The relation of an address outside; one for each address."""
        return self.relations.setdefault(address, f"link{len(self.relations) + 1}")

    def bookmark(self, anchor: str) -> str:
        """The name of a bookmark: letters, figures and underscores, no two alike."""
        stem = re.sub(r"\W", "_", anchor)[: LONGEST_BOOKMARK - 6]
        return self.bookmarks.setdefault(anchor, f"b{len(self.bookmarks) + 1}_{stem}")

    def _run(self, run: Run) -> str:
        address = safe_address(run.href)
        said = self._styled(run, "Hyperlink" if address else "")
        if address.startswith("#"):
            return f'<w:hyperlink w:anchor="{self.bookmark(address[1:])}" w:history="1">{said}</w:hyperlink>'
        if address:
            tip = escape(address[:LONGEST_TIP])
            relation = self.relation(address)
            return f'<w:hyperlink r:id="{relation}" w:tooltip="{tip}" w:history="1">{said}</w:hyperlink>'
        return said

    def _styled(self, run: Run, style: str) -> str:
        lang = run.lang or self.lang
        # A run in the other direction keeps figures and brackets at its edges to itself.
        mark = (TO_RIGHT, TO_LEFT)[is_rtl(lang)] if is_rtl(lang) != is_rtl(self.lang) else ""
        style = style or ("Quiet" if run.is_quiet else "")
        properties = [
            f'<w:rStyle w:val="{style}"/>' if style else "",
            "<w:b/><w:bCs/>" if run.is_strong else "",
            "<w:rtl/>" if is_rtl(lang) else "",
            language(run.lang) if is_other(run.lang, self.lang) else "",
        ]
        return f"<w:r>{_properties(properties)}{said(f'{mark}{run.text}{mark}')}</w:r>"


def _properties(parts: list[str]) -> str:
    inner = "".join(parts)
    return f"<w:rPr>{inner}</w:rPr>" if inner else ""


def said(words: str) -> str:
    """The words themselves, in one line."""
    return f'<w:t xml:space="preserve">{escape(in_line(words), quote=False)}</w:t>'


def language(lang: str) -> str:
    """The language of a run, at the place that Word has for its script."""
    named = IN_WORD.get(lang.lower(), lang) if TAG.fullmatch(lang) and lang != "und" else UNKNOWN
    family = lang.partition("-")[0].lower()
    place = "bidi" if is_rtl(lang) else "eastAsia" if family in EAST_ASIAN else "val"
    return f'<w:lang w:{place}="{named}"/>'


def language_of_document(lang: str) -> str:
    """The language of all that says none: one for each kind of script."""
    places = {"val": "en-GB", "eastAsia": "zh-CN", "bidi": "ar-SA"}
    if found := re.search(r'w:(\w+)="([^"]+)"', language(lang)):
        places[found[1]] = found[2]
    inner = " ".join(f'w:{place}="{named}"' for place, named in places.items())
    return f"<w:lang {inner}/>"
