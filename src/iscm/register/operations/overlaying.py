"""Rows brought in line with the words that the register knows now: those that an editor's statement changed."""

from collections.abc import Collection
from typing import Any

from django.db.models import ProtectedError, Q, QuerySet

from iscm.data.reference import load_publications
from iscm.domain.errors import ConflictError
from iscm.domain.vocabulary import Vocabulary
from iscm.reconciliation.wording import names_of
from iscm.register import models
from iscm.register.operations import loading
from iscm.register.operations.index import index_mechanisms, index_meetings, index_publications
from iscm.register.operations.materials import stamp_materials
from iscm.register.operations.person import Decision
from iscm.register.operations.reference import THEME, load_mechanisms, load_themes
from iscm.register.operations.refreshing import refresh
from iscm.register.operations.stamps import raise_stamps

INSTEAD = "state that it ended, or retire it, instead"


def bring_in_line(before: Vocabulary, after: Vocabulary, decision: Decision) -> None:
    """Reference facts, meetings, search index and versions. Part of the caller's transaction.

    Raises `ConflictError` for a mechanism or theme that is known no more, but named by what is kept.
    """
    mechanisms = _changed_mechanisms(before, after)
    themes = _changed_themes(before, after)
    gone = before.mechanisms.keys() - after.mechanisms.keys()
    gone_themes = (before.themes.keys() | before.merged.keys()) - (after.themes.keys() | after.merged.keys())
    _refuse_in_use(gone, gone_themes)
    meetings = _meetings(mechanisms, themes)
    if mechanisms:
        load_mechanisms(after, mechanisms)
    if themes:
        load_themes(after, load_publications())
    keys = _occurrences(_renamed(before, after, mechanisms), _merged(before, after))
    refresh(keys, after, actor=decision.actor, now=decision.at, reason=decision.reason)
    _take_out(models.Mechanism.objects.filter(slug__in=gone))
    _take_out(models.Concept.objects.filter(scheme=THEME, slug__in=gone_themes))
    for uids in loading.chunks(meetings):
        index_meetings(uids)
    index_mechanisms(mechanisms)
    if themes:
        index_publications()
        stamp_materials(decision.at)
    # A joint meeting tells the names of all its mechanisms, in the feed of each.
    shown = Q(meeting__themes__theme__slug__in=themes) | Q(meeting__parties__mechanism__slug__in=mechanisms)
    touched = models.MeetingMechanism.objects.filter(shown)
    raise_stamps({*mechanisms, *touched.values_list("mechanism__slug", flat=True)}, decision.at)


def _changed_mechanisms(before: Vocabulary, after: Vocabulary) -> set[str]:
    both = before.mechanisms.keys() | after.mechanisms.keys()
    return {slug for slug in both if before.mechanisms.get(slug) != after.mechanisms.get(slug)}


def _changed_themes(before: Vocabulary, after: Vocabulary) -> set[str]:
    one, other = before.themes | before.merged, after.themes | after.merged
    moved = before.merged.keys() ^ after.merged.keys()
    return {slug for slug in one.keys() | other.keys() if one.get(slug) != other.get(slug)} | moved


def _renamed(before: Vocabulary, after: Vocabulary, mechanisms: Collection[str]) -> set[str]:
    """The mechanisms whose series are told by other names now."""
    return {slug for slug in mechanisms if _names(before, slug) != _names(after, slug)}


def _names(words: Vocabulary, slug: str) -> tuple[str, ...]:
    return tuple(names_of([words.mechanisms[slug]])) if slug in words.mechanisms else ()


def _merged(before: Vocabulary, after: Vocabulary) -> set[str]:
    """The themes that were merged or parted, and those into which they went."""
    slugs = before.merged.keys() | after.merged.keys()
    moved = {slug for slug in slugs if before.theme(slug) != after.theme(slug)}
    return moved | {words.theme(slug) for slug in moved for words in (before, after)}


def _meetings(mechanisms: Collection[str], themes: Collection[str]) -> list[str]:
    """The uids of the meetings that are filed under these, whose names stand in the search index."""
    filed = Q(parties__mechanism__slug__in=mechanisms) | Q(themes__theme__slug__in=themes)
    return list(models.Meeting.objects.filter(filed).order_by("id").values_list("uid", flat=True).distinct())


def _occurrences(mechanisms: Collection[str], themes: Collection[str]) -> list[str]:
    """The occurrences of meetings that may be other ones by these; of a closed meeting the themes are withheld."""
    wanted = Q(meeting__parties__mechanism__slug__in=mechanisms) | Q(meeting__themes__theme__slug__in=themes)
    if themes:
        wanted |= Q(meeting__is_closed=True)
    if not mechanisms and not themes:
        return []
    return list(models.MeetingCitation.objects.filter(wanted).values_list("occurrence", flat=True).distinct())


def _refuse_in_use(mechanisms: Collection[str], themes: Collection[str]) -> None:
    filed = models.MeetingMechanism.objects.filter(mechanism__slug__in=mechanisms).values_list(
        "mechanism__slug", flat=True
    )
    under = models.MeetingTheme.objects.filter(theme__slug__in=themes).values_list("theme__slug", flat=True)
    for slug in (*filed[:1], *under[:1]):
        raise ConflictError(f"{slug} has meetings: {INSTEAD}")


def _take_out(rows: QuerySet[Any]) -> None:
    try:
        rows.delete()
    except ProtectedError as error:
        raise ConflictError(f"{', '.join(map(str, rows))} is named by what the register keeps: {INSTEAD}") from error
