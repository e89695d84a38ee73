"""One document that came in: its source beside what was understood, and what would follow."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from iscm.desk.doors import grants_of, refuse_unless, requires
from iscm.desk.inbox_parts import parts_of
from iscm.desk.inbox_shown import ShownRow, groups_of, meeting_in_words, shown
from iscm.desk.inbox_words import FATES, KINDS, SEVERITIES, VERDICTS, place_in_words
from iscm.desk.page import desk_page
from iscm.desk.views.inbox import SECTION, came
from iscm.domain.errors import UnreadableInputError
from iscm.reading.layouts.decoding import decode, split_lines
from iscm.register.operations.foreseeing import Fate, Outlook, RowOutlook, in_order, outlook_of
from iscm.register.queries.inbox import HeldDocument, InboxLine, Shelf, answers_of, content_of, find_held, inbox_lines
from iscm.register.queries.inbox_rows import problems_of_all, proposed_rows
from iscm.register.queries.meeting_materials import sent_file
from iscm.register.queries.occurrences import ANSWER
from iscm.register.rules import Action

ROWS_AT_ONCE = 25
LONGEST_LINE = 2_000
MOST_ANSWERS = 50


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong in a form: of which row (0: of the whole document), in words, and what was typed."""

    row: int
    message: str
    typed: str = ""


@requires(Action.DOCUMENT_ACCEPT)
@require_GET
def document_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The proposal: source on one side, what was understood on the other, row by row."""
    return show(request, opened(request, pk, Action.DOCUMENT_ACCEPT))


def opened(request: HttpRequest, pk: int, action: Action) -> HeldDocument:
    """The document, if there is one and who asks may do this to all that it speaks of."""
    found = find_held(pk)
    if found is None:
        raise Http404
    refuse_unless(request, action, found.mechanisms)
    return found


def show(request: HttpRequest, document: HeldDocument, wrong: Wrong | None = None) -> HttpResponse:
    """The page of a document, also with what was wrong in a form that was sent from it."""
    (line,) = inbox_lines([document.id])
    outlook = outlook_of(document.sha256)
    fate = _fate(request)
    ordered = [row for row in in_order(outlook.rows) if fate is None or row.fate is fate]
    part = Paginator(ordered, ROWS_AT_ONCE).get_page(request.GET.get("page"))
    _, content = content_of(document.id)
    is_pdf = _is_pdf(document, content)
    rows = _rows(request, document, list(part.object_list), {} if is_pdf else _lines(document, content))
    return desk_page(
        request,
        "inbox/document",
        SECTION,
        http_status=422 if wrong else 200,
        title=line.title,
        line=line,
        came=came(line),
        kind=KINDS.get(line.kind, line.kind),
        outlook=outlook,
        tabs=_tabs(document, outlook, fate),
        fate=fate,
        part=part,
        here=urlencode({"rows": fate.value if fate else "", "page": part.number}),
        groups=groups_of(rows, outlook.counts, has_pictures=is_pdf),
        unlisted=[meeting_in_words(one, grants_of(request)) for one in outlook.unlisted],
        problems=[
            (one, SEVERITIES.get(one.severity, ""), place_in_words(one.locator)) for one in problems_of_all(document.id)
        ],
        parts=_parts(document, line),
        answers=[(one, VERDICTS.get(one.verdict, one.verdict)) for one in answers_of(document.sha256)[:MOST_ANSWERS]],
        wrong=wrong,
        sent=sent_file(document.id) if line.kind else None,
    )


def _parts(document: HeldDocument, line: InboxLine) -> list[tuple[str, Promise]]:
    """What of a correction may be taken without the rest; nothing where there is no choice."""
    if line.reader != ANSWER or line.shelf is not Shelf.WAITING:
        return []
    found = [(name, label) for name, (label, _) in parts_of(document.sha256).items()]
    return found if len(found) > 1 else []


def _fate(request: HttpRequest) -> Fate | None:
    wanted = request.GET.get("rows", "")
    return Fate(wanted) if wanted in {*Fate} else None


def _tabs(document: HeldDocument, outlook: Outlook, current: Fate | None) -> list[tuple[str, str, int, bool]]:
    """The fates with their numbers: address, name, number, whether it is the one that is shown."""
    every = ("?", gettext("All rows"), document.records, current is None)
    found = [
        (f"?rows={fate}", str(FATES[fate]), outlook.counts[fate], fate is current)
        for fate in FATES
        if outlook.counts.get(fate)
    ]
    return [every, *found]


def _rows(
    request: HttpRequest, document: HeldDocument, wanted: list[RowOutlook], lines: dict[int, str]
) -> list[ShownRow]:
    numbers = [one.n for one in wanted]
    held = proposed_rows(document.id, numbers)
    following = dict(zip(numbers, [*numbers[1:], *numbers[-1:]], strict=True))
    grants = grants_of(request)
    return [shown(held[one.n], one, lines, grants, following[one.n]) for one in wanted if one.n in held]


def _is_pdf(document: HeldDocument, content: bytes) -> bool:
    """Whether what was received is this document itself, and has pages that can be shown."""
    return document.sha256 == document.file and b"%PDF-" in content[:1024]


def _lines(document: HeldDocument, content: bytes) -> dict[int, str]:
    """The lines of a text by their numbers; nothing where the records of a document were carried here by another."""
    if document.sha256 != document.file or content.startswith(b"PK"):
        return {}
    try:
        text = decode(content, document.name)
    except UnreadableInputError:
        return {}
    return {n: line[:LONGEST_LINE] for n, line in enumerate(split_lines(text), 1)}
