"""What a harvester is answered: each verb of OAI-PMH 2.0, and the tokens by which a long list goes on.

Nothing is kept between two requests: a token says all that the next page needs, and is signed, so that it is taken only
as it was given out. It never expires; after a change of SECRET_KEY it is refused.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.core import signing

from iscm.publication.formats import oai
from iscm.publication.formats.oai import Onward, Repository
from iscm.publication.harvest import dublin_core, own_format
from iscm.publication.harvest.arguments import FORMATS, Asked, RefusedError
from iscm.publication.harvest.values import LIBRARY, MECHANISM, MEETINGS, THEME, Head, stamp_of
from iscm.publication.harvest.xml import Element
from iscm.publication.labels import Labels
from iscm.publication.opendata.terms import Terms
from iscm.register.queries import harvest, harvested
from iscm.register.queries.harvest import Choice, Position

LONG_AGO = "1970-01-01T00:00:00Z"
DUBLIN_CORE, OWN = FORMATS
KINDS = {DUBLIN_CORE: frozenset({MEETINGS, LIBRARY}), OWN: frozenset({MEETINGS})}
TOP_SETS = {
    MEETINGS: "Meetings",
    LIBRARY: "Publications in the library",
    MECHANISM: "Whatever is of a mechanism",
    THEME: "Whatever is on a theme",
}
_SIGNER = signing.Signer(salt="oai-pmh")


@dataclass(frozen=True, slots=True)
class Place:
    """Who answers, and where things are: `meeting` is the address of a page by uid."""

    repository: Repository
    terms: Terms
    labels: Labels
    schema: str
    meeting: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _List:
    """A list that is being read: what is wanted, and how far it was given out."""

    verb: str
    prefix: str
    choice: Choice
    after: Position | None = None
    cursor: int = 0
    size: int = 0


def answer(asked: Asked, place: Place) -> Element:
    """The answer to a request; raises `RefusedError` for what is no request that can be answered."""
    if asked.verb in {"ListIdentifiers", "ListRecords"}:
        return _list(asked, place)
    return {
        "Identify": _identify,
        "ListMetadataFormats": _formats,
        "ListSets": _sets,
        "GetRecord": _record,
    }[asked.verb](asked, place)


def _identify(_asked: Asked, place: Place) -> Element:
    first = harvest.find_page(Choice(), limit=1).heads
    earliest = harvest.earliest()
    return oai.identify(place.repository, stamp_of(earliest) if earliest else LONG_AGO, first[0].name if first else "")


def _formats(asked: Asked, place: Place) -> Element:
    kind = _kind(_find(asked.identifier, place)) if asked.identifier else MEETINGS
    known = (
        (DUBLIN_CORE, dublin_core.SCHEMA, dublin_core.NAMESPACE),
        (OWN, place.schema, own_format.NAMESPACE),
    )
    return oai.formats(one for one in known if kind in KINDS[one[0]])


def _sets(asked: Asked, place: Place) -> Element:
    if asked.token:
        raise RefusedError("badResumptionToken", "the list of sets is always whole")
    names = {MECHANISM: place.labels.mechanism, THEME: place.labels.theme}
    return oai.sets(
        (spec, names[spec.partition(":")[0]](slug) if slug else TOP_SETS[spec]) for spec, slug in harvest.sets()
    )


def _record(asked: Asked, place: Place) -> Element:
    head = _find(asked.identifier, place)
    if _kind(head) not in KINDS[asked.prefix]:
        raise RefusedError("cannotDisseminateFormat", f"publications are given out as {DUBLIN_CORE} only")
    return oai.listed("GetRecord", _records([head], asked.prefix, place), None)


def _list(asked: Asked, place: Place) -> Element:
    wanted = _resumed(asked) if asked.token else _begun(asked)
    page = harvest.find_page(wanted.choice, wanted.after)
    if not page.heads:
        raise RefusedError("noRecordsMatch", "there is nothing of that")
    heads = list(page.heads)
    items = (
        [oai.header(head, place.repository) for head in heads]
        if wanted.verb == "ListIdentifiers"
        else _records(heads, wanted.prefix, place)
    )
    return oai.listed(wanted.verb, items, _onward(wanted, len(heads), page.last))


def _begun(asked: Asked) -> _List:
    return _List(asked.verb, asked.prefix, Choice(KINDS[asked.prefix], asked.spec, asked.since, asked.before))


def _onward(wanted: _List, given: int, last: Position | None) -> Onward | None:
    """The token of the next page; an empty one on the last page of several."""
    if wanted.after is None and last is None:
        return None
    size = wanted.size or harvest.count(wanted.choice)
    return Onward(_token(wanted, given, last, size) if last else "", size, wanted.cursor)


def _token(wanted: _List, given: int, last: Position, size: int) -> str:
    times = [at.isoformat() if at else "" for at in (wanted.choice.since, wanted.choice.before)]
    place = [last.at.isoformat(), last.kind, last.key]
    return _SIGNER.sign_object(
        [wanted.verb, wanted.prefix, wanted.choice.spec, *times, *place, wanted.cursor + given, size]
    )


def _resumed(asked: Asked) -> _List:
    try:
        verb, prefix, spec, since, before, at, kind, key, cursor, size = _SIGNER.unsign_object(asked.token)
    except (signing.BadSignature, ValueError):  # what is signed, but not by this version, has other parts
        raise RefusedError("badResumptionToken", "this repository gave out no such token") from None
    if verb != asked.verb:
        raise RefusedError("badResumptionToken", f"this token is for {verb}")
    times = [datetime.fromisoformat(text) if text else None for text in (since, before)]
    after = Position(datetime.fromisoformat(at), kind, key)
    return _List(verb, prefix, Choice(KINDS[prefix], spec, *times), after, cursor, size)


def _find(identifier: str, place: Place) -> Head:
    name = place.repository.name_in(identifier)
    found = harvest.find_head(name) if name else None
    if found is None:
        raise RefusedError("idDoesNotExist", "this repository has no such item")
    return found


def _kind(head: Head) -> str:
    return head.sets[0]


def _records(heads: list[Head], prefix: str, place: Place) -> list[Element]:
    """The records of a page. What went between the two looks at the register is given out as gone."""
    meetings, materials = harvested.told_meetings(heads), harvested.told_materials(heads)
    found = []
    for head in heads:
        content = None
        if told := meetings.get(head.name):
            page = place.meeting(told.row.uid)
            content = (
                own_format.meeting_record(told, page, place.schema)
                if prefix == OWN
                else dublin_core.meeting_record(told, page, place.labels, place.terms)
            )
        elif material := materials.get(head.name):
            content = dublin_core.material_record(material, place.labels)
        gone = Head(head.name, head.at, is_gone=content is None, sets=head.sets)
        found.append(oai.record(gone, place.repository, content))
    return found
