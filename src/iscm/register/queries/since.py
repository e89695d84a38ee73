"""What changed since an edition: for the next one, and for whoever looks in between."""

from collections.abc import Collection, Mapping

from iscm.publication.comparing import Changes, compare_editions, listed_in
from iscm.publication.report import Report
from iscm.register.models import Meeting
from iscm.register.queries.published import frozen_reports, redirects
from iscm.register.queries.telling import closed_uids


def changes_since(name: str, number: int, reports: Mapping[str, Report]) -> dict[str, Changes]:
    """What changed from an edition to these reports of the same publication, by language. Four queries.

    Nothing for a language in which that edition is not kept, or where neither lists meetings one by one.
    """
    before, merged = frozen_reports(name, number, reports), redirects()
    uids = {uid for report in before.values() for uid in listed_in(report)}
    closed = set(closed_uids().values_list("uid", flat=True))
    dates = _dates(uids | {merged[uid] for uid in uids & merged.keys()})
    return {
        lang: compare_editions(held, reports[lang], merged, dates, since=number, closed=closed)
        for lang, held in before.items()
        if listed_in(held) or listed_in(reports[lang])
    }


def _dates(uids: Collection[str]) -> dict[str, tuple[str, str]]:
    """EDTF and date status of the listed meetings among these."""
    rows = Meeting.objects.filter(uid__in=uids, is_listed=True).values_list("uid", "edtf", "date_status")
    return {uid: (edtf, date_status) for uid, edtf, date_status in rows}
