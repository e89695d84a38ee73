"""The site made page by page: from the front page and the site map along every link, each address once."""

from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from iscm.cli.progress import Bar
from iscm.cli.siting.asking import FOUND, Answer, Asker
from iscm.publication.site.addresses import ENGLISH, Layout, in_language, link
from iscm.publication.site.drawings import land, shapes_of
from iscm.publication.site.folder import Folder
from iscm.publication.site.pages import Page, Shapes, taken_by_style
from iscm.publication.site.search import GROUPS, Entry, entries_of, render_index
from iscm.publication.site.texts import HOST, Texts, linked_by_feed, named_by_map

MAP, ROBOTS, SEARCH = "/sitemap.xml", "/robots.txt", "/search/"
SECURITY = "/.well-known/security.txt"
INDEX_OF_SEARCH = "/search/index.js"
WORLD, LAND = "world.", "/static/website/land.svg"
ATOM = "application/atom+xml"
TEXTS = (
    "text/",
    "image/svg",
    ATOM,
    *(f"application/{kind}" for kind in ("json", "ld+json", "jscalendar", "xml", "vnd.cit")),
)


@dataclass
class Making:
    """One writing of the site: what is to be asked for, and what came of it."""

    asker: Asker
    texts: Texts
    folder: Folder
    bar: Bar
    waiting: deque[str] = field(default_factory=deque)
    met: dict[str, str] = field(default_factory=dict)
    led: dict[str, frozenset[str]] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    found: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    shapes: Shapes = field(default_factory=Shapes)

    @property
    def layout(self) -> Layout:
        """What is written, and where."""
        return self.texts.layout

    def write(self) -> None:
        """Put every file of the site into the folder."""
        for language in self.layout.languages:
            named = named_by_map(self.asker.ask(MAP).content.decode())
            self._await(in_language(language, address) for address in ("/", SEARCH, *named))
        self._put(ROBOTS, self.texts.render_robots(self.asker.ask(ROBOTS).content.decode()).encode())
        if self.texts.site:
            # Whom to tell of a hole is looked for at the root of a host only.
            is_root = "/" not in self.texts.site.partition("://")[2]
            self._await([MAP, SECURITY] if is_root else [MAP])
        self._work()
        self._mend()

    def _await(self, addresses: Iterable[str]) -> None:
        """Let these be asked for, unless they are left out, made otherwise, or known."""
        for address in addresses:
            asked = self.layout.canonical(address)
            place = self.layout.place(asked)
            if place and place not in self.met and not asked.endswith((INDEX_OF_SEARCH, LAND)):
                self.met[place] = asked
                self.waiting.append(asked)

    def _work(self) -> None:
        done = 0
        while self.waiting:
            address = self.waiting.popleft()
            self.bar(done, len(self.met), address)
            self._make(address)
            done += 1

    def _make(self, address: str) -> None:
        answer = self.asker.ask(address)
        if answer.status != FOUND:
            self.gone.add(address)
            return
        content, led = self._said(address, answer)
        self.led[address] = frozenset(map(self.layout.canonical, led))
        self._put(address, content)
        self._await(sorted(led))

    def _mend(self) -> None:
        """Make the pages again that led to what turned out not to be there; forget it."""
        if not self.gone:
            return
        self.texts = replace(self.texts, layout=replace(self.layout, gone=frozenset(self.gone)))
        for address in [address for address, led in self.led.items() if led & self.gone]:
            self._make(address)

    def _put(self, address: str, content: bytes) -> None:
        place = self.layout.place(address)
        if place:
            self.folder.put(place, content)

    def _said(self, address: str, answer: Answer) -> tuple[bytes, set[str]]:
        """The content of a file, and the addresses to which it leads."""
        if answer.media == "text/html":
            return self._page(address, answer.content.decode())
        if answer.media == "text/css":
            return answer.content, taken_by_style(answer.content.decode(), address)
        if HOST.encode() not in answer.content or not answer.media.startswith(TEXTS):
            return answer.content, set()
        text = answer.content.decode()
        led = linked_by_feed(text) if answer.media == ATOM else set()
        return self.texts.render(answer.media, text, self.layout.place(address) or "").encode(), led

    def _page(self, address: str, html: str) -> tuple[bytes, set[str]]:
        file = self.layout.place(address) or ""
        page = Page(address, file, self.layout, self.texts, self._shapes_for(html))
        self._note(address, html, file)
        return page.render(html).encode(), page.met

    def _shapes_for(self, html: str) -> Shapes:
        """The map of the world, asked for by the first page that takes shapes from it."""
        _, taken, rest = html.partition('<use href="')
        address = rest.partition("#")[0]
        if taken and not self.shapes.drawn and WORLD in address:
            svg = self.asker.ask(address).content.decode()
            self.shapes = shapes_of(svg, address, LAND)
            self._put(LAND, land(svg))
        return self.shapes

    def _note(self, address: str, html: str, file: str) -> None:
        """Remember what the search will find on a page."""
        language, path = self.layout.split(address)
        group, _, rest = path.removeprefix("/").partition("/")
        if language and group in GROUPS and "?" not in rest and (bool(rest) != (group == "library")):
            search = self.layout.place(in_language(language, SEARCH)) or ""
            self.found[language] += entries_of(group, html, link(search, file))


def put_searches(making: Making) -> None:
    """Put the index of each language's search into the folder."""
    from iscm.register.queries.analyser import tokens

    for language in making.layout.languages:
        place = making.layout.place(in_language(language, INDEX_OF_SEARCH))
        if place:
            making.folder.put(place, render_index(making.found[language], tokens))


def put_front(making: Making, names: dict[str, str]) -> None:
    """Put a page at the root that leads to the main language, where that is not English."""
    from iscm.publication.site.front import render_front

    if ENGLISH not in making.layout.languages:
        making.folder.put("index.html", render_front([(code, names[code]) for code in making.layout.languages]))
