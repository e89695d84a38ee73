"""What was published: editions, newest first, with their files; and editors' words for the sentences of a year."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Exists, QuerySet

from iscm.publication import wordings as written
from iscm.publication.comparing import SEVERAL, listed_in
from iscm.publication.frozen import mentions, thaw
from iscm.publication.report import Report
from iscm.publication.titles import title_in
from iscm.publication.words import words_in
from iscm.register.models import Edition, EditionFile, EditionText, Meeting, Wording
from iscm.register.queries.keeping_answers import kept
from iscm.register.queries.telling import closed_uids

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FileLine:
    """A stored file of an edition, without its bytes."""

    lang: str
    form: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class EditionLine:
    """An edition in a list; `title` is in the language asked for, `query` is what its calendar was narrowed to.

    `changes` counts by kind what changed since the edition before, None for the first. `corrects` is the number of the
    edition of which it is the corrigendum, `corrigenda` are the numbers of those that correct it. One that
    `is_withheld` is not given out: it tells of a meeting that was closed to the public since.
    """

    name: str
    number: int
    kind: str
    about: str
    title: str
    published_at: datetime
    modified: datetime
    note: str
    digest: str
    changes: Mapping[str, int] | None
    corrects: int | None
    corrigenda: tuple[int, ...]
    files: tuple[FileLine, ...]
    is_withheld: bool = False
    query: str = ""


@dataclass(frozen=True, slots=True)
class EditionLink:
    """An edition in short."""

    name: str
    number: int
    published_at: datetime


@dataclass(frozen=True, slots=True)
class StoredFile:
    """The bytes of a file as they were published."""

    content: bytes
    sha256: str


def editions(name: str | None = None, *, lang: str = "en") -> tuple[EditionLine, ...]:
    """Every edition, or those of one publication ("calendar-2024"), the newest first. Four queries."""
    found = Edition.objects.all() if name is None else Edition.objects.filter(name=name)
    return tuple(edition_lines(found.order_by("-published_at", "-id"), lang).values())


@kept(64)
def edition_links(name: str | None = None) -> tuple[EditionLink, ...]:
    """All editions, or those of a publication, in short; the newest of each publication first. One query."""
    found = Edition.objects.all() if name is None else Edition.objects.filter(name=name)
    rows = found.order_by("name", "-number").values_list("name", "number", "published_at")
    return tuple(EditionLink(*values) for values in rows)


def find_edition(name: str, number: int, *, lang: str = "en") -> EditionLine | None:
    """One edition by its name and number. Four queries."""
    return next(iter(edition_lines(Edition.objects.filter(name=name, number=number), lang).values()), None)


def latest(name: str, *, lang: str = "en") -> EditionLine | None:
    """The edition of a publication with the highest number, None while there is none. Four queries."""
    return next(iter(edition_lines(Edition.objects.filter(name=name).order_by("-number")[:1], lang).values()), None)


def frozen_report(name: str, number: int, lang: str = "en") -> Report | None:
    """An edition's report as it was published, in one of our languages; None for one that is withheld. One query."""
    texts = EditionText.objects.filter(edition__name=name, edition__number=number, lang=lang)
    row = texts.annotate(any_closed=Exists(closed_uids())).values_list("content", "any_closed").first()
    return None if row is None or (row[1] and is_withheld(name, number)) else thaw(bytes(row[0]))


def frozen_reports(name: str, number: int, langs: Collection[str]) -> dict[str, Report]:
    """The same in several languages, by language, withheld or not: for comparing editions. One query."""
    texts = EditionText.objects.filter(edition__name=name, edition__number=number, lang__in=langs)
    return {lang: thaw(bytes(content)) for lang, content in texts.values_list("lang", "content")}


def is_withheld(name: str, number: int) -> bool:
    """Whether an edition tells of a meeting that was closed to the public since it was published. Two queries at most.

    It stays as it was frozen, but is not given out any more.
    """
    texts = EditionText.objects.filter(edition__name=name, edition__number=number, lang="en")
    return bool(_withheld(texts))


def _withheld(texts: QuerySet[EditionText]) -> set[int]:
    """The editions of these texts that tell of a closed meeting; nothing is read while there is none."""
    closed = list(closed_uids().values_list("uid", flat=True))
    held = texts.values_list("edition_id", "content") if closed else ()
    return {edition for edition, content in held if _tells_of(bytes(content), closed)}


def _tells_of(content: bytes, closed: Collection[str]) -> bool:
    """Whether a frozen report says more of these meetings than that they are closed."""
    if not mentions(content, closed):
        return False
    name = title_in(words_in("en"), "", is_closed=True)
    rows = listed_in(thaw(content)).items()
    unnamed = {uid for key, row in rows if row.title and row.title[0].text == name for uid in key.split(SEVERAL)}
    return mentions(content, {*closed} - unnamed)


def stored_file(name: str, number: int, form: str, lang: str = "en") -> StoredFile | None:
    """A file as it was published; None where that form was not stored in that language, or is withheld. One query."""
    files = EditionFile.objects.filter(edition__name=name, edition__number=number, form=form, lang=lang)
    row = files.annotate(any_closed=Exists(closed_uids())).values_list("content", "sha256", "any_closed").first()
    return None if row is None or (row[2] and is_withheld(name, number)) else StoredFile(bytes(row[0]), row[1])


def wordings(year: int) -> tuple[written.Wording, ...]:
    """Editors' words for a year's highlights: for each sentence and language the latest not taken back. Two queries.

    Words that tell of a meeting that is closed now are not given out.
    """
    columns = ("key", "uids", "facts_digest", "words", "actor", "at", "reason", "lang")
    rows = Wording.objects.filter(year=year, taken_back_at=None).order_by("id").values_list(*columns)
    current = {(row[0], row[-1]): row for row in rows}
    closed = set(closed_uids().values_list("uid", flat=True)) if current else set()
    return tuple(
        written.Wording(key, tuple(uids), *rest) for key, uids, *rest in current.values() if not closed & {*uids}
    )


def redirects() -> dict[str, str]:
    """For each merged meeting, the uid of the one it became. One query."""
    merged = Meeting.objects.filter(merged_into__isnull=False).values_list("uid", "merged_into__uid")
    return {uid: into for uid, into in merged if into}


_COLUMNS = ("name", "number", "kind", "about", "published_at", "modified", "note", "digest", "changes")


def edition_lines(found: QuerySet[Edition], lang: str) -> dict[int, EditionLine]:
    """The editions of a question in its order, by primary key. Four queries."""
    found = found.annotate(any_closed=Exists(closed_uids()))
    rows = list(found.values(*_COLUMNS, "id", "corrects__number", "any_closed", "choice"))
    ids = [row["id"] for row in rows]
    titles = dict(EditionText.objects.filter(edition__in=ids, lang=lang).values_list("edition_id", "title"))
    files = _files(ids)
    withheld = _withheld(EditionText.objects.filter(edition__in=ids, lang="en")) if _any_closed(rows) else set()
    corrigenda = _grouped(Edition.objects.filter(corrects__in=ids).order_by("id").values_list("corrects_id", "number"))
    return {
        row["id"]: EditionLine(
            title=titles.get(row["id"], row["name"]),
            corrects=row["corrects__number"],
            corrigenda=corrigenda[row["id"]],
            files=files[row["id"]],
            is_withheld=row["id"] in withheld,
            query=row["choice"].get("query", ""),
            **{column: row[column] for column in _COLUMNS} | ({"note": ""} if row["id"] in withheld else {}),
        )
        for row in rows
    }


def _any_closed(rows: Iterable[Mapping[str, Any]]) -> bool:
    return any(row["any_closed"] for row in rows)


def _files(editions: list[int]) -> defaultdict[int, tuple[FileLine, ...]]:
    rows = EditionFile.objects.filter(edition__in=editions).order_by("id")
    columns = ("edition_id", "lang", "form", "size", "sha256")
    return _grouped((edition, FileLine(*values)) for edition, *values in rows.values_list(*columns))


def _grouped(pairs: Iterable[tuple[int, T]]) -> defaultdict[int, tuple[T, ...]]:
    found: defaultdict[int, tuple[T, ...]] = defaultdict(tuple)
    for key, value in pairs:
        found[key] += (value,)
    return found
