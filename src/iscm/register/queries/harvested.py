"""What the register tells of the items that a harvester was named: a fixed number of queries for each page."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from iscm.domain.documents import Trust
from iscm.publication.harvest.values import LIBRARY, Head, Material, Receipt, Told
from iscm.register.models import MaterialStamp, Meeting, MeetingCitation
from iscm.register.queries.library import publications
from iscm.register.queries.opendata.documents import BY_EDITOR
from iscm.register.queries.rows import meeting_rows


def told_meetings(heads: Iterable[Head]) -> dict[str, Told]:
    """By name, the meetings among these that readers see. Six queries."""
    uids = [head.name.partition("/")[2] for head in heads if head.name.startswith("meeting/") and not head.is_gone]
    if not uids:
        return {}
    receipts = _receipts(uids)
    rows = meeting_rows(Meeting.objects.filter(uid__in=uids, is_listed=True))
    return {f"meeting/{row.uid}": Told(row, tuple(receipts[row.uid])) for row in rows}


def told_materials(heads: Iterable[Head]) -> dict[str, Material]:
    """By name, the materials among these that there are. Four queries."""
    names = [head.name.partition("/")[2] for head in heads if head.name.startswith(LIBRARY) and not head.is_gone]
    if not names:
        return {}
    keys = dict(MaterialStamp.objects.filter(name__in=names).values_list("title_key", "name"))
    found = publications(titles=keys)
    return {
        f"{LIBRARY}/{keys[line.key]}": Material(
            title=line.title,
            year=line.year,
            kind=line.kind,
            lang=line.lang,
            url=line.url,
            named_in=line.document_title or line.source,
            mechanisms=tuple(acronym for _, acronym in line.mechanisms),
            themes=line.themes,
        )
        for line in found
    }


def _receipts(uids: Collection[str]) -> defaultdict[str, list[Receipt]]:
    columns = ("meeting__uid", "relation", "chosen", "record__n", "record__locator")
    of_document = ("sha256", "title", "name", "last_update", "trust")
    told = MeetingCitation.objects.filter(record__is_closed=False)
    cited = told.filter(meeting__uid__in=uids).order_by("meeting_id", "rank", "id")
    found: defaultdict[str, list[Receipt]] = defaultdict(list)
    for uid, relation, chosen, n, locator, sha256, title, name, day, trust in cited.values_list(
        *columns, *(f"record__document__{column}" for column in of_document)
    ):
        shown = BY_EDITOR if trust == Trust.EDITOR.value else title or name
        found[uid].append(Receipt(sha256, shown, n, relation, tuple(chosen), day, locator))
    return found
