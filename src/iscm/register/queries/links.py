"""The links that the register shows: where each stands, which of them are dead, and which lead elsewhere by now."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet

from iscm.domain.addresses import followable
from iscm.domain.links import DEAD_AFTER, DEAD_OVER, LinkHistory, Seen, State
from iscm.register.models import LinkCheck, Mechanism, Meeting, MeetingMechanism
from iscm.register.queries.library import publications
from iscm.register.queries.meeting_materials import public_materials

MEETING, MECHANISM, PUBLICATION = "meeting", "mechanism", "publication"
DEAD = Q(failures__gte=DEAD_AFTER, failing_since__lte=F("checked_at") - DEAD_OVER)
MOVED = Q(state=State.MOVED)


@dataclass(frozen=True, slots=True)
class Use:
    """Where a link stands: at a meeting (its uid), a mechanism (its slug) or a publication (the document, 0 for none).

    `mechanisms` are the slugs of those concerned.
    """

    kind: str
    key: str
    title: str
    mechanisms: frozenset[str]


@dataclass(frozen=True, slots=True)
class DeadLink:
    """A link that has not answered for long; `archived` is a copy of what was there, empty if none is known."""

    since: datetime
    archived: str


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A link for the worklist, with where it stands; `key` names it in forms."""

    key: str
    url: str
    state: State
    message: str
    is_dead: bool
    failures: int
    since: datetime | None
    checked_at: datetime
    moved_to: str
    archived: str
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class DismissedLink:
    """A link that somebody looked at and left as it is."""

    key: str
    url: str
    archived: str
    by: str
    reason: str
    at: datetime


def digest_of(url: str) -> str:
    """By what a link is known."""
    return hashlib.sha256(url.encode()).hexdigest()


def shown_links() -> dict[str, tuple[Use, ...]]:
    """Every link that the public pages show, with where it stands. Eleven queries, however many they are."""
    found: defaultdict[str, list[Use]] = defaultdict(list)
    for url, use in (*_of_meetings(), *_of_materials(), *_of_mechanisms(), *_of_publications()):
        if followable(url):
            found[url].append(use)
    return {url: tuple(dict.fromkeys(uses)) for url, uses in found.items()}


def dead_links(urls: Collection[str]) -> dict[str, DeadLink]:
    """Those of these links that are dead, and that nobody has dismissed unless a copy is known. One query, or none."""
    if not urls:
        return {}
    told = Q(dismissed_at=None) | ~Q(archived="")
    rows = LinkCheck.objects.filter(DEAD & told, digest__in=[digest_of(url) for url in urls])
    columns = rows.values_list("url", "failing_since", "archived")
    return {url: DeadLink(since, copy) for url, since, copy in columns if since}


def open_links() -> list[tuple[int, bool, frozenset[str]]]:
    """Links that wait for an editor: their keys, whether they are dead or only moved, and whose they are.

    The dead ones first, then in the order in which they were met. One query where there are none, else twelve.
    """
    rows = list(_waiting().values_list("id", "url", "failures"))
    if not rows:
        return []
    shown = shown_links()
    return [
        (pk, failures >= DEAD_AFTER, frozenset[str]().union(*(use.mechanisms for use in shown[url])))
        for pk, url, failures in sorted(rows, key=lambda row: (row[2] < DEAD_AFTER, row[0]))
        if url in shown
    ]


def link_lines(ids: Collection[int]) -> tuple[LinkLine, ...]:
    """These links, in this order. Twelve queries."""
    rows, shown = LinkCheck.objects.in_bulk(ids), shown_links()
    return tuple(_line(rows[pk], shown.get(rows[pk].url, ())) for pk in ids if pk in rows)


def dismissed_links() -> tuple[DismissedLink, ...]:
    """The links that somebody looked at and left, the latest first. One query."""
    rows = LinkCheck.objects.exclude(dismissed_at=None).order_by("-dismissed_at", "-id")
    columns = ("digest", "url", "archived", "dismissed_by", "dismissed_reason", "dismissed_at")
    return tuple(DismissedLink(*values) for values in rows.values_list(*columns))


def mechanisms_of_links(keys: Iterable[str]) -> dict[str, frozenset[str]]:
    """Whose the links of these keys are. Twelve queries."""
    shown = shown_links()
    rows = LinkCheck.objects.filter(digest__in=set(keys)).values_list("digest", "url")
    return {key: frozenset[str]().union(*(use.mechanisms for use in shown.get(url, ()))) for key, url in rows}


def history_of(row: LinkCheck) -> LinkHistory:
    """What is remembered of a link."""
    return LinkHistory(
        Seen(State(row.state), row.message, row.moved_to), row.checked_at, row.failures, row.failing_since
    )


def _waiting() -> QuerySet[LinkCheck]:
    return LinkCheck.objects.filter(DEAD | MOVED, dismissed_at=None)


def _line(row: LinkCheck, uses: tuple[Use, ...]) -> LinkLine:
    return LinkLine(
        key=row.digest,
        url=row.url,
        state=State(row.state),
        message=row.message,
        is_dead=history_of(row).is_dead,
        failures=row.failures,
        since=row.failing_since,
        checked_at=row.checked_at,
        moved_to=row.moved_to,
        archived=row.archived,
        uses=uses,
    )


def _of_meetings() -> Iterable[tuple[str, Use]]:
    """The links of meetings that the public sees."""
    slugs: defaultdict[int, set[str]] = defaultdict(set)
    seen = Meeting.objects.filter(is_listed=True, is_closed=False).exclude(links=[])
    named = MeetingMechanism.objects.filter(meeting__in=seen.order_by().values("pk")).order_by()
    for meeting, slug in named.values_list("meeting", "mechanism__slug"):
        slugs[meeting].add(slug)
    for pk, uid, title, links in seen.order_by("id").values_list("id", "uid", "title", "links"):
        use = Use(MEETING, uid, title, frozenset(slugs[pk]))
        yield from ((link.get("url") or "", use) for link in links)


def _of_materials() -> Iterable[tuple[str, Use]]:
    for one in public_materials():
        if one.line.url:
            yield one.line.url, Use(MEETING, one.meeting, one.meeting_title, frozenset(dict(one.mechanisms)))


def _of_mechanisms() -> Iterable[tuple[str, Use]]:
    for slug, acronym, website in Mechanism.objects.exclude(website="").values_list("slug", "acronym", "website"):
        yield website, Use(MECHANISM, slug, acronym, frozenset({slug}))


def _of_publications() -> Iterable[tuple[str, Use]]:
    for line in publications():
        if line.url:
            slugs = frozenset(slug for slug, _ in line.mechanisms)
            yield line.url, Use(PUBLICATION, str(line.document or ""), line.title, slugs)
