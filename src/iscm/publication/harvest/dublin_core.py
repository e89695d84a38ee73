"""Meetings and materials in simple Dublin Core (`oai_dc`), in English as far as the words are ours."""

from collections.abc import Iterator

from iscm.domain.addresses import followable
from iscm.domain.listing import MeetingRow, PartyRow
from iscm.publication.harvest.values import Material, Told
from iscm.publication.harvest.xml import XSI, Element
from iscm.publication.labels import Labels
from iscm.publication.opendata.terms import Terms
from iscm.publication.statuses import show_status
from iscm.publication.titles import title_in

NAMESPACE = "http://www.openarchives.org/OAI/2.0/oai_dc/"
SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
_ROOT = {
    "xmlns:oai_dc": NAMESPACE,
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    **XSI,
    "xsi:schemaLocation": f"{NAMESPACE} {SCHEMA}",
}
_ONLINE = frozenset({"online", "hybrid"})


def meeting_record(told: Told, page: str, labels: Labels, terms: Terms) -> Element:
    """A meeting. `page` is the address of its page."""
    row = told.row
    lines = [
        ("title", title_in(labels.words, row.title, is_closed=row.is_closed), _lang(row.lang)),
        *(("creator", _name(party), None) for party in row.parties if party.role != "invited"),
        *(("subject", labels.theme(theme.slug, theme.label), None) for theme in row.themes),
        *(("description", words, None) for words in _described(row, labels)),
        ("publisher", terms.publisher_name, None),
        *(("contributor", _name(party), None) for party in row.parties if party.role == "invited"),
        ("date", row.edtf, None),
        ("type", "Event", None),
        ("identifier", page, None),
        ("identifier", f"urn:uuid:{row.uid}", None),
        *(("source", title, None) for title in dict.fromkeys(one.title for one in told.receipts)),
        ("language", _lang(row.lang) or "", None),
        *(("relation", followable(link.url), None) for link in row.links),
        *(("coverage", labels.places([place]), None) for place in row.places),
        *([("coverage", labels.words.gettext("Online"), None)] if row.attendance in _ONLINE else []),
        ("rights", terms.licence_url, None),
    ]
    return _record(lines)


def material_record(material: Material, labels: Labels) -> Element:
    """A publication. Its mechanisms are contributors: who wrote it, the register does not know."""
    lines = [
        ("title", material.title, _lang(material.lang)),
        *(("subject", labels.theme(theme), None) for theme in material.themes),
        *(("contributor", name, None) for name in material.mechanisms),
        ("date", str(material.year or ""), None),
        ("type", "Text", None),
        ("type", material.kind, None),
        ("identifier", followable(material.url), None),
        ("source", material.named_in, None),
        ("language", _lang(material.lang) or "", None),
    ]
    return _record(lines)


def _record(lines: list[tuple[str, str, str | None]]) -> Element:
    held = tuple(Element(f"dc:{name}", text, {"xml:lang": lang}) for name, text, lang in lines if text)
    return Element("oai_dc:dc", held, _ROOT)


def _described(row: MeetingRow, labels: Labels) -> Iterator[str]:
    shown = show_status(row.standing, labels.words)
    yield row.topic
    yield row.outcome
    yield shown.label if shown.prefix else ""


def _name(party: PartyRow) -> str:
    return party.name if party.acronym in {"", party.name} else f"{party.name} ({party.acronym})"


def _lang(lang: str) -> str | None:
    return lang if lang not in {"", "und"} else None
