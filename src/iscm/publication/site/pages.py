"""A page of the site for a web space or a memory stick: its links lead from file to file, byte for byte the rest stays.

Links to what is left out become plain words; an item of a list that was nothing but such a link goes. Drawings that
take shapes from another file, which browsers refuse between files of a disk, get the shapes themselves.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from urllib.parse import urljoin, urlsplit

from iscm.publication.site.addresses import Layout, link
from iscm.publication.site.texts import HOST, Texts

_TAG = re.compile(r"<script\b[^>]*+>.*?</script>|<(/?)([a-z][a-z0-9-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*+)>", re.DOTALL)
_LINKING = re.compile(r"""(\s)(href|src|action)="([^"]*)\"""")
_OF_A_LINK = re.compile(r'\s(?:href|rel|type|hreflang|download)(?:="[^"]*")?(?=\s|$)')
_LONE_ITEM = re.compile(r"<li>\s*<a\s([^<>]*)>[^<]*</a>\s*</li>\n?")
_HREF = re.compile(r'(?:^|\s)href="([^"]*)"')
_USE = re.compile(r'<use href="([^"#]*)#([^"]*)"([^<>]*?)/>')
_TAKEN = re.compile(r"""url\(["']?([^"')]+)["']?\)""")
_NOTHING = "\0"


@dataclass(frozen=True, slots=True)
class Shapes:
    """What drawings take from other files, by address and `#` and name: what is put in its place, or a picture's file
    and size.
    """

    drawn: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, tuple[str, int, int]] = field(default_factory=dict)


@dataclass
class Page:
    """One page being made: where it stands, and what it turned out to lead to."""

    address: str
    file: str
    layout: Layout
    texts: Texts
    shapes: Shapes = field(default_factory=Shapes)
    met: set[str] = field(default_factory=set)

    def render(self, html: str) -> str:
        """The page with links that lead from file to file; `met` then has every address of the site it leads to."""
        html = _USE.sub(self._drawn, html)
        html = _LONE_ITEM.sub(self._kept_item, html)
        pieces: list[str] = []
        ends: list[str] = []  # how the links that are open will be closed
        at = 0
        for tag in _TAG.finditer(html):
            pieces += [html[at : tag.start()], self._tag(tag, ends)]
            at = tag.end()
        pieces.append(html[at:])
        return self.texts.render_markup("".join(pieces), self.file)

    def _tag(self, tag: re.Match[str], ends: list[str]) -> str:
        closing, name, rest = tag.groups()
        if name is None:  # a whole script
            return self._script(tag[0])
        if name == "a":
            return self._anchor(tag[0], rest, ends) if not closing else f"</{ends.pop() if ends else 'a'}>"
        if closing or not _LINKING.search(rest):
            return tag[0]
        led = _LINKING.sub(self._led, rest)
        return f"<{name}{led}>" if _NOTHING not in led else ""

    def _script(self, script: str) -> str:
        start, end, rest = script.partition(">")
        return _LINKING.sub(self._led, start) + end + rest

    def _anchor(self, tag: str, rest: str, ends: list[str]) -> str:
        led = _LINKING.sub(self._led, rest)
        ends.append("span" if _NOTHING in led else "a")
        if ends[-1] == "a":
            return f"<a{led}>" if led != rest else tag
        return f"<span{_OF_A_LINK.sub('', rest)}>"

    def _kept_item(self, item: re.Match[str]) -> str:
        found = _HREF.search(item[1])
        return "" if found and self._lead(unescape(found[1])) is None else item[0]

    def _led(self, found: re.Match[str]) -> str:
        before, name, value = found.groups()
        led = self._lead(unescape(value))
        return f'{before}{name}="{_NOTHING if led is None else escape(led)}"' if led != value else found[0]

    def _lead(self, value: str) -> str | None:
        """The link instead of another; itself if it leads out of the site, None if to what is left out."""
        if not value or value.startswith("#"):
            return value
        whole = urlsplit(urljoin(f"http://{HOST}{self.address}", value))
        if whole.netloc != HOST:
            return value
        if whole.scheme not in {"http", "https"}:
            return self.texts.subscribed(whole.scheme, whole.path, whole.query)
        address = f"{whole.path}?{whole.query}" if whole.query else whole.path
        place = self.layout.place(address)
        if place is None:
            return None
        self.met.add(address)
        return link(self.file, place) + (f"#{whole.fragment}" if whole.fragment else "")

    def _drawn(self, use: re.Match[str]) -> str:
        name = f"{use[1]}#{use[2]}"
        if name in self.shapes.pictures:
            address, width, height = self.shapes.pictures[name]
            return f'<image href="{address}" width="{width}" height="{height}"/>'
        return f"<g{use[3].rstrip()}>{self.shapes.drawn[name]}</g>" if name in self.shapes.drawn else use[0]


def taken_by_style(css: str, address: str) -> set[str]:
    """The addresses of the site that a style sheet takes; it stays as it is, because they are relative there."""
    found = (urlsplit(urljoin(f"http://{HOST}{address}", value)) for value in _TAKEN.findall(css))
    return {whole.path for whole in found if whole.netloc == HOST}
