"""Whole addresses in feeds, descriptions and pages, said as those of the web space, or as far as can be without one.

The site is made under an address that nobody has (RFC 2606): wherever it stands, a whole address of ours is meant.
"""

import re
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from iscm.publication.formats.ics import fold_lines
from iscm.publication.site.addresses import Layout, link, shown

HOST = "iscm.invalid"
_IN_TEXT = re.compile(rf"http://{re.escape(HOST)}((?:/[^\s\"'<>\\]*)?)")
_IN_CALENDAR = re.compile(rf"(?:\\n)?http://{re.escape(HOST)}((?:/[A-Za-z0-9/._~?&=%,:-]*)?)")
_FOLD = re.compile("\r\n[ \t]")
_ID = re.compile(rf"<id>http://{re.escape(HOST)}([^<]*)</id>")
_LEADING = re.compile(rf'href="http://{re.escape(HOST)}([^"]*)"')
_LOCATED = re.compile(rf"<loc>http://{re.escape(HOST)}([^<]*)</loc>")
_ADDRESS_LINES = ("URL", "SOURCE", "CONCEPT", "LINK", "ATTACH", "IMAGE")


@dataclass(frozen=True, slots=True)
class Texts:
    """How whole addresses are said: under `site` (such as `https://example.org/meetings`), or relative where none is
    known.
    """

    layout: Layout
    site: str = ""

    def whole(self, address: str, file: str) -> str:
        """A whole address; what is left out leads to the front page. `file` is where it stands."""
        place = self.layout.place(address or "/") or self.layout.place("/") or ""
        return f"{self.site}/{shown(place)}" if self.site else link(file, place)

    def subscribed(self, scheme: str, path: str, query: str) -> str | None:
        """An address for calendar programs (`webcal:`); None where the place of the site is not known."""
        place = self.layout.place(f"{path}?{query}" if query else path)
        return f"{scheme}://{self.site.partition('://')[2]}/{place}" if self.site and place else None

    def render(self, media: str, text: str, file: str) -> str:
        """The text of a file of a media type."""
        own = {"text/calendar": self.render_calendar, "application/atom+xml": self.render_atom}
        return own.get(media, self.render_markup if "xml" in media else self.render_plain)(text, file)

    def render_markup(self, text: str, file: str) -> str:
        """HTML or XML: addresses there have their ampersands written out."""
        return self._named(_IN_TEXT.sub(lambda found: escape(self.whole(unescape(found[1]), file), quote=False), text))

    def render_robots(self, text: str) -> str:
        """The rules for robots; without a known place they name no map of the site."""
        kept = [line for line in text.splitlines() if self.site or HOST not in line]
        return self.render_plain("\n".join(kept) + "\n", "robots.txt")

    def render_plain(self, text: str, file: str) -> str:
        """JSON, or text without marks."""
        return self._named(_IN_TEXT.sub(lambda found: self.whole(found[1], file), text))

    def render_atom(self, text: str, file: str) -> str:
        """A feed. Its identifier must be whole: without a known place it is made from what the feed is of."""
        if not self.site:
            text = _ID.sub(lambda found: f"<id>urn:uuid:{uuid5(NAMESPACE_URL, f'iscm:feed:{found[1]}')}</id>", text)
        return self.render_markup(text, file)

    def render_calendar(self, text: str, file: str) -> str:
        """A calendar, folded anew. Without a known place it has no addresses, which could not be relative there."""
        lines = _FOLD.sub("", text).split("\r\n")
        if self.site:
            said = [_IN_CALENDAR.sub(lambda found: self._in_calendar(found, file), line) for line in lines]
        else:
            said = [_IN_CALENDAR.sub("", line) for line in lines if HOST not in line or not _is_address(line)]
        return fold_lines(self._named(line) for line in said[:-1]).decode()

    def _in_calendar(self, found: re.Match[str], file: str) -> str:
        return found[0][: found[0].index("http")] + self.whole(found[1], file)

    def _named(self, text: str) -> str:
        """Where only the name of the host stood, the real one."""
        return text.replace(HOST, urlsplit(self.site).netloc) if self.site else text


def linked_by_feed(text: str) -> set[str]:
    """The addresses of the site to which a feed leads."""
    return {unescape(address) for address in _LEADING.findall(text)}


def named_by_map(text: str) -> list[str]:
    """The addresses in a map of the site, in its order."""
    return [unescape(address) for address in _LOCATED.findall(text)]


def _is_address(line: str) -> bool:
    return re.split("[;:]", line, maxsplit=1)[0] in _ADDRESS_LINES
