"""Marks left in text: Markdown emphasis and links, stray HTML tags, entities."""

import re
from dataclasses import dataclass, field
from html import unescape

from iscm.domain.records import Link
from iscm.reading.layouts.elements import Cell
from iscm.reading.layouts.words import fold, link_target, make_cell

MAYBE = re.compile(r"[<&*_\[\\`~]")
INLINE = "a|abbr|b|big|br|center|cite|code|del|div|em|font|i|ins|li|mark|p|s|small|span|strike|strong|sub|sup|u|ul|ol"
TOKEN = re.compile(
    rf"""
      \\(?P<escaped>[!-/:-@\[-`{{-~])
    | <(?P<auto>https?://[^\s<>]{{1,2000}})>
    | (?P<bare>https?://[^\s<>\[\]|]+(?<![*_.,;:)]))
    | </(?P<close>{INLINE})\s*>
    | <(?P<open>{INLINE})(?P<attributes>\s[^<>]{{0,4000}})?/?>
    | <!--[^<>]{{0,4000}}-->
    | !?\[(?P<label>[^\[\]]{{0,1000}})\]\((?P<href>[^()\s]{{0,2000}})(?:\s+"[^"]{{0,500}}")?\)
    | (?P<strong>\*\*\*?|__)
    | (?P<code>`+)
    | (?P<emphasis>[*_])
    """,
    re.VERBOSE | re.IGNORECASE,
)
HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
BOLD_TAGS = {"b", "strong"}
BREAK_TAGS = {"br", "p", "div", "li", "ul", "ol"}


@dataclass
class _Writer:
    """What has been written so far of one cell, with the state of the marks around it."""

    bold: bool = False
    lines: list[list[str]] = field(default_factory=lambda: [[]])
    links: list[Link] = field(default_factory=list)
    plain: bool = False
    href: str | None = None
    link_text: list[str] | None = None

    def write(self, text: str) -> None:
        if not text:
            return
        self.lines[-1].append(text)
        self.plain = self.plain or (not self.bold and bool(text.strip()))
        if self.link_text is not None:
            self.link_text.append(text)

    def close_link(self) -> None:
        if self.link_text is not None:
            self.links.append(Link(fold("".join(self.link_text)), link_target(self.href)))
        self.href = self.link_text = None


def read_marks(text: str, *, bold: bool = False) -> tuple[Cell, bool]:
    """The cell of a text without its marks, and whether bold type is still on at its end.

    `bold` says that it was on before. Line ends, `<br>` and its like part the cell's lines.
    """
    if not MAYBE.search(text):
        return make_cell(text.splitlines() or [""], is_bold=bold), bold
    writer = _Writer(bold)
    emphases = _paired_emphases(text)
    at = 0
    for match in TOKEN.finditer(text):
        writer.write(unescape(text[at : match.start()]))
        _take(writer, match, emphases)
        at = match.end()
    writer.write(unescape(text[at:]))
    writer.close_link()
    lines = [piece for line in writer.lines for piece in "".join(line).splitlines() or [""]]
    return make_cell(lines, writer.links, is_bold=not writer.plain), writer.bold


def _take(writer: _Writer, match: re.Match[str], emphases: set[int]) -> None:
    kind, words = match.lastgroup, match.group()
    if kind == "escaped":
        writer.write(match["escaped"])
    elif kind == "bare":
        writer.write(unescape(words))
    elif kind == "auto":
        writer.write(match["auto"])
        writer.links.append(Link(match["auto"], link_target(match["auto"])))
    elif match["open"] or match["close"]:
        _take_tag(writer, (match["open"] or match["close"]).lower(), match["attributes"], is_end=bool(match["close"]))
    elif kind == "href":
        _take_link(writer, match)
    elif kind == "strong":
        _take_strong(writer, match)
    elif kind == "emphasis" and match.start() not in emphases:
        writer.write(words)


def _take_tag(writer: _Writer, tag: str, attributes: str | None, *, is_end: bool) -> None:
    if tag in BOLD_TAGS:
        writer.bold = not is_end
    elif tag in BREAK_TAGS:
        writer.lines.append([])
    elif tag == "a":
        writer.close_link()
        if not is_end and (href := HREF.search(attributes or "")):
            writer.href, writer.link_text = unescape(next(filter(None, href.groups()), "")), []


def _take_link(writer: _Writer, match: re.Match[str]) -> None:
    label, _ = read_marks(match["label"], bold=writer.bold)
    if not match.group().startswith("!"):
        writer.links.append(Link(label.text, link_target(unescape(match["href"]))))
    spaced = match["label"]
    writer.write(" " * spaced.startswith(" ") + label.text + " " * spaced.endswith(" "))


def _take_strong(writer: _Writer, match: re.Match[str]) -> None:
    """`**` always marks; `__` only at the edge of a word, for it also stands for a blank to fill in."""
    before, after = _around(match)
    if match.group() == "__" and (before.isalnum() == after.isalnum() or "_" in before + after):
        writer.write(match.group())
    else:
        writer.bold = not writer.bold


def _paired_emphases(text: str) -> set[int]:
    """Where single `*` or `_` stand in pairs round words; a lone one is a footnote mark or part of a name."""
    paired: set[int] = set()
    opened: dict[str, int] = {}
    for match in TOKEN.finditer(text):
        if match.lastgroup != "emphasis":
            continue
        mark = match.group()
        before, after = _around(match)
        if mark in opened and not before.isspace() and (mark == "*" or not after.isalnum()):
            paired |= {opened.pop(mark), match.start()}
        elif not after.isspace() and after and (mark == "*" or not before.isalnum()):
            opened[mark] = match.start()
    return paired


def _around(match: re.Match[str]) -> tuple[str, str]:
    text = match.string
    return text[match.start() - 1 : match.start()] if match.start() else "", text[match.end() : match.end() + 1]
