"""Editions as pages show them: the day and the changes in words, every file that can be had."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language, gettext

from iscm.publication.editions import changes_in_words
from iscm.publication.formats import FORMATS
from iscm.register.queries import published
from iscm.register.queries.published import EditionLine, EditionLink
from iscm.website.dates import day_in_words, page_words

KILO = 1000


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file to be had in the page's language. `size` is in words; empty for one made when asked for."""

    name: str
    href: str
    size: str


@dataclass(frozen=True, slots=True)
class ShownEdition:
    """An edition with its words."""

    line: EditionLine
    day: str
    changed: str
    files: tuple[ShownFile, ...]


def show_edition(line: EditionLine) -> ShownEdition:
    """The words of an edition in the active language."""
    day = day_in_words(line.published_at.date())
    return ShownEdition(line, day, _changed(line), tuple(_files(line)))


def by_publication(lines: Iterable[EditionLine]) -> list[tuple[str, str, list[ShownEdition]]]:
    """Name, title and editions of each publication, in the order of the lines; the title is the newest's."""
    found: dict[str, list[ShownEdition]] = {}
    for line in lines:
        found.setdefault(line.name, []).append(show_edition(line))
    return [(name, shown[0].line.title, shown) for name, shown in found.items()]


def edition_links(name: str) -> list[tuple[EditionLink, str]]:
    """The editions of a publication for the page of what it tells (`parts/editions.html`), each with its day."""
    return [(link, day_in_words(link.published_at.date())) for link in published.edition_links(name)]


def _changed(line: EditionLine) -> str:
    """What changed since the edition before, in one line."""
    if line.number == 1:
        return gettext("First edition")
    changed = changes_in_words(line.changes or {}, page_words()) or gettext("details corrected")
    return gettext("Since edition %(number)s: %(changes)s") % {"number": line.number - 1, "changes": changed}


def _files(line: EditionLine) -> Iterable[ShownFile]:
    lang = get_language() or "en"
    sizes = {file.form: file.size for file in line.files if file.lang == lang}
    for form, known in FORMATS.items():
        href = reverse("edition-file", kwargs={"name": line.name, "number": line.number, "form": form})
        yield ShownFile(known.name, href, _size(sizes[form]) if form in sizes else "")


def _size(size: int) -> str:
    return gettext("%(n)s kB") % {"n": max(1, round(size / KILO))}
