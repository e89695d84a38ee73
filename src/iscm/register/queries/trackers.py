"""Trackers: documents whose title names the initiative that all their meetings addressed."""

from iscm.domain.names import fold
from iscm.register.models import Document, Initiative, MeetingCitation


def tracked(slug: str) -> frozenset[str]:
    """The uids of the meetings in trackers of an initiative: that is the source's own word. Three queries at most."""
    initiative = Initiative.objects.filter(slug=slug).first()
    if initiative is None:
        return frozenset()
    names = [fold(name) for name in (initiative.name, initiative.acronym, *initiative.other_names) if name]
    titles = Document.objects.filter(reader="tracker", accepted_at__isnull=False).values_list("id", "title")
    documents = [id_ for id_, title in titles if any(f" {name} " in f" {fold(title)} " for name in names)]
    cited = MeetingCitation.objects.filter(record__document__in=documents, meeting__is_listed=True)
    return frozenset(cited.values_list("meeting__uid", flat=True))
